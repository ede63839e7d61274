"""Holds the rule on examples in every place and dialect: what is shown is allowed, and what is allowed may be shown."""

from typing import Any

import pytest

from lint.conftest import VERSIONS, Judge, answering

ANSWER = "/paths/~1it/get/responses/200/content/application~1json"


@pytest.mark.parametrize("version", VERSIONS)
def test_examples_inside_schemas_are_judged(judge: Judge, version: str) -> None:
    """`example` and `default` are held against the schema in which they stand, at the place of the slip."""
    right = answering({"type": "object", "properties": {"n": {"type": "integer"}}, "example": {"n": 1}, "default": {}})
    wrong = answering(
        {"type": "object", "properties": {"n": {"type": "integer", "default": 1.5}}, "example": {"n": "1"}}
    )

    assert judge(right, version=version) == []
    assert judge(wrong, version=version) == [
        f"example {ANSWER}/schema/properties/n/default",
        f"example {ANSWER}/schema/example/n",
    ]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("value", [3, "3"], ids=["wrong", "right"])
def test_examples_beside_schemas_are_judged(judge: Judge, value: Any, version: str) -> None:
    """Media types, parameters and headers show examples, by themselves, by name and by reference."""
    schema = {"type": "string"}
    shared = {"A": {"value": value}}
    content = {"application/json": {"schema": schema, "examples": {"a": {"$ref": "#/components/examples/A"}}}}
    headers = {"X-A": {"schema": schema, "example": value}}
    operation = {
        "parameters": [{"name": "a", "in": "query", "schema": schema, "examples": {"one": {"value": value}}}],
        "responses": {"200": {"description": "It.", "content": content, "headers": headers}},
    }
    document = answering({}, operation=operation, components={"examples": shared})
    expected = [
        "example /paths/~1it/get/parameters/0/examples/one/value",
        "example /paths/~1it/get/responses/200/headers/X-A/example",
        "example /components/examples/A/value",
    ]

    assert sorted(judge(document, version=version)) == ([] if value == "3" else sorted(expected))


def test_the_examples_of_3_1_are_judged(judge: Judge) -> None:
    """The list `examples` of a schema is judged item by item."""
    assert judge(answering({"type": "string", "examples": ["a", 1]})) == [f"example {ANSWER}/schema/examples/1"]


def test_null_is_spelled_as_the_dialect_does(judge: Judge) -> None:
    """`nullable` allows null in 3.0, a list of types in 3.1, and neither allows it in the other."""
    nullable = answering({"type": "string", "enum": ["a"], "nullable": True, "example": None})
    listed = answering({"type": ["string", "null"], "example": None})

    assert judge(nullable, version="3.0.3") == []
    assert judge(nullable, version="3.1.0") == [f"example {ANSWER}/schema/example"]
    assert judge(listed, version="3.1.0") == []


def test_what_stands_beside_a_reference_counts_from_3_1_on(judge: Judge) -> None:
    """3.0 ignores keywords beside a reference; 3.1 adds them."""
    schema = {"$ref": "#/components/schemas/Name", "maxLength": 2}
    document = answering(
        {"type": "object", "properties": {"name": schema}, "example": {"name": "long"}},
        components={"schemas": {"Name": {"type": "string"}}},
    )

    assert judge(document, version="3.0.3") == []
    assert judge(document, version="3.1.0") == [f"example {ANSWER}/schema/example/name"]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_excluded_bound_excludes(judge: Judge, version: str) -> None:
    """The bound of 3.0 is a flag beside it, that of 3.1 a number."""
    bound: dict[str, Any] = (
        {"minimum": 0, "exclusiveMinimum": True} if version.startswith("3.0") else {"exclusiveMinimum": 0}
    )

    assert judge(answering({"type": "number", **bound, "example": 1}), version=version) == []
    assert judge(answering({"type": "number", **bound, "example": 0}), version=version) == [
        f"example {ANSWER}/schema/example"
    ]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("flag", ["readOnly", "writeOnly"])
def test_an_example_shows_one_direction(judge: Judge, flag: str, version: str) -> None:
    """What requests or responses never carry may be missing, though it is required; anything else may not."""
    schema = {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": {"type": "string", flag: True}, "name": {"type": "string"}},
    }

    assert judge(answering(schema | {"example": {"name": "a"}}), version=version) == []
    assert judge(answering(schema | {"example": {"id": "a"}}), version=version) == [f"example {ANSWER}/schema/example"]


def test_examples_follow_references_through_files_and_cycles(judge: Judge) -> None:
    """Schemas of other files, also those with odd names and those that contain themselves, judge examples."""
    files = {"a b#.yaml": "Tree: {type: object, properties: {next: {$ref: '#/Tree'}, name: {type: string}}}\n"}
    schema = {"$ref": "a%20b%23.yaml#/Tree"}
    document = answering({"allOf": [schema], "example": {"next": {"next": {"name": 1}}}})

    assert judge(document, files) == [f"example {ANSWER}/schema/example/next/next/name"]


def test_a_dangling_reference_is_one_finding(judge: Judge) -> None:
    """An example whose schema cannot be found is not judged: the reference is what is wrong."""
    document = answering({"$ref": "#/components/schemas/None", "example": 1})

    assert judge(document) == [f"dangling-reference {ANSWER}/schema/$ref"]
