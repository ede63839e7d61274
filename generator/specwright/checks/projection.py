"""Turns the schema of a request into the shapes by which a stored value is cut down to what the request can say."""

from __future__ import annotations

from specwright.checks.literals import literal
from specwright.checks.spots import Navigator, Spot
from specwright.model.types import Json

__all__ = ["shapes_of"]


def shapes_of(navigator: Navigator, spot: Spot) -> str:
    """Write a tuple of shapes, the first of which is that of the schema; numbers lead from one to another."""
    return _Shapes(navigator).write(spot)


class _Shapes:
    """Several schemas that judge one value have one shape together."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self._numbers: dict[frozenset[Spot], int] = {}
        self._waiting: list[tuple[Spot, ...]] = []

    def write(self, spot: Spot) -> str:
        self._number([spot])
        # Further shapes are appended while one is written.
        texts = [self._shape(spots) for spots in self._waiting]
        return f"({', '.join(texts)},)"

    def _number(self, spots: list[Spot]) -> int:
        whole = self._together(spots)
        if not any(isinstance(spot.schema, dict) for spot in whole):
            return -1
        key = frozenset(whole)
        if key not in self._numbers:
            self._numbers[key] = len(self._waiting)
            self._waiting.append(tuple(whole))
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

    def _shape(self, spots: tuple[Spot, ...]) -> str:
        members: dict[str, list[Spot]] = {}
        rest: list[Spot] = []
        items: list[Spot] = []
        for spot in spots:
            schema = spot.schema
            if not isinstance(schema, dict):
                continue
            for name in _names(schema):
                members.setdefault(name, []).append(self._navigator.child(spot, "properties", name))
            if isinstance(schema.get("additionalProperties"), dict):
                rest.append(self._navigator.child(spot, "additionalProperties"))
            if "items" in schema:
                items.append(self._navigator.child(spot, "items"))
        numbers: dict[str, Json] = {name: self._number(found) for name, found in members.items()}
        return f"({literal(numbers or None)}, {self._number(rest)}, {self._number(items)})"


def _names(schema: dict[str, Json]) -> list[str]:
    properties = schema.get("properties")
    return list(properties) if isinstance(properties, dict) else []
