"""Decides how content of a media type is written and read."""

from __future__ import annotations

from typing import Final

from specwright.model.service import MediaTypeKind

__all__ = ["bare", "kind_of"]

_EXACT: Final = {
    "application/json": MediaTypeKind.JSON,
    "text/json": MediaTypeKind.JSON,
    "application/x-json": MediaTypeKind.JSON,
    "application/x-www-form-urlencoded": MediaTypeKind.FORM,
    "application/jsonl": MediaTypeKind.JSON_LINES,
    "application/x-jsonl": MediaTypeKind.JSON_LINES,
    "application/jsonlines": MediaTypeKind.JSON_LINES,
    "application/ndjson": MediaTypeKind.JSON_LINES,
    "application/x-ndjson": MediaTypeKind.JSON_LINES,
    "application/json-seq": MediaTypeKind.JSON_LINES,
    "text/event-stream": MediaTypeKind.EVENT_STREAM,
}


def bare(media_type: str) -> str:
    """Strip parameters and case."""
    return media_type.partition(";")[0].strip().lower()


def kind_of(media_type: str) -> MediaTypeKind | None:
    """Name the kind; None for ranges such as ``*/*``, where only the schema can tell."""
    name = bare(media_type)
    if name in _EXACT:
        return _EXACT[name]
    if name.endswith("+json-seq"):
        return MediaTypeKind.JSON_LINES
    if name.endswith("+json"):
        return MediaTypeKind.JSON
    if name.startswith("multipart/"):
        return MediaTypeKind.MULTIPART
    if name == "text/*" or (name.startswith("text/") and name != "text/*"):
        return MediaTypeKind.TEXT
    if name in ("*/*", "*", "application/*"):
        return None
    return MediaTypeKind.BINARY
