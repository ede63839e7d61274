"""Looks into JSON Schema just far enough to offer a form and to know a document's statuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from specwright.model.types import Json, Schema

__all__ = ["choices", "resolved"]

_PREFIX: Final = "#/$defs/"


def resolved(definition: Json, schemas: Mapping[str, Schema]) -> Mapping[str, Json]:
    """Follow references; what stands beside one counts as well. Nothing where a schema says nothing."""
    found: dict[str, Json] = {}
    seen: set[str] = set()
    while isinstance(definition, dict):
        found = {**definition, **found}
        reference = definition.get("$ref")
        found.pop("$ref", None)
        if not isinstance(reference, str) or reference in seen:
            break
        seen.add(reference)
        key = reference.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~")
        definition = schemas[key].definition if key in schemas else None
    return found


def choices(definition: Json, schemas: Mapping[str, Schema]) -> tuple[Json, ...]:
    """List the values that a schema allows, where it names them."""
    found = resolved(definition, schemas)
    if "const" in found:
        return (found["const"],)
    named = found.get("enum")
    return tuple(named) if isinstance(named, list) else ()
