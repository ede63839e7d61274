"""Reads a request body as it arrives, up to a limit of bytes and of time."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from typing import Any, Final

from starlette.types import Receive

from specwright.twin.edge.exchange import Exchange, Trouble
from specwright.twin.edge.limits import Limits

__all__ = ["read_body"]

# Who is still sending cannot hear an answer: what is too much is read and thrown away, but not for long.
_DRAIN_SECONDS: Final = 5.0
_BODILESS: Final = frozenset({"GET", "HEAD", "DELETE", "OPTIONS"})


async def read_body(exchange: Exchange, receive: Receive, limits: Limits) -> None:
    """Read the body into the exchange, or say there what was wrong with it."""
    announced = exchange.fields.get(b"content-length")
    if announced is None or announced == b"0":
        is_certain = announced == b"0" or b"transfer-encoding" not in exchange.fields
        if is_certain and exchange.method in _BODILESS and exchange.scope.get("http_version", "1.1")[:1] == "1":
            return
    is_known = announced is not None and announced.isdigit() and len(announced) < 20
    length = int(announced) if announced is not None and is_known else None
    if length is not None and length > limits.max_body:
        exchange.trouble = Trouble.TOO_LARGE
        if b"expect" not in exchange.fields:
            await _drain(receive, limits.max_body)
        return
    reading = _read(exchange, receive, limits.max_body, length)
    try:
        waiting = reading.send(None)
    except StopIteration:
        # Nearly every body is there already, and a timer would cost more than to read it.
        return
    try:
        async with asyncio.timeout(limits.upload_seconds):
            await _Begun(reading, waiting)
    except TimeoutError:
        exchange.trouble = Trouble.TOO_SLOW


class _Begun:
    """A coroutine that already waits for something, to be awaited from there on."""

    __slots__ = ("_coroutine", "_waiting")

    def __init__(self, coroutine: Coroutine[Any, Any, None], waiting: object) -> None:
        self._coroutine = coroutine
        self._waiting = waiting

    def __await__(self) -> Generator[Any, Any, None]:
        waiting = self._waiting
        try:
            while True:
                try:
                    sent = yield waiting
                except BaseException as error:  # noqa: BLE001  it is the coroutine's to handle, cancellation too
                    waiting = self._coroutine.throw(error)
                else:
                    waiting = self._coroutine.send(sent)
        except StopIteration:
            return


async def _read(exchange: Exchange, receive: Receive, limit: int, length: int | None) -> None:
    message = await receive()
    if message["type"] != "http.disconnect" and not message.get("more_body", False):
        # Nearly every body comes as one message.
        exchange.body = message.get("body", b"")
        if len(exchange.body) > limit:
            exchange.trouble, exchange.body = Trouble.TOO_LARGE, b""
        elif length is not None and len(exchange.body) < length:
            exchange.trouble = Trouble.CUT_OFF
        return
    pieces: list[bytes] = []
    size = 0
    while message["type"] != "http.disconnect":
        piece: bytes = message.get("body", b"")
        size += len(piece)
        if size > limit:
            exchange.trouble = Trouble.TOO_LARGE
            pieces.clear()
            if message.get("more_body", False):
                await _drain(receive, limit)
            return
        pieces.append(piece)
        if not message.get("more_body", False):
            exchange.body = b"".join(pieces)
            return
        message = await receive()
    exchange.trouble = Trouble.CUT_OFF


async def _drain(receive: Receive, limit: int) -> None:
    dropped = 0
    try:
        async with asyncio.timeout(_DRAIN_SECONDS):
            while dropped <= limit:
                message = await receive()
                dropped += len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return
    except TimeoutError:
        return
