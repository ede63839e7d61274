"""How one keyword is broken at one place: each keyword by itself, beside others, and in the bodies of both APIs."""

from __future__ import annotations

import re
from typing import Any, Final, cast

import pytest
from jsonschema import Draft202012Validator

from samples.campaign import Options, run
from samples.judging import FORMATS
from samples.made import Made, made
from samples.sampled import BODIES, body
from specwright.model.location import join_pointer
from specwright.model.types import Json
from specwright.rules.formats import is_iso6346
from specwright.samples.engine.breaking import Breaker

DRAWS: Final = 25

KEYWORDS: Final[dict[str, dict[str, Json]]] = {
    "type": {"type": "string"},
    "several types": {"type": ["integer", "null"]},
    "any number": {"type": "number"},
    "enum": {"enum": ["In", "Out", 3, None]},
    "enum of one type": {"type": "string", "enum": ["In", "Out"]},
    "const": {"const": {"a": [1]}},
    "bounds": {"type": "integer", "minimum": 3, "maximum": 8},
    "bounds outside": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1.5},
    "two bounds on a side": {"type": "number", "minimum": 0, "exclusiveMinimum": -1},
    "multiples": {"type": "number", "multipleOf": 0.25, "minimum": 1},
    "multiples in bounds": {"type": "integer", "multipleOf": 5, "minimum": 5, "maximum": 20},
    "lengths": {"type": "string", "minLength": 2, "maxLength": 4},
    "pattern": {"type": "string", "pattern": "^[A-Z]{2}[0-9]+$"},
    "pattern and lengths": {"type": "string", "pattern": "^[a-z]*$", "minLength": 1, "maxLength": 3},
    "format": {"type": "string", "format": "iso6346"},
    "format of instants": {"type": ["string", "null"], "format": "date-time"},
    "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
    "different items": {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 1},
    "members": {"type": "object", "required": ["a", "b~/c"], "properties": {"a": {"type": "string"}, "b~/c": {}}},
    "closedness": {
        "type": "object",
        "properties": {"a": {}},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    },
    "numbers of members": {
        "type": "object",
        "additionalProperties": {"type": "integer"},
        "minProperties": 1,
        "maxProperties": 2,
    },
    "parts together": {"allOf": [{"type": "string", "minLength": 2}, {"maxLength": 5}, {"type": ["string", "null"]}]},
}


# Of `additionalProperties`, only `false` asserts by itself.
ASSERTING: Final = frozenset(
    {
        *("type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        *("minLength", "maxLength", "pattern", "format", "minItems", "maxItems", "uniqueItems", "required"),
        *("minProperties", "maxProperties"),
    }
)


def wrapped(schema: dict[str, Json]) -> Made:
    """Make the sampler of an object with values of a schema in several places."""
    properties: dict[str, Json] = {
        "value": {"$ref": "#/$defs/Value"},
        "list": {"type": ["array", "null"], "maxItems": 4, "items": {"$ref": "#/$defs/Value"}},
        "deep": {"type": "object", "properties": {"er": {"$ref": "#/$defs/Value"}}},
    }
    return made({"type": "object", "required": ["value"], "properties": properties}, schemas={"Value": schema})


def judge(schema: dict[str, Json], value: Any) -> set[tuple[str, str]]:
    """List pointer and keyword of what jsonschema finds, an unwanted member at its object."""
    whole: dict[str, Any] = {
        "$defs": {"Value": schema},
        "type": "object",
        "required": ["value"],
        "properties": {
            "value": {"$ref": "#/$defs/Value"},
            "list": {"type": ["array", "null"], "maxItems": 4, "items": {"$ref": "#/$defs/Value"}},
            "deep": {"type": "object", "properties": {"er": {"$ref": "#/$defs/Value"}}},
        },
    }
    validator: Any = Draft202012Validator(whole, format_checker=FORMATS)
    return {(join_pointer("", *error.absolute_path), str(error.validator)) for error in validator.iter_errors(value)}


@pytest.mark.parametrize("schema", KEYWORDS.values(), ids=KEYWORDS.keys())
def test_a_keyword_is_broken_alone_wherever_it_stands(schema: dict[str, Json]) -> None:
    """Each target of the body is broken, and jsonschema finds that keyword at that place and nothing else."""
    sample = wrapped(schema)
    targets = sample.sampler.breaker.targets
    assert {target.path for target in targets} >= {("value",), ("list", "[]"), ("deep", "er")}

    for target in targets:
        for seed in range(DRAWS):
            value = sample.sampler.breaker.break_at(sample.valid(seed), target)
            (found,) = judge(schema, value)
            assert found[1] == target.keyword
            steps = ["/[0-9]+" if token == "[]" else re.escape(join_pointer("", token)) for token in target.path]
            assert re.fullmatch("".join(steps), found[0])


def test_every_keyword_that_asserts_is_aimed_at() -> None:
    """The targets of the table are all the keywords that it has: none is forgotten, and none told as unreachable."""
    aimed = {
        (name, target.keyword)
        for name, schema in KEYWORDS.items()
        for target in wrapped(schema).sampler.breaker.targets
        if target.path[:1] == ("value",)
    }

    asserted: set[tuple[str, str]] = set()
    for name, schema in KEYWORDS.items():
        parts: list[dict[str, Any]] = [schema, *cast("list[dict[str, Any]]", schema.get("allOf", []))]
        asserted |= {(name, keyword) for part in parts for keyword in part if keyword in ASSERTING}
    # `type` adds nothing to a list of texts, and a bound nothing to one that is tighter.
    assert asserted - aimed == {("enum of one type", "type"), ("two bounds on a side", "exclusiveMinimum")}


UNREACHABLE: Final[dict[str, tuple[dict[str, Json], str, str]]] = {
    "no shorter text": ({"type": "string", "minLength": 0}, "minLength", "shorter than 0"),
    "no shorter list": ({"type": "array", "items": {}, "minItems": 0}, "minItems", "shorter than 0"),
    "type of listed values": ({"type": "string", "enum": ["a", "b"]}, "type", "every value that enum lists meets"),
    "length of listed values": (
        {"enum": ["a", "bc"], "maxLength": 2},
        "maxLength",
        "every value that enum lists meets",
    ),
    "list of all booleans": ({"type": "boolean", "enum": [True, False]}, "enum", "lists every value"),
    "length of a format": ({"type": "string", "format": "iso6346", "maxLength": 11}, "maxLength", "at most 11 letters"),
    "length of a pattern": (
        {"type": "string", "pattern": "^[A-Z]{3,5}$", "minLength": 2},
        "minLength",
        "at least 3 letters",
    ),
    "another kind": ({"type": "integer", "maxLength": 3}, "maxLength", "no value of the kind"),
    "type of all alternatives": (
        {"type": "object", "oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]},
        "type",
        "every alternative asks",
    ),
    "looser bound": ({"type": "number", "minimum": 0, "exclusiveMinimum": 0}, "minimum", "exclusiveMinimum refuses"),
    "inside an alternative": (
        {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}]},
        "anyOf",
        "told by anyOf itself",
    ),
}


@pytest.mark.parametrize(("schema", "keyword", "reason"), UNREACHABLE.values(), ids=UNREACHABLE.keys())
def test_what_cannot_be_broken_alone_is_told_with_the_reason(
    schema: dict[str, Json], keyword: str, reason: str
) -> None:
    """A keyword that never refuses a value by itself is no target, and trying hard does not break it alone."""
    sample = wrapped(schema)
    breaker = sample.sampler.breaker

    told = [
        found for found in breaker.unreachable if found.target.path == ("value",) and found.target.keyword == keyword
    ]
    assert len(told) == 1
    assert reason in told[0].reason
    assert not any(target.path == ("value",) and target.keyword == keyword for target in breaker.targets)
    if keyword != "anyOf":
        for seed in range(DRAWS):
            for _, found in breaker.attempts(sample.valid(seed), told[0].target):
                assert {(each.path, each.id) for each in found} != {("/value", keyword)}


def test_a_longer_text_is_longer_in_letters() -> None:
    """Lengths are counted in code points, so letters outside of the first plane count once."""
    sample = wrapped({"type": "string", "maxLength": 3})
    target = next(target for target in sample.sampler.breaker.targets if target.name == "/value:maxLength")

    texts = [sample.sampler.breaker.break_at(sample.valid(seed), target)["value"] for seed in range(200)]

    assert min(map(len, texts)) == 4
    assert any(ord(letter) > 0xFFFF for text in texts for letter in text)


def test_a_wrong_number_is_nearly_right() -> None:
    """What breaks a format looks like what has it: most wrong container numbers have the right form."""
    sample = wrapped({"type": "string", "format": "iso6346"})
    target = next(target for target in sample.sampler.breaker.targets if target.name == "/value:format")

    texts = [sample.sampler.breaker.break_at(sample.valid(seed), target)["value"] for seed in range(60)]

    assert not any(is_iso6346(text) for text in texts)
    assert sum(re.fullmatch("[A-Z]{3}[UJZ][0-9]{7}", text) is not None for text in texts) > 20


def test_a_schema_that_is_part_of_itself_is_broken_inside_once() -> None:
    """Places are counted once within themselves, so that there is an end."""
    node: dict[str, Json] = {
        "type": "object",
        "required": ["n"],
        "properties": {"n": {"type": "integer"}, "next": {"$ref": "#/$defs/Node"}},
    }
    sample = made({"type": "object", "properties": {"top": {"$ref": "#/$defs/Node"}}}, schemas={"Node": node})

    names = [target.name for target in sample.sampler.breaker.targets]

    assert names == [
        *(":type", "/top:type", "/top:required:n", "/top/n:type"),
        *("/top/next:type", "/top/next:required:n", "/top/next/n:type"),
    ]


@pytest.mark.slow
def test_the_documents_of_both_apis_break_where_they_are_told_to() -> None:
    """Every rule and every keyword at every place breaks alone, by the check, by jsonschema and by CEL."""
    tally = run(Options(count=1, seed=11, judge_every=1))

    assert tally.failures == []
    assert tally.judged == sum(tally.made.values()) == len(tally.made)


def test_every_rule_of_the_bodies_can_be_broken() -> None:
    """No rule of a body is left out: each is among those that are broken, about one value or about a change."""
    for api, operation in BODIES:
        sample = body(api, operation)
        assert sample.sampler.solver is not None
        names = [name for name in sample.sampler.breakable if ":" not in name]
        assert sorted([*names, *sample.sampler.transition_rules]) == sorted(sample.sampler.solver.rules)


def test_places_of_the_bodies_are_those_of_the_schemas() -> None:
    """Walking the description as it is written leads to the same keywords at the same places."""
    from samples.judging import body_schema

    for api, operation in BODIES:
        breaker: Breaker = body(api, operation).sampler.breaker
        found = set(breaker.targets) | {told.target for told in breaker.unreachable}
        assert {(each.path, each.keyword, each.member) for each in found} == set(
            _written(body_schema(api, operation), ())
        )


def _written(schema: dict[str, Any], path: tuple[str, ...]) -> list[tuple[tuple[str, ...], str, str]]:
    """List the keywords of a schema without references."""
    found = [(path, keyword, "") for keyword in schema if keyword in ASSERTING - {"required", "format"}]
    found += [(path, "format", "")] if schema.get("format") in ("iso6346", "date-time") else []
    found += [(path, "required", name) for name in schema.get("required", ())]
    found += [(path, "additionalProperties", "")] if schema.get("additionalProperties") is False else []
    for name, child in schema.get("properties", {}).items():
        found += _written(child, (*path, name))
    return [*found, *(_written(schema["items"], (*path, "[]")) if "items" in schema else [])]
