"""Holds that an answer is read as far as it fits, loses nothing, and says where it does not fit."""

import datetime as dt
import json
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, RootModel

from specwright.runtime._deviations import Deviation
from specwright.runtime._errors import ResponseDecodeError, ResponseValidationError
from specwright.runtime._models import UNSET, UnknownVariant
from specwright.runtime._reading import Reader, to_json
from zoo import Animal, Cat, Dog, Labels, Mood, Papers, Pet, Square, Stars, Tree


def read(kind: Any, document: Any) -> tuple[Any, dict[str, str]]:
    """Read a document, and give the value with the kind of each deviation by its pointer."""
    value, deviations = Reader[Any](kind).read(json.dumps(document).encode())
    return value, {deviation.pointer: deviation.kind for deviation in deviations}


def comparable(document: Any) -> Any:
    """Prepare JSON for a comparison in which 1 is 1.0, but true is not 1."""
    if isinstance(document, bool):
        return ("boolean", document)
    if isinstance(document, dict):
        return {key: comparable(value) for key, value in cast("dict[str, Any]", document).items()}
    if isinstance(document, list):
        return [comparable(value) for value in cast("list[object]", document)]
    return document


def is_same_json(one: Any, other: Any) -> bool:
    """Compare as JSON does."""
    return bool(comparable(one) == comparable(other))


def test_a_sound_answer_has_no_deviations() -> None:
    """What is as described is read into its classes, and nothing is recorded."""
    document = {
        "ID": "a",
        "mood": "calm",
        "stars": 2,
        "weight": 1.5,
        "legs": 4,
        "isWild": False,
        "fixed": "b",
        "youngOnes": [{"ID": "b"}],
        "byName": {"x": {"ID": "c"}, "y": None},
        "pet": {"petType": "cat", "lives": 9},
        "pets": [{"petType": "dog", "friend": None}],
        "shape": {"kind": "square", "side": 2.0},
        "numberOrText": [1, 2],
        "tree": {"a": [1, [2]]},
        "labels": {"main": "x", "other": "calm"},
        "anything": [None, {"a": 1}],
        "colour": "red",
    }
    animal, deviations = read(Animal, document)

    assert deviations == {}
    assert animal.mood is Mood.CALM
    assert animal.stars is Stars.TWO
    assert animal.by_name["x"].id == "c"
    assert isinstance(animal.pet, Cat)
    assert isinstance(animal.pets[0], Dog)
    assert isinstance(animal.shape, Square)
    assert animal.labels.model_extra == {"other": Mood.CALM}
    assert animal.model_extra == {"colour": "red"}
    assert json.loads(to_json(animal)) == document


# Each: what comes, where it deviates, how, and what the attribute holds.
WRONG: list[tuple[str, Any, str, str]] = [
    ("mood", 5, "/mood", "type"),
    ("mood", ["calm"], "/mood", "type"),
    ("stars", "2", "/stars", "type"),
    ("stars", 2.5, "/stars", "type"),
    ("weight", "1.5", "/weight", "type"),
    ("weight", True, "/weight", "type"),
    ("legs", 1.5, "/legs", "type"),
    ("legs", True, "/legs", "type"),
    ("legs", None, "/legs", "type"),
    ("fixed", "c", "/fixed", "unknown-value"),
    ("fixed", 1, "/fixed", "type"),
    ("pet", "cat", "/pet", "type"),
    ("tree", "leaf", "/tree", "type"),
    ("labels", [], "/labels", "type"),
    ("shape", 1, "/shape", "type"),
]


@pytest.mark.parametrize(("name", "raw", "pointer", "kind"), WRONG)
def test_what_does_not_fit_stays_as_it_came(name: str, raw: Any, pointer: str, kind: str) -> None:
    """A member of another type is kept raw, named by its pointer, and sent back unchanged; its neighbours are typed."""
    document = {"ID": "a", "youngOnes": [{"ID": "b"}], name: raw}
    animal, deviations = read(Animal, document)

    assert deviations == {pointer: kind}
    assert getattr(animal, name) == raw
    assert type(animal.young[0]) is Animal
    assert is_same_json(json.loads(to_json(animal)), document)


def test_a_missing_required_member_is_unset() -> None:
    """A member that should be there and is not reads as UNSET, at every depth."""
    animal, deviations = read(Animal, {"youngOnes": [{"legs": 4}], "byName": {"a/b~c": {}}})

    assert animal.id is UNSET
    assert animal.young[0].id is UNSET
    assert animal.young[0].legs == 4
    assert deviations == {"/ID": "missing", "/youngOnes/0/ID": "missing", "/byName/a~1b~0c/ID": "missing"}
    assert json.loads(to_json(animal)) == {"youngOnes": [{"legs": 4}], "byName": {"a/b~c": {}}}


def test_new_enum_values_are_told_from_wrong_ones() -> None:
    """A new value is a member of the enum that says it is unknown, and the record quotes it."""
    animal, deviations = Reader[Animal](Animal).read(
        b'{"ID": "a", "mood": "grumpy", "stars": 9, "labels": {"x": "new"}, "byName": {"k": {"ID": "b", "mood": "odd"}}}'
    )

    assert animal.mood == "grumpy"
    assert isinstance(animal.mood, Mood)
    assert not animal.mood.is_known
    assert [(each.pointer, each.kind, each.value) for each in deviations] == [
        ("/mood", "unknown-value", "grumpy"),
        ("/stars", "unknown-value", "9"),
        ("/byName/k/mood", "unknown-value", "odd"),
        ("/labels/x", "unknown-value", "new"),
    ]


def test_new_enum_values_beside_other_deviations_are_recorded_too() -> None:
    """The two ways of looking at an answer find the same new values."""
    animal, deviations = read(Animal, {"ID": 1, "mood": "grumpy", "stars": 9, "labels": {"x": "new"}})

    assert deviations == {
        "/ID": "type",
        "/mood": "unknown-value",
        "/stars": "unknown-value",
        "/labels/x": "unknown-value",
    }
    assert isinstance(animal.stars, Stars)


@pytest.mark.parametrize("tag", ["fish", 5, None])
def test_an_unknown_tag_keeps_the_raw_object(tag: Any) -> None:
    """A variant that nobody documented is kept whole, in lists and alone, and sent back unchanged."""
    fish = {"petType": tag, "fins": [1, 2]}
    animal, deviations = read(Animal, {"ID": "a", "pets": [fish, {"petType": "cat"}]})

    assert animal.pets == [UnknownVariant(fish), Cat(pet_type="cat")]
    assert deviations == {"/pets/0": "unknown-variant"}
    assert to_json(animal) == json.dumps({"ID": "a", "pets": [fish, {"petType": "cat"}]}).replace(" ", "").encode()
    assert read(Pet, fish)[0] == UnknownVariant(fish)


def test_a_known_tag_decides_even_if_the_rest_is_wrong() -> None:
    """An object with a documented tag is of that class, whatever its other members are."""
    animal, deviations = read(Animal, {"ID": "a", "pet": {"petType": "cat", "lives": "nine"}})

    assert isinstance(animal.pet, Cat)
    assert deviations == {"/pet/lives": "type"}


def test_the_best_fitting_class_is_taken_where_none_fits() -> None:
    """Without a tag, constants and members decide which class a faulty object is of."""
    animal, deviations = read(Animal, {"ID": "a", "shape": {"kind": "square", "side": "2"}})

    assert isinstance(animal.shape, Square)
    assert deviations == {"/shape/side": "type"}


@pytest.mark.parametrize(
    ("member", "raw"),
    [
        ("born", "yesterday"),
        ("born", "20240506"),
        ("born", "1700000000"),
        ("born", "2024-05-06"),
        ("born", "2024-13-01T00:00:00Z"),
        ("bought", "06/05/2024"),
        ("bought", "1704067200"),
        ("chip", "not-a-uuid"),
        ("photo", "no base64!"),
    ],
)
def test_text_in_another_format_stays_text(member: str, raw: str) -> None:
    """What is no date, UUID or base64 stays text: above all, digits are never taken for seconds since 1970."""
    papers, deviations = read(Papers, {member: raw})

    assert getattr(papers, member) == raw
    assert deviations == {f"/{member}": "format"}
    assert json.loads(to_json(papers)) == {member: raw}


def test_strict_refuses_what_lenient_records() -> None:
    """With strict, the deviations come as an error that names the first of them and carries all."""
    reader = Reader[Animal](Animal)

    with pytest.raises(ResponseValidationError, match=r"/ID: expected string, found integer") as caught:
        reader.read(b'{"ID": 1, "legs": "x"}', strict=True)
    assert [each.pointer for each in caught.value.deviations] == ["/ID", "/legs"]
    with pytest.raises(ResponseValidationError, match="grumpy"):
        reader.read(b'{"ID": "a", "mood": "grumpy"}', strict=True)
    assert reader.read(b'{"ID": "a", "unknown": 1, "legs": 4.0}', strict=True)[0].legs == 4


def test_a_record_never_quotes_content() -> None:
    """Values of wrong members, which may be secret, appear neither in the record nor in the error; new tags are cut."""
    secret = "s3cret" * 100
    _, deviations = Reader[Any](Animal).read(
        json.dumps({"ID": {"token": secret}, "legs": secret, "mood": "m" * 500, "pet": {"petType": "p" * 500}}).encode()
    )

    assert len(deviations) == 4
    assert "s3cret" not in repr(deviations)
    assert all(len(deviation.value) <= 80 for deviation in deviations)
    with pytest.raises(ResponseValidationError) as caught:
        Reader[Any](Animal).read(json.dumps({"ID": 1, "legs": secret}).encode(), strict=True)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"{", b"<html>", b'{"a": "\xff"}', b"[" * 10_000, b'{"a":' * 5000])
def test_what_is_no_json_is_an_error(data: bytes) -> None:
    """Broken, empty, undecodable and absurdly deep texts end in one clear error, never in another one."""
    with pytest.raises(ResponseDecodeError, match="no JSON"):
        Reader[Any](Animal).read(data)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    """Some services put one in front of their JSON."""
    assert Reader[Animal](Animal).read(b'\xef\xbb\xbf{"ID": "a"}')[0] == Animal(id="a")


@pytest.mark.parametrize("depth", [50, 120, 190])
def test_deep_answers_are_read_without_exhausting_the_stack(depth: int) -> None:
    """A chain of objects with a fault at its end is read; what lies deeper than the limit stays raw and is recorded."""
    document: dict[str, Any] = {"ID": 1}
    for _ in range(depth // 2):
        document = {"ID": "a", "youngOnes": [document]}
    animal, deviations = read(Animal, document)

    assert deviations
    assert json.loads(to_json(animal)) == document


def test_a_members_python_name_is_just_another_member() -> None:
    """A member that is called like an attribute is unknown, and both survive."""
    document = {"ID": "a", "is_wild": "odd", "isWild": True}
    animal, deviations = read(Animal, document)

    assert deviations == {}
    assert animal.is_wild is True
    assert json.loads(to_json(animal)) == document


class Closed(BaseModel):
    """A caller's own class, of plain pydantic."""

    size: int = Field(ge=1)
    names: list[str] = []


class Sizes(RootModel[list[int]]):
    """A caller's own wrapper."""


def test_callers_own_classes_are_read_leniently_too() -> None:
    """Plain pydantic classes, wrappers, containers and scalars work as types of answers."""
    assert read(Closed, {"size": 2, "other": 1}) == (Closed(size=2), {})
    closed, deviations = read(Closed, {"size": "x", "names": ["a", 1]})
    assert (closed.size, closed.names, deviations) == ("x", ["a", 1], {"/size": "type", "/names/1": "type"})
    assert read(Closed, {"size": 0})[1] == {"/size": "format"}
    sizes, deviations = read(Sizes, [1, "2"])
    assert (sizes.root, deviations) == ([1, "2"], {"/1": "type"})
    assert read(dict[str, int], {"a": 1, "b": "x"}) == ({"a": 1, "b": "x"}, {"/b": "type"})
    assert read(int | None, "x") == ("x", {"": "type"})
    assert read(Any, {"a": 1}) == ({"a": 1}, {})
    assert read(Tree, [1, ["x"]]) == ([1, ["x"]], {"/1/0": "type"})


def test_big_numbers_are_not_rounded() -> None:
    """A whole number that a float cannot hold stays what it is, once anything else made the answer deviate."""
    animal, _ = read(Animal, {"ID": 1, "weight": 2**63 + 1})

    assert animal.weight == 2**63 + 1


def test_deviations_print_for_people() -> None:
    """A record reads as a sentence with place, expectation and finding."""
    assert str(Deviation("/a", "integer", "string", "type")) == "/a: expected integer, found string (type)"
    assert str(Deviation("", "one of Mood", "string", "unknown-value", "odd")) == (
        "the answer: expected one of Mood, found string 'odd' (unknown-value)"
    )


NAMES = [
    *("ID", "id", "mood", "stars", "weight", "legs", "isWild", "is_wild", "fixed", "youngOnes", "young", "byName"),
    *("pet", "pets", "petType", "pet_type", "lives", "name", "friend", "shape", "kind", "side", "radius"),
    *("numberOrText", "tree", "labels", "main", "anything"),
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["calm", "very hungry!", "cat", "dog", "fish", "square", "a", "", "1"])
    | st.text(max_size=5)
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=30,
)


READERS = [
    Reader[Any](kind)
    for kind in (Animal, list[Animal], dict[str, Animal | None], Pet, Labels, Tree, Animal | int | None)
]
LIST_READER = READERS[1]


@given(DOCUMENTS)
@example({"ID": "a", "stars": 1.0, "legs": 4.0, "weight": 3})
@example({"petType": "cat", "pet_type": "dog"})
@example({"pet": {"petType": "dog", "friend": {"petType": "dog", "friend": {"petType": 1}}}})
def test_whatever_comes_is_sent_back_unchanged(document: Any) -> None:
    """For any JSON at all, reading it as any type and writing the value gives the same JSON."""
    data = json.dumps(document).encode()
    for reader in READERS:
        value, _ = reader.read(data)
        assert is_same_json(json.loads(to_json(value)), document)


OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "mood": st.none() | st.sampled_from(["calm", "odd"]),
    "stars": st.integers(0, 3),
    "weight": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "legs": st.integers(-5, 5),
    "isWild": st.booleans(),
    "youngOnes": st.deferred(lambda: st.lists(ANIMALS, max_size=2)),
    "pet": st.none() | st.fixed_dictionaries({"petType": st.sampled_from(["cat", "dog", "wolf"])}),
    "shape": st.fixed_dictionaries({"radius": st.floats(0, 9)}),
    "labels": st.dictionaries(st.text(max_size=2), st.just("calm")),
    "extra": st.integers(),
}
ANIMALS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries({"ID": st.text(max_size=3)}, optional=OPTIONAL)


@given(ANIMALS)
def test_both_ways_of_reading_agree_on_sound_answers(document: Any) -> None:
    """The slow reading of a sound answer gives the very value, member by member, that the fast one gives."""
    fast, found = READERS[0].read(json.dumps(document).encode())
    # One wrong element forces the slow way for its neighbour.
    (slow, _), also_found = LIST_READER.read(json.dumps([document, 0]).encode())

    assert slow == fast
    assert slow.model_fields_set == fast.model_fields_set
    assert slow.model_extra == fast.model_extra
    assert to_json(slow) == to_json(fast)
    assert len(also_found) == len(found) + 1


ZONES: st.SearchStrategy[Any] = st.none() | st.integers(-23 * 60, 23 * 60).map(
    lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))
)


@given(st.datetimes(min_value=dt.datetime(1000, 1, 1), timezones=ZONES))  # noqa: DTZ001 - as asked for
def test_dates_come_back_as_the_same_moment(moment: dt.datetime) -> None:
    """A date that is written and read is the same moment, and is written as the same text again."""
    document = json.loads(to_json(Papers(born=moment)))
    papers, deviations = read(Papers, document)

    assert deviations == {}
    assert papers.born == moment
    assert json.loads(to_json(papers)) == document
