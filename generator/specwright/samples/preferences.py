"""Turns what rules ask of single values into what is drawn at their places, so that little is left to repair."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Any, Final

from specwright.rules.formats import FORMATS
from specwright.samples.engine.formats import WRITERS
from specwright.samples.engine.nodes import Alternative, Shape
from specwright.samples.engine.texts import text_test
from specwright.samples.scalar_parts import CODE_LISTS

__all__ = ["prefer"]

_LENGTHS: Final = {"string": "least", "array": "least_items", "object": "least_members"}
_MOST: Final = {"string": "most", "array": "most_items", "object": "most_members"}


def prefer(
    shapes: Mapping[str, Shape],
    root: str,
    hints: Iterable[tuple[Sequence[str], Mapping[str, Any]]],
    accepts: Callable[[str, Any], bool],
) -> None:
    """Note at the shapes below one what its rules ask for; what no value of a shape can be is left to others."""
    for path, hint in hints:
        for name in _follow(shapes, root, path):
            shape = shapes[name]
            known = shape.get("preferred", shape["alternatives"][: shape["common"]])
            accepted = partial(accepts, name)
            parts = [found for part in known for found in _with(part, hint, shapes, accepted)]
            if any(part["kind"] != "null" for part in parts):
                shape["preferred"] = parts


def _follow(shapes: Mapping[str, Shape], root: str, path: Sequence[str]) -> list[str]:
    found = [root]
    for step in path:
        below: dict[str, None] = {}
        for part in (part for name in found for part in shapes[name]["alternatives"]):
            target = part.get("items") if step == "[]" else part.get("members", {}).get(step)
            if target is not None:
                below[target] = None
        found = list(below)
    return found


def _with(
    part: Alternative, hint: Mapping[str, Any], shapes: Mapping[str, Shape], accepts: Callable[[Any], bool]
) -> list[Alternative]:
    """Write an alternative as a hint wants it."""
    if part["kind"] == "null" or part.get("judge"):
        return [part]
    if "values" in hint:
        values = [value for value in hint["values"] if value is not None and accepts(value)]
        return [{"kind": "values", "values": values}] if values else []
    if "formats" in hint:
        return [found for name in hint["formats"] if (found := _formatted(part, name)) is not None]
    if "least" in hint:
        return _no_shorter(part, int(hint["least"]), shapes)
    return _bounded(part, hint)


def _formatted(part: Alternative, name: str) -> Alternative | None:
    """Write a text as one of a format, None where it cannot be."""
    if part["kind"] == "values":
        values = [value for value in part.get("values", []) if isinstance(value, str) and FORMATS[name](value)]
        return {"kind": "values", "values": values} if values else None
    if part["kind"] != "string":
        return None
    if name in CODE_LISTS:
        test = text_test(part, FORMATS)
        values = [code for code in CODE_LISTS[name] if test(code)]
        if len(values) == len(CODE_LISTS[name]):
            return {"kind": "list", "code_list": name}
        return {"kind": "values", "values": values} if values else None
    if name not in WRITERS or "pattern" in part or part.get("format", name) != name:
        return None
    found = deepcopy(part)
    found["format"] = name
    return found


def _no_shorter(part: Alternative, least: int, shapes: Mapping[str, Shape]) -> list[Alternative]:
    if part["kind"] not in _LENGTHS:
        return [part]
    most: Any = part.get(_MOST[part["kind"]])
    if most is not None and most < least:
        return []
    items = part.get("items")
    if part["kind"] == "array" and (items is None or shapes[items].get("loops")):
        # What goes round in circles ends with an empty list.
        return [part]
    found = deepcopy(part)
    key = _LENGTHS[part["kind"]]
    known: Any = part.get(key, 0)
    found[key] = max(least, known)  # type: ignore[literal-required]
    return [found]


def _bounded(part: Alternative, hint: Mapping[str, Any]) -> list[Alternative]:
    if part["kind"] not in ("integer", "number", "fraction"):
        return [part]
    found = deepcopy(part)
    is_whole = part["kind"] == "integer"
    low, high = found.get("low"), found.get("high")
    if "low" in hint:
        bound = _inside(hint["low"], is_out=bool(hint.get("isLowOut")), is_whole=is_whole, up=True)
        low = bound if low is None else max(low, bound)
        found["low"] = low
    if "high" in hint:
        bound = _inside(hint["high"], is_out=bool(hint.get("isHighOut")), is_whole=is_whole, up=False)
        high = bound if high is None else min(high, bound)
        found["high"] = high
    return [] if low is not None and high is not None and low > high else [found]


def _inside(bound: float, *, is_out: bool, is_whole: bool, up: bool) -> float | int:
    if not is_whole:
        return math.nextafter(bound, math.inf if up else -math.inf) if is_out else bound
    nearest = math.ceil(bound) if up else math.floor(bound)
    return nearest + (1 if up else -1) if is_out and nearest == bound else nearest
