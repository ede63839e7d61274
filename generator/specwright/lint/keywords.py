"""Schemas, turned into what is wrong with their keywords: unknown ones, and values that mean nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from jsonschema import Draft202012Validator

from specwright.lint.dialect import to_2020_12
from specwright.lint.meta_schema import describe_failure
from specwright.lint.view import Node, View, mapping_at
from specwright.model.errors import Problem
from specwright.model.location import join_pointer
from specwright.model.types import Json

__all__ = ["keyword_values", "keywords"]

_SCHEMA_MAPS: Final = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
_SCHEMA_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_SCHEMA_VALUES: Final = (
    *("additionalProperties", "unevaluatedProperties", "unevaluatedItems", "items", "contains"),
    *("not", "if", "then", "else", "propertyNames", "contentSchema"),
)
_KEYWORDS: Final = frozenset(
    {
        *_SCHEMA_MAPS,
        *_SCHEMA_LISTS,
        *_SCHEMA_VALUES,
        *("$schema", "$id", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$comment", "$vocabulary"),
        *("type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
        *("maxLength", "minLength", "pattern", "format", "contentEncoding", "contentMediaType"),
        *("maxItems", "minItems", "uniqueItems", "maxContains", "minContains"),
        *("maxProperties", "minProperties", "required", "dependentRequired"),
        *("title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples"),
        *("nullable", "discriminator", "xml", "externalDocs", "example"),
    }
)
_TYPES: Final = ("string", "integer", "number", "boolean", "array", "object", "null")


def keywords(view: View) -> Iterator[Problem]:
    """Every keyword of a schema is JSON Schema's or OpenAPI's: a misspelled one would silently allow anything."""
    for node in view.schemas:
        for key in mapping_at(node.value):
            if key not in _KEYWORDS and not key.startswith("x-"):
                close = get_close_matches(key, sorted(_KEYWORDS), 1)
                hint = f"Did you mean {close[0]}?" if close else "An extension starts with x-."
                yield view.problem(node.child(key, None), "unknown-keyword", f"{key!r} is no keyword of a schema", hint)


def keyword_values(view: View) -> Iterator[Problem]:
    """Every keyword has a value that it can have: another one is no constraint at all."""
    is_3_0 = str(view.document().get("openapi", "")).startswith("3.0")
    validator: Any = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    for node in view.schemas:
        schema = _shallow(mapping_at(node.value), is_3_0=is_3_0)
        wrong: dict[str, tuple[str, str]] = {}
        for error in validator.iter_errors(schema):
            pointer = join_pointer(node.pointer, *error.absolute_path)
            wrong.setdefault(
                pointer, _describe_type(error.instance) if "type" in error.absolute_path else describe_failure(error)
            )
        if is_3_0 and isinstance(mapping_at(node.value).get("type"), list):
            place = join_pointer(node.pointer, "type")
            wrong[place] = (
                "a list of types is not for OpenAPI 3.0",
                "Write one type, with `nullable: true` beside it for null.",
            )
        for pointer, (what, hint) in wrong.items():
            yield view.problem(Node(node.file, pointer, None), "keyword-value", what, hint)


def _describe_type(value: object) -> tuple[str, str]:
    close = get_close_matches(str(value), _TYPES, 1)
    return (
        f"{json.dumps(value)} is no type",
        f"Did you mean {close[0]}?" if close else f"Write one of: {', '.join(_TYPES)}.",
    )


def _shallow(schema: Mapping[str, Json], *, is_3_0: bool) -> Json:
    """Leave out the schemas inside, which are judged at their own places, and what only OpenAPI has."""
    kept: dict[str, Json] = {}
    for key, value in schema.items():
        if key in _SCHEMA_VALUES and isinstance(value, (dict, bool)):
            continue
        if key in _SCHEMA_MAPS and isinstance(value, dict):
            kept[key] = {name: True if isinstance(inner, (dict, bool)) else inner for name, inner in value.items()}
        elif key in _SCHEMA_LISTS and isinstance(value, list):
            kept[key] = [True if isinstance(inner, (dict, bool)) else inner for inner in value]
        else:
            kept[key] = value
    return to_2020_12(kept, is_3_0=is_3_0)
