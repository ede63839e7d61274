"""A schema for which nobody wrote an example becomes a small value that is valid."""

from typing import Any

import jsonschema
import pytest

from specwright.model.names import Name
from specwright.model.types import AnyType, Json, Schema
from specwright.twin.patterns import matching_text
from specwright.twin.synthesis import Synthesiser

NODE: dict[str, Json] = {
    "type": "object",
    "required": ["name", "next"],
    "properties": {
        "name": {"type": "string", "minLength": 3},
        "next": {"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]},
        "all": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
    },
}
SCHEMAS = {"Node": Schema(key="Node", name=Name("Node"), type=AnyType(), definition=NODE)}

DEFINITIONS: list[Json] = [
    True,
    {},
    {"type": "null"},
    {"type": ["null", "integer"], "minimum": 5},
    {"const": {"a": [1]}},
    {"enum": [None, "b"]},
    {"type": "integer", "exclusiveMinimum": 3, "multipleOf": 5},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.1},
    {"type": "number", "maximum": -3},
    {"type": "number", "multipleOf": 0.01, "minimum": 19.991},
    {"type": "string", "minLength": 40, "maxLength": 41},
    {"type": "string", "maxLength": 2},
    {"type": "string", "pattern": "^(CDE|ELM)[0-9]{10}$"},
    {"type": "string", "pattern": "^\\w+@\\w+\\.[a-z]{2,}$", "minLength": 12},
    {"type": "string", "pattern": "b", "minLength": 7},
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "uuid"},
    {"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "items": {"enum": ["a", "b", "c"]}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "prefixItems": [{"type": "string"}, {"type": "boolean"}], "items": False},
    {"type": "array", "items": {"type": "string"}, "maxItems": 0},
    {"properties": {"a": {"type": "string"}}, "required": ["a", "b"]},
    {"type": "object", "minProperties": 2, "additionalProperties": {"type": "integer"}},
    {"type": "object", "additionalProperties": False, "properties": {"never": False, "a": {"type": "boolean"}}},
    {
        "allOf": [
            {"properties": {"a": {"type": "integer"}}, "required": ["a"]},
            {"properties": {"b": {"type": "string"}}, "required": ["b"]},
        ]
    },
    {"oneOf": [{"type": "null"}, {"type": "array", "items": {"type": "integer"}}]},
    {"$ref": "#/$defs/Node", "properties": {"extra": {"const": 1}}, "required": ["extra"]},
]


@pytest.mark.parametrize("definition", DEFINITIONS, ids=str)
def test_a_value_is_valid_by_its_schema(definition: Any) -> None:
    """An independent validator accepts what is made of types, bounds, patterns, compositions and recursion."""
    made = Synthesiser(SCHEMAS).value(definition)
    whole = {"$defs": {"Node": NODE}, "allOf": [definition]}

    validator: Any = jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(made)] == []


@pytest.mark.parametrize("definition", DEFINITIONS, ids=str)
def test_a_value_is_the_same_each_time(definition: Any) -> None:
    """Nothing is left to chance or to what was made before."""
    synthesiser = Synthesiser(SCHEMAS)
    first = synthesiser.value(definition)
    _ = synthesiser.value({"$ref": "#/$defs/Node"})

    assert synthesiser.value(definition) == first


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ({"type": "string", "examples": [None, "x"]}, "x"),
        ({"type": "string", "default": "d"}, "d"),
        ({"type": "string", "example": 5, "default": "d"}, "d"),
        ({"enum": ["a"], "examples": ["A"]}, "a"),
        ({"type": "string", "enum": ["a"], "default": "d"}, "a"),
        ({"allOf": [{"type": "string"}], "examples": ["outer"]}, "outer"),
    ],
)
def test_what_the_description_gives_wins(definition: Json, expected: str) -> None:
    """An example, a constant or a default of the schema is used before anything is invented."""
    assert Synthesiser({}).value(definition) == expected


def test_write_only_members_are_not_answered() -> None:
    """A password that is only ever sent does not come back."""
    definition: Json = {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "p": {"type": "string", "writeOnly": True}},
    }

    assert Synthesiser({}).value(definition) == {"a": 1}


def test_endless_and_wide_schemas_end() -> None:
    """A schema that requires itself, or branches without bound, still becomes a value of moderate size."""
    wide: Json = {
        "type": "object",
        "properties": {f"m{n}": {"$ref": "#/$defs/Wide"} for n in range(30)},
        "required": [f"m{n}" for n in range(30)],
    }
    schemas = {"Wide": Schema(key="Wide", name=Name("Wide"), type=AnyType(), definition=wide)}

    assert len(str(Synthesiser(schemas).value({"$ref": "#/$defs/Wide"}))) < 1_000_000


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^[A-Z]{3}-\\d{2}$", "AAA-00"),
        ("^(?:a|b)?c+$", "c"),
        ("^[^a]x$", "Ax"),
        ("^\\x41\\u0042\\.$", "AB."),
        ("^[\\]\\d]$", "0"),
        ("^[]x]$", "]"),
        ("^(?<year>\\d{4})?z$", None),
        ("(?=x)", None),
        ("(a)\\1", None),
        ("^a{99999}$", None),
        ("[", None),
        ("a)", None),
        ("(" * 200 + ")" * 200, None),
    ],
)
def test_a_pattern_is_met_or_left_alone(pattern: str, expected: str | None) -> None:
    """The text matches the pattern; what is beyond the reader is None rather than a text that does not match."""
    assert matching_text(pattern) == expected
