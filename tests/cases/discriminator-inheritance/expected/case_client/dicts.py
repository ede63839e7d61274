# Made by specwright 0.1.0 from 'Pets' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "AnyPet",
    "Cat",
    "Dog",
    "Pet",
]


class Pet(TypedDict):
    petType: str
    name: NotRequired[str]


class Cat(TypedDict):
    petType: str
    name: NotRequired[str]
    lives: NotRequired[int]


class Dog(TypedDict):
    petType: str
    name: NotRequired[str]
    barks: NotRequired[bool]


AnyPet: TypeAlias = "models.AnyPet | models.Cat | Cat | models.Dog | Dog | models.Pet | Pet"
