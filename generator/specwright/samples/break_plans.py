"""Turns the schema of a body into data about what each place of a document refuses, and by which keyword."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from specwright.checks.patterns import translate
from specwright.checks.spots import Navigator, Spot
from specwright.model.types import Json
from specwright.rules import FORMATS
from specwright.samples.text_patterns import text_part

__all__ = ["keyword_plan"]

# Of several, the tightest counts.
_LARGEST: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_SMALLEST: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_BRANCHES: Final = ("anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "contains", "propertyNames")
_TYPES: Final = ("array", "boolean", "integer", "null", "number", "object", "string")
# The least and the largest number of letters of formats that limit it.
_LENGTHS: Final[Mapping[str, tuple[int, int | None]]] = {
    "date": (10, 10),
    "date-time": (20, 35),
    "imdg-class": (1, 4),
    "incoterms-2020": (3, 3),
    "iso3166-1-alpha-2": (2, 2),
    "iso3166-1-alpha-3": (3, 3),
    "iso4217": (3, 3),
    "iso6346": (11, 11),
    "time": (9, 24),
    "un-number": (4, 4),
}


def keyword_plan(navigator: Navigator, spot: Spot) -> list[dict[str, Any]]:
    """Write the places of a body, that of the whole first; numbers lead from one to another.

    ``told`` names the keywords of alternatives: what goes wrong inside them is told by these.
    """
    return _Places(navigator).write(spot)


class _Places:
    """A place is known by the schemas that its values must meet, whatever they are."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self._numbers: dict[frozenset[Spot], int] = {}
        self._waiting: list[list[Spot]] = []

    def write(self, spot: Spot) -> list[dict[str, Any]]:
        self._number([spot])
        # Further places are appended while one is written.
        return [self._place(spots) for spots in self._waiting]

    def _number(self, spots: Sequence[Spot]) -> int:
        whole = self._together(spots)
        key = frozenset(whole)
        if key not in self._numbers:
            self._numbers[key] = len(self._waiting)
            self._waiting.append(whole)
        return self._numbers[key]

    def _together(self, spots: Sequence[Spot]) -> list[Spot]:
        """List the schemas that judge the same value always."""
        found: list[Spot] = []
        pending = list(spots)
        while pending:
            # What only refers to another schema is no place of its own.
            spot = self._navigator.settle(pending.pop(0))
            if spot in found:
                continue
            found.append(spot)
            schema = spot.schema
            if not isinstance(schema, dict):
                continue
            if "$ref" in schema:
                pending.append(self._navigator.follow(spot))
            if "$dynamicRef" in schema:
                pending.append(self._navigator.follow_dynamic(spot))
            both = schema.get("allOf")
            count = len(both) if isinstance(both, list) else 0
            pending += [self._navigator.child(spot, "allOf", index) for index in range(count)]
        return found

    def _place(self, spots: list[Spot]) -> dict[str, Any]:
        schemas = [(spot, spot.schema) for spot in spots if isinstance(spot.schema, dict)]
        place: dict[str, Any] = {**_limits([schema for _, schema in schemas])}
        place |= _texts([schema for _, schema in schemas])
        place["required"] = sorted({name for spot, schema in schemas for name in self._required(spot, schema)})
        branches = [types for spot in spots for types in self._types_of_branches(spot)]
        if branches:
            place["branchTypes"] = sorted(set[str].intersection(*branches))
        place["told"] = sorted({name for _, schema in schemas for name in _BRANCHES if name in schema})
        if any(spot.schema is False for spot in spots):
            place["isNever"] = True
        place |= self._below(schemas)
        return {name: value for name, value in place.items() if value not in ([], {}, None)}

    def _types_of_branches(self, spot: Spot) -> Iterator[set[str]]:
        """List for each choice between alternatives which types any of them allows."""
        for keyword in ("anyOf", "oneOf"):
            branches = spot.schema.get(keyword) if isinstance(spot.schema, dict) else None
            if isinstance(branches, list):
                allowed: set[str] = set()
                for index in range(len(branches)):
                    parts = self._together([self._navigator.child(spot, keyword, index)])
                    limits = _limits([part.schema for part in parts if isinstance(part.schema, dict)])
                    allowed |= set(limits.get("type", _TYPES))
                yield allowed

    def _required(self, spot: Spot, schema: Mapping[str, Json]) -> Iterator[str]:
        names = schema.get("required")
        optional = self._navigator.optional_names(spot)
        yield from (str(name) for name in (names if isinstance(names, list) else ()) if name not in optional)

    def _below(self, schemas: list[tuple[Spot, dict[str, Json]]]) -> dict[str, Any]:
        """Find the places of members and items."""
        members: dict[str, list[Spot]] = {}
        items: list[Spot] = []
        closed: list[dict[str, Any]] = []
        has_prefix = False
        for spot, schema in schemas:
            properties = schema.get("properties")
            names = list(properties) if isinstance(properties, dict) else []
            for name in names:
                members.setdefault(name, []).append(self._navigator.child(spot, "properties", name))
            patterns = schema.get("patternProperties")
            if schema.get("additionalProperties") is False:
                texts = [translate(text) for text in patterns] if isinstance(patterns, dict) else []
                closed.append({"names": names, "patterns": texts})
            if "items" in schema:
                items.append(self._navigator.child(spot, "items"))
            has_prefix |= "prefixItems" in schema
        found: dict[str, Any] = {name: self._number(spots) for name, spots in members.items()}
        return {
            "members": found,
            "closed": closed,
            # Where the first items have schemas of their own, no place stands for all.
            "items": self._number(items) if items and not has_prefix else None,
        }


def _limits(schemas: list[dict[str, Json]]) -> dict[str, Any]:
    place: dict[str, Any] = {}
    for schema in schemas:
        for keyword in (*_LARGEST, *_SMALLEST):
            if keyword in schema:
                value: Any = schema[keyword]
                choose = max if keyword in _LARGEST else min
                place[keyword] = choose(value, place.get(keyword, value))
        if "type" in schema:
            names: Any = schema["type"]
            allowed = {names} if isinstance(names, str) else set(names)
            allowed |= {"integer"} if "number" in allowed else set()
            place["type"] = sorted(allowed & set(place.get("type", allowed)))
        for keyword in ("enum", "const"):
            if keyword in schema:
                values: Any = schema[keyword] if keyword == "enum" else [schema[keyword]]
                place[keyword] = [value for value in values if value in place.get(keyword, values)]
        for keyword in ("multipleOf", "uniqueItems"):
            if schema.get(keyword):
                place.setdefault(keyword, schema[keyword])
    return place


def _texts(schemas: list[dict[str, Json]]) -> dict[str, Any]:
    """Gather patterns and formats, and how long they let a text be."""
    formats = [name for schema in schemas if isinstance(name := schema.get("format"), str) and name in FORMATS]
    patterns = [translate(text) for schema in schemas if isinstance(text := schema.get("pattern"), str)]
    lengths: list[tuple[int, int | None]] = [_LENGTHS[name] for name in formats if name in _LENGTHS]
    for pattern in patterns:
        part: Mapping[str, Any] = {**text_part(pattern)}
        least, most = _length(part["pattern"])
        lengths.append((least, None if part["is_open_left"] or part["is_open_right"] else most))
    limits = [most for _, most in lengths if most is not None]
    return {
        "format": formats,
        "pattern": patterns,
        "shortest": max((least for least, _ in lengths), default=0),
        "longest": min(limits, default=None),
    }


def _length(pattern: Any) -> tuple[int, int | None]:
    """Give the least and the largest length of what a parsed pattern matches."""
    match pattern:
        case ["text", str(text)]:
            return len(text), len(text)
        case ["class" | "letters", *_]:
            return 1, 1
        case ["all", parts]:
            lengths = [_length(part) for part in parts]
            most = None if any(most is None for _, most in lengths) else sum(most or 0 for _, most in lengths)
            return sum(least for least, _ in lengths), most
        case ["any", parts]:
            lengths = [_length(part) for part in parts]
            most = None if any(most is None for _, most in lengths) else max(most or 0 for _, most in lengths)
            return min(least for least, _ in lengths), most
        case ["repeat", part, int(least), most]:
            shortest, longest = _length(part)
            return shortest * least, None if most is None or longest is None else longest * most
        case _:
            return 0, None
