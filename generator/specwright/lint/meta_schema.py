"""A root document and OpenAPI's own JSON Schema, turned into findings in words of the description."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from jsonschema.exceptions import ValidationError
from jsonschema.validators import validator_for
from openapi_spec_validator import schemas

from specwright.lint.view import Node, View
from specwright.model.errors import Problem
from specwright.model.location import join_pointer
from specwright.model.types import Json

__all__ = ["describe_failure", "meta_schema"]

_SCHEMAS: Final = {"3.0": "schema_v30", "3.1": "schema_v31", "3.2": "schema_v32"}
_CLOSED: Final = frozenset({"additionalProperties", "unevaluatedProperties"})
_KINDS: Final = {
    "array": "a list",
    "object": "a map",
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "null",
}
_LONGEST: Final = 160


def meta_schema(view: View) -> Iterator[Problem]:
    """Judge the root document by the OpenAPI Initiative's own JSON Schema; schemas have rules of their own."""
    schema = _meta_schema_of(str(view.document().get("openapi", "")))
    if schema is None:
        place = Node(view.root, "/openapi", None)
        yield view.problem(place, "openapi-version", "is no OpenAPI 3.0, 3.1 or 3.2 document", "Set openapi: 3.1.0.")
        return
    inside = {node.pointer for node in view.schemas if node.file == view.root}
    found = [_leaf(error) for error in validator_for(schema)(schema).iter_errors(view.files[view.root])]
    wrong = [error for error in found if not _is_inside(error, inside)]
    known = frozenset(_names(schema))
    for error in wrong:
        where = _pointer(error)
        if error.validator in _CLOSED:
            # What fails below leaves its keys unaccounted for; those are names that OpenAPI has.
            is_sound = not any(other is not error and _pointer(other).startswith(where) for other in wrong)
            yield from _unexpected_keys(view, error, known if is_sound else known - {""}, is_sound=is_sound)
        else:
            what, hint = describe_failure(error)
            yield view.problem(Node(view.root, where, None), "meta-schema", what, hint)


def describe_failure(error: ValidationError) -> tuple[str, str]:
    """Say what a value breaks, and what to do."""
    value: Any = error.validator_value
    match error.validator:
        case "required":
            name = error.message.removesuffix(" is a required property")
            return f"{name} is missing", "Add it."
        case "type":
            kinds = [value] if isinstance(value, str) else value
            wanted = " or ".join(_KINDS.get(kind, kind) for kind in kinds)
            return f"{_spell(error.instance)} is not {wanted}", f"Write {wanted}."
        case "enum" | "const":
            allowed = value if error.validator == "enum" else [value]
            close = get_close_matches(str(error.instance), [str(item) for item in allowed], 1)
            listed = ", ".join(str(item) for item in allowed)
            hint = f"Did you mean {close[0]}?" if close else f"Write one of: {listed}."
            return f"{_spell(error.instance)} is none of {listed}", hint
        case "minProperties" | "minItems":
            return "is empty", "Add what belongs here, or leave the key out."
        case _:
            return _shorten(error.message, _LONGEST), "See the OpenAPI specification of this object."


def _unexpected_keys(view: View, error: ValidationError, known: frozenset[str], *, is_sound: bool) -> Iterator[Problem]:
    schema: Mapping[str, Any] = error.schema if isinstance(error.schema, Mapping) else {}
    fields = [str(name) for name in schema.get("properties", {})]
    patterns = [str(pattern) for pattern in schema.get("patternProperties", {})]
    instance: Any = error.instance
    keys: list[str] = [str(key) for key in instance]
    for key in keys:
        if key in fields or key.startswith("x-") or any(re.search(pattern, key) for pattern in patterns):
            continue
        if not is_sound and key in known:
            continue
        close = get_close_matches(key, fields, 1) or get_close_matches(key, sorted(known), 1, 0.8)
        hint = f"Did you mean {close[0]}?" if close else "Remove it; an extension starts with x-."
        place = Node(view.root, join_pointer(_pointer(error), key), None)
        yield view.problem(place, "unknown-field", f"{key!r} is no field of this object", hint)


def _leaf(error: ValidationError) -> ValidationError:
    """Follow alternatives into the one that was meant: its message names the slip."""
    while error.context:
        branches: dict[object, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0] if inner.schema_path else 0, []).append(inner)
        meant = [branch for branch in branches.values() if not _is_only_no_reference(branch)] or [*branches.values()]
        fewest = min(map(_mismatches, meant))
        best = [branch for branch in meant if _mismatches(branch) == fewest]
        if fewest and len(best) > 1:
            return _join_choices(best)
        shortest: list[ValidationError] = min(best, key=len)
        error = max(shortest, key=lambda inner: len(inner.absolute_path))
    return error


def _is_only_no_reference(branch: Sequence[ValidationError]) -> bool:
    return all(error.validator == "required" and "$ref" in error.message for error in branch)


def _mismatches(branch: Sequence[ValidationError]) -> int:
    """Count what says that another alternative was meant: a member whose value names one."""
    return sum(error.validator in {"enum", "const"} for error in branch)


def _join_choices(branches: Sequence[Sequence[ValidationError]]) -> ValidationError:
    """Make one failure of alternatives that differ in the value that chooses them."""
    choices = [next(error for error in branch if error.validator in {"enum", "const"}) for branch in branches]
    allowed: list[Any] = []
    for error in choices:
        value: Any = error.validator_value
        allowed += value if error.validator == "enum" else [value]
    first = choices[0]
    first.validator, first.validator_value = "enum", list(dict.fromkeys(allowed))
    return first


def _is_inside(error: ValidationError, schemas_at: set[str]) -> bool:
    pointer = ""
    for token in error.absolute_path:
        if pointer in schemas_at:
            return True
        pointer = join_pointer(pointer, token)
    return pointer in schemas_at


def _pointer(error: ValidationError) -> str:
    return join_pointer("", *error.absolute_path)


def _names(schema: Json) -> Iterator[str]:
    """Collect the names of all fields that OpenAPI has."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties" and isinstance(value, dict):
                yield from value
            yield from _names(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _names(item)


def _meta_schema_of(version: str) -> dict[str, Any] | None:
    name = _SCHEMAS.get(".".join(version.split(".")[:2]))
    return dict(getattr(schemas, name)) if name else None


def _spell(value: object) -> str:
    return _shorten(json.dumps(value, ensure_ascii=False, default=str), 60)


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
