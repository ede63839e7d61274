# Made by specwright 0.1.0 from 'Formats' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from ._runtime._models import UNSET, Base64, Date, DateTime, Maybe, Model, OpenStrEnum

__all__ = [
    "ListValuesOrder",
    "Values",
]


class Values(Model):
    moment: Maybe[DateTime] = UNSET
    day: Maybe[Date] = UNSET
    time: Maybe[str] = UNSET
    span: Maybe[str] = UNSET
    id: Maybe[UUID] = UNSET
    mail: Maybe[str] = UNSET
    link: Maybe[str] = UNSET
    secret: Maybe[str] = UNSET
    bytes_: Annotated[Maybe[Base64], Field(alias="bytes")] = UNSET
    big: Maybe[int] = UNSET
    money: Maybe[Decimal] = UNSET
    container: Maybe[str] = UNSET
    short: Maybe[str] = UNSET
    """Documented default: `'AB'`."""
    few: Maybe[list[str]] = UNSET
    step: Maybe[float] = UNSET
    pair: Maybe[list[str | int]] = UNSET
    anything: Maybe[Any] = UNSET


class ListValuesOrder(OpenStrEnum):
    ASC = "asc"
    DESC = "desc"
