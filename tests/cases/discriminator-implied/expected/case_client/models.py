# Made by specwright 0.1.0 from 'Pets' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ._runtime._models import UNSET, Maybe, Model
from ._runtime._unions import TaggedUnion, UnknownVariant

__all__ = [
    "Cat",
    "Dog",
    "Pet",
]


class Cat(Model):
    pet_type: Annotated[str, Field(alias="petType")]
    lives: Maybe[int] = UNSET


class Dog(Model):
    pet_type: Annotated[str, Field(alias="petType")]
    barks: Maybe[bool] = UNSET


Pet: TypeAlias = Annotated[Cat | Dog | UnknownVariant, TaggedUnion("petType", {"Cat": "Cat", "Dog": "Dog"})]
