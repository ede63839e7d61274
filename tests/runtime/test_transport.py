"""Holds the ways to the network: own connections, proxies of the environment, and clients that callers bring."""

import asyncio
import gc
import ssl
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest

from local_server import LocalServer
from specwright.runtime import _transport
from specwright.runtime._client import AsyncClient, SyncClient
from specwright.runtime._errors import ApiTimeout, ConnectError, TransportError
from wire import AT, GET, PUT, SECRET, UPLOAD, Wire, answer, operation, service

NOBODY = "http://127.0.0.1:9/v1"


def client(base_url: str, **options: Any) -> SyncClient:
    """Make a client with its own connections."""
    return SyncClient(service(), credentials={"token": SECRET}, base_url=base_url, **options)


def test_connections_are_kept(server: LocalServer) -> None:
    """Several calls go over one connection, which closing releases (a warning would fail this test)."""
    with client(server.url) as things:
        for _ in range(3):
            assert things.send(GET, AT, {}).id == "a1"
        assert things.with_options(timeout=5).send(GET, AT, {}).id == "a1"
    gc.collect()

    assert server.connections == 1
    assert server.received[0][1] == "/v1/things/a1"
    assert server.received[0][2]["Authorization"] == f"Bearer {SECRET}"


def test_a_streamed_upload_arrives(server: LocalServer, tmp_path: Path) -> None:
    """A known length and a chunked body, over real HTTP."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 300_000)
    with client(server.url) as things:
        things.send(UPLOAD, {"thing": {"id": "a"}, "files": [path]}, {})
        things.send(UPLOAD, {"thing": {"id": "a"}, "files": [iter([b"y" * 10, b"z"])]}, {})

    assert server.received[0][3].count(b"x") >= 300_000
    assert b"yyyyyyyyyyz" in server.received[1][3]


def test_compressed_answers_are_unpacked(server: LocalServer) -> None:
    """What the client says that it accepts, it can read."""
    with client(server.url) as things:
        assert things.send(operation("GET", path=("/gzip",)), {}, {}).size == 3


def test_a_refused_connection_is_a_connect_error() -> None:
    """With the place in its text, and the request that was not sent."""
    with client(NOBODY, max_retries=0) as things, pytest.raises(ConnectError, match=r"127\.0\.0\.1"):
        things.send(GET, AT, {})


@pytest.mark.parametrize("option", ["timeout", "deadline"])
def test_a_slow_service_times_out(server: LocalServer, option: str) -> None:
    """Both bounds hold over real sockets."""
    slow = operation("GET", path=("/slow",))
    with client(server.url, max_retries=0) as things, pytest.raises(ApiTimeout):
        things.send(slow, {}, {option: 0.1})  # type: ignore[misc]


@pytest.mark.parametrize("library", [httpx, httpx2])
def test_a_callers_client_is_used_with_all_it_has(library: Any) -> None:
    """Its hooks, headers, authentication and cookies apply; it stays open."""
    wire = Wire()
    seen: list[str] = []

    def watch(request: Any) -> None:
        seen.append(request.method)

    def handle(request: Any) -> Any:
        wire.handle_request(
            httpx2.Request(request.method, str(request.url), headers=request.headers.raw, content=request.read())
        )
        return library.Response(200, json={"id": "a1", "size": 3})

    http = library.Client(
        transport=library.MockTransport(handle),
        headers={"X-Own": "1"},
        cookies={"c": "d"},
        event_hooks={"request": [watch]},
    )
    with SyncClient(service(), credentials={"token": SECRET}, http_client=http) as things:
        value = things.send(PUT, {**AT, "body": {"id": "b"}}, {"timeout": 3.0})
        with things.send_streamed(GET, AT, {}) as streamed:
            assert streamed.read() == b'{"id":"a1","size":3}'
    request = wire.requests[0]

    assert value.id == "a1"
    assert (request.headers["x-own"], request.headers["cookie"]) == ("1", "c=d")
    assert request.headers["authorization"] == f"Bearer {SECRET}"
    assert (wire.bodies[0], request.headers["content-length"]) == (b'{"id":"b"}', "10")
    assert seen == ["PUT", "GET"]
    assert not http.is_closed
    http.close()


@pytest.mark.parametrize("library", [httpx, httpx2])
def test_errors_of_a_callers_client_are_ours(library: Any) -> None:
    """Whichever library they come from, they are retried and typed alike."""
    attempts: list[Any] = []

    def handle(request: Any) -> Any:
        attempts.append(request)
        raise library.ConnectError("no route")

    http = library.Client(transport=library.MockTransport(handle))
    things = SyncClient(service(), credentials={"token": SECRET}, http_client=http, max_retries=1)
    with pytest.raises(ConnectError, match="no route"):
        things.send(GET, AT, {})
    http.close()

    assert len(attempts) == 2


@pytest.mark.parametrize("library", [httpx, httpx2])
def test_a_callers_asynchronous_client_is_used(library: Any) -> None:
    """Uploads and answers go through it."""
    bodies: list[bytes] = []

    async def handle(request: Any) -> Any:
        bodies.append(await request.aread())
        return library.Response(200, json={"id": "a1", "size": 3})

    async def run() -> Any:
        async with library.AsyncClient(transport=library.MockTransport(handle)) as http:
            things = AsyncClient(service(), credentials={"token": SECRET}, http_client=http)
            await things.send(UPLOAD, {"thing": {}, "files": [iter([b"chunk"])]}, {})
            return await things.send(GET, AT, {})

    assert asyncio.run(run()).size == 3
    assert b"chunk" in bodies[0]


@pytest.mark.parametrize(
    ("environment", "url", "expected"),
    [
        ({}, "http://x.test/", None),
        ({"HTTP_PROXY": "http://proxy.test:3128"}, "http://x.test/", "http://proxy.test:3128"),
        ({"HTTP_PROXY": "proxy.test:3128"}, "http://x.test/", "http://proxy.test:3128"),
        ({"HTTP_PROXY": "http://proxy.test"}, "https://x.test/", None),
        ({"ALL_PROXY": "http://proxy.test"}, "https://x.test/", "http://proxy.test"),
        ({"HTTPS_PROXY": "http://proxy.test", "NO_PROXY": "x.test"}, "https://x.test/", None),
        ({"HTTPS_PROXY": "http://proxy.test", "NO_PROXY": "x.test"}, "https://y.test/", "http://proxy.test"),
        ({"HTTPS_PROXY": "http://proxy.test", "NO_PROXY": "*"}, "https://y.test/", None),
    ],
)
def test_proxies_of_the_environment_are_honoured(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], url: str, expected: str | None
) -> None:
    """As every other program of the machine does."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert _transport._Proxies().key(httpx2.URL(url))[1] == expected


def test_a_proxy_gets_the_request(monkeypatch: pytest.MonkeyPatch, server: LocalServer) -> None:
    """The whole URL goes to the proxy."""
    monkeypatch.setenv("HTTP_PROXY", server.url.removesuffix("/v1"))
    with client("http://service.example/v1") as things:
        assert things.send(GET, AT, {}).id == "a1"

    assert server.received[0][1] == "http://service.example/v1/things/a1"


def test_trust_is_shared_and_only_loaded_for_tls() -> None:
    """All clients share one trust store; connections without TLS have a context that trusts nobody."""
    secure = _transport._verification((b"https", None))
    plain = _transport._verification((b"http", None))

    assert secure is _transport._verification((b"https", "http://proxy.test"))
    assert secure is _transport._verification((b"http", "https://proxy.test"))
    assert (secure.verify_mode, secure.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert (plain.verify_mode, plain.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert plain.get_ca_certs() == []


def test_a_broken_connection_is_a_transport_error() -> None:
    """A server that hangs up says nothing about whether it did the work."""
    things = SyncClient(
        service(),
        credentials={"token": SECRET},
        transport=Wire(answer(200, [b"{", httpx2.RemoteProtocolError("cut")])),
        max_retries=0,
    )
    with pytest.raises(TransportError, match="cut") as caught:
        things.send(GET, AT, {})

    assert not isinstance(caught.value, ConnectError)
