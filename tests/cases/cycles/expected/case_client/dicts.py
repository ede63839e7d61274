# Made by specwright 0.1.0 from 'Cycles' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Bonsai",
    "Filter",
    "Owner",
    "Tree",
]


class Tree(TypedDict):
    name: str
    parent: NotRequired[models.Tree | Tree]
    children: NotRequired[Sequence[models.Tree | Tree]]
    named: NotRequired[Mapping[str, models.Tree | Tree]]
    owner: NotRequired[models.Owner | Owner]
    filter: NotRequired[Filter]


class Owner(TypedDict):
    trees: NotRequired[Sequence[models.Tree | Tree]]


Filter: TypeAlias = "str | Sequence[Filter]"


class Bonsai(TypedDict):
    name: str
    parent: NotRequired[models.Tree | Tree]
    children: NotRequired[Sequence[models.Tree | Tree]]
    named: NotRequired[Mapping[str, models.Tree | Tree]]
    owner: NotRequired[models.Owner | Owner]
    filter: NotRequired[Filter]
    pot: NotRequired[models.Bonsai | Bonsai]
