# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns an answer that comes piece by piece into its items: JSON lines, JSON text sequences and server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import Any, Final, Generic, Literal, Self, TypeAlias, TypeVar, cast

from ._deviations import Deviation
from ._events import EventDecoder, ServerSentEvent
from ._lines import JsonRecords
from ._override import override
from ._reading import Reader
from ._streamed import AsyncStreamedResponse, StreamedResponse

__all__ = ["AsyncStream", "ServerSentEvent", "Stream"]

T = TypeVar("T")
StreamKind: TypeAlias = Literal["json-lines", "event-stream"]
OnDeviation: TypeAlias = Callable[[Deviation], None]

# Not of the standard, but what large services end their event streams with: no JSON, and no item.
_DONE: Final = "[DONE]"


class _Items(Generic[T]):
    """What both streams do with bytes."""

    def __init__(
        self,
        headers: Any,
        kind: StreamKind,
        reader: Reader[T],
        *,
        strict: bool,
        on_deviation: OnDeviation | None,
    ) -> None:
        self._reader = reader
        self._strict = strict
        self._on_deviation = on_deviation
        is_sequence = "json-seq" in headers.get("content-type", "").lower()
        self.decoder = EventDecoder() if kind == "event-stream" else JsonRecords(is_sequence=is_sequence)
        self.is_done = False

    def feed(self, chunk: bytes) -> Iterator[T]:
        """Give the items that a further piece completes."""
        return self._read(self.decoder.feed(chunk))

    def rest(self) -> Iterator[T]:
        """Give the item that the end of the stream completes."""
        return self._read(self.decoder.rest())

    def _read(self, found: list[bytes] | list[ServerSentEvent]) -> Iterator[T]:
        for item in found:
            if isinstance(item, ServerSentEvent):
                if self._reader.type is ServerSentEvent:
                    yield cast("T", item)
                    continue
                if self._reader.type is str:
                    yield cast("T", item.data)
                    continue
                if item.data == _DONE:
                    self.is_done = True
                    return
                yield self._value(item.data.encode("utf-8"))
            else:
                yield self._value(item)

    def _value(self, data: bytes) -> T:
        value, deviations = self._reader.read(data, strict=self._strict)
        if self._on_deviation is not None:
            for deviation in deviations:
                self._on_deviation(deviation)
        return value

    @property
    def last_event_id(self) -> str:
        return self.decoder.last_event_id if isinstance(self.decoder, EventDecoder) else ""

    @property
    def retry(self) -> int | None:
        return self.decoder.retry if isinstance(self.decoder, EventDecoder) else None


class Stream(Generic[T]):
    """The items of an answer as they come: iterate inside ``with``, which releases the connection at the end.

    Raises: ApiTimeout or StreamError where the stream breaks off; ResponseDecodeError for an item that is no JSON.
    """

    def __init__(
        self,
        response: StreamedResponse[Any],
        kind: StreamKind,
        reader: Reader[T],
        *,
        strict: bool = False,
        on_deviation: OnDeviation | None = None,
    ) -> None:
        self.response = response
        self._items: _Items[T] = _Items(response.headers, kind, reader, strict=strict, on_deviation=on_deviation)
        self._iterator = self._iterate()

    @property
    def last_event_id(self) -> str:
        """The id of the last event, to be sent as ``Last-Event-ID`` when the stream is taken up again."""
        return self._items.last_event_id

    @property
    def retry(self) -> int | None:
        """Milliseconds that the service asks to wait before the stream is taken up again."""
        return self._items.retry

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        return next(self._iterator)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the connection; what was not read is lost."""
        self.response.close()

    def _iterate(self) -> Iterator[T]:
        try:
            for chunk in self.response.iter_bytes():
                yield from self._items.feed(chunk)
                if self._items.is_done:
                    return
            yield from self._items.rest()
        finally:
            self.close()

    @override
    def __repr__(self) -> str:
        return f"<Stream of {self.response!r}>"


class AsyncStream(Generic[T]):
    """The items of an answer as they come: iterate inside ``async with``, which releases the connection at the end.

    Raises: ApiTimeout or StreamError where the stream breaks off; ResponseDecodeError for an item that is no JSON.
    """

    def __init__(
        self,
        response: AsyncStreamedResponse[Any],
        kind: StreamKind,
        reader: Reader[T],
        *,
        strict: bool = False,
        on_deviation: OnDeviation | None = None,
    ) -> None:
        self.response = response
        self._items: _Items[T] = _Items(response.headers, kind, reader, strict=strict, on_deviation=on_deviation)
        self._iterator = self._iterate()

    @property
    def last_event_id(self) -> str:
        """The id of the last event, to be sent as ``Last-Event-ID`` when the stream is taken up again."""
        return self._items.last_event_id

    @property
    def retry(self) -> int | None:
        """Milliseconds that the service asks to wait before the stream is taken up again."""
        return self._items.retry

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        return await anext(self._iterator)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Release the connection; what was not read is lost."""
        await self.response.aclose()

    async def _iterate(self) -> AsyncIterator[T]:
        try:
            async for chunk in self.response.iter_bytes():
                for item in self._items.feed(chunk):
                    yield item
                if self._items.is_done:
                    return
            for item in self._items.rest():
                yield item
        finally:
            await self.aclose()

    @override
    def __repr__(self) -> str:
        return f"<AsyncStream of {self.response!r}>"
