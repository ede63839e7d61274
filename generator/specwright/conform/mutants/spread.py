"""Chooses some of many so that they lie far apart, the same ones every time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

__all__ = ["slug", "spread"]

T = TypeVar("T")


def spread(items: Sequence[T], most: int) -> list[T]:
    """Choose at most so many: the first, the last, and what lies evenly between."""
    if len(items) <= most:
        return list(items)
    if most <= 1:
        return list(items[:most])
    return [items[index * (len(items) - 1) // (most - 1)] for index in range(most)]


def slug(text: str) -> str:
    """Spell a text as a part of an id."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in text).split())
