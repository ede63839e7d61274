"""Turns the text of one number or string of CEL into its value."""

from __future__ import annotations

import re
from typing import Final

from specwright.rules.faults import Snippet

__all__ = ["read_string"]

_SIMPLE: Final = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "?": "?",
    '"': '"',
    "'": "'",
    "`": "`",
}
_CODE: Final = re.compile(r"[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})")


def read_string(snippet: Snippet, start: int) -> tuple[str, int]:
    """Read the string literal that starts at an offset; returns its value and the offset after it.

    Raises:
        RuleError: it does not end, or has an escape that CEL does not know.
    """
    text = snippet.text
    is_raw = text[start] in "rR"
    begin = start + is_raw
    quote = text[begin] * 3 if text.startswith(text[begin] * 3, begin) else text[begin]
    at = begin + len(quote)
    parts: list[str] = []
    while not text.startswith(quote, at):
        if at >= len(text) or (len(quote) == 1 and text[at] in "\r\n"):
            raise snippet.fault(start, at, "this string has no end", hint=f"Close it with {quote}.", rule="rule-syntax")
        if text[at] == "\\" and is_raw and text[at + 1 : at + 2] == quote[0]:
            hint = "Use the other kind of quote, or a string that is not raw."
            raise snippet.fault(
                at, at + 2, "CEL reads a backslash before a quote in several ways", hint=hint, rule="rule-syntax"
            )
        if text[at] == "\\" and not is_raw:
            letter, at = _read_escape(snippet, at)
            parts.append(letter)
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts), at + len(quote)


def _read_escape(snippet: Snippet, at: int) -> tuple[str, int]:
    letter = snippet.text[at + 1 : at + 2]
    if letter in _SIMPLE:
        return _SIMPLE[letter], at + 2
    found = _CODE.match(snippet.text, at + 1)
    if found is None:
        hint = "Write \\\\ for a backslash, or a raw string: r'…'."
        raise snippet.fault(at, at + 2, f"CEL has no escape \\{letter}", hint=hint, rule="rule-syntax")
    code = int(found[4], 8) if found[4] else int(found[1] or found[2] or found[3], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        hint = "Write a code point between 0 and 10FFFF that is no surrogate."
        raise snippet.fault(at, found.end(), "this escape names no character", hint=hint, rule="rule-syntax")
    return chr(code), found.end()
