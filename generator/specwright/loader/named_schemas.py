"""Turns every schema that has a key into an entry of the service: its definition, its type and its words."""

from __future__ import annotations

from dataclasses import replace

from specwright.loader.context import Context
from specwright.loader.definitions import define, reference_to
from specwright.loader.docs import read_docs
from specwright.loader.findings import Scope
from specwright.loader.schemas import TypeReader
from specwright.loader.source import Node
from specwright.model.names import Name
from specwright.model.types import AnyType, Json, Nullable, Ref, Schema, Type, Union

__all__ = ["NamedSchemas"]


class NamedSchemas:
    """The schemas of a description; defining or reading one may give keys to more."""

    def __init__(self, context: Context, types: TypeReader) -> None:
        self._context = context
        self._types = types
        self._definitions: dict[str, Json] = {}
        self._found: dict[str, Type] = {}

    def define(self) -> None:
        """Convert what has a key to JSON Schema, until nothing new is referred to."""
        registry = self._context.registry
        while len(self._definitions) < len(registry.nodes):
            for key in list(registry.nodes)[len(self._definitions) :]:
                with self._context.findings.part() as scope:
                    self._definitions[key] = define(registry.nodes[key], self._context)
                registry.scopes.setdefault(key, Scope()).absorb(scope)

    def read(self) -> dict[str, Schema]:
        """Read everything that has a key, in the order in which keys were given."""
        registry = self._context.registry
        while len(self._found) < len(registry.nodes):
            self.define()
            for key in list(registry.nodes)[len(self._found) :]:
                with self._context.findings.part() as scope:
                    self._found[key] = self._read_type(key)
                registry.scopes.setdefault(key, Scope()).absorb(scope)
        self.define()
        return _open_circles({key: self._entry(key) for key in registry.nodes}, self._context)

    def _read_type(self, key: str) -> Type:
        # What the reader made up itself it has read already.
        if key in self._types.families or key in self._types.hoisted:
            return AnyType()
        return self._types.read_entry(self._context.registry.nodes[key])

    def _entry(self, key: str) -> Schema:
        registry = self._context.registry
        node = registry.nodes[key]
        kind, definition = self._found[key], self._definitions[key]
        if key in self._types.families:
            base = registry.known(Node(node.value, node.source, node.pointer)) or key
            kind, definition = self._types.families[key], reference_to(base)
        elif key in self._types.hoisted:
            nodes, kind = self._types.hoisted[key]
            definition = _all_of([define(each, self._context) for each in nodes])
        return Schema(
            key=key,
            name=Name(registry.wire[key]),
            type=kind,
            definition=definition,
            docs=read_docs(node),
            where=node.where,
            is_component=key in registry.components,
        )


def _all_of(definitions: list[Json]) -> Json:
    return definitions[0] if len(definitions) == 1 else {"allOf": definitions}


def _open_circles(schemas: dict[str, Schema], context: Context) -> dict[str, Schema]:
    """Let any value pass where a schema is nothing but itself, with no object or list between."""
    result = dict(schemas)
    for key, schema in schemas.items():
        if key in _directly_reached(schema.type, result):
            node = context.registry.nodes[key]
            what = f"the schema {key!r} is defined by nothing but itself; any value is taken"
            context.findings.warn(node, what, "Put an object or a list in between.", rule="circle")
            result[key] = replace(schema, type=AnyType())
    return result


def _directly_reached(kind: Type, schemas: dict[str, Schema]) -> set[str]:
    reached: set[str] = set()
    pending: list[Type] = [kind]
    while pending:
        match pending.pop():
            case Ref(key=key) if key not in reached:
                reached.add(key)
                pending += [schemas[key].type] if key in schemas else []
            case Nullable(type=inner):
                pending.append(inner)
            case Union(variants=variants):
                pending += variants
            case _:
                pass
    return reached
