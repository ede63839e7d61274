"""Spells names, numbers and times for people."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["bytes_text", "moment_text", "spaced", "span_text", "words"]

_HUMPS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\-\s]+")
_SECOND: Final = 1_000_000_000
_UNITS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def words(name: str) -> str:
    """Spell a name of a description as words: ``startDate`` becomes ``start date``."""
    pieces = [piece for piece in _HUMPS.split(name) if piece]
    return " ".join(piece if piece.isupper() else piece.lower() for piece in pieces) or name


def spaced(number: int) -> str:
    """Spell a number with thin spaces between its thousands."""
    return f"{number:,}".replace(",", "\u202f")


def moment_text(text: str) -> str:
    """Spell an RFC 3339 date-time with a space in the middle; of UTC the letter is left out."""
    return text.replace("T", " ", 1).removesuffix("Z")


def span_text(nanoseconds: int) -> str:
    """Spell how long something takes, in its largest unit."""
    seconds = abs(nanoseconds) / _SECOND
    for length, unit in _UNITS:
        if seconds >= length:
            number = int(seconds // length)
            return f"{spaced(number)} {unit}{'' if number == 1 else 's'}"
    return "a moment" if seconds else "the same moment"


def bytes_text(size: int) -> str:
    """Spell a number of bytes."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.1f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
