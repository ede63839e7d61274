"""Turns a pattern of RE2 into the same pattern of Python's `re`, and refuses what the two read differently.

The result is ASCII-only in its classes and never backtracks without bound: RE2 runs in linear time, so rules must too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["PatternError", "translate"]

_MAX_REPEAT: Final = 1000
# Letters 0-127, and one that stands for all others.
_OTHER: Final = 128
_EVERY: Final = frozenset(range(129))
_DIGITS: Final = frozenset(range(0x30, 0x3A))
_WORDS: Final = _DIGITS | frozenset(range(0x41, 0x5B)) | frozenset(range(0x61, 0x7B)) | {0x5F}
_SPACES: Final = frozenset(b"\t\n\f\r ")
_CLASSES: Final = {"d": _DIGITS, "w": _WORDS, "s": _SPACES}
# Python's \s has the vertical tab, RE2's has not.
_CLASS_TEXTS: Final = {"d": "0-9", "w": "A-Za-z0-9_", "s": r"\t\n\f\r "}
_CONTROLS: Final = {"t": 9, "n": 10, "r": 13, "f": 12, "v": 11, "a": 7}
_SPECIAL: Final = frozenset("\\.+*?()|[]{}^$")


class PatternError(Exception):
    """A pattern is wrong or means different things to RE2 and Python."""

    def __init__(self, offset: int, what: str, hint: str) -> None:
        self.offset = offset
        self.what = what
        self.hint = hint
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class _Piece:
    """``text`` in Python's spelling; ``first``, ``last`` and ``letters``: what it can begin with and hold.

    ``is_fixed``: it always matches the same number of letters; ``can_repeat``: repeating it matches in one way only.
    """

    text: str
    first: frozenset[int] = frozenset()
    letters: frozenset[int] = frozenset()
    least: int = 0
    is_fixed: bool = True
    can_repeat: bool = True


def translate(pattern: str) -> str:
    """Translate a pattern that is searched for anywhere in a text.

    Raises:
        PatternError: it is outside the common part of both languages.
    """
    reader = _Reader(pattern)
    piece = reader.alternation()
    if reader.at < len(pattern):
        raise PatternError(reader.at, "a ) closes nothing", r"Write \) for the letter.")
    return piece.text


class _Reader:
    """Recursive descent over the letters of a pattern."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.at = 0
        self._depth = 0

    def alternation(self) -> _Piece:
        branches = [self._sequence()]
        while self._takes("|"):
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        firsts = [branch.first for branch in branches]
        are_apart = all(not (a & b) for index, a in enumerate(firsts) for b in firsts[index + 1 :])
        return _Piece(
            "|".join(branch.text for branch in branches),
            frozenset[int]().union(*firsts),
            frozenset[int]().union(*(branch.letters for branch in branches)),
            min(branch.least for branch in branches),
            is_fixed=all(branch.is_fixed and branch.least == branches[0].least for branch in branches),
            can_repeat=are_apart and all(branch.can_repeat and branch.least > 0 for branch in branches),
        )

    def _sequence(self) -> _Piece:
        pieces: list[_Piece] = []
        while self.at < len(self._pattern) and self._pattern[self.at] not in "|)":
            pieces.append(self._repeated())
        return _join(pieces)

    def _repeated(self) -> _Piece:
        start = self.at
        atom = self._atom()
        bounds = self._quantifier()
        if bounds is None:
            return atom
        least, most, text = bounds
        if not atom.letters and not atom.least:
            raise PatternError(start, "this repeats nothing", "Remove the repetition.")
        if self._takes("?"):
            text += "?"
        end = self.at
        if self._quantifier() is not None:
            raise PatternError(end, "two repetitions stand side by side", "Put the first into parentheses.")
        if (most is None or most > 1) and not atom.can_repeat:
            hint = "Let each round begin with a letter that the rest of the round cannot hold, such as (,[0-9]+)*."
            raise PatternError(start, "this repetition can match one text in many ways, which takes endless time", hint)
        return _Piece(
            atom.text + text,
            atom.first,
            atom.letters,
            atom.least * least,
            is_fixed=atom.is_fixed and least == most,
            can_repeat=atom.is_fixed and least == most,
        )

    def _quantifier(self) -> tuple[int, int | None, str] | None:
        start = self.at
        letter = self._peek()
        if letter in ("*", "+", "?"):
            self.at += 1
            return {"*": (0, None, "*"), "+": (1, None, "+"), "?": (0, 1, "?")}[letter]
        if letter != "{":
            return None
        end = self._pattern.find("}", start)
        low, comma, high = self._pattern[start + 1 : max(end, start + 1)].partition(",")
        if end < 0 or not _is_count(low) or (high and not _is_count(high)):
            raise PatternError(start, "this is no repetition", r"Write {2}, {2,} or {2,3}; the letter is \{.")
        least = int(low)
        most = int(high) if high else None if comma else least
        if max(least, most or 0) > _MAX_REPEAT or (most is not None and most < least):
            raise PatternError(
                start, f"a repetition goes from a number to one not smaller, at most {_MAX_REPEAT}", "Correct it."
            )
        self.at = end + 1
        return least, most, self._pattern[start : self.at]

    def _atom(self) -> _Piece:
        start = self.at
        letter = self._pattern[start]
        self.at += 1
        match letter:
            case "(":
                return self._group(start)
            case "[":
                return self._class(start)
            case ".":
                return _one(".", _EVERY - {10})
            case "^":
                return _Piece(r"\A")
            case "$":
                # Python's $ also stands before a newline at the end.
                return _Piece(r"\Z")
            case "\\":
                return self._escape(start)
            case "*" | "+" | "?" | "{":
                raise PatternError(start, "a repetition has nothing before it", f"Write \\{letter} for the letter.")
            case "]" | "}":
                return _one("\\" + letter, frozenset({ord(letter)}))
            case _:
                return _one(_quote(ord(letter)), frozenset({min(ord(letter), _OTHER)}))

    def _group(self, start: int) -> _Piece:
        if self._pattern.startswith("?:", self.at):
            self.at += 2
        elif self._peek() == "?":
            hint = "Only (…) and (?:…) are in the profile: no flags, names, look-ahead or look-behind."
            raise PatternError(start, "this kind of group is outside the profile", hint)
        self._depth += 1
        if self._depth > 20:
            raise PatternError(start, "groups are nested too deeply", "Simplify the pattern.")
        inner = self.alternation()
        self._depth -= 1
        if not self._takes(")"):
            raise PatternError(start, "this group has no end", r"Close it with ), or write \( for the letter.")
        return _Piece(f"(?:{inner.text})", inner.first, inner.letters, inner.least, inner.is_fixed, inner.can_repeat)

    def _escape(self, start: int) -> _Piece:
        letter = self._peek()
        if letter and letter in "dws":
            self.at += 1
            return _one(f"[{_CLASS_TEXTS[letter]}]", _CLASSES[letter])
        if letter and letter in "DWS":
            self.at += 1
            return _one(f"[^{_CLASS_TEXTS[letter.lower()]}]", _EVERY - _CLASSES[letter.lower()])
        if letter == "b":
            self.at += 1
            return _Piece(r"\b")
        if letter == "B":
            hint = "Not every Python finds it in the empty text, as RE2 does."
            raise PatternError(start, r"\B is outside the profile", hint)
        if letter in ("A", "z"):
            self.at += 1
            return _Piece(r"\A" if letter == "A" else r"\Z")
        code = self._code(start)
        return _one(_quote(code), frozenset({min(code, _OTHER)}))

    def _code(self, start: int) -> int:
        """Read what stands after a backslash where it is one letter."""
        letter = self._peek()
        if not letter:
            raise PatternError(start, "a backslash ends the pattern", "Write two for the letter.")
        self.at += 1
        if letter in _CONTROLS:
            return _CONTROLS[letter]
        if letter == "x":
            digits = self._pattern[self.at : self.at + 2]
            if len(digits) == 2 and all(digit in "0123456789abcdefABCDEF" for digit in digits):
                self.at += 2
                return int(digits, 16)
        elif ord(letter) < _OTHER and not letter.isalnum() and letter != "_" and letter.isprintable():
            return ord(letter)
        hint = "In the profile: \\d \\w \\s \\D \\W \\S \\b \\A \\z \\t \\n \\r \\f \\v \\xHH and escaped punctuation."
        raise PatternError(start, f"\\{letter} is outside the profile", hint)

    def _class(self, start: int) -> _Piece:
        is_negated = self._takes("^")
        texts: list[str] = []
        letters: set[int] = set()
        if self._peek() == "]":
            raise PatternError(start, "a class is empty", r"Write \] for the letter.")
        while not self._takes("]"):
            if self.at >= len(self._pattern):
                raise PatternError(start, "this class has no end", "Close it with ].")
            text, found = self._member(start)
            texts.append(text)
            letters |= found
        # What stands for all other letters is in a class only in part.
        outside = _EVERY - (letters - {_OTHER})
        return _one(f"[{'^' if is_negated else ''}{''.join(texts)}]", frozenset(outside if is_negated else letters))

    def _member(self, start: int) -> tuple[str, frozenset[int]]:
        letter = self._peek()
        if letter == "[" and self._pattern[self.at + 1 : self.at + 2] in (":", ".", "="):
            raise PatternError(self.at, "named classes are outside the profile", "Write the letters, such as a-z.")
        if letter == "\\" and self._pattern[self.at + 1 : self.at + 2] in ("d", "w", "s", "D", "W", "S"):
            name = self._pattern[self.at + 1]
            self.at += 2
            if self._peek() == "-" and self._pattern[self.at + 1 : self.at + 2] != "]":
                raise PatternError(self.at, "a range begins with a class", r"Write \- for the letter.")
            if name in _CLASSES:
                return _CLASS_TEXTS[name], _CLASSES[name]
            # Python's \S has no vertical tab, RE2's has.
            return f"\\{name}" + (r"\v" if name == "S" else ""), _EVERY - _CLASSES[name.lower()]
        low = self._letter(start)
        if self._peek() != "-" or self._pattern[self.at + 1 : self.at + 2] in ("]", ""):
            return _quote(low), frozenset({min(low, _OTHER)})
        self.at += 1
        if self._peek() == "[" or self._pattern[self.at : self.at + 2] in ("\\d", "\\w", "\\s", "\\D", "\\W", "\\S"):
            raise PatternError(self.at, "a range ends with a class", r"Write \- for the letter.")
        high = self._letter(start)
        if high < low:
            raise PatternError(start, "a range runs backwards", "Write the smaller letter first.")
        return f"{_quote(low)}-{_quote(high)}", frozenset(range(min(low, _OTHER), min(high, _OTHER) + 1))

    def _letter(self, start: int) -> int:
        letter = self._peek()
        self.at += 1
        return self._code(start) if letter == "\\" else ord(letter)

    def _peek(self) -> str:
        return self._pattern[self.at : self.at + 1]

    def _takes(self, letter: str) -> bool:
        if self._peek() != letter:
            return False
        self.at += 1
        return True


def _one(text: str, letters: frozenset[int]) -> _Piece:
    return _Piece(text, letters, letters, 1)


def _join(pieces: list[_Piece]) -> _Piece:
    first: set[int] = set()
    for piece in pieces:
        first |= piece.first
        if piece.least:
            break
    solid = [piece for piece in pieces if piece.letters]
    is_fixed = all(piece.is_fixed for piece in pieces)
    # One letter that appears nowhere else in the round, at its beginning or end, tells the rounds apart.
    marks = [(solid[0], solid[1:]), (solid[-1], solid[:-1])] if solid else []
    is_marked = any(
        mark.least == 1
        and mark.is_fixed
        and all(not (mark.letters & other.letters) for other in others)
        and sum(not other.is_fixed for other in others) <= 1
        for mark, others in marks
    )
    return _Piece(
        "".join(piece.text for piece in pieces),
        frozenset(first),
        frozenset[int]().union(*(piece.letters for piece in pieces)),
        sum(piece.least for piece in pieces),
        is_fixed=is_fixed,
        can_repeat=(is_fixed and all(piece.can_repeat for piece in pieces)) or (len(solid) > 1 and is_marked),
    )


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def _quote(code: int) -> str:
    letter = chr(code)
    if letter in _SPECIAL or letter in "-&~#":
        return "\\" + letter
    if 0x20 <= code < 0x7F:
        return letter
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
