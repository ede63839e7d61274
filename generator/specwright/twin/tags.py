"""Compares entity tags as If-Match and If-None-Match ask (RFC 9110, 13.1)."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_match", "is_none_match"]

_TAG: Final = re.compile(r'\s*(?:(W/)?"([^"]*)"|([^\s,"]+))\s*(?:,|$)')


def is_match(header: str, tag: str) -> bool:
    """Say whether If-Match names a tag; quotes may be missing, and a weak tag never matches."""
    return _names(header, tag, is_strong=True)


def is_none_match(header: str, tag: str) -> bool:
    """Say whether If-None-Match names a tag, weak or not, so that nothing has to be sent."""
    return _names(header, tag, is_strong=False)


def _names(header: str, tag: str, *, is_strong: bool) -> bool:
    if header.strip() == "*":
        return True
    if header == tag and tag[:1] == '"' == tag[-1:] and tag.count('"') == 2:
        # Nearly always the tag comes back as it was given.
        return True
    wanted = tag.removeprefix("W/").strip('"')
    if is_strong and tag.startswith("W/"):
        return False
    at = 0
    while match := _TAG.match(header, at):
        if (match[2] if match[2] is not None else match[3]) == wanted and not (is_strong and match[1]):
            return True
        at = match.end()
    return False
