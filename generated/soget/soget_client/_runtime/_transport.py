# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns prepared requests into answers: over own connections, or through a client object that the caller brings."""

from __future__ import annotations

import os
import ssl
import threading
import weakref
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable
from urllib.request import getproxies, proxy_bypass

import httpx2

if TYPE_CHECKING:
    import asyncio

__all__ = [
    "AsyncClientTransport",
    "AsyncHttpClient",
    "AsyncPools",
    "AsyncTransport",
    "ClientTransport",
    "HttpClient",
    "Pools",
    "Transport",
]

_LIMITS = httpx2.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=30.0)


@runtime_checkable
class Transport(Protocol):
    """What a client needs below it; ``httpx2.BaseTransport`` has this shape."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response: ...
    def close(self) -> None: ...


@runtime_checkable
class AsyncTransport(Protocol):
    """What an asynchronous client needs below it; ``httpx2.AsyncBaseTransport`` has this shape."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response: ...
    async def aclose(self) -> None: ...


class HttpClient(Protocol):
    """The part of ``httpx2.Client`` and ``httpx.Client`` through which a caller's own client is used."""

    def build_request(
        self, method: str, url: str, *, content: Any = ..., headers: Any = ..., extensions: Any = ...
    ) -> Any: ...
    def send(self, request: Any, *, stream: bool = ...) -> Any: ...


class AsyncHttpClient(Protocol):
    """The asynchronous twin of ``HttpClient``."""

    def build_request(
        self, method: str, url: str, *, content: Any = ..., headers: Any = ..., extensions: Any = ...
    ) -> Any: ...
    async def send(self, request: Any, *, stream: bool = ...) -> Any: ...


class Pools:
    """Own connections, one pool for each scheme and proxy of the environment, made when first needed."""

    def __init__(self) -> None:
        self._proxies = _Proxies()
        self._pools: dict[tuple[bytes, str | None], httpx2.HTTPTransport] = {}
        self._lock = threading.Lock()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send over the pool of the request's scheme and proxy."""
        key = self._proxies.key(request.url)
        pool = self._pools.get(key)
        if pool is None:
            with self._lock:
                pool = self._pools.get(key)
                if pool is None:
                    pool = httpx2.HTTPTransport(verify=_verification(key), proxy=key[1], limits=_LIMITS)
                    self._pools[key] = pool
        return pool.handle_request(request)

    def close(self) -> None:
        """Close all connections."""
        pools, self._pools = self._pools, {}
        for pool in pools.values():
            pool.close()


class AsyncPools:
    """Own connections for each event loop: a connection belongs to the loop that made it."""

    def __init__(self) -> None:
        self._proxies = _Proxies()
        self._loops: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _LoopPools] = weakref.WeakKeyDictionary()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send over the pool of the running loop and the request's scheme and proxy."""
        import asyncio

        loop = asyncio.get_running_loop()
        pools = self._loops.get(loop)
        if pools is None:
            pools = _LoopPools()
            await pools.open()
            self._loops[loop] = pools
        return await pools.get(self._proxies.key(request.url)).handle_async_request(request)

    async def aclose(self) -> None:
        """Close the connections of the running loop; those of a loop that ended were closed with it."""
        import asyncio

        pools = self._loops.pop(asyncio.get_running_loop(), None)
        if pools is not None:
            await pools.aclose()


class _LoopPools:
    """The pools of one event loop, closed at the latest when the loop shuts its asynchronous generators down."""

    def __init__(self) -> None:
        self._pools: dict[tuple[bytes, str | None], httpx2.AsyncHTTPTransport] = {}
        self._guard = _closing(self._pools)

    async def open(self) -> None:
        await anext(self._guard)

    def get(self, key: tuple[bytes, str | None]) -> httpx2.AsyncHTTPTransport:
        pool = self._pools.get(key)
        if pool is None:
            pool = self._pools[key] = httpx2.AsyncHTTPTransport(verify=_verification(key), proxy=key[1], limits=_LIMITS)
        return pool

    async def aclose(self) -> None:
        await self._guard.aclose()


async def _closing(pools: dict[Any, httpx2.AsyncHTTPTransport]) -> AsyncGenerator[None, None]:
    # `asyncio.run` ends suspended generators before it closes its loop: without one, connections would outlive theirs.
    try:
        yield
    finally:
        for pool in pools.values():
            await pool.aclose()
        pools.clear()


class ClientTransport:
    """A caller's own client, with its hooks, authentication, cookies and proxies; it is not ours to close."""

    def __init__(self, client: HttpClient) -> None:
        self._client = client

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Rebuild the request with the caller's client and send it."""
        response: httpx2.Response = self._client.send(_rebuilt(self._client, request, request.stream), stream=True)
        return response

    def close(self) -> None:
        """Leave the caller's client open."""


class AsyncClientTransport:
    """The asynchronous twin of ``ClientTransport``."""

    def __init__(self, client: AsyncHttpClient) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Rebuild the request with the caller's client and send it."""
        pieces = _AsyncPieces(request.stream)
        response: httpx2.Response = await self._client.send(_rebuilt(self._client, request, pieces), stream=True)
        return response

    async def aclose(self) -> None:
        """Leave the caller's client open."""


class _AsyncPieces:
    """A body that can only be awaited: of one that can be read both ways, a client would take the blocking one."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._stream)


def _rebuilt(client: HttpClient | AsyncHttpClient, request: httpx2.Request, pieces: object) -> Any:
    return client.build_request(
        request.method,
        str(request.url),
        headers=[(name.decode("ascii"), value.decode("utf-8")) for name, value in request.headers.raw],
        content=(request.content or None) if isinstance(request.stream, httpx2.ByteStream) else pieces,
        extensions=dict(request.extensions),
    )


class _Proxies:
    """The proxies that the environment names, read once as every HTTP client does, when a call first needs them."""

    def __init__(self) -> None:
        self._proxies: Mapping[str, str] | None = None
        self._known: dict[tuple[bytes, bytes], str | None] = {}

    def key(self, url: httpx2.URL) -> tuple[bytes, str | None]:
        scheme = url.raw_scheme
        if self._proxies is None:
            self._proxies = getproxies()
        if not self._proxies:
            return scheme, None
        place = scheme, url.raw_host
        if place not in self._known:
            self._known[place] = _chosen(self._proxies, scheme.decode("ascii"), url.host)
        return scheme, self._known[place]


def _chosen(proxies: Mapping[str, str], scheme: str, host: str) -> str | None:
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _verification(key: tuple[bytes, str | None]) -> ssl.SSLContext:
    scheme, proxy = key
    if scheme == b"http" and (proxy is None or not proxy.startswith("https")):
        # Loading the trust store outlasts many calls. Plain connections do without: this context trusts nobody.
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return _trusting(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@lru_cache(maxsize=8)
def _trusting(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    # Shared by all clients of the process: each context holds the trust store in memory.
    return httpx2.create_ssl_context()
