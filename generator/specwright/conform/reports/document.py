"""Turns an outcome into the one document that all reports are made of: plain JSON, and no secret in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from specwright import __version__
from specwright.conform.coverage import AimCoverage, Coverage, StatusCoverage, coverage_of
from specwright.conform.outcome import Group, Outcome
from specwright.conform.reports.curtain import Curtain
from specwright.conform.reports.places import Places
from specwright.conform.reports.replays import Replays
from specwright.conform.reports.statistics import statistics
from specwright.conform.reports.subject import Subject
from specwright.conform.results import Case, Result, Verdict
from specwright.model.location import Location
from specwright.model.service import Service
from specwright.model.types import Json

__all__ = ["VERSION", "document_of"]

# Of the document's form: members may be added without notice, others are not changed within a version.
VERSION: Final = 1
_MOST_EXCHANGES: Final = 20
_MOST_CASES: Final = 1_000


def document_of(outcome: Outcome, subject: Subject, *, curtain: Curtain, places: Places) -> dict[str, Json]:
    """Tell everything that is worth keeping."""
    writer = _Writer(subject, curtain, places)
    # Failures first: what is secret in their exchanges is then known wherever else it is told.
    failures = [writer.failure(group) for group in outcome.groups]
    coverage = coverage_of(subject.service, outcome)
    return {
        "formatVersion": VERSION,
        "tool": {"name": "specwright", "version": __version__},
        "api": {"title": outcome.title, "version": outcome.version},
        "target": curtain.text(subject.url),
        "isTwin": subject.is_twin,
        "command": [curtain.text(word) for word in subject.command],
        "seed": outcome.seed,
        "started": subject.started,
        "seconds": round(outcome.seconds, 3),
        "requests": outcome.exchanges,
        "stopped": curtain.text(outcome.stopped),
        "isSuccess": outcome.is_success,
        "verdicts": {verdict.value: outcome.count(verdict) for verdict in Verdict},
        "phases": [
            {
                "name": phase.phase,
                "seconds": round(phase.seconds, 3),
                "requests": phase.exchanges,
                "cases": phase.results,
                "isComplete": phase.is_complete,
            }
            for phase in outcome.phases
        ],
        "failures": [*failures],
        "notProvoked": [*_not_provoked(outcome, curtain), *_without_operation(subject.service)],
        "coverage": _coverage(coverage),
        "statistics": statistics(outcome.calls, outcome.seconds),
        "cases": [writer.case(result) for result in outcome.results],
    }


def _not_provoked(outcome: Outcome, curtain: Curtain) -> Iterator[Json]:
    for each in outcome.unprovoked:
        reason = curtain.text(each.reason)
        yield {"operation": each.operation, "status": each.status, "code": each.code, "reason": reason}


def _without_operation(service: Service) -> Iterator[Json]:
    used = {code for operation in service.operations for each in operation.responses for code in each.error_codes}
    for code in service.error_codes:
        if code.name.wire not in used:
            reason = "no operation documents this code"
            yield {"operation": "", "status": "", "code": code.name.wire, "reason": reason}


class _Writer:
    def __init__(self, subject: Subject, curtain: Curtain, places: Places) -> None:
        self._curtain = curtain
        self._places = places
        self._replays = Replays(subject, curtain)

    def failure(self, group: Group) -> Json:
        """Describe failures of one cause by the shortest of them."""
        shortest = group.shortest
        shown = shortest.exchanges[-_MOST_EXCHANGES:]
        exchanges: list[Json] = [self._curtain.exchange(exchange) for exchange in shown]
        failure = next(each for each in shortest.failures if each.cause == group.cause)
        request = next((each.request for each in shown if each.number == failure.exchange), None)
        if request is None and shown:
            request = shown[-1].request
        return {
            "cause": self._curtain.text(group.cause),
            "message": self._curtain.text(failure.message),
            "expected": self._curtain.text(failure.expected),
            "actual": self._curtain.text(failure.actual),
            "exchange": failure.exchange,
            "count": len(group.failures),
            "cases": list(group.cases[:_MOST_CASES]),
            "case": self.case(shortest),
            "location": _location(self._places.of(shortest.case.aim)),
            "replay": {
                "command": self._replays.command(shortest.case.id),
                "curl": self._replays.curl(request) if request is not None else "",
                "python": self._replays.python(request) if request is not None else "",
            },
            "exchanges": exchanges,
            "omittedExchanges": len(shortest.exchanges) - len(shown),
        }

    def case(self, result: Result) -> dict[str, Json]:
        """Describe a case and how it ended."""
        told = {**_case(result.case), "verdict": result.verdict.value}
        told["story"] = self._curtain.text(result.case.story)
        if result.reason:
            told["reason"] = self._curtain.text(result.reason)
        if result.failures:
            told["causes"] = [
                *dict.fromkeys(self._curtain.text(failure.cause) for failure in result.failures),
            ]
        return told


def _case(case: Case) -> dict[str, Json]:
    aim = case.aim
    return {
        "id": case.id,
        "phase": case.phase,
        "operation": aim.operation,
        "kind": aim.kind.value,
        "name": aim.name,
        "place": aim.place,
        "code": aim.code,
        "side": case.side.value,
        "story": case.story,
    }


def _location(where: Location) -> Json:
    return {"file": where.file, "pointer": where.pointer, "line": where.line, "column": where.column}


def _coverage(coverage: Coverage) -> Json:
    return {
        "statuses": {"seen": coverage.statuses[0], "documented": coverage.statuses[1]},
        "codes": {"seen": coverage.codes[0], "documented": coverage.codes[1]},
        "marks": {
            kind.value: {mark.value: count for mark, count in marks.items()} for kind, marks in coverage.marks.items()
        },
        "operations": [
            {
                "operation": each.operation,
                "method": each.method,
                "path": each.path,
                "statuses": [_status(status) for status in each.statuses],
                "laws": [_aim(aim) for aim in each.laws],
            }
            for each in coverage.operations
        ],
    }


def _status(status: StatusCoverage) -> Json:
    codes: list[Json] = [
        {
            "code": code.code,
            "count": code.count,
            "isExpected": code.is_expected,
            "aims": [_aim(aim) for aim in code.aims],
        }
        for code in status.codes
    ]
    return {"status": status.status, "isDocumented": status.is_documented, "count": status.count, "codes": codes}


def _aim(covered: AimCoverage) -> Json:
    return dict(_aim_members(covered))


def _aim_members(covered: AimCoverage) -> Iterator[tuple[str, Json]]:
    yield "kind", covered.aim.kind.value
    yield "name", covered.aim.name
    yield "place", covered.aim.place
    yield "mark", covered.mark.value
    yield "inside", covered.is_inside_seen
    yield "outside", covered.is_outside_seen
    yield "failed", covered.failed
