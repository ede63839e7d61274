# Made by specwright 0.1.0 from 'Parcels' '7'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = [
    "Parcel",
]


class Parcel(TypedDict):
    id: str
    weight: NotRequired[float]
    """Weight in kilograms. Unit: kg."""
