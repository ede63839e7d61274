# Made by specwright 0.1.0 from 'Codes' '1'. Change the description and generate again: edits here are lost.

"""The methods of `seats`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import seats as _operations
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


class Seats(Resource):
    """The operations of `seats`."""

    @cached_property
    def with_raw_response(self) -> SeatsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return SeatsWithRawResponse(Seats(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> SeatsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return SeatsWithStreamingResponse(Seats(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> SeatsRequests:
        """The same methods, each giving the request instead of sending it."""
        return SeatsRequests(Seats(self._client, self._client.build))

    def book(self, **options: Unpack[RequestOptions]) -> None:
        """Call `POST /seats`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Booked. There is no content.

        Raises:
            errors.SeatUnknown: 400: `SEAT_UNKNOWN`.
            errors.DateInPast: 400: `date-in-past`.
            errors.SeatTaken: 409: `SEAT_TAKEN`. Somebody was faster.
            errors.BadRequest: 400: The request is wrong.
            errors.Conflict: 409: The seat is gone.
        """
        return self._send(_operations.BOOK_SEAT, {}, options)


class SeatsWithRawResponse:
    """The methods of `Seats`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Seats) -> None:
        self.book = raw(resource.book)


class SeatsWithStreamingResponse:
    """The methods of `Seats`, each giving the answer before its content is read."""

    def __init__(self, resource: Seats) -> None:
        self.book = streamed(resource.book)


class SeatsRequests:
    """The methods of `Seats`, each giving the request instead of sending it."""

    def __init__(self, resource: Seats) -> None:
        self.book = built(resource.book)


class AsyncSeats(AsyncResource):
    """The operations of `seats`."""

    @cached_property
    def with_raw_response(self) -> AsyncSeatsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncSeatsWithRawResponse(AsyncSeats(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncSeatsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncSeatsWithStreamingResponse(AsyncSeats(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncSeatsRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncSeatsRequests(AsyncSeats(self._client, self._client.build))

    async def book(self, **options: Unpack[RequestOptions]) -> None:
        """Call `POST /seats`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Booked. There is no content.

        Raises:
            errors.SeatUnknown: 400: `SEAT_UNKNOWN`.
            errors.DateInPast: 400: `date-in-past`.
            errors.SeatTaken: 409: `SEAT_TAKEN`. Somebody was faster.
            errors.BadRequest: 400: The request is wrong.
            errors.Conflict: 409: The seat is gone.
        """
        return await self._send(_operations.BOOK_SEAT, {}, options)


class AsyncSeatsWithRawResponse:
    """The methods of `AsyncSeats`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncSeats) -> None:
        self.book = async_raw(resource.book)


class AsyncSeatsWithStreamingResponse:
    """The methods of `AsyncSeats`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncSeats) -> None:
        self.book = async_streamed(resource.book)


class AsyncSeatsRequests:
    """The methods of `AsyncSeats`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncSeats) -> None:
        self.book = async_built(resource.book)
