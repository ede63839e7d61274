# Made by specwright 0.1.0 from 'Formats' '1'. Change the description and generate again: edits here are lost.

"""The methods of `values`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import values as _operations
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


class Values(Resource):
    """The operations of `values`."""

    @cached_property
    def with_raw_response(self) -> ValuesWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return ValuesWithRawResponse(Values(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> ValuesWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return ValuesWithStreamingResponse(Values(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> ValuesRequests:
        """The same methods, each giving the request instead of sending it."""
        return ValuesRequests(Values(self._client, self._client.build))

    def list(
        self,
        *,
        limit: int | Unset = UNSET,
        order: dicts.ListValuesOrder | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.Values:
        """Call `GET /values`.

        Args:
            limit: How many. Documented default: `10`.
            order: The query parameter `order`. Documented default: `'asc'`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            All.
        """
        return self._send(_operations.LIST_VALUES, {"limit": limit, "order": order}, options)


class ValuesWithRawResponse:
    """The methods of `Values`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Values) -> None:
        self.list = raw(resource.list)


class ValuesWithStreamingResponse:
    """The methods of `Values`, each giving the answer before its content is read."""

    def __init__(self, resource: Values) -> None:
        self.list = streamed(resource.list)


class ValuesRequests:
    """The methods of `Values`, each giving the request instead of sending it."""

    def __init__(self, resource: Values) -> None:
        self.list = built(resource.list)


class AsyncValues(AsyncResource):
    """The operations of `values`."""

    @cached_property
    def with_raw_response(self) -> AsyncValuesWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncValuesWithRawResponse(AsyncValues(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncValuesWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncValuesWithStreamingResponse(AsyncValues(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncValuesRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncValuesRequests(AsyncValues(self._client, self._client.build))

    async def list(
        self,
        *,
        limit: int | Unset = UNSET,
        order: dicts.ListValuesOrder | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.Values:
        """Call `GET /values`.

        Args:
            limit: How many. Documented default: `10`.
            order: The query parameter `order`. Documented default: `'asc'`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            All.
        """
        return await self._send(_operations.LIST_VALUES, {"limit": limit, "order": order}, options)


class AsyncValuesWithRawResponse:
    """The methods of `AsyncValues`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncValues) -> None:
        self.list = async_raw(resource.list)


class AsyncValuesWithStreamingResponse:
    """The methods of `AsyncValues`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncValues) -> None:
        self.list = async_streamed(resource.list)


class AsyncValuesRequests:
    """The methods of `AsyncValues`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncValues) -> None:
        self.list = async_built(resource.list)
