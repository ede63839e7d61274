# Made by specwright 0.1.0 from 'Enums' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing import Literal

from ._runtime._models import UNSET, Maybe, Model, OpenIntEnum, OpenStrEnum

__all__ = [
    "Status",
    "Thing",
    "ThingCase",
    "ThingHostile",
    "ThingLevel",
    "ThingOnly",
    "ThingPriority",
]


class Status(OpenStrEnum):
    """Where a thing is in its life."""

    NEW = "NEW"
    """Nobody has looked at it."""
    DONE = "DONE"
    """Nothing is left to do."""


class ThingLevel(OpenIntEnum):
    VALUE_1 = 1
    VALUE_2 = 2
    MINUS_3 = -3


class ThingCase(OpenStrEnum):
    ON_2 = "on"
    ON = "ON"
    ON_3 = "On"


class ThingHostile(OpenStrEnum):
    VALUE = ""
    SPACE = " "
    CLASS = "class"
    MRO = "mro"
    NAME = "name"
    VALUE_2 = "value"
    VALUE_3D = "3d"
    A_B = "a-b"
    A_B_2 = "a_b"
    VALUE_3 = '"""'
    X = "../x"
    PLUS_1 = "+1"
    MINUS_1 = "-1"


class ThingPriority(OpenIntEnum):
    LOW = 10
    HIGH = 20


class ThingOnly(OpenStrEnum):
    SINGLE = "single"


class Thing(Model):
    status: Maybe[Status] = UNSET
    level: Maybe[ThingLevel] = UNSET
    ratio: Maybe[float | int] = UNSET
    mixed: Maybe[str | int | float | bool | None] = UNSET
    case: Maybe[ThingCase] = UNSET
    hostile: Maybe[ThingHostile] = UNSET
    priority: Maybe[ThingPriority] = UNSET
    fixed: Maybe[Literal["v1"]] = UNSET
    only: Maybe[ThingOnly] = UNSET
