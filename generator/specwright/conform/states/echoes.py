"""Turns a stored document into the body that would store it again, without what the body's schema has no place for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from specwright.model.types import Json
from specwright.rules.schema_view import View
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["echo"]

_DEEPEST: Final = 12


def echo(document: Json, schema: Json, definitions: Mapping[str, Json]) -> Json:
    """Keep of a document what a schema names."""
    kept: Json = _kept(document, (schema,), definitions, 0)
    return kept


def _kept(value: Any, schemas: tuple[Json, ...], definitions: Mapping[str, Json], depth: int) -> Any:
    if depth > _DEEPEST:
        return value
    view = View.of(schemas, definitions)
    if isinstance(value, ARRAY):
        inner = tuple(view.values("items"))
        return [_kept(item, inner, definitions, depth + 1) for item in value] if inner else value
    names = view.member_names()
    if not names or not isinstance(value, OBJECT):
        return value
    return {
        name: _kept(member, tuple(view.member_schemas(name)), definitions, depth + 1)
        for name, member in value.items()
        if name in names and not _is_read_only(tuple(view.member_schemas(name)))
    }


def _is_read_only(schemas: tuple[Json, ...]) -> bool:
    return any(isinstance(schema, dict) and schema.get("readOnly") is True for schema in schemas)
