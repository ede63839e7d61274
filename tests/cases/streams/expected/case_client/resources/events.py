# Made by specwright 0.1.0 from 'Streams' '1'. Change the description and generate again: edits here are lost.

"""The methods of `events`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import events as _operations
from case_client._runtime._resource import (
    AsyncResource,
    Resource,
    async_built,
    async_raw,
    async_streamed,
    built,
    raw,
    streamed,
)

if TYPE_CHECKING:
    from typing import Unpack

    from case_client import models
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._streams import AsyncStream, Stream


class Events(Resource):
    """The operations of `events`."""

    @cached_property
    def with_raw_response(self) -> EventsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return EventsWithRawResponse(Events(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> EventsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return EventsWithStreamingResponse(Events(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> EventsRequests:
        """The same methods, each giving the request instead of sending it."""
        return EventsRequests(Events(self._client, self._client.build))

    def watch(self, **options: Unpack[RequestOptions]) -> Stream[models.Event]:
        """Call `GET /events`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A stream of items, to be used in `with`.
            Events as they happen.
        """
        _stream: Stream[models.Event] = self._send(_operations.WATCH_EVENTS, {}, options)
        return _stream

    def export(self, **options: Unpack[RequestOptions]) -> Stream[models.Event]:
        """Call `GET /events/export`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A stream of items, to be used in `with`.
            One event a line.
        """
        _stream: Stream[models.Event] = self._send(_operations.EXPORT_EVENTS, {}, options)
        return _stream


class EventsWithRawResponse:
    """The methods of `Events`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Events) -> None:
        self.watch = raw(resource.watch)
        self.export = raw(resource.export)


class EventsWithStreamingResponse:
    """The methods of `Events`, each giving the answer before its content is read."""

    def __init__(self, resource: Events) -> None:
        self.watch = streamed(resource.watch)
        self.export = streamed(resource.export)


class EventsRequests:
    """The methods of `Events`, each giving the request instead of sending it."""

    def __init__(self, resource: Events) -> None:
        self.watch = built(resource.watch)
        self.export = built(resource.export)


class AsyncEvents(AsyncResource):
    """The operations of `events`."""

    @cached_property
    def with_raw_response(self) -> AsyncEventsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncEventsWithRawResponse(AsyncEvents(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncEventsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncEventsWithStreamingResponse(AsyncEvents(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncEventsRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncEventsRequests(AsyncEvents(self._client, self._client.build))

    async def watch(self, **options: Unpack[RequestOptions]) -> AsyncStream[models.Event]:
        """Call `GET /events`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A stream of items, to be used in `async with`.
            Events as they happen.
        """
        _stream: AsyncStream[models.Event] = await self._send(_operations.WATCH_EVENTS, {}, options)
        return _stream

    async def export(self, **options: Unpack[RequestOptions]) -> AsyncStream[models.Event]:
        """Call `GET /events/export`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A stream of items, to be used in `async with`.
            One event a line.
        """
        _stream: AsyncStream[models.Event] = await self._send(_operations.EXPORT_EVENTS, {}, options)
        return _stream


class AsyncEventsWithRawResponse:
    """The methods of `AsyncEvents`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncEvents) -> None:
        self.watch = async_raw(resource.watch)
        self.export = async_raw(resource.export)


class AsyncEventsWithStreamingResponse:
    """The methods of `AsyncEvents`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncEvents) -> None:
        self.watch = async_streamed(resource.watch)
        self.export = async_streamed(resource.export)


class AsyncEventsRequests:
    """The methods of `AsyncEvents`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncEvents) -> None:
        self.watch = async_built(resource.watch)
        self.export = async_built(resource.export)
