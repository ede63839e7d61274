# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns each kind of file content into chunks, knowing its length and whether it can be read again, where possible."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from ._errors import InvalidArgument
from ._override import override

__all__ = ["AsyncSource", "BytesSource", "FileSource", "IterableSource", "PathSource", "Source"]

CHUNK = 65_536


class Source:
    """Content that is read while it is sent; ``length`` is None where only reading would tell it."""

    name: str = ""
    length: int | None = None
    is_repeatable: bool = False
    is_sync: bool = True

    def chunks(self) -> Iterator[bytes]:
        """Read the content from its beginning."""
        raise NotImplementedError

    async def achunks(self) -> AsyncIterator[bytes]:
        """Read the content from its beginning without holding up other tasks."""
        for chunk in self.chunks():
            yield chunk


class BytesSource(Source):
    """Content in memory."""

    is_repeatable = True

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.length = len(content)

    @override
    def chunks(self) -> Iterator[bytes]:
        yield self.content


class PathSource(Source):
    """A file by its path, open only while it is sent."""

    is_repeatable = True

    def __init__(self, path: Path) -> None:
        try:
            self.length = path.stat().st_size
        except OSError as error:
            raise InvalidArgument(f"cannot read the file {path}: {error.strerror}") from error
        if not path.is_file():
            raise InvalidArgument(f"{path} is no file")
        self._path = path
        self.name = path.name

    @override
    def chunks(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            yield from _read(file, self.length)

    @override
    async def achunks(self) -> AsyncIterator[bytes]:
        import asyncio

        file = await asyncio.to_thread(self._path.open, "rb")
        try:
            async for chunk in _aread(file, self.length):
                yield chunk
        finally:
            file.close()


class FileSource(Source):
    """An open file, sent from where it stands; it stays open, because it is the caller's."""

    def __init__(self, file: IO[bytes], argument: str) -> None:
        if isinstance(cast("object", file), io.TextIOBase):
            raise InvalidArgument(f"{argument}: open the file in binary mode")
        name = getattr(file, "name", None)
        self.name = Path(name).name if isinstance(name, str) else ""
        self._file = file
        self._start: int | None = None
        try:
            self._start = file.tell()
            self.length = max(0, file.seek(0, os.SEEK_END) - self._start)
            file.seek(self._start)
        except (AttributeError, OSError):
            self._start = self.length = None
        self.is_repeatable = self._start is not None

    @override
    def chunks(self) -> Iterator[bytes]:
        self._rewind()
        yield from _read(self._file, self.length)

    @override
    async def achunks(self) -> AsyncIterator[bytes]:
        self._rewind()
        async for chunk in _aread(self._file, self.length):
            yield chunk

    def _rewind(self) -> None:
        if self._start is not None:
            self._file.seek(self._start)


class IterableSource(Source):
    """Chunks from an iterable; a list or tuple of them can be sent again, an iterator cannot."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        if isinstance(chunks, list | tuple):
            self.is_repeatable = True
            self.length = sum(len(chunk) for chunk in cast("list[bytes]", chunks))

    @override
    def chunks(self) -> Iterator[bytes]:
        yield from self._chunks


class AsyncSource(Source):
    """Chunks from an asynchronous iterable."""

    is_sync = False

    def __init__(self, chunks: AsyncIterable[bytes]) -> None:
        self._chunks = chunks

    @override
    async def achunks(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            yield chunk


def _read(file: IO[bytes], limit: int | None) -> Iterator[bytes]:
    # Content-Length is out already: a file that grows meanwhile is sent up to the length it was announced with.
    while chunk := file.read(CHUNK if limit is None else min(CHUNK, limit)):
        limit = None if limit is None else limit - len(chunk)
        yield chunk


async def _aread(file: IO[bytes], limit: int | None) -> AsyncIterator[bytes]:
    import asyncio

    while chunk := await asyncio.to_thread(file.read, CHUNK if limit is None else min(CHUNK, limit)):
        limit = None if limit is None else limit - len(chunk)
        yield chunk
