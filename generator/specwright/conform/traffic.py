"""Judges recorded exchanges by the oracles of a campaign: what was sent, and what was answered to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from specwright.conform.answers import code_of, documented, status_of_code
from specwright.conform.exchanges import Exchange
from specwright.conform.expectations import Refusal, judge_refused
from specwright.conform.kit import Kit
from specwright.conform.oracle import UniversalOracle
from specwright.conform.recordings import Recorded
from specwright.conform.results import Failure
from specwright.model.service import Operation, Service
from specwright.model.types import Json
from specwright.twin.calls import Refusal as Wrong
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options
from specwright.twin.edge.exchange import Exchange as Received
from specwright.twin.refusals import RefusalError
from specwright.twin.routing import Found

__all__ = ["Drift", "TrafficJudge", "TrafficOutcome"]

# What is settled before anybody looks at the values of a request.
_EARLIER: Final = frozenset({401, 403, 405, 406, 408, 413, 414, 415, 429, 431})
_WRONG_VALUES: Final = frozenset({400, 422})
_HIDDEN: Final = "[redacted]"
_MOST_STRANGE: Final = 1_000


@dataclass(slots=True)
class Drift:
    """One way in which traffic differs from the description, and the first exchange that shows it."""

    failure: Failure
    exchange: Exchange
    count: int = 0


@dataclass(slots=True)
class TrafficOutcome:
    """What a recording shows; ``strange`` are requests that no operation describes, by method and path."""

    exchanges: int = 0
    judged: int = 0
    unjudged: Counter[str] = field(default_factory=Counter[str])
    operations: Counter[str] = field(default_factory=Counter[str])
    drifts: dict[str, Drift] = field(default_factory=dict[str, Drift])
    strange: Counter[tuple[str, str, int]] = field(default_factory=Counter[tuple[str, str, int]])


class TrafficJudge:
    """Judges the traffic of one service; with a ``url``, only what went there counts."""

    def __init__(self, service: Service, *, url: str = "") -> None:
        self._kit = Kit(service)
        self._oracle = UniversalOracle(self._kit)
        self._pointer = service.error_code_pointer
        # Nothing is ever sent to it: it reads requests as the description says, and keeps no state.
        self._pipeline = create_twin(service, options=Options(has_journal=False)).pipeline
        parts = urlsplit(url)
        self._host, self._base = parts.netloc.rpartition("@")[2], parts.path.rstrip("/")

    def judge(self, recording: Iterable[Recorded]) -> TrafficOutcome:
        """Go through a recording; memory does not grow with it, only with what is found."""
        outcome = TrafficOutcome()
        for recorded in recording:
            outcome.exchanges += 1
            self._judge(recorded, outcome)
        return outcome

    def _judge(self, recorded: Recorded, outcome: TrafficOutcome) -> None:
        exchange = recorded.exchange
        path = exchange.request.target.partition("?")[0]
        if self._host and (recorded.host != self._host or not path.startswith(f"{self._base}/")):
            outcome.unjudged["sent to another place"] += 1
            return
        received = _received(exchange, self._base)
        self._pipeline.find(received)
        found = received.found
        answer = exchange.response
        if not isinstance(found, Found):
            key = (exchange.request.method, path, answer.status if answer is not None else 0)
            if len(outcome.strange) < _MOST_STRANGE or key in outcome.strange:
                outcome.strange[key] += 1
            return
        outcome.judged += 1
        outcome.operations[found.operation.name.wire] += 1
        for failure in self._failures(recorded, received, found, outcome):
            drift = outcome.drifts.setdefault(failure.cause, Drift(failure, exchange))
            drift.count += 1

    def _failures(
        self, recorded: Recorded, received: Received, found: Found, outcome: TrafficOutcome
    ) -> Iterator[Failure]:
        operation, exchange = found.operation, recorded.exchange
        answer = exchange.response
        if answer is None:
            outcome.unjudged["no answer was recorded"] += 1
            return
        named = _named(exchange, operation.name.wire)
        if recorded.has_response_body:
            yield from self._oracle(named)
        else:
            outcome.unjudged["the body of the answer was not recorded"] += 1
            if documented(operation, answer.status) is None:
                cause = f"{operation.name.wire}: status {answer.status} is not documented"
                yield Failure(cause=cause, message=cause, actual=str(answer.status), exchange=exchange.number)
        if answer.status in _EARLIER or answer.status >= 500:
            return
        if not recorded.has_request_body or _HIDDEN in unquote(exchange.request.target):
            outcome.unjudged["the request was not recorded as a whole"] += 1
            return
        yield from self._judge_request(operation, named, received, found.values)

    def _judge_request(
        self, operation: Operation, exchange: Exchange, received: Received, segments: Mapping[str, str]
    ) -> Iterator[Failure]:
        plan = self._pipeline.plans.of(operation)
        try:
            call = self._pipeline.judge(plan, received, segments, {})
        except RefusalError as error:
            status = status_of_code(operation, "") if error.status == 400 else str(error.status)
            refusal = Refusal(status=status, is_any_code=True)
            yield from judge_refused(operation, exchange, refusal, self._pointer, what=error.reason)
            return
        if isinstance(call, Wrong):
            first = call.violations[0] if call.violations else call
            place = getattr(first, "path", "")
            what = f"a request that breaks {first.id}" + (f" at {_general(place)}" if place else "")
            # What bears no code of its own may be answered with one for all that is wrong.
            refusal = Refusal(status=status_of_code(operation, call.code), code=call.code, is_any_code=not call.code)
            yield from judge_refused(operation, exchange, refusal, self._pointer, what=what)
            return
        yield from self._judge_valid(operation, exchange)

    def _judge_valid(self, operation: Operation, exchange: Exchange) -> Iterator[Failure]:
        """Say where a valid request is refused as a wrong one; for the state of things it may be refused."""
        answer = exchange.response
        if answer is None or answer.status not in _WRONG_VALUES:
            return
        code = code_of(answer, self._pointer)
        behaviour = self._kit.service.behaviour.operations.get(operation.name.wire)
        states = {getattr(each, "code", "") for each in (behaviour.preconditions if behaviour is not None else ())}
        if code in self._codes(operation) and code not in states:
            name = operation.name.wire
            cause = f"{name} refuses a valid request with {answer.status} {code}"
            message = f"{cause}: the schema and the rules of the description hold"
            yield Failure(
                cause=cause, message=message, expected="2XX", actual=f"{answer.status} {code}", exchange=exchange.number
            )

    def _codes(self, operation: Operation) -> frozenset[str]:
        """List the codes that tell of wrong values."""
        return self._kit.once(("codes of values", operation.name.wire), lambda: self._collected(operation))

    def _collected(self, operation: Operation) -> frozenset[str]:
        found = {code for parameter in operation.parameters for code in parameter.codes.values()}
        definitions: list[Json] = [parameter.definition for parameter in operation.parameters]
        definitions += [each.definition for each in (operation.body.media_types if operation.body else ())]
        met: set[str] = set()
        while definitions:
            value = definitions.pop()
            if isinstance(value, list):
                definitions += value
            elif isinstance(value, dict):
                found |= set(_codes_at(value))
                reference = value.get("$ref")
                key = reference.removeprefix("#/$defs/") if isinstance(reference, str) else ""
                schema = self._kit.service.schemas.get(key.replace("~1", "/").replace("~0", "~"))
                if schema is not None and key not in met:
                    met.add(key)
                    definitions.append(schema.definition)
                definitions += value.values()
        return frozenset(found)


def _codes_at(schema: Mapping[str, Json]) -> Iterator[str]:
    code = schema.get("x-error-code")
    yield from (each for each in (code.values() if isinstance(code, dict) else (code,)) if isinstance(each, str))
    rules = schema.get("x-validations")
    for rule in rules if isinstance(rules, list) else ():
        # What compares with the value before can be broken by a request that is valid by itself.
        if isinstance(rule, dict) and isinstance(rule.get("code"), str) and "oldSelf" not in str(rule.get("rule")):
            yield str(rule["code"])


def _received(exchange: Exchange, base: str) -> Received:
    """Spell a recorded request as the one that a service receives."""
    request = exchange.request
    path, _, query = request.target.removeprefix(base).partition("?")
    headers = [(name.lower().encode("latin-1", "replace"), value.encode("utf-8")) for name, value in request.headers]
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote(path, errors="replace"),
        "raw_path": path.encode("utf-8"),
        "query_string": query.encode("utf-8"),
        "headers": headers,
    }
    received = Received(scope)
    received.body = request.body
    return received


def _named(exchange: Exchange, operation: str) -> Exchange:
    return replace(exchange, request=replace(exchange.request, operation=operation))


def _general(path: str) -> str:
    return "/".join("*" if token.isdigit() else token for token in path.split("/"))
