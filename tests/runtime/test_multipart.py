"""Holds that uploads arrive as they were given, streamed, with the length that they announce."""

import asyncio
import email.parser
import email.policy
import io
from collections.abc import AsyncIterator, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from specwright.runtime._bodies import Upload
from specwright.runtime._errors import InvalidArgument, ServerError
from specwright.runtime._multipart import new_boundary
from specwright.runtime._operation import Body, Part
from wire import UPLOAD, Wire, answer, async_client, operation, sync_client

MiB = 1024 * 1024


def parts_of(wire: Wire, index: int = 0) -> list[EmailMessage]:
    """Take a sent body apart with the standard library's MIME parser."""
    head = f"Content-Type: {wire.requests[index].headers['content-type']}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + wire.bodies[index])
    return list(message.iter_parts())  # type: ignore[arg-type]


def upload(files: Any, described: Any = UPLOAD, **options: Any) -> Wire:
    """Send files and give the wire."""
    wire = Wire(answer(204, b""))
    sync_client(wire).send(described, {"thing": {"id": "a"}, "files": files}, options)  # type: ignore[arg-type]
    return wire


def test_files_of_every_kind_arrive_whole(tmp_path: Path) -> None:
    """Paths, bytes, open files, iterators and named files all become parts with name, type and content."""
    path = tmp_path / "bill of lading.pdf"
    path.write_bytes(b"%PDF")
    opened = io.BytesIO(b"skip-rest")
    opened.seek(5)
    wire = upload(
        [
            path,
            b"raw",
            opened,
            iter([b"a", b"b"]),
            ('säge "1".png', b"png"),
            ("x.bin", [b"c", b"d"], "application/x-own"),
        ]
    )
    thing, *files = parts_of(wire)

    assert thing.get_content_type() == "application/json"
    assert thing.get_payload(decode=True) == b'{"id":"a"}'
    assert thing.get_filename() is None
    assert [part.get_payload(decode=True) for part in files] == [b"%PDF", b"raw", b"rest", b"ab", b"png", b"cd"]
    assert [part.get_content_type() for part in files[:2]] == ["application/pdf", "application/octet-stream"]
    assert files[5].get_content_type() == "application/x-own"
    assert [part.get_filename() for part in (files[0], files[5])] == ["bill of lading.pdf", "x.bin"]
    assert b'filename="s\xc3\xa4ge %221%22.png"' in wire.bodies[0]
    assert {part.get_param("name", header="content-disposition") for part in files} == {"files"}
    assert not opened.closed


def test_a_known_size_is_announced_and_exact(tmp_path: Path) -> None:
    """Paths and seekable files give a Content-Length; an iterator makes the body chunked."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 100_000)
    known = upload([path, io.BytesIO(b"y" * 10)])
    unknown = upload([iter([b"y"])])

    assert int(known.requests[0].headers["content-length"]) == len(known.bodies[0])
    assert "transfer-encoding" not in known.requests[0].headers
    assert unknown.requests[0].headers["transfer-encoding"] == "chunked"
    assert "content-length" not in unknown.requests[0].headers


def test_a_file_that_grows_is_sent_up_to_its_announced_length(tmp_path: Path) -> None:
    """A log that is being written cannot break the message."""
    path = tmp_path / "a.log"
    path.write_bytes(b"12345")
    wire = Wire(answer(204, b""))
    request = sync_client(wire).build(UPLOAD, {"thing": {}, "files": [path]}, {})
    path.write_bytes(b"1234567890")
    assert isinstance(request.stream, Upload)

    assert len(b"".join(request.stream)) == int(request.headers["content-length"])


def test_a_large_file_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    """The body comes in pieces of bounded size."""
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(8 * MiB)
    request = sync_client(Wire()).build(UPLOAD, {"thing": {}, "files": [path]}, {})
    assert isinstance(request.stream, Upload)

    assert max(len(chunk) for chunk in request.stream) <= 64 * 1024


def test_boundaries_are_drawn_anew() -> None:
    """No content can hold a boundary that was not drawn yet; even a former one passes."""
    former = new_boundary()
    content = f"--{former}\r\nContent-Disposition: form-data; name=x\r\n\r\n--{former}--\r\n".encode()
    wire = upload([content])

    assert former != new_boundary()
    assert parts_of(wire)[1].get_payload(decode=True) == content


def test_names_cannot_break_out_of_their_header() -> None:
    """Quotes and line ends in a file's name are escaped as browsers do it."""
    wire = upload([('a"\r\nX-Evil: 1\r\n\r\n.txt', b"x")])

    assert len(parts_of(wire)) == 2
    assert b'filename="a%22%0D%0AX-Evil: 1%0D%0A%0D%0A.txt"' in wire.bodies[0]


@pytest.mark.parametrize("value", ["a.pdf", io.StringIO("text"), 5, ("a", b"x", "no type\r\nX: 1"), {"a": b"b"}])
def test_what_is_no_file_is_refused_with_words(value: object) -> None:
    """Text is ambiguous, text mode is wrong, a media type is checked."""
    with pytest.raises(InvalidArgument):
        upload([value])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error comes before anything is sent, and says which file."""
    with pytest.raises(InvalidArgument, match=r"missing\.pdf"):
        upload([tmp_path / "missing.pdf"])


def test_a_retry_sends_the_whole_body_again(tmp_path: Path) -> None:
    """Attempt 2 has the same form as attempt 1: paths are opened again, files rewound."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"path")
    opened = io.BytesIO(b"__file")
    opened.seek(2)
    wire = Wire(answer(429, b"", retry_after_ms="0"), answer(204, b""))
    sync_client(wire).send(UPLOAD, {"thing": {"id": "a"}, "files": [path, opened]}, {})

    assert len(wire.bodies) == 2
    assert wire.bodies[0] == wire.bodies[1]
    assert [part.get_payload(decode=True) for part in parts_of(wire, 1)[1:]] == [b"path", b"file"]


def test_a_body_that_cannot_be_read_again_is_not_repeated() -> None:
    """Half of an iterator must not pass for the whole."""
    wire = Wire(answer(503, b""))
    with pytest.raises(ServerError):
        sync_client(wire).send(UPLOAD, {"thing": {}, "files": [iter([b"once"])]}, {"idempotency_key": "k"})

    assert len(wire.requests) == 1


def test_fields_follow_their_description() -> None:
    """Text parts have no type of their own, objects are JSON, repeated fields repeat, a choice of types is made by name."""
    described = operation(
        "POST",
        path=("/forms",),
        bodies=(
            Body(
                media_type="multipart/form-data",
                kind="multipart",
                parts=(
                    Part(python="title", wire="title"),
                    Part(python="tags", wire="tags", is_repeated=True),
                    Part(python="meta", wire="meta"),
                    Part(python="image", wire="image", is_file=True, content_type="image/png, image/jpeg"),
                ),
            ),
        ),
    )
    wire = Wire(answer(204, b""))
    arguments = {"title": "größe", "tags": ("a", "b"), "meta": {"n": 1}, "image": ("x.jpg", b"jpg")}
    sync_client(wire).send(described, arguments, {"extra_body": {"more": True}})
    found = [
        (part.get_param("name", header="content-disposition"), part["content-type"], part.get_payload(decode=True))
        for part in parts_of(wire)
    ]

    assert found == [
        ("title", None, "größe".encode()),
        ("tags", None, b"a"),
        ("tags", None, b"b"),
        ("meta", "application/json", b'{"n":1}'),
        ("image", "image/jpeg", b"jpg"),
        ("more", None, b"true"),
    ]


def test_the_asynchronous_client_streams_the_same_bytes(tmp_path: Path) -> None:
    """Files are read beside the event loop; asynchronous iterators are taken as well."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 200_000)

    async def chunks() -> AsyncIterator[bytes]:
        yield b"async "
        yield b"chunks"

    async def run() -> Wire:
        wire = Wire(answer(204, b""))
        files = [path, io.BytesIO(b"file"), chunks(), b"bytes"]
        await async_client(wire).send(UPLOAD, {"thing": {}, "files": files}, {})
        return wire

    contents = [part.get_payload(decode=True) for part in parts_of(asyncio.run(run()))[1:]]

    assert contents == [b"x" * 200_000, b"file", b"async chunks", b"bytes"]


def test_the_synchronous_client_refuses_what_needs_an_event_loop() -> None:
    """The mistake is named before anything is sent."""

    async def chunks() -> AsyncIterator[bytes]:
        yield b""

    wire = Wire()
    with pytest.raises(InvalidArgument, match="asynchronous"):
        sync_client(wire).send(UPLOAD, {"thing": {}, "files": [chunks()]}, {})

    assert wire.requests == []


def test_a_source_that_fails_releases_its_file(tmp_path: Path) -> None:
    """An upload that is broken off leaves no file open (a warning would fail this test)."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 200_000)

    def failing() -> Iterator[bytes]:
        yield b"x"
        raise RuntimeError("source broke")

    with pytest.raises(RuntimeError, match="source broke"):
        upload([path, failing()])
