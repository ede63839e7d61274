"""Holds that YAML is read by the core schema of 1.2, within bounds, with places."""

import pytest

from specwright.loader.limits import Limits
from specwright.loader.yaml_text import parse_yaml
from specwright.model.errors import SourceError
from specwright.model.types import Json


def parse(text: str, **limits: int) -> Json:
    """Parse with the limits of the test."""
    return parse_yaml(text, "x.yaml", Limits(**limits))[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("2024-01-02", "2024-01-02"),
        ("1:30", "1:30"),
        ("0777", 777),
        ("0o17", 15),
        ("0xFF", 255),
        ("1_000", "1_000"),
        ("True", True),
        ("~", None),
        ("", None),
        ("'1'", "1"),
        ("-1.5e3", -1500.0),
        (".5", 0.5),
        ("!!str 3", "3"),
        ("!!int '3'", 3),
        ("+", "+"),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: Json) -> None:
    """Dates, sexagesimals and yes/no are texts; only what JSON has is something else."""
    result = parse(f"x: {text}")

    assert result == {"x": value}
    assert isinstance(result, dict)
    assert type(result["x"]) is type(value)


def test_keys_are_their_texts() -> None:
    """Statuses and words that look like other types name members by their text."""
    assert parse("200: a\nyes: b\nnull: c\n1.0: d") == {"200": "a", "yes": "b", "null": "c", "1.0": "d"}


@pytest.mark.parametrize("key", ["<<", "\\0<<"])
def test_only_a_plain_key_merges(key: str) -> None:
    """In quotes `<<` is a member like others, and so is what looks like it inside the parser."""
    assert parse(f'"{key}": text') == {key.replace("\\0", "\0"): "text"}


def test_aliases_and_merge_keys_are_followed() -> None:
    """An alias stands for its anchor, and `<<` brings what the map does not say itself."""
    text = "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\nc: [*a]\nd: &s text\n*s : e"

    assert parse(text) == {
        "a": {"x": 1, "y": 2},
        "b": {"x": 1, "y": 3},
        "c": [{"x": 1, "y": 2}],
        "d": "text",
        "text": "e",
    }


def test_keys_and_items_are_located() -> None:
    """A pointer leads to the line and column of a key or item, also through a merge."""
    _, places = parse_yaml("a:\n  - x: 1\n    y: &m\n      k: 2\nb:\n  <<: *m\n", "x.yaml", Limits())

    assert places.locate(["a", "0"]) == (2, 5)
    assert places.locate(["a", "0", "y"]) == (3, 5)
    assert places.locate(["b", "k"]) == (4, 7)
    assert places.locate(["b", "nothing"]) == (5, 1)
    assert places.locate([]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("a: 1\nb: 2\na: 3", "stands here twice", 3),
        ("a: *b", "names no anchor", 1),
        ("a: &a [*a]", "names what it stands in", 1),
        ("a: 1\n? [x]\n: 2", "itself a list", 2),
        ("a: .nan", "no JSON number", 1),
        ("a: 1e999", "too large", 1),
        ("a: !!python/object:os.system x", "the tag", 1),
        ("a: !thing {}", "the tag", 1),
        ("a: 1\n---\nb: 2", "second YAML document", 2),
        ("a:\n  - b\n c", "no YAML", 3),
        ("a: &b 1\n*b : 2", "no text", 2),
        ("<<: 3", "no map", 1),
        ("a: " + "9" * 5000, "too many digits", 1),
        ("a: !!int x", "the tag", 1),
    ],
)
def test_what_json_cannot_carry_is_refused_with_its_line(text: str, what: str, line: int) -> None:
    """Whatever YAML has beyond JSON is an error with a place."""
    with pytest.raises(SourceError, match=what) as caught:
        parse(text)

    assert caught.value.problems[0].where.line == line


def test_nested_aliases_cannot_unfold_without_bound() -> None:
    """The values behind aliases are counted as if written out, so that a few lines cannot stand for millions."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]

    with pytest.raises(SourceError, match="unfold"):
        parse("\n".join(lines), nodes=10_000)


def test_aliases_cannot_nest_without_bound() -> None:
    """A chain of aliases counts as depth, however flat it is written."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 40)]

    with pytest.raises(SourceError, match="nested more than"):
        parse("\n".join(lines), depth=20)


def test_depth_is_bounded() -> None:
    """Deep flow style is refused before anything recurses into it."""
    with pytest.raises(SourceError, match="nested more than 200 deep"):
        parse("[" * 500)
