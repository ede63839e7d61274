"""Holds that values become JSON as OpenAPI means it."""

import base64
import datetime as dt
import json
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.runtime._models import UNSET, Model
from specwright.runtime._writing import to_json
from zoo import Animal, Mood, Papers, Stars


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (Animal(id="a", is_wild=True), {"ID": "a", "isWild": True}),
        ([Animal(id="a")], [{"ID": "a"}]),
        ({"animal": Animal(id="a"), "mood": UNSET}, {"animal": {"ID": "a"}}),
        ({"outer": [{"inner": UNSET, "kept": None}]}, {"outer": [{"kept": None}]}),
        (dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC), "2024-05-06T07:08:09Z"),
        ({"at": dt.date(2024, 5, 6), "on": dt.time(7, 8)}, {"at": "2024-05-06", "on": "07:08:00"}),
        ({"id": UUID(int=1)}, {"id": "00000000-0000-0000-0000-000000000001"}),
        ({"price": Decimal("1.50")}, {"price": "1.50"}),
        ({"mood": Mood("odd"), "stars": Stars.TWO}, {"mood": "odd", "stars": 2}),
        ({"bytes": b"\xff\xfe\xfb", "views": [memoryview(b"\xff\xfe\xfb")]}, {"bytes": "//77", "views": ["//77"]}),
        ({"pair": (1, b"\xff")}, {"pair": [1, "/w=="]}),
        ({"text": "NaN and Infinity, UNSET"}, {"text": "NaN and Infinity, UNSET"}),
        (Animal(id="NaN"), {"ID": "NaN"}),
    ],
)
def test_each_value_has_its_json_form(value: Any, expected: Any) -> None:
    """Models, plain containers and scalars of every kind are written as their JSON form, alone and inside of others."""
    assert json.loads(to_json(value)) == expected


class Measured(Model):
    """A number that may go wrong."""

    weight: float


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        [float("inf")],
        {"a": {"b": -float("inf")}},
        Measured(weight=float("nan")),
        {"nested": Measured(weight=float("inf"))},
        Animal(id="a", anything=[float("nan")]),
    ],
)
def test_what_is_no_number_is_refused(value: Any) -> None:
    """NaN and infinity are neither written as such, which is no JSON, nor silently as null."""
    with pytest.raises(ValueError, match="NaN and infinity"):
        to_json(value)


def test_unset_in_a_list_is_refused() -> None:
    """Absence has no place in a list, where it would move all that follows."""
    with pytest.raises(ValueError, match="UNSET"):
        to_json([1, UNSET])


def test_what_has_no_json_form_is_refused() -> None:
    """An object of any other class is an error that names the class."""
    with pytest.raises(TypeError, match="object"):
        to_json({"a": object()})


@given(st.binary())
def test_bytes_take_the_same_alphabet_everywhere(content: bytes) -> None:
    """A model and a dict write the same bytes as the same standard base64."""
    expected = {"photo": base64.b64encode(content).decode()}

    assert json.loads(to_json(Papers(photo=content))) == expected
    assert json.loads(to_json({"photo": content})) == expected


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(PLAIN)
def test_plain_values_are_written_as_the_standard_library_does(value: Any) -> None:
    """For whatever has a JSON form by itself, the text says what Python's own encoder would say."""
    assert json.loads(to_json(value)) == json.loads(json.dumps(value))
