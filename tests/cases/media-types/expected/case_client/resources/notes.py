# Made by specwright 0.1.0 from 'Media types' '1'. Change the description and generate again: edits here are lost.

"""The methods of `notes`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import notes as _operations
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
    from typing import Literal, Unpack

    from case_client import dicts, models
    from case_client._runtime._multipart import FileInput
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._unset import Unset


class Notes(Resource):
    """The operations of `notes`."""

    @cached_property
    def with_raw_response(self) -> NotesWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return NotesWithRawResponse(Notes(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> NotesWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return NotesWithStreamingResponse(Notes(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> NotesRequests:
        """The same methods, each giving the request instead of sending it."""
        return NotesRequests(Notes(self._client, self._client.build))

    def create(
        self,
        *,
        body: models.Note | dicts.Note | str | FileInput | Unset = UNSET,
        text: str | Unset = UNSET,
        content_type: Literal[
            "application/vnd.example.note+json",
            "application/x-www-form-urlencoded",
            "text/plain",
            "application/octet-stream",
        ]
        | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.Note | str | bytes:
        """Call `POST /notes`.

        Args:
            body: The request body.
            text: The part `text` of the body.
            content_type: Media type of the body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Stored.
        """
        return self._send(_operations.CREATE_NOTE, {"body": body, "text": text, "content_type": content_type}, options)


class NotesWithRawResponse:
    """The methods of `Notes`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Notes) -> None:
        self.create = raw(resource.create)


class NotesWithStreamingResponse:
    """The methods of `Notes`, each giving the answer before its content is read."""

    def __init__(self, resource: Notes) -> None:
        self.create = streamed(resource.create)


class NotesRequests:
    """The methods of `Notes`, each giving the request instead of sending it."""

    def __init__(self, resource: Notes) -> None:
        self.create = built(resource.create)


class AsyncNotes(AsyncResource):
    """The operations of `notes`."""

    @cached_property
    def with_raw_response(self) -> AsyncNotesWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncNotesWithRawResponse(AsyncNotes(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncNotesWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncNotesWithStreamingResponse(AsyncNotes(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncNotesRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncNotesRequests(AsyncNotes(self._client, self._client.build))

    async def create(
        self,
        *,
        body: models.Note | dicts.Note | str | FileInput | Unset = UNSET,
        text: str | Unset = UNSET,
        content_type: Literal[
            "application/vnd.example.note+json",
            "application/x-www-form-urlencoded",
            "text/plain",
            "application/octet-stream",
        ]
        | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.Note | str | bytes:
        """Call `POST /notes`.

        Args:
            body: The request body.
            text: The part `text` of the body.
            content_type: Media type of the body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Stored.
        """
        return await self._send(
            _operations.CREATE_NOTE, {"body": body, "text": text, "content_type": content_type}, options
        )


class AsyncNotesWithRawResponse:
    """The methods of `AsyncNotes`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncNotes) -> None:
        self.create = async_raw(resource.create)


class AsyncNotesWithStreamingResponse:
    """The methods of `AsyncNotes`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncNotes) -> None:
        self.create = async_streamed(resource.create)


class AsyncNotesRequests:
    """The methods of `AsyncNotes`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncNotes) -> None:
        self.create = async_built(resource.create)
