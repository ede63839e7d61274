"""Turns sets of characters, as ranges of code points, into classes of Python's `re`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

__all__ = ["ANY", "DIGITS", "LINE_ENDS", "SPACES", "WORDS", "Ranges", "class_text", "complement", "letter_text"]

Ranges: TypeAlias = tuple[tuple[int, int], ...]

_LAST: Final = 0x10FFFF
_SPECIAL: Final = frozenset("\\.+*?()|[]{}^$-&~#")

ANY: Final[Ranges] = ((0, _LAST),)
DIGITS: Final[Ranges] = ((0x30, 0x39),)
WORDS: Final[Ranges] = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
LINE_ENDS: Final[Ranges] = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
# ECMA-262, WhiteSpace and LineTerminator.
SPACES: Final[Ranges] = (
    *((0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
    *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)


def complement(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Give all characters that are in none of the ranges."""
    found: list[tuple[int, int]] = []
    start = 0
    for low, high in sorted(ranges):
        if low > start:
            found.append((start, low - 1))
        start = max(start, high + 1)
    if start <= _LAST:
        found.append((start, _LAST))
    return tuple(found)


def class_text(ranges: Iterable[tuple[int, int]]) -> str:
    """Write a class that matches one of the characters."""
    merged = complement(complement(ranges))
    if not merged:
        return "(?!)"
    if merged == ANY:
        return "(?s:.)"
    if len(merged) == 1 and merged[0][0] == merged[0][1]:
        return letter_text(merged[0][0])
    inverse = complement(merged)
    # What is left out is often shorter to say.
    chosen, mark = (inverse, "^") if len(inverse) < len(merged) else (merged, "")
    return f"[{mark}{''.join(_range_text(low, high) for low, high in chosen)}]"


def letter_text(code: int) -> str:
    """Write one character so that it stands for itself, in a class and outside of one."""
    letter = chr(code)
    if letter in _SPECIAL:
        return "\\" + letter
    if 0x20 <= code < 0x7F:
        return letter
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _range_text(low: int, high: int) -> str:
    if low == high:
        return letter_text(low)
    return letter_text(low) + ("-" if high > low + 1 else "") + letter_text(high)
