"""Turns a regular expression into texts that match it: the shortest that reading from left to right makes, and more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["matching_text", "numbered_text"]

_CLASSES: Final = {"d": "0", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a"}
_CONTROLS: Final = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
# Tried in this order for what a pattern leaves open: letters that people read before signs that they do not.
_CANDIDATES: Final = "aA0-_. /:@#" + "".join(map(chr, range(33, 127))) + "é"
_QUANTIFIER: Final = re.compile(r"\{(\d+)(?:,\d*)?\}")
_GROUP_START: Final = re.compile(r"\?(?::|P?<[A-Za-z_]\w*>)")
_MOST_REPEATS: Final = 4096
_DIGITS: Final = "0123456789"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_ROOM: Final = 20
_DEEPEST: Final = 50


class _NotReadableError(Exception):
    """The pattern uses what is not read here."""


def matching_text(pattern: str, *, least: int = 0) -> str | None:
    """Make a text of at least ``least`` characters that matches; None where the pattern is beyond this reader."""
    try:
        expression = re.compile(pattern)
        made = _plain(_Reader(pattern).read())
        longer = _plain(_Reader(pattern, extra=least - len(made)).read()) if len(made) < least else made
    except (_NotReadableError, re.error, OverflowError, RecursionError):
        return None
    wanted = (made, longer, made.ljust(least, "a"))
    return next((text for text in wanted if len(text) >= least and expression.search(text)), None)


def numbered_text(pattern: str, number: int, *, least: int = 0) -> str | None:
    """Make another text that matches for each number; None where the pattern has no room for it, or is beyond this."""
    try:
        expression = re.compile(pattern)
        for extra in range(_MOST_ROOM):
            slots = _Reader(pattern, extra=extra).read()
            text = _counted(slots, number)
            if text is not None and len(text) >= least and expression.search(text):
                return text
    except (_NotReadableError, re.error, OverflowError, RecursionError):
        return None
    return None


def _plain(slots: list[_Slot]) -> str:
    return "".join(slot.letter for slot in slots)


def _counted(slots: list[_Slot], number: int) -> str | None:
    """Count in what the pattern leaves open, from the right; None where there is no such number."""
    letters: list[str] = []
    for slot in reversed(slots):
        if slot.choices:
            number, index = divmod(number, len(slot.choices))
            letters.append(slot.choices[index])
        else:
            letters.append(slot.letter)
    return None if number else "".join(reversed(letters))


@dataclass(frozen=True, slots=True)
class _Slot:
    """One character: the first that fits, and all that one may count with, none where it is fixed."""

    letter: str
    choices: str = ""


@dataclass(slots=True)
class _Reader:
    """A cursor over a pattern; ``extra`` characters are added at the first repetition that allows them."""

    pattern: str
    extra: int = 0
    at: int = 0
    depth: int = 0

    def read(self) -> list[_Slot]:
        slots = self._alternatives()
        if self.at < len(self.pattern):
            raise _NotReadableError
        return slots

    def _alternatives(self) -> list[_Slot]:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _NotReadableError
        first = self._sequence()
        while self._take("|"):
            self._sequence()
        self.depth -= 1
        return first

    def _sequence(self) -> list[_Slot]:
        slots: list[_Slot] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            slots += self._repeated(self._atom())
        return slots

    def _repeated(self, piece: list[_Slot]) -> list[_Slot]:
        counted = _QUANTIFIER.match(self.pattern, self.at)
        if counted:
            self.at = counted.end()
            least, is_open = int(counted[1]), "," in counted[0]
        elif self._take("?"):
            least, is_open = 0, False
        elif self._take("*"):
            least, is_open = 0, True
        elif self._take("+"):
            least, is_open = 1, True
        else:
            return piece
        # A lazy or possessive mark changes what is matched first, not what matches.
        _ = self._take("?") or self._take("+")
        if is_open and self.extra and piece:
            least += -(-self.extra // len(piece))
            self.extra = 0
        if least > _MOST_REPEATS:
            raise _NotReadableError
        return piece * least

    def _atom(self) -> list[_Slot]:
        letter = self._next()
        match letter:
            case "^" | "$":
                return []
            case ".":
                return [_Slot("a", _DIGITS)]
            case "(":
                return self._group()
            case "[":
                return [self._set()]
            case "\\":
                return self._escape()
            case _:
                return [_Slot(letter)]

    def _group(self) -> list[_Slot]:
        if self.at < len(self.pattern) and self.pattern[self.at] == "?":
            opened = _GROUP_START.match(self.pattern, self.at)
            if not opened:
                raise _NotReadableError
            self.at = opened.end()
        slots = self._alternatives()
        if not self._take(")"):
            raise _NotReadableError
        return slots

    def _set(self) -> _Slot:
        start = self.at - 1
        end = self.at + (1 if self.pattern.startswith("^", self.at) else 0)
        end += 1 if self.pattern.startswith("]", end) else 0
        while end < len(self.pattern) and self.pattern[end] != "]":
            end += 2 if self.pattern[end] == "\\" else 1
        one = re.compile(self.pattern[start : end + 1])
        self.at = end + 1
        first = self.pattern[start + 1 : start + 2].replace("^", "").replace("\\", "")
        fitting = [candidate for candidate in first + _CANDIDATES if one.fullmatch(candidate)]
        if not fitting:
            raise _NotReadableError
        return _Slot(fitting[0], _choices(one))

    def _escape(self) -> list[_Slot]:
        letter = self._next()
        if letter in "bBAZz":
            return []
        if letter in "xu":
            digits = self.pattern[self.at : self.at + (2 if letter == "x" else 4)]
            self.at += len(digits)
            try:
                return [_Slot(chr(int(digits, 16)))]
            except ValueError:
                raise _NotReadableError from None
        if letter.isdigit() and letter != "0":
            raise _NotReadableError
        if letter in _CLASSES:
            return [_Slot(_CLASSES[letter], _choices(re.compile(f"\\{letter}")))]
        return [_Slot(_CONTROLS.get(letter) or letter)]

    def _next(self) -> str:
        if self.at >= len(self.pattern):
            raise _NotReadableError
        self.at += 1
        return self.pattern[self.at - 1]

    def _take(self, letter: str) -> bool:
        if self.pattern.startswith(letter, self.at):
            self.at += 1
            return True
        return False


def _choices(one: re.Pattern[str]) -> str:
    """List what to count with: digits where there are several, else letters."""
    found = ("".join(letter for letter in letters if one.fullmatch(letter)) for letters in (_DIGITS, _LETTERS))
    return next((letters for letters in found if len(letters) > 1), "")
