# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a difference between an answer and its description into a record that names the place, never the content."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ._override import override

__all__ = ["Deviation", "DeviationKind"]

DeviationKind: TypeAlias = Literal["missing", "type", "format", "unknown-value", "unknown-variant", "depth"]

# Longer ones are cut: a record is for reading, and an unbounded one could carry a whole answer into a log.
TEXT_LIMIT: Final = 80


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place where an answer is not what the description says.

    ``missing``: a required member is absent. ``type``: another JSON type than described. ``format``: the right JSON
    type, but no date or UUID as described. ``unknown-value``: a new value of an enum. ``unknown-variant``: a new tag of
    a union, or an object that no variant describes. ``depth``: nested too deeply to be looked at. What was found is
    named by its JSON type alone, except for new enum values and tags: without them nobody could say what is new.
    """

    pointer: str
    expected: str
    found_type: str
    kind: DeviationKind
    value: str = ""

    @override
    def __str__(self) -> str:
        found = f"{self.found_type} {self.value!r}" if self.value else self.found_type
        return f"{self.pointer or 'the answer'}: expected {self.expected}, found {found} ({self.kind})"


class _UnknownValues(threading.local):
    """Counts unknown enum values met by this thread: validation never gives up its thread, so no task can interfere."""

    count: int = 0


_unknown_values: Final = _UnknownValues()


def note_unknown_value() -> None:
    """Record that an open enum met a value which it does not know."""
    _unknown_values.count += 1


def unknown_values_noted() -> int:
    """Count the notes of this thread so far; a reader compares before and after."""
    return _unknown_values.count


def json_type(value: object) -> str:
    """Name the JSON type of a parsed value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case dict():
            return "object"
        case list():
            return "array"
        case _:
            return type(value).__name__


def shortened(value: object) -> str:
    """Give a value's text, cut to what a record may hold."""
    text = str(value)
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1] + "…"


def child(pointer: str, token: str | int) -> str:
    """Append one reference token to a JSON pointer."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"
