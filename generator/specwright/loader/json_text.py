"""Turns JSON text into values, and finds the line and column of any of them when a message needs it."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, cast

from specwright.model.errors import Problem, SourceError
from specwright.model.location import Location, join_pointer
from specwright.model.types import Json

__all__ = ["JsonPlaces", "parse_json"]

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_DECODER: Final = json.JSONDecoder()


class _RefusedError(ValueError):
    """A value that Python's reader takes and JSON does not have."""


class _DuplicateKeyError(ValueError):
    """An object names a member twice."""


def parse_json(text: str, file: str) -> Json:
    """Read JSON as RFC 8259 has it, without duplicate keys.

    Raises:
        SourceError: the text is no JSON, or holds what no description may hold.
    """
    try:
        return cast(
            "Json",
            json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant, parse_float=_finite),
        )
    except json.JSONDecodeError as error:
        where = Location(file, "", error.lineno, error.colno)
        raise SourceError(
            Problem(where, f"this is no JSON: {error.msg}", "Check the text just before this place.", "syntax")
        ) from None
    except _DuplicateKeyError:
        pointer, key = JsonPlaces(text).first_duplicate()
        line, column = JsonPlaces(text).duplicate_place(pointer, key)
        where = Location(file, join_pointer(pointer_of(pointer), key), line, column)
        raise SourceError(
            Problem(where, f"the key {key!r} stands here twice", "Remove one of the two.", "duplicate-key")
        ) from None
    except RecursionError:
        raise SourceError(
            Problem(Location(file), "values are nested too deeply", "Flatten the document.", "depth")
        ) from None
    except ValueError as error:
        what = str(error) if isinstance(error, _RefusedError) else "a number has too many digits"
        raise SourceError(Problem(Location(file), what, "Write a number that JSON can carry.", "syntax")) from None


def pointer_of(tokens: Sequence[str]) -> str:
    """Join unescaped reference tokens into a pointer."""
    return join_pointer("", *tokens)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _DuplicateKeyError
    return members


def _refuse_constant(name: str) -> Json:
    raise _RefusedError(f"{name} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise _RefusedError(f"the number {text[:40]} is too large")
    return number


class JsonPlaces:
    """Places of members in JSON text that is known to be well formed; containers are scanned when asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._members: dict[int, dict[str, tuple[int, int]]] = {}
        self._line_starts: list[int] | None = None

    def locate(self, tokens: Sequence[str]) -> tuple[int, int]:
        """Give the line and column of the member that reference tokens lead to, or of the nearest one above it."""
        place = value = self._skip(0)
        for token in tokens:
            found = self._scan(value).get(token)
            if found is None:
                break
            place, value = found
        return self._line_and_column(place)

    def first_duplicate(self) -> tuple[tuple[str, ...], str]:
        """Find the first object that names a member twice: its reference tokens, and the name."""
        pending: list[tuple[tuple[str, ...], int]] = [((), self._skip(0))]
        while pending:
            tokens, offset = pending.pop()
            seen: set[str] = set()
            inner: list[tuple[tuple[str, ...], int]] = []
            for key, _, value in self._iterate(offset):
                if key in seen:
                    return tokens, key
                seen.add(key)
                if self._text[value] in "{[":
                    inner.append(((*tokens, key), value))
            pending.extend(reversed(inner))
        return (), ""

    def duplicate_place(self, tokens: Sequence[str], key: str) -> tuple[int, int]:
        """Give the line and column of the second member of that name in the object that the tokens lead to."""
        value = self._skip(0)
        for token in tokens:
            value = self._scan(value)[token][1]
        places = [place for name, place, _ in self._iterate(value) if name == key]
        return self._line_and_column(places[-1] if places else value)

    def _scan(self, offset: int) -> dict[str, tuple[int, int]]:
        if offset not in self._members:
            found: dict[str, tuple[int, int]] = {}
            for key, place, value in self._iterate(offset):
                found.setdefault(key, (place, value))
            self._members[offset] = found
        return self._members[offset]

    def _iterate(self, offset: int) -> list[tuple[str, int, int]]:
        opening = self._text[offset : offset + 1]
        if opening not in ("{", "["):
            return []
        members: list[tuple[str, int, int]] = []
        offset = self._skip(offset + 1)
        while self._text[offset] not in "}]":
            place, key = offset, str(len(members))
            if opening == "{":
                name, end = _DECODER.raw_decode(self._text, offset)
                key, offset = str(name), self._skip(self._skip(end) + 1)
            members.append((key, place, offset))
            _, end = _DECODER.raw_decode(self._text, offset)
            offset = self._skip(end)
            if self._text[offset] == ",":
                offset = self._skip(offset + 1)
        return members

    def _skip(self, offset: int) -> int:
        match = _SPACE.match(self._text, offset)
        return match.end() if match else offset

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
