"""Breaks connections on purpose, as far as the server lets an application reach them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from typing import Any, Final

from starlette.types import Scope, Send

from specwright.twin.edge.exchange import Reply

__all__ = ["TRANSPORT", "break_connection"]

# The scope's extension in which our own server hands out the connection.
TRANSPORT: Final = "specwright.transport"
_NOISE: Final = bytes(range(0x80, 0x100)) * 2


async def break_connection(kind: str, reply: Reply, scope: Scope, send: Send) -> None:
    """Break the connection of a request.

    Raises:
        ConnectionResetError: the server keeps the connection to itself; in process, a client sees just this.
    """
    extensions: dict[str, Any] = scope.get("extensions") or {}
    transport = extensions.get(TRANSPORT)
    if kind == "truncate":
        await _truncate(reply, send)
    if transport is None:
        raise ConnectionResetError("the connection was broken by plan")
    if kind == "garbage":
        transport.write(_NOISE)
    if kind == "reset":
        _reset(transport)
    else:
        transport.close()
    # So that the server has noticed that the connection is lost when it looks for the answer.
    await asyncio.sleep(0.01)


async def _truncate(reply: Reply, send: Send) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    await send({"type": "http.response.body", "body": reply.body[: len(reply.body) // 2], "more_body": True})


def _reset(transport: Any) -> None:
    sock = transport.get_extra_info("socket")
    if sock is not None:
        with contextlib.suppress(OSError):
            # Closing with unsent data thrown away is what sends RST.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
