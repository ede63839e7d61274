"""Lists what of a service is checked: request bodies, parameter sets and responses, each as one schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from specwright.checks.codes import KEYWORD
from specwright.checks.directions import Direction
from specwright.checks.functions import plain_name
from specwright.checks.parameter_codes import MISSING, with_codes
from specwright.model.location import Location, join_pointer
from specwright.model.names import Name
from specwright.model.service import MediaType, MediaTypeKind, Operation, Parameter, Service
from specwright.model.types import AnyType, Json, Schema

__all__ = ["Entries", "Entry", "EntryKind", "Use", "read_entries", "references"]

EntryKind: TypeAlias = Literal["body", "parameters", "response"]

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """One schema to check values by; ``key`` is its key, ``name`` the function's, without a number to tell it apart."""

    name: str
    key: str
    kind: EntryKind
    definition: Json
    where: Location

    @property
    def direction(self) -> Direction:
        """Say which way the value travels."""
        return "received" if self.kind == "response" else "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Where an entry is used."""

    entry: Entry
    operation: str
    media_type: str = ""
    status: str = ""


@dataclass(slots=True)
class Entries:
    """The entries of a service with their uses, and all schemas that they refer to: the service's and their own."""

    schemas: dict[str, Schema]
    uses: list[Use] = field(default_factory=list[Use])
    _entries: dict[tuple[str, str], Entry] = field(default_factory=dict[tuple[str, str], Entry])

    def key(self, text: str, definition: Json, where: Location) -> str:
        """Give a schema a key of its own."""
        stem, number = plain_name(text), 1
        key = stem
        while key in self.schemas:
            number += 1
            key = f"{stem}_{number}"
        self.schemas[key] = Schema(key=key, name=Name(key), type=AnyType(), definition=definition, where=where)
        return key

    def entry(self, name: str, kind: EntryKind, definition: Json, where: Location) -> Entry:
        """Make an entry, the same one for the same definition under the same name."""
        mark = (name, json.dumps(definition))
        if mark not in self._entries:
            key = self.key(name, definition, where)
            self._entries[mark] = Entry(name=name, key=key, kind=kind, definition=definition, where=where)
        return self._entries[mark]


def read_entries(service: Service, *, has_responses: bool) -> Entries:
    """List the entries in the order of the description; files are checked by nobody."""
    found = Entries(dict(service.schemas))
    for operation in service.operations:
        _add_parameters(found, operation)
        for media_type in operation.body.media_types if operation.body is not None else ():
            _add_content(found, operation, media_type)
        for response in operation.responses if has_responses else ():
            for media_type in response.media_types:
                _add_content(found, operation, media_type, status=response.status)
    return found


def _add_content(found: Entries, operation: Operation, media_type: MediaType, *, status: str = "") -> None:
    if media_type.kind is MediaTypeKind.BINARY:
        return
    where = Location(media_type.where.file, join_pointer(media_type.where.pointer, "schema"))
    definition = media_type.definition
    if not status:
        entry = found.entry(f"{_snake(operation.name.wire)}_body", "body", definition, where)
    else:
        # Many operations answer with the same schemas.
        name = _alias(definition) or f"{operation.name.wire}_{status}"
        entry = found.entry(f"{_snake(name)}_response", "response", definition, where)
    found.uses.append(Use(entry=entry, operation=operation.name.wire, media_type=media_type.media_type, status=status))


def _add_parameters(found: Entries, operation: Operation) -> None:
    if not operation.parameters:
        return
    properties: dict[str, Json] = {}
    required: list[Json] = []
    definitions = {key: schema.definition for key, schema in found.schemas.items()}
    for location, parameters in _by_location(operation).items():
        members: dict[str, Json] = {}
        for parameter in parameters:
            where = Location(parameter.where.file, join_pointer(parameter.where.pointer, "schema"))
            checked = with_codes(parameter.definition, parameter.codes, definitions)
            key = found.key(f"{operation.name.wire} {location} {parameter.name.wire}", checked, where)
            members[parameter.name.wire] = {"$ref": f"#/$defs/{key}"}
        needed = [parameter for parameter in parameters if parameter.is_required]
        properties[location] = {"type": "object", "properties": members, **_presence(needed)}
        required += [location] if needed else []
    definition: Json = {"type": "object", "required": required, "properties": properties}
    entry = found.entry(f"{_snake(operation.name.wire)}_parameters", "parameters", definition, operation.where)
    found.uses.append(Use(entry=entry, operation=operation.name.wire))


def _presence(parameters: list[Parameter]) -> dict[str, Json]:
    """Ask for parameters; one whose absence has a code is asked for by itself, so that its code is told."""
    plain: list[Json] = []
    coded: list[Json] = []
    for parameter in parameters:
        code = parameter.codes.get(MISSING) or parameter.codes.get("", "")
        if code:
            coded.append({"required": [parameter.name.wire], KEYWORD: {MISSING: code}})
        else:
            plain.append(parameter.name.wire)
    return {"required": plain, "allOf": coded} if coded else {"required": plain}


def _by_location(operation: Operation) -> Mapping[str, list[Parameter]]:
    found: dict[str, list[Parameter]] = {}
    for parameter in operation.parameters:
        found.setdefault(parameter.location.value, []).append(parameter)
    return found


def _alias(definition: Json) -> str:
    if not isinstance(definition, dict) or definition.keys() != {"$ref"}:
        return ""
    return str(definition["$ref"]).removeprefix("#/$defs/")


def _snake(text: str) -> str:
    return plain_name(_HUMP.sub("_", text)).lower()


def references(definition: Json) -> Iterator[str]:
    """List the keys of the schemas that a definition refers to."""
    pending: list[Json] = [definition]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/$defs/"):
                yield reference.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
            pending += value.values()
        elif isinstance(value, list):
            pending += value
