# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns choices into dates and times of RFC 3339."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

__all__ = ["date_text", "date_time_of", "date_time_text", "time_text"]

_FIRST_DAY: Final = date(2026, 1, 1)
_EPOCH: Final = date(1970, 1, 1)
_DAYS: Final = tuple((_FIRST_DAY + timedelta(days=number)).isoformat() for number in range(731))
_MINUTES: Final = tuple(f"T{number // 60:02}:{number % 60:02}:" for number in range(1440))
# Simplest first; most servers see UTC most of the time.
_ENDINGS: Final = (
    *("00Z",) * 10,
    *("30Z", "59Z", "00+01:00", "00+02:00", "00-05:00", "15+05:30", "00.250Z", "07.123456789+02:00"),
)


def date_time_text(below: Callable[[int], int]) -> str:
    """Choose a date-time of 2026 or 2027, by the minute."""
    number = below(len(_DAYS) * 1440)
    day, minute = divmod(number, 1440)
    return _DAYS[day] + _MINUTES[minute] + _ENDINGS[number % 18]


def date_text(below: Callable[[int], int]) -> str:
    """Choose a date of 2026 or 2027."""
    return _DAYS[below(len(_DAYS))]


def time_text(below: Callable[[int], int]) -> str:
    """Choose a time of day with its offset."""
    number = below(1440)
    return _MINUTES[number][1:] + _ENDINGS[number % 18]


def date_time_of(nanoseconds: int) -> str:
    """Write an instant, counted from 1970, in UTC.

    Raises:
        OverflowError: it lies outside the years 1 to 9999.
    """
    seconds, fraction = divmod(nanoseconds, 10**9)
    days, rest = divmod(seconds, 86_400)
    day = (_EPOCH + timedelta(days=days)).isoformat()
    ending = f".{fraction:09}".rstrip("0") if fraction else ""
    return f"{day}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}{ending}Z"
