# Made by specwright 0.1.0 from 'Unverified' '1'. Change the description and generate again: edits here are lost.

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
from case_client._runtime._unset import UNSET

if TYPE_CHECKING:
    from typing import Unpack

    from case_client import dicts, models
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._unset import Unset


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

        Not documented by the vendor.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return self._send(_operations.LIST_ORDERS, {}, options)

    def create(
        self, *, body: models.Order | dicts.Order, dry: bool | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> None:
        """Call `POST /orders`.

        Args:
            body: The request body.
            dry: Only check. Not documented by the vendor.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Stored. There is no content.

        Raises:
            errors.TooManyRequests: 429: Too many. Not documented by the vendor.

        Source: vendor:create
        """
        return self._send(_operations.CREATE_ORDER, {"body": body, "dry": dry}, options)


class OrdersWithRawResponse:
    """The methods of `Orders`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Orders) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)


class OrdersWithStreamingResponse:
    """The methods of `Orders`, each giving the answer before its content is read."""

    def __init__(self, resource: Orders) -> None:
        self.list = streamed(resource.list)
        self.create = streamed(resource.create)


class OrdersRequests:
    """The methods of `Orders`, each giving the request instead of sending it."""

    def __init__(self, resource: Orders) -> None:
        self.list = built(resource.list)
        self.create = built(resource.create)


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

        Not documented by the vendor.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return await self._send(_operations.LIST_ORDERS, {}, options)

    async def create(
        self, *, body: models.Order | dicts.Order, dry: bool | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> None:
        """Call `POST /orders`.

        Args:
            body: The request body.
            dry: Only check. Not documented by the vendor.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Stored. There is no content.

        Raises:
            errors.TooManyRequests: 429: Too many. Not documented by the vendor.

        Source: vendor:create
        """
        return await self._send(_operations.CREATE_ORDER, {"body": body, "dry": dry}, options)


class AsyncOrdersWithRawResponse:
    """The methods of `AsyncOrders`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_raw(resource.list)
        self.create = async_raw(resource.create)


class AsyncOrdersWithStreamingResponse:
    """The methods of `AsyncOrders`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_streamed(resource.list)
        self.create = async_streamed(resource.create)


class AsyncOrdersRequests:
    """The methods of `AsyncOrders`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_built(resource.list)
        self.create = async_built(resource.create)
