# Made by specwright 0.1.0 from 'Statuses' '1'. Change the description and generate again: edits here are lost.

"""The methods of `jobs`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import jobs as _operations
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


class Jobs(Resource):
    """The operations of `jobs`."""

    @cached_property
    def with_raw_response(self) -> JobsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return JobsWithRawResponse(Jobs(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> JobsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return JobsWithStreamingResponse(Jobs(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> JobsRequests:
        """The same methods, each giving the request instead of sending it."""
        return JobsRequests(Jobs(self._client, self._client.build))

    def get(self, job_id: str, /, **options: Unpack[RequestOptions]) -> models.Job | str | None:
        """Call `GET /jobs/{jobId}`.

        Args:
            job_id: The path parameter `jobId`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            It is done.
            It still runs. There is no content.
            Something else that is well.

        Raises:
            errors.NotFound: 404: No such job.
            errors.ClientError: 4XX: The request is wrong.
            errors.StatusError: Anything else.
        """
        return self._send(_operations.GET_JOB, {"job_id": job_id}, options)


class JobsWithRawResponse:
    """The methods of `Jobs`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Jobs) -> None:
        self.get = raw(resource.get)


class JobsWithStreamingResponse:
    """The methods of `Jobs`, each giving the answer before its content is read."""

    def __init__(self, resource: Jobs) -> None:
        self.get = streamed(resource.get)


class JobsRequests:
    """The methods of `Jobs`, each giving the request instead of sending it."""

    def __init__(self, resource: Jobs) -> None:
        self.get = built(resource.get)


class AsyncJobs(AsyncResource):
    """The operations of `jobs`."""

    @cached_property
    def with_raw_response(self) -> AsyncJobsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncJobsWithRawResponse(AsyncJobs(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncJobsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncJobsWithStreamingResponse(AsyncJobs(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncJobsRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncJobsRequests(AsyncJobs(self._client, self._client.build))

    async def get(self, job_id: str, /, **options: Unpack[RequestOptions]) -> models.Job | str | None:
        """Call `GET /jobs/{jobId}`.

        Args:
            job_id: The path parameter `jobId`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            It is done.
            It still runs. There is no content.
            Something else that is well.

        Raises:
            errors.NotFound: 404: No such job.
            errors.ClientError: 4XX: The request is wrong.
            errors.StatusError: Anything else.
        """
        return await self._send(_operations.GET_JOB, {"job_id": job_id}, options)


class AsyncJobsWithRawResponse:
    """The methods of `AsyncJobs`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncJobs) -> None:
        self.get = async_raw(resource.get)


class AsyncJobsWithStreamingResponse:
    """The methods of `AsyncJobs`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncJobs) -> None:
        self.get = async_streamed(resource.get)


class AsyncJobsRequests:
    """The methods of `AsyncJobs`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncJobs) -> None:
        self.get = async_built(resource.get)
