"""The functions that checks call, each by itself, on values that few checks meet."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from specwright.checks.support import Rule, broken_rules, by_key, is_integer, key_of, project


def test_whole_numbers_are_integers_however_they_are_spelled() -> None:
    """An int and a double without a fraction are integers, a boolean is none."""
    assert [is_integer(value) for value in (3, 3.0, -(10**30), 1e300)] == [True] * 4
    assert [is_integer(value) for value in (True, 3.5, float("inf"), "3", None, [3])] == [False] * 6


@pytest.mark.parametrize("item", [None, 5, "id", ["id"], {}, {"id": None}, {"id": 1, "place": None}])
def test_what_has_not_all_of_a_key_has_none(item: Any) -> None:
    """An item of another shape, or one that lacks a part of its key, is told from no other one by it."""
    assert key_of(item, ("id", "place")) is None
    assert by_key([item, {"id": 1, "place": 2}], ("id", "place")) == {(1, 2): {"id": 1, "place": 2}}


@pytest.mark.parametrize("items", [None, 5, "ab", {"id": 1}])
def test_what_is_no_list_has_no_items(items: Any) -> None:
    """The value before may be of any shape."""
    assert by_key(items, ("id",)) == {}


def test_the_first_of_two_items_with_one_key_counts() -> None:
    """Keys should differ; where they do not, the place decides. True is not the key 1."""
    assert by_key([{"id": 1, "n": 1}, {"id": 1, "n": 2}, {"id": True, "n": 3}], ("id",)) == {
        (1,): {"id": 1, "n": 1},
        ((bool, True),): {"id": True, "n": 3},
    }


SHAPES = (({"a": 1, "b": -1}, -1, -1), (None, -1, 0), ({"a": -1}, 0, -1))


@pytest.mark.parametrize(
    ("value", "shape", "kept"),
    [
        ({"a": {"x": 1}, "b": {"x": 1}, "c": 1}, 0, {"a": {"x": 1}, "b": {"x": 1}}),
        ({"b": None}, 0, {"b": None}),
        ([{"a": 1, "c": 2}], 1, [{"a": 1}]),
        ({"a": {"c": 1}, "d": {"a": 1, "c": 2}}, 2, {"a": {"c": 1}, "d": {"a": 1}}),
        ([{"c": 1}], 0, [{"c": 1}]),
        ({"c": 1}, -1, {"c": 1}),
        ("text", 0, "text"),
        (None, 2, None),
    ],
)
def test_a_value_is_cut_down_to_its_shape(value: Any, shape: int, kept: Any) -> None:
    """Named members stay, others where there is a shape for them; what has no shape stays as it is."""
    assert project(value, SHAPES, shape) == kept


def test_only_transition_rules_pass_over_what_they_cannot_read() -> None:
    """A value before may be of any shape; that a plain rule cannot read a valid value is a fault, and not hidden."""

    def fail(*_values: Any) -> NoReturn:
        raise KeyError("a")

    def rule(*, is_transition: bool) -> Rule:
        return Rule("a", "", "A.", (), 0, fail, fail, is_transition, is_assumed=False)

    assert broken_rules([rule(is_transition=True)], [(0, "", {}, {})]) == ()
    with pytest.raises(KeyError):
        broken_rules([rule(is_transition=False)], [(0, "", {}, {})])
