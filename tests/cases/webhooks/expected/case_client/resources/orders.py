# Made by specwright 0.1.0 from 'Webhooks' '1'. Change the description and generate again: edits here are lost.

"""The methods of `orders`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import orders as _operations
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

    from case_client._runtime._options import RequestOptions


class Orders(Resource):
    """The operations of `orders`."""

    @cached_property
    def with_raw_response(self) -> OrdersWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return OrdersWithRawResponse(Orders(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> OrdersWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return OrdersWithStreamingResponse(Orders(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> OrdersRequests:
        """The same methods, each giving the request instead of sending it."""
        return OrdersRequests(Orders(self._client, self._client.build))

    def list(self, **options: Unpack[RequestOptions]) -> None:
        """Call `GET /orders`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return self._send(_operations.LIST_ORDERS, {}, options)


class OrdersWithRawResponse:
    """The methods of `Orders`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Orders) -> None:
        self.list = raw(resource.list)


class OrdersWithStreamingResponse:
    """The methods of `Orders`, each giving the answer before its content is read."""

    def __init__(self, resource: Orders) -> None:
        self.list = streamed(resource.list)


class OrdersRequests:
    """The methods of `Orders`, each giving the request instead of sending it."""

    def __init__(self, resource: Orders) -> None:
        self.list = built(resource.list)


class AsyncOrders(AsyncResource):
    """The operations of `orders`."""

    @cached_property
    def with_raw_response(self) -> AsyncOrdersWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncOrdersWithRawResponse(AsyncOrders(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncOrdersWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncOrdersWithStreamingResponse(AsyncOrders(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncOrdersRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncOrdersRequests(AsyncOrders(self._client, self._client.build))

    async def list(self, **options: Unpack[RequestOptions]) -> None:
        """Call `GET /orders`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return await self._send(_operations.LIST_ORDERS, {}, options)


class AsyncOrdersWithRawResponse:
    """The methods of `AsyncOrders`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_raw(resource.list)


class AsyncOrdersWithStreamingResponse:
    """The methods of `AsyncOrders`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_streamed(resource.list)


class AsyncOrdersRequests:
    """The methods of `AsyncOrders`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_built(resource.list)
