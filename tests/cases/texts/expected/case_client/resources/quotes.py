# Made by specwright 0.1.0 from '""" {{ title }} {% raw %}' '1\\'. Change the description and generate again: edits here are lost.

"""The methods of `quotes`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import quotes as _operations
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


class Quotes(Resource):
    """The operations of `quotes`."""

    @cached_property
    def with_raw_response(self) -> QuotesWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return QuotesWithRawResponse(Quotes(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> QuotesWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return QuotesWithStreamingResponse(Quotes(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> QuotesRequests:
        """The same methods, each giving the request instead of sending it."""
        return QuotesRequests(Quotes(self._client, self._client.build))

    def get(self, a_b: str, /, **options: Unpack[RequestOptions]) -> models.Quote:
        """Ends in a backslash \\

        Three quotes \"\"\" and a line break
        then {braces}, {{ jinja }}, \\N{BULLET} and \u202eright to left\u202c.

        Args:
            a_b: Ends in a quote\"
            options: What a single call may change: see `RequestOptions`.

        Returns:
            '''
        """
        return self._send(_operations.GET_QUOTE, {"a_b": a_b}, options)


class QuotesWithRawResponse:
    """The methods of `Quotes`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Quotes) -> None:
        self.get = raw(resource.get)


class QuotesWithStreamingResponse:
    """The methods of `Quotes`, each giving the answer before its content is read."""

    def __init__(self, resource: Quotes) -> None:
        self.get = streamed(resource.get)


class QuotesRequests:
    """The methods of `Quotes`, each giving the request instead of sending it."""

    def __init__(self, resource: Quotes) -> None:
        self.get = built(resource.get)


class AsyncQuotes(AsyncResource):
    """The operations of `quotes`."""

    @cached_property
    def with_raw_response(self) -> AsyncQuotesWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncQuotesWithRawResponse(AsyncQuotes(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncQuotesWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncQuotesWithStreamingResponse(AsyncQuotes(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncQuotesRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncQuotesRequests(AsyncQuotes(self._client, self._client.build))

    async def get(self, a_b: str, /, **options: Unpack[RequestOptions]) -> models.Quote:
        """Ends in a backslash \\

        Three quotes \"\"\" and a line break
        then {braces}, {{ jinja }}, \\N{BULLET} and \u202eright to left\u202c.

        Args:
            a_b: Ends in a quote\"
            options: What a single call may change: see `RequestOptions`.

        Returns:
            '''
        """
        return await self._send(_operations.GET_QUOTE, {"a_b": a_b}, options)


class AsyncQuotesWithRawResponse:
    """The methods of `AsyncQuotes`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncQuotes) -> None:
        self.get = async_raw(resource.get)


class AsyncQuotesWithStreamingResponse:
    """The methods of `AsyncQuotes`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncQuotes) -> None:
        self.get = async_streamed(resource.get)


class AsyncQuotesRequests:
    """The methods of `AsyncQuotes`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncQuotes) -> None:
        self.get = async_built(resource.get)
