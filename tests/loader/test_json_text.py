"""Holds what JSON text is read, refused, and where its members stand."""

import pytest

from specwright.loader.json_text import JsonPlaces, parse_json
from specwright.model.errors import SourceError
from specwright.model.location import Location

TEXT = '{\n  "a": [1, {"b/c": 2}],\n  "d": "e"\n}'


def test_members_and_items_are_located() -> None:
    """A pointer leads to the key of a member and to the value of an item."""
    places = JsonPlaces(TEXT)

    assert places.locate(["d"]) == (3, 3)
    assert places.locate(["a", "0"]) == (2, 9)
    assert places.locate(["a", "1", "b/c"]) == (2, 13)


def test_the_nearest_place_answers_for_what_is_not_there() -> None:
    """A pointer to nothing is located at the last step that exists."""
    assert JsonPlaces(TEXT).locate(["a", "7", "x"]) == (2, 3)


def test_syntax_errors_say_where() -> None:
    """Broken JSON is told with line and column."""
    with pytest.raises(SourceError) as caught:
        parse_json('{\n  "a": }', "x.json")

    assert caught.value.problems[0].where == Location("x.json", "", 2, 8)


def test_duplicate_keys_are_refused_at_the_second_one() -> None:
    """The same key twice is an error that points to the repetition."""
    with pytest.raises(SourceError) as caught:
        parse_json('{"x": {"k": 1,\n "l": [{}], "k": 2}}', "x.json")

    assert caught.value.problems[0].where == Location("x.json", "/x/k", 2, 13)
    assert caught.value.problems[0].rule == "duplicate-key"


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "9" * 5000])
def test_numbers_that_json_cannot_carry_are_refused(number: str) -> None:
    """No value enters the model that could not be written out again."""
    with pytest.raises(SourceError):
        parse_json(f"[{number}]", "x.json")


def test_endless_nesting_is_refused() -> None:
    """Nesting that would exhaust the interpreter's stack is an error like others."""
    with pytest.raises(SourceError, match="too deeply"):
        parse_json("[" * 100_000, "x.json")
