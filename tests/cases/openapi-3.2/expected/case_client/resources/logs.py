# Made by specwright 0.1.0 from 'Logs' '1'. Change the description and generate again: edits here are lost.

"""The methods of `logs`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import logs as _operations
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

    from case_client import dicts, models
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._streams import AsyncStream, Stream


class Logs(Resource):
    """The operations of `logs`."""

    @cached_property
    def with_raw_response(self) -> LogsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return LogsWithRawResponse(Logs(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> LogsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return LogsWithStreamingResponse(Logs(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> LogsRequests:
        """The same methods, each giving the request instead of sending it."""
        return LogsRequests(Logs(self._client, self._client.build))

    def search(
        self, *, body: models.SearchLogsBody | dicts.SearchLogsBody, **options: Unpack[RequestOptions]
    ) -> Stream[models.Line]:
        """Call `QUERY /logs`.

        Args:
            body: The request body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A stream of items, to be used in `with`.
            Lines that match, as they are found.
        """
        _stream: Stream[models.Line] = self._send(_operations.SEARCH_LOGS, {"body": body}, options)
        return _stream

    def purge(self, **options: Unpack[RequestOptions]) -> None:
        """Call `PURGE /logs`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Gone. There is no content.
        """
        return self._send(_operations.PURGE_LOGS, {}, options)


class LogsWithRawResponse:
    """The methods of `Logs`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Logs) -> None:
        self.search = raw(resource.search)
        self.purge = raw(resource.purge)


class LogsWithStreamingResponse:
    """The methods of `Logs`, each giving the answer before its content is read."""

    def __init__(self, resource: Logs) -> None:
        self.search = streamed(resource.search)
        self.purge = streamed(resource.purge)


class LogsRequests:
    """The methods of `Logs`, each giving the request instead of sending it."""

    def __init__(self, resource: Logs) -> None:
        self.search = built(resource.search)
        self.purge = built(resource.purge)


class AsyncLogs(AsyncResource):
    """The operations of `logs`."""

    @cached_property
    def with_raw_response(self) -> AsyncLogsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncLogsWithRawResponse(AsyncLogs(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncLogsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncLogsWithStreamingResponse(AsyncLogs(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncLogsRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncLogsRequests(AsyncLogs(self._client, self._client.build))

    async def search(
        self, *, body: models.SearchLogsBody | dicts.SearchLogsBody, **options: Unpack[RequestOptions]
    ) -> AsyncStream[models.Line]:
        """Call `QUERY /logs`.

        Args:
            body: The request body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A stream of items, to be used in `async with`.
            Lines that match, as they are found.
        """
        _stream: AsyncStream[models.Line] = await self._send(_operations.SEARCH_LOGS, {"body": body}, options)
        return _stream

    async def purge(self, **options: Unpack[RequestOptions]) -> None:
        """Call `PURGE /logs`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Gone. There is no content.
        """
        return await self._send(_operations.PURGE_LOGS, {}, options)


class AsyncLogsWithRawResponse:
    """The methods of `AsyncLogs`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncLogs) -> None:
        self.search = async_raw(resource.search)
        self.purge = async_raw(resource.purge)


class AsyncLogsWithStreamingResponse:
    """The methods of `AsyncLogs`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncLogs) -> None:
        self.search = async_streamed(resource.search)
        self.purge = async_streamed(resource.purge)


class AsyncLogsRequests:
    """The methods of `AsyncLogs`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncLogs) -> None:
        self.search = async_built(resource.search)
        self.purge = async_built(resource.purge)
