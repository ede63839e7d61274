# Made by specwright 0.1.0 from 'Unverified' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = [
    "Order",
]


class Order(TypedDict):
    weight: NotRequired[float]
    """Weight of the goods. Unit: kg."""
    hint: NotRequired[str]
    """Seen in one answer. Not documented by the vendor."""
