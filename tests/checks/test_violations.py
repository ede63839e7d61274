"""What violations tell: places, keywords, codes, their order, and what is refused when a schema is compiled."""

from __future__ import annotations

from typing import Any

import pytest

from checks.compiled import body_service, judge, module_of, pairs
from specwright.checks import compile_checks
from specwright.model.errors import DescriptionError, UnsupportedFeatureError
from specwright.model.location import Location
from specwright.model.types import Json
from specwright.rules.faults import Places

ORDER: dict[str, Json] = {
    "type": "object",
    "required": ["id", "items"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^[A-Z]+$", "maxLength": 3},
        "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Item"}},
        "a/b~": {"const": 1},
    },
}
ITEM: dict[str, Json] = {
    "type": "object",
    "required": ["count"],
    "properties": {"count": {"type": "integer", "minimum": 1}},
}


def violations_of(value: Any, schema: Json = ORDER) -> list[tuple[str, str]]:
    """Give place and keyword of each violation of a body."""
    _, names = module_of(body_service(schema, schemas={"Item": ITEM}))
    return pairs(names["check_send_body"](value))


def test_all_violations_are_told_by_place_and_keyword() -> None:
    """Each violation has the pointer of the value that is wrong, and they are sorted by it and then by keyword."""
    value = {"id": "abcd", "items": [{"count": 0}, {}, 3, {"count": True}], "a/b~": 2, "z": 1}

    assert violations_of(value) == [
        ("/a~1b~0", "const"),
        ("/id", "maxLength"),
        ("/id", "pattern"),
        ("/items/0/count", "minimum"),
        ("/items/1", "required"),
        ("/items/2", "type"),
        ("/items/3/count", "type"),
        ("/z", "additionalProperties"),
    ]


def test_what_is_missing_is_told_at_the_object() -> None:
    """A missing member has no place of its own, so the object is the place, once for each member."""
    _, names = module_of(body_service(ORDER, schemas={"Item": ITEM}))

    found = names["check_send_body"]({})

    assert pairs(found) == [("", "required"), ("", "required")]
    assert [each.message for each in found] == ["The member 'id' is missing.", "The member 'items' is missing."]


def test_valid_input_costs_no_new_tuple() -> None:
    """A valid value is answered with the one empty tuple that everybody shares."""
    _, names = module_of(body_service(ORDER, schemas={"Item": ITEM}))

    assert names["check_send_body"]({"id": "A", "items": [{"count": 1}]}) is ()  # noqa: F632 - the shared one is meant


def test_a_violation_is_told_once() -> None:
    """What two branches say alike is one violation."""
    schema: Json = {"allOf": [{"$ref": "#/$defs/Item"}, {"$ref": "#/$defs/Item"}, {"required": ["count"]}]}

    assert violations_of({}, schema) == [("", "required")]


def test_what_a_schema_names_is_not_told_as_unevaluated() -> None:
    """A member that is wrong by a schema that all values must meet is told as wrong there, and not as unwanted."""
    schema: Json = {"allOf": [{"properties": {"a": {"type": "string"}}}], "unevaluatedProperties": False}

    assert violations_of({"a": 1, "b": 1}, schema) == [("/a", "type"), ("/b", "unevaluatedProperties")]


def test_alternatives_are_told_as_one() -> None:
    """Nobody can know which alternative was meant, so the keyword is told and not what each of them lacks."""
    assert violations_of(1, {"anyOf": [{"type": "string"}, {"minimum": 5}]}) == [("", "anyOf")]
    assert violations_of(9, {"oneOf": [{"type": "integer"}, {"minimum": 5}]}) == [("", "oneOf")]


@pytest.mark.parametrize(
    ("schema", "keyword"),
    [
        ({"contains": {"const": 1}}, "contains"),
        ({"contains": {"const": 1}, "minContains": 1}, "minContains"),
        ({"contains": {"const": 1}, "minContains": 2}, "minContains"),
        ({"contains": True}, "contains"),
        ({"contains": True, "minContains": 2}, "minContains"),
    ],
)
def test_a_count_of_what_is_contained_is_told_by_the_keyword_that_asks(schema: Json, keyword: str) -> None:
    """The keyword with the number is told where there is one, else `contains` itself."""
    assert violations_of([], schema) == [("", keyword)]


def test_messages_repeat_nothing_of_the_value() -> None:
    """A message says what is asked for; what was sent may be a secret."""
    secret = "s3cr3t-value"
    schema: Json = {
        "properties": {
            "a": {"type": "integer", "const": 1, "enum": [1], "maxLength": 1, "pattern": "x", "format": "date"}
        }
    }
    _, names = module_of(body_service(schema))

    found = names["check_send_body"]({"a": secret})

    assert len(found) == 6
    assert [each for each in found if secret in repr(each)] == []


CODES: list[tuple[str, Json, Any, list[tuple[str, str]]]] = [
    ("a string on a leaf", {"type": "string", "maxLength": 1, "x-error-code": "BAD"}, "ab", [("maxLength", "BAD")]),
    ("for all of its keywords", {"type": "string", "x-error-code": "BAD"}, 1, [("type", "BAD")]),
    ("a map", {"type": "string", "maxLength": 1, "pattern": "^a", "x-error-code": {"pattern": "BAD"}}, "bb", [("maxLength", ""), ("pattern", "BAD")]),
    ("not inherited", {"properties": {"a": {"type": "null"}}, "required": ["b"], "x-error-code": {"required": "BAD"}}, {"a": 1}, [("required", "BAD"), ("type", "")]),
    ("closedness", {"additionalProperties": False, "x-error-code": {"additionalProperties": "BAD"}}, {"a": 1}, [("additionalProperties", "BAD")]),
    ("alternatives", {"anyOf": [{"type": "null"}], "x-error-code": "BAD"}, 1, [("anyOf", "BAD")]),
    ("items that are refused", {"items": False, "x-error-code": "BAD"}, [1], [("items", "BAD")]),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "value", "expected"), [case[1:] for case in CODES], ids=[case[0] for case in CODES])
def test_codes_belong_to_keywords(schema: Json, value: Any, expected: list[tuple[str, str]]) -> None:
    """A violation has the code that its own schema gives its keyword, and no other."""
    found = judge(schema).violations(value)

    assert sorted((each.id, each.code) for each in found) == expected


@pytest.mark.parametrize(
    ("schema", "what"),
    [
        ({"properties": {"a": True}, "required": ["a"], "x-error-code": "BAD"}, "several schemas"),
        ({"$ref": "#/$defs/Item", "x-error-code": "BAD"}, "several schemas"),
        ({"items": {"type": "null"}, "x-error-code": {"items": "BAD"}}, "that of another schema"),
        (
            {"additionalProperties": {"type": "null"}, "x-error-code": {"additionalProperties": "BAD"}},
            "that of another schema",
        ),
        ({"type": "string", "x-error-code": {"maxLength": "BAD"}}, "no keyword that stands here"),
        ({"title": "Nothing", "x-error-code": "BAD"}, "nothing here can fail"),
        ({"type": "string", "x-error-code": ["BAD"]}, "a code, or a map"),
        ({"type": "string", "x-error-code": "BAAD"}, "no documented error code"),
    ],
)
def test_a_code_that_can_never_be_told_is_an_error(schema: Json, what: str) -> None:
    """A code at a place where it would be lost, or one that no answer documents, ends the run."""
    with pytest.raises(DescriptionError, match=what):
        compile_checks(body_service(schema, schemas={"Item": ITEM}, codes=["BAD"]))


@pytest.mark.parametrize(
    ("code", "hint"),
    [("BAAD", "Did you mean 'BAD'?"), ("OTHER", "Leave it out where the documents have none.")],
)
def test_a_code_that_nobody_documents_is_told_with_a_way_out(code: str, hint: str) -> None:
    """A code that is nearly one of the documented ones is taken for it, another is better left out."""
    with pytest.raises(DescriptionError) as caught:
        compile_checks(body_service({"type": "string", "x-error-code": code}, codes=["BAD"]))

    assert [problem.hint for problem in caught.value.problems] == [hint]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "text"},
        {"type": []},
        {"minimum": "1"},
        {"maximum": True},
        {"minLength": -1},
        {"minLength": "1"},
        {"maxLength": True},
        {"maxItems": 1.5},
        {"multipleOf": 0},
        {"exclusiveMaximum": float("inf")},
        {"required": "a"},
        {"required": [1]},
        {"uniqueItems": "yes"},
        {"enum": "a"},
        {"pattern": 1},
        {"pattern": "("},
        {"patternProperties": {"[": True}},
        {"properties": ["a"]},
        {"items": [{"type": "null"}]},
        {"allOf": {}},
        {"anyOf": []},
        {"not": "a"},
        {"then": "a"},
        {"dependentRequired": {"a": "b"}},
        {"properties": {"a": 1}},
    ],
)
def test_a_keyword_that_makes_no_sense_is_an_error(schema: Json) -> None:
    """A keyword with a value that JSON Schema does not allow ends the run, with its place and a hint."""
    with pytest.raises(DescriptionError) as caught:
        compile_checks(body_service({"properties": {"inner": schema}}))

    problem = caught.value.problems[0]
    assert problem.where.file == "openapi.yaml"
    assert problem.where.pointer.startswith("/paths/~1send/post/requestBody/content/x/schema/properties/inner")
    assert problem.hint


@pytest.mark.parametrize(
    "schema",
    [
        {"$schema": "http://json-schema.org/draft-07/schema#"},
        {"dependencies": {"a": ["b"]}},
        {"additionalItems": False},
        {"$recursiveRef": "#"},
        {"pattern": r"^\p{L}+$"},
        {"patternProperties": {r"(a)\1": True}},
    ],
)
def test_what_is_not_supported_is_told_as_such(schema: Json) -> None:
    """A word that would have to be obeyed and is not known ends the run instead of being passed over."""
    with pytest.raises(UnsupportedFeatureError) as caught:
        judge(schema)

    assert caught.value.problems[0].hint


def test_all_problems_are_told_at_once() -> None:
    """One run tells every schema that is wrong, each with line and column where they are known."""
    places = Places(complete=lambda where: Location(where.file, where.pointer, 7, 3))
    service = body_service(
        {"items": {"$ref": "#/$defs/A"}, "not": {"$ref": "#/$defs/B"}},
        schemas={"A": {"type": "nil"}, "B": {"pattern": r"\p{L}"}},
    )

    with pytest.raises(DescriptionError) as caught:
        compile_checks(service, places=places)

    assert [str(problem.where) for problem in caught.value.problems] == [
        "openapi.yaml:7:3 (#/components/schemas/A/type)",
        "openapi.yaml:7:3 (#/components/schemas/B/pattern)",
    ]


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"enum": []}, 1, "No value is allowed here."),
        ({"enum": ["a"]}, 1, "Must be a."),
        ({"enum": ["a", "b"]}, 1, "Must be a or b."),
        ({"enum": ["a", "", None, 2]}, 1, 'Must be a, "", null or 2.'),
        ({"enum": [f"value {number}" for number in range(99)]}, 1, "Must be one of the 99 listed values."),
        ({"type": "string"}, 1, "Must be a string."),
        ({"type": ["string", "null"]}, 1, "Must be null or a string."),
        ({"minLength": 1}, "", "Must have at least 1 character."),
        ({"minLength": 2}, "", "Must have at least 2 characters."),
        ({"maxItems": 1}, [1, 2], "Must have at most 1 item."),
        ({"maxItems": 0}, [1], "Must have at most 0 items."),
        ({"type": ["integer", "number"]}, "1", "Must be a number."),
        ({"required": ["a"]}, {}, "The member 'a' is missing."),
        ({"dependentRequired": {"b": ["a"]}}, {"b": 1}, "The member 'a' is missing, which 'b' asks for."),
    ],
)
def test_a_message_says_what_is_asked_for(schema: Json, value: Any, message: str) -> None:
    """One is told in the singular, several with `or`, long lists by their length, empty texts in quotes."""
    assert [each.message for each in judge(schema).violations(value)] == [message]
