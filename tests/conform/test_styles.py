"""Holds that parameters are spelled as a server reads them, whatever their style."""

import json
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specwright.conform.drafts import Draft, SpellingError, write
from specwright.conform.kit import Kit
from specwright.conform.reading_back import Reader
from specwright.loader import load
from specwright.model.types import Json

_STYLES: Final = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
_SHAPES: Final[dict[str, Json]] = {
    "text": {"type": "string"},
    "number": {"type": "integer"},
    "flag": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "integer"}},
    "object": {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}},
}
_WORDS: Final = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=8)
_VALUES: Final[dict[str, st.SearchStrategy[Any]]] = {
    "text": _WORDS | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
    "number": st.integers(-(2**53), 2**53),
    "flag": st.booleans(),
    "list": st.lists(st.integers(0, 99), min_size=1, max_size=4),
    "object": st.fixed_dictionaries({"a": st.integers(0, 99), "b": st.sampled_from(["x", "yz"])}),
}
_CASES: Final = [
    (place, style, explode, shape)
    for place, styles in _STYLES.items()
    for style in styles
    for explode in (False, True)
    for shape in _SHAPES
    if (style == "deepObject") == (shape == "object" and place == "query" and style == "deepObject")
    if style not in {"spaceDelimited", "pipeDelimited"} or shape == "list"
    # An exploded object takes every pair for its own, so a cookie or query of it holds no other name.
    if not (style == "deepObject" and not explode)
]


def _name(place: str, style: str, shape: str, *, explode: bool) -> str:
    return f"{place}-{style}-{shape}-{'exploded' if explode else 'joined'}"


def _path(place: str, style: str, explode: bool, shape: str) -> tuple[str, Json]:
    name = _name(place, style, shape, explode=explode)
    parameter: Json = {
        "name": "value",
        "in": place,
        "required": True,
        "style": style,
        "explode": explode,
        "schema": _SHAPES[shape],
    }
    get: Json = {"operationId": name, "parameters": [parameter], "responses": {"200": {"description": "One."}}}
    return f"/{name}/{{value}}" if place == "path" else f"/{name}", {"get": get}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """Describe an operation for each case."""
    file = tmp_path_factory.mktemp("styles") / "openapi.json"
    paths: Json = dict(_path(*case) for case in _CASES)
    file.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "Things", "version": "1"}, "paths": paths}))
    return Kit(load(file))


@pytest.mark.parametrize(("place", "style", "explode", "shape"), _CASES)
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_spelled_is_read(
    *, kit: Kit, place: str, style: str, explode: bool, shape: str, data: st.DataObject
) -> None:
    """A value arrives as it was, or it is told that it has no spelling."""
    operation = kit.operations[_name(place, style, shape, explode=explode)]
    reader = kit.once("reader", lambda: Reader(kit))
    value = data.draw(_VALUES[shape])
    draft = Draft(operation=operation, parameters={place: {"value": value}})
    try:
        read = reader.parameters(draft)
    except SpellingError:
        assert shape == "text"
        return
    assert read[place] == {"value": value}, write(draft, {}).target
