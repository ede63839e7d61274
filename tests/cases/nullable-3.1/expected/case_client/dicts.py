# Made by specwright 0.1.0 from 'Nullable in 3.1' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Parcel",
    "ParcelSize",
    "Person",
]


class Parcel(TypedDict):
    label: str
    weight: float | None
    note: NotRequired[str | None]
    size: NotRequired[ParcelSize | None]
    sender: NotRequired[models.Person | Person | None]
    receiver: NotRequired[models.Person | Person | None]
    labels: NotRequired[Sequence[str | None] | None]
    reserved: NotRequired[None]
    code: NotRequired[str | int | None]


class Person(TypedDict):
    name: NotRequired[str]


ParcelSize: TypeAlias = "models.ParcelSize | Literal['small', 'large']"
