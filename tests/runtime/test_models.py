"""Holds that a model keeps absent, null and value apart, and loses nothing."""

import copy
import datetime as dt
import json
import pickle
import subprocess
import sys
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from specwright.runtime._models import UNSET
from zoo import Animal, Cat, Mood, Papers, Stars


def test_absent_null_and_value_are_three_things() -> None:
    """A member that was not given is not written, null is written as null, and a value as itself."""
    assert Animal(id="a").to_dict() == {"ID": "a"}
    assert Animal(id="a", mood=None).to_dict() == {"ID": "a", "mood": None}
    assert Animal(id="a", mood=Mood.CALM).to_dict() == {"ID": "a", "mood": "calm"}
    assert Animal(id="a").mood is UNSET


@pytest.mark.parametrize("given", [{}, {"mood": UNSET, "weight": UNSET}])
def test_unset_counts_as_absent(given: dict[str, Any]) -> None:
    """UNSET passed to the constructor is the same as nothing passed, in every way of writing."""
    animal = Animal(id="a", **given)

    assert animal == Animal(id="a")
    assert json.loads(animal.to_json()) == {"ID": "a"}
    assert animal.model_dump() == {"ID": "a"}
    assert json.loads(animal.model_dump_json()) == {"ID": "a"}
    assert json.loads(TypeAdapter(list[Animal]).dump_json([animal])) == [{"ID": "a"}]


def test_unset_assigned_takes_a_member_away() -> None:
    """Assigning UNSET makes a member absent again, required ones too."""
    animal = Animal(id="a", mood=Mood.CALM, young=[Animal(id="b")])
    animal.mood = UNSET
    animal.young = UNSET
    vars(animal).update(id=UNSET)

    assert animal.to_dict() == {}


def test_unset_in_nested_plain_data_counts_as_absent() -> None:
    """Plain dicts inside of what is validated may say UNSET as well."""
    expected = Animal(id="a", young=[Animal(id="b")])

    assert Animal.model_validate({"ID": "a", "mood": UNSET, "youngOnes": [{"ID": "b", "stars": UNSET}]}) == expected


def test_a_wrong_argument_is_one_clear_error() -> None:
    """A wrong type is refused once, at its place, although UNSET would be allowed there."""
    with pytest.raises(ValidationError) as caught:
        Animal(id="a", legs="many")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [(("legs",), "int_parsing")]


def test_python_names_construct_and_wire_names_are_written() -> None:
    """An object is made with the names of its attributes, or with wire names, and written with wire names."""
    by_python = Animal(id="a", is_wild=True)
    by_wire = Animal.model_validate({"ID": "a", "isWild": True})

    assert by_python == by_wire
    assert by_python.to_dict() == {"ID": "a", "isWild": True}


def test_unknown_members_are_kept_and_sent_back() -> None:
    """What the description does not know survives reading, a change and writing."""
    animal = Animal.model_validate_json(b'{"ID": "a", "colour": {"name": "red"}}')
    animal.mood = Mood.CALM

    assert animal.model_extra == {"colour": {"name": "red"}}
    assert animal.to_dict() == {"ID": "a", "colour": {"name": "red"}, "mood": "calm"}


def test_every_scalar_is_written_as_the_description_means_it() -> None:
    """Dates, UUIDs, bytes and enums take their JSON forms; bytes in the standard alphabet, not the URL-safe one."""
    papers = Papers.model_validate_json(
        b'{"born": "2024-05-06T07:08:09Z", "bought": "2024-05-06",'
        b' "chip": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "photo": "//77"}'
    )

    assert papers.photo == b"\xff\xfe\xfb"
    assert papers.born == dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC)
    assert json.loads(papers.to_json()) == {
        "born": "2024-05-06T07:08:09Z",
        "bought": "2024-05-06",
        "chip": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "photo": "//77",
    }
    assert Papers(photo=b"\xff\xfe\xfb").to_dict() == {"photo": "//77"}


def test_copies_and_pickles_are_equal() -> None:
    """An object with nested, absent, open and unknown parts comes through copy, deepcopy and pickle."""
    animal = Animal.model_validate_json(
        b'{"ID": "a", "mood": "grumpy", "stars": 9, "pet": {"petType": "cat"}, "youngOnes": [{"ID": "b"}], "x": 1}'
    )

    for twin in (copy.copy(animal), copy.deepcopy(animal), pickle.loads(pickle.dumps(animal))):  # noqa: S301 - our own bytes
        assert twin == animal
        assert twin.to_json() == animal.to_json()
        assert twin.weight is UNSET


def test_printing_leaves_absent_members_out() -> None:
    """A repr shows what is there."""
    assert repr(Cat(pet_type="cat")) == "Cat(pet_type='cat')"


def test_the_json_schema_does_not_mention_unset() -> None:
    """A schema made of a model is sound: absence is no default value."""
    schema = Animal.model_json_schema()

    assert "UNSET" not in json.dumps(schema)
    assert schema["$defs"]["Animal"]["required"] == ["ID"]
    assert "default" not in schema["$defs"]["Animal"]["properties"]["legs"]


def test_a_model_written_by_another_library_is_right_too() -> None:
    """Without any option, pydantic itself writes wire names, leaves absent members out and warns of nothing."""
    animal = Animal(id="a", young=[Animal(id="b", stars=Stars.TWO)])

    assert json.loads(TypeAdapter(Animal).dump_json(animal)) == {"ID": "a", "youngOnes": [{"ID": "b", "stars": 2}]}


def test_recursive_models_leave_the_recursion_limit_alone() -> None:
    """Importing and using models that contain themselves works with the interpreter's own limit."""
    program = (
        "import sys; before = sys.getrecursionlimit(); import zoo; "
        'zoo.Animal.model_validate_json(b\'{"ID": "a", "youngOnes": [{"ID": "b"}]}\'); '
        "assert sys.getrecursionlimit() == before; print(before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "1000"
