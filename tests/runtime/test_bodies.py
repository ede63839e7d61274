"""Holds how bodies of each media type are written from values, and what `extra_body` adds to them."""

import json
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest

from specwright.runtime._errors import InvalidArgument
from specwright.runtime._models import Maybe, Model
from specwright.runtime._operation import Body, Part
from specwright.runtime._unset import UNSET
from wire import POST, Thing, Wire, answer, operation, sync_client


class Patch(Model):
    """A model with a member that may be absent or null."""

    name: Maybe[str | None] = UNSET
    size: Maybe[int] = UNSET


def written(body: Body | tuple[Body, ...], arguments: dict[str, Any], **options: Any) -> tuple[str, bytes]:
    """Send a body and give its media type and bytes."""
    wire = Wire(answer(204, b""))
    bodies = body if isinstance(body, tuple) else (body,)
    sync_client(wire).send(operation("POST", path=("/x",), bodies=bodies), arguments, options)  # type: ignore[arg-type]
    request: httpx2.Request = wire.requests[0]
    if wire.bodies[0]:
        assert request.headers["content-length"] == str(len(wire.bodies[0]))
    return request.headers.get("content-type", ""), wire.bodies[0]


JSON = Body(media_type="application/merge-patch+json", kind="json", is_required=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": [1, None, "ü"]}, {"a": [1, None, "ü"]}),
        (Thing(id="a", size=1), {"id": "a", "size": 1}),
        (Patch(name=None), {"name": None}),
        (Patch(size=0), {"size": 0}),
        ({"a": UNSET, "b": 1}, {"b": 1}),
        ([Thing(id="a", size=1)], [{"id": "a", "size": 1}]),
        (None, None),
        ("text", "text"),
    ],
)
def test_json_bodies_tell_absent_from_null(value: object, expected: object) -> None:
    """Models and dicts are written alike; what is UNSET is not there, what is None is null."""
    media_type, content = written(JSON, {"body": value})

    assert media_type == "application/merge-patch+json"
    assert json.loads(content) == expected


def test_extra_body_adds_to_objects_of_any_kind() -> None:
    """Members are added to dicts and models, and make an object where there was no body; a list has no place for them."""
    optional = Body(media_type="application/json", kind="json")
    assert json.loads(written(JSON, {"body": {"a": 1, "b": 2}}, extra_body={"b": 3})[1]) == {"a": 1, "b": 3}
    assert json.loads(written(JSON, {"body": Thing(id="a", size=1)}, extra_body={"n": None})[1]) == {
        "id": "a",
        "size": 1,
        "n": None,
    }
    assert json.loads(written(optional, {"body": UNSET}, extra_body={"a": 1})[1]) == {"a": 1}
    with pytest.raises(InvalidArgument, match="extra_body"):
        written(JSON, {"body": [1]}, extra_body={"a": 1})


@pytest.mark.parametrize("value", [float("nan"), {"a": float("inf")}, object()])
def test_what_is_no_json_is_refused_before_it_is_sent(value: object) -> None:
    """The caller gets this package's error with the cause."""
    with pytest.raises(InvalidArgument):
        written(JSON, {"body": value})


def test_forms_follow_style_and_explode() -> None:
    """Fields are encoded as the description says; what is absent is not sent."""
    body = Body(
        media_type="application/x-www-form-urlencoded",
        kind="form",
        parts=(
            Part(python="name", wire="full name"),
            Part(python="tags", wire="tags"),
            Part(python="ids", wire="ids", explode=False),
            Part(python="meta", wire="meta", content_type="application/json"),
            Part(python="absent", wire="absent"),
        ),
    )
    arguments = {"name": "a&b=c +ü", "tags": ["x", "y"], "ids": [1, 2], "meta": {"k": 1}, "absent": UNSET}
    media_type, content = written(body, arguments, extra_body={"more": 1})

    assert media_type == "application/x-www-form-urlencoded"
    assert parse_qsl(content.decode("ascii")) == [
        ("full name", "a&b=c +ü"),
        ("tags", "x"),
        ("tags", "y"),
        ("ids", "1,2"),
        ("meta", '{"k":1}'),
        ("more", "1"),
    ]


def test_a_form_without_described_fields_takes_an_object() -> None:
    """All members of the caller's object become fields."""
    body = Body(media_type="application/x-www-form-urlencoded", kind="form")

    assert written(body, {"body": {"a": 1, "b": ["x", "y"]}})[1] == b"a=1&b=x&b=y"


@pytest.mark.parametrize("value", [[{"a": 1}, Thing(id="x", size=2)], iter([{"a": 1}, Thing(id="x", size=2)])])
def test_json_lines_are_one_value_a_line(value: object) -> None:
    """Lists and iterators are both written line by line."""
    wire = Wire(answer(204, b""))
    body = Body(media_type="application/jsonl", kind="json-lines")
    sync_client(wire).send(operation("POST", path=("/x",), bodies=(body,)), {"body": value}, {})

    assert wire.bodies[0] == b'{"a":1}\n{"id":"x","size":2}\n'


def test_text_and_binary_bodies_say_what_they_are() -> None:
    """Text declares its charset; a named file brings its media type where any is allowed."""
    assert written(Body(media_type="text/plain", kind="text"), {"body": "ü"}) == (
        "text/plain; charset=utf-8",
        "ü".encode(),
    )
    assert written(Body(media_type="*/*", kind="binary"), {"body": b"x"}) == ("application/octet-stream", b"x")
    assert written(Body(media_type="*/*", kind="binary"), {"body": ("a.png", b"x", "image/png")}) == ("image/png", b"x")


def test_the_media_type_is_the_callers_choice() -> None:
    """`content_type` chooses; without it the first body counts for which an argument was given."""
    bodies = (
        Body(media_type="application/json", kind="json"),
        Body(
            media_type="multipart/form-data", kind="multipart", parts=(Part(python="file", wire="file", is_file=True),)
        ),
        Body(media_type="text/plain", kind="text"),
    )
    assert written(bodies, {"body": "x"})[0] == "application/json"
    assert written(bodies, {"body": UNSET, "file": b"x"})[0].startswith("multipart/form-data; boundary=")
    assert written(bodies, {"body": "x", "content_type": "text/plain"}) == ("text/plain; charset=utf-8", b"x")
    with pytest.raises(InvalidArgument, match="text/plain"):
        written(bodies, {"body": "x", "content_type": "text/html"})


def test_an_optional_body_may_be_absent_and_a_required_one_not() -> None:
    """Absence sends no media type; a missing argument is named."""
    assert written(Body(media_type="application/json", kind="json"), {"body": UNSET}) == ("", b"")
    with pytest.raises(InvalidArgument, match="body is required"):
        sync_client(Wire()).send(POST, {"body": UNSET}, {})
