"""Finds the members that a description calls passwords, and hides their values in texts that are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from specwright.model.service import Operation, ParameterLocation, Service
from specwright.model.types import Json, Schema
from specwright.twin.judges import reached_schemas

__all__ = ["HIDDEN", "Passwords", "hidden"]

HIDDEN: Final = "[redacted]"
_FORMAT: Final = "password"
_PREFIX: Final = "#/$defs/"
_LONGEST: Final = 1_000_000


class Passwords:
    """The passwords of one service; those of an operation are sought when it is first called."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._names: dict[int, frozenset[str]] = {}

    def names(self, operation: Operation) -> frozenset[str]:
        """Give the names of members that hold passwords in what an operation takes or gives."""
        known = self._names.get(id(operation))
        if known is None:
            known = self._names[id(operation)] = self._find(operation)
        return known

    def parameters(self, location: ParameterLocation) -> frozenset[str]:
        """Give the names of parameters that are passwords, in lower case."""
        schemas = self._service.schemas
        return frozenset(
            parameter.name.wire.lower()
            for operation in self._service.operations
            for parameter in operation.parameters
            if parameter.location is location and _is_password(parameter.definition, schemas)
        )

    def _find(self, operation: Operation) -> frozenset[str]:
        schemas = reached_schemas(self._service, operation)
        contents = [*(operation.body.media_types if operation.body is not None else ())]
        contents += [content for response in operation.responses for content in response.media_types]
        pending: list[Json] = [content.definition for content in contents]
        pending += [schema.definition for schema in schemas.values()]
        found: set[str] = set()
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                properties = value.get("properties")
                if isinstance(properties, dict):
                    found |= {name for name, inner in properties.items() if _is_password(inner, schemas)}
                pending += value.values()
            elif isinstance(value, list):
                pending += value
        return frozenset(found)


def hidden(text: str, names: frozenset[str]) -> str:
    """Write a body again without its passwords; what cannot be read as JSON is hidden as a whole."""
    try:
        value: Json = json.loads(text) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        return HIDDEN
    return json.dumps(_without(value, names), ensure_ascii=False) if isinstance(value, (dict, list)) else HIDDEN


def _without(value: Json, names: frozenset[str]) -> Json:
    if isinstance(value, dict):
        return {name: HIDDEN if name in names else _without(inner, names) for name, inner in value.items()}
    return [_without(item, names) for item in value] if isinstance(value, list) else value


def _is_password(definition: Json, schemas: Mapping[str, Schema]) -> bool:
    pending, seen = [definition], set[str]()
    while pending:
        schema = pending.pop()
        if not isinstance(schema, dict):
            continue
        if schema.get("format") == _FORMAT:
            return True
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            key = reference.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~")
            if key in schemas:
                pending.append(schemas[key].definition)
        for keyword in ("allOf", "anyOf", "oneOf"):
            listed = schema.get(keyword)
            pending += listed if isinstance(listed, list) else []
        # Of a list of passwords each item is one.
        pending.append(schema.get("items"))
    return False
