"""Mutants of what a refusal tells: another place, or not all that is wrong (M7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from specwright.conform.mutants.damage import Damage, Findings, Judged
from specwright.conform.mutants.judging import Finding
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.model.service import Operation, Service
from specwright.twin.judges import CheckViolation

__all__ = ["place_mutants", "tells_places"]


def tells_places(service: Service) -> bool:
    """Say whether the error bodies of a service tell what is wrong one by one."""
    return any("violations" in repr(template) for template in service.behaviour.errors.values())


def place_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Change what is told of the places that are wrong, where anything is."""
    if not tells_places(bench.service):
        return
    for is_body in (True, False):
        has = operation.body is not None if is_body else any(p.location.value != "path" for p in operation.parameters)
        if not has:
            continue
        part = "body" if is_body else "parameters"
        for what, (story, change) in _CHANGES.items():
            yield Mutant(
                id=f"M7/{operation.name.wire}/{part}/{what}",
                kind=Kind.PLACE,
                operation=operation.name.wire,
                story=f"of what is wrong with the {part}, {story}",
                damage=Damage(judging=_judging(operation.name.wire, change, is_body=is_body)),
                workbench=bench,
            )


def _judging(
    name: str, change: Callable[[Findings], Findings], *, is_body: bool
) -> Callable[[Judged, Findings], Findings]:
    def judging(judged: Judged, findings: Findings) -> Findings:
        is_about = judged.operation.name.wire == name and judged.is_body == is_body
        return change(findings) if is_about and findings else findings

    return judging


def _moved(move: Callable[[str], str]) -> Callable[[Findings], Findings]:
    def change(findings: Findings) -> Findings:
        return [_at(each, move(each.path)) for each in findings]

    return change


def _at(found: CheckViolation, path: str) -> Finding:
    return Finding(id=found.id, path=path, message=found.message, layer=found.layer, code=found.code)


def _next_index(path: str) -> str:
    return "/".join(str(int(token) + 1) if token.isdecimal() else token for token in path.split("/"))


def _first_index(path: str) -> str:
    return "/".join("0" if token.isdecimal() else token for token in path.split("/"))


_CHANGES: Final[Mapping[str, tuple[str, Callable[[Findings], Findings]]]] = {
    "first-only": ("only the first is told", lambda findings: findings[:1]),
    "last-missing": ("the last is not told", lambda findings: findings[:-1] if len(findings) > 1 else findings),
    "parent": ("the object around it is told", _moved(lambda path: path.rpartition("/")[0])),
    "leaf": ("only the last name of the place is told", _moved(lambda path: path.rpartition("/")[2])),
    "next-index": ("items are counted from one", _moved(_next_index)),
    "first-index": ("it is always the first item", _moved(_first_index)),
    "nowhere": ("no place is told", _moved(lambda _: "")),
    "twice": ("the first is told twice", lambda findings: [findings[0], *findings]),
}
