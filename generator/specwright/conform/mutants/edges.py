"""Lists values at the edge of what schemas allow: which schemas take them, and how they are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from specwright.conform.mutants.places import is_list
from specwright.model.types import Json

__all__ = ["EDGES", "Edge"]

_LONG: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A kind of value: which schemas take it, how it is known, and one; ``...`` doubles the list that is there."""

    name: str
    story: str
    fits: Callable[[Mapping[str, Json]], bool]
    is_met: Callable[[Any], bool]
    sample: Any


def _types(schema: Mapping[str, Json]) -> list[str]:
    types = schema.get("type")
    listed = types if isinstance(types, list) else [types]
    return [each for each in listed if isinstance(each, str)]


def _takes_text(schema: Mapping[str, Json], length: int) -> bool:
    most, least = schema.get("maxLength"), schema.get("minLength")
    is_wide = (not isinstance(most, int) or most >= length) and (not isinstance(least, int) or least <= length)
    return "string" in _types(schema) and is_wide and schema.keys().isdisjoint({"enum", "format", "pattern", "const"})


def _takes_number(schema: Mapping[str, Json], number: int) -> bool:
    low, high = schema.get("minimum"), schema.get("maximum")
    fits = (not isinstance(low, int) or low <= number) and (not isinstance(high, int) or number <= high)
    return fits and bool({"integer", "number"} & set(_types(schema)))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


EDGES: Final = (
    Edge(
        name="null",
        story="null",
        fits=lambda schema: "null" in _types(schema),
        is_met=lambda value: value is None,
        sample=None,
    ),
    Edge(
        name="empty-text",
        story="an empty text",
        fits=lambda schema: _takes_text(schema, 0),
        is_met=lambda value: isinstance(value, str) and not value,
        sample="",
    ),
    Edge(
        name="long-text",
        story=f"a text of {_LONG} letters",
        fits=lambda schema: _takes_text(schema, _LONG),
        is_met=lambda value: isinstance(value, str) and len(value) >= _LONG,
        sample="x" * _LONG,
    ),
    Edge(
        name="beyond-bmp",
        story="a letter outside the BMP",
        fits=lambda schema: _takes_text(schema, 4),
        is_met=lambda value: isinstance(value, str) and any(ord(letter) > 0xFFFF for letter in value),
        sample="\U0001f69a abc",
    ),
    Edge(
        name="zero",
        story="zero",
        fits=lambda schema: _takes_number(schema, 0),
        is_met=lambda value: _is_number(value) and not value,
        sample=0,
    ),
    Edge(
        name="negative",
        story="a negative number",
        fits=lambda schema: _takes_number(schema, -1),
        is_met=lambda value: _is_number(value) and bool(value < 0),
        sample=-1,
    ),
    Edge(
        name="fraction",
        story="a number with a fraction",
        fits=lambda schema: "number" in _types(schema),
        is_met=lambda value: isinstance(value, float) and not value.is_integer(),
        sample=0.25,
    ),
    Edge(
        name="empty-list",
        story="an empty list",
        fits=lambda schema: "array" in _types(schema) and not schema.get("minItems"),
        is_met=lambda value: isinstance(value, list) and not value,
        sample=[],
    ),
    Edge(
        name="several-items",
        story="a list of several items",
        fits=lambda schema: "array" in _types(schema),
        is_met=lambda value: is_list(value) and len(value) > 1,
        sample=...,
    ),
    Edge(
        name="empty-object",
        story="an empty object",
        fits=lambda schema: "object" in _types(schema) and not schema.get("required"),
        is_met=lambda value: isinstance(value, dict) and not value,
        sample={},
    ),
    Edge(
        name="offset",
        story="a time with an offset",
        fits=lambda schema: schema.get("format") == "date-time",
        is_met=lambda value: isinstance(value, str) and not value.endswith(("Z", "z")),
        sample="2026-01-31T09:00:00+01:00",
    ),
)
