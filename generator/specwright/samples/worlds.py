"""Turns a schema that must hold, or must not, into the ways in which that can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from specwright.checks.patterns import translate
from specwright.checks.spots import Navigator, Spot
from specwright.model.types import Json
from specwright.samples.facts import Fact, Literal, World, kinds_of_types, product

__all__ = ["Worlds", "names_in"]

_FRAME: Final = ("properties", "patternProperties", "additionalProperties")
_ARRAY_FRAME: Final = ("prefixItems", "items")
# What a keyword with a plain value says.
_PLAIN: Final = {
    "minLength": "least",
    "maxLength": "most",
    "minItems": "least_items",
    "maxItems": "most_items",
    "minProperties": "least_members",
    "maxProperties": "most_members",
}
# An alternative of `oneOf` excludes another by construction where that can be said in so few ways.
_FEW: Final = 4
_MANY_ALTERNATIVES: Final = 6
_MOST_ALTERNATIVES: Final = 512


class Worlds:
    """Expands schemas; each once."""

    def __init__(self, navigator: Navigator, negate: Callable[[Worlds, Spot], list[World]]) -> None:
        self.navigator = navigator
        self._negate = negate
        self._known: dict[Literal, list[World]] = {}
        self._open: set[Literal] = set()

    def together(self, literals: Iterable[Literal]) -> list[World]:
        """List the ways in which several can hold together."""
        found = [World()]
        for literal in literals:
            spot, holds = literal
            found = product(found, self.holding(spot) if holds else self.failing(spot))
        return found

    def holding(self, spot: Spot) -> list[World]:
        """List the ways in which a schema can hold."""
        return self._of((self.navigator.settle(spot), True))

    def failing(self, spot: Spot) -> list[World]:
        """List the ways in which a schema can fail to hold."""
        return self._of((self.navigator.settle(spot), False))

    def _of(self, literal: Literal) -> list[World]:
        spot, holds = literal
        if literal not in self._known:
            self._open.add(literal)
            worlds = self._hold(spot) if holds else self._negate(self, spot)
            self._open.discard(literal)
            self._known[literal] = worlds[:_MOST_ALTERNATIVES]
        return self._known[literal]

    def is_open(self, spot: Spot) -> bool:
        """Say whether a schema is being expanded just now, so that nothing of it is known."""
        return (self.navigator.settle(spot), True) in self._open

    def child(self, spot: Spot, *tokens: str | int) -> Spot:
        """Step down."""
        return self.navigator.child(spot, *tokens)

    def children(self, spot: Spot, keyword: str) -> list[Spot]:
        """List the schemas under a keyword that holds a list."""
        schema = spot.schema
        listed = schema.get(keyword) if isinstance(schema, dict) else None
        return [self.child(spot, keyword, index) for index in range(len(listed) if isinstance(listed, list) else 0)]

    def _hold(self, spot: Spot) -> list[World]:
        schema = spot.schema
        if isinstance(schema, bool) or not isinstance(schema, dict):
            return [World()] if schema is not False else []
        found = [World()]
        if any(keyword in schema for keyword in _FRAME):
            found = [World(facts=(("frame", spot),))]
        if any(keyword in schema for keyword in _ARRAY_FRAME):
            found = product(found, [World(facts=(("array_frame", spot),))])
        for keyword, value in schema.items():
            found = product(found, self._keyword(spot, keyword, value))
        return found

    def _keyword(self, spot: Spot, keyword: str, value: Any) -> list[World]:
        match keyword:
            case "type":
                return [World(kinds=kinds_of_types(value))]
            case "enum":
                return [World(listed=tuple(value))]
            case "const":
                return [World(listed=(value,))]
            case "$ref":
                return self.holding(self.navigator.follow(spot))
            case "$dynamicRef":
                return self.holding(self.navigator.follow_dynamic(spot))
            case "allOf":
                return self.together((child, True) for child in self.children(spot, "allOf"))
            case "anyOf":
                return [world for child in self.children(spot, "anyOf") for world in self.holding(child)]
            case "oneOf":
                return list(self._exactly_one(self.children(spot, "oneOf")))
            case "not":
                return self.failing(self.child(spot, "not"))
            case "if":
                return self._conditional(spot)
            case "dependentSchemas":
                return self._dependent(spot, names_in(value))
            case _:
                return [World(facts=tuple(self._facts(spot, keyword, value)))]

    def _facts(self, spot: Spot, keyword: str, value: Any) -> Iterator[Fact]:
        if keyword in _PLAIN:
            yield (_PLAIN[keyword], int(value))
            return
        match keyword:
            case "minimum" | "exclusiveMinimum":
                yield ("low", value, keyword == "exclusiveMinimum")
            case "maximum" | "exclusiveMaximum":
                yield ("high", value, keyword == "exclusiveMaximum")
            case "multipleOf":
                yield ("step", str(value))
            case "pattern":
                yield ("search", translate(value))
            case "format":
                yield ("format", value)
            case "required":
                optional = self.navigator.optional_names(spot)
                yield from (("required", name) for name in value if name not in optional)
            case "dependentRequired":
                yield from (("dependent", name, tuple(needs)) for name, needs in value.items())
            case "propertyNames":
                yield ("names", (self.child(spot, keyword), True))
            case "contains":
                schema = spot.schema if isinstance(spot.schema, dict) else {}
                yield ("contains", (self.child(spot, keyword), True), *contains_bounds(schema), (spot, True))
            case "uniqueItems" if value:
                yield ("unique",)
            case "unevaluatedProperties" | "unevaluatedItems":
                yield (keyword, (self.child(spot, keyword), True))
                yield ("judge", spot, True)
            case _:
                return

    def _exactly_one(self, children: list[Spot]) -> Iterator[World]:
        odd: list[World] = []
        few = _FEW if len(children) <= _MANY_ALTERNATIVES else 1
        for index, child in enumerate(children):
            found, rare = self.holding(child), list[World]()
            for other in (each for number, each in enumerate(children) if number != index):
                if not found or self.are_disjoint(found, self.holding(other)):
                    continue
                excluded = self.failing(other)
                if len([world for world in excluded if product(found, [world])]) <= few:
                    found, rare = product(found, excluded), product(rare, excluded)
                    continue
                # Most values of one are none of the other; where they are, it takes one of many ways not to be.
                judged = [World(facts=(("judge", other, False),))]
                built = [replace(world, is_rare=True) for world in product(found, excluded)[:_FEW]]
                found, rare = product(found, judged), [*product(rare, judged), *built][:_FEW]
            yield from found
            odd += rare
        yield from odd

    def _conditional(self, spot: Spot) -> list[World]:
        condition = self.child(spot, "if")
        schema = spot.schema if isinstance(spot.schema, dict) else {}
        found: list[World] = []
        for keyword, holds in (("then", True), ("else", False)):
            branch = [(self.child(spot, keyword), True)] if keyword in schema else []
            found += self.together([(condition, holds), *branch])
        return found

    def _dependent(self, spot: Spot, names: list[str]) -> list[World]:
        found = [World()]
        for name in names:
            there = product(
                [World(facts=(("required", name),))], self.holding(self.child(spot, "dependentSchemas", name))
            )
            found = product(found, [World(facts=(("absent", name),)), *there])
        return found

    def are_disjoint(self, first: list[World], second: list[World]) -> bool:
        """Say whether it is plain that no value meets one of the first and one of the second."""
        return all(self._differ(one, other) for one in first for other in second)

    def _differ(self, first: World, second: World) -> bool:
        both = product([first], [second])
        if not both or both[0].kinds != frozenset({"object"}):
            return not both
        for one, other in ((first, second), (second, first)):
            for name in (fact[1] for fact in one.facts if fact[0] == "required"):
                if not self._allows(other, name):
                    return True
                values = self._finite(one, name)
                others = self._finite(other, name) if values is not None else None
                if values is not None and others is not None and values.isdisjoint(others):
                    return True
        return False

    def _allows(self, world: World, name: str) -> bool:
        return ("absent", name) not in world.facts and not any(
            child.schema is False for child, holds in member_literals(self, world, name) if holds
        )

    def _finite(self, world: World, name: str) -> set[str] | None:
        """Give the texts that a member can be, None where that is not plain."""
        if name not in world.members:
            literals = member_literals(self, world, name)
            if any(self.is_open(spot) for spot, _ in literals):
                return None
            found = [inner.listed for inner in self.together(literals)]
            is_plain = all(listed is not None for listed in found)
            world.members[name] = {repr(value) for listed in found for value in listed or ()} if is_plain else None
        values: set[str] | None = world.members[name]
        return values


def contains_bounds(schema: dict[str, Json]) -> tuple[int, int | None]:
    """Give how many items must and may match ``contains``."""
    least, most = schema.get("minContains", 1), schema.get("maxContains")
    return (
        int(least) if isinstance(least, (int, float)) else 1,
        int(most) if isinstance(most, (int, float)) else None,
    )


def names_in(value: Json) -> list[str]:
    """List the names of a map."""
    return list(value) if isinstance(value, dict) else []


def member_literals(worlds: Worlds, world: World, name: str) -> list[Literal]:
    """List what a world asks of a member."""
    found: list[Literal] = [fact[2] for fact in world.facts if fact[0] == "member" and fact[1] == name]
    for fact in world.facts:
        if fact[0] != "frame":
            continue
        spot: Spot = fact[1]
        schema = spot.schema if isinstance(spot.schema, dict) else {}
        own: list[Spot] = []
        if name in names_in(schema.get("properties")):
            own.append(worlds.child(spot, "properties", name))
        own += [
            worlds.child(spot, "patternProperties", pattern)
            for pattern in names_in(schema.get("patternProperties"))
            if re.search(translate(pattern), name)
        ]
        if not own and "additionalProperties" in schema:
            own.append(worlds.child(spot, "additionalProperties"))
        found += [(child, True) for child in own]
    return found
