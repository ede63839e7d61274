"""Tells the class of a request that was sent, and judges its answer by it: the status and code that this class has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import unquote

from specwright.conform.answers import code_of, documented, status_of_code
from specwright.conform.exchanges import Exchange, Request
from specwright.conform.expectations import Refusal, judge_refused
from specwright.conform.kit import Kit
from specwright.conform.results import Failure
from specwright.model.service import Operation
from specwright.model.types import Json
from specwright.twin.calls import Refusal as Wrong
from specwright.twin.calls import Violation
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options
from specwright.twin.edge.exchange import Exchange as Received
from specwright.twin.refusals import RefusalError
from specwright.twin.routing import Found

__all__ = ["EARLIER", "Classifier", "Judged", "RequestClass"]

# What is settled before anybody looks at the values of a request.
EARLIER: Final = frozenset({401, 403, 405, 406, 408, 413, 414, 415, 429, 431})
# What a service says of what it keeps, which many look at before the values.
_OF_STATE: Final = frozenset({404, 409, 410, 412, 423, 428})
_WRONG_VALUES: Final = frozenset({400, 422})


class RequestClass(StrEnum):
    """What is to be said of a request by itself, whatever the service keeps."""

    ACCEPTABLE = "acceptable"
    WRONG_BY_SCHEMA = "wrong by schema"
    WRONG_BY_RULE = "wrong by rule"
    UNREADABLE = "unreadable"
    STRANGE = "not described"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A request of a class; ``refusals`` are all that may be answered to it, of which a service tells one.

    ``operation`` is None where none is described. ``what`` names what is wrong with it.
    """

    kind: RequestClass
    operation: Operation | None = None
    refusals: tuple[Refusal, ...] = ()
    what: str = ""


class Classifier:
    """Knows the classes of the requests to one service."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._pointer = kit.service.error_code_pointer
        # Nothing is ever sent to it: it reads requests as the description says, and keeps no state.
        self._pipeline = create_twin(kit.service, options=Options(has_journal=False)).pipeline

    def operation(self, request: Request, *, base: str = "") -> Operation | None:
        """Find the operation of a request; ``base`` is where paths begin."""
        received = _received(request, base)
        self._pipeline.find(received)
        return received.found.operation if isinstance(received.found, Found) else None

    def judged(self, request: Request, *, base: str = "") -> Judged:
        """Tell the class of a request."""
        received = _received(request, base)
        self._pipeline.find(received)
        found = received.found
        if not isinstance(found, Found):
            return Judged(kind=RequestClass.STRANGE)
        operation = found.operation
        try:
            call = self._pipeline.judge(self._pipeline.plans.of(operation), received, found.values, {})
        except RefusalError as error:
            refusal = Refusal(status=_documented(operation, error.status), is_any_code=True)
            return Judged(kind=RequestClass.UNREADABLE, operation=operation, refusals=(refusal,), what=error.reason)
        if not isinstance(call, Wrong):
            return Judged(kind=RequestClass.ACCEPTABLE, operation=operation)
        return self._wrong(operation, call)

    def failures(self, exchange: Exchange, judged: Judged, *, is_value_first: bool = False) -> Iterator[Failure]:
        """List how an answer differs from what the class of its request has.

        With ``is_value_first``, what is wrong has to be told before anything about what the service keeps.
        """
        operation, answer = judged.operation, exchange.response
        if operation is None or answer is None or answer.status in EARLIER or answer.status >= 500:
            return
        if judged.kind is RequestClass.ACCEPTABLE:
            yield from self._judge_acceptable(operation, exchange)
            return
        if answer.status in _OF_STATE and not is_value_first and documented(operation, answer.status) is not None:
            return
        told: list[Failure] = []
        for refusal in judged.refusals:
            found = list(judge_refused(operation, exchange, refusal, self._pointer, what=judged.what))
            if not found:
                return
            told = told or found
        yield from told

    def _wrong(self, operation: Operation, call: Wrong) -> Judged:
        violations = call.violations or (Violation(path="", id=call.id, message=call.message, code=call.code),)
        rules = self._values(operation).rules
        first = violations[0]
        is_schema = any(each.id not in rules for each in violations)
        refusals = {
            # What bears no code of its own may be answered with one for all that is wrong.
            each.code: Refusal(status=status_of_code(operation, each.code), code=each.code, is_any_code=not each.code)
            for each in violations
        }
        return Judged(
            kind=RequestClass.WRONG_BY_SCHEMA if is_schema else RequestClass.WRONG_BY_RULE,
            operation=operation,
            refusals=tuple(refusals.values()),
            what=f"a request that breaks {first.id}" + (f" at {_general(first.path)}" if first.path else ""),
        )

    def _judge_acceptable(self, operation: Operation, exchange: Exchange) -> Iterator[Failure]:
        """Say where it is refused as a wrong one; for what the service keeps it may be refused."""
        answer = exchange.response
        if answer is None or answer.status not in _WRONG_VALUES:
            return
        code = code_of(answer, self._pointer)
        behaviour = self._kit.service.behaviour.operations.get(operation.name.wire)
        states = {getattr(each, "code", "") for each in (behaviour.preconditions if behaviour is not None else ())}
        if code in self._values(operation).codes and code not in states:
            name = operation.name.wire
            cause = f"{name} refuses a valid request with {answer.status} {code}"
            yield Failure(
                cause=cause,
                message=f"{cause}: the schema and the rules of the description hold",
                expected="2XX",
                actual=f"{answer.status} {code}",
                exchange=exchange.number,
            )

    def _values(self, operation: Operation) -> _Values:
        return self._kit.once(("told of values", operation.name.wire), lambda: _collected(self._kit, operation))


@dataclass(frozen=True, slots=True)
class _Values:
    """What an operation's schemas tell wrong values by: codes, and the rules among what breaks."""

    codes: frozenset[str]
    rules: frozenset[str]


def _collected(kit: Kit, operation: Operation) -> _Values:
    codes = {code for parameter in operation.parameters for code in parameter.codes.values()}
    rules = set[str]()
    definitions: list[Json] = [parameter.definition for parameter in operation.parameters]
    definitions += [each.definition for each in (operation.body.media_types if operation.body else ())]
    met: set[str] = set()
    while definitions:
        value = definitions.pop()
        if isinstance(value, list):
            definitions += value
        elif isinstance(value, dict):
            codes |= set(_codes_at(value))
            rules |= {str(rule["id"]) for rule in _rules_at(value) if "id" in rule}
            reference = value.get("$ref")
            key = reference.removeprefix("#/$defs/") if isinstance(reference, str) else ""
            schema = kit.service.schemas.get(key.replace("~1", "/").replace("~0", "~"))
            if schema is not None and key not in met:
                met.add(key)
                definitions.append(schema.definition)
            definitions += value.values()
    return _Values(frozenset(codes), frozenset(rules))


def _codes_at(schema: Mapping[str, Json]) -> Iterator[str]:
    code = schema.get("x-error-code")
    yield from (each for each in (code.values() if isinstance(code, dict) else (code,)) if isinstance(each, str))
    for rule in _rules_at(schema):
        # What compares with the value before can be broken by a request that is valid by itself.
        if isinstance(rule.get("code"), str) and "oldSelf" not in str(rule.get("rule")):
            yield str(rule["code"])


def _rules_at(schema: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    rules = schema.get("x-validations")
    yield from (rule for rule in (rules if isinstance(rules, list) else ()) if isinstance(rule, dict))


def _documented(operation: Operation, status: int) -> str:
    """Spell a status as the operation documents it; empty, for any refusal, where it does not."""
    if status == 400:
        return status_of_code(operation, "")
    response = documented(operation, status)
    return "" if response is None or response.status.lower() == "default" else response.status


def _received(request: Request, base: str) -> Received:
    """Spell a request that was sent as the one that a service receives."""
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


def _general(path: str) -> str:
    return "/".join("*" if token.isdigit() else token for token in path.split("/"))
