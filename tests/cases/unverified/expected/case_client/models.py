# Made by specwright 0.1.0 from 'Unverified' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from ._runtime._models import UNSET, Maybe, Model

__all__ = [
    "Order",
]


class Order(Model):
    weight: Maybe[float] = UNSET
    """Weight of the goods. Unit: kg."""
    hint: Maybe[str] = UNSET
    """Seen in one answer. Not documented by the vendor."""
