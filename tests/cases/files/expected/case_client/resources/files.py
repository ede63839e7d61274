# Made by specwright 0.1.0 from 'Files' '1'. Change the description and generate again: edits here are lost.

"""The methods of `files`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import files as _operations
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
    from case_client._runtime._multipart import FileInput
    from case_client._runtime._options import RequestOptions
    from case_client._runtime._unset import Unset


class Files(Resource):
    """The operations of `files`."""

    @cached_property
    def with_raw_response(self) -> FilesWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return FilesWithRawResponse(Files(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> FilesWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return FilesWithStreamingResponse(Files(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> FilesRequests:
        """The same methods, each giving the request instead of sending it."""
        return FilesRequests(Files(self._client, self._client.build))

    def upload(
        self,
        *,
        meta: models.UploadFilesBodyMeta | dicts.UploadFilesBodyMeta,
        files: Sequence[FileInput],
        cover: FileInput | Unset = UNSET,
        note: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `POST /files`.

        Args:
            meta: The part `meta` of the body.
            files: The part `files` of the body.
            cover: The part `cover` of the body.
            note: The part `note` of the body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Stored. There is no content.
        """
        return self._send(
            _operations.UPLOAD_FILES, {"meta": meta, "files": files, "cover": cover, "note": note}, options
        )

    def download(self, name: str, /, **options: Unpack[RequestOptions]) -> bytes:
        """Call `GET /files/{name}`.

        Args:
            name: The path parameter `name`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The file.
        """
        return self._send(_operations.DOWNLOAD_FILE, {"name": name}, options)

    def replace(self, name: str, /, *, body: FileInput, **options: Unpack[RequestOptions]) -> None:
        """Call `PUT /files/{name}`.

        Args:
            name: The path parameter `name`.
            body: The request body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Replaced. There is no content.
        """
        return self._send(_operations.REPLACE_FILE, {"name": name, "body": body}, options)


class FilesWithRawResponse:
    """The methods of `Files`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Files) -> None:
        self.upload = raw(resource.upload)
        self.download = raw(resource.download)
        self.replace = raw(resource.replace)


class FilesWithStreamingResponse:
    """The methods of `Files`, each giving the answer before its content is read."""

    def __init__(self, resource: Files) -> None:
        self.upload = streamed(resource.upload)
        self.download = streamed(resource.download)
        self.replace = streamed(resource.replace)


class FilesRequests:
    """The methods of `Files`, each giving the request instead of sending it."""

    def __init__(self, resource: Files) -> None:
        self.upload = built(resource.upload)
        self.download = built(resource.download)
        self.replace = built(resource.replace)


class AsyncFiles(AsyncResource):
    """The operations of `files`."""

    @cached_property
    def with_raw_response(self) -> AsyncFilesWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncFilesWithRawResponse(AsyncFiles(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncFilesWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncFilesWithStreamingResponse(AsyncFiles(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncFilesRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncFilesRequests(AsyncFiles(self._client, self._client.build))

    async def upload(
        self,
        *,
        meta: models.UploadFilesBodyMeta | dicts.UploadFilesBodyMeta,
        files: Sequence[FileInput],
        cover: FileInput | Unset = UNSET,
        note: str | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Call `POST /files`.

        Args:
            meta: The part `meta` of the body.
            files: The part `files` of the body.
            cover: The part `cover` of the body.
            note: The part `note` of the body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Stored. There is no content.
        """
        return await self._send(
            _operations.UPLOAD_FILES, {"meta": meta, "files": files, "cover": cover, "note": note}, options
        )

    async def download(self, name: str, /, **options: Unpack[RequestOptions]) -> bytes:
        """Call `GET /files/{name}`.

        Args:
            name: The path parameter `name`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The file.
        """
        return await self._send(_operations.DOWNLOAD_FILE, {"name": name}, options)

    async def replace(self, name: str, /, *, body: FileInput, **options: Unpack[RequestOptions]) -> None:
        """Call `PUT /files/{name}`.

        Args:
            name: The path parameter `name`.
            body: The request body.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Replaced. There is no content.
        """
        return await self._send(_operations.REPLACE_FILE, {"name": name, "body": body}, options)


class AsyncFilesWithRawResponse:
    """The methods of `AsyncFiles`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncFiles) -> None:
        self.upload = async_raw(resource.upload)
        self.download = async_raw(resource.download)
        self.replace = async_raw(resource.replace)


class AsyncFilesWithStreamingResponse:
    """The methods of `AsyncFiles`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncFiles) -> None:
        self.upload = async_streamed(resource.upload)
        self.download = async_streamed(resource.download)
        self.replace = async_streamed(resource.replace)


class AsyncFilesRequests:
    """The methods of `AsyncFiles`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncFiles) -> None:
        self.upload = async_built(resource.upload)
        self.download = async_built(resource.download)
        self.replace = async_built(resource.replace)
