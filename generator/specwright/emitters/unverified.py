"""Turns the marks ``x-unverified`` of a description into one list of what its vendor does not document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specwright.emitters.arguments import arguments_of
from specwright.emitters.resource_tree import resource_tree
from specwright.model.service import Service
from specwright.model.types import Object

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
            operation = method.operation
            place = f"{resource.attribute}.{method.name}"
            if operation.docs.is_unverified:
                yield place, "the operation as a whole"
            if operation.body and operation.body.docs.is_unverified:
                yield place, "the request body"
            for argument in arguments_of(operation):
                docs = argument.parameter.docs if argument.parameter else argument.parts[0].docs if argument.parts else None
                if docs and docs.is_unverified:
                    yield place, f"the argument `{argument.name}`"
            for response in operation.responses:
                if response.docs.is_unverified:
                    yield place, f"the answer with status {response.status}"
                for header in response.headers:
                    if header.docs.is_unverified:
                        yield place, f"the header `{header.name.wire}`"
    for schema in service.schemas.values():
        if schema.docs.is_unverified:
            yield f"models.{schema.name.python}", "the type as a whole"
        if isinstance(schema.type, Object):
            for item in schema.type.properties:
                if item.docs.is_unverified:
                    yield f"models.{schema.name.python}", f"the member `{item.name.python}`"
