"""Says in one sentence what a keyword asks of a value; no value of a checked document is in it."""

from __future__ import annotations

import ast
import json
import re
from typing import Final

from specwright.model.types import Json

__all__ = ["count_message", "missing_member", "missing_message", "type_message", "values_message"]

_ARTICLES: Final = {
    "array": "an array",
    "boolean": "a boolean",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}
_COUNTED: Final = {"Length": "character", "Items": "item", "Properties": "member", "Contains": "matching item"}
_LONGEST: Final = 120
_MISSING: Final = re.compile(r"""The member ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*") is missing[.,]""")


def missing_message(name: str, *, asked_by: str = "") -> str:
    """Say that a member is not there, and which other one asks for it."""
    return (
        f"The member {name!r} is missing, which {asked_by!r} asks for."
        if asked_by
        else f"The member {name!r} is missing."
    )


def missing_member(message: str) -> str | None:
    """Read the name of the member back; None where a message is about something else."""
    match = _MISSING.match(message)
    return None if match is None else str(ast.literal_eval(match[1]))


def type_message(types: list[str]) -> str:
    """Name the types that are allowed."""
    return f"Must be {_either([_ARTICLES[name] for name in types])}."


def count_message(keyword: str, limit: int) -> str:
    """Say how long or large a value may be."""
    word = _COUNTED[keyword[3:]] + ("" if limit == 1 else "s")
    return f"Must have at {'least' if keyword.startswith('min') else 'most'} {limit} {word}."


def values_message(values: list[Json]) -> str:
    """List the values that are allowed, as far as that is short."""
    if not values:
        return "No value is allowed here."
    text = _either([value if isinstance(value, str) and value else json.dumps(value) for value in values])
    return f"Must be {text}." if len(text) <= _LONGEST else f"Must be one of the {len(values)} listed values."


def _either(texts: list[str]) -> str:
    return " or ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
