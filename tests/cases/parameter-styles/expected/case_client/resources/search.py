# Made by specwright 0.1.0 from 'Styles' '1'. Change the description and generate again: edits here are lost.

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
    from collections.abc import Sequence
    from datetime import datetime
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
        simple: dicts.List,
        label: dicts.List,
        matrix: models.Point | dicts.Point,
        encoded: str,
        /,
        *,
        form: dicts.List | Unset = UNSET,
        flat: dicts.List | Unset = UNSET,
        spaced: dicts.List | Unset = UNSET,
        piped: dicts.List | Unset = UNSET,
        deep: models.Point | dicts.Point | Unset = UNSET,
        point: models.Point | dicts.Point | Unset = UNSET,
        filter_name: str | Unset = UNSET,
        raw: str | Unset = UNSET,
        since: datetime | str | Unset = UNSET,
        x_ids: Sequence[int] | Unset = UNSET,
        session: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `GET /search/{simple}/{label}/{matrix}/{encoded}`.

        Args:
            simple: The path parameter `simple`.
            label: The path parameter `label`.
            matrix: The path parameter `matrix`.
            encoded: The path parameter `encoded`. Pass the plain text: the client encodes it as URL-safe
                Base64 without padding.
            form: The query parameter `form`.
            flat: The query parameter `flat`.
            spaced: The query parameter `spaced`.
            piped: The query parameter `piped`.
            deep: The query parameter `deep`.
            point: The query parameter `point`.
            filter_name: The query parameter `filter[name]`.
            raw: The query parameter `raw`.
            since: The query parameter `since`. Documented default: `'2020-01-01T00:00:00Z'`.
            x_ids: The header parameter `X-Ids`.
            session: The cookie parameter `session`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Nothing found. There is no content.
        """
        return self._send(
            _operations.SEARCH,
            {
                "simple": simple,
                "label": label,
                "matrix": matrix,
                "encoded": encoded,
                "form": form,
                "flat": flat,
                "spaced": spaced,
                "piped": piped,
                "deep": deep,
                "point": point,
                "filter_name": filter_name,
                "raw": raw,
                "since": since,
                "x_ids": x_ids,
                "session": session,
            },
            options,
        )


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
        simple: dicts.List,
        label: dicts.List,
        matrix: models.Point | dicts.Point,
        encoded: str,
        /,
        *,
        form: dicts.List | Unset = UNSET,
        flat: dicts.List | Unset = UNSET,
        spaced: dicts.List | Unset = UNSET,
        piped: dicts.List | Unset = UNSET,
        deep: models.Point | dicts.Point | Unset = UNSET,
        point: models.Point | dicts.Point | Unset = UNSET,
        filter_name: str | Unset = UNSET,
        raw: str | Unset = UNSET,
        since: datetime | str | Unset = UNSET,
        x_ids: Sequence[int] | Unset = UNSET,
        session: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `GET /search/{simple}/{label}/{matrix}/{encoded}`.

        Args:
            simple: The path parameter `simple`.
            label: The path parameter `label`.
            matrix: The path parameter `matrix`.
            encoded: The path parameter `encoded`. Pass the plain text: the client encodes it as URL-safe
                Base64 without padding.
            form: The query parameter `form`.
            flat: The query parameter `flat`.
            spaced: The query parameter `spaced`.
            piped: The query parameter `piped`.
            deep: The query parameter `deep`.
            point: The query parameter `point`.
            filter_name: The query parameter `filter[name]`.
            raw: The query parameter `raw`.
            since: The query parameter `since`. Documented default: `'2020-01-01T00:00:00Z'`.
            x_ids: The header parameter `X-Ids`.
            session: The cookie parameter `session`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Nothing found. There is no content.
        """
        return await self._send(
            _operations.SEARCH,
            {
                "simple": simple,
                "label": label,
                "matrix": matrix,
                "encoded": encoded,
                "form": form,
                "flat": flat,
                "spaced": spaced,
                "piped": piped,
                "deep": deep,
                "point": point,
                "filter_name": filter_name,
                "raw": raw,
                "since": since,
                "x_ids": x_ids,
                "session": session,
            },
            options,
        )


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
