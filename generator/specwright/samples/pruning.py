"""Takes out of shapes what no value can be, and marks those that go round in circles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from specwright.samples.engine.nodes import Alternative, Shape

__all__ = ["close", "mark_loops", "prune", "shapes_below"]


def prune(shapes: Mapping[str, Shape]) -> set[str]:
    """Remove alternatives that have no end or meet nothing, and give the shapes of which none is left."""
    while True:
        heights = _heights(shapes)
        impossible = {name for name in shapes if heights[name] == math.inf}
        for name in shapes.keys() - impossible:
            _keep(shapes[name], heights)
        # What is impossible stays as it is, so that it can be told why.
        parts = [part for name, shape in shapes.items() if name not in impossible for part in shape["alternatives"]]
        changed = [_without(part, impossible) for part in parts] + [_limited(part, shapes) for part in parts]
        if not any(changed):
            return impossible


def _heights(shapes: Mapping[str, Shape]) -> dict[str, float]:
    """Count how deep the flattest value of each shape is, without an end where there is none."""
    heights = dict.fromkeys(shapes, math.inf)
    is_changed = True
    while is_changed:
        is_changed = False
        for name, shape in shapes.items():
            found = min((_height(part, heights) for part in shape["alternatives"]), default=math.inf)
            if found < heights[name]:
                heights[name] = found
                is_changed = True
    return heights


def _height(part: Alternative, heights: Mapping[str, float]) -> float:
    if _is_contradiction(part):
        return math.inf
    return 1 + max((heights[name] for name in _needed(part)), default=0)


def _is_contradiction(part: Alternative) -> bool:
    if part["kind"] == "array":
        most = part.get("most_items")
        return most is not None and most < part.get("least_items", 0)
    if part["kind"] != "object":
        return False
    has_others = part.get("rest") is not None or any(row[2] is not None for row in part.get("patterns", []))
    is_full = not has_others and len(part.get("members", {})) < part.get("least_members", 0)
    needed = _closure(part)
    most = part.get("most_members")
    return (
        is_full or (most is not None and len(needed) > most) or any(name in part.get("absent", ()) for name in needed)
    )


def _closure(part: Alternative) -> set[str]:
    found: set[str] = set()
    pending = list(part.get("required", []))
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += part.get("dependent", {}).get(name, [])
    return found


def _needed(part: Alternative) -> Iterator[str]:
    """List the shapes of which every value of an alternative has one."""
    if part["kind"] == "object":
        members = part.get("members", {})
        yield from (members[name] for name in _closure(part) if name in members)
    elif part["kind"] == "array":
        least = part.get("least_items", 0)
        prefix = part.get("prefix", [])
        yield from prefix[:least]
        contained = sum(int(entry[1]) for entry in part.get("contains", []))
        yield from (str(entry[0]) for entry in part.get("contains", []) if entry[1])
        items = part.get("items")
        if items is not None and least > len(prefix) + contained:
            yield items


def _keep(shape: Shape, heights: Mapping[str, float]) -> None:
    usual = shape["alternatives"][: shape["common"]]
    rare = shape["alternatives"][shape["common"] :]
    kept = [[part for part in parts if _height(part, heights) < math.inf] for parts in (usual, rare)]
    usual, rare = kept if kept[0] else (kept[1], [])
    for part in (*usual, *rare):
        if part["kind"] in ("object", "array"):
            part["height"] = int(_height(part, heights))
    shape["alternatives"] = [*usual, *rare]
    shape["common"] = len(usual)


def _without(part: Alternative, impossible: set[str]) -> bool:
    """Take what can be nothing out of an alternative, and say whether something was taken."""
    is_changed = False
    members = part.get("members", {})
    for name in [name for name, shape in members.items() if shape in impossible]:
        del members[name]
        part["absent"] = [*part.get("absent", []), name]
        is_changed = True
    absent = part.get("absent", [])
    for name, needs in part.get("dependent", {}).items():
        if name not in absent and any(need in absent for need in needs):
            members.pop(name, None)
            part["absent"] = absent = [*absent, name]
            is_changed = True
    if part.get("rest") in impossible:
        part["rest"] = None
        is_changed = True
    for row in part.get("patterns", []):
        if row[2] in impossible:
            row[2] = None
            is_changed = True
    if part.get("names") in impossible:
        close(part)
        is_changed = True
    if part.get("items") in impossible:
        part["items"] = None
        is_changed = True
    prefix = part.get("prefix", [])
    for index, name in enumerate(prefix):
        if name in impossible:
            part["prefix"] = prefix[:index]
            part["items"] = None
            is_changed = True
            break
    return is_changed


def close(part: Alternative) -> None:
    """Let an object have no members but those that are named."""
    part.update({"names": None, "rest": None, "patterns": [], "adds": False})


def _limited(part: Alternative, shapes: Mapping[str, Shape]) -> bool:
    """Let a list be no longer than there is something to put into it, and say whether that is news."""
    if part["kind"] != "array":
        return False
    most = part.get("most_items")
    items = part.get("items")
    found = most
    count = len(part.get("prefix", []))
    if items is None and not part.get("contains"):
        found = count if most is None else min(most, count)
    elif items is not None and part.get("unique") and not count and not part.get("contains"):
        size = _count(shapes[items])
        if size is not None:
            found = size if most is None else min(most, size)
    if found == most or found is None:
        return False
    part["most_items"] = found
    return True


def _count(shape: Shape) -> int | None:
    """Count the values of a shape, None where nobody would."""
    total = 0
    for part in shape["alternatives"]:
        match part["kind"]:
            case "null":
                total += 1
            case "boolean":
                total += 2
            case "values":
                total += len(part.get("values", []))
            case _:
                return None
    return total


def mark_loops(shapes: Mapping[str, Shape]) -> None:
    """Mark the shapes of objects that can hold values of their own shape, and of lists where no object is between."""
    number = 0
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in shapes:
        if root in order:
            continue
        work: list[tuple[str, Iterator[str]]] = []
        current = root
        while True:
            if current not in order:
                order[current] = low[current] = number
                number += 1
                stack.append(current)
                on_stack.add(current)
                work.append((current, iter(shapes_below(shapes[current]))))
            name, below = work[-1]
            found = next((each for each in below if each not in order or _note(low, name, each, order, on_stack)), None)
            if found is not None:
                current = found
                continue
            work.pop()
            if low[name] == order[name]:
                _close(shapes, name, stack, on_stack)
            if not work:
                break
            current = work[-1][0]
            low[current] = min(low[current], low[name])


def _note(low: dict[str, int], name: str, other: str, order: dict[str, int], on_stack: set[str]) -> bool:
    if other in on_stack:
        low[name] = min(low[name], order[other])
    return False


def _close(shapes: Mapping[str, Shape], name: str, stack: list[str], on_stack: set[str]) -> None:
    """Take a group of shapes that lead to each other from the stack, and mark it."""
    group: list[str] = []
    while not group or group[-1] != name:
        group.append(stack.pop())
        on_stack.discard(group[-1])
    if len(group) == 1 and name not in shapes_below(shapes[name]):
        return
    objects = [each for each in group if any(part["kind"] == "object" for part in shapes[each]["alternatives"])]
    for each in objects or group:
        shapes[each]["loops"] = True


def shapes_below(shape: Shape) -> list[str]:
    """List the shapes that values of one are made of."""
    found: dict[str, None] = {}
    for part in shape["alternatives"]:
        names = [*part.get("members", {}).values(), part.get("rest"), part.get("items"), part.get("names")]
        names += [*part.get("prefix", []), *(str(entry[0]) for entry in part.get("contains", []))]
        names += [row[index] for row in part.get("patterns", []) for index in (0, 2)]
        found.update((name, None) for name in names if name is not None)
    return list(found)
