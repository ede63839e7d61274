# Made by specwright 0.1.0 from 'Additional properties' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Both",
    "Box",
    "BoxClosed",
    "Closed",
]


class Box(TypedDict):
    absent: NotRequired[Mapping[str, Any]]
    open: NotRequired[Mapping[str, Any]]
    closed: NotRequired[models.BoxClosed | BoxClosed]
    typed: NotRequired[Mapping[str, int]]
    deep: NotRequired[Mapping[str, Mapping[str, Sequence[str]]]]
    objects: NotRequired[Mapping[str, models.Closed | Closed]]
    patterns: NotRequired[Mapping[str, bool]]
    named: NotRequired[Mapping[str, str]]
    both: NotRequired[models.Both | Both]


class Closed(TypedDict):
    name: NotRequired[str]


class Both(TypedDict):
    total: NotRequired[float]


class BoxClosed(TypedDict):
    pass
