"""Turns the marks ``x-unverified`` of a description into one list of what its vendor does not document."""

from __future__ import annotations

from collections.abc import Iterator

from specwright.emitters.arguments import arguments_of
from specwright.emitters.resource_tree import resource_tree
from specwright.model.service import Service
from specwright.model.types import Object

__all__ = ["Note", "unverified_notes"]

Note = tuple[str, tuple[str, ...]]


def unverified_notes(service: Service) -> tuple[Note, ...]:
    """List what is inferred, each with the names of the places where it holds."""
    gathered: dict[str, dict[str, None]] = {}
    for place, text in _marks(service):
        gathered.setdefault(text, {})[place] = None
    return tuple((text, tuple(places)) for text, places in gathered.items())


def _marks(service: Service) -> Iterator[tuple[str, str]]:
    for resource in resource_tree(service):
        for method in resource.methods:
            operation = method.operation
            place = f"{resource.attribute}.{method.name}"
            if operation.docs.is_unverified:
                yield place, "the operation as a whole"
            if operation.body and operation.body.docs.is_unverified:
                yield place, "the request body"
            for argument in arguments_of(operation):
                docs = argument.parameter.docs if argument.parameter else argument.parts[0].docs if argument.parts else None
                if docs and docs.is_unverified:
                    yield place, f"the argument {argument.name}"
            for response in operation.responses:
                if response.docs.is_unverified:
                    yield place, f"the answer with status {response.status}"
                for header in response.headers:
                    if header.docs.is_unverified:
                        yield place, f"the header {header.name.wire}"
    for schema in service.schemas.values():
        if schema.docs.is_unverified:
            yield f"models.{schema.name.python}", "the type as a whole"
        if isinstance(schema.type, Object):
            for item in schema.type.properties:
                if item.docs.is_unverified:
                    yield f"models.{schema.name.python}", f"the member {item.name.python}"
