# Made by specwright 0.1.0 from 'Nullable in 3.1' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from ._runtime._models import UNSET, Maybe, Model, OpenStrEnum

__all__ = [
    "Parcel",
    "ParcelSize",
    "Person",
]


class ParcelSize(OpenStrEnum):
    SMALL = "small"
    LARGE = "large"


class Person(Model):
    name: Maybe[str] = UNSET


class Parcel(Model):
    label: str
    weight: float | None
    note: Maybe[str | None] = UNSET
    size: Maybe[ParcelSize | None] = UNSET
    sender: Maybe[Person | None] = UNSET
    receiver: Maybe[Person | None] = UNSET
    labels: Maybe[list[str | None] | None] = UNSET
    reserved: Maybe[None] = UNSET
    code: Maybe[str | int | None] = UNSET
