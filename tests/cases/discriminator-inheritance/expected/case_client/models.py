# Made by specwright 0.1.0 from 'Pets' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ._runtime._models import UNSET, Maybe, Model
from ._runtime._unions import TaggedUnion, UnknownVariant

__all__ = [
    "AnyPet",
    "Cat",
    "Dog",
    "Pet",
]


class Pet(Model):
    pet_type: Annotated[str, Field(alias="petType")]
    name: Maybe[str] = UNSET


class Cat(Model):
    pet_type: Annotated[str, Field(alias="petType")]
    name: Maybe[str] = UNSET
    lives: Maybe[int] = UNSET


class Dog(Model):
    pet_type: Annotated[str, Field(alias="petType")]
    name: Maybe[str] = UNSET
    barks: Maybe[bool] = UNSET


AnyPet: TypeAlias = Annotated[
    Cat | Dog | Pet | UnknownVariant, TaggedUnion("petType", {"dog": "Dog", "Cat": "Cat", "Pet": "Pet"})
]
