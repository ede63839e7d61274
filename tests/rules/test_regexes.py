"""Holds the translation of patterns to RE2, as Google's CEL runs it."""

from __future__ import annotations

import random
import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.oracle import Oracle
from specwright.rules.regexes import PatternError, translate

ORACLE: Final = Oracle()
MATCHES: Final = ORACLE.compile("self.t.matches(self.p)")

ATOMS: Final = (
    *("a", "b", ".", "é", "😀", "[ab]", "[^a]", "[a-c]", r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", r"\.", r"[\d-]"),
    *(r"[^\s]", r"[\S]", r"[^\W]", "^", "$", r"\b", r"\A", r"\z", "(a|b)", "(?:ab)", "(a|)", "[à-ü]", r"\x41"),
    *(r"[\]]", r"[a\-c]", r"[.$^]", "-", "&", "[&&a]", "[~~]", r"\t", "]", "}", "[[a]", " ", "#", r"[\w.]", "(,a+)*"),
)
REPEATS: Final = ("", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "+?")
LETTERS: Final = "aabc A.-_1é😀\n\t\v\r,]}&~#²١"


def draw_pattern(rng: random.Random) -> str:
    """Draw a pattern of the profile."""
    parts = [rng.choice(ATOMS) for _ in range(rng.randint(1, 4))]
    return "".join(part if part in ("^", "$", r"\b", r"\A", r"\z") else part + rng.choice(REPEATS) for part in parts)


@given(seed=st.integers(0, 2**63))
def test_drawn_patterns_agree_with_re2(seed: int) -> None:
    """A pattern that is translated finds in Python what it finds in RE2."""
    rng = random.Random(seed)
    pattern = draw_pattern(rng)
    try:
        compiled = re.compile(translate(pattern), re.ASCII)
    except PatternError:
        # Repeating what can match in two ways is refused though RE2 takes it.
        return
    for _ in range(20):
        text = "".join(rng.choice(LETTERS) for _ in range(rng.randint(0, 6)))
        expected = ORACLE.evaluate(MATCHES, {"self": {"t": text, "p": pattern}})

        assert (pattern, text, compiled.search(text) is not None) == (pattern, text, expected)


@pytest.mark.parametrize(
    ("pattern", "offset"),
    [
        *((r"(?i)a", 0), (r"(?P<n>a)", 0), (r"(?=a)", 0), (r"(?<!a)", 0), (r"(a)\1", 3), (r"\p{L}", 0), (r"a\Z", 1)),
        *(
            (r"[[:alpha:]]", 1),
            (r"a**", 2),
            (r"a{2}{3}", 4),
            (r"a*+", 2),
            (r"a{,3}", 1),
            (r"a{1001}", 1),
            (r"a{3,2}", 1),
            (r"\B", 0),
        ),
        *(
            (r"(", 0),
            (r")", 0),
            (r"[a", 0),
            (r"[]", 0),
            (r"[b-a]", 0),
            (r"[a-\d]", 3),
            (r"[\d-z]", 3),
            (r"*a", 0),
            ("a\\", 1),
        ),
        *((r"\Qa\E", 0), (r"\08", 0), (r"\_", 0), (r"a{", 1), (r"^*", 0), (r"(|a)*b", 0)),
    ],
)
def test_what_the_two_languages_read_differently_is_refused(pattern: str, offset: int) -> None:
    """Such a pattern is refused at the letter where it leaves the common part."""
    with pytest.raises(PatternError) as caught:
        translate(pattern)

    assert caught.value.offset == offset


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "(a*)*", r"(\w+\s?)*$", "(a|ab)*c", "(a?){20}", "((a+)b?)*", "(.*,)*x"]
)
def test_a_pattern_that_could_backtrack_without_end_is_refused(pattern: str) -> None:
    """RE2 runs in linear time, so what Python would try in countless ways is refused."""
    with pytest.raises(PatternError, match="many ways"):
        translate(pattern)


@pytest.mark.parametrize(
    "pattern", ["^(CDE|ELM|SEG)[0-9]{10}$", r"^\d+(,\d+)*$", r"(\.[a-z]+)+", "(ab){3}", "(a|b)+", "(CDE|ELM){2}"]
)
def test_a_repetition_that_can_match_in_one_way_only_is_kept(pattern: str) -> None:
    """Rounds that begin or end with a letter of their own cannot be split in two ways."""
    assert re.compile(translate(pattern)).pattern
