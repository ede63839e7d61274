"""Turns the rules of a body into what they ask of single values, so that these are drawn right in the first place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

__all__ = ["rule_hints"]

# A path of members, with "[]" for any item, and what stands there: formats (one of them), values, low, high, least.
Hint = tuple[tuple[str, ...], dict[str, Any]]


def rule_hints(rules: Sequence[Mapping[str, Any]], graph: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """List what rules that always count ask of single values, by path from the whole.

    ``formats``: the text is of one of them; ``values``: it is one of these; ``low`` and ``high`` are bounds, with
    ``isLowOut`` and ``isHighOut`` where they are outside; ``least`` is the shortest length.
    """
    found: list[list[Any]] = []
    for number, path in _paths(graph):
        indexes: list[int] = graph[number]["rules"]
        for index in indexes:
            rule = rules[index]
            if not rule["isTransition"] and graph[number]["isSure"] and _is_guard(rule["when"]):
                tree: Any = rule["rule"] if rule["when"] is None else ["or", ["not", rule["when"]], rule["rule"]]
                found += [[list(place), hint] for place, hint in _hints(tree, {0: path})]
    return found


def _is_guard(when: Any) -> bool:
    """Say whether a condition asks for no more than that a value is there."""
    return when is None or when[0] == "has"


def _paths(graph: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """List the places of a graph, each by one path."""
    seen: set[int] = set()
    pending: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while pending:
        number, path = pending.pop(0)
        if number in seen:
            continue
        seen.add(number)
        yield number, path
        pending += [(target, (*path, name)) for name, target in graph[number]["members"].items()]
        if graph[number]["items"] is not None:
            pending.append((graph[number]["items"], (*path, "[]")))


def _hints(tree: Any, variables: Mapping[int, tuple[str, ...]]) -> Iterator[Hint]:
    match tree:
        case ["and", *parts]:
            for part in parts:
                yield from _hints(part, variables)
        case ["all", slot, range_, body]:
            path = _path(range_, variables)
            if path is not None:
                yield from _hints(body, {**variables, slot: (*path, "[]")})
        case ["or", *parts]:
            asked = [part for part in parts if _guards(part, variables) is None]
            guarded = {path for part in parts for path in _guards(part, variables) or ()}
            if len(asked) == 1:
                # What is asked of the value that the guards are about, or of something inside of it.
                inner = _hints(asked[0], variables)
                yield from (hint for hint in inner if not guarded or _is_inside(hint[0], guarded))
                return
            hints = [_hint(part, variables) for part in asked]
            if all(hint is not None and (not guarded or _is_inside(hint[0], guarded)) for hint in hints):
                yield from _joined([hint for hint in hints if hint is not None])
        case _:
            hint = _hint(tree, variables)
            if hint is not None:
                yield hint


def _guards(tree: Any, variables: Mapping[int, tuple[str, ...]]) -> list[tuple[str, ...]] | None:
    """List what a part of a condition says to be absent, None where it says something else."""
    match tree:
        case ["not", ["has", operand, name]]:
            above = _path(operand, variables)
            return None if above is None else [(*above, name)]
        case ["not", ["and", *parts]] | ["or", *parts]:
            below = [_guards(["not", part] if tree[0] == "not" else part, variables) for part in parts]
            return None if any(each is None for each in below) else [path for each in below for path in each or ()]
        case _:
            return None


def _is_inside(path: tuple[str, ...], guarded: Collection[tuple[str, ...]]) -> bool:
    """Say whether each guard is about a value, or about something that holds it."""
    return all(path[: len(guard)] == guard for guard in guarded)


def _joined(hints: list[Hint]) -> Iterator[Hint]:
    """Join alternatives that are about one value: formats, or values."""
    if len(hints) == 1:
        yield hints[0]
        return
    for name in ("formats", "values"):
        if hints and all(path == hints[0][0] and hint.keys() == {name} for path, hint in hints):
            yield hints[0][0], {name: [value for _, hint in hints for value in hint[name]]}


def _hint(tree: Any, variables: Mapping[int, tuple[str, ...]]) -> Hint | None:
    """Read what a condition asks of one value."""
    hint: dict[str, Any]
    match tree:
        case ["format", _, format_, place]:
            hint = {"formats": [format_]}
        case ["in", place, ["const", values]]:
            hint = {"values": values}
        case ["equal", _, False, place, ["const", value]]:
            hint = {"values": [value]}
        case ["less", "int" | "double", is_strict, ["const", low], place]:
            hint = {"low": low, "isLowOut": is_strict}
        case ["less", "int" | "double", is_strict, place, ["const", high]]:
            hint = {"high": high, "isHighOut": is_strict}
        case ["not", ["equal", "text", _, place, ["const", ""]]]:
            hint = {"least": 1}
        case ["less", "int", is_strict, ["const", int(low)], ["size", "text" | "list", place]]:
            hint = {"least": low + bool(is_strict)}
        case _:
            return None
    path = _path(place, variables)
    return None if path is None else (path, hint)


def _path(tree: Any, variables: Mapping[int, tuple[str, ...]]) -> tuple[str, ...] | None:
    match tree:
        case ["var", slot]:
            return variables.get(slot)
        case ["get", operand, name]:
            above = _path(operand, variables)
            return None if above is None else (*above, name)
        case _:
            return None
