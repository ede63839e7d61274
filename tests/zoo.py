"""Models of every kind that a description can ask for, as a generated client has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import Field
from typing_extensions import TypeAliasType

from specwright.runtime._models import (
    UNSET,
    Base64,
    Date,
    DateTime,
    Maybe,
    Model,
    OpenIntEnum,
    OpenStrEnum,
    TaggedUnion,
    UnknownVariant,
)


class Mood(OpenStrEnum):
    """How an animal feels."""

    CALM = "calm"
    VERY_HUNGRY = "very hungry!"


class Stars(OpenIntEnum):
    """How well it is kept."""

    ONE = 1
    TWO = 2


class Cat(Model):
    """Told apart by its tag, which is spelled otherwise in Python."""

    pet_type: Annotated[str, Field(alias="petType")]
    lives: Maybe[int] = UNSET


class Dog(Model):
    """Its tag is not even described."""

    name: Maybe[str] = UNSET
    friend: Maybe[Pet | None] = UNSET


class Round(Model):
    """One of a union without a tag."""

    radius: float


class Square(Model):
    """The other one, told apart by a constant."""

    kind: Literal["square"]
    side: float


class Labels(Model):
    """Members without a name, all of one type."""

    main: Maybe[str] = UNSET
    if not TYPE_CHECKING:
        __pydantic_extra__: dict[str, Mood]


class Animal(Model):
    """Everything at once; it can contain itself."""

    id: Annotated[str, Field(alias="ID")]
    mood: Maybe[Mood | None] = UNSET
    stars: Maybe[Stars] = UNSET
    weight: Maybe[float | None] = UNSET
    legs: Maybe[int] = UNSET
    is_wild: Annotated[Maybe[bool], Field(alias="isWild")] = UNSET
    fixed: Maybe[Literal["a", "b"]] = UNSET
    young: Annotated[Maybe[list[Animal]], Field(alias="youngOnes")] = UNSET
    by_name: Annotated[Maybe[dict[str, Animal | None]], Field(alias="byName")] = UNSET
    pet: Maybe[Pet | None] = UNSET
    pets: Maybe[list[Pet]] = UNSET
    shape: Maybe[Round | Square] = UNSET
    number_or_text: Annotated[Maybe[int | str | list[int]], Field(alias="numberOrText")] = UNSET
    tree: Maybe[Tree] = UNSET
    labels: Maybe[Labels] = UNSET
    anything: Maybe[object] = UNSET


class Papers(Model):
    """What is text in JSON and something else in Python."""

    born: Maybe[DateTime | None] = UNSET
    bought: Maybe[Date] = UNSET
    chip: Maybe[UUID] = UNSET
    photo: Maybe[Base64] = UNSET


Pet: TypeAlias = Annotated[
    Cat | Dog | UnknownVariant, TaggedUnion("petType", {"cat": "Cat", "dog": Dog, "wolf": "Dog"})
]
if TYPE_CHECKING:
    Tree: TypeAlias = "int | list[Tree] | dict[str, Tree]"
else:
    Tree = TypeAliasType("Tree", "int | list[Tree] | dict[str, Tree]")
