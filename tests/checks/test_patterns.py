"""Patterns of ECMA-262 in Python: what they find, and what is refused."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.checks.letters import class_text, complement, letter_text
from specwright.checks.patterns import PatternError, translate


@pytest.mark.parametrize(
    ("pattern", "found", "missed"),
    [
        ("a.c", ["abc", "a\U0001f600c", "a\x85c"], ["a\nc", "a\rc", "a\u2028c", "a\u2029c"]),
        ("^a$", ["a"], ["a\n", "ba", "\na"]),
        (r"^\d+$", ["09"], ["\u0663", ""]),
        (r"^\D$", ["a", "\u0663"], ["1"]),
        (r"^\w+$", ["aZ_9"], ["\u00e9", "-"]),
        (r"^\W$", ["\u00e9", "-"], ["_"]),
        (r"^\s$", [" ", "\t", "\v", "\u00a0", "\ufeff", "\u2028"], ["\x85", "\x1c", "a"]),
        (r"^\S$", ["\x85", "a"], ["\ufeff"]),
        (r"\bn", ["n", "a n", "\u00e9n"], ["an"]),
        (r"\B", ["", "ab"], ["a"]),
        (r"a\Bb", ["ab"], ["a b"]),
        ("[^a-c]", ["d", "-"], ["a", "b"]),
        ("^[]$", [], ["", "a"]),
        ("^[^]$", ["\n", "a"], [""]),
        (r"^[\w.-]+$", ["a.b-c"], ["a+b"]),
        (r"^[\d-x]+$", ["1-x"], ["w"]),
        (r"^[a\-z]+$", ["a-z"], ["b"]),
        (r"^[\b]$", ["\b"], ["b"]),
        (r"^[[&&~~||]+$", ["[&~|"], ["a"]),
        (r"^[\D\d]$", ["\n", "5"], [""]),
        (r"\u0041\x42\cJ\0", ["AB\n\0"], ["AB"]),
        (r"^\u{1F600}$", ["\U0001f600"], ["a"]),
        (r"^\ud83d\ude00$", ["\U0001f600"], ["\ud83d"]),
        (r"^\u0041\ude00$", ["A\ude00"], ["A", "\ude00"]),
        (r"^\u{d83d}\ude00$", ["\ud83d\ude00"], ["\U0001f600"]),
        ("^[\U0001f600-\U0001f602]$", ["\U0001f601"], ["\U0001f603"]),
        (r"^(?<year>\d{4})-(\d{2})$", ["2026-01"], ["26-01"]),
        ("a(?=b)(?!bc)", ["ab"], ["abc", "a"]),
        ("(?<=a)b(?<!x)", ["ab"], ["b"]),
        ("^(a|b|)+?c{2,3}d*?$", ["abcc", "ccc"], ["abc"]),
        ("^a{,2}$", ["a{,2}"], ["aa"]),
        ("^{}]$", ["{}]"], [""]),
        (r"^\/\-\@\_\ $", ["/-@_ "], ["/"]),
        ("#&~ -", ["#&~ -"], ["#"]),
    ],
)
def test_a_pattern_finds_what_browsers_find(pattern: str, found: list[str], missed: list[str]) -> None:
    """A translated pattern is found in the texts in which ECMA-262 finds it, and in no others."""
    search = re.compile(translate(pattern)).search

    assert [text for text in found if search(text) is None] == []
    assert [text for text in missed if search(text) is not None] == []


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "[", "a**", "a*+", "*", "^*", "(?=a)*", "a{2}{3}", "{2}", "a{3,2}", "(?i)a", "(?P<n>a)", "(?>a)", r"\A", r"\Z", r"\z", r"\q", "\\", r"\u{110000}", "[b-a]", r"[\q]", "(a", "[a\\", "|*"],
)  # fmt: skip
def test_what_is_no_pattern_is_told(pattern: str) -> None:
    """What ECMA-262 does not know is wrong, whatever Python makes of it."""
    with pytest.raises(PatternError) as caught:
        translate(pattern)

    assert not caught.value.is_valid
    assert caught.value.hint


@pytest.mark.parametrize(
    "pattern", [r"\p{L}", r"\P{Lu}", r"(a)\1", r"(?<n>a)\k<n>", r"[\p{L}]", "(?<=a+)b", "(" * 60 + ")" * 60]
)
def test_what_python_cannot_say_is_not_supported(pattern: str) -> None:
    """What ECMA-262 knows and Python does not is refused as such."""
    with pytest.raises(PatternError) as caught:
        translate(pattern)

    assert caught.value.is_valid


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("(?i)a", "this kind of group is not supported"),
        ("a**", "two repetitions stand side by side"),
        ("a{2}{3}", "two repetitions stand side by side"),
        ("*", "a repetition has nothing to repeat"),
        ("{2}", "a repetition has nothing to repeat"),
        ("(?=a)*", "a repetition has nothing to repeat"),
    ],
)
def test_what_is_wrong_says_what_it_is(pattern: str, what: str) -> None:
    """A repetition that follows another one is told apart from one that follows nothing, and from what opens a group."""
    with pytest.raises(PatternError) as caught:
        translate(pattern)

    assert str(caught.value) == what


@given(letter=st.characters())
def test_every_character_stands_for_itself(letter: str) -> None:
    """A character is written so that it matches itself and nothing else, in a class and outside of one."""
    text = letter_text(ord(letter))

    for pattern in (text, f"[{text}]", f"[{text}{letter_text(0x100)}]"):
        assert re.fullmatch(pattern, letter)
        assert re.fullmatch(pattern, chr(ord(letter) ^ 1)) is None or letter in "\u0100\u0101"


@given(rng=st.randoms(use_true_random=False))
def test_classes_match_what_is_in_their_ranges(rng: Random) -> None:
    """A class matches exactly the characters of its ranges, and its complement the others."""
    starts = [rng.randrange(0x110000) for _ in range(rng.randrange(4))]
    ranges = [(start, min(start + rng.randrange(300), 0x10FFFF)) for start in starts]
    own, other = re.compile(class_text(ranges)), re.compile(class_text(complement(ranges)))

    for code in [0, 0x10FFFF, *(edge + step for pair in ranges for edge in pair for step in (-1, 0, 1))]:
        if 0 <= code <= 0x10FFFF:
            is_inside = any(low <= code <= high for low, high in ranges)
            assert (own.fullmatch(chr(code)) is not None) is is_inside
            assert (other.fullmatch(chr(code)) is None) is is_inside


@pytest.mark.parametrize(
    ("ranges", "text"),
    [
        ([(0x61, 0x61)], "a"),
        ([(0x2A, 0x2A)], r"\*"),
        ([(0x61, 0x62)], "[ab]"),
        ([(0x61, 0x63)], "[a-c]"),
        ([(0x61, 0x61), (0x63, 0x63)], "[ac]"),
        ([(0x61, 0x62), (0x62, 0x64), (0x65, 0x65)], "[a-e]"),
        ([(0, 0x60), (0x62, 0x10FFFF)], "[^a]"),
        ([(0, 0x10FFFF)], "(?s:.)"),
        ([], "(?!)"),
        ([(0xE9, 0xE9)], r"\xe9"),
        ([(0x9, 0x9)], r"\x09"),
        ([(0x2028, 0x2028)], r"\u2028"),
        ([(0x1F600, 0x1F600)], r"\U0001f600"),
    ],
)
def test_a_class_is_written_as_short_as_it_can_be(ranges: list[tuple[int, int]], text: str) -> None:
    """One character needs no class, neighbours no hyphen, and what is left out is named where that is less."""
    assert class_text(ranges) == text


@pytest.mark.parametrize(
    ("pattern", "what", "hint"),
    [
        (r"\p{L}", r"\p, a property of Unicode, is not supported", "Write the characters as a class."),
        (r"\P{L}", r"\P, a property of Unicode, is not supported", "Write the characters as a class."),
        (r"(a)\1", r"\1, a reference back, is not supported", "Write the alternatives out."),
        (r"(?<n>a)\k<n>", r"\k, a reference back, is not supported", "Write the alternatives out."),
    ],
)
def test_what_is_not_supported_says_what_to_write(pattern: str, what: str, hint: str) -> None:
    """A property and a reference are told apart, each with its way out."""
    with pytest.raises(PatternError) as caught:
        translate(pattern)

    assert (str(caught.value), caught.value.hint) == (what, hint)
