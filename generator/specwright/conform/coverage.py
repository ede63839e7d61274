"""Turns the results of a campaign into what it saw of a description: operation by status by code by rule or keyword."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from specwright.conform.answers import documented, status_of_code
from specwright.conform.outcome import Outcome
from specwright.conform.results import Aim, Kind, Result, Side, Verdict
from specwright.model.service import Operation, Service

__all__ = ["AimCoverage", "CodeCoverage", "Coverage", "Mark", "OperationCoverage", "StatusCoverage", "coverage_of"]


class Mark(StrEnum):
    """How much of something was seen."""

    BOTH = "both"
    ONE = "one"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class AimCoverage:
    """A rule, keyword or law and the sides it was seen from; a case that could not be reached saw nothing."""

    aim: Aim
    mark: Mark
    is_inside_seen: bool
    is_outside_seen: bool
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCoverage:
    """A code of a status and how often it came, empty for answers without one; and the aims that lead to it."""

    code: str
    count: int
    is_expected: bool
    aims: tuple[AimCoverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCoverage:
    """A status as documented, or one that came without being so."""

    status: str
    is_documented: bool
    count: int
    codes: tuple[CodeCoverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationCoverage:
    """One operation."""

    operation: str
    method: str
    path: str
    statuses: tuple[StatusCoverage, ...]
    laws: tuple[AimCoverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The whole matrix; ``marks`` count rules, keywords and laws by kind."""

    operations: tuple[OperationCoverage, ...]
    marks: Mapping[Kind, Mapping[Mark, int]]
    statuses: tuple[int, int]
    codes: tuple[int, int]

    def share(self, kinds: Iterable[Kind]) -> tuple[int, int]:
        """Count of some kinds how many were seen from both sides, and how many there are."""
        chosen = [self.marks.get(kind, {}) for kind in kinds]
        return sum(each.get(Mark.BOTH, 0) for each in chosen), sum(sum(each.values()) for each in chosen)


# What is refused when it is broken; all else is about answers that are given.
_REFUSING = frozenset({Kind.KEYWORD, Kind.RULE, Kind.PRECONDITION})


def coverage_of(service: Service, outcome: Outcome) -> Coverage:
    """Lay out what was seen."""
    aims = _aims(outcome.results)
    marks: dict[Kind, Counter[Mark]] = {}
    for found in aims.values():
        for each in found:
            marks.setdefault(each.aim.kind, Counter())[each.mark] += 1
    operations = tuple(
        _operation(operation, outcome, aims.get(operation.name.wire, []), _of_path(operation, service, outcome))
        for operation in service.operations
        if operation.name.wire in outcome.seen
    )
    statuses = [status for each in operations for status in each.statuses if status.is_documented]
    codes = {code.name.wire: 0 for code in service.error_codes}
    for status in statuses:
        for code in status.codes:
            if code.is_expected:
                codes[code.code] = codes.get(code.code, 0) + code.count
    return Coverage(
        operations=operations,
        marks=marks,
        statuses=(sum(bool(status.count) for status in statuses), len(statuses)),
        codes=(sum(map(bool, codes.values())), len(codes)),
    )


def _aims(results: Iterable[Result]) -> dict[str, list[AimCoverage]]:
    seen: dict[Aim, set[Side]] = {}
    codes: dict[Aim, str] = {}
    failed: Counter[Aim] = Counter()
    for result in results:
        # From inside nothing is refused, so only the other side knows the code.
        aim = replace(result.case.aim, code="")
        codes[aim] = codes.get(aim) or result.case.aim.code
        sides = seen.setdefault(aim, set())
        if result.verdict is not Verdict.UNREACHABLE:
            sides.add(result.case.side)
        failed[aim] += result.verdict is Verdict.FAIL
    found: dict[str, list[AimCoverage]] = {}
    for aim, sides in seen.items():
        inside, outside = Side.INSIDE in sides, Side.OUTSIDE in sides
        # Whatever is no condition has one side only.
        is_whole = (inside and outside) if aim.kind in _REFUSING else bool(sides)
        mark = Mark.BOTH if is_whole else Mark.ONE if sides else Mark.NONE
        covered = AimCoverage(
            aim=replace(aim, code=codes[aim]),
            mark=mark,
            is_inside_seen=inside,
            is_outside_seen=outside,
            failed=failed[aim],
        )
        found.setdefault(aim.operation, []).append(covered)
    return found


def _of_path(operation: Operation, service: Service, outcome: Outcome) -> dict[str, int]:
    """Count what a path answers for all its operations, such as that it has no such method."""
    silent = {(each.operation, each.status) for each in outcome.unprovoked if not each.code}
    same = [each.name.wire for each in service.operations if each.path == operation.path]
    found: dict[str, int] = {}
    for response in operation.responses:
        if response.status.isdecimal() and (operation.name.wire, response.status) not in silent:
            counts = (outcome.seen[name].statuses.get(int(response.status), 0) for name in same if name in outcome.seen)
            found[response.status] = sum(counts)
    return found


def _operation(
    operation: Operation, outcome: Outcome, aims: list[AimCoverage], of_path: Mapping[str, int]
) -> OperationCoverage:
    seen = outcome.seen[operation.name.wire]
    refusing = [each for each in aims if each.aim.kind in _REFUSING]
    leading: dict[tuple[str, str], list[AimCoverage]] = {}
    for each in refusing:
        leading.setdefault((status_of_code(operation, each.aim.code), each.aim.code), []).append(each)
    counts: Counter[str] = Counter()
    for status, count in seen.statuses.items():
        response = documented(operation, status)
        counts[response.status if response is not None else str(status)] += count
    known = [response.status for response in operation.responses]
    strange = sorted(set(counts) - set(known))
    return OperationCoverage(
        operation=operation.name.wire,
        method=operation.method.upper(),
        path=operation.path,
        statuses=tuple(
            StatusCoverage(
                status=status,
                is_documented=status in known,
                count=counts[status] or of_path.get(status, 0),
                codes=tuple(_codes(operation, status, seen.codes, leading)),
            )
            for status in (*known, *strange)
        ),
        laws=tuple(each for each in aims if each.aim.kind not in _REFUSING),
    )


def _codes(
    operation: Operation,
    status: str,
    counts: Mapping[str, int],
    leading: Mapping[tuple[str, str], list[AimCoverage]],
) -> Iterator[CodeCoverage]:
    response = next((each for each in operation.responses if each.status == status), None)
    for code in response.error_codes if response is not None else ():
        aims = tuple(leading.get((status, code), ()))
        yield CodeCoverage(code=code, count=counts.get(code, 0), is_expected=True, aims=aims)
    plain = leading.get((status, ""), ())
    if plain:
        yield CodeCoverage(code="", count=0, is_expected=False, aims=tuple(plain))
