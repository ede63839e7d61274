"""A real server on this machine: the example server of a description, with a journal and a token service before it."""

import asyncio
import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import httpx2

from specwright.loader import load, read_config
from specwright.twin import create_example_server, serve

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Entry:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The path as it travelled, percent-encoded."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        """The query, decoded."""
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def parts(self) -> list[tuple[str, str | None, str, bytes]]:
        """The parts of a multipart body as Python's own mail parser reads them: name, file name, media type, content."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        message = message_from_bytes(head + self.body)
        assert message.is_multipart()
        leaves = [part for part in message.walk() if not part.is_multipart()]
        return [
            (
                str(part.get_param("name", header="content-disposition")),
                part.get_filename(),
                part.get_content_type(),
                cast("bytes", part.get_payload(decode=True)),
            )
            for part in leaves
        ]


@dataclass
class Server:
    """Where it listens, what it heard, and which tokens it refuses."""

    url: str = ""
    heard: list[Entry] = field(default_factory=list[Entry])
    token_requests: list[dict[str, list[str]]] = field(default_factory=list[dict[str, list[str]]])
    refused_tokens: set[str] = field(default_factory=set[str])
    token_status: int = 200

    def forget(self) -> None:
        """Begin anew."""
        self.heard.clear()
        self.token_requests.clear()
        self.refused_tokens.clear()
        self.token_status = 200

    def app(self, inner: Any) -> Any:
        """Put journal and token service before an application."""

        async def application(scope: Any, receive: Any, send: Any) -> None:
            body = b""
            more = True
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
            query = scope["query_string"].decode()
            target = scope["raw_path"].decode() + (f"?{query}" if query else "")
            headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
            if scope["path"] == "/-/token":
                await self._give_token(body, send)
                return
            self.heard.append(Entry(scope["method"], target, headers, body))
            if headers.get("authorization", "").removeprefix("Bearer ") in self.refused_tokens:
                await _send_json(send, 401, {"message": "The incoming token has expired"})
                return

            async def replay() -> Any:
                return {"type": "http.request", "body": body, "more_body": False}

            await inner(scope, replay, send)

        return application

    async def _give_token(self, body: bytes, send: Any) -> None:
        self.token_requests.append(parse_qs(body.decode()))
        number = len(self.token_requests)
        # Others who need a token have the time to come and wait for this one.
        await asyncio.sleep(0.05)
        if self.token_status != 200:
            await _send_json(send, self.token_status, {"error": "invalid_grant"})
            return
        await _send_json(
            send, 200, {"id_token": f"token-{number}", "access_token": f"token-{number}", "expires_in": 3600}
        )


async def _send_json(send: Any, status: int, body: Any) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})


@contextmanager
def served(name: str) -> Generator[Server]:
    """Serve the description under ``specs/NAME``."""
    folder = ROOT / "specs" / name
    server = Server()
    service = load(folder, config=read_config(folder, name=name))
    with serve(server.app(create_example_server(service))) as url:
        server.url = url
        yield server


@dataclass
class Rerouting:
    """A transport over real connections that takes requests for one host to the local token service instead."""

    server: Server
    host: str
    below: httpx2.HTTPTransport = field(default_factory=lambda: httpx2.HTTPTransport(trust_env=False))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, to the local token service if it is for the other host."""
        return self.below.handle_request(_rerouted(request, self.server, self.host))

    def close(self) -> None:
        """Close the connections."""
        self.below.close()


@dataclass
class AsyncRerouting:
    """The asynchronous twin of ``Rerouting``."""

    server: Server
    host: str
    below: httpx2.AsyncHTTPTransport = field(default_factory=lambda: httpx2.AsyncHTTPTransport(trust_env=False))

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, to the local token service if it is for the other host."""
        return await self.below.handle_async_request(_rerouted(request, self.server, self.host))

    async def aclose(self) -> None:
        """Close the connections."""
        await self.below.aclose()


def _rerouted(request: httpx2.Request, server: Server, host: str) -> httpx2.Request:
    if request.url.host != host:
        return request
    headers = [(name, value) for name, value in request.headers.multi_items() if name != "host"]
    return httpx2.Request(
        "POST", f"{server.url}/-/token", headers=headers, content=request.content, extensions=request.extensions
    )
