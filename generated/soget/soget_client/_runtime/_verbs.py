# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a path and a type into a call, for what the description does not have."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TypeVar, Unpack

from ._options import RequestOptions
from ._unset import UNSET

__all__ = ["AsyncVerbs", "Verbs"]

T = TypeVar("T")


class Verbs(ABC):
    """The HTTP methods themselves, with blocking calls."""

    __slots__ = ()

    @abstractmethod
    def _request(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[T],
        body: object,
        query: Mapping[str, object] | None,
        options: RequestOptions,
    ) -> T: ...

    def get(
        self,
        path: str,
        *,
        cast_to: type[T],
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: GET a path below the base URL, read the answer as ``cast_to``."""
        return self._request("GET", path, cast_to=cast_to, body=UNSET, query=query, options=options)

    def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = UNSET,
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: POST a path below the base URL, read the answer as ``cast_to``."""
        return self._request("POST", path, cast_to=cast_to, body=body, query=query, options=options)

    def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = UNSET,
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: PUT a path below the base URL, read the answer as ``cast_to``."""
        return self._request("PUT", path, cast_to=cast_to, body=body, query=query, options=options)

    def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = UNSET,
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: PATCH a path below the base URL, read the answer as ``cast_to``."""
        return self._request("PATCH", path, cast_to=cast_to, body=body, query=query, options=options)

    def delete(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = UNSET,
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: DELETE a path below the base URL, read the answer as ``cast_to``."""
        return self._request("DELETE", path, cast_to=cast_to, body=body, query=query, options=options)


class AsyncVerbs(ABC):
    """The HTTP methods themselves, with ``await``."""

    __slots__ = ()

    @abstractmethod
    async def _request(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[T],
        body: object,
        query: Mapping[str, object] | None,
        options: RequestOptions,
    ) -> T: ...

    async def get(
        self,
        path: str,
        *,
        cast_to: type[T],
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: GET a path below the base URL, read the answer as ``cast_to``."""
        return await self._request("GET", path, cast_to=cast_to, body=UNSET, query=query, options=options)

    async def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = UNSET,
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: POST a path below the base URL, read the answer as ``cast_to``."""
        return await self._request("POST", path, cast_to=cast_to, body=body, query=query, options=options)

    async def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = UNSET,
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: PUT a path below the base URL, read the answer as ``cast_to``."""
        return await self._request("PUT", path, cast_to=cast_to, body=body, query=query, options=options)

    async def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = UNSET,
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: PATCH a path below the base URL, read the answer as ``cast_to``."""
        return await self._request("PATCH", path, cast_to=cast_to, body=body, query=query, options=options)

    async def delete(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: object = UNSET,
        query: Mapping[str, object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """Call what the description does not have: DELETE a path below the base URL, read the answer as ``cast_to``."""
        return await self._request("DELETE", path, cast_to=cast_to, body=body, query=query, options=options)
