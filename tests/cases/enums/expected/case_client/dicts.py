# Made by specwright 0.1.0 from 'Enums' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Status",
    "Thing",
    "ThingCase",
    "ThingHostile",
    "ThingLevel",
    "ThingOnly",
    "ThingPriority",
]


class Thing(TypedDict):
    status: NotRequired[Status]
    level: NotRequired[ThingLevel]
    ratio: NotRequired[float | int]
    mixed: NotRequired[str | int | float | bool | None]
    case: NotRequired[ThingCase]
    hostile: NotRequired[ThingHostile]
    priority: NotRequired[ThingPriority]
    fixed: NotRequired[Literal["v1"]]
    only: NotRequired[ThingOnly]


Status: TypeAlias = "models.Status | Literal['NEW', 'DONE']"
"""Where a thing is in its life."""


ThingLevel: TypeAlias = "models.ThingLevel | Literal[1, 2, -3]"


ThingCase: TypeAlias = "models.ThingCase | Literal['on', 'ON', 'On']"


ThingHostile: TypeAlias = "models.ThingHostile | Literal['', ' ', 'class', 'mro', 'name', 'value', '3d', 'a-b', 'a_b', '\"\"\"', '../x', '+1', '-1']"


ThingPriority: TypeAlias = "models.ThingPriority | Literal[10, 20]"


ThingOnly: TypeAlias = "models.ThingOnly | Literal['single']"
