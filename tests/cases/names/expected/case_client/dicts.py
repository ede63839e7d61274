# Made by specwright 0.1.0 from 'Names' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NotRequired, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "List",
    "List2",
    "Optional",
]


List2 = TypedDict(
    "List2",
    {
        "class": "NotRequired[str]",
        "model_dump": "NotRequired[str]",
        "model_config": "NotRequired[str]",
        "__init__": "NotRequired[str]",
        "_private": "NotRequired[str]",
        "list": "NotRequired[Sequence[str]]",
        "str": "NotRequired[str]",
        "str_": "NotRequired[str]",
        "Optional": "NotRequired[models.Optional | Optional]",
        "1st": "NotRequired[str]",
        "d\xe9j\xe0 vu": "NotRequired[str]",
        "@type": "NotRequired[str]",
        "fooBar": "NotRequired[str]",
        "foo_bar": "NotRequired[str]",
        "schema": "NotRequired[models.List | List]",
    },
)


class List(TypedDict):
    text: NotRequired[str]


class Optional(TypedDict):
    text: NotRequired[str]
