"""Turns requests into calls of an ASGI application in this process: no socket, no HTTP client, no second thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Final, Self, TypeAlias
from urllib.parse import unquote

from specwright.conform.exchanges import Exchange, Request, Response

__all__ = ["AsgiTransport"]

Message: TypeAlias = dict[str, Any]
Application: TypeAlias = (
    "Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Any], Awaitable[None]]], Awaitable[None]]"
)

_VERSIONS: Final = {"version": "3.0", "spec_version": "2.3"}
_CLIENT: Final = ("127.0.0.1", 50_000)


class AsgiTransport:
    """Calls an application in an event loop of its own, one request after the other."""

    def __init__(self, app: Any, *, host: str = "127.0.0.1") -> None:
        self._app: Application = app
        self._server = (host, 80)
        self._host = (b"host", host.encode("ascii"))
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the event loop and of the threads that it started."""
        if not self._loop.is_closed():
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request; an application that fails gives no answer, as a server that breaks off."""
        scope = self._scope(request)
        began = time.perf_counter()
        status, headers, pieces, broken = self._loop.run_until_complete(self._exchange(scope, request.body))
        seconds = time.perf_counter() - began
        response = None
        if not broken:
            named = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers)
            response = Response(status=status, headers=named, body=b"".join(pieces))
        return Exchange(number=0, request=request, response=response, broken=broken, seconds=seconds)

    def _scope(self, request: Request) -> Message:
        path, _, query = request.target.partition("?")
        raw = path.encode("latin-1", "replace")
        headers = [(name.lower().encode("latin-1"), _bytes(value)) for name, value in request.headers]
        names = {name for name, _ in headers}
        if b"host" not in names:
            headers.insert(0, self._host)
        if request.body and b"content-length" not in names and b"transfer-encoding" not in names:
            headers.append((b"content-length", b"%d" % len(request.body)))
        return {
            "type": "http",
            "asgi": _VERSIONS,
            "http_version": "1.1",
            "method": request.method,
            "scheme": "http",
            "path": unquote(path, errors="replace"),
            "raw_path": raw,
            "query_string": query.encode("latin-1", "replace"),
            "root_path": "",
            "headers": headers,
            "client": _CLIENT,
            "server": self._server,
        }

    async def _exchange(self, scope: Message, body: bytes) -> tuple[int, list[tuple[bytes, bytes]], list[bytes], str]:
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        status, headers, pieces, is_whole = 0, list[tuple[bytes, bytes]](), list[bytes](), False
        ended: asyncio.Future[None] | None = None

        async def receive() -> Message:
            nonlocal ended
            if waiting:
                return waiting.pop()
            # Whoever sent the request stays until the answer is there.
            ended = ended or self._loop.create_future()
            if not is_whole:
                await ended
            return {"type": "http.disconnect"}

        async def send(event: Message) -> None:
            nonlocal status, headers, is_whole
            if event["type"] == "http.response.start":
                status, headers = event["status"], list(event.get("headers", ()))
            elif event["type"] == "http.response.body":
                pieces.append(event.get("body", b""))
                is_whole = not event.get("more_body", False)
                if is_whole and ended is not None and not ended.done():
                    ended.set_result(None)

        try:
            await self._app(scope, receive, send)
        except Exception as error:  # noqa: BLE001  whatever the application does is what is looked for
            return 0, [], [], f"{type(error).__name__}: {error}"
        if not is_whole:
            return 0, [], [], "the answer was not finished" if status else "no answer was begun"
        return status, headers, pieces, ""


def _bytes(value: str) -> bytes:
    # Header values are bytes; a text stands for the bytes of the same numbers where it can, else for its UTF-8.
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
