"""Turns a number into a short text that people could have written: the smaller the number, the shorter the text."""

from __future__ import annotations

from functools import cache
from typing import Final

__all__ = ["PHRASE_COUNT", "phrases"]

PHRASE_COUNT: Final = 4096
_WORDS: Final = (
    *("a", "ok", "no", "yes", "new", "old", "red", "blue", "box", "gate", "dock", "side", "north", "south", "early"),
    *("late", "noon", "today", "ready", "empty", "full", "heavy", "light", "number", "order", "item"),
    *("place", "street", "number", "letter", "second", "quarter", "corner", "harbour", "warehouse"),
    *("morning", "evening", "return", "delivery", "transport", "document", "reference"),
    *("instruction", "administration", "identification", "documentation"),
)
# Accents, other scripts, what lies outside of the first plane, marks that combine, and signs that must be escaped.
_FOREIGN: Final = (
    "é",
    "Ünal",
    "naïve",
    "Ωmega",
    "東京",
    "مرحبا",
    "🚚",
    "e\u0301",
    '"q"',
    "a\\b",
    "O'Neil",
    "<b>",
    "&",
    "a/b",
)


@cache
def phrases() -> tuple[str, ...]:
    """Give the texts, shortest first."""
    plain = [word.capitalize() if number % 3 else word for number, word in enumerate(_WORDS)]
    found: dict[str, None] = dict.fromkeys(["", "0", "1", "A", "B", *(f"{number}" for number in range(10, 40))])
    found.update(dict.fromkeys(_FOREIGN))
    found.update(dict.fromkeys(plain))
    number = 0
    while len(found) < PHRASE_COUNT:
        number += 1
        count = 2 + number % 4
        words = [_WORDS[(number * 7 + index * (11 + number % 13)) % len(_WORDS)] for index in range(count)]
        if number % 8 == 0:
            words[-1] = _FOREIGN[number // 8 % len(_FOREIGN)]
        if number % 5 == 0:
            words.append(str(number % 1000))
        found[" ".join(words).capitalize()] = None
    return tuple(sorted(found, key=lambda text: (len(text), text)))
