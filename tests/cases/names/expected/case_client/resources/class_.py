# Made by specwright 0.1.0 from 'Names' '1'. Change the description and generate again: edits here are lost.

"""The methods of `class_`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import class_ as _operations
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


class Class(Resource):
    """The operations of `class_`."""

    @cached_property
    def with_raw_response(self) -> ClassWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return ClassWithRawResponse(Class(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> ClassWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return ClassWithStreamingResponse(Class(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> ClassRequests:
        """The same methods, each giving the request instead of sending it."""
        return ClassRequests(Class(self._client, self._client.build))

    def import_(
        self,
        self_: str,
        /,
        *,
        timeout_: int | Unset = UNSET,
        body_: str | Unset = UNSET,
        from_: str | Unset = UNSET,
        id: str | Unset = UNSET,
        header_id: str | Unset = UNSET,
        some_name: str | Unset = UNSET,
        some_name_2: str | Unset = UNSET,
        body: models.List2 | dicts.List2 | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `POST /classes/{self}`.

        Args:
            self_: The path parameter `self`.
            timeout_: The query parameter `timeout`.
            body_: The query parameter `body`.
            from_: The query parameter `from`.
            id: The query parameter `id`.
            header_id: The header parameter `id`.
            some_name: The query parameter `some-name`.
            some_name_2: The query parameter `someName`.
            body: The request body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Done. There is no content.
        """
        return self._send(
            _operations.IMPORT,
            {
                "self_": self_,
                "timeout_": timeout_,
                "body_": body_,
                "from_": from_,
                "id": id,
                "header_id": header_id,
                "some_name": some_name,
                "some_name_2": some_name_2,
                "body": body,
            },
            options,
        )


class ClassWithRawResponse:
    """The methods of `Class`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Class) -> None:
        self.import_ = raw(resource.import_)


class ClassWithStreamingResponse:
    """The methods of `Class`, each giving the answer before its content is read."""

    def __init__(self, resource: Class) -> None:
        self.import_ = streamed(resource.import_)


class ClassRequests:
    """The methods of `Class`, each giving the request instead of sending it."""

    def __init__(self, resource: Class) -> None:
        self.import_ = built(resource.import_)


class AsyncClass(AsyncResource):
    """The operations of `class_`."""

    @cached_property
    def with_raw_response(self) -> AsyncClassWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncClassWithRawResponse(AsyncClass(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncClassWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncClassWithStreamingResponse(AsyncClass(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncClassRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncClassRequests(AsyncClass(self._client, self._client.build))

    async def import_(
        self,
        self_: str,
        /,
        *,
        timeout_: int | Unset = UNSET,
        body_: str | Unset = UNSET,
        from_: str | Unset = UNSET,
        id: str | Unset = UNSET,
        header_id: str | Unset = UNSET,
        some_name: str | Unset = UNSET,
        some_name_2: str | Unset = UNSET,
        body: models.List2 | dicts.List2 | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `POST /classes/{self}`.

        Args:
            self_: The path parameter `self`.
            timeout_: The query parameter `timeout`.
            body_: The query parameter `body`.
            from_: The query parameter `from`.
            id: The query parameter `id`.
            header_id: The header parameter `id`.
            some_name: The query parameter `some-name`.
            some_name_2: The query parameter `someName`.
            body: The request body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Done. There is no content.
        """
        return await self._send(
            _operations.IMPORT,
            {
                "self_": self_,
                "timeout_": timeout_,
                "body_": body_,
                "from_": from_,
                "id": id,
                "header_id": header_id,
                "some_name": some_name,
                "some_name_2": some_name_2,
                "body": body,
            },
            options,
        )


class AsyncClassWithRawResponse:
    """The methods of `AsyncClass`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncClass) -> None:
        self.import_ = async_raw(resource.import_)


class AsyncClassWithStreamingResponse:
    """The methods of `AsyncClass`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncClass) -> None:
        self.import_ = async_streamed(resource.import_)


class AsyncClassRequests:
    """The methods of `AsyncClass`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncClass) -> None:
        self.import_ = async_built(resource.import_)
