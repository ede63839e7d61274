"""Whatever is sent, in messages or on the wire, is answered below 500, and nothing is stored by halves."""

import asyncio
import json
import socket
from collections.abc import Callable, Generator
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asgi import scope_of
from specwright.twin.edge import Twin
from specwright.twin.edge.form_reading import FormError, read_multipart
from specwright.twin.edge.json_reading import JsonError, read_json
from specwright.twin.serving import serve

MakeTwin = Callable[..., Any]

_TEXT = st.text(max_size=30)
_HEADERS = st.sampled_from(
    [
        "accept",
        "content-type",
        "prefer",
        "authorization",
        "cookie",
        "x-kiosk-key",
        "if-match",
        "content-length",
        "host",
        "origin",
        "expect",
        "content-encoding",
        "transfer-encoding",
        "x-forwarded-for",
    ]
)
_VALUES = _TEXT | st.sampled_from(
    [
        "Bearer ada-secret-token",
        "kiosk-secret-key",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "multipart/form-data; boundary*=utf-8''%00",
        "code=200",
        "error=DOUBLE, dynamic",
        '"1"',
        "100-continue",
        "5",
        "99999999999999999999999",
        "-1",
    ]
)
_PATHS = st.sampled_from(
    [
        "/papers",
        "/papers/P001",
        "/bundles",
        "/token",
        "/__twin/state",
        "/__twin/clock",
        "/__twin/limits",
        "/__twin/faults",
        "/__twin/resources/paper/x",
        "/__twin/snapshots",
        "/papers/%ff",
        "/papers/%00",
        "//",
    ]
) | _TEXT.map(lambda text: f"/{text}")
_BODIES = st.binary(max_size=100) | st.sampled_from(
    [
        b'{"title": "a"}',
        b'{"title": "a", "pages": [1e400]}',
        b'{"name": "x"}',
        b'{"advance": 1e308}',
        b'{"now": "0001-01-01T00:00:00+23:59"}',
        b'{"rules": [{"latency": 0}]}',
        b"title=a&pages=%",
        b'--b\r\nContent-Disposition: form-data; name="paper"\r\n\r\n{"title": "a"}\r\n--b--\r\n',
        b"--b\r\n\r\n--b--",
        b"[" * 2_000,
    ]
)
_METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "x"])


def send(app: Any, scope: dict[str, Any], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Exchange messages with an application, as any server might."""
    sent: list[dict[str, Any]] = []
    left = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(left, {"type": "http.disconnect"})

    async def keep(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, keep))
    return sent


@pytest.fixture(scope="module")
def fuzzed(make_twin: MakeTwin) -> Twin:
    """Give one twin for all that is thrown at it."""
    twin: Twin = make_twin(max_body=1_000, upload_seconds=2.0)
    return twin


@given(
    method=_METHODS,
    path=_PATHS,
    query=_TEXT,
    headers=st.lists(st.tuples(_HEADERS, _VALUES), max_size=6),
    pieces=st.lists(_BODIES, max_size=3),
    is_cut_off=st.booleans(),
)
def test_no_request_makes_it_fail(
    fuzzed: Twin,
    method: str,
    path: str,
    query: str,
    headers: list[tuple[str, str]],
    pieces: list[bytes],
    is_cut_off: bool,
) -> None:
    """Any messages get one answer below 500, with headers of one line, and JSON where it says JSON."""
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if not is_cut_off:
        messages.append({"type": "http.request", "body": b"", "more_body": False})
    scope = scope_of(method, f"{path}?{query}", headers)
    sent = send(fuzzed, scope, messages)

    start, content = sent
    assert 200 <= start["status"] < 500
    for name, value in start["headers"]:
        assert name == name.lower()
        assert b"\n" not in name + value
        assert b"\r" not in name + value
    media_type = dict(start["headers"]).get(b"content-type", b"")
    if b"json" in media_type and method != "HEAD":
        json.loads(content["body"])
    fuzzed.settings.put_limits({"maxBody": 1_000, "maxParts": 1_000, "uploadSeconds": 2, "rate": None})


@given(document=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=20,
))  # fmt: skip
def test_any_document_is_stored_whole_or_not(fuzzed: Twin, document: Any) -> None:
    """A body that is refused leaves the number of documents as it was; one that is taken adds one."""
    known = [("authorization", "Bearer ada-secret-token"), ("x-kiosk-key", "kiosk-secret-key")]
    body = json.dumps({"title": "t", "pages": document}).encode()
    headers = [*known, ("content-type", "application/json"), ("content-length", str(len(body)))]
    before = fuzzed.engine.control.resources()[0].count
    sent = send(fuzzed, scope_of("POST", "/papers", headers), [{"type": "http.request", "body": body}])
    after = fuzzed.engine.control.resources()[0].count

    assert sent[0]["status"] in {201, 400, 413}
    assert after - before == (1 if sent[0]["status"] == 201 else 0)
    fuzzed.engine.reset()


@given(content=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_json_is_read_like_the_standard_library_reads_it(content: bytes) -> None:
    """What is read is what `json.loads` reads, and what that refuses is refused."""
    try:
        found = read_json(content, max_depth=50)
    except JsonError:
        return

    assert json.dumps(found) == json.dumps(json.loads(content.decode("utf-8")))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "the key 'c' is repeated"),
        (b'{"a": 1, "\\u0061": 2}', "the key 'a' is repeated"),
        (b"[1e400]", "a number is too large"),
        (b"[-1E+400]", "a number is too large"),
        (b"1" + b"0" * 400 + b".5", "a number is too large"),
        (b"9" * 5_000, "a number is too large"),
        (b"[NaN]", "NaN is no JSON number"),
        (b"-Infinity", "-Infinity is no JSON number"),
        (b'"\\ud800"', "an escape is half of a surrogate pair"),
        (b"[" * 60 + b"]" * 60, "it is nested deeper than 50 levels"),
        (b'"\xff"', "byte 1 is no UTF-8"),
        (b'{"a": 1 2}', "Expecting ',' delimiter at line 1 column 9"),
    ],
)
def test_json_that_readers_disagree_about_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    """Whichever reader meets it first, the reason is told in the same words."""
    with pytest.raises(JsonError) as caught:
        read_json(content, max_depth=50)

    assert str(caught.value) == reason


@pytest.mark.parametrize("text", ["[1e5, 1E-400, -0.0, 4.9e-324]", '{"id": "0e1f", "n": 1.0}', "[" + "1" * 310 + "]"])
def test_what_only_looks_like_a_number_too_large_is_read(text: str) -> None:
    """An exponent or many digits are no reason to refuse what has a value."""
    assert repr(read_json(text.encode(), max_depth=50)) == repr(json.loads(text))


@given(value=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
))  # fmt: skip
def test_every_json_value_is_read(value: Any) -> None:
    """Any value that JSON can carry comes through, whether its letters are escaped or not."""
    for is_ascii in (True, False):
        try:
            content = json.dumps(value, ensure_ascii=is_ascii).encode()
            text_is_whole = not any(0xD800 <= ord(letter) < 0xE000 for letter in json.dumps(value, ensure_ascii=False))
        except UnicodeEncodeError:
            continue
        if text_is_whole:
            assert read_json(content, max_depth=200) == value


@given(content=st.binary(max_size=200), boundary=st.sampled_from(["b", "", "x" * 80]))
def test_any_form_is_read_or_refused(content: bytes, boundary: str) -> None:
    """No bytes make the reading of a form fail in another way than by saying so."""
    for body in (content, b"--b\r\n" + content, b"--b\r\n" + content + b"\r\n--b--\r\n"):
        try:
            fields = read_multipart(body, f"multipart/form-data; boundary={boundary}", max_parts=5)
        except FormError:
            continue
        assert len(fields) <= 5


@pytest.fixture(scope="module")
def address(make_twin: MakeTwin) -> Generator[tuple[str, int]]:
    """Serve a twin that waits a fifth of a second for an upload."""
    with serve(make_twin(max_body=1_000, upload_seconds=0.2)) as url:
        parts = urlsplit(url)
        yield parts.hostname or "", parts.port or 0


_LINES = st.sampled_from(
    [
        b"GET /papers HTTP/1.1\r\n",
        b"POST /papers HTTP/1.1\r\n",
        b"host: 127.0.0.1\r\n",
        b"authorization: Bearer ada-secret-token\r\n",
        b"x-kiosk-key: kiosk-secret-key\r\n",
        b"content-type: application/json\r\n",
        b"content-length: 14\r\n",
        b"content-length: 5000\r\n",
        b"transfer-encoding: chunked\r\n",
        b"expect: 100-continue\r\n",
        b"connection: close\r\n",
        b"connection: upgrade\r\nupgrade: websocket\r\n",
        b"\r\n",
        b'{"title": "a"}',
        b"e\r\n",
        b"0\r\n\r\n",
    ]
)


@given(pieces=st.lists(_LINES | st.binary(max_size=20), max_size=12))
def test_no_bytes_on_the_wire_make_it_fail(address: tuple[str, int], pieces: list[bytes]) -> None:
    """Whatever a connection carries, each answer on it is below 500, and the connection comes to an end."""
    with socket.create_connection(address, timeout=20) as connection:
        try:
            connection.sendall(b"".join(pieces))
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionError:
            return

    statuses = [line.split(b" ")[1] for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
    assert all(status < b"500" for status in statuses)
