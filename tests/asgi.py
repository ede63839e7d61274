"""Calls ASGI applications as a server would, which lets through what no HTTP client would send."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Got", "call", "scope_of"]


@dataclass(frozen=True)
class Got:
    """What an application answered."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def json(self) -> Any:
        """Read the body."""
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        """Give a header, None where there is none."""
        return next((value.decode("latin-1") for key, value in self.headers if key == name.encode()), None)


def scope_of(
    method: str,
    target: str,
    headers: Sequence[tuple[str | bytes, str | bytes]] = (),
    *,
    client: tuple[str, int] | None = ("127.0.0.1", 1),
    host: str = "127.0.0.1",
) -> dict[str, Any]:
    """Make the scope of a request."""
    path, _, query = target.partition("?")
    given = [(_bytes(name).lower(), _bytes(value)) for name, value in headers]
    if host and not any(name == b"host" for name, _ in given):
        given.insert(0, (b"host", host.encode()))
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": query.encode("utf-8", "surrogatepass"),
        "root_path": "",
        "headers": given,
        "client": client,
        "server": ("127.0.0.1", 80),
    }


def call(
    app: Any,
    method: str,
    target: str,
    *,
    headers: Sequence[tuple[str | bytes, str | bytes]] = (),
    body: bytes | Sequence[bytes] = b"",
    content: Any = None,
    is_cut_off: bool = False,
    run: Callable[[Any], Got] = asyncio.run,
    **scope: Any,
) -> Got:
    """Send one request; ``content`` is sent as JSON, several pieces of ``body`` in as many messages.

    ``run`` runs the exchange; by default in an event loop of its own.
    """
    headers = list(headers)
    if content is not None:
        body = json.dumps(content).encode()
        headers.append(("content-type", "application/json"))
    pieces = [body] if isinstance(body, bytes) else list(body)
    if any(pieces) and not any(_bytes(name).lower() == b"content-length" for name, _ in headers):
        headers.append(("content-length", str(sum(map(len, pieces)))))
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if is_cut_off:
        messages.append({"type": "http.disconnect"})
    else:
        messages[-1]["more_body"] = False
    return run(_exchange(app, scope_of(method, target, headers, **scope), messages))


async def _exchange(app: Any, scope: dict[str, Any], messages: list[dict[str, Any]]) -> Got:
    sent: list[dict[str, Any]] = []
    left = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(left, {"type": "http.disconnect"})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    return Got(sent[0]["status"], list(sent[0]["headers"]), sent[1]["body"])


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
