# Made by specwright 0.1.0 from 'Files' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from ._runtime._models import UNSET, Maybe, Model

__all__ = [
    "Book",
    "Rack",
]


class Rack(Model):
    id: str
    books: Maybe[list[Book]] = UNSET


class Book(Model):
    title: Maybe[str] = UNSET
    rack: Maybe[Rack] = UNSET
