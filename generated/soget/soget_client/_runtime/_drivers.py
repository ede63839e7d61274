# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the steps of an exchange into deeds, with blocking calls or with ``await``: nothing is decided here."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import httpx2

from ._calls import Call
from ._errors import ApiError, DeadlineExceeded
from ._exchange import Effect, Read, Send, Sleep
from ._failures import failure_of
from ._middleware import layered
from ._transport import AsyncTransport, Transport

if TYPE_CHECKING:
    from ._auth import Auth

__all__ = ["AsyncDriver", "Driver"]

T = TypeVar("T")
Steps: TypeAlias = Generator[Effect, Any, T]


class Driver:
    """Does the steps with blocking calls."""

    __slots__ = ("_auth", "_layers", "transport")

    def __init__(self, transport: Transport, middleware: Sequence[Callable[..., Any]], auth: Auth) -> None:
        self.transport = transport
        self._auth = auth
        self._layers = layered(middleware, self._handle) if middleware else None

    def with_middleware(self, middleware: Sequence[Callable[..., Any]]) -> Driver:
        """Send over the same transport with other layers."""
        return Driver(self.transport, middleware, self._auth)

    def run(self, call: Call, steps: Steps[T]) -> T:  # noqa: ARG002 - the other driver needs the call
        """Do all steps and give what they result in."""
        try:
            effect = steps.send(None)
            while True:
                try:
                    result = self._do(effect)
                except BaseException as error:  # noqa: BLE001 - the steps decide about every failure
                    effect = steps.throw(error)
                else:
                    effect = steps.send(result)
        except StopIteration as stop:
            value: T = stop.value
            return value

    def _fetch(self, request: httpx2.Request, call: Call) -> httpx2.Response:
        """Send a request for a token, and read its answer."""
        request.extensions["timeout"] = call.step_timeout()
        try:
            response = self.transport.handle_request(request)
            try:
                response.read()
            finally:
                response.close()
        except Exception as error:
            raise failure_of(error, request, call) from error
        return response

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        response = self.transport.handle_request(request)
        response.request = request
        return response

    def _do(self, effect: Effect) -> object:
        if isinstance(effect, Send):
            attempt = effect.attempt
            if self._layers is None:
                return self._handle(attempt.request)
            response = self._layers(attempt)
            # A layer that answered by itself has not said to which request.
            response.request = attempt.request
            return response
        if isinstance(effect, Read):
            return _read(effect.response, effect.call)
        if isinstance(effect, Sleep):
            time.sleep(effect.seconds)
            return None
        call = effect.call
        return self._auth.obtain(call.security, lambda request: self._fetch(request, call))


class AsyncDriver:
    """Does the steps with ``await``."""

    __slots__ = ("_auth", "_layers", "transport")

    def __init__(self, transport: AsyncTransport, middleware: Sequence[Callable[..., Any]], auth: Auth) -> None:
        self.transport = transport
        self._auth = auth
        self._layers = layered(middleware, self._handle) if middleware else None

    def with_middleware(self, middleware: Sequence[Callable[..., Any]]) -> AsyncDriver:
        """Send over the same transport with other layers."""
        return AsyncDriver(self.transport, middleware, self._auth)

    async def run(self, call: Call, steps: Steps[T]) -> T:
        """Do all steps and give what they result in; the deadline ends whatever step is running."""
        if call.deadline_at is None:
            return await self._run(steps)
        import asyncio

        try:
            async with asyncio.timeout(max(0.0, call.deadline_at - call.clock())):
                return await self._run(steps)
        except TimeoutError as error:
            if isinstance(error, ApiError):
                raise
            raise DeadlineExceeded(f"{call.operation.id}: the deadline passed") from error

    async def _fetch(self, request: httpx2.Request, call: Call) -> httpx2.Response:
        """Send a request for a token, and read its answer."""
        request.extensions["timeout"] = call.step_timeout()
        try:
            response = await self.transport.handle_async_request(request)
            try:
                await response.aread()
            finally:
                await response.aclose()
        except Exception as error:
            raise failure_of(error, request, call) from error
        return response

    async def _run(self, steps: Steps[T]) -> T:
        try:
            effect = steps.send(None)
            while True:
                try:
                    result = await self._do(effect)
                except BaseException as error:  # noqa: BLE001 - the steps decide about every failure
                    effect = steps.throw(error)
                else:
                    effect = steps.send(result)
        except StopIteration as stop:
            value: T = stop.value
            return value

    async def _handle(self, request: httpx2.Request) -> httpx2.Response:
        response = await self.transport.handle_async_request(request)
        response.request = request
        return response

    async def _do(self, effect: Effect) -> object:
        if isinstance(effect, Send):
            attempt = effect.attempt
            if self._layers is None:
                return await self._handle(attempt.request)
            response = await self._layers(attempt)
            # A layer that answered by itself has not said to which request.
            response.request = attempt.request
            return response
        if isinstance(effect, Read):
            return await _aread(effect.response, effect.call)
        if isinstance(effect, Sleep):
            import asyncio

            await asyncio.sleep(effect.seconds)
            return None
        call = effect.call
        return await self._auth.aobtain(call.security, lambda request: self._fetch(request, call))


def _read(response: httpx2.Response, call: Call) -> bytes:
    stream = response.stream
    try:
        if call.deadline_at is None:
            if _is_plain(response) and isinstance(stream, httpx2.SyncByteStream):
                return b"".join(stream)
            return response.read()
        if response.is_stream_consumed or response.is_closed:
            return response.read()
        chunks: list[bytes] = []
        for chunk in response.iter_bytes():
            if call.is_late:
                raise DeadlineExceeded(f"{call.operation.id}: the deadline passed while the answer was read")
            chunks.append(chunk)
        return b"".join(chunks)
    finally:
        response.close()


async def _aread(response: httpx2.Response, call: Call) -> bytes:
    stream = response.stream
    try:
        if call.deadline_at is None and _is_plain(response) and isinstance(stream, httpx2.AsyncByteStream):
            return b"".join([chunk async for chunk in stream])
        return await response.aread()
    finally:
        await response.aclose()


def _is_plain(response: httpx2.Response) -> bool:
    """Judge whether the bytes on the wire are the body itself, so that nothing needs to stand between."""
    if response.is_closed or response.is_stream_consumed or not isinstance(response, httpx2.Response):  # pyright: ignore[reportUnnecessaryIsInstance] - an httpx answer only looks like one
        return False
    return all(name.lower() != b"content-encoding" for name, _ in response.headers.raw)
