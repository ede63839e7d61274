"""What emitters return: a relative path and its bytes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["File"]


@dataclass(frozen=True, slots=True, order=True)
class File:
    """One generated file; ``path`` is relative, in POSIX spelling, and never climbs out of its folder."""

    path: str
    content: bytes
