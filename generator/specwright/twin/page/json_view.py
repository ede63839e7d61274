"""Turns a JSON value into the pieces of its indented text, each with the kind of thing it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from specwright.model.types import Json

__all__ = ["Piece", "pieces", "text_pieces"]

# The kind (a class of the style sheet, nothing for punctuation) and the text.
Piece = tuple[str, str]

_MOST: Final = 20_000
_LONGEST: Final = 20_000


def pieces(value: Json) -> list[Piece]:
    """Spell a value; what is endless is cut with three dots."""
    made: list[Piece] = []
    for kind, text in _walk(value, 0):
        if len(made) >= _MOST:
            made.append(("cut", "\n…"))
            break
        if made and not kind and not made[-1][0]:
            made[-1] = ("", made[-1][1] + text)
        else:
            made.append((kind, text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"))
    return made


def text_pieces(text: str) -> list[Piece]:
    """Spell a text that may be JSON as what it is."""
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return [("plain", text)]
    return pieces(value)


def _walk(value: Json, depth: int) -> Iterator[Piece]:
    if depth > 150:
        yield "cut", "…"
    elif isinstance(value, dict) and value:
        yield from _members(value, depth)
    elif isinstance(value, list) and value:
        yield "", "["
        for number, item in enumerate(value):
            yield "", f"{',' if number else ''}{_line(depth + 1)}"
            yield from _walk(item, depth + 1)
        yield "", f"{_line(depth)}]"
    elif isinstance(value, str):
        yield "text", _spelled(value)
    elif isinstance(value, bool) or value is None:
        yield "word", _spelled(value)
    elif isinstance(value, int | float):
        yield "number", _spelled(value)
    else:
        yield "", _spelled(value)


def _members(value: dict[str, Json], depth: int) -> Iterator[Piece]:
    yield "", "{"
    for number, (name, item) in enumerate(value.items()):
        yield "", f"{',' if number else ''}{_line(depth + 1)}"
        yield "name", _spelled(name)
        yield "", ": "
        yield from _walk(item, depth + 1)
    yield "", f"{_line(depth)}}}"


def _line(depth: int) -> str:
    return "\n" + "  " * depth


def _spelled(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
