"""Turns HTTP requests of clients into calls of an ASGI application in the same process, without a port."""

from __future__ import annotations

import asyncio
import threading
from typing import Any, Final

import httpx2
from starlette.types import ASGIApp

__all__ = ["AsyncInProcessTransport", "InProcessTransport"]

# An application that runs here is called from here, whatever name the client knows it by.
_CLIENT: Final = ("127.0.0.1", 0)


class InProcessTransport(httpx2.BaseTransport):
    """A transport for synchronous clients; closing a client leaves it open for the next one, ``stop`` ends it.

    The application runs in the event loop of a thread of its own, so that calls work from anywhere, also from a thread
    in which an event loop runs.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request to the application."""
        content = request.read()
        return asyncio.run_coroutine_threadsafe(_exchange(self._app, request, content), self._running()).result()

    def stop(self) -> None:
        """End the thread; a later request begins another one."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="specwright-twin", daemon=True)
                self._thread.start()
            return self._loop


class AsyncInProcessTransport(httpx2.AsyncBaseTransport):
    """A transport for asynchronous clients, whose event loop runs the application; asyncio only."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request to the application."""
        return await _exchange(self._app, request, await request.aread())


async def _exchange(app: ASGIApp, request: httpx2.Request, content: bytes) -> httpx2.Response:
    status, headers, pieces, is_complete = 0, list[tuple[bytes, bytes]](), list[bytes](), False
    messages = [{"type": "http.request", "body": content, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        nonlocal status, headers, is_complete
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            pieces.append(message.get("body", b""))
            is_complete = not message.get("more_body", False)

    try:
        async with asyncio.timeout(_seconds(request)):
            await app(_scope(request, content), receive, send)
    except TimeoutError as error:
        raise httpx2.ReadTimeout("the answer took longer than the client waits", request=request) from error
    except ConnectionResetError as error:
        raise httpx2.ReadError(str(error), request=request) from error
    if not is_complete:
        raise httpx2.RemoteProtocolError("the application ended without an answer", request=request)
    return httpx2.Response(status, headers=headers, content=b"".join(pieces), request=request)


def _seconds(request: httpx2.Request) -> float | None:
    timeouts: dict[str, float | None] = request.extensions.get("timeout") or {}
    return timeouts.get("read")


def _scope(request: httpx2.Request, content: bytes) -> dict[str, Any]:
    raw_path, _, query = request.url.raw_path.partition(b"?")
    # A server takes chunks apart before its application sees a body.
    headers = [(name.lower(), value) for name, value in request.headers.raw if name.lower() != b"transfer-encoding"]
    if len(headers) < len(request.headers.raw):
        headers.append((b"content-length", b"%d" % len(content)))
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": raw_path,
        "query_string": query,
        "root_path": "",
        "headers": headers,
        "client": _CLIENT,
        "server": (request.url.host, request.url.port or 80),
    }
