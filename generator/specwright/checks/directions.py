"""Finds the schemas that mean something else in requests than in responses: some members travel one way only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from specwright.checks.catalog import Catalog, Position
from specwright.model.errors import UnresolvedReferenceError
from specwright.model.types import Json

__all__ = ["Direction", "Directions"]

Direction: TypeAlias = Literal["", "sent", "received"]

_MARKS: Final[Mapping[Direction, str]] = {"sent": "readOnly", "received": "writeOnly"}


class Directions:
    """Answers for all schemas of a catalog; the graph of references is walked once a direction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._differing: dict[Direction, frozenset[Position]] = {}

    def differs(self, position: Position, direction: Direction) -> bool:
        """Say whether a direction makes a difference at a schema or below it."""
        if direction not in self._differing:
            self._differing[direction] = self._find(direction)
        return position in self._differing[direction]

    def optional_names(self, position: Position, direction: Direction) -> frozenset[str]:
        """List the required members that need not be there in a direction."""
        schema, mark = position.schema, _MARKS.get(direction)
        if mark is None or not isinstance(schema, dict):
            return frozenset()
        properties, required = schema.get("properties"), schema.get("required")
        if not isinstance(properties, dict) or not isinstance(required, list):
            return frozenset()
        names = [name for name in required if isinstance(name, str) and name in properties]
        return frozenset(name for name in names if self._is_marked(position.child("properties", name), mark))

    def _find(self, direction: Direction) -> frozenset[Position]:
        found = [each for each in self._catalog.positions if self.optional_names(each, direction)]
        if not found:
            return frozenset()
        users: dict[Position, list[Position]] = {}
        for position in self._catalog.positions:
            for below in self._below(position):
                users.setdefault(below, []).append(position)
        differing = set(found)
        while found:
            for user in users.get(found.pop(), ()):
                if user not in differing:
                    differing.add(user)
                    found.append(user)
        return frozenset(differing)

    def _below(self, position: Position) -> list[Position]:
        return [*self._catalog.children(position), *self._targets(position)]

    def _targets(self, position: Position) -> list[Position]:
        schema: Json = position.schema
        found: list[Position] = []
        for keyword in ("$ref", "$dynamicRef"):
            if isinstance(schema, dict) and keyword in schema:
                try:
                    found.append(self._catalog.resolve(position, keyword))
                except UnresolvedReferenceError:
                    # Told where a function is written for it.
                    continue
        return found

    def _is_marked(self, position: Position, mark: str) -> bool:
        pending, seen = [position], set[Position]()
        while pending:
            each = pending.pop()
            if isinstance(each.schema, dict) and each not in seen:
                seen.add(each)
                if each.schema.get(mark) is True:
                    return True
                all_of = each.schema.get("allOf")
                pending += self._targets(each)
                pending += [
                    each.child("allOf", index) for index in range(len(all_of) if isinstance(all_of, list) else 0)
                ]
        return False
