"""Turns the marks ``x-unverified`` of a description into one list of what its vendor does not document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specwright.emitters.arguments import arguments_of
from specwright.emitters.resource_tree import resource_tree
from specwright.model.service import Operation, Service
from specwright.model.types import Docs, Object

__all__ = ["Note", "unverified_notes"]


@dataclass(frozen=True, slots=True)
class Note:
    """What is inferred, at the same places."""

    subjects: tuple[str, ...]
    places: tuple[str, ...]


def unverified_notes(service: Service) -> tuple[Note, ...]:
    """List what is inferred; what holds at the same places is one note."""
    places: dict[str, dict[str, None]] = {}
    for place, subject in _marks(service):
        places.setdefault(subject, {})[place] = None
    subjects: dict[tuple[str, ...], list[str]] = {}
    for subject, where in places.items():
        subjects.setdefault(tuple(where), []).append(subject)
    return tuple(Note(tuple(what), where) for where, what in subjects.items())


def _marks(service: Service) -> Iterator[tuple[str, str]]:
    for resource in resource_tree(service):
        for method in resource.methods:
            place = f"{resource.attribute}.{method.name}"
            yield from ((place, subject) for subject in _of_operation(method.operation))
    for schema in service.schemas.values():
        place = f"models.{schema.name.python}"
        if schema.docs.is_unverified:
            yield place, "the type as a whole"
        if isinstance(schema.type, Object):
            marked = (item for item in schema.type.properties if item.docs.is_unverified)
            yield from ((place, f"the member `{item.name.python}`") for item in marked)


def _of_operation(operation: Operation) -> Iterator[str]:
    if operation.docs.is_unverified:
        yield "the operation as a whole"
    if operation.body and operation.body.docs.is_unverified:
        yield "the request body"
    for argument in arguments_of(operation):
        docs = argument.parameter.docs if argument.parameter else argument.parts[0].docs if argument.parts else Docs()
        if docs.is_unverified:
            yield f"the argument `{argument.name}`"
    for response in operation.responses:
        if response.docs.is_unverified:
            yield f"the answer with status {response.status}"
        yield from (f"the header `{header.name.wire}`" for header in response.headers if header.docs.is_unverified)
