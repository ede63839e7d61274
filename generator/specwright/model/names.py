"""The two spellings of one thing: as the description writes it and as Python writes it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Name"]


@dataclass(frozen=True, slots=True)
class Name:
    """``wire`` is what travels over HTTP, ``python`` is what a caller types (empty until names are assigned)."""

    wire: str
    python: str = ""
