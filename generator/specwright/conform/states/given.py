"""Keeps in mind what was sent of each document whose behaviour is inferred: that, and no more, has to come back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from specwright.conform.states.comparing import shape_of
from specwright.conform.states.rehearsing import Expected
from specwright.conform.states.stage import Stage
from specwright.conform.states.steps import Call
from specwright.model.service import Operation
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["Documents", "Given"]


class Documents:
    """What a description says of the members of documents."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._definitions = {key: schema.definition for key, schema in stage.service.schemas.items()}
        self._told: dict[str, frozenset[str]] = {}

    @cached_property
    def one_way(self) -> frozenset[str]:
        """List the members that are only sent, or only told, and those by which documents are known."""
        bodies = [one.definition for each in self._stage.material.operations for one in _contents(each)]
        found = {
            name for definition in bodies for name, member in self._members(definition, set()) if _is_one_way(member)
        }
        collections = [self._stage.material.inference.collection(each) for each in self._stage.material.operations]
        return frozenset(found | {each[0].id_member for each in collections if each is not None})

    def told(self, operation: Operation) -> frozenset[str]:
        """List the members that the success of an operation may have, wherever they stand."""
        name = operation.name.wire
        if name not in self._told:
            successes = [each for each in operation.responses if each.status[:1] == "2"]
            definitions = [content.definition for each in successes for content in each.media_types]
            self._told[name] = frozenset(
                member for definition in definitions for member, _ in self._members(definition, set())
            )
        return self._told[name]

    def _members(self, definition: Json, seen: set[str]) -> Iterator[tuple[str, Json]]:
        """List members with their schemas, of all schemas that are reached."""
        if isinstance(definition, list):
            for each in definition:
                yield from self._members(each, seen)
        if not isinstance(definition, dict):
            return
        properties = definition.get("properties")
        yield from properties.items() if isinstance(properties, dict) else ()
        reference = str(definition.get("$ref", "")).removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
        if reference in self._definitions and reference not in seen:
            seen.add(reference)
            yield from self._members(self._definitions[reference], seen)
        for value in definition.values():
            yield from self._members(value, seen)


class Given:
    """What was sent in one sequence, by the documents that calls were about."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._sent: dict[str, dict[str, set[str]]] = {}

    def take(self, call: Call, expected: Expected) -> None:
        """Take in a call that is accepted: PATCH adds to what was sent before, anything else takes its place."""
        if call.content is None or not expected.said.is_accepted or not expected.tag_about:
            return
        fresh: dict[str, set[str]] = {}
        for name, value in _values(call.body):
            if name not in self._documents.one_way and value is not None:
                fresh.setdefault(name, set()).add(shape_of(value))
        before = self._sent.get(expected.tag_about, {}) if call.operation.method.upper() == "PATCH" else {}
        self._sent[expected.tag_about] = {**before, **fresh}

    def of(self, expected: Expected) -> frozenset[tuple[str, str]]:
        """List members with values that have to come back in an answer."""
        return frozenset(
            (name, shape) for name, shapes in self._sent.get(expected.tag_about, {}).items() for shape in shapes
        )


def _contents(operation: Operation) -> Iterator[Any]:
    yield from operation.body.media_types if operation.body is not None else ()
    for response in operation.responses:
        yield from response.media_types


def _is_one_way(member: Json) -> bool:
    return isinstance(member, dict) and (member.get("readOnly") is True or member.get("writeOnly") is True)


def _values(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, OBJECT):
        for name, member in value.items():
            yield name, member
            yield from _values(member)
    elif isinstance(value, ARRAY):
        for item in value:
            yield from _values(item)
