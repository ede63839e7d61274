"""Turns a body argument, or the arguments of its parts, into a payload in the chosen media type."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import httpx2
from pydantic_core import from_json

from ._checking import JudgeValue, wire_value
from ._errors import InvalidArgument
from ._multipart import Piece, file_source, files_of, multipart_pieces, new_boundary
from ._operation import Body, Parameter, Part
from ._override import override
from ._parameters import encoder
from ._primitives import json_bytes, json_written, primitive
from ._sources import AsyncSource, IterableSource
from ._unset import UNSET

__all__ = ["Payload", "Upload", "choose_body", "encode_body", "is_json"]


class Payload:
    """A body ready to be sent: ``content`` where it is in memory, else ``upload``."""

    __slots__ = ("content", "content_type", "upload")

    def __init__(self, content_type: str, content: bytes, upload: Upload | None = None) -> None:
        self.content_type = content_type
        self.content = content
        self.upload = upload

    @property
    def can_repeat(self) -> bool:
        """Whether another attempt would send the same bytes."""
        return self.upload is None or self.upload.can_repeat

    def stream(self) -> httpx2.ByteStream | Upload:
        """Give the stream that a transport reads."""
        return httpx2.ByteStream(self.content) if self.upload is None else self.upload


class Upload(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that is read piece by piece while it is sent, by either kind of client."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self.has_begun = False

    @property
    def length(self) -> int | None:
        """The whole length in bytes, or None where one piece does not know its own."""
        total = 0
        for piece in self._pieces:
            length = len(piece) if isinstance(piece, bytes) else piece.length
            if length is None:
                return None
            total += length
        return total

    @property
    def can_repeat(self) -> bool:
        """Whether another attempt would send the same bytes: nothing was read yet, or all can be read again."""
        return not self.has_begun or all(isinstance(piece, bytes) or piece.is_repeatable for piece in self._pieces)

    @property
    def is_sync(self) -> bool:
        """Whether it can be read without an event loop."""
        return all(isinstance(piece, bytes) or piece.is_sync for piece in self._pieces)

    @override
    def __iter__(self) -> Iterator[bytes]:
        self.has_begun = True
        for piece in self._pieces:
            if isinstance(piece, bytes):
                yield piece
            else:
                yield from piece.chunks()

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.has_begun = True
        for piece in self._pieces:
            if isinstance(piece, bytes):
                yield piece
            else:
                async for chunk in piece.achunks():
                    yield chunk


def choose_body(bodies: tuple[Body, ...], arguments: Mapping[str, object]) -> Body | None:
    """Choose the media type that the caller named, else the first of which an argument was given.

    Raises:
        InvalidArgument: the operation does not take the media type named.
    """
    chosen = arguments.get("content_type", UNSET)
    if chosen is not UNSET and chosen is not None:
        for body in bodies:
            if body.media_type == chosen:
                return body
        known = ", ".join(body.media_type for body in bodies)
        raise InvalidArgument(f"content_type {chosen!r} is none of those that the operation takes: {known}")
    for body in bodies:
        names = (part.python for part in body.parts) if body.parts else (body.python,)
        if any(arguments.get(name, UNSET) is not UNSET for name in names):
            return body
    return bodies[0] if bodies else None


def encode_body(
    body: Body,
    arguments: Mapping[str, object],
    extra: Mapping[str, object] | None,
    judge: JudgeValue | None = None,
) -> Payload | None:
    """Write the body, or give None where an optional one is absent; ``judge`` gets to see what will be sent.

    Raises:
        InvalidArgument: a required part is missing, or the value does not suit the media type.
        RuleViolation: the judge refuses it.
    """
    if body.kind in {"form", "multipart"}:
        fields = _fields(body, arguments, extra)
        if not fields and not body.is_required:
            return None
        if judge is not None:
            judge(_judged_fields(fields))
        return _form(fields) if body.kind == "form" else _multipart(body, fields)
    value = arguments.get(body.python, UNSET)
    if value is UNSET and extra is None:
        if body.is_required:
            raise InvalidArgument(f"{body.python} is required")
        return None
    if body.kind == "json":
        return Payload(_concrete(body.media_type, "application/json"), _json(value, extra, judge))
    if extra is not None:
        raise InvalidArgument(f"extra_body adds to a JSON object or a form, not to {body.media_type}")
    if body.kind == "text":
        text = primitive(value)
        if judge is not None:
            judge(text)
        return Payload(_with_charset(_concrete(body.media_type, "text/plain")), text.encode("utf-8"))
    if body.kind == "json-lines":
        return _json_lines(body, value, judge)
    media_type = _concrete(body.media_type, "application/octet-stream")
    content: Any = value
    if isinstance(value, tuple):
        # As in a part, a file may come with its name and media type; only the latter has a place here.
        given = cast("Sequence[Any]", value)
        content = given[1] if len(given) > 1 else given
        media_type = (given[2] if len(given) > 2 else None) or media_type
    return _streamed(media_type, [file_source(content, body.python)])


def is_json(media_type: str) -> bool:
    """Judge whether a media type (without parameters) is JSON."""
    return media_type == "application/json" or media_type.endswith(("+json", "/json"))


def _json(value: object, extra: Mapping[str, object] | None, judge: JudgeValue | None) -> bytes:
    if extra is not None:
        value = dict(extra) if value is UNSET else {**_extensible(value), **extra}
    content, is_plain = json_written(value)
    if judge is not None:
        # What was written is read again only where the value is made of something else, such as models.
        judge(value if is_plain else from_json(content))
    return content


def _extensible(value: object) -> dict[str, object]:
    plain: object = from_json(json_bytes(value))
    if not isinstance(plain, dict):
        raise InvalidArgument("extra_body adds members to a JSON object, and this body is none")
    return cast("dict[str, object]", plain)


def _json_lines(body: Body, value: object, judge: JudgeValue | None) -> Payload:
    media_type = _concrete(body.media_type, "application/jsonl")
    if isinstance(value, AsyncIterable):
        return _streamed(media_type, [AsyncSource(_alines(cast("AsyncIterable[object]", value), judge))])
    if isinstance(value, list | tuple):
        return Payload(media_type, b"".join(_lines(cast("list[object]", value), judge)))
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        return _streamed(media_type, [IterableSource(_lines(cast("Iterable[object]", value), judge))])
    raise InvalidArgument(f"{body.python} takes an iterable of values, one a line")


def _lines(values: Iterable[object], judge: JudgeValue | None) -> Iterator[bytes]:
    for value in values:
        yield _json(value, None, judge) + b"\n"


async def _alines(values: AsyncIterable[object], judge: JudgeValue | None) -> AsyncIterator[bytes]:
    async for value in values:
        yield _json(value, None, judge) + b"\n"


def _fields(
    body: Body, arguments: Mapping[str, object], extra: Mapping[str, object] | None
) -> list[tuple[Part, object]]:
    fields: list[tuple[Part, object]] = []
    for part in body.parts:
        value = arguments.get(part.python, UNSET)
        if value is not UNSET and (value is not None or part.content_type == "application/json"):
            fields.append((part, value))
        elif part.is_required:
            raise InvalidArgument(f"{part.python} is required")
    if not body.parts:
        # A body described without properties: whatever the caller's object has becomes a field.
        whole = arguments.get(body.python, UNSET)
        extra = {**_plain_object(whole), **(extra or {})} if whole is not UNSET else extra
    for name, value in (extra or {}).items():
        fields.append((Part(python=name, wire=name), value))
    return fields


def _judged_fields(fields: list[tuple[Part, object]]) -> dict[str, Any]:
    """Give the object that a form stands for; files are content that a check does not look into."""
    found: dict[str, Any] = {}
    for part, value in fields:
        if part.is_file:
            count = len(files_of(value)) if part.is_repeated else 1
            found[part.wire] = [object() for _ in range(count)] if part.is_repeated else object()
        elif part.is_repeated and not isinstance(value, list | tuple | set | frozenset):
            found[part.wire] = wire_value([value], part.type)
        else:
            found[part.wire] = wire_value(value, part.type)
    return found


def _plain_object(value: object) -> dict[str, object]:
    if isinstance(value, Mapping):
        return {str(name): member for name, member in cast("Mapping[object, object]", value).items()}
    plain: object = from_json(json_bytes(value))
    if not isinstance(plain, dict):
        raise InvalidArgument("a form is made of an object")
    return cast("dict[str, object]", plain)


def _form(fields: list[tuple[Part, object]]) -> Payload:
    spelled: list[str] = []
    for part, value in fields:
        parameter = Parameter(
            python=part.python,
            wire=part.wire,
            location="query",
            style=part.style,
            explode=part.explode,
            content=part.content_type if is_json(part.content_type) else "",
        )
        spelled.append(encoder(parameter)(value))
    return Payload("application/x-www-form-urlencoded", "&".join(text for text in spelled if text).encode("ascii"))


def _multipart(body: Body, fields: list[tuple[Part, object]]) -> Payload:
    boundary = new_boundary()
    media_type = _concrete(body.media_type, "multipart/form-data")
    return _streamed(f"{media_type}; boundary={boundary}", multipart_pieces(fields, boundary))


def _streamed(content_type: str, pieces: list[Piece]) -> Payload:
    joined: list[Piece] = []
    for piece in pieces:
        # Neighbouring bytes become one write; content in memory needs no stream at all.
        if isinstance(piece, bytes) and joined and isinstance(joined[-1], bytes):
            joined[-1] += piece
        else:
            joined.append(piece)
    if all(isinstance(piece, bytes) for piece in joined):
        return Payload(content_type, b"".join(cast("list[bytes]", joined)))
    return Payload(content_type, b"", Upload(joined))


def _concrete(media_type: str, default: str) -> str:
    return default if "*" in media_type else media_type


def _with_charset(media_type: str) -> str:
    return media_type if ";" in media_type else f"{media_type}; charset=utf-8"
