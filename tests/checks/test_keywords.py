"""What each keyword of JSON Schema 2020-12 asks of values, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from checks.compiled import judge
from specwright.model.types import Json

CASES: list[tuple[str, Json, list[Any], list[Any]]] = [
    ("true accepts everything", True, [None, 0, "", [], {}], []),
    ("false accepts nothing", False, [], [None, 0, "", [], {}]),
    ("an empty schema accepts everything", {}, [None, True, 1.5], []),
    ("an unknown word judges nothing", {"colour": "red", "x-color": 1}, [None, 1], []),
    ("a whole number may be spelled 1.0", {"type": "integer"}, [1, 1.0, -(10**30), 1e300], [1.5, True, "1", None]),
    ("a boolean is no number", {"type": "number"}, [0, 1.5], [True, False]),
    ("a number is no boolean", {"type": "boolean"}, [True, False], [0, 1, 0.0]),
    ("null is null only", {"type": "null"}, [None], [0, False, "", [], {}]),
    ("one of several types", {"type": ["string", "integer"]}, ["", 2.0], [None, 2.5, []]),
    ("integer beside number adds nothing", {"type": ["integer", "number"]}, [1, 1.5], [True]),
    ("keywords of other types are passed over", {"maxLength": 1, "minimum": 3, "required": ["a"]}, [[], None, "a"], ["ab", 2, {}]),
    ("enum compares as JSON does", {"enum": [1, "a", None, [True], {"b": 0}]}, [1, 1.0, "a", None, [True], {"b": 0.0}], [True, "b", [1], {"b": False}, {}]),
    ("an enumeration of texts", {"enum": ["a", "b", None]}, ["a", None], ["c", 1, [], {}]),
    ("an enumeration of nothing", {"enum": []}, [], [None, "a"]),
    ("const true is not 1", {"const": True}, [True], [1, 1.0, "true"]),
    ("const 0 is not false", {"const": 0}, [0, 0.0, -0.0], [False, "0", None]),
    ("const text", {"const": "a"}, ["a"], ["b", None, ["a"]]),
    ("const object, members in any order", {"const": {"a": 1, "b": [False]}}, [{"b": [False], "a": 1.0}], [{"a": 1, "b": [0]}, {"a": 1}]),
    ("numbers larger than any double", {"const": {"a": [float("inf")]}, "enum": [{"a": [float("inf")]}, [-float("inf")]]}, [{"a": [float("inf")]}], [{"a": [1e308]}, [-float("inf")]]),
    ("multiples of decimals", {"multipleOf": 0.01}, [0.07, 19.99, 0.3, 4], [0.075, 0.001]),
    ("a tiny divisor", {"multipleOf": 1e-8}, [12391239123, 0.00000001], [1.000000001]),
    ("multiples of whole numbers", {"multipleOf": 3}, [0, 9, -6, 9.0, 3 * 10**30], [1, 9.5]),
    ("a huge number is no multiple by accident", {"multipleOf": 0.123456789}, [], [1e308]),
    ("infinity is a multiple of nothing", {"multipleOf": 2}, [], [float("inf"), float("nan")]),
    ("bounds hold their limits", {"minimum": 1, "maximum": 2.5}, [1, 1.0, 2.5], [0, 2.6]),
    ("exclusive bounds do not", {"exclusiveMinimum": 1, "exclusiveMaximum": 2}, [1.5], [1, 2, 1.0]),
    ("large bounds are exact", {"maximum": 9007199254740992}, [9007199254740992], [9007199254740993]),
    ("lengths count code points", {"minLength": 2, "maxLength": 2}, ["ab", "\U0001f600\U0001f600", "e\u0301"], ["a", "\U0001f600", "abc"]),
    ("2.0 is a length", {"maxLength": 2.0}, ["ab"], ["abc"]),
    ("a pattern is searched for", {"pattern": "b+"}, ["abc", "b"], ["ac", ""]),
    ("the end is the end", {"pattern": "^a$"}, ["a"], ["a\n"]),
    ("digits are ASCII", {"pattern": r"^\d$"}, ["1"], ["\u0663"]),
    ("items after the prefix", {"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}, [[], ["a"], ["a", 1, 2.0]], [[1], ["a", "b"]]),
    ("no items after the prefix", {"prefixItems": [True], "items": False}, [[], [1]], [[1, 2]]),
    ("a prefix alone", {"prefixItems": [{"type": "string"}, {"type": "integer"}]}, [["a"], ["a", 1, None]], [["a", "b"]]),
    ("contains asks for one", {"contains": {"const": 1}}, [[1], [0, 1.0], "x"], [[], [0], [True]]),
    ("minContains and maxContains", {"contains": {"type": "null"}, "minContains": 2, "maxContains": 3}, [[None, None], [None, 1, None, None]], [[None], [None] * 4]),
    ("minContains 0 asks for nothing", {"contains": False, "minContains": 0}, [[], [1]], []),
    ("minContains without contains is nothing", {"minContains": 2, "maxContains": 0}, [[], [1]], []),
    ("contains true counts everything", {"contains": True, "maxContains": 1}, [[1]], [[], [1, 2]]),
    ("uniqueItems tells 1 from true but not from 1.0", {"uniqueItems": True}, [[1, True], [0, False], [[1], [True]], ["1", 1], [{"a": 1}, {"a": 2}]], [[1, 1.0], [{"a": 1, "b": 2}, {"b": 2, "a": 1}], [[1], [1.0]], [None, None]]),
    ("uniqueItems false", {"uniqueItems": False}, [[1, 1]], []),
    ("counts of items", {"minItems": 1, "maxItems": 2}, [[1], [1, 2]], [[], [1, 2, 3]]),
    ("counts of members", {"minProperties": 1, "maxProperties": 2}, [{"a": 1}, []], [{}, {"a": 1, "b": 1, "c": 1}]),
    ("required may be null", {"required": ["a"], "properties": {"a": {"type": ["string", "null"]}}}, [{"a": None}, {"a": ""}], [{}, {"a": 1}]),
    ("required beside a property that asks for nothing", {"required": ["a", "b"], "properties": {"a": {"minLength": 0}, "b": True}}, [{"a": 1, "b": None}], [{"a": 1}, {"b": 1}]),
    ("required without a property", {"type": "object", "required": ["__proto__", "a b"]}, [{"__proto__": 1, "a b": None}], [{"a b": 1}, {}]),
    ("an optional member is not null", {"properties": {"a": {"type": "string"}}}, [{}, {"a": ""}], [{"a": None}]),
    ("an optional member of listed values is not null", {"properties": {"a": {"enum": ["x", 1]}, "b": {"const": 2}}}, [{}, {"a": "x"}, {"a": 1, "b": 2}], [{"a": None}, {"b": None}]),
    ("an optional member that excludes null", {"properties": {"a": {"not": {"type": "null"}}}}, [{}, {"a": 1}], [{"a": None}]),
    ("a member that must not be", {"properties": {"a": False}}, [{}, {"b": 1}], [{"a": None}]),
    ("closed", {"properties": {"a": True}, "additionalProperties": False}, [{}, {"a": 1}], [{"b": 1}, {"a": 1, "b": 1}]),
    ("patterns count as named", {"properties": {"a": True}, "patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": False}, [{"a": 1, "x-a": 2}], [{"x-a": "b"}, {"b": 1}]),
    ("additional members by a schema", {"properties": {"a": True}, "additionalProperties": {"type": "null"}}, [{"a": 1, "b": None}], [{"b": 1}]),
    ("names of members", {"propertyNames": {"maxLength": 2}}, [{"ab": 1}, {}], [{"abc": 1}]),
    ("no names at all", {"propertyNames": False}, [{}], [{"a": 1}]),
    ("one member asks for another", {"dependentRequired": {"a": ["b", "c"]}}, [{}, {"b": 1}, {"a": 1, "b": 1, "c": None}], [{"a": 1, "b": 1}]),
    ("one member asks for a schema", {"dependentSchemas": {"a": {"minProperties": 2}, "b": False}}, [{}, {"a": 1, "c": 1}], [{"a": 1}, {"b": 1}]),
    ("all of", {"allOf": [{"minimum": 1}, {"maximum": 2}, True]}, [1, "a"], [0, 3]),
    ("any of", {"anyOf": [{"type": "string"}, {"minimum": 1}]}, ["a", 1, None], [0]),
    ("any of with true", {"anyOf": [True, False]}, [1], []),
    ("one of", {"oneOf": [{"type": "integer"}, {"minimum": 2}]}, [1, 2.5], [3, 1.5]),
    ("nothing of", {"not": {"type": ["integer", "null"]}}, ["a", 1.5], [1, None]),
    ("if, then, else", {"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"type": "null"}}, ["a", None], ["", 1]),
    ("if alone", {"if": {"type": "string"}}, ["a", 1], []),
    ("then without if", {"then": False, "else": False}, [1], []),
    ("if with else only", {"if": {"const": 1}, "else": {"const": 2}}, [1, 2], [3]),
    ("nullable by alternatives", {"anyOf": [{"type": "string", "maxLength": 1}, {"type": "null"}]}, ["a", None], ["ab", 1]),
    ("format is asserted where it is known", {"format": "iso6346"}, ["CSQU3054383", 1], ["CSQU3054384", ""]),
    ("dates", {"type": "string", "format": "date-time"}, ["2026-01-31T08:00:00Z"], ["2026-02-30T08:00:00Z", "2026-01-31"]),
    ("other formats are remarks", {"format": "email"}, ["no address"], []),
    ("content is a remark", {"contentEncoding": "base64", "contentMediaType": "application/json"}, ["{:}"], []),
    ("content of a file may be anything that is no other JSON", {"type": "string", "format": "binary", "maxLength": 3}, ["abc", b"abcd"], [1, None, {}, [], True, "abcd"]),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "valid", "invalid"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_keyword_means_what_the_specification_says(schema: Json, valid: list[Any], invalid: list[Any]) -> None:
    """Values are accepted and refused as listed, by the verdict and by the violations alike."""
    judged = judge(schema)

    assert [value for value in valid if not judged.verdict(value) or judged.violations(value)] == []
    assert [value for value in invalid if judged.verdict(value) or not judged.violations(value)] == []


UNEVALUATED: list[tuple[str, Json, list[Any], list[Any]]] = [
    ("members named by a branch that holds", {"oneOf": [{"required": ["a"], "properties": {"a": True}}, {"required": ["b"], "properties": {"b": True}}], "unevaluatedProperties": False}, [{"a": 1}, {"b": 1}], [{"a": 1, "c": 1}]),
    ("a branch that fails names nothing", {"anyOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": True}}], "unevaluatedProperties": False}, [{"a": 1}, {"b": 2}], [{"a": 2}]),
    ("members behind a reference", {"$ref": "#/$defs/Base", "properties": {"b": True}, "unevaluatedProperties": False, "$defs": {"Base": {"properties": {"a": True}}}}, [{"a": 1, "b": 1}], [{"c": 1}]),
    ("a cousin names nothing", {"allOf": [{"properties": {"a": True}}, {"unevaluatedProperties": False}]}, [{}], [{"a": 1}]),
    ("one that is closed inside", {"allOf": [{"properties": {"a": True}, "additionalProperties": {"type": "string"}}], "unevaluatedProperties": False}, [{"a": 1, "z": ""}], [{"z": 1}]),
    ("one that is unevaluated inside", {"allOf": [{"unevaluatedProperties": {"type": "string"}}], "unevaluatedProperties": False}, [{"z": ""}], [{"z": 1}]),
    ("if, then and else", {"if": {"required": ["a"], "properties": {"a": True}}, "then": {"properties": {"b": True}}, "else": {"properties": {"c": True}}, "unevaluatedProperties": False}, [{"a": 1, "b": 1}, {"c": 1}], [{"a": 1, "c": 1}, {"b": 1}]),
    ("a member that asks for a schema", {"dependentSchemas": {"a": {"properties": {"b": True}}}, "properties": {"a": True}, "unevaluatedProperties": False}, [{"a": 1, "b": 1}], [{"b": 1}]),
    ("patterns name members", {"patternProperties": {"^x": True}, "unevaluatedProperties": False}, [{"xa": 1}], [{"a": 1}]),
    ("by a schema", {"properties": {"a": True}, "unevaluatedProperties": {"type": "integer"}}, [{"a": "", "b": 1}], [{"b": ""}]),
    ("one that closes itself", {"additionalProperties": {"type": "string"}, "unevaluatedProperties": False}, [{"z": ""}], [{"z": 1}]),
    ("items that are judged beside", {"items": {"type": "integer"}, "unevaluatedItems": False}, [[1]], [["a"]]),
    ("members behind a dynamic reference", {"$dynamicRef": "#base", "unevaluatedProperties": False, "$defs": {"Base": {"$dynamicAnchor": "base", "properties": {"a": True}}}}, [{"a": 1}], [{"b": 1}]),
    ("if alone", {"if": {"required": ["a"], "properties": {"a": {"const": 1}}}, "unevaluatedProperties": False}, [{"a": 1}, {}], [{"a": 2}, {"b": 1}]),
    ("branches that are no maps", {"allOf": [True, {"properties": {"a": True}}], "anyOf": [False, {}], "unevaluatedProperties": False}, [{"a": 1}], [{"b": 1}]),
    ("null passes by", {"type": ["object", "null"], "unevaluatedProperties": False}, [None, {}], [{"a": 1}]),
    ("items of a prefix", {"allOf": [{"prefixItems": [True, True]}], "unevaluatedItems": False}, [[], [1, 2]], [[1, 2, 3]]),
    ("items that are contained", {"contains": {"type": "string"}, "unevaluatedItems": {"type": "integer"}}, [["a", 1], ["a", "b"]], [["a", None]]),
    ("items judged inside", {"allOf": [{"items": {"type": "integer"}}], "unevaluatedItems": False}, [[1, 2]], [["a"]]),
    ("items by a branch", {"anyOf": [{"prefixItems": [{"const": 1}]}, {"prefixItems": [True, {"const": 2}]}], "unevaluatedItems": False}, [[1], [0], [0, 2]], [[1, 3]]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "valid", "invalid"), [case[1:] for case in UNEVALUATED], ids=[case[0] for case in UNEVALUATED]
)
def test_what_no_schema_judged_is_unevaluated(schema: Json, valid: list[Any], invalid: list[Any]) -> None:
    """Members and items count as judged where a schema that holds has judged them, and nowhere else."""
    judged = judge(schema)

    assert [value for value in valid if not judged.verdict(value) or judged.violations(value)] == []
    assert [value for value in invalid if judged.verdict(value) or not judged.violations(value)] == []
