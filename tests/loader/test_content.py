"""Holds how bodies and answers are written and read: kinds, parts, streams and examples."""

from typing import Any

import pytest

from loader.conftest import Load
from specwright.model.service import MediaType, MediaTypeKind, ParameterStyle, Part
from specwright.model.types import AnyType, Array, Enum, Map, Ref, Scalar, ScalarKind, Type

STRING = Scalar(ScalarKind.STRING)
FILE = Scalar(ScalarKind.FILE)
OBJECT = {"type": "object", "properties": {"x": {"type": "string"}}}


def send(load_it: Load, media_type: str, content: Any, version: str = "3.1.0", **components: Any) -> MediaType:
    """Load one request body of one media type."""
    operation = {"operationId": "op", "requestBody": {"content": {media_type: content}}, "responses": {}}
    service = load_it({"openapi": version, "paths": {"/a": {"post": operation}}, "components": components})
    body = service.operations[0].body
    assert body is not None
    (found,) = body.media_types
    return found


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/json", "json"),
        ("application/json; charset=utf-8", "json"),
        ("Application/Problem+JSON", "json"),
        ("application/json-patch+json", "json"),
        ("text/json", "json"),
        ("application/x-www-form-urlencoded", "form"),
        ("multipart/form-data", "multipart"),
        ("multipart/mixed", "multipart"),
        ("text/plain", "text"),
        ("text/*", "text"),
        ("text/event-stream", "event-stream"),
        ("application/jsonl", "json-lines"),
        ("application/x-ndjson", "json-lines"),
        ("application/json-seq", "json-lines"),
        ("application/geo+json-seq", "json-lines"),
        ("application/octet-stream", "binary"),
        ("application/xml", "binary"),
        ("image/*", "binary"),
        ("*/*", "json"),
        ("application/*", "json"),
    ],
)
def test_the_media_type_decides_the_kind(load_it: Load, media_type: str, kind: str) -> None:
    """Each media type has its way of writing; a range with an object's schema is JSON."""
    found = send(load_it, media_type, {"schema": OBJECT})

    assert (found.media_type, found.kind) == (media_type, MediaTypeKind(kind))


@pytest.mark.parametrize(
    ("content", "kind", "type_"),
    [
        ({}, MediaTypeKind.BINARY, FILE),
        ({"schema": {"type": "string", "format": "binary"}}, MediaTypeKind.BINARY, FILE),
        ({"schema": {"type": "string"}}, MediaTypeKind.TEXT, STRING),
        ({"schema": {"type": "array", "items": {"type": "string"}}}, MediaTypeKind.JSON, Array(STRING)),
    ],
)
def test_a_range_is_what_its_schema_says(load_it: Load, content: Any, kind: MediaTypeKind, type_: Type) -> None:
    """`*/*` brings bytes, text or JSON."""
    found = send(load_it, "*/*", content)

    assert (found.kind, found.type) == (kind, type_)


@pytest.mark.parametrize(
    ("media_type", "schema", "type_"),
    [
        ("application/json", None, AnyType()),
        ("image/png", {"type": "string"}, FILE),
        ("text/plain", OBJECT, STRING),
        ("text/plain", {"type": "integer"}, Scalar(ScalarKind.INTEGER)),
        ("application/json", {"type": "string", "format": "binary"}, Scalar(ScalarKind.STRING, "binary")),
    ],
)
def test_types_suit_the_kind(load_it: Load, media_type: str, schema: Any, type_: Type) -> None:
    """Bytes are files, text is text whatever its schema says, and JSON is its schema."""
    assert send(load_it, media_type, {} if schema is None else {"schema": schema}).type == type_


@pytest.mark.parametrize("media_type", ["application/jsonl", "text/event-stream"])
@pytest.mark.parametrize(
    "content",
    [
        {"itemSchema": {"$ref": "#/components/schemas/E"}},
        {"schema": {"$ref": "#/components/schemas/E"}},
        {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/E"}}},
    ],
)
def test_streams_have_the_type_of_one_item(load_it: Load, media_type: str, content: Any) -> None:
    """The item of a stream may be described by itself, as if it were all, or as that of an array."""
    found = send(load_it, media_type, content, "3.2.0", schemas={"E": OBJECT})

    assert (found.type, found.definition) == (Ref("E"), {"$ref": "#/$defs/E"})


def facts(found: Part) -> tuple[Any, ...]:
    """List what matters of a part."""
    return (found.name.wire, found.type, found.is_required, found.is_file, found.is_repeated, found.content_type)


def test_multipart_has_a_part_for_each_property(load_it: Load) -> None:
    """Files, lists of files, objects, texts and lists are told apart; what is only read is not sent."""
    schema = {
        "required": ["order"],
        "properties": {
            "order": {"$ref": "#/components/schemas/O"},
            "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
            "photo": {"type": "string", "contentMediaType": "image/png"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "list": {"type": "array", "items": {"type": "string"}},
            "note": {"type": "string", "description": "words"},
            "any": {},
            "base64": {"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"},
            "id": {"type": "string", "readOnly": True},
        },
    }
    encoding = {
        "photo": {"contentType": "image/png, image/jpeg"},
        "list": {"contentType": "application/json"},
        "any": {"contentType": "application/pdf"},
        "order": {"contentType": "application/vnd.order+json"},
    }
    found = send(load_it, "multipart/form-data", {"schema": schema, "encoding": encoding}, schemas={"O": OBJECT})

    assert [facts(each) for each in found.parts] == [
        ("order", Ref("O"), True, False, False, "application/vnd.order+json"),
        ("files", Array(FILE), False, True, True, ""),
        ("photo", FILE, False, True, False, ""),
        ("tags", Array(STRING), False, False, True, ""),
        ("list", Array(STRING), False, False, False, "application/json"),
        ("note", STRING, False, False, False, ""),
        ("any", FILE, False, True, False, "application/pdf"),
        ("base64", Scalar(ScalarKind.STRING, "byte"), False, False, False, ""),
    ]
    assert found.parts[5].docs.description == "words"


def test_parts_are_found_through_all_of(load_it: Load) -> None:
    """A body's schema may be put together from others."""
    schema = {
        "allOf": [{"$ref": "#/components/schemas/O"}, {"properties": {"y": {"type": "object"}}, "required": ["x"]}]
    }
    found = send(load_it, "multipart/form-data", {"schema": schema}, schemas={"O": OBJECT})

    assert [(each.name.wire, each.is_required, each.content_type) for each in found.parts] == [
        ("x", True, ""),
        ("y", False, "application/json"),
    ]
    assert found.parts[1].type == Map(AnyType())


def test_urlencoded_fields_have_styles(load_it: Load) -> None:
    """Fields of a form are written by the style of their encoding, by default form and exploded."""
    schema = {
        "properties": {
            "a": {"type": "array", "items": {"type": "string"}},
            "b": {"type": "object"},
            "c": {"type": "string"},
        }
    }
    encoding = {"a": {"explode": False}, "b": {"style": "deepObject", "explode": True}}
    found = send(load_it, "application/x-www-form-urlencoded", {"schema": schema, "encoding": encoding})

    assert [(each.style, each.explode) for each in found.parts] == [
        (ParameterStyle.FORM, False),
        (ParameterStyle.DEEP_OBJECT, True),
        (ParameterStyle.FORM, True),
    ]


def test_an_encoding_of_nothing_is_told(load_it: Load) -> None:
    """An encoding whose name is no property, or whose style is none, is a warning."""
    encoding = {"y": {}, "x": {"style": "odd"}}
    body = {"content": {"multipart/form-data": {"schema": OBJECT, "encoding": encoding}}}
    service = load_it({"paths": {"/a": {"post": {"requestBody": body}}}})

    assert sorted(warning.rule for warning in service.warnings) == ["encoding", "style"]


@pytest.mark.parametrize(
    ("content", "examples"),
    [
        ({"example": 1}, {"default": 1}),
        ({"examples": {"a": {"value": 1}, "b": {"$ref": "#/components/examples/E"}}}, {"a": 1, "b": 2}),
        ({"examples": {"a": {"dataValue": 3, "value": 1}, "b": {"externalValue": "http://x"}}}, {"a": 3}),
        ({"examples": {"a": {"$ref": "bare.yaml#/order"}}}, {"a": {"id": 1}}),
        ({"schema": {"example": 4}}, {"default": 4}),
        ({"schema": {"examples": [5, 6]}}, {"default": 5, "example2": 6}),
        ({"schema": {"$ref": "#/components/schemas/S"}}, {"default": 7}),
        ({"schema": {"$ref": "#/components/schemas/S"}, "example": 8}, {"default": 8}),
    ],
)
def test_examples_are_found(load_it: Load, content: Any, examples: dict[str, Any]) -> None:
    """Examples of the media type win over those of its schema; references are followed."""
    operation = {"responses": {"200": {"content": {"application/json": content}}}}
    components = {"examples": {"E": {"value": 2}}, "schemas": {"S": {"example": 7}}}
    service = load_it({"paths": {"/a": {"get": operation}}, "components": components}, {"bare.yaml": "order: {id: 1}"})

    assert service.operations[0].responses[0].media_types[0].examples == examples


def test_an_enumeration_can_be_sent_as_text(load_it: Load) -> None:
    """Text with documented values keeps them."""
    assert isinstance(send(load_it, "text/plain", {"schema": {"enum": ["a"]}}).type, Enum)
