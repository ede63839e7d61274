"""Turns files, bytes and iterators into the streamed parts of a multipart body, of known length where possible."""

from __future__ import annotations

import mimetypes
import os
import re
from collections.abc import AsyncIterable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, TypeAlias, TypeGuard, cast

from ._errors import InvalidArgument
from ._operation import Part
from ._primitives import json_bytes, members_of, primitive
from ._sources import AsyncSource, BytesSource, FileSource, IterableSource, PathSource, Source

__all__ = ["FileContent", "FileInput", "Piece", "file_source", "multipart_pieces", "new_boundary"]

FileContent: TypeAlias = (
    "bytes | bytearray | memoryview | os.PathLike[str] | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]"
)
# A path or content alone, or with the name, and the name and media type, that the service shall see.
FileInput: TypeAlias = "FileContent | tuple[str | None, FileContent] | tuple[str | None, FileContent, str | None]"
Piece: TypeAlias = "bytes | Source"

_DISPOSITION_ESCAPES = {'"': "%22", "\r": "%0D", "\n": "%0A"}
_MEDIA_TYPE = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:\s*;[\x20-\x7e]*)?")
_UNKNOWN_TYPE = "application/octet-stream"


def new_boundary() -> str:
    """Draw a boundary that no content can have foreseen."""
    return os.urandom(16).hex()


def multipart_pieces(fields: Iterable[tuple[Part, object]], boundary: str) -> list[Piece]:
    """Lay out all fields: bytes as they are sent, and sources whose content is read while it is sent."""
    pieces: list[Piece] = []
    for part, value in fields:
        for disposition, media_type, content in _entries(part, value):
            type_line = f"\r\nContent-Type: {media_type}" if media_type else ""
            head = f"--{boundary}\r\nContent-Disposition: form-data; {disposition}{type_line}\r\n\r\n"
            pieces += [head.encode("utf-8"), content, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode("ascii"))
    return pieces


def file_source(content: object, name: str = "body") -> Source:
    """Wrap what a caller may give as a file's content.

    Raises:
        InvalidArgument: it is text, which could mean a path or the content, or an unknown type.
    """
    if isinstance(content, bytes | bytearray | memoryview):
        return BytesSource(bytes(cast("bytes", content)))
    if isinstance(content, str):
        raise InvalidArgument(f"{name}: give a pathlib.Path for the file of that name, or bytes for this content")
    if isinstance(content, os.PathLike):
        return PathSource(Path(cast("os.PathLike[str]", content)))
    if hasattr(content, "read"):
        return FileSource(cast("IO[bytes]", content), name)
    if isinstance(content, AsyncIterable):
        return AsyncSource(cast("AsyncIterable[bytes]", content))
    if _is_chunks(content):
        return IterableSource(content)
    raise InvalidArgument(f"{name}: a file cannot be read from a {type(content).__name__}")


def _is_chunks(content: object) -> TypeGuard[Iterable[bytes]]:
    return isinstance(content, Iterable) and not isinstance(cast("object", content), Mapping)


def _entries(part: Part, value: object) -> Iterable[tuple[str, str, Piece]]:
    if part.is_file:
        files = files_of(value) if part.is_repeated else [value]
        yield from (_file_entry(part, file) for file in files)
    elif part.is_repeated and isinstance(value, list | tuple | set | frozenset):
        yield from (_field_entry(part, item) for item in cast("list[object]", value))
    else:
        yield _field_entry(part, value)


def files_of(value: object) -> Sequence[object]:
    # A tuple is one file with its name; lists of files come as lists.
    if isinstance(value, list):
        return cast("list[object]", value)
    given = cast("tuple[object, ...]", value)
    if isinstance(value, tuple) and not _is_named_file(given):
        return given
    return [given]


def _is_named_file(value: tuple[object, ...]) -> bool:
    return len(value) in {2, 3} and (value[0] is None or isinstance(value[0], str))


def _file_entry(part: Part, value: object) -> tuple[str, str, Piece]:
    name: str | None = None
    media_type: str | None = None
    content = value
    if isinstance(value, tuple):
        given = cast("tuple[object, ...]", value)
        if not _is_named_file(given):
            raise InvalidArgument(
                f"{part.python}: a file with a name is (name, content) or (name, content, media type)"
            )
        name, content = cast("tuple[str | None, object]", given[:2])
        media_type = cast("str | None", given[2]) if len(given) == 3 else None
    source = file_source(content, part.python)
    filename = name or source.name or part.wire
    disposition = f'name="{_escaped(part.wire)}"; filename="{_escaped(filename)}"'
    return disposition, _checked(media_type, part) or _media_type_of(part, filename), _content_of(source)


def _field_entry(part: Part, value: object) -> tuple[str, str, Piece]:
    disposition = f'name="{_escaped(part.wire)}"'
    is_structured = members_of(value, nested=True) is not None
    media_type = part.content_type.partition(",")[0].strip() or ("application/json" if is_structured else "")
    if "json" in media_type:
        return disposition, media_type, json_bytes(value)
    if isinstance(value, bytes | bytearray):
        return disposition, media_type, bytes(value)
    return disposition, media_type, primitive(value).encode("utf-8")


def _content_of(source: Source) -> Piece:
    return source.content if isinstance(source, BytesSource) else source


def _checked(media_type: str | None, part: Part) -> str:
    if media_type and not _MEDIA_TYPE.fullmatch(media_type):
        raise InvalidArgument(f"{part.python}: {media_type!r} is no media type")
    return media_type or ""


def _media_type_of(part: Part, filename: str) -> str:
    guessed = mimetypes.guess_type(filename)[0] or _UNKNOWN_TYPE
    allowed = [entry.strip() for entry in part.content_type.split(",") if entry.strip()]
    # A description that allows several types, or a range of them, leaves the choice to the file's name.
    if len(allowed) == 1 and "*" not in allowed[0]:
        return allowed[0]
    for entry in allowed:
        if entry == guessed or (entry.endswith("/*") and guessed.startswith(entry[:-1])) or entry == "*/*":
            return guessed
    exact = [entry for entry in allowed if "*" not in entry]
    return exact[0] if exact else guessed


def _escaped(name: str) -> str:
    return "".join(_DISPOSITION_ESCAPES.get(character, character) for character in name)
