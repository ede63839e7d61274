"""Parts what is sent from what is received: read-only members leave requests, write-only ones leave responses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from specwright.model.config import Config
from specwright.model.location import escape_pointer_token
from specwright.model.names import Name
from specwright.model.service import Operation, Service
from specwright.model.types import Object, Property, Ref, Schema, Type, Union
from specwright.passes.rewrite import map_operation_types, map_type, references
from specwright.passes.variants import class_of

__all__ = ["split_directions"]

SUFFIX = "Input"

Schemas: TypeAlias = Mapping[str, Schema]
Keeps: TypeAlias = Callable[[str, Property], bool]


def split_directions(service: Service, _config: Config) -> Service:
    """Give a schema that differs by direction a twin for requests; in a single direction it only loses members."""
    tags = _tag_members(service)

    def is_sent(key: str, item: Property) -> bool:
        # Without its tag, a variant of a union could not be told from the others.
        return not item.is_read_only or (key, item.name.wire) in tags

    def is_received(key: str, item: Property) -> bool:
        return not item.is_write_only or (key, item.name.wire) in tags

    schemas = service.schemas
    sent = _reachable(schemas, _roots(service.operations, is_request=True), is_sent)
    received = _reachable(schemas, _roots(service.operations, is_request=False), is_received)
    twins = _twins(schemas, sent & received, is_sent, is_received)
    views = _Views(_twin_keys(schemas, twins))
    split: dict[str, Schema] = {}
    for key, schema in schemas.items():
        if key in twins:
            split[key] = _received(schema, is_received)
            split[views.twin_keys[key]] = views.twin(schema, is_sent)
        elif key in sent and key not in received:
            split[key] = replace(schema, type=views.sent_type(key, schema.type, is_sent))
        else:
            split[key] = _received(schema, is_received) if key in received else schema
    operations = tuple(map_operation_types(item, views.sent_reference, _unchanged) for item in service.operations)
    return replace(service, schemas=split, operations=operations)


@dataclass(frozen=True, slots=True)
class _Views:
    """How types look from the side that sends; ``twin_keys`` leads from a schema to its twin."""

    twin_keys: Mapping[str, str]

    def sent_reference(self, type_: Type) -> Type:
        return map_type(type_, self._redirect)

    def sent_type(self, key: str, type_: Type, is_sent: Keeps) -> Type:
        return self.sent_reference(_without(key, type_, is_sent))

    def twin(self, schema: Schema, is_sent: Keeps) -> Schema:
        return replace(
            schema,
            key=self.twin_keys[schema.key],
            name=Name(schema.name.wire + SUFFIX),
            type=self.sent_type(schema.key, schema.type, is_sent),
            definition={"$ref": f"#/$defs/{escape_pointer_token(schema.key)}"},
            is_component=False,
        )

    def _redirect(self, type_: Type) -> Type:
        return Ref(self.twin_keys.get(type_.key, type_.key)) if isinstance(type_, Ref) else type_


def _unchanged(type_: Type) -> Type:
    return type_


def _received(schema: Schema, is_received: Keeps) -> Schema:
    return replace(schema, type=_without(schema.key, schema.type, is_received))


def _without(key: str, type_: Type, keeps: Keeps) -> Type:
    if not isinstance(type_, Object):
        return type_
    return replace(type_, properties=tuple(item for item in type_.properties if keeps(key, item)))


def _twin_keys(schemas: Schemas, twins: Iterable[str]) -> dict[str, str]:
    keys: dict[str, str] = {}
    taken = set(schemas)
    for key in twins:
        twin, number = f"{key}{SUFFIX}", 1
        while twin in taken:
            number += 1
            twin = f"{key}{SUFFIX}{number}"
        taken.add(twin)
        keys[key] = twin
    return keys


def _tag_members(service: Service) -> set[tuple[str, str]]:
    """Find the members that tell the variants of a union apart."""
    found: set[tuple[str, str]] = set()
    for schema in service.schemas.values():
        if isinstance(schema.type, Union) and schema.type.discriminator is not None:
            classes = (class_of(variant, service) for variant in schema.type.variants)
            found |= {(key, schema.type.discriminator.property) for key in classes if key is not None}
    return found


def _twins(schemas: Schemas, both: set[str], is_sent: Keeps, is_received: Keeps) -> list[str]:
    """Find the schemas that differ by direction, themselves or by what they refer to, in the schemas' order."""
    differing = {
        key
        for key in both
        if _without(key, schemas[key].type, is_sent) != _without(key, schemas[key].type, is_received)
    }
    users: dict[str, list[str]] = {}
    for key in both:
        for other in references(schemas[key].type):
            users.setdefault(other, []).append(key)
    pending = list(differing)
    while pending:
        for user in users.get(pending.pop(), ()):
            if user not in differing:
                differing.add(user)
                pending.append(user)
    return [key for key in schemas if key in differing]


def _reachable(schemas: Schemas, roots: Iterable[Type], keeps: Keeps) -> set[str]:
    pending = [key for root in roots for key in references(root)]
    found: set[str] = set()
    while pending:
        key = pending.pop()
        if key not in found:
            found.add(key)
            pending.extend(references(_without(key, schemas[key].type, keeps)))
    return found


def _roots(operations: Iterable[Operation], *, is_request: bool) -> list[Type]:
    """List the types that operations send, or those that they receive."""
    roots: list[Type] = []

    def note(type_: Type) -> Type:
        roots.append(type_)
        return type_

    for operation in operations:
        map_operation_types(operation, note if is_request else _unchanged, _unchanged if is_request else note)
    return roots
