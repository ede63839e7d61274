# Made by specwright 0.1.0 from 'Alternatives' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Card",
    "Payment",
    "Receipt",
    "ReceiptLineVariant1",
    "ReceiptLineVariant2",
    "Transfer",
]


Payment: TypeAlias = "models.Card | Card | models.Transfer | Transfer"


class Card(TypedDict):
    number: str


class Transfer(TypedDict):
    iban: str


class Receipt(TypedDict):
    amount: NotRequired[float | str]
    lines: NotRequired[
        Sequence[models.ReceiptLineVariant1 | ReceiptLineVariant1 | models.ReceiptLineVariant2 | ReceiptLineVariant2]
    ]


class ReceiptLineVariant1(TypedDict):
    note: NotRequired[str]


class ReceiptLineVariant2(TypedDict):
    price: NotRequired[float]
