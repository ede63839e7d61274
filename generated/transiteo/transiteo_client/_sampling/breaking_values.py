# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Lists values for a place that one keyword refuses, likely ones first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from .breaking_reasons import kind_of
from .solving_task import Drawer, copied
from .solving_texts import spoilt

if TYPE_CHECKING:
    from .breaking import Target

__all__ = ["broken_values"]

# A value, and what its violation's pointer has behind that of the place.
Broken = tuple[Any, str]

# Letters of one, two and three bytes, one outside of the first plane, and one that combines.
_LETTERS: Final = ("x", "é", "東", "🚚", "\u0301")
_TRIES: Final = 12


def broken_values(target: Target, place: Mapping[str, Any], value: Any, node: Any, drawer: Drawer) -> Iterator[Broken]:
    """List values in the place of one; each is a fresh one that may be changed."""
    below = drawer.source.below
    match target.keyword:
        case "type":
            yield from _of_other_types(place, drawer)
        case "enum" | "const":
            yield from ((other, "") for other in _unlisted(target.keyword, place, value, drawer))
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf":
            yield from ((other, "") for other in _numbers(target.keyword, place, below))
        case "minLength" | "maxLength":
            yield from ((other, "") for other in _lengths(target.keyword, place, value, node, drawer))
        case "pattern" | "format":
            for text in _drawn(node, drawer, str):
                yield from ((other, "") for other in spoilt(text, below) if other != text)
            yield from ((_LETTERS[below(4)] * length, "") for length in range(1, 12))
        case "minItems" | "maxItems" | "uniqueItems":
            for items in _drawn(node, drawer, list, value):
                yield from _lists(target.keyword, place[target.keyword], items, node, drawer)
        case "required":
            for members in _drawn(node, drawer, dict, value):
                yield {name: member for name, member in members.items() if name != target.member}, ""
        case _:
            for members in _drawn(node, drawer, dict, value):
                yield from _objects(target.keyword, place, members, node, drawer)


def _drawn(node: Any, drawer: Drawer, kind: type, *first: Any) -> Iterator[Any]:
    """Draw values of one type, beginning with those that are there."""
    yield from (copied(value) for value in first if isinstance(value, kind))
    for _ in range(_TRIES):
        value = drawer.fresh(node)
        if isinstance(value, kind):
            yield value


def _of_other_types(place: Mapping[str, Any], drawer: Drawer) -> Iterator[Broken]:
    listed = place.get("enum", place.get("const"))
    number = drawer.source.below(1000)
    candidates: list[Any] = (
        listed
        if listed is not None
        else [
            *(None, bool(number % 2), number, number + 0.5, f"{number}", "", "text"),
            *([], {}, [number], {"value": number}),
        ]
    )
    first = drawer.source.below(len(candidates))
    for index in range(len(candidates)):
        candidate = candidates[(first + index) % len(candidates)]
        if kind_of(candidate) not in place["type"]:
            yield copied(candidate), ""


def _unlisted(keyword: str, place: Mapping[str, Any], value: Any, drawer: Drawer) -> Iterator[Any]:
    """List values that differ a little from listed ones."""
    below = drawer.source.below
    known = place[keyword]
    other = "const" if keyword == "enum" else "enum"
    yield from place.get(other, ())
    for _ in range(_TRIES):
        base = known[below(len(known))] if known else value
        match base:
            case bool() | None:
                yield from (True, False, None)
            case int() | float():
                yield from (base + 1 + below(9), base - 1 - below(9), base + 0.5)
            case str():
                shorter = base[: below(len(base) + 1)]
                yield from (f"{base}{_LETTERS[below(4)]}", base.swapcase(), shorter, f"{base} ", f"{base}{base}", "")
                yield "".join(_LETTERS[below(4)] for _ in base)
            case list():
                yield from ([*copied(base), None], [])
            case _:
                yield from ({**copied(base), f"extra{below(99)}": 1}, {})
    yield from ("other", 17, True, None, [], {}, 1.5)


def _numbers(keyword: str, place: Mapping[str, Any], below: Any) -> Iterator[Any]:
    bound = place[keyword]
    is_whole = "number" not in place.get("type", ("number",))
    step = place.get("multipleOf", 1)
    if keyword == "multipleOf":
        low = place.get("minimum", place.get("exclusiveMinimum", 0))
        high = place.get("maximum", place.get("exclusiveMaximum", low + 100 * bound))
        for _ in range(_TRIES):
            yield int(low) + below(int(high - low) + 2) if is_whole else low + (high - low) * below(997) / 997
        return
    sign = -1 if keyword in ("minimum", "exclusiveMinimum") else 1
    edge = bound if keyword.startswith("exclusive") else bound + sign * step
    first = (int(edge) // step) * step if is_whole or "multipleOf" in place else edge
    if below(3):
        yield first + sign * step * below(1000)
    yield from (first, first + sign * step, first + 2 * sign * step)
    if not is_whole:
        yield bound + sign * 0.01


def _lengths(keyword: str, place: Mapping[str, Any], value: Any, node: Any, drawer: Drawer) -> Iterator[str]:
    below = drawer.source.below
    limit = int(place[keyword])
    for text in _drawn(node, drawer, str, value):
        if keyword == "minLength":
            yield text[: below(limit)]
            yield text[: limit - 1]
            continue
        length = limit + 1 + (below(20) if below(4) == 0 else 0)
        letter = _LETTERS[below(len(_LETTERS))]
        yield (text + letter * length)[:length]
        yield (text * (length // max(len(text), 1) + 1))[:length]
    if keyword == "minLength":
        yield from (letter * (limit - 1) for letter in _LETTERS)


def _lists(keyword: str, limit: Any, items: list[Any], node: Any, drawer: Drawer) -> Iterator[Broken]:
    below = drawer.source.below
    item = drawer.item(node)
    if keyword == "minItems":
        yield items[: below(int(limit))], ""
        yield items[: int(limit) - 1], ""
    elif keyword == "maxItems":
        longer = [*items, *(drawer.fresh(item) for _ in range(int(limit) + 1 - len(items)))]
        yield longer, ""
    elif item is not None:
        base = items or [drawer.fresh(item)]
        yield [*base, copied(base[below(len(base))])], ""
        yield [*base[:-1], *(copied(base[0]) for _ in range(2))][: max(len(base), 2)], ""


def _objects(
    keyword: str, place: Mapping[str, Any], members: dict[str, Any], node: Any, drawer: Drawer
) -> Iterator[Broken]:
    below = drawer.source.below
    if keyword == "additionalProperties":
        name = _unwanted(place, members, below)
        yield {**members, name: (None, 1, "x", True)[below(4)]}, f"/{name.replace('~', '~0').replace('/', '~1')}"
    elif keyword == "minProperties":
        kept = [name for name in members if name in place.get("required", ())]
        names = [*kept, *(name for name in members if name not in kept)][: int(place[keyword]) - 1]
        yield {name: members[name] for name in names}, ""
    else:
        more = dict(members)
        for name in [*place.get("members", ()), *(f"extra{number}" for number in range(int(place[keyword]) + 1))]:
            below_node = drawer.member(node, name)
            if len(more) <= place[keyword] and below_node is not None:
                more.setdefault(name, drawer.fresh(below_node))
        yield more, ""


def _unwanted(place: Mapping[str, Any], members: Mapping[str, Any], below: Any) -> str:
    """Make up a name that the place does not know, often one that looks like a known one."""
    known = [name for closed in place["closed"] for name in closed["names"]]
    bases = [*known, "unknown"]
    base = bases[below(len(bases))]
    for name in (f"{base}{below(10)}", base.swapcase(), f"{base}_", f"x{base}", f"extra{below(10**6)}", " "):
        allowed = (
            name in members
            or any(name in closed["names"] for closed in place["closed"])
            or any(re.search(text, name) for closed in place["closed"] for text in closed["patterns"])
        )
        if not allowed:
            return name
    return f"unwanted{len(members)}"
