# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns the part of a plan that speaks of texts into a function that writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from .formats import WRITERS
from .matching import PatternWriter, least_length
from .nodes import NotDrawableError, Pattern, TextPart
from .phrases import PHRASE_COUNT, phrases
from .source import STEADY_TRIES, Source

__all__ = ["FormatChecks", "fit", "matching_text", "text_test", "text_writer"]

FormatChecks: TypeAlias = Mapping[str, Callable[[str], bool]]

_TRIES: Final = 200
# Beyond this, only what must be long is long.
_SPARE: Final = 64
_LONGEST_EDGE: Final = 1024
_EDGES: Final = 32


def text_writer(part: TextPart, formats: FormatChecks) -> Callable[[Source, int], str]:
    """Make a function that writes texts of a part."""
    least, most = part.get("least", 0), part.get("most")
    name = part.get("format", "")
    writers = _writers(part, least, most)
    is_bounded = name in WRITERS and (least or most is not None)
    if not (is_bounded or any(key in part for key in ("pattern", "refusals", "other_formats", "not_formats"))):
        return writers[0]
    test = text_test(part, formats)

    def write(source: Source, room: int) -> str:
        for number in range(_TRIES):
            chooser = source if number < STEADY_TRIES else source.other
            text = writers[0 if number < _TRIES // 2 else number % len(writers)](chooser, room)
            if test(text):
                return text
        raise NotDrawableError(f"no text was found for {_described(part)}")

    return write


def _writers(part: TextPart, least: int, most: int | None) -> list[Callable[[Source, int], str]]:
    found: list[Callable[[Source, int], str]] = []
    format_writer = WRITERS.get(part.get("format", ""))
    if format_writer is not None:
        found.append(lambda source, _room: format_writer(source.detail))
    pattern = part.get("pattern")
    if pattern is not None:
        found.append(_pattern_writer(part, pattern, least, most))
    if part.get("not_formats"):
        # No format that is judged has a question mark.
        found.insert(0, lambda source, _room: fit("?" + phrases()[source.detail(PHRASE_COUNT)], least, most))
    return [*found, _plain_writer(least, most)]


def _plain_writer(least: int, most: int | None) -> Callable[[Source, int], str]:
    texts = phrases()
    longest = len(texts[-1])
    edge = most if most is not None and most <= _LONGEST_EDGE else least
    count = PHRASE_COUNT + _EDGES if edge > longest else PHRASE_COUNT

    def write(source: Source, _room: int) -> str:
        number = source.detail(count)
        if number >= PHRASE_COUNT:
            return fit(texts[number - PHRASE_COUNT + 1000], edge, most)
        text = texts[number]
        return text if least <= len(text) <= (longest if most is None else most) else fit(text, least, most)

    return write


def _pattern_writer(part: TextPart, pattern: Pattern, least: int, most: int | None) -> Callable[[Source, int], str]:
    shortest = least_length(pattern)
    spare = max(_SPARE, least) if most is None else max(min(most, max(_SPARE, least)) - shortest, 0)
    is_open = part.get("is_open_left", False), part.get("is_open_right", False)

    def write(source: Source, _room: int) -> str:
        # What stands around a match can fill up, where the match itself cannot grow.
        text = PatternWriter(source, wanted=least - shortest, spare=spare).write(pattern)
        if len(text) < least and is_open[1]:
            text = fit(text, least, most)
        elif len(text) < least and is_open[0]:
            text = "0" * (least - len(text)) + text
        return text

    return write


def matching_text(part: TextPart, source: Source) -> str:
    """Write one text of a part that nothing was prepared for.

    Raises:
        NotDrawableError: none was found.
    """
    return text_writer(part, {})(source, 1)


def fit(text: str, least: int, most: int | None) -> str:
    """Bring a text to a length between two."""
    if len(text) < least:
        filled = (text or "0") + " "
        return (filled * (least // len(filled) + 1))[: max(least, 1) - 1] + "0"
    return text if most is None else text[:most]


def text_test(part: TextPart, formats: FormatChecks) -> Callable[[str], bool]:
    """Make a function that says whether a text is one of a part."""
    least, most = part.get("least", 0), part.get("most")
    searches = [re.compile(text).search for text in part.get("searches", [])]
    refusals = [re.compile(text).search for text in part.get("refusals", [])]
    names = [part.get("format", ""), *part.get("other_formats", [])]
    holding = [formats[name] for name in names if name in formats]
    failing = [formats[name] for name in part.get("not_formats", []) if name in formats]

    def test(text: str) -> bool:
        return (
            least <= len(text)
            and (most is None or len(text) <= most)
            and all(search(text) is not None for search in searches)
            and all(search(text) is None for search in refusals)
            and all(holds(text) for holds in holding)
            and not any(holds(text) for holds in failing)
        )

    return test


def _described(part: TextPart) -> str:
    words = [f"the pattern {text}" for text in part.get("searches", [])]
    words += [f"no match of {text}" for text in part.get("refusals", [])]
    words += [f"the format {part.get('format')}"] if "format" in part else []
    words += [f"at least {part.get('least')} characters"] if part.get("least") else []
    words += [f"at most {part.get('most')} characters"] if part.get("most") is not None else []
    return ", ".join(words) or "what is asked for"
