"""Turns a pattern of Python's `re` into data from which texts that match can be written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from specwright.checks.letters import DIGITS, LINE_ENDS, SPACES, WORDS, Ranges, complement
from specwright.samples.engine.nodes import Pattern, TextPart

__all__ = ["text_part"]

_CONTROLS: Final = {"t": 0x09, "n": 0x0A, "v": 0x0B, "f": 0x0C, "r": 0x0D, "a": 0x07}
_HEX: Final = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})")
_BOUNDS: Final = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}")
_GROUP: Final = re.compile(r"\?(?:P<\w+>|[aimsux]*(?:-[imsx]+)?:)")
_SETS: Final[dict[str, Ranges]] = {
    "d": DIGITS,
    "w": WORDS,
    "s": SPACES,
    "D": complement(DIGITS),
    "W": complement(WORDS),
    "S": complement(SPACES),
}
# Tried in this order: what people read, then what they seldom write, then whatever there is.
_USUAL: Final = "".join(map(chr, [*range(0x61, 0x7B), *range(0x41, 0x5B), *range(0x30, 0x3A)]))
_SIGNS: Final = " -_./:@#,;+*=!?()[]{}<>&%$'\"|~^`\\é\u00fcΩ東🚚"
_SURROGATES: Final = (0xD800, 0xDFFF)
_MOST_LETTERS: Final = 96
_NOTHING: Final[Pattern] = ["text", ""]


def text_part(pattern: str) -> TextPart:
    """Read a pattern that compiles; what only looks around is left to the search that tests each text."""
    reader = _Reader(pattern)
    tree = reader.alternation()
    branches = reader.top
    return {
        "pattern": tree,
        "is_open_left": not all(branch.startswith((r"\A", "^")) for branch in branches),
        "is_open_right": not all(branch.endswith((r"\Z", "$")) for branch in branches),
        "searches": [pattern],
    }


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the characters of a pattern; ``top`` are the branches that no group encloses."""

    pattern: str
    at: int = 0
    depth: int = 0

    @property
    def top(self) -> list[str]:
        """Split the pattern where it branches as a whole, and look into a group that encloses all of it."""
        text = self.pattern
        reader = _Reader(text)
        branches: list[str] = []
        start = 0
        reader._sequence()
        while reader._takes("|"):
            branches.append(text[start : reader.at - 1])
            start = reader.at
            reader._sequence()
        return [*branches, text[start:]]

    def alternation(self) -> Pattern:
        branches = [self._sequence()]
        while self._takes("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else ["any", branches]

    def _sequence(self) -> Pattern:
        parts: list[Pattern] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            part = self._quantified(self._atom())
            if part == _NOTHING:
                continue
            if part[0] == "text" and parts and parts[-1][0] == "text":
                parts[-1] = ["text", parts[-1][1] + part[1]]
            else:
                parts.append(part)
        return parts[0] if len(parts) == 1 else ["all", parts] if parts else _NOTHING

    def _quantified(self, part: Pattern) -> Pattern:
        letter = self._peek()
        least, most = 1, 1
        if letter and letter in "*+?":
            self.at += 1
            least, most = {"*": (0, -1), "+": (1, -1), "?": (0, 1)}[letter]
        else:
            found = _BOUNDS.match(self.pattern, self.at)
            if found is None or not (found[1] or found[3]):
                return part
            self.at = found.end()
            least = int(found[1] or 0)
            most = int(found[3]) if found[3] else -1 if found[2] else least
        if self._peek() in ("?", "+"):
            self.at += 1
        return _NOTHING if part == _NOTHING else ["repeat", part, least, None if most < 0 else most]

    def _atom(self) -> Pattern:
        letter = self.pattern[self.at]
        self.at += 1
        match letter:
            case "(":
                return self._group()
            case "[":
                return _letters(self._class())
            case ".":
                return _letters(complement(LINE_ENDS))
            case "^" | "$":
                return _NOTHING
            case "\\":
                return self._escape()
            case _:
                return ["text", letter]

    def _group(self) -> Pattern:
        looks = False
        if self._peek() == "?":
            found = _GROUP.match(self.pattern, self.at)
            looks = found is None
            # What stands there instead looks ahead or behind.
            self.at = found.end() if found is not None else self.at + (3 if self.pattern[self.at + 1] == "<" else 2)
        inner = self.alternation()
        self._takes(")")
        return _NOTHING if looks else inner

    def _escape(self) -> Pattern:
        letter = self._peek()
        if letter and letter in "AZbBz":
            self.at += 1
            return _NOTHING
        if letter in _SETS:
            self.at += 1
            return _letters(_SETS[letter])
        return ["text", chr(self._code())]

    def _class(self) -> Ranges:
        is_negated = self._takes("^")
        found: list[tuple[int, int]] = []
        is_first = True
        while is_first or self._peek() not in ("]", ""):
            is_first = False
            low = self._member()
            if self._peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self._member()
                found.append((low[0][0], high[-1][1]))
            else:
                found += low
        self.at += 1
        return complement(found) if is_negated else tuple(found)

    def _member(self) -> Ranges:
        letter = self._peek()
        self.at += 1
        if letter != "\\":
            return ((ord(letter), ord(letter)),)
        if self._peek() in _SETS:
            self.at += 1
            return _SETS[self.pattern[self.at - 1]]
        if self._peek() == "b":
            self.at += 1
            return ((0x08, 0x08),)
        code = self._code()
        return ((code, code),)

    def _code(self) -> int:
        found = _HEX.match(self.pattern, self.at)
        if found is not None:
            self.at = found.end()
            return int(found[1] or found[2] or found[3], 16)
        letter = self._peek()
        self.at += 1
        return _CONTROLS.get(letter, ord(letter))

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _takes(self, letter: str) -> bool:
        if self._peek() != letter:
            return False
        self.at += 1
        return True


def _letters(ranges: Ranges) -> Pattern:
    """Choose the characters of a class that are written."""
    allowed = complement([*complement(ranges), _SURROGATES])
    usual = [letter for letter in _USUAL if _has(allowed, letter)]
    signs = [letter for letter in _SIGNS if _has(allowed, letter)]
    # A class that leaves little out is written with letters and a few signs, as people do.
    if len(usual) == len(_USUAL) or not usual:
        usual += signs
    chosen: list[Any] = usual or list(_first(allowed))
    return ["letters", "".join(chosen)]


def _has(ranges: Ranges, letter: str) -> bool:
    code = ord(letter)
    return any(low <= code <= high for low, high in ranges)


def _first(ranges: Iterable[tuple[int, int]]) -> list[str]:
    found: list[str] = []
    for low, high in ranges:
        found += [chr(code) for code in range(low, min(high, low + _MOST_LETTERS) + 1)]
    return found[:_MOST_LETTERS] if found else []
