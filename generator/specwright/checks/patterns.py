"""Turns a pattern of ECMA-262 into a pattern of Python's `re` that finds a match in the same texts.

Read as with the flag `u`, so one character is one code point; a backslash before punctuation is forgiven.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from specwright.checks.letters import (
    ANY,
    DIGITS,
    LINE_ENDS,
    SPACES,
    WORDS,
    Ranges,
    class_text,
    complement,
    letter_text,
)

__all__ = ["PatternError", "translate"]

_SETS: Final[dict[str, Ranges]] = {
    "d": DIGITS,
    "w": WORDS,
    "s": SPACES,
    "D": complement(DIGITS),
    "W": complement(WORDS),
    "S": complement(SPACES),
}
_CONTROLS: Final = {"t": 0x09, "n": 0x0A, "v": 0x0B, "f": 0x0C, "r": 0x0D}
_GROUPS: Final = ("?:", "?=", "?!", "?<=", "?<!")
_NAME: Final = re.compile(r"\?<[A-Za-z_$][A-Za-z0-9_$]*>")
_BOUNDS: Final = re.compile(r"\{([0-9]+)(,?)([0-9]*)\}")
_HEX: Final = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]+)\}|c([A-Za-z])|0(?![0-9])")
_LOW_HALF: Final = re.compile(r"\\u([dD][c-fC-F][0-9A-Fa-f]{2})")
_MAX_DEPTH: Final = 50
# Python's own limit lies just above.
_MAX_REPEAT: Final = 2**32 - 2


class PatternError(Exception):
    """A pattern is wrong, or (``is_valid``) right but beyond what Python can say."""

    def __init__(self, what: str, hint: str, *, is_valid: bool = False) -> None:
        self.what = what
        self.hint = hint
        self.is_valid = is_valid
        super().__init__(what)


def translate(pattern: str) -> str:
    """Translate a pattern.

    Raises:
        PatternError: it is no pattern of ECMA-262, or Python would read it differently.
    """
    reader = _Reader(pattern)
    text = reader.alternation()
    if reader.at < len(pattern):
        raise PatternError("a ) closes nothing", r"Write \) for the character.")
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(
            f"Python cannot match this pattern: {error}", "Write it more simply.", is_valid=True
        ) from None
    return text


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the characters of a pattern."""

    pattern: str
    at: int = 0
    depth: int = field(default=0)

    def alternation(self) -> str:
        branches = [self._sequence()]
        while self._takes("|"):
            branches.append(self._sequence())
        return "|".join(branches)

    def _sequence(self) -> str:
        pieces: list[str] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            text, can_repeat = self._atom()
            quantifier = self._quantifier()
            if quantifier and not can_repeat:
                raise PatternError("a repetition has nothing to repeat", "Remove it.")
            pieces.append(text + quantifier)
        return "".join(pieces)

    def _quantifier(self) -> str:
        text = self._peek()
        if text and text in "*+?":
            self.at += 1
        else:
            found = _BOUNDS.match(self.pattern, self.at)
            if found is None:
                return ""
            low, high = int(found[1]), int(found[3] or found[1])
            if high < low or max(low, high) > _MAX_REPEAT:
                raise PatternError(f"{found[0]} is no repetition", "Put the smaller number first.")
            text, self.at = found[0], found.end()
        if self._takes("?"):
            text += "?"
        if (self._peek() and self._peek() in "*+?") or _BOUNDS.match(self.pattern, self.at):
            raise PatternError("two repetitions stand side by side", "Put the first into parentheses.")
        return text

    def _atom(self) -> tuple[str, bool]:
        letter = self.pattern[self.at]
        self.at += 1
        match letter:
            case "(":
                return self._group()
            case "[":
                return class_text(self._class()), True
            case ".":
                return class_text(complement(LINE_ENDS)), True
            case "^":
                return r"\A", False
            case "$":
                # Python's $ also stands before a line feed at the end.
                return r"\Z", False
            case "\\":
                return self._escape()
            case "*" | "+" | "?":
                raise PatternError("a repetition has nothing to repeat", f"Write \\{letter} for the character.")
            case "{" if _BOUNDS.match(self.pattern, self.at - 1):
                raise PatternError("a repetition has nothing to repeat", r"Write \{ for the character.")
            case _:
                return letter_text(ord(letter)), True

    def _group(self) -> tuple[str, bool]:
        kind = "?:"
        named = _NAME.match(self.pattern, self.at)
        if named is not None:
            self.at = named.end()
        elif self._peek() == "?":
            kind = next((each for each in _GROUPS if self.pattern.startswith(each, self.at)), "")
            if not kind:
                hint = "ECMA-262 has (…), (?:…), (?=…), (?!…), (?<=…), (?<!…) and (?<name>…); no flags."
                raise PatternError("this kind of group is not supported", hint)
            self.at += len(kind)
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise PatternError("groups are nested too deeply", "Write it more simply.", is_valid=True)
        inner = self.alternation()
        self.depth -= 1
        if not self._takes(")"):
            raise PatternError("a group has no end", r"Close it with ), or write \( for the character.")
        # Groups are only named or counted for references back, of which there are none.
        return f"({kind}{inner})", kind == "?:"

    def _escape(self) -> tuple[str, bool]:
        letter = self._peek()
        if letter in ("b", "B"):
            self.at += 1
            # Python's own \B does not match in an empty text before 3.14.
            return (r"(?a:\b)" if letter == "b" else r"(?!(?a:\b))"), False
        if letter in _SETS:
            self.at += 1
            return class_text(_SETS[letter]), True
        return letter_text(self._code(is_class=False)), True

    def _class(self) -> Ranges:
        is_negated = self._takes("^")
        found: list[tuple[int, int]] = []
        while not self._takes("]"):
            low = self._member()
            if self._peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self._member()
                found += _span(low, high)
            else:
                found += low
        return complement(found) if is_negated else tuple(found)

    def _member(self) -> Ranges:
        letter = self._peek()
        self.at += 1
        if not letter:
            raise PatternError("a class has no end", r"Close it with ], or write \[ for the character.")
        if letter != "\\":
            return ((ord(letter), ord(letter)),)
        name = self._peek()
        if name in _SETS:
            self.at += 1
            return _SETS[name]
        code = self._code(is_class=True)
        return ((code, code),)

    def _code(self, *, is_class: bool) -> int:
        """Read what stands after a backslash where it is one character."""
        letter = self._peek()
        if letter in _CONTROLS or (letter == "b" and is_class):
            self.at += 1
            return _CONTROLS.get(letter, 0x08)
        found = _HEX.match(self.pattern, self.at)
        if found is not None:
            self.at = found.end()
            return self._point(found)
        if letter and not letter.isalnum():
            self.at += 1
            return ord(letter)
        if not letter:
            raise PatternError("a backslash ends the pattern", "Write two for the character.")
        if letter in "pPk" or letter.isdigit():
            what = "a property of Unicode" if letter in "pP" else "a reference back"
            hint = "Write the characters as a class." if letter in "pP" else "Write the alternatives out."
            raise PatternError(f"\\{letter}, {what}, is not supported", hint, is_valid=True)
        hint = r"Write ^ and $ for beginning and end, \d \w \s for classes, and no backslash before other letters."
        raise PatternError(f"ECMA-262 has no \\{letter}", hint)

    def _point(self, found: re.Match[str]) -> int:
        if found[4]:
            return ord(found[4]) % 32
        code = int(found[1] or found[2] or found[3] or "0", 16)
        if code > ANY[0][1]:
            raise PatternError(f"\\{found[0]} is no character", "Write a code point up to 10FFFF.")
        low = _LOW_HALF.match(self.pattern, self.at) if found[2] and 0xD800 <= code < 0xDC00 else None
        if low is None:
            return code
        self.at = low.end()
        return 0x10000 + ((code - 0xD800) << 10) + (int(low[1], 16) - 0xDC00)

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _takes(self, letter: str) -> bool:
        if self._peek() != letter:
            return False
        self.at += 1
        return True


def _span(low: Ranges, high: Ranges) -> Ranges:
    if _letter(low) < 0 or _letter(high) < 0:
        # Read as the three things that stand there, as browsers do without the flag.
        return (*low, (0x2D, 0x2D), *high)
    if _letter(high) < _letter(low):
        raise PatternError("a range runs backwards", "Write the smaller character first.")
    return ((_letter(low), _letter(high)),)


def _letter(ranges: Ranges) -> int:
    """Give the one character of a class, -1 where there are more."""
    first, last = ranges[:1], ranges[-1:]
    return next((low for low, high in first if low == high and first == last), -1)
