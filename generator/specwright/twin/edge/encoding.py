"""Turns values into the bytes of an answer, and texts into headers."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Final

from specwright.model.service import MediaTypeKind
from specwright.model.types import Json

__all__ = ["header", "header_text", "json_bytes", "written"]

_LONGEST_HEADER: Final = 1_000


def json_bytes(value: Json) -> bytes:
    """Write JSON."""
    try:
        return _writer()(value)
    except (ValueError, RecursionError):
        # What UTF-8 cannot carry stays as JSON's own escape.
        return json.dumps(value, separators=(",", ":")).encode()


@cache
def _writer() -> Callable[[Json], bytes]:
    # It takes long to import, and who starts a twin waits for it.
    from pydantic_core import to_json  # noqa: PLC0415

    return to_json


def written(kind: MediaTypeKind, value: Json) -> bytes:
    """Write a body as its media type asks."""
    match kind:
        case MediaTypeKind.JSON:
            return json_bytes(value)
        case MediaTypeKind.JSON_LINES | MediaTypeKind.EVENT_STREAM:
            items = value if isinstance(value, list) else [value]
            before, after = (b"", b"\n") if kind is MediaTypeKind.JSON_LINES else (b"data: ", b"\n\n")
            return b"".join(before + json_bytes(item) + after for item in items)
        case _:
            return value.encode("utf-8", "replace") if isinstance(value, str) else json_bytes(value)


def header(name: str, value: str) -> tuple[bytes, bytes]:
    """Spell a header for ASGI."""
    return name.lower().encode("latin-1", "replace"), header_text(value)


def header_text(value: str) -> bytes:
    """Keep a header on one line, short, and in the letters that HTTP carries."""
    if value.isascii() and value.isprintable() and len(value) <= _LONGEST_HEADER:
        return value.strip().encode()
    line = "".join(letter if letter.isprintable() else " " for letter in value[:_LONGEST_HEADER])
    return line.encode("latin-1", "replace").strip()
