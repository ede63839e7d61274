# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns an answer that is still on its way into pieces, lines, a file or a value."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ._answer import Answer
from ._errors import ApiError, ApiTimeout, StreamError
from ._headers import charset_text, incremental_decoder
from ._lines import Lines

if TYPE_CHECKING:
    import httpx2

__all__ = ["AsyncStreamedResponse", "StreamedResponse"]

T_co = TypeVar("T_co", covariant=True)


class StreamedResponse(Answer, Generic[T_co]):
    """An answer whose body is still on its way: ``with`` releases the connection at the end.

    ``response`` is the transport's answer; ``parse`` gives the value that the plain method would have given.
    """

    __slots__ = ("_parse", "_response")

    def __init__(
        self,
        *,
        response: httpx2.Response,
        request: httpx2.Request,
        parse: Callable[[StreamedResponse[Any]], T_co],
        retries: int = 0,
    ) -> None:
        super().__init__(status_code=response.status_code, headers=response.headers, request=request, retries=retries)
        self._response = response
        self._parse = parse

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the connection; what was not read is lost."""
        self._response.close()

    def parse(self) -> T_co:
        """Read the body as the value that the plain method would have given."""
        return self._parse(self)

    def read(self) -> bytes:
        """Read the whole body into memory.

        Raises: ApiTimeout or StreamError where it breaks off.
        """
        try:
            return self._response.read()
        except Exception as error:
            raise _broken(error, self.request) from error

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Read the body piece by piece, decompressed.

        Raises: ApiTimeout or StreamError where it breaks off.
        """
        chunks = self._response.iter_bytes(chunk_size)
        while True:
            # Only what reading raises is wrapped; an error of the caller's own loop must stay what it is.
            try:
                chunk = next(chunks, None)
            except Exception as error:
                raise _broken(error, self.request) from error
            if chunk is None:
                return
            yield chunk

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """Read the body piece by piece as text; a letter that was cut in two comes whole."""
        decoder = incremental_decoder(self.headers.get("content-type", ""))
        for chunk in self.iter_bytes(chunk_size):
            yield decoder.decode(chunk)
        if rest := decoder.decode(b"", True):  # noqa: FBT003 - positional in the standard library
            yield rest

    def iter_lines(self) -> Iterator[str]:
        """Read the body line by line, without the line ends."""
        lines, content_type = Lines(), self.headers.get("content-type", "")
        for chunk in self.iter_bytes():
            for line in lines.feed(chunk):
                yield charset_text(line, content_type)
        for line in lines.rest():
            yield charset_text(line, content_type)

    def write_to(self, path: str | os.PathLike[str]) -> int:
        """Save the body as a file, which appears once it is whole, and give its size."""
        target = Path(path)
        partial = target.with_name(f".{target.name}.part")
        size = 0
        try:
            with partial.open("wb") as file:
                for chunk in self.iter_bytes():
                    size += file.write(chunk)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
        return size


class AsyncStreamedResponse(Answer, Generic[T_co]):
    """An answer whose body is still on its way: ``async with`` releases the connection at the end."""

    __slots__ = ("_parse", "_response")

    def __init__(
        self,
        *,
        response: httpx2.Response,
        request: httpx2.Request,
        parse: Callable[[AsyncStreamedResponse[Any]], Awaitable[T_co]],
        retries: int = 0,
    ) -> None:
        super().__init__(status_code=response.status_code, headers=response.headers, request=request, retries=retries)
        self._response = response
        self._parse = parse

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Release the connection; what was not read is lost."""
        await self._response.aclose()

    async def parse(self) -> T_co:
        """Read the body as the value that the plain method would have given."""
        return await self._parse(self)

    async def read(self) -> bytes:
        """Read the whole body into memory.

        Raises: ApiTimeout or StreamError where it breaks off.
        """
        try:
            return await self._response.aread()
        except Exception as error:
            raise _broken(error, self.request) from error

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Read the body piece by piece, decompressed.

        Raises: ApiTimeout or StreamError where it breaks off.
        """
        chunks = self._response.aiter_bytes(chunk_size)
        while True:
            try:
                chunk = await anext(chunks, None)
            except Exception as error:
                raise _broken(error, self.request) from error
            if chunk is None:
                return
            yield chunk

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """Read the body piece by piece as text; a letter that was cut in two comes whole."""
        decoder = incremental_decoder(self.headers.get("content-type", ""))
        async for chunk in self.iter_bytes(chunk_size):
            yield decoder.decode(chunk)
        if rest := decoder.decode(b"", True):  # noqa: FBT003 - positional in the standard library
            yield rest

    async def iter_lines(self) -> AsyncIterator[str]:
        """Read the body line by line, without the line ends."""
        lines, content_type = Lines(), self.headers.get("content-type", "")
        async for chunk in self.iter_bytes():
            for line in lines.feed(chunk):
                yield charset_text(line, content_type)
        for line in lines.rest():
            yield charset_text(line, content_type)

    async def write_to(self, path: str | os.PathLike[str]) -> int:
        """Save the body as a file, which appears once it is whole, and give its size."""
        target = Path(path)
        partial = target.with_name(f".{target.name}.part")
        size = 0
        import asyncio

        try:
            file = await asyncio.to_thread(partial.open, "wb")
            try:
                async for chunk in self.iter_bytes():
                    size += await asyncio.to_thread(file.write, chunk)
            finally:
                await asyncio.to_thread(file.close)
            await asyncio.to_thread(partial.replace, target)
        finally:
            partial.unlink(missing_ok=True)
        return size


def _broken(error: Exception, request: httpx2.Request) -> ApiError:
    if isinstance(error, ApiError):
        return error
    # By name, because the transport may be httpx, httpx2 or anything of their shape.
    names = {kind.__name__ for kind in type(error).__mro__}
    kind, what = (
        (ApiTimeout, "nothing more came in time")
        if names & {"TimeoutError", "TimeoutException"}
        else (StreamError, "the answer broke off")
    )
    wrapped = kind(f"{request.method} {request.url.path}: {what} ({type(error).__name__})")
    wrapped.request = request
    return wrapped
