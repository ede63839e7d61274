"""Turns the bytes of one document into the value that ``json`` reads, and what is wrong with it into violations."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

from jiter import from_json

from specwright.model.location import escape_pointer_token

__all__ = ["Reading", "Violation", "json_violation", "read_document"]

# Layer, code, id, path and message, as checks tell them.
Violation: TypeAlias = tuple[str, str, str, str, str]

_LINE_END: Final = b"\r\n"
_BOM: Final = "\ufeff"
# `Any`, so that a type checker does not take what is inside for unknown.
_LIST: Final[Any] = list


class Reading(NamedTuple):
    """What a document says; ``is_read`` is false where it has no value that could be judged."""

    value: Any
    is_read: bool = True
    violations: tuple[Violation, ...] = ()


def json_violation(id: str, message: str, path: str = "") -> Violation:
    """Tell what is wrong with a document before any schema is asked."""
    return ("json", "", id, path, message)


def read_document(raw: bytes, *, line: int = 1) -> Reading:
    """Read one document, whose first line has a number in its file.

    The quick reader refuses all that has no plain meaning, members that stand twice among it, and gives what ``json``
    gives for the rest. What it refuses is read again with care, to judge what can be judged and to tell what is wrong.
    """
    try:
        # Names come again in each document, texts seldom do.
        return Reading(from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True, cache_mode="keys"))
    except ValueError:
        return _read_carefully(raw.rstrip(_LINE_END), line)


def _read_carefully(raw: bytes, line: int) -> Reading:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        place = _place(line + before.count("\n"), len(before) - before.rfind("\n"))
        return _refused("encoding", f"{place}: JSON is written in UTF-8, and these bytes are not.")
    if text.startswith(_BOM):
        return _refused("encoding", f"{_place(line, 1)}: A byte order mark may stand at the beginning of a file only.")
    notes = _Notes()
    try:
        value = json.loads(
            text, object_pairs_hook=notes.members, parse_constant=notes.constant, parse_int=notes.integer
        )
        violations = _violations(text) if notes.is_odd else ()
    except json.JSONDecodeError as error:
        return _refused("parse", f"{_place(line + error.lineno - 1, error.colno)}: {error.msg}")
    except RecursionError:
        return _refused("depth", "The document is nested too deeply to be read.")
    return Reading(value, notes.has_value, violations)


def _refused(id: str, message: str) -> Reading:
    return Reading(None, is_read=False, violations=(json_violation(id, message),))


def _place(line: int, column: int) -> str:
    return f"line {line}, column {column}"


@dataclass(slots=True)
class _Notes:
    """Builds values as ``json`` does, and notes that something about them is odd."""

    is_odd: bool = False
    has_value: bool = True

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            self.is_odd = True
        return members

    def constant(self, name: str) -> float:
        self.is_odd = True
        return float(name)

    def integer(self, digits: str) -> int:
        try:
            return int(digits)
        except ValueError:
            self.is_odd, self.has_value = True, False
            return 0


@dataclass(frozen=True, slots=True)
class _Members:
    """An object with all its members, those that lose as well."""

    pairs: list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class _Odd:
    """What stands where a number should."""

    message: str


def _integer(digits: str) -> _Odd | None:
    try:
        int(digits)
    except ValueError:
        return _Odd("A number has at most 4300 digits.")
    return None


def _violations(text: str) -> tuple[Violation, ...]:
    """Find the places of what was noted."""
    tree: Any = json.loads(
        text,
        object_pairs_hook=_Members,
        parse_constant=lambda _name: _Odd("NaN and Infinity are no numbers of JSON."),
        parse_int=_integer,
    )
    found: list[Violation] = []
    pending: list[tuple[str, Any]] = [("", tree)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, _Odd):
            found.append(json_violation("number", value.message, path))
        elif isinstance(value, _Members):
            inner = [(f"{path}/{escape_pointer_token(name)}", item) for name, item in value.pairs]
            stands = Counter(place for place, _ in inner)
            message = "A member stands once in its object."
            found += (json_violation("duplicate-key", message, place) for place in stands if stands[place] > 1)
            pending += reversed(inner)
        elif isinstance(value, _LIST):
            pending += reversed([(f"{path}/{index}", item) for index, item in enumerate(value)])
    # A number that is odd may stand under a name that stands twice.
    return tuple(dict.fromkeys(found))
