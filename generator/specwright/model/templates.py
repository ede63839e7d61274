"""Templates: JSON values with expressions in them, and the places of a document that they are put at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from specwright.model.location import Location
from specwright.model.types import Json

__all__ = [
    "Choice",
    "Constant",
    "Each",
    "Formula",
    "IdText",
    "Items",
    "Members",
    "Number",
    "Place",
    "PlaceStep",
    "Projected",
    "Template",
    "Text",
    "Uuid",
    "Value",
]


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression as it was written, with its place."""

    text: str
    where: Location


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that stands for itself."""

    value: Json


@dataclass(frozen=True, slots=True)
class Value:
    """The value of an expression; an optional one is left out where anything on its way is absent or null."""

    formula: Formula
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Texts and values in turn, joined."""

    parts: tuple[str | Formula, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """An object: all members of some objects, then named ones."""

    spreads: tuple[Template, ...]
    members: Mapping[str, Template]
    where: Location


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """A value for each item of a list that meets the condition: a list, or with ``key`` an object of them.

    ``index`` names the item's place in its list, empty where nobody asks for it.
    """

    over: Formula
    name: str
    index: str
    condition: Formula | None
    do: Template
    key: Formula | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of two values; without ``otherwise``, one or nothing."""

    condition: Formula
    then: Template
    otherwise: Template | None


@dataclass(frozen=True, slots=True)
class Projected:
    """A document, or each of several, in a shape of its resource."""

    projection: str
    of: Formula
    is_each: bool


Template: TypeAlias = Constant | Value | Text | Members | Items | Each | Choice | Projected


@dataclass(frozen=True, slots=True)
class PlaceStep:
    """A member; ``items`` says which items of it: all (``*``), a new one (``+``), or (``:``) those with a condition."""

    member: str
    items: str = ""
    name: str = ""
    condition: Formula | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change is made in a document."""

    steps: tuple[PlaceStep, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Number:
    """The next number of a counter, with zeros before it up to a width."""

    width: int = 0


@dataclass(frozen=True, slots=True)
class Uuid:
    """A UUID."""


IdText: TypeAlias = "tuple[str | Formula | Number | Uuid, ...]"
