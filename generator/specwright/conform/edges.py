"""Lists values around the edge of a keyword, telling ones first; which side each is on, a check says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from specwright.samples.engine.breaking import Target
from specwright.samples.engine.breaking_values import broken_values
from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.samples.engine.solving_task import Drawer, copied

__all__ = ["edge_values"]

# A value, and what its violation's pointer has behind that of the place.
Edge = tuple[Any, str]

# Inside of UTF-16 they are two, inside of UTF-8 four.
_ASTRAL: Final = ("🚚", "𝄞", "𠀋")
_TRIES: Final = 24
_FRESH: Final = 3
_FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    "date-time": (
        *("2026-02-28T23:59:59Z", "2026-02-29T00:00:00Z", "2024-02-29T00:00:00+14:00", "2026-01-31T09:00:00"),
        *("2026-01-31t09:00:00z", "2026-13-01T00:00:00Z", "2026-12-31T23:59:60Z", "2026-01-31 09:00:00Z"),
        *("2026-01-31T09:00:00.123456789-12:30", "2026-01-31T24:00:00Z", "2026-01-31T09:00Z", "2026-1-31T09:00:00Z"),
        *("2026-01-31T09:00:00+2400", "31/01/2026", "1767225600", "2026-01-31T09:00:00+25:00", "2026-01-31"),
    ),
    "date": ("2024-02-29", "2026-02-29", "2026-12-31", "2026-13-01", "2026-1-1", "20260101", "2026-01-01T00:00:00Z"),
    "time": ("23:59:59Z", "24:00:00Z", "09:00:00+01:00", "09:00:00", "9:00:00Z", "23:59:60Z"),
    "iso6346": ("CSQU3054383", "CSQU3054384", "csqu3054383", "CSQ3054383", "CSQU305438", "CSQU 3054383"),
    "iso4217": ("EUR", "eur", "DEM", "EURO"),
    "iso3166-1-alpha-2": ("FR", "fr", "UK", "FRA"),
    "iso3166-1-alpha-3": ("FRA", "fra", "FR", "XXA"),
    "uuid": ("123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456"),
    "un-number": ("1203", "UN1203", "123", "12034"),
    "imdg-class": ("2.1", "2.4", "10", "3"),
    "incoterms-2020": ("DAP", "dap", "DAT", "EXWORKS"),
}
# What is wrong inside of them is told by themselves.
_BRANCHES: Final = frozenset(
    {"anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "contains", "propertyNames"}
)
_TEXTS: Final = ("🚚𝄞", "e\u0301 \u200d\u202e", "'\"\\<>&%{}/;", "line\nbreak\ttab", "null", "0", " x ")
_NUMBERS: Final[tuple[Any, ...]] = (0, -1, 2**31, 2**53, 1e20, 0.1, -0.5)
_OF_TYPES: Final[tuple[Any, ...]] = (None, "text", 1, 1.5, True, [], {}, 1.0, "", "1", [1], {"value": 1}, False, 0)


def edge_values(target: Target, place: Mapping[str, Any], value: Any, node: Any, drawer: Drawer) -> Iterator[Edge]:
    """List values for a place, each a fresh one; what stands there now is where changes begin."""
    yield from ((edge, "") for edge in _near(target, place, value, node, drawer))
    # What stands there, and what is drawn, is inside wherever nothing nearer to the edge was.
    yield copied(value), ""
    yield from ((drawer.fresh(node), "") for _ in range(_FRESH))
    if target.keyword in _BRANCHES:
        yield from ((other, "") for other in _otherwise(value, node, drawer))
    else:
        yield from broken_values(target, place, value, node, drawer)


def _otherwise(value: Any, node: Any, drawer: Drawer) -> Iterator[Any]:
    """Give values that alternatives may refuse: of other types, and objects with one member less or another."""
    yield from (copied(each) for each in _OF_TYPES)
    for whole in (value, drawer.fresh(node), drawer.fresh(node)):
        if isinstance(whole, OBJECT):
            for name in whole:
                yield {other: copied(member) for other, member in whole.items() if other != name}
                yield from ({**copied(whole), name: each} for each in (None, 0, "other"))


def _near(target: Target, place: Mapping[str, Any], value: Any, node: Any, drawer: Drawer) -> Iterator[Any]:
    keyword = target.keyword
    match keyword:
        case "minLength" | "maxLength":
            yield from _texts(keyword, int(place[keyword]), value, node, drawer)
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            yield from _numbers(keyword, place)
        case "multipleOf":
            yield from _multiples(place)
        case "enum" | "const":
            yield from _listed(place[keyword])
        case "type":
            yield from _types(place)
        case "minItems" | "maxItems":
            yield from _lists(keyword, place, value, node, drawer)
        case "uniqueItems":
            yield from _different(value, node, drawer)
        case "pattern" | "format":
            yield from _formed(place, node, drawer)
        case "required" | "additionalProperties" | "minProperties" | "maxProperties":
            yield from _objects(target, place, value, node, drawer)
        case _:
            return


def _texts(keyword: str, limit: int, value: Any, node: Any, drawer: Drawer) -> Iterator[str]:
    """Give texts of the limit and of one more or less: of plain letters, and of such as count double elsewhere."""
    beyond = limit - 1 if keyword == "minLength" else limit + 1
    astral = _ASTRAL[limit % len(_ASTRAL)]
    if beyond >= 0:
        yield (astral if keyword == "minLength" else "x") * beyond
    yield (astral if keyword == "maxLength" else "x") * limit
    if beyond >= 0:
        yield ("x" if keyword == "minLength" else astral) * beyond
    yield ("x" if keyword == "maxLength" else astral) * limit
    yield "é" * limit
    # Texts with a form of their own: what is drawn has it, and sometimes the length as well.
    drawn = [text for text in (value, *(drawer.fresh(node) for _ in range(_TRIES))) if isinstance(text, str)]
    for text in sorted(set(drawn), key=lambda each: abs(len(each) - limit))[:4]:
        yield text
        if text and len(text) < limit + 1:
            longer = text * (limit // len(text) + 2)
            yield from (longer[:limit], longer[:beyond], text + text[-1] * (limit - len(text)))
        else:
            yield from (text[:limit], text[: max(beyond, 0)])


def _numbers(keyword: str, place: Mapping[str, Any]) -> Iterator[int | float]:
    bound = place[keyword]
    sign = -1 if "inimum" in keyword else 1
    types = place.get("type", ("number",))
    is_whole = "number" not in types
    step = place.get("multipleOf") or (1 if is_whole else 0.01)
    plain = int(bound) if isinstance(bound, int) or float(bound).is_integer() else bound
    around = [plain + sign * step, plain, plain - sign * step]
    yield from (around if not keyword.startswith("exclusive") else [around[1], around[2], around[0]])
    if not is_whole and isinstance(plain, int):
        yield from (float(plain), plain + sign * 0.5, plain - sign * 0.5)
    yield from (plain + sign * 1000 * step, plain - sign * 2 * step)


def _multiples(place: Mapping[str, Any]) -> Iterator[int | float]:
    step = place["multipleOf"]
    low = place.get("minimum", place.get("exclusiveMinimum", 0))
    first = (int(low / step) + 1) * step
    yield from (first + step / 2, first, first + step, first + step / 10, round(first + 3 * step, 10))


def _listed(values: list[Any]) -> Iterator[Any]:
    """Give each listed value, and texts that differ from one only a little."""
    texts = [value for value in values if isinstance(value, str)]
    if texts:
        yield texts[0].swapcase() if texts[0].swapcase() not in values else f"{texts[0]}_"
    yield from (copied(value) for value in values)
    for text in texts[-1:]:
        yield from (f"{text} ", f" {text}", f"{text}x", text[:-1], text.lower(), text.upper())
    yield from ("other", "", None, 0)


def _types(place: Mapping[str, Any]) -> Iterator[Any]:
    allowed = set(place["type"])
    is_free = not {"enum", "const", "pattern", "format"} & place.keys()
    if "string" in allowed and is_free:
        # A number is no text; then texts that somebody may not have thought of.
        yield from (1, "", "x" * 256, *_TEXTS)
    if allowed & {"integer", "number"} and is_free:
        yield from ("1", *_NUMBERS)
    if allowed & {"integer", "number"}:
        # What looks like a number is none, and a whole number is one however it is spelled.
        yield from ("1", 1.0, 2, 1.5, True)
    if "string" in allowed:
        yield from (1, "text", True)
    if "boolean" in allowed:
        yield from ("true", True, False, 0, 1)
    if "array" in allowed:
        yield from ({}, "[]")
    if "object" in allowed:
        yield from ([], "{}")
    yield from (copied(value) for value in _OF_TYPES)


def _lists(keyword: str, place: Mapping[str, Any], value: Any, node: Any, drawer: Drawer) -> Iterator[list[Any]]:
    item = drawer.item(node)
    if item is None:
        return
    base = list(value) if isinstance(value, ARRAY) else []
    limit = int(place[keyword])
    beyond = limit - 1 if keyword == "minItems" else limit + 1
    for length in (beyond, limit, beyond, limit):
        if length < 0:
            continue
        items = [copied(each) for each in base[:length]]
        for _ in range(_TRIES * max(length, 1)):
            if len(items) >= length:
                break
            drawn = drawer.fresh(item)
            if not place.get("uniqueItems") or drawn not in items:
                items.append(drawn)
        yield items


def _different(value: Any, node: Any, drawer: Drawer) -> Iterator[list[Any]]:
    item = drawer.item(node)
    if item is None:
        return
    first, second = drawer.fresh(item), drawer.fresh(item)
    base = list(value) if isinstance(value, ARRAY) and value else [first]
    yield [*copied(base), copied(base[0])]
    if first != second:
        yield [first, second]
    # Equal are values, not spellings: 1 and 1.0 are one number, 1 and true are two.
    if any(isinstance(each, int) and not isinstance(each, bool) for each in base):
        number = next(each for each in base if isinstance(each, int))
        yield [number, float(number)]


def _formed(place: Mapping[str, Any], node: Any, drawer: Drawer) -> Iterator[str]:
    for name in place.get("format", ()):
        yield from _FORMATS.get(name, ())
    drawn = [text for text in (drawer.fresh(node) for _ in range(6)) if isinstance(text, str)]
    for text in dict.fromkeys(drawn):
        yield text
        # Found somewhere is not found everywhere: a pattern that is anchored refuses what stands around it.
        yield from (f"{text}\n", f" {text}", f"x{text}", f"{text}x", text[:-1], text.swapcase())


def _objects(target: Target, place: Mapping[str, Any], value: Any, node: Any, drawer: Drawer) -> Iterator[Any]:
    members: dict[str, Any] = dict(value) if isinstance(value, OBJECT) else {}
    required = place.get("required", ())
    names = list(place.get("members", ()))

    def filled(wanted: list[str]) -> dict[str, Any]:
        made = {name: copied(member) for name, member in members.items() if name in wanted}
        for name in wanted:
            below = drawer.member(node, name)
            if name not in made and below is not None:
                made[name] = drawer.fresh(below)
        return made

    match target.keyword:
        case "required":
            yield {name: copied(member) for name, member in members.items() if name != target.member}
            yield filled(list(required))
            yield filled(names)
        case "additionalProperties":
            known = names[0] if names else "unknown"
            yield {**filled(list(members)), f"{known}_": "x"}
            yield filled(names)
        case "minProperties":
            yield filled([*required, *names][: int(place["minProperties"])])
        case _:
            yield filled(names[: int(place["maxProperties"])])
