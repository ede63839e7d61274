"""Bounds how often a rule's innermost expression can be evaluated, from the limits that the schema sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from specwright.rules.faults import Snippet
from specwright.rules.nodes import Expression, Macro, Name, children
from specwright.rules.notes import Notes, Path, Variable
from specwright.rules.types import ListType, MapType

__all__ = ["ASSUMED_ITEMS", "MAX_ROUNDS", "check_cost"]

# What a document is assumed to hold where the schema sets no limit: in one list, or in all lists along one path.
ASSUMED_ITEMS: Final = 1000
MAX_ROUNDS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Loop:
    variable: str
    parent: str
    items: int | None


def check_cost(snippet: Snippet, node: Expression, notes: Notes, variables: dict[str, Variable]) -> None:
    """Refuse loops inside loops that a document of usual size would keep busy for seconds.

    Raises:
        RuleError: a macro may be evaluated more than a million times.
    """
    _visit(snippet, node, notes, variables, ())


def _visit(
    snippet: Snippet, node: Expression, notes: Notes, variables: dict[str, Variable], loops: tuple[_Loop, ...]
) -> None:
    if isinstance(node, Name):
        variable = variables.get(node.name)
        if variable is not None and variable.definition is not None:
            _visit(snippet, variable.definition, notes, variables, loops)
        return
    if not isinstance(node, Macro):
        for child in children(node):
            _visit(snippet, child, notes, variables, loops)
        return
    _visit(snippet, node.range, notes, variables, loops)
    inner = (*loops, _loop(node, notes, loops))
    rounds = _rounds(inner)
    if rounds > MAX_ROUNDS:
        what = f"this loop inside loops may run {rounds:,} rounds, more than {MAX_ROUNDS:,}"
        hint = (
            f"Set maxItems in the schema (without it {ASSUMED_ITEMS} items are assumed), or sort: "
            "list.map(x, …).isSorted()"
        )
        raise snippet.fault(node.variable_at, node.variable_at + len(node.variable), what, hint=hint, rule="rule-cost")
    for part in (node.predicate, node.transform):
        if part is not None:
            _visit(snippet, part, notes, variables, inner)


def _loop(node: Macro, notes: Notes, loops: tuple[_Loop, ...]) -> _Loop:
    source: Expression = node.range
    while isinstance(source, Macro):
        source = source.range
    path: Path = notes.path(source)
    known = {loop.variable for loop in loops}
    type_ = notes.of[node.range].type
    items = type_.longest if isinstance(type_, ListType) else None
    if isinstance(type_, MapType) and type_.keys is not None:
        items = len(type_.keys)
    return _Loop(notes.variables[node][0], path[0] if path[0] in known else "", items)


def _rounds(loops: tuple[_Loop, ...]) -> int:
    """Multiply what independent loops cost; a loop over a part of an outer loop's item shares that loop's bound.

    All items of all lists inside one list are parts of one document, so going through them is one pass, not two.
    """
    inner = {loop.parent for loop in loops}
    by_name = {loop.variable: loop for loop in loops}
    rounds = 1
    counted: set[str] = set()
    for loop in loops:
        if loop.variable in inner:
            continue
        chain: list[_Loop] = []
        name = loop.variable
        while name and name not in counted:
            chain.append(by_name[name])
            counted.add(name)
            name = by_name[name].parent
        known = 1
        for link in chain:
            known *= ASSUMED_ITEMS if link.items is None else link.items
        rounds *= min(known, ASSUMED_ITEMS) if any(link.items is None for link in chain) else known
    return rounds
