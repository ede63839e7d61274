# Made by specwright 0.1.0 from 'Formats' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict
from uuid import UUID

if TYPE_CHECKING:
    from . import models

__all__ = [
    "ListValuesOrder",
    "Values",
]


class Values(TypedDict):
    moment: NotRequired[datetime | str]
    day: NotRequired[date | str]
    time: NotRequired[str]
    span: NotRequired[str]
    id: NotRequired[UUID | str]
    mail: NotRequired[str]
    link: NotRequired[str]
    secret: NotRequired[str]
    bytes: NotRequired[bytes | str]
    big: NotRequired[int]
    money: NotRequired[Decimal | str]
    container: NotRequired[str]
    short: NotRequired[str]
    few: NotRequired[Sequence[str]]
    step: NotRequired[float]
    pair: NotRequired[Sequence[str | int]]
    anything: NotRequired[Any]


ListValuesOrder: TypeAlias = "models.ListValuesOrder | Literal['asc', 'desc']"
