"""Turns the list of a service's checks into what descriptors and signatures say about each operation's request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from specwright.checks import Check, CheckModule
from specwright.model.service import MediaType, MediaTypeKind, Operation, Parameter, Service
from specwright.model.types import Json, Schema, Type

__all__ = ["OLD", "Checked", "has_value_before", "only_type"]

# The argument that takes the value before a change.
OLD: Final = "old"

_REFERENCE: Final = "#/$defs/"
_SCALARS: Final = frozenset({"boolean", "integer", "number", "string"})
# Words of a schema that ask nothing of a value.
_SILENT: Final = frozenset(
    {
        *("$comment", "contentEncoding", "contentMediaType", "default", "deprecated", "description", "example"),
        *("examples", "externalDocs", "title"),
    }
)


class Checked:
    """What of an operation's request is checked."""

    def __init__(self, service: Service, checks: CheckModule) -> None:
        self._service = service
        kept = [check for check in checks.checks if check.kind != "response"]
        self._bodies: dict[tuple[str, str], Check] = {
            (check.operation, check.media_type): check for check in kept if check.kind == "body"
        }
        self._parameters = {check.operation for check in kept if check.kind == "parameters"}

    def has_parameter_check(self, operation: Operation) -> bool:
        """Say whether a check can refuse the parameters."""
        # What is required and missing cannot be spelled anyway.
        return operation.name.wire in self._parameters and any(self._asks(p.definition) for p in operation.parameters)

    def has_body_check(self, operation: Operation, media_type: MediaType) -> bool:
        """Say whether a check can refuse the body."""
        check = self._bodies.get((operation.name.wire, media_type.media_type))
        return check is not None and (check.has_rules or self._asks(media_type.definition))

    def has_transitions(self, operation: Operation, media_type: MediaType) -> bool:
        """Say whether a check compares the body with the value before."""
        check = self._bodies.get((operation.name.wire, media_type.media_type))
        return check is not None and check.has_transitions and has_value_before(operation)

    def parameter_type(self, parameter: Parameter) -> tuple[str, bool]:
        """Give the only JSON type that a parameter can have, and whether that is all that is asked of it."""
        if parameter.content or parameter.encoding:
            return "", False
        return only_type(parameter.definition, self._service.schemas)

    def part_type(self, definition: Json, name: str) -> str:
        """Give the only JSON type of a part of a form, empty where there are more."""
        target = _target(definition, self._service.schemas)
        properties = target.get("properties") if isinstance(target, dict) else None
        if not isinstance(properties, dict) or name not in properties:
            return ""
        return only_type(properties[name], self._service.schemas)[0]

    def old_types(self, operation: Operation) -> tuple[Type, ...]:
        """List the types of the value before: what the same path gives, and the body's own; none without such rules."""
        bodies = operation.body.media_types if operation.body else ()
        own = [each.type for each in bodies if self.has_transitions(operation, each)]
        return (*self._stored(operation), *own) if own else ()

    def _stored(self, operation: Operation) -> Iterator[Type]:
        for other in self._service.operations:
            if other.method.upper() == "GET" and other.path == operation.path:
                yield from (each.type for each in _answers(other))

    def _asks(self, definition: Json) -> bool:
        target = _target(definition, self._service.schemas)
        return any(_asking(target)) if isinstance(target, dict) else target is False


def has_value_before(operation: Operation) -> bool:
    """Say whether an operation changes what exists; one that adds to a collection can have the same schema."""
    return operation.method.upper() in {"PUT", "PATCH"} or operation.path.rstrip("/").endswith("}")


def _answers(operation: Operation) -> Iterator[MediaType]:
    for response in operation.responses:
        if response.status.startswith("2"):
            yield from (each for each in response.media_types if each.kind is MediaTypeKind.JSON)


def only_type(definition: Json, schemas: Mapping[str, Schema]) -> tuple[str, bool]:
    """Give a schema's only type (``[type]`` of a list of such), and whether it asks for nothing else."""
    target = _target(definition, schemas)
    if not isinstance(target, dict):
        return "", False
    name = target.get("type")
    if isinstance(name, str) and name in _SCALARS:
        return name, set(_asking(target)) == {"type"}
    if name == "array":
        inner = only_type(target.get("items", True), schemas)[0]
        return (f"[{inner}]" if inner in _SCALARS else ""), False
    return "", False


def _asking(schema: Mapping[str, Json]) -> Iterator[str]:
    return (key for key in schema if key not in _SILENT and not key.startswith("x-"))


def _target(definition: Json, schemas: Mapping[str, Schema]) -> Json:
    """Follow references that stand alone."""
    seen: set[str] = set()
    while isinstance(definition, dict) and isinstance(definition.get("$ref"), str):
        reference = str(definition["$ref"])
        if set(_asking(definition)) != {"$ref"} or not reference.startswith(_REFERENCE) or reference in seen:
            return definition
        seen.add(reference)
        schema = schemas.get(reference.removeprefix(_REFERENCE).replace("~1", "/").replace("~0", "~"))
        if schema is None:
            return definition
        definition = schema.definition
    return definition
