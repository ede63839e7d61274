"""Forms become the object that their parts describe; files keep to their bytes, and their names lead nowhere."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from asgi import Got

Ask = Callable[..., Got]
Part = tuple[str, str, bytes]

MULTIPART = [("content-type", "multipart/form-data; boundary=edge")]
URLENCODED = [("content-type", "application/x-www-form-urlencoded")]
PAPER = ('name="paper"', "application/json", b'{"title": "Courant"}')


def form(*parts: Part) -> bytes:
    """Write a multipart form."""
    written = b""
    for disposition, media_type, content in parts:
        kind = f"Content-Type: {media_type}\r\n" if media_type else ""
        head = f"--edge\r\nContent-Disposition: form-data; {disposition}\r\n{kind}\r\n"
        written += head.encode() + content + b"\r\n"
    return written + b"--edge--\r\n"


def test_files_are_described_and_kept(ask: Ask) -> None:
    """Each file is stored with its name, type, size and digest."""
    file = ('name="scans"; filename="a.pdf"', "application/pdf", b"%PDF")
    got = ask("POST", "/bundles", headers=MULTIPART, body=form(PAPER, file, file))

    assert got.status == 201
    assert (
        got.json["scans"]
        == [
            {
                "part": "scans",
                "name": "a.pdf",
                "mediaType": "application/pdf",
                "size": 4,
                "digest": hashlib.sha256(b"%PDF").hexdigest(),
            }
        ]
        * 2
    )


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\\\\b", "a/b", "é.pdf", ".", "con", ""])
def test_a_files_name_is_data(ask: Ask, name: str) -> None:
    """A name that climbs is a name like any other: it comes back as it was sent."""
    file = (f'name="scans"; filename="{name}"', "", b"x")
    got = ask("POST", "/bundles", headers=MULTIPART, body=form(PAPER, file))

    assert got.status == 201
    assert got.json["scans"][0]["name"] == name.replace("\\\\", "\\")
    assert got.json["scans"][0]["mediaType"] == "application/octet-stream"


@pytest.mark.parametrize("name", ["paper", "Paper", "PAPER", "paper[]"])
def test_loose_parts_are_found(ask: Ask, name: str) -> None:
    """Where the description tells so, a part is found whatever its case, and with brackets behind."""
    assert ask("POST", "/bundles", headers=MULTIPART, body=form((f'name="{name}"', "", PAPER[2]))).status == 201


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([], "the last boundary is missing"),
        ([('name="scans"; filename="a"', "", b"x")], "'paper' is missing"),
        ([('name="paper"', "", b"{")], "part 'paper'"),
        ([('name="paper"', "", b'{"title": "a", "title": "b"}')], "repeated"),
        ([PAPER, PAPER], "/paper"),
        ([PAPER, ('name="copies"', "", b"0")], "/copies: Must be at least 1"),
        ([PAPER, ('name="copies"', "", b"two")], "/copies"),
        ([PAPER, ('name="copies"', "", b"\xff")], "no UTF-8"),
        ([PAPER, ('name="other"', "", b"x")], "/other"),
        ([PAPER, *[('name="scans"; filename="a"', "", b"x")] * 4], "/scans"),
        ([('filename="a"', "", b"x")], "no name"),
    ],
)
def test_wrong_forms_are_refused(ask: Ask, parts: list[Part], message: str) -> None:
    """What a form lacks or has too much is told with 400, and nothing is stored."""
    body = form(*parts) if parts else b"--edge\r\n"
    got = ask("POST", "/bundles", headers=MULTIPART, body=body)

    assert got.status == 400
    assert message in got.json["message"]
    assert ask("GET", "/papers").json == []


def test_the_number_of_parts_is_bounded(ask: Ask) -> None:
    """More parts than the limit are refused, and the limit can be changed while the twin runs."""
    body = form(PAPER, *[('name="copies"', "", b"1")] * 2)

    assert ask("POST", "/bundles", headers=MULTIPART, body=form(*[('name="x"', "", b"")] * 1_001)).status == 400
    ask("PUT", "/__twin/limits", content={"maxParts": 2})
    assert "more than 2 parts" in ask("POST", "/bundles", headers=MULTIPART, body=body).json["message"]


@pytest.mark.parametrize(
    "content_type",
    ["multipart/form-data", "multipart/form-data; boundary=", f"multipart/form-data; boundary={'x' * 71}"],
)
def test_a_boundary_is_needed(ask: Ask, content_type: str) -> None:
    """A form whose parts nobody can tell apart is refused."""
    assert ask("POST", "/bundles", headers=[("content-type", content_type)], body=form(PAPER)).status == 400


@pytest.mark.parametrize(
    ("body", "stored"),
    [
        (b"title=Courant&price=1.5&isDaily=true", {"title": "Courant", "price": 1.5, "isDaily": True}),
        (b"title=a+b%26c&pages=1&pages=2", {"title": "a b&c", "pages": [1, 2]}),
        (b"title=%C3%A9&pages=7", {"title": "é", "pages": [7]}),
        (b"title=5", {"title": "5"}),
    ],
)
def test_fields_get_their_types(ask: Ask, body: bytes, stored: dict[str, Any]) -> None:
    """Texts of an urlencoded form become numbers, booleans and lists where the schema wants them."""
    got = ask("POST", "/papers", headers=URLENCODED, body=body)

    assert got.status == 201
    assert {name: got.json.get(name) for name in stored} == stored


@pytest.mark.parametrize("body", [b"title=a&title=b", b"title=%ff", b"price=x&title=a", b"\xff=a", b"title=a&x=%gg"])
def test_wrong_fields_are_refused(ask: Ask, body: bytes) -> None:
    """A field given twice, of a wrong type, or in no UTF-8 is answered with 400."""
    assert ask("POST", "/papers", headers=URLENCODED, body=body).status == 400
