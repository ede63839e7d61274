"""Turns Accept and Content-Type headers into the documented media type that they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from specwright.model.service import MediaType

__all__ = ["choose", "concrete", "essence", "find_media_type"]

T = TypeVar("T")

_CONCRETE: Final = {
    "*/*": "application/json",
    "application/*": "application/json",
    "text/*": "text/plain",
    "image/*": "image/png",
    "audio/*": "audio/mpeg",
    "video/*": "video/mp4",
}


def essence(header: str) -> str:
    """Give a media type without its parameters, in lower case."""
    return header.partition(";")[0].strip().lower()


def concrete(media_type: str) -> str:
    """Spell a media range as one media type that it covers."""
    bare = essence(media_type)
    if "*" not in bare:
        return media_type
    return _CONCRETE.get(bare) or bare.replace("*+", "").replace("*", "octet-stream")


def covers(media_range: str, media_type: str) -> bool:
    """Tell whether a range such as ``text/*`` or ``application/*+json`` covers a media type."""
    if media_range in {"*/*", media_type}:
        return True
    main, _, sub = media_range.partition("/")
    other_main, _, other_sub = media_type.partition("/")
    if main != other_main or not sub.startswith("*"):
        return False
    # `*+json` covers what ends in it, and plain json, which is what such descriptions mean.
    return sub == "*" or other_sub.endswith(sub[1:]) or other_sub == sub[2:]


def find_media_type(media_types: Sequence[MediaType], content_type: str) -> MediaType | None:
    """Find the documented media type of a request: an equal one before a range that covers it."""
    sent = essence(content_type)
    equal = next((known for known in media_types if essence(known.media_type) == sent), None)
    return equal or next((known for known in media_types if covers(essence(known.media_type), sent)), None)


def choose(accept: str, offered: Sequence[tuple[str, T]]) -> T | None:
    """Choose among media types what an Accept header likes best, in the order offered where it has no preference."""
    if not accept.strip():
        return offered[0][1] if offered else None
    ranges = [_range(item) for item in accept.split(",") if item.strip()]
    best: tuple[float, T] | None = None
    for media_type, value in offered:
        quality = _quality(essence(media_type), ranges)
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, value)
    return best[1] if best is not None else None


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    # The most specific range that covers a type speaks for it (RFC 9110, 12.5.1).
    found = [(name.count("*"), -len(name), quality) for name, quality in ranges if covers(name, media_type)]
    return min(found)[2] if found else 0.0


def _range(item: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in item.split(";"))
    quality = next((part.partition("=")[2] for part in parameters if part.replace(" ", "").startswith("q=")), "1")
    try:
        return ("*/*" if name == "*" else name), max(0.0, min(1.0, float(quality)))
    except ValueError:
        return name, 1.0
