"""What a caller passes is what a server reads, in every style of every place, whatever characters it has."""

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from specwright.runtime._operation import Parameter
from specwright.runtime._parameters import check_path, encoder

NAME = "a name[x]&=;"
TEXTS = st.text(min_size=1, max_size=8)
# The delimiters of these styles are spelled as the letters are that they stand between, so these cannot be told apart.
DELIMITED_TEXTS = {
    "spaceDelimited": st.text(st.characters(exclude_characters=" ", codec="utf-8"), min_size=1, max_size=8),
    "pipeDelimited": st.text(st.characters(exclude_characters="|", codec="utf-8"), min_size=1, max_size=8),
}
STYLES = [
    *(("path", style, explode) for style in ("simple", "label", "matrix") for explode in (False, True)),
    *(("query", "form", explode) for explode in (False, True)),
    ("query", "spaceDelimited", False),
    ("query", "pipeDelimited", False),
    ("query", "deepObject", True),
    *(("cookie", "form", explode) for explode in (False, True)),
]


def encode(value: Any, location: Any, style: Any, *, explode: bool) -> str:
    """Spell a value as a client does."""
    return encoder(
        Parameter(python="a_name", wire=NAME, location=location, style=style, explode=explode, is_required=True)
    )(value)


class Server:
    """Reads one style by the table of OpenAPI, section 4.8.12.5, and by nothing of the client's."""

    def __init__(self, location: str, style: str, *, explode: bool) -> None:
        self.is_matrix = style == "matrix"
        self.is_named = location != "path" or self.is_matrix
        self.joint = {"path": ";", "query": "&", "cookie": "; "}[location]
        self.style, self.explode = style, explode
        self.delimiter = {"label": "." if explode else ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}.get(
            style, ","
        )

    def pieces(self, spelled: str) -> list[str]:
        """Split what stands in the place of an array, or of an object, still escaped."""
        if self.style == "label":
            assert spelled[0] == "."
            return spelled[1:].split(self.delimiter)
        if self.is_matrix:
            assert spelled[0] == ";"
            spelled = spelled[1:]
        if not self.is_named:
            return spelled.split(self.delimiter)
        if self.explode:
            return spelled.split(self.joint)
        name, _, value = spelled.partition("=")
        assert unquote(name) == NAME
        return value.split(self.delimiter)

    def array(self, spelled: str) -> list[str]:
        """Read an array."""
        pieces = self.pieces(spelled)
        if self.is_named and self.explode:
            named = [piece.partition("=") for piece in pieces]
            assert {unquote(name) for name, _, _ in named} == {NAME}
            pieces = [value for _, _, value in named]
        return [unquote(piece, errors="strict") for piece in pieces]

    def object(self, spelled: str) -> dict[str, str]:
        """Read an object."""
        pieces = self.pieces(spelled)
        if self.explode:
            named = [piece.partition("=") for piece in pieces]
            members = {unquote(name): unquote(value) for name, _, value in named}
        else:
            members = dict(zip(map(unquote, pieces[::2]), map(unquote, pieces[1::2]), strict=True))
        if self.style == "deepObject":
            assert all(name.startswith(f"{NAME}[") and name.endswith("]") for name in members)
            members = {name.removeprefix(f"{NAME}[")[:-1]: value for name, value in members.items()}
        return members


def texts_of(style: str) -> st.SearchStrategy[str]:
    """Give the texts that a style can carry."""
    return DELIMITED_TEXTS.get(style, TEXTS)


@pytest.mark.parametrize(("location", "style", "explode"), [each for each in STYLES if each[1] != "deepObject"])
@given(data=st.data())
def test_arrays_come_back(location: str, style: str, explode: bool, data: st.DataObject) -> None:
    """A server that knows the style reads the same texts in the same order."""
    value = data.draw(st.lists(texts_of(style), min_size=1, max_size=4))
    # With one dot between them, a label's items cannot have dots of their own.
    assume(not (style == "label" and explode and any("." in text for text in value)))

    assert Server(location, style, explode=explode).array(encode(value, location, style, explode=explode)) == value


@pytest.mark.parametrize(("location", "style", "explode"), STYLES)
@given(data=st.data())
def test_objects_come_back(location: str, style: str, explode: bool, data: st.DataObject) -> None:
    """A server that knows the style reads the same members."""
    value = data.draw(st.dictionaries(texts_of(style), texts_of(style), min_size=1, max_size=4))
    assume(not (style == "label" and explode and any("." in text for pair in value.items() for text in pair)))

    assert Server(location, style, explode=explode).object(encode(value, location, style, explode=explode)) == value


@pytest.mark.parametrize(("style", "explode"), [(style, explode) for _, style, explode in STYLES[:6]])
@given(value=TEXTS | st.lists(TEXTS, min_size=1, max_size=3) | st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=3))
def test_a_path_value_never_leaves_its_segment(style: str, explode: bool, value: Any) -> None:
    """Whatever is spelled into a path, the path has as many segments as before, and no query or fragment."""
    spelled = encode(value, "path", style, explode=explode)

    assert not set("/?#\\ ") & set(spelled)
    assert spelled.isascii()
    if spelled not in {".", ".."}:
        check_path(f"/things/{spelled}/rest")
