"""A real server on this machine: the twin of a description, with a listener before it that keeps what arrives."""

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

from specwright.twin import create_twin, serve
from specwright.twin.edge import Twin

ROOT = Path(__file__).parents[2]
CREDENTIALS = {
    "soget": {"access_token": "sample-token", "subscription_key": "sample-key"},
    "transiteo": {"id_token": "sample-id-token"},
}


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
    """A twin that listens, and what it heard; ``tokens`` are those that it issued."""

    twin: Twin
    credentials: dict[str, str]
    url: str = ""
    heard: list[Entry] = field(default_factory=list[Entry])
    token_requests: list[dict[str, list[str]]] = field(default_factory=list[dict[str, list[str]]])
    tokens: list[str] = field(default_factory=list[str])

    @property
    def options(self) -> dict[str, Any]:
        """Arguments of a client that calls this server with credentials that the twin knows."""
        return {"base_url": self.url, **self.credentials}

    def forget(self) -> None:
        """Begin anew: the twin with its fixtures, the lists empty."""
        self.admin("POST", "reset", {})
        self.heard.clear()
        self.token_requests.clear()
        self.tokens.clear()

    def admin(self, method: str, path: str, body: Any) -> None:
        """Call the twin's admin API."""
        url = f"{self.url}/__twin/{path}"
        with httpx2.Client(trust_env=False) as client:
            client.request(method, url, json=body).raise_for_status()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Note what arrives, and let the twin answer it."""
        if scope["path"].startswith("/__twin/"):
            await self.twin(scope, receive, send)
            return
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        if scope["path"] in self.twin.engine.token_paths:
            self.token_requests.append(parse_qs(body.decode()))
            # Others who need a token have the time to come and wait for this one.
            await asyncio.sleep(0.05)
            send = self._noting_tokens(send)
        else:
            query = scope["query_string"].decode()
            target = scope["raw_path"].decode() + (f"?{query}" if query else "")
            headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
            self.heard.append(Entry(scope["method"], target, headers, body))

        async def replay() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        await self.twin(scope, replay, send)

    def _noting_tokens(self, send: Any) -> Any:
        async def note(message: Any) -> None:
            if message["type"] == "http.response.body":
                self.tokens += [token for token in [json.loads(message["body"]).get("access_token")] if token]
            await send(message)

        return note


@contextmanager
def served(name: str) -> Generator[Server]:
    """Serve the twin of the description under ``specs/NAME``."""
    server = Server(create_twin(ROOT / "specs" / name, seed=1), CREDENTIALS[name])
    with serve(server) as url:
        server.url = url
        yield server


@dataclass
class Rerouting:
    """A transport over real connections that takes requests for one host to the twin instead."""

    server: Server
    host: str
    below: httpx2.HTTPTransport = field(default_factory=lambda: httpx2.HTTPTransport(trust_env=False))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, to the twin if it is for the other host."""
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
        """Send, to the twin if it is for the other host."""
        return await self.below.handle_async_request(_rerouted(request, self.server, self.host))

    async def aclose(self) -> None:
        """Close the connections."""
        await self.below.aclose()


def _rerouted(request: httpx2.Request, server: Server, host: str) -> httpx2.Request:
    if request.url.host != host:
        return request
    # A twin has the token address of its API under the same path.
    here = httpx2.URL(server.url)
    url = request.url.copy_with(scheme=here.scheme, host=here.host, port=here.port)
    headers = [(name, value) for name, value in request.headers.multi_items() if name != "host"]
    return httpx2.Request(request.method, url, headers=headers, content=request.content, extensions=request.extensions)
