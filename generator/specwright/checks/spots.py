"""Walks from schema to schema as a value is judged, and keeps what decides their meaning: scope and direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from specwright.checks.catalog import Catalog, Position
from specwright.checks.directions import Direction, Directions
from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location
from specwright.model.types import Json

__all__ = ["ANNOTATIONS", "Navigator", "Spot"]

# Keywords that judge no value.
ANNOTATIONS: Final = frozenset(
    {
        *("$anchor", "$comment", "$defs", "$dynamicAnchor", "$id", "$schema", "$vocabulary", "contentEncoding"),
        *("contentMediaType", "contentSchema", "default", "deprecated", "description", "discriminator", "example"),
        *("examples", "externalDocs", "readOnly", "title", "writeOnly", "xml"),
    }
)
_SAME_VALUE: Final = ("if", "then", "else", "not")
_SAME_VALUE_LISTS: Final = ("allOf", "anyOf", "oneOf")


@dataclass(frozen=True, slots=True)
class Spot:
    """A schema in a scope: ``bindings`` lead from dynamic anchors to the outermost schemas that bear them.

    In a direction, members that only the other one has need not be there.
    """

    position: Position
    bindings: tuple[tuple[str, Position], ...] = ()
    direction: Direction = ""

    @property
    def schema(self) -> Json:
        """Give the schema itself."""
        return self.position.schema


class Navigator:
    """Steps from spot to spot."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._directions = Directions(catalog)
        self._circle_free: set[Spot] = set()

    def enter(self, position: Position, *, direction: Direction = "") -> Spot:
        """Begin to judge a value at a schema."""
        return self._enter(Spot(position, (), direction), position)

    def child(self, spot: Spot, *tokens: str | int) -> Spot:
        """Step down to a schema inside this one."""
        return self._enter(spot, spot.position.child(*tokens))

    def follow(self, spot: Spot) -> Spot:
        """Follow ``$ref``."""
        return self._enter(spot, self._catalog.resolve(spot.position, "$ref"))

    def follow_dynamic(self, spot: Spot) -> Spot:
        """Follow ``$dynamicRef``: to the outermost schema of the scope that bears its anchor."""
        target = self._catalog.resolve(spot.position, "$dynamicRef")
        name = self._catalog.dynamic_name(spot.position)
        return self._enter(spot, dict(spot.bindings).get(name, target))

    def settle(self, spot: Spot) -> Spot:
        """Go on to what a schema stands for that says nothing but ``$ref``.

        Raises:
            DescriptionError: the references lead round in a circle.
        """
        seen: list[Spot] = []
        while isinstance(spot.schema, dict) and "$ref" in spot.schema and _is_alias(spot.schema):
            if spot in seen:
                raise self.circle(spot)
            seen.append(spot)
            spot = self.follow(spot)
        return spot

    def where(self, spot: Spot, *tokens: str | int) -> Location:
        """Tell where a schema, or one of its keywords, was written."""
        return self._catalog.where(spot.position, *tokens)

    def same_value(self, spot: Spot) -> Iterator[Spot]:
        """List the schemas that judge the same value as part of this one."""
        schema = spot.schema
        if not isinstance(schema, dict):
            return
        if "$ref" in schema:
            yield self.follow(spot)
        if "$dynamicRef" in schema:
            yield self.follow_dynamic(spot)
        for keyword in _SAME_VALUE:
            if keyword in schema:
                yield self.child(spot, keyword)
        for keyword in _SAME_VALUE_LISTS:
            branches = schema.get(keyword)
            if isinstance(branches, list):
                yield from (self.child(spot, keyword, index) for index in range(len(branches)))
        dependent = schema.get("dependentSchemas")
        if isinstance(dependent, dict):
            yield from (self.child(spot, "dependentSchemas", name) for name in dependent)

    def refuse_circle(self, spot: Spot) -> None:
        """See that judging a value at a schema comes to an end.

        Raises:
            DescriptionError: the schema is part of itself without going deeper into the value.
        """
        self._visit(spot, [])

    def circle(self, spot: Spot) -> DescriptionError:
        """Describe a schema that is part of itself."""
        what = "this schema is part of itself, so judging a value by it would never end"
        hint = "Let it refer to itself below a property or an item only."
        return DescriptionError(Problem(self.where(spot), what, hint, "circle"))

    def optional_names(self, spot: Spot) -> frozenset[str]:
        """List the required members that need not be there in the spot's direction."""
        return self._directions.optional_names(spot.position, spot.direction)

    def _enter(self, spot: Spot, position: Position) -> Spot:
        bindings = spot.bindings
        if position.base != spot.position.base or position == spot.position:
            known = {name for name, _ in bindings}
            found = self._catalog.dynamic_anchors(position.base).items()
            bindings = (*bindings, *((name, target) for name, target in found if name not in known))
        direction = spot.direction
        if direction and not self._directions.differs(position, direction):
            direction = ""
        return Spot(position, bindings, direction)

    def _visit(self, spot: Spot, above: list[Spot]) -> None:
        if spot in above:
            raise self.circle(spot)
        if spot not in self._circle_free:
            for other in self.same_value(spot):
                self._visit(other, [*above, spot])
            self._circle_free.add(spot)


def _is_alias(schema: dict[str, Json]) -> bool:
    """Say whether a schema is nothing but a reference; a code beside one is at a wrong place, which is to be told."""
    return "x-error-code" not in schema and all(
        keyword == "$ref" or keyword in ANNOTATIONS or keyword.startswith("x-") for keyword in schema
    )
