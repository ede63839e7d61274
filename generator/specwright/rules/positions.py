"""Finds where the letters of an expression stand in the YAML or JSON text that it was read from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

__all__ = ["align"]

_BLOCK: Final = re.compile(r"[|>][0-9+-]*[ \t]*(?:#[^\n]*)?\n")
_KEY: Final = re.compile(r"""(?:"[^"\n]*"|'[^'\n]*'|[^:\n]+):\s*""")
_SPACE_ESCAPES: Final = frozenset("ntr ")


def align(source: str, line: int, column: int, value: str) -> Callable[[int], tuple[int, int]] | None:
    """Match a scalar's value with its text, which starts at a line and column (from 1); None where they do not agree.

    The place may also be that of the key before it. YAML folds lines and doubles quotes, JSON escapes: letters agree
    all the same, whatever became of the space between.
    """
    offset = _offset_of(source, line, column)
    if offset is None:
        return None
    places = _match(source, offset, value)
    key = _KEY.match(source, offset)
    if places is None and key is not None:
        places = _match(source, key.end(), value)
    if places is None:
        return None

    def find(index: int) -> tuple[int, int]:
        if not places:
            return line, column
        at = places[index] if index < len(places) else places[-1] + 1
        return source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)

    return find


def _offset_of(source: str, line: int, column: int) -> int | None:
    offset = 0
    for _ in range(line - 1):
        offset = source.find("\n", offset) + 1
        if offset == 0:
            return None
    offset += column - 1
    return offset if offset < len(source) else None


def _match(source: str, offset: int, value: str) -> list[int] | None:
    if offset >= len(source):
        return None
    block = _BLOCK.match(source, offset)
    quote = "" if block else source[offset] if source[offset] in "'\"" else ""
    at = block.end() if block else offset + len(quote)
    places: list[int] = []
    for letter in value:
        if letter.isspace():
            places.append(at)
            continue
        at = _skip(source, at, is_escaped=quote == '"')
        # Inside quotes, a quote is doubled (YAML) or behind a backslash (JSON), and so is a backslash.
        if (quote == "'" and letter == "'") or (quote == '"' and letter in '"\\/' and source[at : at + 1] == "\\"):
            at += 1
        if source[at : at + 1] != letter:
            return None
        places.append(at)
        at += 1
    # A space belongs to the letter after it where lines were folded.
    for index in range(len(value) - 2, -1, -1):
        if value[index].isspace() and "\n" in source[places[index] : places[index + 1]]:
            places[index] = places[index + 1]
    return places


def _skip(source: str, at: int, *, is_escaped: bool) -> int:
    while at < len(source):
        if source[at].isspace():
            at += 1
        elif is_escaped and source[at] == "\\" and source[at + 1 : at + 2] in _SPACE_ESCAPES:
            at += 2
        else:
            break
    return at
