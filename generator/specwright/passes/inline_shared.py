"""Puts what is shared only as text, and is no component, back where it is used: nobody would look for a name of it.

A description may point into a component (``#/components/schemas/Order/properties/date``) to say a limit only once.
What stands there has a key but no name that its author gave; if it is plain, it becomes part of whoever refers to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeGuard

from specwright.model.config import Config
from specwright.model.location import escape_pointer_token
from specwright.model.service import Body, MediaType, Operation, Response, Service
from specwright.model.types import AnyType, Array, Json, Map, Nullable, Ref, Scalar, Schema, Type, Union
from specwright.passes.rewrite import children, map_service_types, map_type, references

__all__ = ["inline_shared"]

_ANNOTATIONS: Final = frozenset({"title", "description", "deprecated", "readOnly", "writeOnly", "default", "examples"})
# Members that hold payloads: a `$ref` in there is data.
_PAYLOADS: Final = frozenset({"const", "default", "enum", "examples"})


def inline_shared(service: Service, _config: Config) -> Service:
    """Replace references to nameless scalars, lists and maps by what they refer to."""
    shared = _shared(service.schemas)
    if not shared:
        return service

    def inline(type_: Type) -> Type:
        return map_type(type_, lambda part: inline(shared[part.key].type) if _leads_to(part, shared) else part)

    inlined = map_service_types(service, inline)
    definitions = {f"#/$defs/{escape_pointer_token(key)}": schema.definition for key, schema in shared.items()}
    return replace(
        inlined,
        schemas={
            key: replace(schema, definition=_define(schema.definition, definitions))
            for key, schema in inlined.schemas.items()
            if key not in shared
        },
        operations=tuple(_define_operation(operation, definitions) for operation in inlined.operations),
    )


def _shared(schemas: Mapping[str, Schema]) -> Mapping[str, Schema]:
    """Find what is plain and no component; what leads back to itself keeps its key, for it has to end somewhere."""
    plain = {key: schema for key, schema in schemas.items() if not schema.is_component and _is_plain(schema.type)}
    return {key: schema for key, schema in plain.items() if not _is_recursive(key, plain)}


def _is_plain(type_: Type) -> bool:
    match type_:
        case Scalar() | Ref() | AnyType():
            return True
        case Union(_, discriminator) if discriminator is not None:
            return False
        case Array() | Map() | Nullable() | Union():
            return all(_is_plain(child) for child in children(type_))
        case _:
            return False


def _is_recursive(start: str, plain: Mapping[str, Schema]) -> bool:
    seen: set[str] = set()
    queue = [start]
    while queue:
        for key in references(plain[queue.pop()].type):
            if key == start:
                return True
            if key in plain and key not in seen:
                seen.add(key)
                queue.append(key)
    return False


def _leads_to(type_: Type, shared: Mapping[str, Schema]) -> TypeGuard[Ref]:
    return isinstance(type_, Ref) and type_.key in shared


def _define(definition: Json, shared: Mapping[str, Json]) -> Json:
    if isinstance(definition, list):
        return [_define(item, shared) for item in definition]
    if not isinstance(definition, dict):
        return definition
    copy = {key: item if key in _PAYLOADS else _define(item, shared) for key, item in definition.items()}
    reference = copy.get("$ref")
    if not isinstance(reference, str) or reference not in shared:
        return copy
    del copy["$ref"]
    target = _define(shared[reference], shared)
    if isinstance(target, dict) and copy.keys() <= _ANNOTATIONS:
        return {**target, **copy}
    inherited = copy.get("allOf")
    return {**copy, "allOf": [*(inherited if isinstance(inherited, list) else []), target]}


def _define_operation(operation: Operation, shared: Mapping[str, Json]) -> Operation:
    def media_type(item: MediaType) -> MediaType:
        return replace(item, definition=_define(item.definition, shared))

    def response(item: Response) -> Response:
        return replace(item, media_types=tuple(media_type(each) for each in item.media_types))

    def body(item: Body) -> Body:
        return replace(item, media_types=tuple(media_type(each) for each in item.media_types))

    return replace(
        operation,
        parameters=tuple(replace(item, definition=_define(item.definition, shared)) for item in operation.parameters),
        body=body(operation.body) if operation.body else None,
        responses=tuple(response(item) for item in operation.responses),
    )
