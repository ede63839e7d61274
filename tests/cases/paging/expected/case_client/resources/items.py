# Made by specwright 0.1.0 from 'Paging' '1'. Change the description and generate again: edits here are lost.

"""The methods of `items`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import items as _operations
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

    from case_client import models
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._paging import AsyncPages, Pages
    from case_client._runtime._unset import Unset


class Items(Resource):
    """The operations of `items`."""

    @cached_property
    def with_raw_response(self) -> ItemsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return ItemsWithRawResponse(Items(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> ItemsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return ItemsWithStreamingResponse(Items(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> ItemsRequests:
        """The same methods, each giving the request instead of sending it."""
        return ItemsRequests(Items(self._client, self._client.build))

    def list_by_offset(
        self, *, offset: int | Unset = UNSET, limit: int | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> models.Page:
        """Call `GET /by-offset`.

        Args:
            offset: The query parameter `offset`.
            limit: The query parameter `limit`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A page.
        """
        return self._send(_operations.LIST_BY_OFFSET, {"offset": offset, "limit": limit}, options)

    def iter_list_by_offset(
        self, *, offset: int | Unset = UNSET, limit: int | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> Pages[models.Page, models.Item]:
        """Iterate over the items of all pages of `list_by_offset`, which are fetched as `for` asks for them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(_operations.LIST_BY_OFFSET, {"offset": offset, "limit": limit}, options)

    def list_by_page(
        self, *, page: int | Unset = UNSET, per_page: int | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> list[models.Item]:
        """Call `GET /by-page`.

        Args:
            page: The query parameter `page`.
            per_page: The query parameter `per_page`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A page.
        """
        return self._send(_operations.LIST_BY_PAGE, {"page": page, "per_page": per_page}, options)

    def iter_list_by_page(
        self, *, page: int | Unset = UNSET, per_page: int | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> Pages[list[models.Item], models.Item]:
        """Iterate over the items of all pages of `list_by_page`, which are fetched as `for` asks for them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(_operations.LIST_BY_PAGE, {"page": page, "per_page": per_page}, options)

    def list_by_cursor(self, *, cursor: str | Unset = UNSET, **options: Unpack[RequestOptions]) -> models.CursorPage:
        """Call `GET /by-cursor`.

        Args:
            cursor: The query parameter `cursor`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A page.
        """
        return self._send(_operations.LIST_BY_CURSOR, {"cursor": cursor}, options)

    def iter_list_by_cursor(
        self, *, cursor: str | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> Pages[models.CursorPage, models.Item]:
        """Iterate over the items of all pages of `list_by_cursor`, which are fetched as `for` asks for them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(_operations.LIST_BY_CURSOR, {"cursor": cursor}, options)

    def list_by_link(self, **options: Unpack[RequestOptions]) -> list[models.Item]:
        """Call `GET /by-link`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A page.
        """
        return self._send(_operations.LIST_BY_LINK, {}, options)

    def iter_list_by_link(self, **options: Unpack[RequestOptions]) -> Pages[list[models.Item], models.Item]:
        """Iterate over the items of all pages of `list_by_link`, which are fetched as `for` asks for them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(_operations.LIST_BY_LINK, {}, options)


class ItemsWithRawResponse:
    """The methods of `Items`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Items) -> None:
        self.list_by_offset = raw(resource.list_by_offset)
        self.list_by_page = raw(resource.list_by_page)
        self.list_by_cursor = raw(resource.list_by_cursor)
        self.list_by_link = raw(resource.list_by_link)


class ItemsWithStreamingResponse:
    """The methods of `Items`, each giving the answer before its content is read."""

    def __init__(self, resource: Items) -> None:
        self.list_by_offset = streamed(resource.list_by_offset)
        self.list_by_page = streamed(resource.list_by_page)
        self.list_by_cursor = streamed(resource.list_by_cursor)
        self.list_by_link = streamed(resource.list_by_link)


class ItemsRequests:
    """The methods of `Items`, each giving the request instead of sending it."""

    def __init__(self, resource: Items) -> None:
        self.list_by_offset = built(resource.list_by_offset)
        self.list_by_page = built(resource.list_by_page)
        self.list_by_cursor = built(resource.list_by_cursor)
        self.list_by_link = built(resource.list_by_link)


class AsyncItems(AsyncResource):
    """The operations of `items`."""

    @cached_property
    def with_raw_response(self) -> AsyncItemsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncItemsWithRawResponse(AsyncItems(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncItemsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncItemsWithStreamingResponse(AsyncItems(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncItemsRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncItemsRequests(AsyncItems(self._client, self._client.build))

    async def list_by_offset(
        self, *, offset: int | Unset = UNSET, limit: int | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> models.Page:
        """Call `GET /by-offset`.

        Args:
            offset: The query parameter `offset`.
            limit: The query parameter `limit`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A page.
        """
        return await self._send(_operations.LIST_BY_OFFSET, {"offset": offset, "limit": limit}, options)

    def iter_list_by_offset(
        self, *, offset: int | Unset = UNSET, limit: int | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> AsyncPages[models.Page, models.Item]:
        """Iterate over the items of all pages of `list_by_offset`, which are fetched as `async for` asks for
        them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(_operations.LIST_BY_OFFSET, {"offset": offset, "limit": limit}, options)

    async def list_by_page(
        self, *, page: int | Unset = UNSET, per_page: int | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> list[models.Item]:
        """Call `GET /by-page`.

        Args:
            page: The query parameter `page`.
            per_page: The query parameter `per_page`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A page.
        """
        return await self._send(_operations.LIST_BY_PAGE, {"page": page, "per_page": per_page}, options)

    def iter_list_by_page(
        self, *, page: int | Unset = UNSET, per_page: int | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> AsyncPages[list[models.Item], models.Item]:
        """Iterate over the items of all pages of `list_by_page`, which are fetched as `async for` asks for them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(_operations.LIST_BY_PAGE, {"page": page, "per_page": per_page}, options)

    async def list_by_cursor(
        self, *, cursor: str | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> models.CursorPage:
        """Call `GET /by-cursor`.

        Args:
            cursor: The query parameter `cursor`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A page.
        """
        return await self._send(_operations.LIST_BY_CURSOR, {"cursor": cursor}, options)

    def iter_list_by_cursor(
        self, *, cursor: str | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> AsyncPages[models.CursorPage, models.Item]:
        """Iterate over the items of all pages of `list_by_cursor`, which are fetched as `async for` asks for
        them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(_operations.LIST_BY_CURSOR, {"cursor": cursor}, options)

    async def list_by_link(self, **options: Unpack[RequestOptions]) -> list[models.Item]:
        """Call `GET /by-link`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            A page.
        """
        return await self._send(_operations.LIST_BY_LINK, {}, options)

    def iter_list_by_link(self, **options: Unpack[RequestOptions]) -> AsyncPages[list[models.Item], models.Item]:
        """Iterate over the items of all pages of `list_by_link`, which are fetched as `async for` asks for them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(_operations.LIST_BY_LINK, {}, options)


class AsyncItemsWithRawResponse:
    """The methods of `AsyncItems`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncItems) -> None:
        self.list_by_offset = async_raw(resource.list_by_offset)
        self.list_by_page = async_raw(resource.list_by_page)
        self.list_by_cursor = async_raw(resource.list_by_cursor)
        self.list_by_link = async_raw(resource.list_by_link)


class AsyncItemsWithStreamingResponse:
    """The methods of `AsyncItems`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncItems) -> None:
        self.list_by_offset = async_streamed(resource.list_by_offset)
        self.list_by_page = async_streamed(resource.list_by_page)
        self.list_by_cursor = async_streamed(resource.list_by_cursor)
        self.list_by_link = async_streamed(resource.list_by_link)


class AsyncItemsRequests:
    """The methods of `AsyncItems`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncItems) -> None:
        self.list_by_offset = async_built(resource.list_by_offset)
        self.list_by_page = async_built(resource.list_by_page)
        self.list_by_cursor = async_built(resource.list_by_cursor)
        self.list_by_link = async_built(resource.list_by_link)
