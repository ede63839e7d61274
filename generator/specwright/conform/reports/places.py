"""Finds where in a description stands what a case looked at: a rule, a keyword of a schema, a parameter, a status."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from specwright.conform.results import Aim, Kind
from specwright.model.location import Location, join_pointer
from specwright.model.service import Operation, Service
from specwright.model.types import Json

__all__ = ["Places"]

_PREFIX = "#/$defs/"
_COMBINED = ("allOf", "anyOf", "oneOf", "then", "else")
_DEEPEST = 40


class Places:
    """Places of one service; ``complete`` adds lines and columns, where somebody can read the files again."""

    def __init__(self, service: Service, *, complete: Callable[[Location], Location] | None = None) -> None:
        self._service = service
        self._operations = {operation.name.wire: operation for operation in service.operations}
        self._complete = cache(complete) if complete is not None else None

    def of(self, aim: Aim) -> Location:
        """Find an aim; its operation where it stands nowhere in particular."""
        operation = self._operations.get(aim.operation)
        if operation is None:
            return Location("")
        where = next(self._candidates(operation, aim), operation.where)
        return self._complete(where) if self._complete is not None and not where.line else where

    def _candidates(self, operation: Operation, aim: Aim) -> Iterator[Location]:
        behaviour = self._service.behaviour.operations.get(aim.operation)
        for precondition in behaviour.preconditions if behaviour is not None else ():
            if aim.kind is Kind.PRECONDITION and getattr(precondition, "id", "") == aim.name:
                where: Location = getattr(precondition, "where", operation.where)
                yield where
        if aim.kind is Kind.STATUS:
            yield from (each.where for each in operation.responses if each.status == aim.name)
        if aim.kind is Kind.CODE:
            yield from (each.where for each in operation.responses if aim.name in each.error_codes)
        place, _, pointer = aim.place.partition(" ")
        if place == "body":
            yield from self._in_body(operation, pointer, aim)
        for parameter in operation.parameters:
            if parameter.location.value == place and pointer.strip("/").split("/")[0] == parameter.name.wire:
                yield parameter.where

    def _in_body(self, operation: Operation, pointer: str, aim: Aim) -> Iterator[Location]:
        for content in operation.body.media_types if operation.body is not None else ():
            start = Location(content.where.file, join_pointer(content.where.pointer, "schema"))
            tokens = tuple(token for token in pointer.split("/") if token)
            if aim.kind is Kind.RULE:
                yield from self._rule(content.definition, start, aim.name, set())
            found = list(self._walk(content.definition, start, tokens, 0))
            yield from (join(where, aim.name) for where, schema in found if aim.name in schema)
            yield from (where for where, _ in found)

    def _walk(
        self, definition: Json, where: Location, tokens: tuple[str, ...], depth: int
    ) -> Iterator[tuple[Location, dict[str, Json]]]:
        """Find the schemas that judge the value at a pointer, nearest first."""
        if not isinstance(definition, dict) or depth > _DEEPEST:
            return
        target = self._target(definition)
        if target is not None:
            yield from self._walk(*target, tokens, depth + 1)
        for keyword in _COMBINED:
            branches = definition.get(keyword)
            if isinstance(branches, list):
                for index, branch in enumerate(branches):
                    yield from self._walk(branch, join(where, keyword, index), tokens, depth + 1)
            elif isinstance(branches, dict):
                yield from self._walk(branches, join(where, keyword), tokens, depth + 1)
        if not tokens:
            yield where, definition
            return
        properties = definition.get("properties")
        if isinstance(properties, dict) and tokens[0] in properties:
            below = join(where, "properties", tokens[0])
            yield from self._walk(properties[tokens[0]], below, tokens[1:], depth + 1)
        elif "items" in definition and (tokens[0].isdigit() or tokens[0] in {"*", "-", "[]"}):
            yield from self._walk(definition["items"], join(where, "items"), tokens[1:], depth + 1)

    def _rule(self, definition: Json, where: Location, name: str, met: set[str]) -> Iterator[Location]:
        if isinstance(definition, list):
            for index, item in enumerate(definition):
                yield from self._rule(item, join(where, index), name, met)
        if not isinstance(definition, dict):
            return
        rules = definition.get("x-validations")
        for index, rule in enumerate(rules if isinstance(rules, list) else ()):
            if isinstance(rule, dict) and rule.get("id") == name:
                yield join(where, "x-validations", index)
        reference = definition.get("$ref")
        target = self._target(definition)
        if target is not None and isinstance(reference, str) and reference not in met:
            met.add(reference)
            yield from self._rule(*target, name, met)
        for key, item in definition.items():
            if key not in {"x-validations", "example", "examples", "enum", "const"}:
                yield from self._rule(item, join(where, key), name, met)

    def _target(self, definition: dict[str, Json]) -> tuple[Json, Location] | None:
        reference = definition.get("$ref")
        if not isinstance(reference, str) or not reference.startswith(_PREFIX):
            return None
        schema = self._service.schemas.get(reference.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~"))
        return None if schema is None else (schema.definition, schema.where)


def join(where: Location, *tokens: str | int) -> Location:
    """Go further in."""
    return Location(where.file, join_pointer(where.pointer, *tokens))
