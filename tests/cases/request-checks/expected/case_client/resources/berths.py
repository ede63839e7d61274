# Made by specwright 0.1.0 from 'Berths' '1'. Change the description and generate again: edits here are lost.

"""The methods of `berths`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import berths as _operations
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


class Berths(Resource):
    """The operations of `berths`."""

    @cached_property
    def with_raw_response(self) -> BerthsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return BerthsWithRawResponse(Berths(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> BerthsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return BerthsWithStreamingResponse(Berths(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> BerthsRequests:
        """The same methods, each giving the request instead of sending it."""
        return BerthsRequests(Berths(self._client, self._client.build))

    def get(self, berth_id: str, /, *, trace: str | Unset = UNSET, **options: Unpack[RequestOptions]) -> models.Berth:
        """Call `GET /berths/{berthId}`.

        Args:
            berth_id: The path parameter `berthId`.
            trace: The header parameter `trace`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The berth.
        """
        return self._send(_operations.GET_BERTH, {"berth_id": berth_id, "trace": trace}, options)

    def update(
        self,
        berth_id: str,
        /,
        *,
        body: models.Stay | dicts.Stay,
        trace: str | Unset = UNSET,
        old: models.Berth | dicts.Berth | models.Stay | dicts.Stay | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `PUT /berths/{berthId}`.

        Args:
            berth_id: The path parameter `berthId`.
            body: The request body.
            trace: The header parameter `trace`.
            old: The value before the change, as the service gave it: with it, the rules about changes are
                checked as well.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Done. There is no content.

        Raises:
            errors.TooLong: 400: `TOO_LONG`.
            errors.ShipFixed: 400: `SHIP_FIXED`.
            errors.BadRequest: 400: Refused.
        """
        return self._send(
            _operations.UPDATE_BERTH, {"berth_id": berth_id, "body": body, "trace": trace, "old": old}, options
        )


class BerthsWithRawResponse:
    """The methods of `Berths`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Berths) -> None:
        self.get = raw(resource.get)
        self.update = raw(resource.update)


class BerthsWithStreamingResponse:
    """The methods of `Berths`, each giving the answer before its content is read."""

    def __init__(self, resource: Berths) -> None:
        self.get = streamed(resource.get)
        self.update = streamed(resource.update)


class BerthsRequests:
    """The methods of `Berths`, each giving the request instead of sending it."""

    def __init__(self, resource: Berths) -> None:
        self.get = built(resource.get)
        self.update = built(resource.update)


class AsyncBerths(AsyncResource):
    """The operations of `berths`."""

    @cached_property
    def with_raw_response(self) -> AsyncBerthsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncBerthsWithRawResponse(AsyncBerths(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncBerthsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncBerthsWithStreamingResponse(AsyncBerths(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncBerthsRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncBerthsRequests(AsyncBerths(self._client, self._client.build))

    async def get(
        self, berth_id: str, /, *, trace: str | Unset = UNSET, **options: Unpack[RequestOptions]
    ) -> models.Berth:
        """Call `GET /berths/{berthId}`.

        Args:
            berth_id: The path parameter `berthId`.
            trace: The header parameter `trace`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The berth.
        """
        return await self._send(_operations.GET_BERTH, {"berth_id": berth_id, "trace": trace}, options)

    async def update(
        self,
        berth_id: str,
        /,
        *,
        body: models.Stay | dicts.Stay,
        trace: str | Unset = UNSET,
        old: models.Berth | dicts.Berth | models.Stay | dicts.Stay | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `PUT /berths/{berthId}`.

        Args:
            berth_id: The path parameter `berthId`.
            body: The request body.
            trace: The header parameter `trace`.
            old: The value before the change, as the service gave it: with it, the rules about changes are
                checked as well.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Done. There is no content.

        Raises:
            errors.TooLong: 400: `TOO_LONG`.
            errors.ShipFixed: 400: `SHIP_FIXED`.
            errors.BadRequest: 400: Refused.
        """
        return await self._send(
            _operations.UPDATE_BERTH, {"berth_id": berth_id, "body": body, "trace": trace, "old": old}, options
        )


class AsyncBerthsWithRawResponse:
    """The methods of `AsyncBerths`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncBerths) -> None:
        self.get = async_raw(resource.get)
        self.update = async_raw(resource.update)


class AsyncBerthsWithStreamingResponse:
    """The methods of `AsyncBerths`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncBerths) -> None:
        self.get = async_streamed(resource.get)
        self.update = async_streamed(resource.update)


class AsyncBerthsRequests:
    """The methods of `AsyncBerths`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncBerths) -> None:
        self.get = async_built(resource.get)
        self.update = async_built(resource.update)
