"""Writes request bodies: a value and its media type into bytes and a Content-Type."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote_plus

from specwright.conform.styles import SpellingError, json_text, pairs_of, primitive
from specwright.model.service import MediaType, MediaTypeKind, Parameter, ParameterLocation, ParameterStyle, Part
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["payload", "spellable"]

_BOUNDARY: Final = "specwright-0b0d9a5e6f7a4c21"
_DEFAULTS: Final = {
    MediaTypeKind.JSON: "application/json",
    MediaTypeKind.TEXT: "text/plain",
    MediaTypeKind.JSON_LINES: "application/jsonl",
}


def payload(content: MediaType, value: Any) -> tuple[bytes, str]:
    """Write a body and its Content-Type; of a form, the value is an object of its parts.

    Raises:
        SpellingError: the value has no spelling in this media type.
    """
    name = content.media_type
    if "*" in name:
        # A range stands for any of its types, of which one is named.
        name = (
            name.replace("*+", "vnd.any+") if "*+" in name else _DEFAULTS.get(content.kind, "application/octet-stream")
        )
    match content.kind:
        case MediaTypeKind.JSON:
            return _utf8(json_text(value)), name
        case MediaTypeKind.JSON_LINES:
            return b"".join(_utf8(json_text(item)) + b"\n" for item in _list(value)), name
        case MediaTypeKind.FORM:
            return _form(content, value), name
        case MediaTypeKind.MULTIPART:
            return _multipart(content, value), f"{name}; boundary={_BOUNDARY}"
        case MediaTypeKind.BINARY:
            return value if isinstance(value, bytes) else _utf8(primitive(value)), name
        case _:
            return _utf8(primitive(value)), name if ";" in name else f"{name}; charset=utf-8"


def spellable(content: MediaType, value: Any) -> Any:
    """Leave out of a form what has no spelling there and means the same as nothing: null, and lists without items."""
    if not content.parts or not isinstance(value, OBJECT):
        return value
    return {name: member for name, member in value.items() if member is not None and member != []}


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise SpellingError("half a surrogate pair has no spelling in UTF-8") from None


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, OBJECT):
        raise SpellingError("only an object has parts")
    members: dict[str, Any] = value
    return members


def _form(content: MediaType, value: Any) -> bytes:
    parts = {part.name.wire: part for part in content.parts}
    pairs: list[tuple[str, str]] = []
    for name, member in _object(value).items():
        pairs += _form_pairs(name, parts.get(name), member)
    if not pairs:
        raise SpellingError("a form without fields cannot be told from no body")
    return "&".join(f"{name}={text}" for name, text in pairs).encode("ascii")


def _form_pairs(name: str, part: Part | None, value: Json) -> list[tuple[str, str]]:
    if part is None or part.is_file:
        return [(quote_plus(name), quote_plus(value if isinstance(value, str) else json_text(value)))]
    if part.content_type.partition(";")[0].strip().endswith("json"):
        return [(quote_plus(name), quote_plus(json_text(value)))]
    if value is None:
        raise SpellingError("null has no spelling in a form")
    parameter = Parameter(
        name=part.name,
        location=ParameterLocation.QUERY,
        type=part.type,
        is_required=part.is_required,
        style=part.style if part.style is not ParameterStyle.SIMPLE else ParameterStyle.FORM,
        explode=part.explode,
    )
    return pairs_of(parameter, value)


def _multipart(content: MediaType, value: Any) -> bytes:
    parts = {part.name.wire: part for part in content.parts}
    pieces: list[bytes] = []
    for name, member in _object(value).items():
        part = parts.get(name)
        is_repeated = part is not None and part.is_repeated and isinstance(member, ARRAY)
        if is_repeated and not member:
            raise SpellingError("a part without items cannot be told from one that is not there")
        for item in member if is_repeated else [member]:
            pieces += _part(name, part, item)
    pieces.append(f"--{_BOUNDARY}--\r\n".encode("ascii"))
    return b"".join(pieces)


def _part(name: str, part: Part | None, value: Any) -> list[bytes]:
    shown = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    disposition = f'form-data; name="{shown}"'
    media_type = "" if part is None else part.content_type.partition(",")[0].strip()
    if (part is not None and part.is_file) or isinstance(value, bytes):
        if not isinstance(value, (str, bytes)):
            raise SpellingError("only a text or bytes can be a file")
        text = value if isinstance(value, bytes) else _utf8(value)
        disposition += f'; filename="{shown}.bin"'
        media_type = media_type if media_type and "*" not in media_type else "application/octet-stream"
    elif media_type.endswith("json") or isinstance(value, (OBJECT, ARRAY)):
        text, media_type = _utf8(json_text(value)), media_type or "application/json"
    elif value is None:
        raise SpellingError("null has no spelling in a form")
    else:
        text = _utf8(primitive(value))
    kind = f"\r\nContent-Type: {media_type}" if media_type else ""
    head = f"--{_BOUNDARY}\r\nContent-Disposition: {disposition}{kind}\r\n\r\n"
    return [_utf8(head), text, b"\r\n"]
