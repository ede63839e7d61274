"""Finds the place that a violated rule is about: what `fieldPath` says, else what the failed condition read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from specwright.model.location import escape_pointer_token
from specwright.rules.emit_statements import Loop
from specwright.rules.nodes import Expression, Has, Index, Literal, Name, Select, children
from specwright.rules.notes import Notes, Path, Variable
from specwright.rules.pytext import literal

__all__ = ["canonical", "parse_field_path", "pointer_text", "reads"]

_STEP: Final = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\.`([^`]+)`|(\[\])")


def parse_field_path(text: str) -> Path | None:
    """Split ``.containers[].events`` into steps; None where it is spelled otherwise."""
    steps: list[str] = []
    at = 0
    while at < len(text):
        found = _STEP.match(text, at)
        if found is None:
            return None
        steps.append("[]" if found[3] else f".{found[1] or found[2]}")
        at = found.end()
    return tuple(steps)


def canonical(path: Path, origins: Mapping[str, Path]) -> Path:
    """Spell a path from the document's root, whatever variables lead there; items are ``[]``."""
    steps: list[str] = []
    while path and path[0] in origins:
        steps[:0] = path[1:]
        path = (*origins[path[0]], "[]")
    whole = (*path, *steps)
    return tuple("[]" if step.startswith("[") else step for step in whole)


def reads(node: Expression, notes: Notes, origins: Mapping[str, Path], variables: Mapping[str, Variable]) -> list[Path]:
    """List the places of the document that an expression reads, each as far down as it goes."""
    match node:
        case Select() | Index():
            whole = canonical(notes.path(node), origins)
            inner = reads(node.index, notes, origins, variables) if isinstance(node, Index) else []
            return (
                [whole, *inner]
                if whole[0] in ("self", "oldSelf")
                else [path for child in children(node) for path in reads(child, notes, origins, variables)]
            )
        case Has():
            whole = canonical((*notes.path(node.operand), f".{node.field}"), origins)
            return [whole] if whole[0] in ("self", "oldSelf") else reads(node.operand, notes, origins, variables)
        case Name():
            variable = variables.get(node.name)
            if variable is not None and variable.definition is not None:
                return reads(variable.definition, notes, origins, variables)
            whole = canonical(notes.path(node), origins)
            return [whole] if whole[0] in ("self", "oldSelf") else []
        case Literal():
            return []
        case _:
            return [path for child in children(node) for path in reads(child, notes, origins, variables)]


def pointer_text(path: Path, loops: Iterable[Loop], origins: Mapping[str, Path]) -> str:
    """Write the Python expression of a JSON pointer: known members, and the indexes of the loops around."""
    by_range = {canonical(loop.range, origins): loop for loop in reversed(list(loops))}
    parts: list[str] = []
    fixed = ""
    for index, step in enumerate(path[1:], 1):
        if step != "[]":
            loop = by_range.get(path[:index])
            # A loop over a map goes over the names of its members.
            if loop is None or not loop.is_map:
                fixed += "/" + escape_pointer_token(step[1:])
                continue
        else:
            loop = by_range.get(path[:index])
        if loop is None:
            break
        parts.append(literal(fixed + "/").text)
        fixed = ""
        token = f'{loop.index}.replace("~", "~0").replace("/", "~1")' if loop.is_map else f"str({loop.index})"
        parts.append(token)
    if fixed or not parts:
        parts.append(literal(fixed).text)
    return " + ".join(parts)


def common(paths: Iterable[Path]) -> Path:
    """Find how far some paths go together."""
    found = list(paths)
    if not found:
        return ()
    shortest = min(found, key=len)
    for index, step in enumerate(shortest):
        if any(path[index] != step for path in found):
            return shortest[:index]
    return shortest
