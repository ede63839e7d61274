# Made by specwright 0.1.0 from 'All of' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NotRequired, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Book",
    "Entity",
    "Titled",
]


class Entity(TypedDict):
    id: str
    created: NotRequired[datetime | str]


class Titled(TypedDict):
    title: NotRequired[str]
    pages: NotRequired[float]


class Book(TypedDict):
    """A book."""

    id: str
    created: NotRequired[datetime | str]
    title: str
    pages: NotRequired[int]
    author: NotRequired[models.Titled | Titled]
    """Who wrote it."""
