# Made by specwright 0.1.0 from 'No ids' '1'. Change the description and generate again: edits here are lost.

"""The methods of `pets`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from case_client._operations import pets as _operations
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


class Pets(Resource):
    """The operations of `pets`."""

    @cached_property
    def with_raw_response(self) -> PetsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return PetsWithRawResponse(Pets(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> PetsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return PetsWithStreamingResponse(Pets(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> PetsRequests:
        """The same methods, each giving the request instead of sending it."""
        return PetsRequests(Pets(self._client, self._client.build))

    def get(self, **options: Unpack[RequestOptions]) -> None:
        """Call `GET /pets`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return self._send(_operations.GET_PETS, {}, options)

    def post(self, **options: Unpack[RequestOptions]) -> None:
        """Call `POST /pets`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Stored. There is no content.
        """
        return self._send(_operations.POST_PETS, {}, options)

    def get_by_pet_id(self, pet_id: str, /, **options: Unpack[RequestOptions]) -> None:
        """Call `GET /pets/{petId}`.

        Args:
            pet_id: The path parameter `petId`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return self._send(_operations.GET_PETS_BY_PET_ID, {"pet_id": pet_id}, options)

    def delete_by_pet_id(self, pet_id: str, /, **options: Unpack[RequestOptions]) -> None:
        """Call `DELETE /pets/{petId}`.

        Args:
            pet_id: The path parameter `petId`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Gone. There is no content.
        """
        return self._send(_operations.DELETE_PETS_BY_PET_ID, {"pet_id": pet_id}, options)

    def get_by_pet_id_toys_by_toy_id(self, pet_id: str, toy_id: str, /, **options: Unpack[RequestOptions]) -> None:
        """Call `GET /pets/{petId}/toys/{toyId}`.

        Args:
            pet_id: The path parameter `petId`.
            toy_id: The path parameter `toyId`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return self._send(_operations.GET_PETS_BY_PET_ID_TOYS_BY_TOY_ID, {"pet_id": pet_id, "toy_id": toy_id}, options)


class PetsWithRawResponse:
    """The methods of `Pets`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Pets) -> None:
        self.get = raw(resource.get)
        self.post = raw(resource.post)
        self.get_by_pet_id = raw(resource.get_by_pet_id)
        self.delete_by_pet_id = raw(resource.delete_by_pet_id)
        self.get_by_pet_id_toys_by_toy_id = raw(resource.get_by_pet_id_toys_by_toy_id)


class PetsWithStreamingResponse:
    """The methods of `Pets`, each giving the answer before its content is read."""

    def __init__(self, resource: Pets) -> None:
        self.get = streamed(resource.get)
        self.post = streamed(resource.post)
        self.get_by_pet_id = streamed(resource.get_by_pet_id)
        self.delete_by_pet_id = streamed(resource.delete_by_pet_id)
        self.get_by_pet_id_toys_by_toy_id = streamed(resource.get_by_pet_id_toys_by_toy_id)


class PetsRequests:
    """The methods of `Pets`, each giving the request instead of sending it."""

    def __init__(self, resource: Pets) -> None:
        self.get = built(resource.get)
        self.post = built(resource.post)
        self.get_by_pet_id = built(resource.get_by_pet_id)
        self.delete_by_pet_id = built(resource.delete_by_pet_id)
        self.get_by_pet_id_toys_by_toy_id = built(resource.get_by_pet_id_toys_by_toy_id)


class AsyncPets(AsyncResource):
    """The operations of `pets`."""

    @cached_property
    def with_raw_response(self) -> AsyncPetsWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncPetsWithRawResponse(AsyncPets(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncPetsWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncPetsWithStreamingResponse(AsyncPets(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncPetsRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncPetsRequests(AsyncPets(self._client, self._client.build))

    async def get(self, **options: Unpack[RequestOptions]) -> None:
        """Call `GET /pets`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return await self._send(_operations.GET_PETS, {}, options)

    async def post(self, **options: Unpack[RequestOptions]) -> None:
        """Call `POST /pets`.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Stored. There is no content.
        """
        return await self._send(_operations.POST_PETS, {}, options)

    async def get_by_pet_id(self, pet_id: str, /, **options: Unpack[RequestOptions]) -> None:
        """Call `GET /pets/{petId}`.

        Args:
            pet_id: The path parameter `petId`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return await self._send(_operations.GET_PETS_BY_PET_ID, {"pet_id": pet_id}, options)

    async def delete_by_pet_id(self, pet_id: str, /, **options: Unpack[RequestOptions]) -> None:
        """Call `DELETE /pets/{petId}`.

        Args:
            pet_id: The path parameter `petId`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            Gone. There is no content.
        """
        return await self._send(_operations.DELETE_PETS_BY_PET_ID, {"pet_id": pet_id}, options)

    async def get_by_pet_id_toys_by_toy_id(
        self, pet_id: str, toy_id: str, /, **options: Unpack[RequestOptions]
    ) -> None:
        """Call `GET /pets/{petId}/toys/{toyId}`.

        Args:
            pet_id: The path parameter `petId`.
            toy_id: The path parameter `toyId`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            None. There is no content.
        """
        return await self._send(
            _operations.GET_PETS_BY_PET_ID_TOYS_BY_TOY_ID, {"pet_id": pet_id, "toy_id": toy_id}, options
        )


class AsyncPetsWithRawResponse:
    """The methods of `AsyncPets`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncPets) -> None:
        self.get = async_raw(resource.get)
        self.post = async_raw(resource.post)
        self.get_by_pet_id = async_raw(resource.get_by_pet_id)
        self.delete_by_pet_id = async_raw(resource.delete_by_pet_id)
        self.get_by_pet_id_toys_by_toy_id = async_raw(resource.get_by_pet_id_toys_by_toy_id)


class AsyncPetsWithStreamingResponse:
    """The methods of `AsyncPets`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncPets) -> None:
        self.get = async_streamed(resource.get)
        self.post = async_streamed(resource.post)
        self.get_by_pet_id = async_streamed(resource.get_by_pet_id)
        self.delete_by_pet_id = async_streamed(resource.delete_by_pet_id)
        self.get_by_pet_id_toys_by_toy_id = async_streamed(resource.get_by_pet_id_toys_by_toy_id)


class AsyncPetsRequests:
    """The methods of `AsyncPets`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncPets) -> None:
        self.get = async_built(resource.get)
        self.post = async_built(resource.post)
        self.get_by_pet_id = async_built(resource.get_by_pet_id)
        self.delete_by_pet_id = async_built(resource.delete_by_pet_id)
        self.get_by_pet_id_toys_by_toy_id = async_built(resource.get_by_pet_id_toys_by_toy_id)
