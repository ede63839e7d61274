"""Turns the schemas of a service into the normalised document that datamodel-code-generator reads.

Every schema bears its final name in it and every member a number, so that no text of a description gets in; what has no
plain JSON Schema spelling (dates, files, constants) stands there as a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from specwright.emitters.pytext import literal
from specwright.emitters.typetext import STRING_FORMATS
from specwright.model.service import Service
from specwright.model.types import (
    AnyType,
    Array,
    Const,
    Enum,
    Json,
    Map,
    Never,
    Nullable,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Schema,
    Type,
    Union,
)

__all__ = ["EXTRA", "VALUE", "Document", "is_enum_class", "member_key", "schema_document"]

# Members of the document's objects that are no properties of the schema: unnamed members, and the value of an alias.
EXTRA = "extra"
VALUE = "value"

_SIMPLE = {
    ScalarKind.STRING: "string",
    ScalarKind.INTEGER: "integer",
    ScalarKind.NUMBER: "number",
    ScalarKind.BOOLEAN: "boolean",
    ScalarKind.NULL: "null",
}

_PLACEHOLDER = re.compile(r"\bPlaceholder(\d+)_\b")

_ANY: dict[str, Json] = {}

# The name of a class and the key of a member.
Place: TypeAlias = tuple[str, str]


def member_key(index: int) -> str:
    """Name the property at an index."""
    return f"member{index}"


def is_enum_class(type_: Type) -> bool:
    """Say whether a schema of this type becomes an enumeration class."""
    return isinstance(type_, Enum) and bool(type_.members) and type_.kind in {ScalarKind.STRING, ScalarKind.INTEGER}


@dataclass(slots=True)
class Document:
    """The document, and what its placeholders stand for.

    Of members with the same type only the first is in it, because reading them takes most of the time; ``same`` leads
    from class and key of another to class and key of that first one.
    """

    schemas: dict[str, Json] = field(default_factory=dict[str, Json])
    placeholders: dict[str, int] = field(default_factory=dict[str, int])
    same: dict[Place, Place] = field(default_factory=dict[Place, Place])

    def as_openapi(self) -> dict[str, Json]:
        """Wrap the schemas so that each is a component of its own and nothing stands at the root."""
        return {
            "openapi": "3.1.0",
            "info": {"title": "models", "version": "1"},
            "paths": {},
            "components": {"schemas": self.schemas},
        }

    def placeholder(self, text: str) -> dict[str, Json]:
        """Make a schema whose type hint will read ``text``."""
        number = self.placeholders.setdefault(text, len(self.placeholders))
        return {"type": "string", "customTypePath": f"placeholders.Placeholder{number}_"}

    def resolve(self, hint: str) -> str:
        """Put in what the placeholders stand for."""
        if "Placeholder" not in hint:
            return hint
        texts = tuple(self.placeholders)
        return _PLACEHOLDER.sub(lambda match: texts[int(match[1])], hint)


def schema_document(service: Service, spellings: Mapping[str, str]) -> Document:
    """Write all schemas of a service; ``spellings`` gives the names under which ``date`` and the like are imported."""
    writer = _Writer(service, spellings)
    for schema in service.schemas.values():
        writer.document.schemas[schema.name.python] = writer.schema(schema)
    return writer.document


class _Writer:
    def __init__(self, service: Service, spellings: Mapping[str, str]) -> None:
        self._service = service
        self._spellings = spellings
        self._first: dict[str, Place] = {}
        self.document = Document()

    def schema(self, schema: Schema) -> Json:
        match schema.type:
            case Enum() if is_enum_class(schema.type):
                # One member is enough to be named; the class itself is written from the model.
                return {"type": "string", "enum": ["member"]}
            case Object(properties, additional):
                types = {member_key(index): item.type for index, item in enumerate(properties)}
                return self._object(schema.name.python, types, AnyType() if additional == Never() else additional)
            case _:
                return self.type(schema.type)

    def _object(self, name: str, types: Mapping[str, Type], extra: Type) -> Json:
        # Always there: an object without any member would not become a class.
        members: dict[str, Json] = {EXTRA: self.type(extra)}
        for key, type_ in types.items():
            schema = self.type(type_)
            first = self._first.setdefault(repr(schema), (name, key))
            if first == (name, key):
                members[key] = schema
            else:
                self.document.same[name, key] = first
        return {"type": "object", "properties": members, "required": [*members]}

    def type(self, type_: Type) -> Json:
        match type_:
            case AnyType():
                return dict(_ANY)
            case Never():
                return self.document.placeholder("Never")
            case Scalar():
                return self._scalar(type_)
            case Const(value):
                return self._values([value])
            case Enum():
                return self._wide([member.value for member in type_.members])
            case Array():
                return {"type": "array", "items": self.type(type_.any_item)}
            case Map(values):
                return {"type": "object", "additionalProperties": self.type(values)}
            case Object(_, additional):
                return self.type(Map(AnyType() if additional == Never() else additional))
            case Union(variants):
                return self._any_of([self.type(variant) for variant in variants])
            case Nullable(inner):
                return self._any_of([self.type(inner), {"type": "null"}])
            case Ref(key):
                return {"$ref": f"#/components/schemas/{self._service.schemas[key].name.python}"}
            case _:
                assert_never(type_)

    def _any_of(self, schemas: list[Json]) -> Json:
        unique = [schema for index, schema in enumerate(schemas) if schema not in schemas[:index]]
        if _ANY in unique or not unique:
            return dict(_ANY)
        return unique[0] if len(unique) == 1 else {"anyOf": unique}

    def _scalar(self, scalar: Scalar) -> Json:
        if scalar.kind is ScalarKind.FILE:
            return self.document.placeholder("bytes")
        if scalar.kind is ScalarKind.STRING and scalar.format == "byte":
            return self.document.placeholder("Base64")
        if scalar.kind is ScalarKind.STRING and scalar.format in STRING_FORMATS:
            return self.document.placeholder(self._spellings[STRING_FORMATS[scalar.format][1]])
        return {"type": _SIMPLE[scalar.kind]}

    def _values(self, values: list[Json]) -> Json:
        if any(isinstance(value, float | list | dict) for value in values):
            return self._wide(values)
        if values == [None]:
            return {"type": "null"}
        return self.document.placeholder(f"Literal[{', '.join(literal(value) for value in values)}]")

    def _wide(self, values: list[Json]) -> Json:
        """Describe the types of some values, so that others of their kind are read as well."""
        return self._any_of([self._kind_of(value) for value in values])

    def _kind_of(self, value: Json) -> Json:
        match value:
            case None:
                return {"type": "null"}
            case bool():
                return {"type": "boolean"}
            case int():
                return {"type": "integer"}
            case float():
                return {"type": "number"}
            case str():
                return {"type": "string"}
            case list():
                return {"type": "array", "items": {}}
            case dict():
                return {"type": "object", "additionalProperties": {}}
