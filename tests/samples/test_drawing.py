"""Draws values of drawn schemas, and has them judged by jsonschema, which knows nothing of how they were made."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checks.compiled import body_service, module_of
from checks.drawing import Drawer
from samples.made import made
from specwright.model.errors import DescriptionError
from specwright.model.types import Json
from specwright.samples.engine.judging import Judge
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import DrawnSource, RandomSource
from specwright.samples.planning import make_plan

# How many of so many schemas that can be met may find no value, each with an error that says so.
SEEDS = 150


@given(rng=st.randoms(use_true_random=False))
def test_what_is_drawn_meets_its_schema(rng: Random) -> None:
    """Whatever a schema asks, a value that is drawn from its plan is one that jsonschema accepts."""
    drawer = Drawer(rng)
    schema = drawer.schema()
    service = body_service(schema["allOf"][0], schemas=schema["$defs"])
    if not make_plan(service, module_of(service)[0], keep_going=True)["bodies"]:
        # Nothing is known that meets it, which is told.
        with pytest.raises(DescriptionError, match="no value can meet"):
            make_plan(service, module_of(service)[0])
        return
    validator: Any = Draft202012Validator(schema)
    one = made(schema["allOf"][0], schemas=schema["$defs"]).sampler

    for number in range(5):
        try:
            value = one.valid(RandomSource(number))
        except (NotDrawableError, NoWayFoundError):
            continue
        assert validator.is_valid(value), (schema, value)


def test_nearly_every_schema_that_can_be_met_is_drawn() -> None:
    """Where any of many values meets a schema, one is drawn in at least 98 of 100 cases."""
    drawn = missed = 0
    for seed in range(SEEDS):
        drawer = Drawer(Random(seed))
        schema = drawer.schema()
        validator: Any = Draft202012Validator(schema)
        if not any(validator.is_valid(drawer.value()) for _ in range(100)):
            continue
        try:
            made(schema["allOf"][0], schemas=schema["$defs"]).sampler.valid(RandomSource(seed))
            drawn += 1
        except (DescriptionError, NotDrawableError, NoWayFoundError):
            missed += 1

    assert drawn >= 100
    assert missed * 50 <= drawn


@given(rng=st.randoms(use_true_random=False))
def test_the_judge_of_the_engine_is_right(rng: Random) -> None:
    """What the engine cannot see to by drawing it judges as jsonschema does."""
    drawer = Drawer(rng)
    schema = drawer.schema()
    validator: Any = Draft202012Validator(schema)
    judge = Judge(_by_name(schema), {})

    for value in [drawer.value() for _ in range(10)]:
        assert judge.holds("", value) is validator.is_valid(value), (schema, value)


def _by_name(schema: Any) -> dict[str, Any]:
    """Bring a schema into the form of a plan, where references are names."""

    def renamed(value: Json) -> Json:
        if isinstance(value, dict):
            return {
                name: item.removeprefix("#/$defs/") if name == "$ref" and isinstance(item, str) else renamed(item)
                for name, item in value.items()
            }
        return [renamed(item) for item in value] if isinstance(value, list) else value

    return {"": renamed({"allOf": schema["allOf"]}), **{key: renamed(each) for key, each in schema["$defs"].items()}}


KEYWORDS: dict[str, Json] = {
    "allOf": {"allOf": [{"type": "object", "required": ["a"]}, {"properties": {"a": {"type": "integer"}}}]},
    "oneOf, exactly one": {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object"},
    "oneOf, one inside the other": {"oneOf": [{"type": "number"}, {"type": "integer", "minimum": 5}]},
    "oneOf, told apart by a member": {
        "oneOf": [
            {"type": "object", "required": ["k"], "properties": {"k": {"const": kind}, kind: {"type": "integer"}}}
            for kind in ("x", "y", "z")
        ]
    },
    "anyOf": {"type": "object", "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
    "not a value": {"type": "string", "enum": ["a", "b", "c"], "not": {"const": "b"}},
    "not a member": {"type": "object", "properties": {"a": {}, "b": {}}, "not": {"required": ["a"]}},
    "not a pattern": {"type": "string", "pattern": "^[ab]{3}$", "not": {"pattern": "aa"}},
    "dependentRequired": {
        "type": "object",
        "properties": {"a": {}, "b": {}, "c": {}},
        "dependentRequired": {"a": ["b"], "b": ["c"]},
    },
    "dependentSchemas": {
        "type": "object",
        "properties": {"a": {}, "b": {}},
        "dependentSchemas": {"a": {"required": ["b"], "properties": {"b": {"type": "boolean"}}}},
    },
    "if, then, else": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": ["x", "y"]}},
        "if": {"properties": {"kind": {"const": "x"}}},
        "then": {"required": ["x"], "properties": {"x": {"type": "integer"}}},
        "else": {"required": ["y"], "properties": {"y": {"type": "string", "minLength": 2}}},
    },
    "contains": {"type": "array", "items": {"type": "integer"}, "contains": {"minimum": 100}, "minContains": 2},
    "maxContains": {
        "type": "array",
        "items": {"type": "integer"},
        "contains": {"minimum": 100},
        "maxContains": 1,
        "minItems": 4,
    },
    "uniqueItems": {"type": "array", "items": {"enum": ["a", "b", "c", 1, True]}, "uniqueItems": True, "minItems": 5},
    "prefixItems": {
        "type": "array",
        "prefixItems": [{"type": "string"}, {"type": "null"}],
        "items": False,
        "minItems": 2,
    },
    "patternProperties": {
        "type": "object",
        "patternProperties": {"^x-[a-z]{2,4}$": {"type": "integer"}},
        "additionalProperties": False,
        "minProperties": 2,
    },
    "propertyNames": {
        "type": "object",
        "propertyNames": {"pattern": "^[A-Z]{2}$"},
        "additionalProperties": {"type": "integer"},
        "minProperties": 3,
    },
    "minProperties, maxProperties": {
        "type": "object",
        "properties": {name: {"type": "integer"} for name in "abcdef"},
        "required": ["a"],
        "minProperties": 3,
        "maxProperties": 3,
    },
    "unevaluatedProperties": {
        "type": "object",
        "allOf": [{"properties": {"a": {"type": "integer"}}}],
        "anyOf": [{"properties": {"b": {"const": 1}}, "required": ["b"]}, {"properties": {"c": {"const": 2}}}],
        "unevaluatedProperties": False,
    },
    "unevaluatedItems": {
        "type": "array",
        "prefixItems": [{"type": "string"}],
        "contains": {"type": "integer"},
        "unevaluatedItems": False,
    },
    "multipleOf": {"type": "number", "multipleOf": 0.5, "exclusiveMinimum": 1, "maximum": 4},
    "integer bounds": {"type": "integer", "exclusiveMinimum": 6.5, "exclusiveMaximum": 9, "multipleOf": 2},
    "no whole number": {"type": "number", "not": {"type": "integer"}, "minimum": 0, "maximum": 1},
    "lengths and a pattern": {"type": "string", "pattern": "^[a-z]+$", "minLength": 20, "maxLength": 21},
    "lengths and an open pattern": {"type": "string", "pattern": "ab", "minLength": 9, "maxLength": 9},
    "a pattern that looks ahead": {"type": "string", "pattern": r"^(?=.*[A-Z])(?=.*\d).{8,12}$"},
}


@pytest.mark.parametrize("schema", KEYWORDS.values(), ids=KEYWORDS.keys())
def test_every_keyword_is_met(schema: dict[str, Json]) -> None:
    """Each keyword is met by whatever is drawn, be the choices random or all the same."""
    validator: Any = Draft202012Validator(schema)
    sampler = made(schema).sampler

    for value in [sampler.valid(RandomSource(seed)) for seed in range(60)]:
        assert validator.is_valid(value), value
    for choice in (0, 1):
        value = sampler.valid(DrawnSource(lambda n, choice=choice: min(choice, n - 1)))  # type: ignore[misc]
        assert validator.is_valid(value), value


def test_alternatives_all_occur() -> None:
    """Of a union, each alternative is drawn, and a member that may be null is so now and then."""
    sampler = made(
        {
            "type": "object",
            "properties": {
                "a": {
                    "oneOf": [{"type": "integer"}, {"type": "string"}, {"type": "array", "items": {"type": "boolean"}}]
                },
                "b": {"type": ["string", "null"]},
            },
        }
    ).sampler
    values = [sampler.valid(RandomSource(seed)) for seed in range(200)]

    assert {type(value["a"]) for value in values if "a" in value} == {int, str, list}
    assert {type(value["b"]) for value in values if "b" in value} == {str, type(None)}
    assert any("a" not in value for value in values)
