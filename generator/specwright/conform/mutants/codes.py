"""Mutants of refusals: a code or a status that is documented, but not for this (M6); places that are not told (M7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from specwright.conform.mutants.damage import Asked, Damage, Findings, Judged, Told
from specwright.conform.mutants.judging import Finding
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import Place, is_at, places_of
from specwright.conform.mutants.rules import rules_of
from specwright.conform.mutants.spread import spread
from specwright.conform.mutants.statuses import is_first_of_route, status_told, tells_code
from specwright.model.behaviour import Let, OperationBehaviour, Precondition, Transitions
from specwright.model.service import Operation, Service
from specwright.twin.documented import status_of_code
from specwright.twin.judges import CheckViolation

__all__ = ["acting", "code_mutants"]

_MOST_KEYWORDS: Final = 4
_MOST_UNCODED: Final = 2


def code_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Give refusals another documented code, or another documented status."""
    yield from _of_preconditions(bench, operation)
    if tells_code(bench.service, 400):
        yield from _of_rules(bench, operation)
        yield from _of_keywords(bench, operation)
    yield from _of_statuses(bench, operation)


def acting(
    service: Service, operation: Operation, change: Callable[[OperationBehaviour], OperationBehaviour]
) -> Damage:
    """Let an operation act as a changed behaviour says."""
    behaviour, name = service.behaviour, operation.name.wire
    operations = {**behaviour.operations, name: change(behaviour.operations.get(name, OperationBehaviour()))}
    return Damage(acting={name: replace(service, behaviour=replace(behaviour, operations=operations))})


def _of_preconditions(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    declared = bench.service.behaviour.operations.get(operation.name.wire, OperationBehaviour())
    for index, each in enumerate(declared.preconditions):
        if isinstance(each, Let):
            continue
        other = _other_code(operation, each.code)
        if each.code and other and tells_code(bench.service, status_of_code(operation, each.code)):
            changed: Precondition = replace(each, code=other)
            yield _with(bench, operation, index, changed, (f"{each.id}/code", f"{each.id} is told as {other}"))
            continue
        status = _other_status(operation, status_told(operation, each))
        # A transition is told with the status of its rule's code, where that has one.
        if status and not (isinstance(each, Transitions) and each.code):
            changed = replace(each, status=status)
            yield _with(bench, operation, index, changed, (f"{each.id}/status", f"{each.id} is told with {status}"))


def _with(bench: Workbench, operation: Operation, index: int, changed: Precondition, title: tuple[str, str]) -> Mutant:
    def change(declared: OperationBehaviour) -> OperationBehaviour:
        listed = list(declared.preconditions)
        listed[index] = changed
        return replace(declared, preconditions=tuple(listed))

    return _mutant(bench, operation, *title, acting(bench.service, operation, change))


def _of_rules(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    uncoded = 0
    for placed in rules_of(bench, operation):
        code = str(placed.entry.get("code") or "")
        other = _other_code(operation, code)
        uncoded += not code
        if other and (code or uncoded <= _MOST_UNCODED):
            story = f"the rule {placed.id} is told as {other}"
            yield _recoded(bench, operation, (f"{placed.id}/code", story), _by_rule(placed.id), other)


def _by_rule(id_: str) -> Callable[[Judged, CheckViolation], bool]:
    return lambda judged, found: judged.is_body and found.layer == "rule" and found.id == id_


def _of_keywords(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    coded: dict[tuple[str, str], tuple[Place, str, str]] = {}
    for place in places_of(bench.service, operation):
        told = place.schema.get("x-error-code")
        codes = told if isinstance(told, dict) else {}
        parameter = next(
            (p for p in operation.parameters if place.pointer == f"/{p.location.value}/{p.name.wire}"), None
        )
        if parameter is not None and not place.is_body and "" in parameter.codes:
            words = [word for word in ("pattern", "format", "enum", "minimum") if word in place.schema]
            codes = {**dict.fromkeys(words, parameter.codes[""]), **codes}
        for keyword, code in codes.items():
            coded.setdefault((place.pointer, keyword), (place, keyword, str(code)))
    for place, keyword, code in spread(list(coded.values()), _MOST_KEYWORDS):
        other = _other_code(operation, code)
        story = f"`{keyword}` of {place.name} is told as {other or 'nothing'}"
        yield _recoded(bench, operation, (f"{place.name}/{keyword}-code", story), _by_keyword(place, keyword), other)


def _by_keyword(place: Place, keyword: str) -> Callable[[Judged, CheckViolation], bool]:
    return lambda judged, found: (
        judged.is_body == place.is_body and found.id == keyword and is_at(found.path, place.pointer)
    )


def _recoded(
    bench: Workbench,
    operation: Operation,
    title: tuple[str, str],
    is_meant: Callable[[Judged, CheckViolation], bool],
    code: str,
) -> Mutant:
    def judging(judged: Judged, findings: Findings) -> Findings:
        if judged.operation.name.wire != operation.name.wire:
            return findings
        return [
            Finding(id=each.id, path=each.path, message=each.message, layer=each.layer, code=code)
            if is_meant(judged, each)
            else each
            for each in findings
        ]

    return _mutant(bench, operation, *title, Damage(judging=judging))


def _of_statuses(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Swap statuses that come before any precondition is asked."""
    statuses = _client_errors(operation)
    pairs = [(401, 403), (401, 400), (415, 400), (405, 404), (405, 400)]
    for status, other in pairs[:: 1 if bench.service.operations.index(operation) % 2 == 0 else 2]:
        if status == 405 and not is_first_of_route(bench.service, operation):
            continue
        if status in statuses and other in statuses:
            story = f"{status} is told as {other}"
            damage = Damage(replying=_restated(operation.name.wire, status, other))
            yield _mutant(bench, operation, f"{status}/as-{other}", story, damage)


def _restated(name: str, status: int, other: int) -> Callable[[Asked, Told], Told]:
    def replying(asked: Asked, told: Told) -> Told:
        is_meant = told.status == status and name in (asked.operation, asked.route)
        return replace(told, status=other) if is_meant else told

    return replying


def _other_code(operation: Operation, code: str) -> str:
    """Choose the code behind one in the answer that documents it; for none, the first code that there is."""
    for response in operation.responses:
        codes: Sequence[str] = response.error_codes
        if code in codes and len(codes) > 1:
            return codes[(codes.index(code) + 1) % len(codes)]
        if not code and codes and response.status == "400":
            return codes[0]
    return ""


def _other_status(operation: Operation, status: int) -> int:
    """Choose another status that a precondition might be told with."""
    known = [each for each in _client_errors(operation) if each in (400, 403, 404, 409, 412, 422) and each != status]
    return known[-1] if known else 0


def _client_errors(operation: Operation) -> list[int]:
    numbers = [int(response.status) for response in operation.responses if response.status.isdecimal()]
    return [number for number in numbers if 400 <= number < 500]


def _mutant(bench: Workbench, operation: Operation, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M6/{operation.name.wire}/{what}",
        kind=Kind.CODE,
        operation=operation.name.wire,
        story=story,
        damage=damage,
        workbench=bench,
    )
