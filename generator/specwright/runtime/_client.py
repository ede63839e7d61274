"""Turns credentials and settings into a client: generated clients add their resources, everything else is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from ._adhoc import adhoc, adhoc_options
from ._auth import Auth
from ._calls import Calls, ClientChanges, Settings
from ._checking import CheckMode
from ._drivers import AsyncDriver, Driver
from ._exchange import Exchange
from ._middleware import AsyncMiddleware, Middleware
from ._operation import Operation, ServiceInfo
from ._options import CredentialInput, OnDeviation, RequestOptions, TimeoutInput
from ._override import override
from ._retries import RetryBudget, RetryPolicy
from ._sender import AsyncSender, Lifetime, Sender
from ._transport import (
    AsyncClientTransport,
    AsyncHttpClient,
    AsyncPools,
    AsyncTransport,
    ClientTransport,
    HttpClient,
    Pools,
    Transport,
)
from ._verbs import AsyncVerbs, Verbs

if TYPE_CHECKING:
    import httpx2

    from ._paging import AsyncPages, Pages
    from ._resource import AsyncOpening, Opening
    from ._response import Response
    from ._streamed import AsyncStreamedResponse, StreamedResponse

__all__ = ["AsyncClient", "SyncClient"]

T = TypeVar("T")


class SyncClient(Verbs):
    """The base of a generated client with blocking calls."""

    def __init__(
        self,
        service: ServiceInfo,
        *,
        credentials: Mapping[str, CredentialInput | None],
        base_url: str | None = None,
        timeout: TimeoutInput = 60.0,
        deadline: float | None = None,
        max_retries: int = 2,
        retry: RetryPolicy | None = None,
        transport: Transport | None = None,
        http_client: HttpClient | None = None,
        strict: bool = False,
        on_deviation: OnDeviation | None = None,
        middleware: Sequence[Middleware] = (),
        default_headers: Mapping[str, str] | None = None,
        check_requests: CheckMode = True,
    ) -> None:
        if transport is not None and http_client is not None:
            raise TypeError("give transport or http_client, not both")
        settings = Settings(
            service=service,
            base_url=base_url,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            retry=retry or RetryPolicy(),
            strict=strict,
            on_deviation=on_deviation,
            middleware=tuple(middleware),
            default_headers=dict(default_headers or {}),
            check_requests=check_requests,
        )
        self._own_transport: Pools | None = None
        if http_client is not None:
            transport = ClientTransport(http_client)
        elif transport is None:
            transport = self._own_transport = Pools()
        auth = Auth(service, credentials)
        self._sender = Sender(
            Calls(settings),
            Exchange(settings, auth, RetryBudget()),
            Driver(transport, settings.middleware, auth),
            Lifetime(),
        )

    @property
    def sender(self) -> Sender:
        """What resources hold of this client."""
        return self._sender

    def with_options(self, **changes: Unpack[ClientChanges]) -> Self:
        """Give a client with other settings that shares this one's connections, credentials and retry budget."""
        copy = type(self).__new__(type(self))
        # Not all attributes: the resources are bound to this client.
        vars(copy).update(_sender=self._sender.with_changes(changes), _own_transport=None)
        return copy

    def send(self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions) -> T:
        """Send, and give the value of the answer (for a described stream, the open stream)."""
        return self._sender.send(operation, arguments, options)

    def send_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> Response[T]:
        """Send, and give the value with its status, headers and deviations."""
        return self._sender.send_raw(operation, arguments, options)

    def send_streamed(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> Opening[StreamedResponse[T]]:
        """Give what sends on entering ``with``, and leaves the body to the caller."""
        return self._sender.send_streamed(operation, arguments, options)

    def build(
        self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions
    ) -> httpx2.Request:
        """Give the request, credentials included, instead of sending it."""
        return self._sender.build(operation, arguments, options)

    def pages(self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions) -> Pages[T, Any]:
        """Give what asks for page after page."""
        return self._sender.pages(operation, arguments, options)

    @override
    def _request(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[T],
        body: object,
        query: Mapping[str, object] | None,
        options: RequestOptions,
    ) -> T:
        operation = adhoc(self._sender.settings.service, method, path, cast_to)
        return self._sender.send(operation, {"body": body}, adhoc_options(options, query), is_kept=False)

    def close(self) -> None:
        """Close the connections; a transport or HTTP client that was passed in is the caller's, and stays open."""
        self._sender.lifetime.end()
        if self._own_transport is not None:
            self._own_transport.close()

    def __enter__(self) -> Self:
        self._sender.lifetime.check()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @override
    def __repr__(self) -> str:
        return _shown(self, self._sender.settings, self._sender.lifetime)


class AsyncClient(AsyncVerbs):
    """The base of a generated client with ``await``."""

    def __init__(
        self,
        service: ServiceInfo,
        *,
        credentials: Mapping[str, CredentialInput | None],
        base_url: str | None = None,
        timeout: TimeoutInput = 60.0,
        deadline: float | None = None,
        max_retries: int = 2,
        retry: RetryPolicy | None = None,
        transport: AsyncTransport | None = None,
        http_client: AsyncHttpClient | None = None,
        strict: bool = False,
        on_deviation: OnDeviation | None = None,
        middleware: Sequence[AsyncMiddleware] = (),
        default_headers: Mapping[str, str] | None = None,
        check_requests: CheckMode = True,
    ) -> None:
        if transport is not None and http_client is not None:
            raise TypeError("give transport or http_client, not both")
        settings = Settings(
            service=service,
            base_url=base_url,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            retry=retry or RetryPolicy(),
            strict=strict,
            on_deviation=on_deviation,
            middleware=tuple(middleware),
            default_headers=dict(default_headers or {}),
            check_requests=check_requests,
            asynchronous=True,
        )
        self._own_transport: AsyncPools | None = None
        if http_client is not None:
            transport = AsyncClientTransport(http_client)
        elif transport is None:
            transport = self._own_transport = AsyncPools()
        auth = Auth(service, credentials)
        self._sender = AsyncSender(
            Calls(settings),
            Exchange(settings, auth, RetryBudget()),
            AsyncDriver(transport, settings.middleware, auth),
            Lifetime(),
        )

    @property
    def sender(self) -> AsyncSender:
        """What resources hold of this client."""
        return self._sender

    def with_options(self, **changes: Unpack[ClientChanges]) -> Self:
        """Give a client with other settings that shares this one's connections, credentials and retry budget."""
        copy = type(self).__new__(type(self))
        # Not all attributes: the resources are bound to this client.
        vars(copy).update(_sender=self._sender.with_changes(changes), _own_transport=None)
        return copy

    async def send(self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions) -> T:
        """Send, and give the value of the answer (for a described stream, the open stream)."""
        return await self._sender.send(operation, arguments, options)

    async def send_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> Response[T]:
        """Send, and give the value with its status, headers and deviations."""
        return await self._sender.send_raw(operation, arguments, options)

    def send_streamed(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> AsyncOpening[AsyncStreamedResponse[T]]:
        """Give what sends on entering ``async with``, and leaves the body to the caller."""
        return self._sender.send_streamed(operation, arguments, options)

    async def build(
        self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions
    ) -> httpx2.Request:
        """Give the request, credentials included, instead of sending it."""
        return await self._sender.build(operation, arguments, options)

    def pages(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> AsyncPages[T, Any]:
        """Give what asks for page after page."""
        return self._sender.pages(operation, arguments, options)

    @override
    async def _request(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[T],
        body: object,
        query: Mapping[str, object] | None,
        options: RequestOptions,
    ) -> T:
        operation = adhoc(self._sender.settings.service, method, path, cast_to)
        return await self._sender.send(operation, {"body": body}, adhoc_options(options, query), is_kept=False)

    async def aclose(self) -> None:
        """Close the connections; a transport or HTTP client that was passed in is the caller's, and stays open."""
        self._sender.lifetime.end()
        if self._own_transport is not None:
            await self._own_transport.aclose()

    async def __aenter__(self) -> Self:
        self._sender.lifetime.check()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    @override
    def __repr__(self) -> str:
        return _shown(self, self._sender.settings, self._sender.lifetime)


def _shown(client: SyncClient | AsyncClient, settings: Settings, lifetime: Lifetime) -> str:
    # No credential, no header: a client is printed in tracebacks and notebooks.
    state = " closed" if lifetime.has_ended else ""
    return f"<{type(client).__name__} of {settings.service.title!r}{state}>"
