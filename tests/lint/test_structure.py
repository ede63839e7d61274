"""Holds the rules on documents: fields, references, operations, paths and security, in every dialect."""

from pathlib import Path
from typing import Any

import pytest

from lint.conftest import VERSIONS, Judge, answering
from specwright.cli.lint import judge_document
from specwright.lint import RULES
from specwright.loader import read

ROOT = Path(__file__).parents[2]
GET = "/paths/~1it/get"


def parameter(name: str, **more: Any) -> dict[str, Any]:
    """Make a path parameter."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, **more}


@pytest.mark.parametrize("name", ["soget", "transiteo"])
def test_the_descriptions_of_this_repository_are_sound(name: str) -> None:
    """No rule has anything to say about either, not even a doubt."""
    assert judge_document(read(ROOT / "specs" / name / "openapi.yaml")) == ()


def test_every_rule_says_what_it_asks() -> None:
    """The rules are a list that a reader can go through: each has a sentence of its own."""
    sentences = [rule.__doc__ for rule in RULES]

    assert all(sentences)
    assert len(set(sentences)) == len(RULES)


@pytest.mark.parametrize("version", VERSIONS)
def test_fields_are_those_of_openapi(judge: Judge, version: str) -> None:
    """A missing field, an unknown one and one of the wrong kind are each found where they stand; extensions are free."""
    right = answering({}, operation={"summary": "It.", "x-mine": 1})
    unknown = answering({}, operation={"summry": "It."})
    missing = answering({}, operation={"responses": {"200": {"content": {}}}})
    wrong = answering({}, operation={"tags": "it"})

    assert judge(right, version=version) == []
    assert judge(unknown, version=version) == [f"unknown-field {GET}/summry"]
    assert judge(missing, version=version) == (
        [] if version.startswith("3.2") else [f"meta-schema {GET}/responses/200"]
    )
    assert judge(wrong, version=version) == [f"meta-schema {GET}/tags"]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_alternative_that_was_meant_is_named(judge: Judge, version: str) -> None:
    """Of the kinds of parameters and schemes, the one is meant whose distinguishing value is there."""
    parameters = [parameter("id", required=False), {"name": "a", "in": "qery", "schema": {"type": "string"}}]
    schemes = {"key": {"type": "apiKey", "name": "X-Key"}}
    document = answering({}, operation={"parameters": parameters}, components={"securitySchemes": schemes})

    found = [line for line in judge(document, version=version) if line.startswith("meta-schema")]

    assert found == [
        f"meta-schema {GET}/parameters/0/required",
        f"meta-schema {GET}/parameters/1/in",
        "meta-schema /components/securitySchemes/key",
    ]


def test_what_stands_below_a_wrong_field_is_not_blamed(judge: Judge) -> None:
    """Where a value is wrong, its neighbours, which OpenAPI has, are not called unknown."""
    document = answering({}, components={"securitySchemes": {"key": {"type": "apikey", "name": "X", "in": "header"}}})

    assert judge(document) == ["meta-schema /components/securitySchemes/key/type"]


@pytest.mark.parametrize("version", VERSIONS)
def test_references_lead_somewhere(judge: Judge, version: str) -> None:
    """References of every kind of object are followed; those in data are no references."""
    responses = {"Fine": {"description": "Fine."}}
    right = answering({}, operation={"responses": {"default": {"$ref": "#/components/responses/Fine"}}})
    wrong = answering(
        {"type": "object", "properties": {"value": {"$ref": "#/components/schemas/A"}}, "example": {"$ref": "#/data"}},
        operation={"parameters": [{"$ref": "more.yaml#/b"}]},
    )

    assert judge(right | {"components": {"responses": responses}}, version=version) == []
    assert sorted(judge(wrong, {"more.yaml": "a: {}\n"}, version=version)) == [
        f"dangling-reference {GET}/parameters/0/$ref",
        f"dangling-reference {GET}/responses/200/content/application~1json/schema/properties/value/$ref",
    ]


def test_a_file_that_cannot_be_read_is_told_at_its_own_place(judge: Judge) -> None:
    """The slip in another file is what is wrong, not the reference to it."""
    assert judge(answering({"$ref": "more.yaml#/A"}), {"more.yaml": "A: [1\n"}) == ["syntax "]


@pytest.mark.parametrize("version", VERSIONS)
def test_operations_have_names_of_their_own(judge: Judge, version: str) -> None:
    """A name that is taken is an error, a missing one a doubt."""
    fine = {"description": "Fine."}
    operations = {
        "get": {"operationId": "read", "responses": {"200": fine}},
        "head": {"operationId": "read", "responses": {"200": fine}},
        "delete": {"responses": {"200": fine}},
    }

    assert judge({"paths": {"/it": operations}}, version=version) == [
        "duplicate-operation-id /paths/~1it/head/operationId",
        "operation-id? /paths/~1it/delete",
    ]


def test_the_methods_of_3_2_are_operations(judge: Judge) -> None:
    """QUERY and additional operations are judged like any other."""
    fine = {"200": {"description": "Fine."}}
    item = {
        "query": {"operationId": "read", "responses": fine},
        "additionalOperations": {"PURGE": {"operationId": "read", "responses": fine}},
    }

    assert judge({"paths": {"/it": item}}, version="3.2.0") == [
        "duplicate-operation-id /paths/~1it/additionalOperations/PURGE/operationId"
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_placeholders_and_parameters_agree(judge: Judge, version: str) -> None:
    """Each placeholder has its parameter, of the operation, of the path or by reference, and each parameter its place."""
    fine = {"operationId": "read", "responses": {"200": {"description": "Fine."}}}
    shared = {"parameters": {"B": parameter("b")}}
    right = {
        "/x/{a}/{b}": {
            "parameters": [parameter("a")],
            "get": fine | {"parameters": [{"$ref": "#/components/parameters/B"}]},
        }
    }
    wrong = {"/x/{a}/{b}": {"get": fine | {"parameters": [parameter("a"), parameter("c")]}}}

    assert judge({"paths": right, "components": shared}, version=version) == []
    assert judge({"paths": wrong}, version=version) == ["path-parameter /paths/~1x~1{a}~1{b}/get"] * 2


def test_two_paths_of_one_shape_are_one_path(judge: Judge) -> None:
    """Paths that differ in a parameter's name only are the same to OpenAPI."""
    paths = {f"/x/{{{name}}}": {"parameters": [parameter(name)]} for name in ("a", "b")}

    assert judge({"paths": paths | {"/x/a": {}}}) == ["duplicate-path /paths/~1x~1{b}"]


@pytest.mark.parametrize("version", VERSIONS)
def test_security_names_schemes(judge: Judge, version: str) -> None:
    """Requirements of the root and of operations name schemes that exist; none at all is a requirement too."""
    schemes = {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}}
    right = answering({}, operation={"security": [{}]}, security=[{"key": []}], components=schemes)
    wrong = answering({}, operation={"security": [{"key": [], "kee": []}]}, security=[{"none": []}], components=schemes)

    assert judge(right, version=version) == []
    assert judge(wrong, version=version) == [
        f"security-scheme {GET}/security/0/kee",
        "security-scheme /security/0/none",
    ]
