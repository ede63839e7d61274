"""Holds how parameters are spelled: expected texts are those of the OpenAPI specification and of RFC 6570."""

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl, unquote
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.runtime._enums import OpenStrEnum
from specwright.runtime._errors import InvalidArgument
from specwright.runtime._models import Model
from specwright.runtime._operation import Parameter
from specwright.runtime._parameters import check_path, cookie_pair, encoder, query_pairs
from specwright.runtime._unset import UNSET

ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


class Rgb(Model):
    """The specification's example object."""

    R: int
    G: int
    B: int


class Colour(OpenStrEnum):
    """An open enum."""

    RED = "dark red"


class Number(Enum):
    """A plain enum."""

    ONE = 1


def spell(value: Any, **described: Any) -> str:
    """Spell a value of the parameter `color`."""
    return encoder(Parameter(python="color", wire="color", **described))(value)


@pytest.mark.parametrize(
    ("location", "style", "explode", "value", "expected"),
    [
        ("path", "simple", False, "blue", "blue"),
        ("path", "simple", False, ARRAY, "blue,black,brown"),
        ("path", "simple", False, OBJECT, "R,100,G,200,B,150"),
        ("path", "simple", True, OBJECT, "R=100,G=200,B=150"),
        ("path", "label", False, "blue", ".blue"),
        ("path", "label", False, ARRAY, ".blue,black,brown"),
        ("path", "label", True, ARRAY, ".blue.black.brown"),
        ("path", "label", False, OBJECT, ".R,100,G,200,B,150"),
        ("path", "label", True, OBJECT, ".R=100.G=200.B=150"),
        ("path", "matrix", False, "blue", ";color=blue"),
        ("path", "matrix", False, ARRAY, ";color=blue,black,brown"),
        ("path", "matrix", True, ARRAY, ";color=blue;color=black;color=brown"),
        ("path", "matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("path", "matrix", True, OBJECT, ";R=100;G=200;B=150"),
        ("query", "form", True, "blue", "color=blue"),
        ("query", "form", True, "", "color="),
        ("query", "form", False, ARRAY, "color=blue,black,brown"),
        ("query", "form", True, ARRAY, "color=blue&color=black&color=brown"),
        ("query", "form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("query", "form", True, OBJECT, "R=100&G=200&B=150"),
        ("query", "form", True, Rgb(R=100, G=200, B=150), "R=100&G=200&B=150"),
        ("query", "spaceDelimited", False, ARRAY, "color=blue%20black%20brown"),
        ("query", "spaceDelimited", False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
        ("query", "spaceDelimited", True, ARRAY, "color=blue&color=black&color=brown"),
        ("query", "pipeDelimited", False, ARRAY, "color=blue%7Cblack%7Cbrown"),
        ("query", "pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
        ("query", "deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        (
            "query",
            "deepObject",
            True,
            {"a": {"b": 1}, "c": [2, 3]},
            "color%5Ba%5D%5Bb%5D=1&color%5Bc%5D=2&color%5Bc%5D=3",
        ),
        ("header", "simple", False, ARRAY, "blue,black,brown"),
        ("header", "simple", False, OBJECT, "R,100,G,200,B,150"),
        ("header", "simple", True, OBJECT, "R=100,G=200,B=150"),
        ("header", "simple", False, "a b/ü", "a b/ü"),
        ("cookie", "form", True, "blue", "color=blue"),
        ("cookie", "form", False, ARRAY, "color=blue,black,brown"),
        ("cookie", "form", True, ARRAY, "color=blue; color=black; color=brown"),
    ],
)
def test_every_style_is_spelled_as_the_specification_shows(
    location: Any, style: Any, explode: bool, value: Any, expected: str
) -> None:
    """The tables of the OpenAPI specification hold, for each place and style."""
    assert spell(value, location=location, style=style, explode=explode) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1.5, "1.5"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03%3A04%3A05Z"),
        (date(2026, 1, 2), "2026-01-02"),
        (Colour.RED, "dark%20red"),
        (Colour("new"), "new"),
        (Number.ONE, "1"),
        (b"\xff\xfe", "%2F%2F4%3D"),
        ([1, None, UNSET, 2], "1,2"),
        ([{"a": 1}], "%7B%22a%22%3A1%7D"),
    ],
)
def test_values_have_the_text_that_json_gives_them(value: Any, expected: str) -> None:
    """Booleans, numbers, moments, enums and bytes travel as they would in JSON; absent members do not."""
    assert spell(value, location="query", explode=False) == f"color={expected}"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object()])
def test_what_has_no_spelling_is_refused(value: object) -> None:
    """A number that is none, or an unknown object, never becomes a word like `nan`."""
    with pytest.raises(InvalidArgument):
        spell(value, location="query")


def test_a_media_type_spells_the_whole_value() -> None:
    """A parameter with `content` carries JSON."""
    assert unquote(spell({"a": [1, None]}, location="query", content="application/json")) == 'color={"a":[1,null]}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a/b:c?d,e=f;@!$'()*", "a/b:c?d,e=f;@!$'()*"),
        ("50%25 %41 100%", "50%25%20%41%20100%25"),
        ("a&b#c+d[e]", "a%26b%23c%2Bd%5Be%5D"),
    ],
)
def test_reserved_characters_pass_only_where_they_cannot_change_the_query(value: str, expected: str) -> None:
    """`allowReserved` keeps reserved characters and encoded triples, but nothing that would end or split the query."""
    assert spell(value, location="query", allow_reserved=True) == f"color={expected}"


@pytest.mark.parametrize("path", ["/a/..", "/a/./b", "/../b", "/a/%2e%2E/b", "/a/.%2e", ".."])
def test_a_segment_of_dots_is_refused(path: str) -> None:
    """No value can climb to another resource, encoded or not."""
    with pytest.raises(InvalidArgument):
        check_path(path)


@pytest.mark.parametrize("path", ["/a/...", "/a/.b", "/a/b..c", "/a/..b/c", "/a%2F..%2Fb"])
def test_dots_within_a_segment_are_fine(path: str) -> None:
    """Only whole segments are special; an encoded slash is part of its segment."""
    check_path(path)


def test_a_slash_in_a_path_value_stays_in_its_segment() -> None:
    """A value cannot open a segment of its own."""
    assert spell("../admin", location="path", style="simple") == "..%2Fadmin"


@pytest.mark.parametrize("style", ["simple", "label"])
@pytest.mark.parametrize("value", ["", []])
def test_an_empty_path_value_is_refused(style: Any, value: Any) -> None:
    """`DELETE /orders/` must not be sent where `DELETE /orders/{id}` was meant."""
    with pytest.raises(InvalidArgument):
        spell(value, location="path", style=style)


@pytest.mark.parametrize("value", ["a\r\nX-Admin: 1", "a\nb", "a\x00b", "a\x7f"])
def test_a_header_value_cannot_begin_another_header(value: str) -> None:
    """Control characters are refused."""
    with pytest.raises(InvalidArgument):
        spell(value, location="header", style="simple")


def test_a_cookie_cannot_begin_another_cookie() -> None:
    """Separators are encoded, what cookies may hold is not."""
    assert cookie_pair("a", "b; admin=1") == "a=b%3B%20admin=1"
    assert cookie_pair("token", "ab+/==") == "token=ab+/=="


def test_a_free_query_leaves_absent_values_out() -> None:
    """`extra_query` is spelled like a form; None and UNSET are absent."""
    assert query_pairs({"a": [1, 2], "b": None, "c": UNSET, "d": "x y", "e": []}) == ["a=1&a=2", "d=x%20y"]


@given(st.text(), st.lists(st.text(), min_size=1))
def test_any_text_survives_a_query(text: str, texts: list[str]) -> None:
    """The standard library reads back exactly what was given, whatever characters it has."""
    spelled = f"{spell(text, location='query')}&{spell(texts, location='query')}"

    assert parse_qsl(spelled, keep_blank_values=True, strict_parsing=True) == [
        ("color", each) for each in [text, *texts]
    ]


@given(st.text(min_size=1))
def test_any_text_survives_a_path(text: str) -> None:
    """One segment in, one segment out, and nothing else that a URL gives meaning to."""
    spelled = spell(text, location="path", style="simple")

    assert unquote(spelled, errors="strict") == text
    assert not set("/?#;") & set(spelled)
