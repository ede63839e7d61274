"""Counts what goes over the wire in a campaign, judges each exchange, and ends the campaign where its budget ends."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from specwright.conform.answers import code_of, documented
from specwright.conform.exchanges import Exchange, Request, Send
from specwright.conform.oracle import ADMIN, UniversalOracle
from specwright.conform.outcome import Call, Group, Outcome, PhaseTime, Seen, Unprovoked
from specwright.conform.results import Aim, Failure, Kind, Result, Side, StoppedError, Verdict, joined
from specwright.model.service import Operation, Response, Service

__all__ = ["Recorder", "Tally"]


class Recorder:
    """Sends for all phases; ``found`` are the failures that the description alone shows, until somebody takes them."""

    def __init__(
        self, send: Send, oracle: UniversalOracle, pointer: str, *, max_requests: int, max_time: float | None
    ) -> None:
        self._send = send
        self._pointer = pointer
        self._number = 0
        self._max_requests = max_requests
        self._max_time = max_time
        self.judge = oracle
        self.began = time.perf_counter()
        self.calls: list[Call] = []
        self.statuses: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self.codes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._found: list[tuple[Exchange, tuple[Failure, ...]]] = []

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request.

        Raises:
            StoppedError: the budget is used up, or a guard does not let it through.
        """
        if len(self.calls) >= self._max_requests:
            raise StoppedError(f"the budget of {self._max_requests} requests is used up")
        started = self.elapsed
        if self._max_time is not None and started >= self._max_time:
            raise StoppedError(f"the time of {self._max_time:g} s is used up")
        self._number += 1
        exchange = replace(self._send(request), number=self._number, started=started)
        if request.target.startswith(ADMIN):
            # What is asked of a twin beside its API is no part of the campaign.
            return exchange
        answer = exchange.response
        status = 0 if answer is None else answer.status
        self.calls.append(
            Call(
                number=exchange.number,
                operation=request.operation,
                status=status,
                started=started,
                seconds=exchange.seconds,
            )
        )
        if request.operation and answer is not None:
            self.statuses[request.operation][status] += 1
            code = code_of(answer, self._pointer)
            if code:
                self.codes[request.operation][code] += 1
        failures = self.judge(exchange)
        if failures:
            self._found.append((exchange, failures))
        return exchange

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    def take(self) -> list[tuple[Exchange, tuple[Failure, ...]]]:
        """Give what was found since somebody asked last."""
        found, self._found = self._found, []
        return found


class Tally:
    """Collects results and sums them up."""

    def __init__(self, service: Service, recorder: Recorder, seed: int, operations: frozenset[str]) -> None:
        self._service = service
        self._recorder = recorder
        self._seed = seed
        self._operations = operations
        self._results: list[Result] = []
        self.phases: list[PhaseTime] = []
        self.stopped = ""

    def add(self, result: Result) -> Result:
        """Take a result in, together with what the exchanges on the way to it showed; give the whole."""
        result = joined(result, self._recorder.take())
        kept = result if result.verdict is Verdict.FAIL else replace(result, exchanges=())
        self._results.append(kept)
        return result

    def outcome(self) -> Outcome:
        """Sum up."""
        recorder = self._recorder
        return Outcome(
            title=self._service.title,
            version=self._service.version,
            seed=self._seed,
            results=tuple(self._results),
            exchanges=len(recorder.calls),
            seconds=recorder.elapsed,
            seen={
                name: Seen(statuses=dict(recorder.statuses[name]), codes=dict(recorder.codes[name]))
                for name in self._names()
            },
            unprovoked=tuple(self._unprovoked()),
            groups=_groups(self._results),
            phases=tuple(self.phases),
            calls=tuple(recorder.calls),
            stopped=self.stopped,
        )

    def _names(self) -> list[str]:
        return [each.name.wire for each in self._service.operations if each.name.wire in self._operations]

    def _unprovoked(self) -> Iterator[Unprovoked]:
        told = {
            (result.case.aim.operation, result.case.aim.kind, result.case.aim.name): result.reason
            for result in self._results
            if result.verdict is Verdict.UNREACHABLE
        }
        for operation in self._service.operations:
            name = operation.name.wire
            if name not in self._operations:
                continue
            seen = {_status_of(operation, status) for status in self._statuses(operation)}
            aims = {
                each for mine in self._results if (aim := mine.case.aim).operation == name for each in _told_by(aim)
            }
            for response in operation.responses:
                is_aimed = not aims.isdisjoint({response.status, *response.error_codes})
                why = _why(response, has_outside=name in self._with_outside(), is_aimed=is_aimed)
                if response.status not in seen:
                    reason = told.get((name, Kind.STATUS, response.status)) or why
                    yield Unprovoked(operation=name, status=response.status, reason=reason)
                for code in response.error_codes:
                    if code not in self._recorder.codes[name]:
                        reason = told.get((name, Kind.CODE, code)) or why
                        yield Unprovoked(operation=name, status=response.status, code=code, reason=reason)

    def _statuses(self, operation: Operation) -> set[int]:
        """List the statuses that were seen; that a method is missing is told by a path, for all its operations."""
        here = [each.name.wire for each in self._service.operations if each.path == operation.path]
        missing = {405} if any(405 in self._recorder.statuses[name] for name in here) else set[int]()
        return {*self._recorder.statuses[operation.name.wire], *missing}

    def _with_outside(self) -> set[str]:
        """List the operations that were sent something wrong in its values."""
        about = {Kind.KEYWORD, Kind.RULE, Kind.PRECONDITION}
        return {
            result.case.aim.operation
            for result in self._results
            if result.case.aim.kind in about and result.case.side is Side.OUTSIDE
            if result.verdict is not Verdict.UNREACHABLE
        }


def _status_of(operation: Operation, status: int) -> str:
    response = documented(operation, status)
    return "" if response is None else response.status


def _told_by(aim: Aim) -> tuple[str, ...]:
    return (aim.code, aim.name) if aim.kind is Kind.STATUS else (aim.code,)


def _why(response: Response, *, has_outside: bool, is_aimed: bool) -> str:
    match response.status:
        case status if status[:1] == "5":
            return "a failure of the service itself, which no request is meant to cause"
        case "429":
            return "it takes more calls in a short time than a campaign makes"
        case "400" | "422" if not has_outside:
            return "nothing that is sent there can be wrong in its values"
        case _:
            return "no case brought it about" if is_aimed else "the description does not say when it is answered"


def _groups(results: list[Result]) -> tuple[Group, ...]:
    causes: dict[str, list[tuple[Result, Failure]]] = {}
    for result in results:
        for failure in result.failures:
            causes.setdefault(failure.cause, []).append((result, failure))
    return tuple(
        Group(
            cause=cause,
            failures=tuple(failure for _, failure in found),
            cases=tuple(dict.fromkeys(result.case.id for result, _ in found)),
            shortest=min((result for result, _ in found), key=lambda result: len(result.exchanges)),
        )
        for cause, found in sorted(causes.items(), key=lambda item: -len(item[1]))
    )
