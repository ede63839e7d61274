# Made by specwright 0.1.0 from 'Path parameters' '1'. Change the description and generate again: edits here are lost.

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
from case_client._runtime._unset import UNSET

if TYPE_CHECKING:
    from typing import Unpack

    from case_client import dicts
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._unset import Unset


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

    def get(
        self,
        room: str,
        seat: int,
        /,
        *,
        lang: str | Unset = UNSET,
        header_lang: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `GET /rooms/{room}/seats/{seat}`.

        Args:
            room: The path parameter `room`.
            seat: The path parameter `seat`.
            lang: Language of the answer.
            header_lang: The header parameter `lang`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            It is free. There is no content.
        """
        return self._send(
            _operations.GET_SEAT, {"room": room, "seat": seat, "lang": lang, "header_lang": header_lang}, options
        )

    def take(
        self,
        room: str,
        seat: str,
        /,
        *,
        lang: dicts.TakeSeatLang,
        header_lang: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `PUT /rooms/{room}/seats/{seat}`.

        Args:
            room: The path parameter `room`.
            seat: The path parameter `seat`.
            lang: The query parameter `lang`.
            header_lang: The header parameter `lang`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            It is taken. There is no content.
        """
        return self._send(
            _operations.TAKE_SEAT, {"room": room, "seat": seat, "lang": lang, "header_lang": header_lang}, options
        )


class SeatsWithRawResponse:
    """The methods of `Seats`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Seats) -> None:
        self.get = raw(resource.get)
        self.take = raw(resource.take)


class SeatsWithStreamingResponse:
    """The methods of `Seats`, each giving the answer before its content is read."""

    def __init__(self, resource: Seats) -> None:
        self.get = streamed(resource.get)
        self.take = streamed(resource.take)


class SeatsRequests:
    """The methods of `Seats`, each giving the request instead of sending it."""

    def __init__(self, resource: Seats) -> None:
        self.get = built(resource.get)
        self.take = built(resource.take)


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

    async def get(
        self,
        room: str,
        seat: int,
        /,
        *,
        lang: str | Unset = UNSET,
        header_lang: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `GET /rooms/{room}/seats/{seat}`.

        Args:
            room: The path parameter `room`.
            seat: The path parameter `seat`.
            lang: Language of the answer.
            header_lang: The header parameter `lang`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            It is free. There is no content.
        """
        return await self._send(
            _operations.GET_SEAT, {"room": room, "seat": seat, "lang": lang, "header_lang": header_lang}, options
        )

    async def take(
        self,
        room: str,
        seat: str,
        /,
        *,
        lang: dicts.TakeSeatLang,
        header_lang: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `PUT /rooms/{room}/seats/{seat}`.

        Args:
            room: The path parameter `room`.
            seat: The path parameter `seat`.
            lang: The query parameter `lang`.
            header_lang: The header parameter `lang`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            It is taken. There is no content.
        """
        return await self._send(
            _operations.TAKE_SEAT, {"room": room, "seat": seat, "lang": lang, "header_lang": header_lang}, options
        )


class AsyncSeatsWithRawResponse:
    """The methods of `AsyncSeats`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncSeats) -> None:
        self.get = async_raw(resource.get)
        self.take = async_raw(resource.take)


class AsyncSeatsWithStreamingResponse:
    """The methods of `AsyncSeats`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncSeats) -> None:
        self.get = async_streamed(resource.get)
        self.take = async_streamed(resource.take)


class AsyncSeatsRequests:
    """The methods of `AsyncSeats`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncSeats) -> None:
        self.get = async_built(resource.get)
        self.take = async_built(resource.take)
