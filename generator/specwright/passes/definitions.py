"""Follows a JSON Schema definition down to one of its parts, as far as the text alone tells."""

from __future__ import annotations

from specwright.model.types import Json

__all__ = ["items_definition", "member_definition", "values_definition", "variant_definition"]


def member_definition(definition: Json, name: str) -> Json:
    """Give the definition of a property; true, which allows anything, where it stands elsewhere."""
    properties = definition.get("properties") if isinstance(definition, dict) else None
    return properties.get(name, True) if isinstance(properties, dict) else True


def items_definition(definition: Json) -> Json:
    """Give the definition of a list's items."""
    return _keyword(definition, "items")


def values_definition(definition: Json) -> Json:
    """Give the definition of a map's values."""
    return _keyword(definition, "additionalProperties")


def variant_definition(definition: Json, index: int, *, count: int) -> Json:
    """Give the definition of a variant, where the variants stand as they were counted."""
    for keyword in ("oneOf", "anyOf"):
        variants = definition.get(keyword) if isinstance(definition, dict) else None
        if isinstance(variants, list) and len(variants) == count:
            return variants[index]
    return True


def _keyword(definition: Json, keyword: str) -> Json:
    found = definition.get(keyword, True) if isinstance(definition, dict) else True
    return found if isinstance(found, dict) else True
