"""Finds the rules of request bodies with the places that they judge, and puts their examples into whole requests."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specwright.emitters.example_values import example_of_media_type, example_of_parameter
from specwright.model.location import join_pointer
from specwright.model.service import Operation, Service
from specwright.model.types import Json

__all__ = ["PlacedEntry", "merged", "placed", "placed_entries", "request_document"]

_RULES: Final = "x-validations"
_REFERENCE: Final = "#/$defs/"


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """A rule as it is written, where its values stand in a request, and the example of its schema (None: it has none).

    ``schema`` names the schema, empty where it is part of another; ``pointer`` leads to a value, the first of a list.
    """

    entry: Mapping[str, Json]
    schema: str
    pointer: str
    example: Json


def placed_entries(operation: Operation, media_type: str, service: Service) -> Iterator[PlacedEntry]:
    """List the rules of a body, or of the parameters where no media type is named; each at the first of its places."""
    seen, met = set[str](), set[str]()
    for definition, pointer in _roots(operation, media_type):
        for found in _walk(definition, pointer, "", service, met):
            id_ = str(found.entry.get("id"))
            if id_ not in seen:
                seen.add(id_)
                yield found


def request_document(operation: Operation, media_type: str, service: Service) -> Json:
    """Give the documented example of a body, or of the parameters where no media type is named."""
    for each in operation.body.media_types if operation.body else ():
        if each.media_type == media_type:
            return copy.deepcopy(example_of_media_type(each, service))
    found: dict[str, dict[str, Json]] = {}
    for parameter in operation.parameters:
        if parameter.is_required:
            names = found.setdefault(parameter.location.value, {})
            names[parameter.name.wire] = example_of_parameter(parameter, service)
    document: dict[str, Json] = {**found}
    return document


def placed(document: Json, pointer: str, value: Json) -> Json:
    """Give a document with another value at a pointer; what leads there is made where it is missing."""
    if not pointer:
        return copy.deepcopy(value)
    token, slash, rest = pointer[1:].partition("/")
    key, below = token.replace("~1", "/").replace("~0", "~"), slash + rest
    if isinstance(document, list):
        items = list(document)
        items[: int(key) + 1] = [placed(items[0] if items else None, below, value)]
        return items
    members = dict(document) if isinstance(document, dict) else {}
    is_list = below.startswith("/0")
    members[key] = placed(members.get(key, [] if is_list else {}), below, value)
    return members


def merged(target: Json, patch: Json) -> Json:
    """Apply a JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def _roots(operation: Operation, media_type: str) -> Iterator[tuple[Json, str]]:
    if media_type and operation.body:
        yield from ((each.definition, "") for each in operation.body.media_types if each.media_type == media_type)
    elif not media_type:
        for parameter in operation.parameters:
            yield parameter.definition, join_pointer("", parameter.location.value, parameter.name.wire)


def _walk(definition: Json, pointer: str, schema: str, service: Service, met: set[str]) -> Iterator[PlacedEntry]:
    """Go through a schema and those that it refers to, each at the first place where it is met."""
    if not isinstance(definition, dict):
        return
    entries = definition.get(_RULES)
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            yield PlacedEntry(entry, schema, pointer, _example(definition))
    reference = definition.get("$ref")
    if isinstance(reference, str) and reference.startswith(_REFERENCE) and reference not in met:
        met.add(reference)
        key = reference.removeprefix(_REFERENCE).replace("~1", "/").replace("~0", "~")
        if key in service.schemas:
            yield from _walk(service.schemas[key].definition, pointer, key, service, met)
    for child, place in _children(definition, pointer):
        yield from _walk(child, place, "" if place != pointer else schema, service, met)


def _children(definition: Mapping[str, Json], pointer: str) -> Iterator[tuple[Json, str]]:
    for keyword in ("allOf", "anyOf", "oneOf"):
        branches = definition.get(keyword)
        yield from ((branch, pointer) for branch in (branches if isinstance(branches, list) else ()))
    properties = definition.get("properties")
    for name, child in (properties if isinstance(properties, dict) else {}).items():
        yield child, join_pointer(pointer, name)
    if "items" in definition:
        yield definition["items"], f"{pointer}/0"


def _example(definition: Mapping[str, Json]) -> Json:
    examples = definition.get("examples")
    if isinstance(examples, list) and examples:
        return examples[0]
    return definition.get("example")
