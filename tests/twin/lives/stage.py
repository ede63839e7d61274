"""Plays a life, told once, with either kind of a generated client, over a port or in process."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import aclosing, closing, nullcontext
from dataclasses import dataclass, field
from typing import Any, Final

import httpx2

from specwright.twin import serve
from twin.witness import Witness

__all__ = ["Life", "Stage"]

IN_PROCESS: Final = "http://twin.localhost"

# Yields what a client's method gives, and is sent what that comes to.
Life = Callable[[Any], Generator[Any, Any, None]]


@dataclass
class Stage:
    """A twin with a witness before it, and the way in which a client reaches it."""

    witness: Witness
    make: Callable[..., Any]
    credentials: dict[str, Any]
    is_async: bool
    has_port: bool
    token_calls: list[str] = field(default_factory=list[str])

    @property
    def engine(self) -> Any:
        """The twin's engine."""
        return self.witness.twin.engine

    def play(self, life: Life, **options: Any) -> None:
        """Play a life with a client of its own; every answer must be one that the description has."""
        with serve(self.witness) if self.has_port else nullcontext(IN_PROCESS) as url:
            settings = {**self.credentials, **options, "base_url": url, "max_retries": 0}
            if self.is_async:
                asyncio.run(self._play_async(life, url, settings))
            else:
                transport = _Turned(self._below(), url, self.token_calls)
                with closing(transport), self.make(**settings, transport=transport) as client:
                    _run(life(client))
        assert self.witness.broken == []
        assert sum(self.witness.seen.values()) > 0

    async def _play_async(self, life: Life, url: str, settings: dict[str, Any]) -> None:
        below = httpx2.AsyncHTTPTransport(trust_env=False) if self.has_port else httpx2.ASGITransport(self.witness)
        transport = _AsyncTurned(below, url, self.token_calls)
        async with aclosing(transport), self.make(**settings, transport=transport) as client:
            await _run_async(life(client))

    def _below(self) -> Any:
        return httpx2.HTTPTransport(trust_env=False) if self.has_port else _InProcess(self.witness)


def _run(life: Generator[Any, Any, None]) -> None:
    value: Any = None
    while True:
        try:
            value = life.send(value)
        except StopIteration:
            return


async def _run_async(life: Generator[Any, Any, None]) -> None:
    value: Any = None
    error: Exception | None = None
    while True:
        try:
            waiting = life.send(value) if error is None else life.throw(error)
        except StopIteration:
            return
        value, error = None, None
        try:
            value = await waiting
        except Exception as raised:  # noqa: BLE001 - the life says which errors it expects
            error = raised


@dataclass
class _InProcess:
    """A transport that calls the application in an event loop of its own."""

    app: Any

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Call the application."""
        content = request.read()
        headers = [pair for pair in request.headers.raw if pair[0].lower() != b"transfer-encoding"]

        async def exchange() -> tuple[httpx2.Response, bytes]:
            sent = httpx2.Request(request.method, request.url, headers=headers, content=content)
            response = await httpx2.ASGITransport(self.app).handle_async_request(sent)
            return response, await response.aread()

        response, body = asyncio.run(exchange())
        return httpx2.Response(response.status_code, headers=response.headers.raw, content=body)

    def close(self) -> None:
        """Have nothing to close."""


@dataclass
class _Turned:
    """A transport that sends the calls for the token service to the twin, whose path is the same."""

    below: Any
    url: str
    token_calls: list[str]

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request."""
        response: httpx2.Response = self.below.handle_request(_turned(request, self.url, self.token_calls))
        return response

    def close(self) -> None:
        """Close what is below."""
        self.below.close()


@dataclass
class _AsyncTurned:
    """The asynchronous one."""

    below: Any
    url: str
    token_calls: list[str]

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request."""
        turned = _turned(request, self.url, self.token_calls)
        response: httpx2.Response = await self.below.handle_async_request(turned)
        return response

    async def aclose(self) -> None:
        """Close what is below."""
        await self.below.aclose()


def _turned(request: httpx2.Request, url: str, token_calls: list[str]) -> httpx2.Request:
    target = httpx2.URL(url)
    if request.url.host == target.host:
        return request
    token_calls.append(str(request.url))
    turned = request.url.copy_with(scheme=target.scheme, host=target.host, port=target.port)
    headers = [(name, value) for name, value in request.headers.multi_items() if name.lower() != "host"]
    return httpx2.Request(
        request.method, turned, headers=headers, content=request.content, extensions=request.extensions
    )
