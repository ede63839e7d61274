"""Holds that every dialect's schemas become JSON Schema 2020-12 that judges as their authors meant."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from loader.conftest import Load
from specwright.model.types import Schema

REF_B = {"$ref": "#/components/schemas/B"}
DEF_B = {"$ref": "#/$defs/B"}


@pytest.mark.parametrize(
    ("version", "schema", "definition"),
    [
        ("3.1.0", True, True),
        (
            "3.1.0",
            {"minLength": 1, "unknown": 1, "x-kept": {"$ref": "data"}},
            {"minLength": 1, "x-kept": {"$ref": "data"}},
        ),
        ("3.1.0", {"items": REF_B, "not": REF_B, "oneOf": [REF_B]}, {"items": DEF_B, "not": DEF_B, "oneOf": [DEF_B]}),
        ("3.1.0", {"properties": {"$ref": REF_B}}, {"properties": {"$ref": DEF_B}}),
        ("3.1.0", {"type": "object", "default": {"$ref": "data"}}, {"type": "object", "default": {"$ref": "data"}}),
        ("3.1.0", {"items": REF_B | {"maxLength": 3}}, {"items": {"maxLength": 3} | DEF_B}),
        ("3.0.3", {"items": REF_B | {"maxLength": 3}}, {"items": DEF_B}),
        ("3.0.3", {"items": REF_B | {"nullable": True}}, {"items": {"anyOf": [DEF_B, {"type": "null"}]}}),
        ("3.0.3", {"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        (
            "3.0.3",
            {"type": "string", "nullable": True, "enum": ["a"]},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ("3.0.3", {"allOf": [REF_B], "nullable": True}, {"anyOf": [{"allOf": [DEF_B]}, {"type": "null"}]}),
        ("3.0.3", {"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ("3.0.3", {"maximum": 1, "exclusiveMaximum": False}, {"maximum": 1}),
        ("3.1.0", {"exclusiveMaximum": 1}, {"exclusiveMaximum": 1}),
        (
            "3.0.3",
            {"type": "string", "format": "byte"},
            {"type": "string", "format": "byte", "contentEncoding": "base64"},
        ),
        ("3.1.0", {"type": "string", "format": "byte"}, {"type": "string", "format": "byte"}),
        ("3.0.3", {"type": "file"}, {"type": "string", "format": "binary"}),
        ("3.0.3", {"example": 1}, {"examples": [1]}),
        (
            "3.1.0",
            {"items": [{"type": "string"}], "additionalItems": False},
            {"prefixItems": [{"type": "string"}], "items": False},
        ),
        (
            "3.1.0",
            {"dependencies": {"a": ["b"], "c": {"required": ["d"]}}},
            {"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": {"required": ["d"]}}},
        ),
        ("3.1.0", {"type": "string", "enum": [1, "a"]}, {"type": "string", "enum": ["1", "a"]}),
        (
            "3.1.0",
            {"$id": "urn:a", "$defs": {"x": {}}, "type": "string", "discriminator": {"propertyName": "x"}},
            {"type": "string"},
        ),
    ],
)
def test_schemas_are_converted(
    schemas_of: Callable[..., Mapping[str, Schema]], version: str, schema: Any, definition: Any
) -> None:
    """References become keys, older spellings become today's, and what has no meaning for a value is left out."""
    found = schemas_of({"A": schema, "B": {"type": "string"}}, version=version)["A"].definition

    assert found == definition
    assert isinstance(found, (bool, dict))
    Draft202012Validator.check_schema(found)


@pytest.mark.parametrize(
    "schema",
    [
        {"minLength": "3"},
        {"maximum": True},
        {"required": True},
        {"type": "any"},
        {"type": ["string", "any"]},
        {"enum": "a"},
        {"multipleOf": 0},
        {"exclusiveMinimum": "x"},
        {"allOf": []},
        {"anyOf": {"type": "string"}},
        {"properties": ["a"]},
        {"uniqueItems": 1},
        {"maxItems": -1},
    ],
)
def test_values_that_make_no_sense_are_told_and_left_out(load_it: Load, schema: Any) -> None:
    """A definition is always a valid schema; what had to be dropped is a warning at its place."""
    service = load_it({"components": {"schemas": {"A": schema}}})

    assert service.schemas["A"].definition == {}
    (keyword,) = schema
    assert (f"/components/schemas/A/{keyword}", "keyword") in {
        (each.where.pointer, each.rule) for each in service.warnings
    }


def test_a_schema_that_is_no_schema_is_an_error(load_it: Load) -> None:
    """Where a schema belongs, a number or a text ends the run, or costs what uses it."""
    service = load_it({"components": {"schemas": {"A": {"items": 3}}}}, keep_going=True)

    assert [each.what for each in service.warnings] == ["a schema stands here as something else"]
    assert service.schemas["A"].definition == {"items": True}


def test_circles_have_finite_definitions(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """A recursive schema judges values of any depth."""
    schemas = schemas_of({"A": {"properties": {"a": {"$ref": "#/components/schemas/A"}, "n": {"type": "integer"}}}})
    definitions = {key: schema.definition for key, schema in schemas.items()}
    validator: Any = Draft202012Validator({"$ref": "#/$defs/A", "$defs": definitions})

    assert validator.is_valid({"a": {"a": {"n": 1}}})
    assert not validator.is_valid({"a": {"a": {"n": "x"}}})
