# Copied verbatim from the runtime of Specwright; do not edit.
"""The base of all resources, and the typed views on them: the same class bound to another way of sending."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeAlias, TypeVar, cast

from ._operation import Operation
from ._options import RequestOptions

if TYPE_CHECKING:
    import httpx2

    from ._client import AsyncClient, SyncClient
    from ._response import Response
    from ._sender import AsyncSender, Sender
    from ._streamed import AsyncStreamedResponse, StreamedResponse

__all__ = [
    "AsyncOpening",
    "AsyncResource",
    "AsyncSend",
    "Opening",
    "Resource",
    "Send",
    "async_built",
    "async_raw",
    "async_streamed",
    "built",
    "raw",
    "streamed",
]

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="Closable")
A = TypeVar("A", bound="AsyncClosable")


class Send(Protocol):
    """How a resource sends: ``SyncClient.send`` has this shape."""

    def __call__(self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions, /) -> T: ...


class AsyncSend(Protocol):
    """How an asynchronous resource sends: ``AsyncClient.send`` has this shape."""

    def __call__(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions, /
    ) -> Awaitable[T]: ...


class Closable(Protocol):
    """What a stream offers to be released."""

    def close(self) -> None: ...


class AsyncClosable(Protocol):
    """The asynchronous twin of ``Closable``."""

    async def aclose(self) -> None: ...


# A view binds the same class to a sender that gives something else than T, which only the view's own types say.
AnySend: TypeAlias = Callable[..., Any]


class Resource:
    """A group of operations."""

    def __init__(self, client: SyncClient | Sender, send: AnySend | None = None) -> None:
        # Not the client itself: it keeps its resources, and would be kept by them.
        self._client: Sender = client.sender
        self._send: Send = self._client.send if send is None else cast("Send", send)


class AsyncResource:
    """A group of operations, called with ``await``."""

    def __init__(self, client: AsyncClient | AsyncSender, send: AnySend | None = None) -> None:
        self._client: AsyncSender = client.sender
        self._send: AsyncSend = self._client.send if send is None else cast("AsyncSend", send)


def raw(method: Callable[P, T]) -> Callable[P, Response[T]]:
    """Type a method whose resource sends with ``send_raw``."""
    return cast("Callable[P, Response[T]]", method)


def streamed(method: Callable[P, T]) -> Callable[P, AbstractContextManager[StreamedResponse[T]]]:
    """Type a method whose resource sends with ``send_streamed``."""
    return cast("Callable[P, AbstractContextManager[StreamedResponse[T]]]", method)


def built(method: Callable[P, Any]) -> Callable[P, httpx2.Request]:
    """Type a method whose resource sends with ``build``."""
    return cast("Callable[P, httpx2.Request]", method)


def async_raw(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[Response[T]]]:
    """Type a method whose resource sends with ``send_raw``."""
    return cast("Callable[P, Awaitable[Response[T]]]", method)


def async_streamed(
    method: Callable[P, Awaitable[T]],
) -> Callable[P, AbstractAsyncContextManager[AsyncStreamedResponse[T]]]:
    """Turn a method whose resource sends with ``send_streamed`` from a coroutine into an ``async with``."""
    opened = cast("Callable[P, Awaitable[AsyncStreamedResponse[T]]]", method)

    def call(*args: P.args, **kwargs: P.kwargs) -> AsyncOpening[AsyncStreamedResponse[T]]:
        return AsyncOpening(opened(*args, **kwargs))

    call.__doc__ = method.__doc__
    return call


def async_built(method: Callable[P, Awaitable[Any]]) -> Callable[P, Awaitable[httpx2.Request]]:
    """Type a method whose resource sends with ``build``."""
    return cast("Callable[P, Awaitable[httpx2.Request]]", method)


class Opening(Generic[S]):
    """A stream about to be opened: ``with`` sends the request and releases the connection at the end."""

    def __init__(self, opener: Callable[[], S]) -> None:
        self._opener = opener
        self._opened: S | None = None

    def __enter__(self) -> S:
        self._opened = self._opener()
        return self._opened

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._opened is not None:
            self._opened.close()


class AsyncOpening(Generic[A]):
    """A stream about to be opened: ``async with`` sends and releases; ``await`` sends, and leaves closing to you."""

    def __init__(self, opener: Awaitable[A]) -> None:
        self._opener = opener
        self._opened: A | None = None

    def __await__(self) -> Generator[Any, Any, A]:
        return self._opener.__await__()

    async def __aenter__(self) -> A:
        self._opened = await self._opener
        return self._opened

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._opened is not None:
            await self._opened.aclose()
