"""Holds what is concluded from a schema: properties, presence and types through references and alternatives."""

from __future__ import annotations

from typing import Final

import pytest

from specwright.model.types import Json
from specwright.rules.schema_types import SchemaTypes
from specwright.rules.types import (
    BOOL,
    DOUBLE,
    DYN,
    INT,
    NULL,
    STRING,
    IntType,
    ListType,
    MapType,
    Nullable,
    ObjectType,
    StringType,
    Type,
)

DEFINITIONS: Final[dict[str, Json]] = {
    "Name": {"type": "string", "maxLength": 5},
    "Base": {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "integer"}, "note": {"type": "string"}},
    },
    "Tree": {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}},
    "Lists": {"type": "array", "items": {"$ref": "#/$defs/Lists"}},
    "Cat": {
        "type": "object",
        "required": ["kind", "lives"],
        "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}},
    },
    "Dog": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"const": "dog"}, "tail": {"type": "string"}},
    },
}


def type_of(schema: Json) -> Type:
    """Find a type."""
    return SchemaTypes(DEFINITIONS).type_of(schema)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "boolean"}, BOOL),
        ({"type": "integer"}, INT),
        ({"type": "number"}, DOUBLE),
        ({"type": ["integer", "number"]}, DOUBLE),
        ({"type": "string"}, STRING),
        ({"type": "null"}, NULL),
        ({"type": ["string", "null"]}, Nullable(STRING)),
        ({"type": ["string", "integer"]}, DYN),
        (True, DYN),
        ({}, DYN),
        ({"type": "integer", "minimum": 0.5, "exclusiveMaximum": 10}, IntType(1, 9)),
        ({"type": "integer", "exclusiveMinimum": 0, "maximum": 9.5}, IntType(1, 9)),
        ({"type": "integer", "enum": [3, 1]}, IntType(1, 3)),
        ({"type": "number", "enum": [1, 2]}, DOUBLE),
        ({"enum": [1, 2.0]}, IntType(1, 2)),
        ({"enum": [1, 2.5]}, DOUBLE),
        ({"const": "a"}, StringType(frozenset("a"))),
        ({"enum": ["a", "b", None]}, Nullable(StringType(frozenset("ab")))),
        ({"enum": ["a", "b"], "allOf": [{"enum": ["b", "c"]}]}, StringType(frozenset("b"))),
        ({"type": "string", "format": "date", "minLength": 2}, StringType(None, "date", 2)),
        ({"$ref": "#/$defs/Name", "minLength": 1}, StringType(None, "", 1, 5)),
        ({"allOf": [{"$ref": "#/$defs/Name"}, {"maxLength": 3}]}, StringType(None, "", 0, 3)),
        ({"anyOf": [{"$ref": "#/$defs/Name"}, {"type": "null"}]}, Nullable(StringType(None, "", 0, 5))),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, DYN),
        ({"type": "string", "oneOf": [{"enum": ["a"]}, {"enum": ["b"]}]}, StringType(frozenset("ab"))),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}, ListType(INT, 1, 3)),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"type": "string"}], "items": False}, ListType(STRING)),
        ({"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}}, ListType(DYN)),
        ({"type": "array", "prefixItems": [{"type": "string"}], "maxItems": 1}, ListType(STRING, 0, 1)),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, MapType(STRING, INT)),
        (
            {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
            MapType(STRING, INT, has_null=True),
        ),
        ({"$ref": "#/$defs/Lists"}, ListType(ListType(DYN))),
    ],
)
def test_a_schema_promises_a_type(schema: Json, expected: Type) -> None:
    """The type holds for every valid value."""
    found = type_of(schema)

    if schema == {"$ref": "#/$defs/Lists"}:
        assert isinstance(found, ListType)
    else:
        assert found == expected


def members(schema: Json) -> dict[str, tuple[Type, bool]]:
    """List the members of an object with their types and whether they are certain."""
    type_ = type_of(schema)
    assert isinstance(type_, ObjectType)
    found = {name: type_.find(name) for name in type_.names()}
    return {name: (member.type, member.is_certain) for name, member in found.items() if member is not None}


def test_only_a_required_member_that_cannot_be_null_is_certain() -> None:
    """Null counts as absent, so a required member that may be null needs a guard."""
    schema: Json = {
        "type": "object",
        "required": ["a", "b"],
        "properties": {"a": {"type": "string"}, "b": {"type": ["string", "null"]}, "c": {"type": "string"}},
    }

    assert members(schema) == {"a": (STRING, True), "b": (STRING, False), "c": (STRING, False)}


def test_members_come_from_all_that_holds_together() -> None:
    """References and allOf add members and requirements."""
    schema: Json = {
        "allOf": [
            {"$ref": "#/$defs/Base"},
            {"type": "object", "required": ["note"], "properties": {"x": {"type": "boolean"}}},
        ]
    }

    assert members(schema) == {"id": (INT, True), "note": (STRING, True), "x": (BOOL, False)}


def test_a_member_of_an_alternative_is_certain_only_if_all_have_it() -> None:
    """Alternatives are joined: what one of them lacks needs a guard."""
    schema: Json = {"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}]}

    assert members(schema) == {
        "kind": (StringType(frozenset({"cat", "dog"})), True),
        "lives": (INT, False),
        "tail": (STRING, False),
    }


def test_a_schema_may_refer_to_itself() -> None:
    """Objects are looked up when asked for, so a tree has a type."""
    tree = type_of({"$ref": "#/$defs/Tree"})

    assert isinstance(tree, ObjectType)
    children = tree.find("children")
    assert children is not None
    assert isinstance(children.type, ListType)
    assert isinstance(children.type.item, ObjectType)
    assert children.type.item.names() == ("children",)
