"""Holds the rules on schemas: each finds the wrong description and leaves the right one alone."""

from typing import Any

import pytest

from lint.conftest import VERSIONS, Judge, answering

ANSWER = "/paths/~1it/get/responses/200/content/application~1json/schema"


@pytest.mark.parametrize("version", VERSIONS)
def test_an_unknown_keyword_is_found(judge: Judge, version: str) -> None:
    """A keyword that JSON Schema does not have is found, an extension is not."""
    right = answering({"type": "string", "maxLength": 3, "x-mine": 1})
    wrong = answering({"type": "string", "maxLenght": 3})

    assert judge(right, version=version) == []
    assert judge(wrong, version=version) == [f"unknown-keyword {ANSWER}/maxLenght"]


@pytest.mark.parametrize(
    "keyword",
    [
        *("properties", "patternProperties", "$defs", "dependentSchemas"),
        *("allOf", "anyOf", "oneOf", "prefixItems"),
        *("additionalProperties", "items", "not", "if", "then", "else", "contains", "propertyNames"),
    ],
)
def test_schemas_are_found_wherever_they_stand(judge: Judge, keyword: str) -> None:
    """Each keyword that holds schemas is looked into."""
    bad = {"typ": "string"}
    is_map = keyword in {"properties", "patternProperties", "$defs", "dependentSchemas"}
    is_list = keyword in {"allOf", "anyOf", "oneOf", "prefixItems"}
    schema = {keyword: {"a": bad} if is_map else [bad] if is_list else bad}

    assert [line.split()[0] for line in judge(answering(schema))] == ["unknown-keyword"]


def test_names_are_no_keywords(judge: Judge) -> None:
    """Members may be called like keywords, and data may look like a schema."""
    members = {
        name: {"type": "string"}
        for name in ("example", "default", "enum", "const", "examples", "schema", "$ref", "value", "x-y", "properties")
    }
    schema = {
        "type": "object",
        "properties": members,
        "examples": [{"schema": "a", "$ref": "#/nowhere", "properties": "b"}],
        "default": {"example": "typ"},
        "enum": [{"schema": "a", "$ref": "#/nowhere", "properties": "b"}, {"example": "typ"}],
    }

    assert judge(answering(schema)) == []


def test_default_responses_and_other_files_are_judged(judge: Judge) -> None:
    """The word `default` is a name among responses, and a schema in another file is a schema."""
    content = {"application/json": {"schema": {"$ref": "more.yaml#/A"}}}
    document = answering(
        {"type": "string"}, operation={"responses": {"default": {"description": "", "content": content}}}
    )

    assert judge(document, {"more.yaml": "A: {typ: string}\n"}) == ["unknown-keyword /A/typ"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("type", "strng"),
        ("required", "id"),
        ("enum", "a"),
        ("minLength", -1),
        ("properties", []),
        ("items", "x"),
        ("multipleOf", 0),
        ("uniqueItems", "yes"),
    ],
)
def test_a_value_that_a_keyword_cannot_have_is_found(judge: Judge, keyword: str, value: Any, version: str) -> None:
    """A keyword with a value of another kind constrains nothing, so it is an error."""
    assert judge(answering({keyword: value}), version=version) == [f"keyword-value {ANSWER}/{keyword}"]


def test_each_dialect_has_its_own_values(judge: Judge) -> None:
    """A list of types is for 3.1, a flag that excludes a bound for 3.0; each is found in the other."""
    types = answering({"type": ["string", "null"]})
    flags = answering({"type": "number", "minimum": 0, "exclusiveMinimum": True})

    assert judge(types, version="3.1.0") == []
    assert judge(types, version="3.0.3") == [f"keyword-value {ANSWER}/type"]
    assert judge(flags, version="3.0.3") == []
    assert judge(flags, version="3.1.0") == [f"keyword-value {ANSWER}/exclusiveMinimum"]


def test_a_pattern_compiles(judge: Judge) -> None:
    """A pattern that is no regular expression is a doubt."""
    assert judge(answering({"type": "string", "pattern": "^[a-z]+$"})) == []
    assert judge(answering({"type": "string", "pattern": "^[a-z+$"})) == [f"pattern? {ANSWER}/pattern"]


def test_what_is_required_is_described(judge: Judge) -> None:
    """A required member without a description is an error where the object is closed, a doubt elsewhere."""
    text = {"type": "string"}
    schema = {"type": "object", "required": ["id", "nmae"], "properties": {"id": text, "name": text}}
    closed = schema | {"additionalProperties": False}

    assert judge(answering(schema | {"required": ["id", "name"]})) == []
    assert judge(answering(schema)) == [f"required-member? {ANSWER}/required/1"]
    assert judge(answering(closed)) == [f"required-member {ANSWER}/required/1"]
    assert judge(answering({"required": ["id"]})) == []


def test_codes_are_documented(judge: Judge) -> None:
    """A code of a response is a value of an enumeration of the description."""

    def document(*codes: str) -> dict[str, Any]:
        schema = {"type": "object", "properties": {"code": {"type": "string", "enum": ["TAKEN", "GONE"]}}}
        content = {"application/json": {"schema": schema}}
        refusal = {"description": "No.", "x-error-codes": list(codes), "content": content}
        return {"paths": {"/it": {"get": {"operationId": "getIt", "responses": {"409": refusal}}}}}

    assert judge(document("TAKEN", "GONE")) == []
    assert judge(document("TAKN", "GONE")) == ["error-code /paths/~1it/get/responses/409/x-error-codes/0"]


def test_a_slip_in_an_extension_is_a_doubt(judge: Judge) -> None:
    """Nearly one of our keys is probably meant to be it; any other key is somebody else's."""
    right = answering({"type": "string", "x-unverified": True, "x-faker": "name"})
    wrong = answering({"type": "string", "x-unverifed": True}, operation={"x-idempotnt": True})

    assert judge(right) == []
    assert judge(wrong) == [
        f"unknown-extension? {ANSWER}/x-unverifed",
        "unknown-extension? /paths/~1it/get/x-idempotnt",
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_schemas_that_nothing_uses_are_doubts(judge: Judge, version: str) -> None:
    """A schema is used through references, also through other schemas, and through nothing else."""
    schemas: dict[str, Any] = {
        "Order": {"type": "object", "properties": {"line": {"$ref": "#/components/schemas/Line"}}},
        "Line": {"type": "object"},
        "Idle": {"type": "object", "properties": {"idler": {"$ref": "#/components/schemas/Idler"}}},
        "Idler": {"type": "object"},
    }
    document = answering({"$ref": "#/components/schemas/Order"}, components={"schemas": schemas})

    assert judge(document, version=version) == [
        "unreachable-schema? /components/schemas/Idle",
        "unreachable-schema? /components/schemas/Idler",
    ]


def test_a_discriminator_uses_its_schemas(judge: Judge) -> None:
    """What a mapping names, and what extends a base that a discriminator tells apart, is used; so is what those use."""
    pet = {"type": "object", "properties": {"kind": {"type": "string"}}}
    schemas: dict[str, Any] = {
        "Pet": pet
        | {"discriminator": {"propertyName": "kind", "mapping": {"f": "Fish", "b": "#/components/schemas/Bird"}}},
        "Cat": {
            "allOf": [
                {"$ref": "#/components/schemas/Pet"},
                {"properties": {"toy": {"$ref": "#/components/schemas/Toy"}}},
            ]
        },
        "Toy": {"type": "object"},
        "Fish": {"type": "object"},
        "Bird": {"type": "object"},
        "Stone": {"type": "object"},
    }
    document = answering({"$ref": "#/components/schemas/Pet"}, components={"schemas": schemas})

    assert judge(document) == ["unreachable-schema? /components/schemas/Stone"]


def test_a_schema_that_stands_in_another_file_is_used_there_too(judge: Judge) -> None:
    """A component that only names a schema of another file is used where that schema is."""
    document = answering({"$ref": "more.yaml#/Order"}, components={"schemas": {"Order": {"$ref": "more.yaml#/Order"}}})

    assert judge(document, {"more.yaml": "Order: {type: object}\n"}) == []
