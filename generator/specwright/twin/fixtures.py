"""Turns fixture tables into maps from key to row, and their rows into the schema that types expressions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from specwright.model.behaviour import FixtureTable
from specwright.model.types import Json

__all__ = ["fixture_maps", "fixture_schema"]

_KINDS: Final[Mapping[type, str]] = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


def fixture_maps(tables: Iterable[FixtureTable]) -> dict[str, dict[str, Json]]:
    """Give the rows of each keyed table by their keys."""
    return {table.name: {str(row[table.key]): dict(row) for row in table.rows} for table in tables if table.key}


def fixture_schema(table: FixtureTable) -> dict[str, Json]:
    """Describe the rows of a table: what every row has is required."""
    return schema_of(table.rows)


def schema_of(values: Iterable[Json | Mapping[str, Json]]) -> dict[str, Json]:
    """Describe values that were seen, as narrow as they have one type."""
    seen = [value for value in values if value is not None]
    kinds = {_KINDS[type(value)] for value in seen if type(value) in _KINDS}
    if kinds == {"integer", "number"}:
        kinds = {"number"}
    if len(kinds) != 1:
        return {}
    kind = kinds.pop()
    if kind == "array":
        return {
            "type": "array",
            "items": schema_of(item for value in seen if isinstance(value, list) for item in value),
        }
    if kind == "object":
        return _object([value for value in seen if isinstance(value, dict)])
    return {"type": kind}


def _object(rows: list[dict[str, Json]]) -> dict[str, Json]:
    names = dict.fromkeys(name for row in rows for name in row)
    required: list[Json] = [name for name in names if all(row.get(name) is not None for row in rows)]
    properties: dict[str, Json] = {name: schema_of(row.get(name) for row in rows) for name in names}
    return {"type": "object", "required": required, "properties": properties}
