"""Queries that name each step are answered without the JSONPath library, and as the library answers them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonpath_rfc9535 import JSONPathEnvironment

from specwright.loader.json_path import QueryError, SingularQuery, compile_query, guess, select
from specwright.model.types import Json

names = st.sampled_from(["a", "b_1", "_", "paths", "/orders/{id}", "x y", "$ref", "[0]", "application/json", ""])
steps = st.lists(names | st.integers(0, 3), max_size=4)
values = st.recursive(
    st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)


def spelled(step: str | int, *, style: int) -> str:
    """Write one step of a query in one of the ways that there are."""
    if isinstance(step, int):
        return f"[{step}]"
    if style == 0 and step.isidentifier():
        return f".{step}"
    return f"['{step}']" if style == 1 else f'["{step}"]'


@given(wanted=steps, value=values, styles=st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_a_plain_query_selects_what_the_library_selects(
    wanted: list[str | int], value: Json, styles: list[int]
) -> None:
    """The same places are found, and the query is spelled alike in messages."""
    text = "$" + "".join(spelled(step, style=style) for step, style in zip(wanted, styles, strict=False))
    query, judge = compile_query(text, depth=100), JSONPathEnvironment().compile(text)
    document: Any = value

    assert isinstance(query, SingularQuery)
    assert select(query, value, limit=10) == [node.location for node in judge.find(document)]
    assert (str(query), query.singular_query()) == (str(judge), judge.singular_query())
    assert guess(query, value) == guess(judge, value)


@pytest.mark.parametrize(
    "text", ["$..a", "$.*", "$.a[-1]", "$['it\\'s']", "$[?@.a == 1]", "$.a[0:2]", "$['a','b']", "$.é"]
)
def test_any_other_query_is_the_library_s(text: str) -> None:
    """What is not plain is read by the library."""
    assert not isinstance(compile_query(text, depth=100), SingularQuery)


@pytest.mark.parametrize("text", ["$.a[01]", "$.", "$.a-b", "a", "$['a", "$[a]", "$.1", "$['a\"]"])
def test_what_only_looks_plain_is_refused(text: str) -> None:
    """A query that the library refuses is not taken for a plain one."""
    with pytest.raises(QueryError):
        compile_query(text, depth=100)
