"""Traps around multipart bodies."""

from email import message_from_bytes
from email.message import Message
from typing import Any, cast

from clients.canned import Caller
from traps.scripted import Received, Reply, serving

# What clients with a fixed boundary, browsers and mail programs put between parts.
FIXED = (b"--boundary", b"------WebKitFormBoundary7MA4YWxkTrZu0gW", b"--===============0==", b"--" + b"-" * 24 + b"0")
NOTHING = Reply(204, b"", "text/plain")


def parts(request: Received) -> list[tuple[str, bytes]]:
    """Read a body as Python's own mail parser does."""
    message = message_from_bytes(f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode() + request.body)
    assert message.is_multipart()
    found = cast("list[Message[str, str]]", message.get_payload())
    return [
        (str(part.get_param("name", header="content-disposition")), cast("bytes", part.get_payload(decode=True)))
        for part in found
    ]


def boundary(request: Received) -> str:
    """Read what separates the parts of a body."""
    return request.headers["content-type"].partition("boundary=")[2].strip('"')


def upload(client: Any, content: bytes) -> Any:
    """Upload a content with a note."""
    return client.papers.upload("p1", note="a note", file=content)


def test_a_payload_with_any_fixed_boundary_is_uploaded_whole(call: Caller) -> None:
    """A file in which the usual boundaries stand arrives as it is (openapi-python-client PR 1005)."""
    content = b"\r\n".join([*FIXED, *(mark + b"--" for mark in FIXED), b"the end"])

    with serving(NOTHING) as server:
        call(lambda client: upload(client, content), base_url=server.url)

    assert parts(server.received[0]) == [("note", b"a note"), ("file", content)]


def test_a_payload_with_the_boundary_of_the_last_upload_is_uploaded_whole(call: Caller) -> None:
    """A recorded upload can be uploaded itself: no boundary is used twice (openapi-python-client PR 1005)."""
    with serving(NOTHING) as server:
        call(lambda client: upload(client, b"first"), base_url=server.url)
        call(lambda client: upload(client, server.received[0].body), base_url=server.url)

    first, second = server.received
    assert boundary(first) != boundary(second)
    assert boundary(first).encode() in second.body
    assert dict(parts(second))["file"] == first.body
