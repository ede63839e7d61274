"""Holds how an answer's status and media type choose what it is read as."""

from typing import Any

import pytest

from specwright.runtime._errors import ResponseDecodeError
from specwright.runtime._models import Model
from specwright.runtime._operation import ContentKind, Response, ResponseContent
from specwright.runtime._response_table import ResponseTable
from wire import AT, GET, Thing, Wire, answer, json_content, operation, sync_client


class Other(Model):
    """Another answer."""

    name: str


def content(media_type: str, kind: ContentKind, result: Any = str) -> ResponseContent:
    """Describe content."""
    return ResponseContent(media_type=media_type, kind=kind, type=lambda: result)


def read(status: int, media_type: str, data: bytes, *responses: Response, strict: bool = False) -> Any:
    """Read an answer by a table."""
    return ResponseTable(operation("GET", responses=responses)).value(status, media_type, data, strict=strict)[0]


THING = Response(status="200", contents=(json_content(Thing),))
OTHER = Response(status="2XX", contents=(json_content(Other),))
DEFAULT = Response(status="default", contents=(content("text/plain", "text"),))


@pytest.mark.parametrize("responses", [(THING, OTHER, DEFAULT), (DEFAULT, OTHER, THING)], ids=["sorted", "reversed"])
def test_the_most_exact_status_wins(responses: tuple[Response, ...]) -> None:
    """The number, then its range, then the default, in whatever order they are written."""
    assert read(200, "application/json", b'{"id": "a", "size": 1}', *responses) == Thing(id="a", size=1)
    assert read(201, "application/json", b'{"name": "n"}', *responses) == Other(name="n")
    assert read(200, "text/plain", b"text", DEFAULT) == "text"


def test_a_success_that_nobody_described_is_read_like_those_described() -> None:
    """A 202 instead of the described 200 still has its value."""
    assert read(202, "application/json", b'{"id": "a", "size": 1}', THING) == Thing(id="a", size=1)


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("application/json", {"a": 1}),
        ("APPLICATION/JSON; charset=utf-8", {"a": 1}),
        ("application/vnd.things+json", {"a": 1}),
        ("image/png", b'{"a": 1}'),
        ("text/csv", '{"a": 1}'),
        ("text/plain", '{"a": 1}'),
        ("", {"a": 1}),
        ("application/x-unknown", {"a": 1}),
    ],
)
def test_the_media_type_chooses_among_contents(media_type: str, expected: object) -> None:
    """Exact, then a range, then JSON by suffix; without one, or with an unknown one, the JSON that was described."""
    contents = (
        content("application/json", "json", dict[str, int]),
        content("image/*", "binary"),
        content("text/csv", "text"),
        content("text/*", "text"),
    )

    assert read(200, media_type, b'{"a": 1}', Response(status="200", contents=contents)) == expected


def test_json_under_another_name_is_taken_unless_strict() -> None:
    """A service that sends JSON as text is understood; a strict caller is told."""
    assert read(200, "text/plain", b'{"id": "a", "size": 1}', THING) == Thing(id="a", size=1)
    with pytest.raises(ResponseDecodeError, match="text/plain"):
        read(200, "text/plain", b'{"id": "a", "size": 1}', THING, strict=True)


def test_nothing_described_is_nothing_returned() -> None:
    """What comes all the same is ignored."""
    assert read(200, "application/json", b'{"a": 1}', Response(status="200")) is None
    assert read(204, "", b"") is None


def test_made_up_media_types_do_not_pile_up() -> None:
    """What a service invents is not remembered without end."""
    table = ResponseTable(operation("GET", responses=(THING,)))
    for number in range(1000):
        table.select(200, f"application/x-{number}")

    assert len(table._known) <= 64


def test_error_types_are_found_by_status_and_media_type() -> None:
    """A range covers its statuses; content that is no JSON has no typed error."""
    table = ResponseTable(
        operation("GET", responses=(Response(status="4XX", contents=(json_content(Other),)), DEFAULT))
    )
    found = table.error_type(404, "application/problem+json")

    assert found is not None
    assert found() is Other
    assert table.error_type(404, "text/html") is None
    assert table.error_type(500, "text/plain") is None


def test_models_are_not_loaded_until_an_answer_needs_them() -> None:
    """The type is a thunk, called at the first answer and only then."""
    calls: list[str] = []

    def thunk() -> Any:
        calls.append("loaded")
        return Thing

    described = operation(
        "GET",
        responses=(
            Response(status="200", contents=(ResponseContent(media_type="application/json", kind="json", type=thunk),)),
        ),
    )
    client = sync_client(Wire())
    client.build(described, AT, {})
    assert calls == []
    client.send(described, AT, {})
    client.send(described, AT, {})

    assert calls == ["loaded"]


def test_accept_names_what_is_described() -> None:
    """All media types of successes, once each; anything where none is described."""
    several = operation(
        "GET",
        responses=(
            Response(status="200", contents=(json_content(Thing), content("text/csv", "text"))),
            Response(status="201", contents=(json_content(Thing),)),
            Response(status="404", contents=(content("text/html", "text"),)),
        ),
    )
    wire = Wire(answer())
    client = sync_client(wire)
    client.send(several, AT, {})
    client.send(operation("GET", responses=()), AT, {})
    client.send(GET, AT, {})

    assert [request.headers["accept"] for request in wire.requests] == [
        "application/json, text/csv",
        "*/*",
        "application/json",
    ]
