# Made by specwright 0.1.0 from 'Forms' '1'. Change the description and generate again: edits here are lost.

"""The methods of `tokens`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import tokens as _operations
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
    from typing import Unpack

    from case_client import dicts, models
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._unset import Unset


class Tokens(Resource):
    """The operations of `tokens`."""

    @cached_property
    def with_raw_response(self) -> TokensWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return TokensWithRawResponse(Tokens(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> TokensWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return TokensWithStreamingResponse(Tokens(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> TokensRequests:
        """The same methods, each giving the request instead of sending it."""
        return TokensRequests(Tokens(self._client, self._client.build))

    def create(
        self,
        *,
        grant_type: dicts.CreateTokenBodyGrantType,
        scope: Sequence[str] | Unset = UNSET,
        claims: models.CreateTokenBodyClaims | dicts.CreateTokenBodyClaims | Unset = UNSET,
        client_id: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.CreateTokenResponse:
        """Call `POST /tokens`.

        Args:
            grant_type: The part `grant_type` of the body.
            scope: The part `scope` of the body.
            claims: The part `claims` of the body.
            client_id: The part `client-id` of the body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The token.
        """
        return self._send(
            _operations.CREATE_TOKEN,
            {"grant_type": grant_type, "scope": scope, "claims": claims, "client_id": client_id},
            options,
        )


class TokensWithRawResponse:
    """The methods of `Tokens`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Tokens) -> None:
        self.create = raw(resource.create)


class TokensWithStreamingResponse:
    """The methods of `Tokens`, each giving the answer before its content is read."""

    def __init__(self, resource: Tokens) -> None:
        self.create = streamed(resource.create)


class TokensRequests:
    """The methods of `Tokens`, each giving the request instead of sending it."""

    def __init__(self, resource: Tokens) -> None:
        self.create = built(resource.create)


class AsyncTokens(AsyncResource):
    """The operations of `tokens`."""

    @cached_property
    def with_raw_response(self) -> AsyncTokensWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncTokensWithRawResponse(AsyncTokens(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncTokensWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncTokensWithStreamingResponse(AsyncTokens(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncTokensRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncTokensRequests(AsyncTokens(self._client, self._client.build))

    async def create(
        self,
        *,
        grant_type: dicts.CreateTokenBodyGrantType,
        scope: Sequence[str] | Unset = UNSET,
        claims: models.CreateTokenBodyClaims | dicts.CreateTokenBodyClaims | Unset = UNSET,
        client_id: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.CreateTokenResponse:
        """Call `POST /tokens`.

        Args:
            grant_type: The part `grant_type` of the body.
            scope: The part `scope` of the body.
            claims: The part `claims` of the body.
            client_id: The part `client-id` of the body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The token.
        """
        return await self._send(
            _operations.CREATE_TOKEN,
            {"grant_type": grant_type, "scope": scope, "claims": claims, "client_id": client_id},
            options,
        )


class AsyncTokensWithRawResponse:
    """The methods of `AsyncTokens`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncTokens) -> None:
        self.create = async_raw(resource.create)


class AsyncTokensWithStreamingResponse:
    """The methods of `AsyncTokens`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncTokens) -> None:
        self.create = async_streamed(resource.create)


class AsyncTokensRequests:
    """The methods of `AsyncTokens`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncTokens) -> None:
        self.create = async_built(resource.create)
