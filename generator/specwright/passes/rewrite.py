"""Rebuilds types and services with some parts replaced, so that a pass states only what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from specwright.model.service import Body, MediaType, Operation, Response, Service
from specwright.model.types import Array, Map, Nullable, Object, Ref, Type, Union

__all__ = ["children", "map_operation_types", "map_service_types", "map_type", "references", "with_children"]

Change = Callable[[Type], Type]


def children(type_: Type) -> Iterator[Type]:
    """Give the types that a type is directly made of; references are not followed."""
    match type_:
        case Array(items, prefix):
            yield from prefix
            yield items
        case Map(values):
            yield values
        case Object(properties, additional):
            for item in properties:
                yield item.type
            yield additional
        case Union(variants):
            yield from variants
        case Nullable(inner):
            yield inner
        case _:
            return


def references(type_: Type) -> Iterator[str]:
    """Give the keys of the schemas that a type names itself."""
    if isinstance(type_, Ref):
        yield type_.key
    for child in children(type_):
        yield from references(child)


def with_children(type_: Type, change: Change) -> Type:
    """Change the types that a type is directly made of."""
    match type_:
        case Array(items, prefix):
            return Array(change(items), tuple(change(item) for item in prefix))
        case Map(values):
            return Map(change(values))
        case Object(properties, additional):
            return Object(tuple(replace(item, type=change(item.type)) for item in properties), change(additional))
        case Union(variants, discriminator):
            return Union(tuple(change(variant) for variant in variants), discriminator)
        case Nullable(inner):
            return Nullable(change(inner))
        case _:
            return type_


def map_type(type_: Type, change: Change) -> Type:
    """Change a type and all it is made of, innermost first."""
    return change(with_children(type_, lambda child: map_type(child, change)))


def map_service_types(service: Service, change: Change) -> Service:
    """Change every type of a service as a whole; ``change`` decides whether it goes deeper."""
    return replace(
        service,
        schemas={key: replace(schema, type=change(schema.type)) for key, schema in service.schemas.items()},
        operations=tuple(map_operation_types(operation, change, change) for operation in service.operations),
    )


def map_operation_types(operation: Operation, request: Change, response: Change) -> Operation:
    """Change every type of an operation, what is sent and what comes back apart."""
    paging = operation.paging
    return replace(
        operation,
        parameters=tuple(replace(item, type=request(item.type)) for item in operation.parameters),
        body=_map_body(operation.body, request),
        responses=tuple(_map_response(item, response) for item in operation.responses),
        paging=replace(paging, item_type=response(paging.item_type)) if paging and paging.item_type else paging,
    )


def _map_body(body: Body | None, change: Change) -> Body | None:
    if body is None:
        return None
    return replace(body, media_types=tuple(_map_media_type(item, change) for item in body.media_types))


def _map_response(response: Response, change: Change) -> Response:
    return replace(
        response,
        media_types=tuple(_map_media_type(item, change) for item in response.media_types),
        headers=tuple(replace(item, type=change(item.type)) for item in response.headers),
    )


def _map_media_type(media_type: MediaType, change: Change) -> MediaType:
    return replace(
        media_type,
        type=change(media_type.type),
        parts=tuple(replace(part, type=change(part.type)) for part in media_type.parts),
    )
