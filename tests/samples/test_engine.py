"""The parts of the engine, each by itself: choices, texts, numbers, patterns, formats."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from specwright.checks.patterns import translate
from specwright.rules.formats import FORMATS
from specwright.rules.instants import timestamp_of_text
from specwright.samples import engine
from specwright.samples.engine.formats import WRITERS
from specwright.samples.engine.instants import date_time_of
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.phrases import PHRASE_COUNT, phrases
from specwright.samples.engine.source import DrawnSource, RandomSource, Source
from specwright.samples.engine.texts import fit, matching_text
from specwright.samples.text_patterns import text_part

MODULES = sorted(Path(engine.__path__[0]).glob("*.py"))
NUMBERS = (0, 1, -1, 10**9, -(10**9) + 1, 1_700_000_000 * 10**9 + 123, -62_135_596_800 * 10**9)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_the_engine_stands_alone(path: Path) -> None:
    """What is copied into clients imports the standard library and its neighbours, these relatively."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert all(alias.name.partition(".")[0] in sys.stdlib_module_names for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 1 or (not node.level and str(node.module).partition(".")[0] in sys.stdlib_module_names)


def test_a_seed_decides_everything() -> None:
    """Sources of one seed choose alike, those of another seed differently, and numbers lie in their bounds."""
    sizes = (1, 2, 7, 1000, 2**48, 2**49, 2**130)
    first, again, other = RandomSource(3), RandomSource("3"), RandomSource(4)
    drawn = [[source.below(size) for _ in range(50) for size in sizes] for source in (first, again, other)]

    assert drawn[0] == drawn[1] != drawn[2]
    assert all(0 <= value < size for value, size in zip(drawn[0], sizes * 50, strict=True))
    assert max(value for value, size in zip(drawn[0], sizes * 50, strict=True) if size == 2**130) > 2**120


def test_every_small_number_is_chosen() -> None:
    """None of a few choices is left out, neither by chance nor by the details of an object."""
    source, drawn = RandomSource(0), DrawnSource(RandomSource(1).below)
    drawn.enter()

    assert {source.below(10) for _ in range(300)} == set(range(10))
    assert {drawn.detail(10) for _ in range(300)} == set(range(10))
    assert {source.chance(30) for _ in range(100)} == {False, True}
    assert 150 < sum(source.chance(30) for _ in range(1000)) < 450


def test_zero_is_the_simplest_choice() -> None:
    """Whoever answers zero gets low numbers, first items and no."""
    source = DrawnSource(lambda _n: 0)
    mark = source.enter()

    assert (source.integer(5, 9), source.real(0.5, 2.0), source.pick("abc"), source.chance(99)) == (5, 0.5, "a", False)
    assert source.detail(1000) == 0
    source.leave(mark)
    assert len({source.other.below(1000) for _ in range(20)}) > 10


@pytest.mark.parametrize("name", sorted(FORMATS.keys() & WRITERS.keys()))
def test_texts_of_formats_are_of_these_formats(name: str) -> None:
    """Every format that is judged is written right, check digits and calendars included."""
    texts = {WRITERS[name](RandomSource(seed).below) for seed in range(500)}

    assert all(FORMATS[name](text) for text in texts)
    assert FORMATS[name](WRITERS[name](lambda _n: 0))
    assert FORMATS[name](WRITERS[name](lambda n: n - 1))
    assert len(texts) > 50


@pytest.mark.parametrize("nanoseconds", NUMBERS)
def test_instants_are_written_exactly(nanoseconds: int) -> None:
    """An instant that is written is read back to the nanosecond."""
    assert timestamp_of_text(date_time_of(nanoseconds)) == nanoseconds


PATTERNS = (
    *("", "a", "^a$", "^(CDE|ELM|SEG)[0-9]{10}$", r"^[A-Z]{2,4}(-\d+)?$", "^$|^a+b*$", r"^\u{1F600}[^a-z]{3}$"),
    *(
        r"^(?=.*[A-Z])(?=.*\d).{8,20}$",
        r"^(?!foo)\w+$",
        r"[\x00-\x1f]",
        r"^(?:a|bc){2,3}?$",
        r"\.\d{3}$",
        r"^[\]\-\\^]+$",
    ),
    *(r"^(^a|b)$", "^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$", r"\bx\b", "^(?<name>ab)+$", "^.{0,3}$", r"^\t\n\r$"),
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_texts_match_their_pattern(pattern: str) -> None:
    """A text written from a parsed pattern is one in which the pattern is found."""
    translated = translate(pattern)
    part = text_part(translated)
    sources: list[Source] = [*(RandomSource(seed) for seed in range(40)), DrawnSource(lambda _n: 0)]

    for source in (*sources, DrawnSource(lambda n: n - 1)):
        text = matching_text(part, source)
        assert re.search(translated, text), text
        assert not any(0xD800 <= ord(letter) < 0xE000 for letter in text)


def test_lengths_decide_how_often_a_part_is_repeated() -> None:
    """A pattern is written as long as the limits ask, and what cannot be is an error that names pattern and limits."""
    part = text_part(r"\A[a-z]+(?:-[a-z]+)*\Z")
    texts = [matching_text({**part, "least": 30, "most": 32}, RandomSource(seed)) for seed in range(50)]

    assert all(30 <= len(text) <= 32 for text in texts)
    with pytest.raises(NotDrawableError, match=r"pattern .*at least 4 characters"):
        matching_text({**text_part(r"\Aab\Z"), "least": 4}, RandomSource(0))


@pytest.mark.parametrize(("least", "most"), [(0, None), (0, 0), (1, 1), (4, 4), (100, 120), (2000, None)])
def test_any_text_fits_between_two_lengths(least: int, most: int | None) -> None:
    """A phrase is cut or filled to the length that is asked for."""
    for text in phrases():
        assert least <= len(fit(text, least, most)) <= (most if most is not None else 10**6)


def test_phrases_come_from_short_to_long_and_from_all_planes() -> None:
    """The smaller the number, the shorter the text; accents, other scripts and signs are among them."""
    texts: Any = phrases()

    assert len(set(texts)) == PHRASE_COUNT
    assert list(map(len, texts)) == sorted(map(len, texts))
    assert texts[0] == ""
    assert any(max(map(ord, text), default=0) > 0xFFFF for text in texts)
    assert any('"' in text for text in texts)
