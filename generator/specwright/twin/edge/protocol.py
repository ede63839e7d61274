"""Speaks HTTP/1.1 for the twin: hands out the connection for faults, and answers what is no HTTP in a body of JSON."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final, cast

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from specwright.twin.edge.connections import TRANSPORT

__all__ = ["TwinProtocol"]

_MOST_HEAD_BYTES: Final = 64 * 1024
_HEAD_SECONDS: Final = 30.0
_LINGER_SECONDS: Final = 2.0
_REFUSED: Final = (
    b"HTTP/1.1 %s\r\ncontent-type: application/problem+json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"
)

# A caller's mistakes are told to the caller; the terminal of whoever serves stays quiet.
logging.getLogger("uvicorn").addHandler(logging.NullHandler())


class _Corked:
    """A connection that sends the head of an answer together with the body behind it, which saves a system call."""

    __slots__ = ("_head", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if self._head:
            data, self._head = self._head + data, b""
        elif data[:9] == b"HTTP/1.1 " and data[9:10] != b"1":
            self._head = data
            return
        self._transport.write(data)

    def flush(self) -> None:
        if self._head:
            self.write(b"")

    def close(self) -> None:
        self.flush()
        self._transport.close()


class TwinProtocol(HttpToolsProtocol):
    """One connection; a request's head may be neither endless nor endlessly slow."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        inner = self.app
        self._head_bytes = 0
        self._is_in_head = True
        self._head_timer: asyncio.TimerHandle | None = None
        self._is_refused = False

        def with_connection(scope: Scope, receive: Receive, send: Send) -> Any:
            scope["extensions"] = {TRANSPORT: self.transport}
            return inner(scope, receive, send)

        self.app = with_connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin with a connection."""
        super().connection_made(transport)
        self.transport = cast("asyncio.Transport", _Corked(transport))

    def on_response_complete(self) -> None:
        """Send what waits for a body that does not come."""
        cast("_Corked", self.transport).flush()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes in."""
        if self._is_refused:
            return
        if self._is_in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if not self._is_in_head or self.transport.is_closing():
            return
        if self._head_bytes > _MOST_HEAD_BYTES:
            self._refuse(b"431 Request Header Fields Too Large", b"the head of the request is too long")
        elif self._head_bytes and self._head_timer is None:
            self._head_timer = self.loop.call_later(
                _HEAD_SECONDS, self._refuse, b"408 Request Timeout", b"the head of the request did not arrive in time"
            )

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._is_in_head, self._head_bytes = False, 0
        self._stop_timer()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait for the next request."""
        self._is_in_head = True
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP."""
        del msg
        self._refuse(b"400 Bad Request", b"this is no HTTP request that can be read")

    def _refuse(self, status: bytes, detail: bytes) -> None:
        if not self.transport.is_closing() and not self._is_refused:
            body = b'{"type":"about:blank","status":%s,"detail":"%s"}' % (status[:3], detail)
            self.transport.write(_REFUSED % (status, len(body), body))
            cast("_Corked", self.transport).flush()
            # Closing at once would take the answer back from whoever is still sending.
            self._is_refused = True
            self.transport.write_eof()
            self._stop_timer()
            self._head_timer = self.loop.call_later(_LINGER_SECONDS, self.transport.close)

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
