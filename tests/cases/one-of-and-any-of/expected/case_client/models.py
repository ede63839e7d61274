# Made by specwright 0.1.0 from 'Alternatives' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing import TypeAlias

from ._runtime._models import UNSET, Maybe, Model

__all__ = [
    "Card",
    "Payment",
    "Receipt",
    "ReceiptLineVariant1",
    "ReceiptLineVariant2",
    "Transfer",
]


class Card(Model):
    number: str


class Transfer(Model):
    iban: str


Payment: TypeAlias = Card | Transfer


class ReceiptLineVariant1(Model):
    note: Maybe[str] = UNSET


class ReceiptLineVariant2(Model):
    price: Maybe[float] = UNSET


class Receipt(Model):
    amount: Maybe[float | str] = UNSET
    lines: Maybe[list[ReceiptLineVariant1 | ReceiptLineVariant2]] = UNSET
