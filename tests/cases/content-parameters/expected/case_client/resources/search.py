# Made by specwright 0.1.0 from 'Content parameters' '1'. Change the description and generate again: edits here are lost.

"""The methods of `search`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import search as _operations
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
from case_client._runtime._unset import UNSET

if TYPE_CHECKING:
    from typing import Unpack

    from case_client import dicts, models
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._unset import Unset


class Search(Resource):
    """The operations of `search`."""

    @cached_property
    def with_raw_response(self) -> SearchWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return SearchWithRawResponse(Search(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> SearchWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return SearchWithStreamingResponse(Search(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> SearchRequests:
        """The same methods, each giving the request instead of sending it."""
        return SearchRequests(Search(self._client, self._client.build))

    def get(
        self,
        *,
        filter: models.SearchFilter | dicts.SearchFilter,
        x_trace: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `GET /search`.

        Args:
            filter: The query parameter `filter`.
            x_trace: The header parameter `X-Trace`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Nothing found. There is no content.
        """
        return self._send(_operations.SEARCH, {"filter": filter, "x_trace": x_trace}, options)


class SearchWithRawResponse:
    """The methods of `Search`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Search) -> None:
        self.get = raw(resource.get)


class SearchWithStreamingResponse:
    """The methods of `Search`, each giving the answer before its content is read."""

    def __init__(self, resource: Search) -> None:
        self.get = streamed(resource.get)


class SearchRequests:
    """The methods of `Search`, each giving the request instead of sending it."""

    def __init__(self, resource: Search) -> None:
        self.get = built(resource.get)


class AsyncSearch(AsyncResource):
    """The operations of `search`."""

    @cached_property
    def with_raw_response(self) -> AsyncSearchWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncSearchWithRawResponse(AsyncSearch(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncSearchWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncSearchWithStreamingResponse(AsyncSearch(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncSearchRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncSearchRequests(AsyncSearch(self._client, self._client.build))

    async def get(
        self,
        *,
        filter: models.SearchFilter | dicts.SearchFilter,
        x_trace: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `GET /search`.

        Args:
            filter: The query parameter `filter`.
            x_trace: The header parameter `X-Trace`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Nothing found. There is no content.
        """
        return await self._send(_operations.SEARCH, {"filter": filter, "x_trace": x_trace}, options)


class AsyncSearchWithRawResponse:
    """The methods of `AsyncSearch`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncSearch) -> None:
        self.get = async_raw(resource.get)


class AsyncSearchWithStreamingResponse:
    """The methods of `AsyncSearch`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncSearch) -> None:
        self.get = async_streamed(resource.get)


class AsyncSearchRequests:
    """The methods of `AsyncSearch`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncSearch) -> None:
        self.get = async_built(resource.get)
