"""Holds what type checkers make of absent members, open enums and readers; it is checked, not run.

Each ``assert_type`` is an assertion of the type sessions, and so is each ignored error: one that no longer occurs is reported.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import assert_never, assert_type

from specwright.runtime._models import UNSET, UnknownVariant, Unset
from specwright.runtime._paging import Pages
from specwright.runtime._reading import Reader
from specwright.runtime._response import Response, StreamedResponse
from specwright.runtime._streams import Stream
from specwright.runtime._testing import FakeMethod
from zoo import Animal, Cat, Dog, Mood, Papers


def three_states(animal: Animal) -> str:
    """Absent, null and value are told apart by identity."""
    assert_type(animal.mood, Mood | Unset | None)
    if animal.mood is UNSET:
        return "absent"
    assert_type(animal.mood, Mood | None)
    if animal.mood is None:
        return "null"
    assert_type(animal.mood, Mood)
    return animal.mood


def truth(animal: Animal) -> int:
    """UNSET is false, so that a plain test narrows to a value."""
    if animal.young:
        assert_type(animal.young, list[Animal])
        return len(animal.young)
    return 0


def default(animal: Animal) -> float | None:
    """``or`` replaces absence and null at once."""
    return animal.weight or None


def construction() -> Animal:
    """Arguments have the attributes' names, optional ones may be left out, and wrong ones are errors."""
    Animal(id="a", is_wild=True, mood=None, young=[Animal(id="b")], weight=UNSET)
    Animal()  # type: ignore[call-arg]
    Animal(id=UNSET)  # type: ignore[arg-type]
    Animal(id="a", legs=None)  # type: ignore[arg-type]
    return Animal(id="a")


def assignment(animal: Animal) -> None:
    """Take a member away, unless it is required."""
    animal.mood = UNSET
    animal.mood = Mood.CALM
    animal.mood = "calm"  # type: ignore[assignment]
    animal.id = UNSET  # type: ignore[assignment]


def exhaustive(mood: Mood) -> int:
    """Match all members: an open enum is exhaustive, and what is new at run time is sorted out before."""
    if not mood.is_known:
        return -1
    match mood:
        case Mood.CALM:
            return 0
        case Mood.VERY_HUNGRY:
            return 2
        case _:
            assert_never(mood)


def incomplete(mood: Mood) -> int:
    """Forget a member, which is an error."""
    match mood:
        case Mood.CALM:
            return 0
        case _:
            assert_never(mood)  # type: ignore[arg-type]


def variants(animal: Animal) -> object:
    """Take a union apart by class, the unknown variant included."""
    pet = animal.pet
    if not pet:
        return None
    match pet:
        case Cat():
            return pet.lives
        case Dog():
            return pet.name
        case UnknownVariant():
            return pet.raw
        case _:
            assert_never(pet)


def formats(papers: Papers) -> int:
    """Use a date as a ``datetime``, and base64 as ``bytes``."""
    return papers.born.year if papers.born and papers.photo == b"" else 0


def reading(data: bytes) -> None:
    """Read what a reader is made for."""
    animal, _ = Reader(Animal).read(data)
    assert_type(animal, Animal)
    numbers, _ = Reader(list[int]).read(data)
    assert_type(numbers, list[int])


def answers(response: Response[Animal], streamed: StreamedResponse[Animal], fake: FakeMethod[Animal]) -> None:
    """Wrappers carry the type of the value."""
    assert_type(response.parsed, Animal)
    assert_type(response.etag, str | None)
    assert_type(streamed.parse(), Animal)
    fake.returns(Animal(id="a")).returns({"ID": "a"})
    fake.returns(5)  # type: ignore[arg-type]


def walks(pages: Pages[Animal, Cat], stream: Stream[Dog]) -> None:
    """Pages give items, or envelopes when asked; a stream gives items, inside of ``with``."""
    assert_type(iter(pages), Iterator[Cat])
    assert_type(pages.pages(), Iterator[Animal])
    assert_type(pages.limited(max_pages=1), Pages[Animal, Cat])
    held: AbstractContextManager[Stream[Dog]] = stream
    with held as opened:
        for item in opened:
            assert_type(item, Dog)
