# Made by specwright 0.1.0 from 'Directions' '1'. Change the description and generate again: edits here are lost.

"""The methods of `users`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import users as _operations
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

    from case_client import dicts, models
    from case_client._runtime._options import RequestOptions


class Users(Resource):
    """The operations of `users`."""

    @cached_property
    def with_raw_response(self) -> UsersWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return UsersWithRawResponse(Users(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> UsersWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return UsersWithStreamingResponse(Users(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> UsersRequests:
        """The same methods, each giving the request instead of sending it."""
        return UsersRequests(Users(self._client, self._client.build))

    def create(self, *, body: models.UserInput | dicts.UserInput, **options: Unpack[RequestOptions]) -> models.User:
        """Call `POST /users`.

        Args:
            body: The request body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            As stored.
        """
        return self._send(_operations.CREATE_USER, {"body": body}, options)


class UsersWithRawResponse:
    """The methods of `Users`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Users) -> None:
        self.create = raw(resource.create)


class UsersWithStreamingResponse:
    """The methods of `Users`, each giving the answer before its content is read."""

    def __init__(self, resource: Users) -> None:
        self.create = streamed(resource.create)


class UsersRequests:
    """The methods of `Users`, each giving the request instead of sending it."""

    def __init__(self, resource: Users) -> None:
        self.create = built(resource.create)


class AsyncUsers(AsyncResource):
    """The operations of `users`."""

    @cached_property
    def with_raw_response(self) -> AsyncUsersWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncUsersWithRawResponse(AsyncUsers(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncUsersWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncUsersWithStreamingResponse(AsyncUsers(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncUsersRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncUsersRequests(AsyncUsers(self._client, self._client.build))

    async def create(
        self, *, body: models.UserInput | dicts.UserInput, **options: Unpack[RequestOptions]
    ) -> models.User:
        """Call `POST /users`.

        Args:
            body: The request body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            As stored.
        """
        return await self._send(_operations.CREATE_USER, {"body": body}, options)


class AsyncUsersWithRawResponse:
    """The methods of `AsyncUsers`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncUsers) -> None:
        self.create = async_raw(resource.create)


class AsyncUsersWithStreamingResponse:
    """The methods of `AsyncUsers`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncUsers) -> None:
        self.create = async_streamed(resource.create)


class AsyncUsersRequests:
    """The methods of `AsyncUsers`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncUsers) -> None:
        self.create = async_built(resource.create)
