"""Holds that transports carry requests as they are, byte for byte, and tell what became of them."""

import http.server
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

from specwright.conform.exchanges import Request
from specwright.conform.results import RefusedError, StoppedError
from specwright.conform.transports.asgi import AsgiTransport
from specwright.conform.transports.http import HttpTransport

ODD: Final = '/a/%zz"|%41{x}?q=%2F&r=[]&s'


class Keeper(http.server.BaseHTTPRequestHandler):
    """Answers with what came, and keeps it."""

    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, str, list[tuple[str, str]], bytes]]
    ports: list[int]

    def handle_any(self) -> None:
        """Keep a request and answer it."""
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.seen.append((self.command, self.path, [(n.lower(), v) for n, v in self.headers.items()], body))
        self.ports.append(self.client_address[1])
        status = 302 if self.path.endswith("/moved") else 200
        self.send_response_only(status)
        self.send_header("X-Twice", "1")
        self.send_header("X-Twice", "2")
        self.send_header("Set-Cookie", "a=b")
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(b"ok")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)


@contextmanager
def kept() -> Generator[tuple[str, type[Keeper]]]:
    """Serve on a port of this machine."""
    handler = type("Kept", (Keeper,), {"seen": [], "ports": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", handler
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def http_server() -> Iterator[tuple[str, type[Keeper]]]:
    """Give a server that keeps what it is sent."""
    with kept() as served:
        yield served


def test_http_sends_exactly_what_it_is_given(http_server: tuple[str, type[Keeper]]) -> None:
    """Target, method, headers and body arrive as they are, with no header but those that HTTP needs."""
    url, keeper = http_server
    request = Request(operation="x", method="PATCh", target=ODD, headers=(("X-A", "é"), ("X-A", "2")), body=b"\x00\xff")

    with HttpTransport(f"{url}/base/") as send:
        exchange = send(request)

    ((method, target, headers, body),) = keeper.seen
    assert (method, target, body) == ("PATCh", f"/base{ODD}", b"\x00\xff")
    assert [name for name, _ in headers] == ["host", "x-a", "x-a", "content-length"]
    assert exchange.response is not None
    assert (exchange.response.status, exchange.response.body) == (200, b"ok")
    assert exchange.response.fields["x-twice"] == "1, 2"


def test_http_keeps_connections_and_nothing_else(
    http_server: tuple[str, type[Keeper]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Requests share a connection; redirects are not followed, cookies not kept, proxies of the environment not used."""
    url, keeper = http_server
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")

    with HttpTransport(url) as send:
        moved = send(Request(operation="", method="GET", target="/moved"))
        head = send(Request(operation="", method="HEAD", target="/"))

    assert moved.response is not None
    assert moved.response.status == 302
    assert head.response is not None
    assert head.response.body == b""
    assert [(method, target) for method, target, _, _ in keeper.seen] == [("GET", "/moved"), ("HEAD", "/")]
    assert all("cookie" not in dict(headers) for _, _, headers, _ in keeper.seen)
    assert len(set(keeper.ports)) == 1


def test_proxies_are_used_when_asked_for(
    http_server: tuple[str, type[Keeper]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for the proxies of the environment gets them."""
    url, keeper = http_server
    monkeypatch.setenv("HTTP_PROXY", url)

    with HttpTransport("http://depot.example", uses_proxies=True) as send:
        exchange = send(Request(operation="", method="GET", target="/crates"))

    assert exchange.response is not None
    assert [target for _, target, _, _ in keeper.seen] == ["http://depot.example/crates"]


def test_a_service_that_is_not_there_ends_the_campaign() -> None:
    """A connection that fails is told; after some of them nothing is sent any more."""
    request = Request(operation="", method="POST", target="/")
    with HttpTransport("http://127.0.0.1:1", seconds=1) as send:
        told = [send(request).broken for _ in range(4)]
        with pytest.raises(StoppedError, match="cannot be reached"):
            send(request)

    assert all("cannot be reached" in text for text in told)


def test_what_http_cannot_carry_is_refused(http_server: tuple[str, type[Keeper]]) -> None:
    """A header with a line break is no failure of the service."""
    url, keeper = http_server
    with HttpTransport(url) as send, pytest.raises(RefusedError, match="HTTP cannot carry"):
        send(Request(operation="", method="GET", target="/", headers=(("X-A", "a\r\nX-B: c"),)))

    assert keeper.seen == []


def test_an_application_in_process_sees_what_a_server_would_give_it() -> None:
    """Scope and body of a request are those of a server, the target as it was sent."""
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append((scope, await receive()))
        await send({"type": "http.response.start", "status": 201, "headers": [(b"X-A", b"1"), (b"x-a", b"2")]})
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        await send({"type": "http.response.body", "body": b"b"})
        assert (await receive())["type"] == "http.disconnect"

    with AsgiTransport(app) as transport:
        exchange = transport(Request(operation="", method="PUT", target=ODD, headers=(("X-B", "é"),), body=b"body"))

    ((scope, message),) = seen
    assert (scope["method"], scope["raw_path"], scope["query_string"]) == ("PUT", b'/a/%zz"|%41{x}', b"q=%2F&r=[]&s")
    assert scope["path"] == '/a/%zz"|A{x}'
    assert scope["headers"] == [(b"host", b"127.0.0.1"), (b"x-b", b"\xe9"), (b"content-length", b"4")]
    assert message == {"type": "http.request", "body": b"body", "more_body": False}
    assert exchange.response is not None
    assert exchange.response.headers == (("x-a", "1"), ("x-a", "2"))
    assert exchange.response.body == b"ab"


@pytest.mark.parametrize("kind", ["raises", "says nothing", "stops in the middle"])
def test_an_application_that_gives_no_answer_is_told_as_broken(kind: str) -> None:
    """What a server would turn into a broken connection is one here, and no error of the campaign."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        if kind == "raises":
            raise ValueError("no")
        if kind == "stops in the middle":
            await send({"type": "http.response.start", "status": 200, "headers": []})

    with AsgiTransport(app) as transport:
        exchange = transport(Request(operation="", method="GET", target="/"))

    assert exchange.response is None
    assert exchange.broken
