"""Over real sockets the twin takes slow, cut-off and broken uploads, and breaks connections where a plan says so."""

import json
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from asgi import Got
from specwright.twin.serving import serve

Ask = Callable[..., Got]
MakeTwin = Callable[..., Any]
HEAD = b"POST /papers HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ada-secret-token\r\nx-kiosk-key: kiosk-secret-key\r\n"
JSON = b"content-type: application/json\r\n"


@pytest.fixture(scope="module")
def served(make_twin: MakeTwin) -> Generator[tuple[Any, str]]:
    """Serve a twin that waits half a second for an upload."""
    twin = make_twin(upload_seconds=0.5)
    with serve(twin) as url:
        yield twin, url


@contextmanager
def connected(url: str) -> Generator[socket.socket]:
    """Open a connection."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port or 80), timeout=20) as connection:
        yield connection


def received(connection: socket.socket) -> bytes:
    """Read until the other side closes."""
    read = b""
    while piece := connection.recv(65536):
        read += piece
    return read


def papers(url: str) -> Any:
    """List what is stored."""
    return httpx2.get(f"{url}/__twin/resources/paper", trust_env=False).json()["items"]


def test_a_slow_upload_times_out(served: tuple[Any, str]) -> None:
    """Who announces a body and sends it drop by drop is answered in time, and the connection is closed."""
    _, url = served
    with connected(url) as connection:
        connection.sendall(HEAD + JSON + b'content-length: 100\r\n\r\n{"title"')
        answer = received(connection)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"did not arrive in time" in answer
    assert b"connection: close" in answer
    assert papers(url) == []


def test_a_cut_off_upload_stores_nothing(served: tuple[Any, str]) -> None:
    """Whoever goes away in the middle leaves no trace but an entry in the journal, and the twin goes on."""
    twin, url = served
    before = len(twin.engine.store.journal())
    for tail in (
        b'content-length: 100\r\n\r\n{"title": "a"}',
        b'transfer-encoding: chunked\r\n\r\n10\r\n{"title": "a"}',
    ):
        with connected(url) as connection:
            connection.sendall(HEAD + JSON + tail)
    for _ in range(200):
        if len(twin.engine.store.journal()) >= before + 2:
            break
        time.sleep(0.05)
    entries = [entry for _, entry in twin.engine.store.journal()][before:]

    assert [entry["status"] for entry in entries] == [400, 400]
    assert papers(url) == []
    assert httpx2.get(f"{url}/papers", trust_env=False).status_code == 401


def test_a_chunked_upload_is_read(served: tuple[Any, str]) -> None:
    """A body in chunks is one body, and the connection is good for the next request."""
    twin, url = served
    with connected(url) as connection:
        connection.sendall(
            HEAD + JSON + b'transfer-encoding: chunked\r\n\r\n5\r\n{"tit\r\na\r\nle": "aaa"\r\n1\r\n}\r\n0\r\n\r\n'
        )
        first = connection.recv(65536)
        connection.sendall(HEAD.replace(b"POST", b"GET") + b"connection: close\r\n\r\n")
        second = received(connection)
    twin.engine.reset()

    assert first.startswith(b"HTTP/1.1 201 ")
    assert b'"title":"aaa"' in second


def test_a_body_over_the_limit_is_refused_before_it_is_sent(served: tuple[Any, str]) -> None:
    """Who asks first is told 413 without sending a byte; who sends at once is listened to, and then told."""
    _, url = served
    with connected(url) as connection:
        connection.sendall(HEAD + JSON + b"content-length: 100001\r\nexpect: 100-continue\r\n\r\n")
        asked = received(connection)
    with connected(url) as connection:
        connection.sendall(HEAD + JSON + b"content-length: 100001\r\n\r\n" + b"x" * 100_001)
        sent = received(connection)

    assert asked.startswith(b"HTTP/1.1 413 ")
    assert sent.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"NONSENSE\r\n\r\n", b"400"),
        (b"GET /papers HTTP/9.9\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00", b"400"),
        (b"GET /\xff HTTP/1.1\r\nhost: x\r\n\r\n", b"400"),
        (b"POST /papers HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", b"400"),
        (b"POST /papers HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"GET /papers HTTP/1.1\r\nx: " + b"y" * 200_000, b"431"),
    ],
)
def test_what_is_no_http_is_told_so(served: tuple[Any, str], raw: bytes, status: bytes) -> None:
    """Bytes that are no request, and heads without end, are answered with a problem document and closed."""
    _, url = served
    with connected(url) as connection:
        connection.sendall(raw)
        answer = received(connection)

    assert answer.split(b" ", 2)[1] == status
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == int(status)


def test_requests_in_a_row_are_answered_in_a_row(served: tuple[Any, str]) -> None:
    """Requests that are sent without waiting are answered in their order."""
    _, url = served
    one = b"GET /papers/P%03d HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ada-secret-token\r\nx-kiosk-key: kiosk-secret-key\r\n"
    with connected(url) as connection:
        connection.sendall(b"".join(one % n + b"\r\n" for n in range(50)) + one % 50 + b"connection: close\r\n\r\n")
        answers = received(connection)

    assert answers.count(b"HTTP/1.1 404 ") == 51
    places = [answers.index(b'There is no paper P%03d."' % n) for n in range(51)]
    assert places == sorted(places)


@pytest.mark.parametrize("fault", ["reset", "close", "truncate", "garbage"])
def test_connections_break_as_planned(make_twin: MakeTwin, fault: str) -> None:
    """Each kind of break is seen on the wire as what it is called, and the next call is answered."""
    with serve(make_twin()) as url:
        plan = {"rules": [{"calls": [1], "fault": fault, "operation": "listPapers"}]}
        assert httpx2.put(f"{url}/__twin/faults", json=plan, trust_env=False).status_code == 200
        with connected(url) as connection:
            connection.sendall(HEAD.replace(b"POST", b"GET") + b"\r\n")
            try:
                answer = received(connection)
            except ConnectionResetError:
                answer = b"reset"
        after = httpx2.get(f"{url}/papers", trust_env=False).status_code

    if fault == "reset":
        assert answer == b"reset"
    elif fault == "close":
        assert answer == b""
    elif fault == "garbage":
        assert not answer.startswith(b"HTTP/")
        assert len(answer) > 100
    else:
        assert b"content-length: 2\r\n" in answer
        assert answer.endswith(b"\r\n\r\n[")
    assert after == 401


def test_many_callers_at_once_lose_no_change(make_twin: MakeTwin) -> None:
    """Of callers who change one version at the same time exactly one wins each round."""
    twin = make_twin()
    known = {"authorization": "Bearer ada-secret-token", "x-kiosk-key": "kiosk-secret-key"}
    with serve(twin) as url:
        with httpx2.Client(base_url=url, headers=known, trust_env=False) as client:
            client.post("/papers", json={"title": "0"})
        won: list[int] = []

        def race(name: str) -> None:
            with httpx2.Client(base_url=url, headers=known, trust_env=False) as client:
                while (version := int(client.get("/papers/P001").headers["etag"].strip('"'))) <= 20:
                    change = client.put("/papers/P001", json={"title": name}, headers={"if-match": f'"{version}"'})
                    won.extend([version] if change.status_code == 204 else [])

        threads = [threading.Thread(target=race, args=(str(number),)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        last = twin.engine.control.document("paper", "P001")

    assert sorted(won) == list(range(1, last.version))
    assert last.version > 20
