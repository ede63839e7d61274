"""Judges recorded exchanges by the oracles of a campaign: what was sent, and what was answered to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote, urlsplit

from specwright.conform.answers import documented
from specwright.conform.exchanges import Exchange
from specwright.conform.kit import Kit
from specwright.conform.oracle import UniversalOracle
from specwright.conform.recordings import Recorded
from specwright.conform.request_classes import EARLIER, Classifier
from specwright.conform.results import Failure
from specwright.model.service import Operation, Service

__all__ = ["Drift", "TrafficJudge", "TrafficOutcome"]

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
        kit = Kit(service)
        self._oracle = UniversalOracle(kit)
        self._classifier = Classifier(kit)
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
        operation = self._classifier.operation(exchange.request, base=self._base)
        answer = exchange.response
        if operation is None:
            key = (exchange.request.method, path, answer.status if answer is not None else 0)
            if len(outcome.strange) < _MOST_STRANGE or key in outcome.strange:
                outcome.strange[key] += 1
            return
        outcome.judged += 1
        outcome.operations[operation.name.wire] += 1
        for failure in self._failures(recorded, operation, outcome):
            drift = outcome.drifts.setdefault(failure.cause, Drift(failure, exchange))
            drift.count += 1

    def _failures(self, recorded: Recorded, operation: Operation, outcome: TrafficOutcome) -> Iterator[Failure]:
        exchange = recorded.exchange
        answer = exchange.response
        if answer is None:
            outcome.unjudged["no answer was recorded"] += 1
            return
        named = replace(exchange, request=replace(exchange.request, operation=operation.name.wire))
        if recorded.has_response_body:
            yield from self._oracle(named)
        else:
            outcome.unjudged["the body of the answer was not recorded"] += 1
            if documented(operation, answer.status) is None:
                cause = f"{operation.name.wire}: status {answer.status} is not documented"
                yield Failure(cause=cause, message=cause, actual=str(answer.status), exchange=exchange.number)
        if answer.status in EARLIER or answer.status >= 500:
            return
        if not recorded.has_request_body or _HIDDEN in unquote(exchange.request.target):
            outcome.unjudged["the request was not recorded as a whole"] += 1
            return
        judged = self._classifier.judged(exchange.request, base=self._base)
        yield from self._classifier.failures(named, judged, is_value_first=True)
