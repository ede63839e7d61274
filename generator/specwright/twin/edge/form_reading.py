"""Turns the bytes of a form, urlencoded or multipart, into its fields; names of files are data and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

__all__ = ["Field", "FormError", "read_multipart", "read_urlencoded"]

_MOST_HEADER_BYTES: Final = 16 * 1024
_PIECE: Final = 64 * 1024

# What is wrong with a form is told to its sender; without a handler the parser would tell it on standard error as well.
logging.getLogger("python_multipart").addHandler(logging.NullHandler())


class FormError(ValueError):
    """The bytes are no form that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One part; ``file_name`` is None where none was given, ``raw`` the undecoded text of an urlencoded field."""

    name: str
    content: bytes
    file_name: str | None = None
    media_type: str = ""
    raw: str = ""


def read_urlencoded(content: bytes, *, max_parts: int) -> tuple[Field, ...]:
    """Read the fields of an urlencoded form.

    Raises:
        FormError: it is none, or has too many fields.
    """
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError:
        raise FormError("an urlencoded form is ASCII") from None
    pieces = [piece for piece in text.split("&") if piece]
    if len(pieces) > max_parts:
        raise FormError(f"it has more than {max_parts} fields")
    fields: list[Field] = []
    for piece in pieces:
        name, _, value = piece.partition("=")
        decoded = unquote_to_bytes(value.replace("+", " "))
        fields.append(Field(name=_text(unquote_to_bytes(name.replace("+", " "))), content=decoded, raw=value))
    return tuple(fields)


def read_multipart(content: bytes, content_type: str, *, max_parts: int) -> tuple[Field, ...]:
    """Read the parts of a multipart form.

    Raises:
        FormError: it is none, or has too many parts.
    """
    # The parser takes long to import, and not every service has forms.
    from python_multipart.exceptions import FormParserError  # noqa: PLC0415
    from python_multipart.multipart import MultipartParser, parse_options_header  # noqa: PLC0415

    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if not boundary or len(boundary) > 70:
        raise FormError("the Content-Type names no boundary")
    collector = _Collector(max_parts, parse_options_header)
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": collector.begin,
                "on_header_field": collector.header_name,
                "on_header_value": collector.header_value,
                "on_header_end": collector.header_end,
                "on_part_data": collector.data,
                "on_part_end": collector.end,
                "on_end": collector.finish,
            },
        )
        # In pieces: the limit on parts ends the reading before all of them are there.
        for at in range(0, len(content), _PIECE):
            parser.write(content[at : at + _PIECE])
        parser.finalize()
    except FormParserError as error:
        raise FormError(str(error)) from None
    if not collector.is_finished:
        raise FormError("the last boundary is missing")
    return tuple(collector.fields)


class _Collector:
    """Puts together what the parser tells piece by piece."""

    def __init__(self, max_parts: int, parse: Callable[[bytes], tuple[bytes, dict[bytes, bytes]]]) -> None:
        self._parse = parse
        self.fields: list[Field] = []
        self.is_finished = False
        self._max_parts = max_parts
        self._headers: dict[bytes, bytes] = {}
        self._name = bytearray()
        self._value = bytearray()
        self._content = bytearray()

    def begin(self) -> None:
        if len(self.fields) >= self._max_parts:
            raise FormError(f"it has more than {self._max_parts} parts")
        self._headers = {}
        self._content = bytearray()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]
        self._check_header()

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._check_header()

    def header_end(self) -> None:
        self._headers[bytes(self._name).lower()] = bytes(self._value)
        self._name, self._value = bytearray(), bytearray()
        if len(self._headers) > 20:
            raise FormError("a part has too many headers")

    def data(self, data: bytes, start: int, end: int) -> None:
        self._content += data[start:end]

    def end(self) -> None:
        disposition, options = self._parse(self._headers.get(b"content-disposition", b""))
        name = options.get(b"name")
        if disposition != b"form-data" or name is None:
            raise FormError("a part has no name")
        file_name = options.get(b"filename")
        self.fields.append(
            Field(
                name=_text(name),
                content=bytes(self._content),
                file_name=None if file_name is None else _text(file_name),
                media_type=self._headers.get(b"content-type", b"").decode("latin-1").strip(),
            )
        )

    def finish(self) -> None:
        self.is_finished = True

    def _check_header(self) -> None:
        if len(self._name) + len(self._value) > _MOST_HEADER_BYTES:
            raise FormError("a header of a part is too long")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise FormError("a name is no UTF-8") from None
