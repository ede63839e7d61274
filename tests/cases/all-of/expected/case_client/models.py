# Made by specwright 0.1.0 from 'All of' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from ._runtime._models import UNSET, DateTime, Maybe, Model

__all__ = [
    "Book",
    "Entity",
    "Titled",
]


class Entity(Model):
    id: str
    created: Maybe[DateTime] = UNSET


class Titled(Model):
    title: Maybe[str] = UNSET
    pages: Maybe[float] = UNSET


class Book(Model):
    """A book."""

    id: str
    created: Maybe[DateTime] = UNSET
    title: str
    pages: Maybe[int] = UNSET
    author: Maybe[Titled] = UNSET
    """Who wrote it."""
