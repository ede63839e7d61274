"""Turns the schema of a request into the shapes by which a stored value is cut down to what the request can say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from specwright.checks.catalog import Position
from specwright.checks.literals import literal
from specwright.checks.looking import WHOLE, Members, below
from specwright.checks.spots import Navigator, Spot
from specwright.model.types import Json
from specwright.rules.sites import list_key

__all__ = ["shapes_of", "shapes_of_changes"]


def shapes_of(navigator: Navigator, spot: Spot) -> str:
    """Write a tuple of shapes, the first of which is that of the schema; numbers lead from one to another."""
    return _Shapes(navigator, {}, lambda _spot: False).write(spot, WHOLE)


def shapes_of_changes(
    navigator: Navigator, spot: Spot, looked_at: Mapping[Position, Members], leads: Callable[[Spot], bool]
) -> str:
    """Write shapes that keep no more than what is looked at, and what leads there."""
    return _Shapes(navigator, looked_at, leads).write(spot, frozenset())


class _Shapes:
    """Several schemas that judge one value have one shape together, for each choice of what is looked at."""

    def __init__(
        self, navigator: Navigator, looked_at: Mapping[Position, Members], leads: Callable[[Spot], bool]
    ) -> None:
        self._navigator = navigator
        self._looked_at = looked_at
        self._leads = leads
        self._numbers: dict[tuple[frozenset[Spot], Members], int] = {}
        self._waiting: list[tuple[tuple[Spot, ...], Members]] = []

    def write(self, spot: Spot, members: Members) -> str:
        self._number([spot], members)
        # Further shapes are appended while one is written.
        texts = [self._shape(spots, wanted) for spots, wanted in self._waiting]
        return f"({', '.join(texts)},)"

    def _number(self, spots: list[Spot], members: Members) -> int:
        whole = self._together(spots)
        if not any(isinstance(spot.schema, dict) for spot in whole):
            return -1
        if () not in members:
            members = members.union(*(self._looked_at.get(spot.position, ()) for spot in whole))
        key = frozenset(whole), WHOLE if () in members else members
        if key not in self._numbers:
            self._numbers[key] = len(self._waiting)
            self._waiting.append((tuple(whole), key[1]))
        return self._numbers[key]

    def _together(self, spots: list[Spot]) -> list[Spot]:
        found: list[Spot] = []
        pending = list(spots)
        while pending:
            spot = pending.pop(0)
            if spot not in found:
                found.append(spot)
                pending += self._navigator.same_value(spot)
        return found

    def _shape(self, spots: tuple[Spot, ...], wanted: Members) -> str:
        members: dict[str, list[Spot]] = {}
        rest: list[Spot] = []
        items: list[Spot] = []
        has_prefix = any("prefixItems" in spot.schema for spot in spots if isinstance(spot.schema, dict))
        for spot in spots:
            schema = spot.schema
            if not isinstance(schema, dict):
                continue
            for name in _names(schema):
                members.setdefault(name, []).append(self._navigator.child(spot, "properties", name))
            if isinstance(schema.get("additionalProperties"), dict):
                rest.append(self._navigator.child(spot, "additionalProperties"))
            # The items of a prefix are others, and all are kept whole.
            if "items" in schema and not has_prefix:
                items.append(self._navigator.child(spot, "items"))
        if () in wanted:
            other, item = WHOLE, WHOLE
        else:
            # What no property names is read of other members.
            other = frozenset(member[1:] for member in wanted if member[0] not in members)
            item = _wanted_of_items(spots)
        other_number = self._number_of(rest, other)
        numbers: dict[str, Json] = {}
        for name, found in members.items():
            number = self._number_of(found, below(wanted, name))
            if number >= 0 or other_number >= 0 or () in wanted:
                numbers[name] = number
        return f"({literal(numbers or None)}, {other_number}, {self._number_of(items, item, is_read=() in wanted)})"

    def _number_of(self, spots: list[Spot], wanted: Members, *, is_read: bool = True) -> int:
        """Give what stands inside a value the number of its shape; -1 where nothing of it is looked at."""
        if (wanted and is_read) or any(map(self._leads, spots)):
            return self._number(spots, wanted)
        return -1


def _wanted_of_items(spots: Iterable[Spot]) -> Members:
    """Tell what finds the items of a list that lead to something: their keys, or their places."""
    schemas = [spot.schema for spot in spots if isinstance(spot.schema, dict)]
    if any("prefixItems" in schema for schema in schemas):
        return WHOLE
    return frozenset((name,) for schema in schemas for name in list_key(schema))


def _names(schema: dict[str, Json]) -> list[str]:
    properties = schema.get("properties")
    return list(properties) if isinstance(properties, dict) else []
