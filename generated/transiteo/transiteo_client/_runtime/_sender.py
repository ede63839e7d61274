# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns an operation and its arguments into what was asked for: the value, the whole answer, a stream, the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ._calls import Call, Calls, ClientChanges, Settings
from ._drivers import AsyncDriver, Driver
from ._errors import ClientClosed, ResponseDecodeError, ResponseValidationError
from ._exchange import Exchange, Outcome, authorize
from ._operation import Operation
from ._options import RequestOptions
from ._resource import AsyncOpening, Opening

if TYPE_CHECKING:
    import httpx2

    from ._deviations import Deviation
    from ._paging import AsyncPages, Pages
    from ._response import Response
    from ._streamed import AsyncStreamedResponse, StreamedResponse

__all__ = ["AsyncSender", "Lifetime", "Sender"]

T = TypeVar("T")


class Lifetime:
    """Whether a client may still be used; a copy ends with the client that it was made from."""

    __slots__ = ("_ended", "_parent")

    def __init__(self, parent: Lifetime | None = None) -> None:
        self._parent = parent
        self._ended = False

    @property
    def has_ended(self) -> bool:
        """Whether the client, or one that it was made from, was closed."""
        return self._ended or (self._parent is not None and self._parent.has_ended)

    def end(self) -> None:
        """Refuse calls from now on."""
        self._ended = True

    def check(self) -> None:
        """Refuse the use of what has ended.

        Raises:
            ClientClosed: the client was closed.
        """
        if self.has_ended:
            raise ClientClosed("this client is closed; make another one, or close it later")


class Sender:
    """What resources hold of a client: enough to send, nothing that leads back to them."""

    __slots__ = ("_calls", "_driver", "_exchange", "lifetime")

    def __init__(self, calls: Calls, exchange: Exchange, driver: Driver, lifetime: Lifetime) -> None:
        self._calls = calls
        self._exchange = exchange
        self._driver = driver
        self.lifetime = lifetime

    @property
    def sender(self) -> Sender:
        """Itself: a resource is made from a client or from what another resource holds of it."""
        return self

    @property
    def settings(self) -> Settings:
        """What the client was made with."""
        return self._calls.settings

    def with_changes(self, changes: ClientChanges) -> Sender:
        """Give one with other settings; it shares connections, credentials and retry budget, and ends with this one."""
        settings = self.settings.replaced(**changes)
        return Sender(
            Calls(settings),
            self._exchange.with_settings(settings),
            self._driver.with_middleware(settings.middleware),
            Lifetime(self.lifetime),
        )

    def send(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions, *, is_kept: bool = True
    ) -> T:
        """Send, and give the value of the answer (for a described stream, the open stream)."""
        call, outcome = self._run(operation, arguments, options, is_kept=is_kept)
        if outcome.content is None:
            return cast("T", self._opened(call, outcome)[0])
        return cast("T", _value(self._calls, call, outcome, outcome.content)[0])

    def send_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> Response[T]:
        """Send, and give the value with its status, headers and deviations."""
        call, outcome = self._run(operation, arguments, options)
        content = outcome.content
        if content is None:
            value, content, deviations = self._opened(call, outcome)
        else:
            value, deviations = _value(self._calls, call, outcome, content)
        return cast("Response[T]", _response(outcome, content, value, deviations))

    def send_streamed(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> Opening[StreamedResponse[T]]:
        """Give what sends on entering ``with``, and leaves the body to the caller."""
        return Opening(lambda: self._open(operation, arguments, options))

    def build(
        self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions
    ) -> httpx2.Request:
        """Give the request, credentials included, instead of sending it."""
        self.lifetime.check()
        call = self._calls.prepare(operation, arguments, options)
        return self._driver.run(call, authorize(self._exchange.auth, call))

    def pages(self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions) -> Pages[T, Any]:
        """Give what asks for page after page."""
        from ._paging import Pages

        return Pages(self, operation, arguments, options)

    def _run(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object],
        options: RequestOptions,
        *,
        is_streamed: bool = False,
        is_kept: bool = True,
    ) -> tuple[Call, Outcome]:
        self.lifetime.check()
        call = self._calls.prepare(operation, arguments, options, is_streamed=is_streamed, is_kept=is_kept)
        return call, self._driver.run(call, self._exchange.run(call))

    def _open(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> StreamedResponse[T]:
        call, outcome = self._run(operation, arguments, options, is_streamed=True)
        return cast("StreamedResponse[T]", self._streamed(call, outcome))

    def _streamed(self, call: Call, outcome: Outcome) -> StreamedResponse[Any]:
        from ._streamed import StreamedResponse

        return StreamedResponse(
            response=outcome.response,
            request=outcome.request,
            parse=lambda streamed: self._parsed(call, outcome, streamed)[0],
            retries=outcome.retries,
        )

    def _opened(self, call: Call, outcome: Outcome) -> tuple[Any, bytes, tuple[Deviation, ...]]:
        streamed = self._streamed(call, outcome)
        try:
            return self._parsed(call, outcome, streamed)
        except BaseException:
            streamed.close()
            raise

    def _parsed(
        self, call: Call, outcome: Outcome, streamed: StreamedResponse[Any]
    ) -> tuple[Any, bytes, tuple[Deviation, ...]]:
        """Read a stream's value: a stream of items where it is described as one, else the whole."""
        selected = call.table.select(outcome.response.status_code, outcome.response.headers.get("content-type", ""))
        kind = selected.kind
        if (kind == "json-lines" or kind == "event-stream") and selected.reader is not None:  # noqa: PLR1714 - narrows
            from ._streams import Stream

            hook = self.settings.on_deviation
            return Stream(streamed, kind, selected.reader, strict=call.strict, on_deviation=hook), b"", ()
        content = streamed.read()
        value, deviations = _value(self._calls, call, outcome, content)
        return value, content, deviations


class AsyncSender:
    """What resources hold of a client: enough to send, nothing that leads back to them."""

    __slots__ = ("_calls", "_driver", "_exchange", "lifetime")

    def __init__(self, calls: Calls, exchange: Exchange, driver: AsyncDriver, lifetime: Lifetime) -> None:
        self._calls = calls
        self._exchange = exchange
        self._driver = driver
        self.lifetime = lifetime

    @property
    def sender(self) -> AsyncSender:
        """Itself: a resource is made from a client or from what another resource holds of it."""
        return self

    @property
    def settings(self) -> Settings:
        """What the client was made with."""
        return self._calls.settings

    def with_changes(self, changes: ClientChanges) -> AsyncSender:
        """Give one with other settings; it shares connections, credentials and retry budget, and ends with this one."""
        settings = self.settings.replaced(**changes)
        return AsyncSender(
            Calls(settings),
            self._exchange.with_settings(settings),
            self._driver.with_middleware(settings.middleware),
            Lifetime(self.lifetime),
        )

    async def send(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions, *, is_kept: bool = True
    ) -> T:
        """Send, and give the value of the answer (for a described stream, the open stream)."""
        call, outcome = await self._run(operation, arguments, options, is_kept=is_kept)
        if outcome.content is None:
            return cast("T", (await self._opened(call, outcome))[0])
        return cast("T", _value(self._calls, call, outcome, outcome.content)[0])

    async def send_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> Response[T]:
        """Send, and give the value with its status, headers and deviations."""
        call, outcome = await self._run(operation, arguments, options)
        content = outcome.content
        if content is None:
            value, content, deviations = await self._opened(call, outcome)
        else:
            value, deviations = _value(self._calls, call, outcome, content)
        return cast("Response[T]", _response(outcome, content, value, deviations))

    def send_streamed(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> AsyncOpening[AsyncStreamedResponse[T]]:
        """Give what sends on entering ``async with``, and leaves the body to the caller."""
        return AsyncOpening(self._open(operation, arguments, options))

    async def build(
        self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions
    ) -> httpx2.Request:
        """Give the request, credentials included, instead of sending it."""
        self.lifetime.check()
        call = self._calls.prepare(operation, arguments, options)
        return await self._driver.run(call, authorize(self._exchange.auth, call))

    def pages(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> AsyncPages[T, Any]:
        """Give what asks for page after page."""
        from ._paging import AsyncPages

        return AsyncPages(self, operation, arguments, options)

    async def _run(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object],
        options: RequestOptions,
        *,
        is_streamed: bool = False,
        is_kept: bool = True,
    ) -> tuple[Call, Outcome]:
        self.lifetime.check()
        call = self._calls.prepare(operation, arguments, options, is_streamed=is_streamed, is_kept=is_kept)
        return call, await self._driver.run(call, self._exchange.run(call))

    async def _open(
        self, operation: Operation[T], arguments: Mapping[str, object], options: RequestOptions
    ) -> AsyncStreamedResponse[T]:
        call, outcome = await self._run(operation, arguments, options, is_streamed=True)
        return cast("AsyncStreamedResponse[T]", self._streamed(call, outcome))

    def _streamed(self, call: Call, outcome: Outcome) -> AsyncStreamedResponse[Any]:
        from ._streamed import AsyncStreamedResponse

        async def parse(streamed: AsyncStreamedResponse[Any]) -> Any:
            return (await self._parsed(call, outcome, streamed))[0]

        return AsyncStreamedResponse(
            response=outcome.response,
            request=outcome.request,
            parse=parse,
            retries=outcome.retries,
        )

    async def _opened(self, call: Call, outcome: Outcome) -> tuple[Any, bytes, tuple[Deviation, ...]]:
        streamed = self._streamed(call, outcome)
        try:
            return await self._parsed(call, outcome, streamed)
        except BaseException:
            await streamed.aclose()
            raise

    async def _parsed(
        self, call: Call, outcome: Outcome, streamed: AsyncStreamedResponse[Any]
    ) -> tuple[Any, bytes, tuple[Deviation, ...]]:
        """Read a stream's value: a stream of items where it is described as one, else the whole."""
        selected = call.table.select(outcome.response.status_code, outcome.response.headers.get("content-type", ""))
        kind = selected.kind
        if (kind == "json-lines" or kind == "event-stream") and selected.reader is not None:  # noqa: PLR1714 - narrows
            from ._streams import AsyncStream

            hook = self.settings.on_deviation
            return AsyncStream(streamed, kind, selected.reader, strict=call.strict, on_deviation=hook), b"", ()
        content = await streamed.read()
        value, deviations = _value(self._calls, call, outcome, content)
        return value, content, deviations


def _value(calls: Calls, call: Call, outcome: Outcome, content: bytes) -> tuple[Any, tuple[Deviation, ...]]:
    response = outcome.response
    try:
        value, deviations = call.table.value(
            response.status_code, response.headers.get("content-type", ""), content, strict=call.strict
        )
    except (ResponseDecodeError, ResponseValidationError) as error:
        error.request = outcome.request
        error.response = _response(outcome, content, None, ())
        raise
    if deviations and (hook := calls.settings.on_deviation) is not None:
        for deviation in deviations:
            hook(deviation)
    return value, deviations


def _response(outcome: Outcome, content: bytes, value: Any, deviations: tuple[Deviation, ...]) -> Response[Any]:
    from ._response import Response

    return Response(
        parsed=value,
        status_code=outcome.response.status_code,
        headers=outcome.response.headers,
        content=content,
        request=outcome.request,
        deviations=deviations,
        elapsed=outcome.elapsed,
        retries=outcome.retries,
    )
