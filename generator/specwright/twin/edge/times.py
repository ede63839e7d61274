"""Turns a date-time as people write it into nanoseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

__all__ = ["nanoseconds_of"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def nanoseconds_of(text: str) -> int | None:
    """Read an RFC 3339 date-time; None where it is none, or has no offset."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1_000
