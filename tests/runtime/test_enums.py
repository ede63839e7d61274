"""Holds that an enum stays open, and closed for type checkers."""

import copy
import json
import pickle
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from specwright.runtime._models import OpenIntEnum, OpenStrEnum
from zoo import Mood, Stars


@pytest.mark.parametrize(("kind", "value"), [(Mood, "grumpy"), (Mood, ""), (Stars, 77), (Stars, -1)])
def test_an_unknown_value_is_read_compared_printed_and_sent_back(kind: Any, value: Any) -> None:
    """A value that nobody documented behaves like the plain value that it is."""
    member = kind(value)

    assert member == value
    assert member == kind(value)
    assert hash(member) == hash(value)
    assert {value: "found"}[member] == "found"
    assert str(member) == str(value)
    assert f"{member}" == str(value)
    assert json.dumps(member) == json.dumps(value)
    assert json.loads(TypeAdapter(kind).dump_json(member)) == value
    assert member.value == value
    assert isinstance(member, kind)


@pytest.mark.parametrize(("kind", "known", "unknown"), [(Mood, "calm", "grumpy"), (Stars, 1, 77)])
def test_is_known_tells_documented_values_from_others(kind: Any, known: Any, unknown: Any) -> None:
    """Only documented values are known; both say so, and their reprs differ."""
    assert kind(known).is_known is True
    assert kind(unknown).is_known is False
    assert "unknown" in repr(kind(unknown))
    assert "unknown" not in repr(kind(known))


@pytest.mark.parametrize("member", [Mood("grumpy"), Stars(77), Mood.CALM, Stars.ONE])
def test_members_come_through_copies_and_pickles(member: Any) -> None:
    """copy, deepcopy and pickle give an equal member of the same class."""
    for twin in (copy.copy(member), copy.deepcopy(member), pickle.loads(pickle.dumps(member))):  # noqa: S301 - our own bytes
        assert twin == member
        assert type(twin) is type(member)
        assert twin.is_known is member.is_known


def test_documented_members_are_one_object_each() -> None:
    """A documented value gives the member itself, by identity, and its name."""
    assert Mood("very hungry!") is Mood.VERY_HUNGRY
    assert Stars(2) is Stars.TWO
    assert Mood.VERY_HUNGRY.name == "VERY_HUNGRY"
    assert list(Mood) == [Mood.CALM, Mood.VERY_HUNGRY]


def test_unknown_values_are_not_collected() -> None:
    """However many new values a service sends, the class does not grow."""
    for number in range(1000):
        Mood(f"new {number}")
        Stars(1000 + number)

    assert len(Mood._value2member_map_) == 2
    assert len(Stars._value2member_map_) == 2
    assert len(Mood) == 2


@pytest.mark.parametrize(("kind", "value"), [(Mood, 5), (Mood, None), (Mood, ["calm"]), (Stars, "5"), (Stars, 1.5)])
def test_another_type_is_no_unknown_value(kind: Any, value: Any) -> None:
    """What is not even of the enum's JSON type is refused."""
    with pytest.raises(ValueError, match="is not a valid"):
        kind(value)
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value, strict=True)


def test_any_text_can_be_a_value() -> None:
    """Values need not be identifiers, and may be empty."""

    class Odd(OpenStrEnum):
        EMPTY = ""
        DASH = "-"
        EMOJI = "🐈"
        QUOTE = '"'

    assert [member.value for member in Odd] == ["", "-", "🐈", '"']
    assert Odd("🐈").is_known


def test_numbers_stay_numbers() -> None:
    """An enum of numbers counts, and is written as a number."""

    class Level(OpenIntEnum):
        LOW = 1
        HIGH = 10

    assert Level(10) + 1 == 11
    assert json.loads(TypeAdapter(Level).dump_json(Level(3))) == 3
