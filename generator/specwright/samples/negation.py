"""Turns a schema that must not hold into the ways in which a value can fail it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

from specwright.checks.patterns import translate
from specwright.checks.spots import Spot
from specwright.rules.formats import FORMATS
from specwright.samples.engine.source import RandomSource
from specwright.samples.engine.texts import matching_text
from specwright.samples.facts import ALL_KINDS, Fact, World, kinds_of_types, product
from specwright.samples.text_patterns import text_part
from specwright.samples.worlds import Worlds, contains_bounds, names_in

__all__ = ["negate"]

_NUMBERS: Final = frozenset({"integer", "fraction"})
_TEXT: Final = frozenset({"string"})
_OBJECT: Final = frozenset({"object"})
_ARRAY: Final = frozenset({"array"})
# What a length must be instead: the fact, and how far from the limit.
_LENGTHS: Final = {
    "minLength": (_TEXT, "most", -1),
    "maxLength": (_TEXT, "least", 1),
    "minItems": (_ARRAY, "most_items", -1),
    "maxItems": (_ARRAY, "least_items", 1),
    "minProperties": (_OBJECT, "most_members", -1),
    "maxProperties": (_OBJECT, "least_members", 1),
}
_BOUNDS: Final = {
    "minimum": ("high", True),
    "exclusiveMinimum": ("high", False),
    "maximum": ("low", True),
    "exclusiveMaximum": ("low", False),
}


def negate(worlds: Worlds, spot: Spot) -> list[World]:
    """List how a value can fail a schema: one of its keywords each."""
    schema = spot.schema
    if not isinstance(schema, dict):
        return [World()] if schema is False else []
    return [world for keyword, value in schema.items() for world in _Negation(worlds, spot).keyword(keyword, value)]


class _Negation:
    """One schema that must not hold."""

    def __init__(self, worlds: Worlds, spot: Spot) -> None:
        self._worlds = worlds
        self._spot = spot

    def keyword(self, keyword: str, value: Any) -> list[World]:
        """List how a value can fail one keyword."""
        if keyword in _LENGTHS:
            kinds, word, step = _LENGTHS[keyword]
            limit = int(value) + step
            return [_world(kinds, (word, limit))] if limit >= 0 else []
        if keyword in _BOUNDS:
            return [_world(_NUMBERS, (_BOUNDS[keyword][0], value, _BOUNDS[keyword][1]))]
        found = self._scalar(keyword, value)
        if found is None:
            found = self._combined(keyword)
        if found is None:
            found = list(self._inner(keyword, value))
        return found

    def _scalar(self, keyword: str, value: Any) -> list[World] | None:
        match keyword:
            case "type":
                kinds = ALL_KINDS - kinds_of_types(value)
                return [World(kinds=kinds)] if kinds else []
            case "enum":
                return [_world(ALL_KINDS, ("unlisted", _Values(value)))]
            case "const":
                return [_world(ALL_KINDS, ("unlisted", _Values([value])))]
            case "multipleOf":
                return [_world(_NUMBERS, ("not_step", str(value)))]
            case "pattern":
                return [_world(_TEXT, ("refusal", translate(value)))]
            case "format":
                return [_world(_TEXT, ("not_format", value))] if value in FORMATS else []
            case _:
                return None

    def _combined(self, keyword: str) -> list[World] | None:
        worlds, spot = self._worlds, self._spot
        match keyword:
            case "$ref":
                return worlds.failing(worlds.navigator.follow(spot))
            case "$dynamicRef":
                return worlds.failing(worlds.navigator.follow_dynamic(spot))
            case "allOf":
                return [world for child in worlds.children(spot, "allOf") for world in worlds.failing(child)]
            case "anyOf":
                return worlds.together((child, False) for child in worlds.children(spot, "anyOf"))
            case "oneOf":
                children = worlds.children(spot, "oneOf")
                none = worlds.together((child, False) for child in children)
                pairs = (worlds.together([(a, True), (b, True)]) for a, b in combinations(children, 2))
                return [*none, *(world for pair in pairs for world in pair)]
            case "not":
                return worlds.holding(worlds.child(spot, "not"))
            case "if":
                return self._conditional()
            case _:
                return None

    def _conditional(self) -> list[World]:
        worlds, spot = self._worlds, self._spot
        condition = worlds.child(spot, "if")
        schema = spot.schema if isinstance(spot.schema, dict) else {}
        return [
            world
            for keyword, holds in (("then", True), ("else", False))
            if keyword in schema
            for world in worlds.together([(condition, holds), (worlds.child(spot, keyword), False)])
        ]

    def _inner(self, keyword: str, value: Any) -> Iterator[World]:
        worlds, spot = self._worlds, self._spot
        match keyword:
            case "required":
                optional = worlds.navigator.optional_names(spot)
                yield from (_world(_OBJECT, ("absent", name)) for name in value if name not in optional)
            case "properties":
                for name in names_in(value):
                    yield self._member(name, worlds.child(spot, keyword, name))
            case "patternProperties":
                for pattern in names_in(value):
                    name = matching_text(text_part(translate(pattern)), RandomSource(pattern))
                    yield self._member(name, worlds.child(spot, keyword, pattern))
            case "additionalProperties":
                yield self._member(self._other_name(), worlds.child(spot, keyword))
            case "propertyNames":
                yield _world(_OBJECT, ("names", (worlds.child(spot, keyword), False)), ("least_members", 1))
            case "dependentRequired":
                for name, needs in value.items():
                    yield from (_world(_OBJECT, ("required", name), ("absent", need)) for need in needs if need != name)
            case "dependentSchemas":
                for name in names_in(value):
                    failing = worlds.failing(worlds.child(spot, keyword, name))
                    yield from product([_world(_OBJECT, ("required", name))], failing)
            case _:
                yield from self._listed(keyword, value)

    def _listed(self, keyword: str, value: Any) -> Iterator[World]:
        worlds, spot = self._worlds, self._spot
        schema = spot.schema if isinstance(spot.schema, dict) else {}
        first = len(worlds.children(spot, "prefixItems"))
        match keyword:
            case "prefixItems":
                for index, child in enumerate(worlds.children(spot, keyword)):
                    yield _world(_ARRAY, ("item_at", index, (child, False)), ("least_items", index + 1))
            case "items":
                child = worlds.child(spot, keyword)
                yield _world(_ARRAY, ("item_at", first, (child, False)), ("least_items", first + 1))
            case "contains":
                child = worlds.child(spot, keyword)
                least, most = contains_bounds(schema)
                if least == 1:
                    yield _world(_ARRAY, ("each_item", (child, False)))
                elif least:
                    yield _world(_ARRAY, ("contains", (child, True), 0, least - 1, (spot, False)))
                if most is not None:
                    yield _world(_ARRAY, ("contains", (child, True), most + 1, None, (spot, False)))
            case "uniqueItems" if value:
                yield _world(_ARRAY, ("repeats",), ("least_items", 2))
            case "unevaluatedProperties":
                yield self._member(self._other_name(), worlds.child(spot, keyword), ("judge", spot, False))
            case "unevaluatedItems":
                child = worlds.child(spot, keyword)
                yield _world(
                    _ARRAY, ("least_items", first + 1), ("item_at", first, (child, False)), ("judge", spot, False)
                )
            case _:
                return

    def _member(self, name: str, child: Spot, *facts: Fact) -> World:
        return _world(_OBJECT, ("required", name), ("member", name, (child, False)), *facts)

    def _other_name(self) -> str:
        """Find a name that the schema has no word about."""
        schema = self._spot.schema if isinstance(self._spot.schema, dict) else {}
        known = names_in(schema.get("properties"))
        patterns = [translate(pattern) for pattern in names_in(schema.get("patternProperties"))]
        for number in range(1000):
            name = ("other", "_", "0", "é", "another one", "Z")[number % 6] + (str(number) if number > 5 else "")
            if name not in known and not any(re.search(pattern, name) for pattern in patterns):
                return name
        return "\u2603"


class _Values(tuple[Any, ...]):
    """Values of which some cannot be hashed; two are the same where they are the same object."""

    __slots__ = ()

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other


def _world(kinds: frozenset[str], *facts: Fact) -> World:
    return World(kinds=kinds, facts=facts)
