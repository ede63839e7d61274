"""Holds that a tagged union picks the right class and keeps what it does not know."""

import copy
import json
import pickle
import warnings
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from specwright.runtime._models import Model, TaggedUnion, UnknownVariant
from specwright.runtime._reading import to_json
from zoo import Animal, Cat, Dog, Pet


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"petType": "cat", "lives": 9}, Cat),
        ({"petType": "dog", "name": "x"}, Dog),
        ({"petType": "wolf"}, Dog),
    ],
)
def test_the_tag_chooses_the_class(document: dict[str, Any], kind: type) -> None:
    """Each tag leads to its class, two tags may lead to one, and the object is written as it came."""
    pet = TypeAdapter[Any](Pet).validate_json(json.dumps(document))

    assert type(pet) is kind
    assert json.loads(to_json(pet)) == document


def test_objects_of_all_variants_can_be_passed() -> None:
    """A union takes objects of its classes, dicts under wire or Python names, and unknown variants."""
    owner = Animal(
        id="a",
        pet=UnknownVariant({"petType": "fish", "fins": 2}),
        pets=[Cat(pet_type="cat"), Dog(name="x"), {"petType": "wolf"}, {"pet_type": "cat"}],  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    )

    assert owner.to_dict() == {
        "ID": "a",
        "pet": {"petType": "fish", "fins": 2},
        "pets": [{"petType": "cat"}, {"name": "x"}, {"petType": "wolf"}, {"petType": "cat"}],
    }


def test_pydantic_writes_variants_without_a_warning() -> None:
    """A union is written by pydantic itself, warnings on, as silently as by us."""
    owner = Animal(id="a", pet=Cat(pet_type="cat"))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        written = TypeAdapter(Animal).dump_json(owner, warnings=True)

    assert json.loads(written) == {"ID": "a", "pet": {"petType": "cat"}}


def test_a_foreign_object_is_refused() -> None:
    """What is of none of the classes cannot be passed."""
    with pytest.raises(ValidationError):
        Animal(id="a", pet=Animal(id="b"))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_an_unknown_variant_is_written_wherever_it_stands() -> None:
    """Its raw JSON comes out unchanged: alone, in a list, in a dict."""
    fish = UnknownVariant({"petType": "fish", "n": [1, None]})

    assert json.loads(to_json(fish)) == fish.raw
    assert json.loads(to_json({"a": [fish]})) == {"a": [fish.raw]}


def test_unknown_variants_compare_by_what_they_hold() -> None:
    """Equality, copies and pickles follow the raw value."""
    fish = UnknownVariant({"petType": "fish"})

    assert fish == UnknownVariant({"petType": "fish"})
    assert fish != UnknownVariant({"petType": "bird"})
    assert fish != {"petType": "fish"}
    for twin in (copy.copy(fish), copy.deepcopy(fish), pickle.loads(pickle.dumps(fish))):  # noqa: S301 - our own bytes
        assert twin == fish


def test_a_mapping_to_no_member_is_refused() -> None:
    """A tag that leads outside of the union is an error when the union is first used."""
    wrong = Annotated[Cat | Dog, TaggedUnion("petType", {"cat": "Kitten"})]

    with pytest.raises(TypeError, match="Kitten"):
        TypeAdapter(wrong)


def test_a_tag_may_be_called_like_a_keyword() -> None:
    """A tag named ``type`` or ``schema`` chooses its class like any other."""

    class Event(Model):
        kind: str

    class Holder(Model):
        event: Annotated[Event, TaggedUnion("kind", {"type": "Event", "schema": "Event"})]

    Holder.model_rebuild(_types_namespace={"Event": Event, "Annotated": Annotated, "TaggedUnion": TaggedUnion})

    assert Holder.model_validate({"event": {"kind": "type"}}).event == Event(kind="type")
