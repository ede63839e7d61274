# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a value made of models, plain containers and scalars into JSON."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from contextlib import suppress
from math import isfinite
from typing import Any, Final, cast

from pydantic.annotated_handlers import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticSerializationError, SchemaSerializer, core_schema, from_json

from ._unset import UNSET

__all__ = ["to_json", "without_unset", "write_json", "write_numbers_as_they_are"]

# `constants`, because the default writes null for NaN: something else would be sent than was meant.
_ANY: Final = SchemaSerializer(
    core_schema.any_schema(),
    core_schema.CoreConfig(ser_json_inf_nan="constants", ser_json_bytes="base64"),
)


# Under another type, because checkers know only in part what `type` makes of Any.
_type: Final = cast("Callable[[Any], Any]", type)
# Where a schema holds others; the choices of a union may be pairs of a schema and its label.
_INNER: Final = frozenset(
    {"schema", "items_schema", "values_schema", "choices", "json_schema", "python_schema", "extras_schema"}
)
_PLAIN: Final = frozenset({str, int, bool, type(None)})


def to_json(value: object) -> bytes:
    """Write a value as JSON: models under their wire names, absent members left out, bytes as base64.

    Raises: ValueError for NaN and infinity, which have no JSON form, and for UNSET in a list; TypeError for what has no
    JSON form at all.
    """
    return write_json(value)[0]


def write_json(value: object) -> tuple[bytes, bool]:
    """Write a value as ``to_json`` does, and say whether it is made of dicts, lists and JSON's scalars as it is."""
    if isinstance(value, dict | list | tuple):
        if _is_plain(cast("dict[str, object] | list[object]", value)):
            return _ANY.to_json(value), not isinstance(value, tuple)
        value = _prepared(value)
    try:
        written = _ANY.to_json(value, by_alias=True, warnings=False)
    except PydanticSerializationError as error:
        raise TypeError(str(error)) from None
    if b"NaN" in written or b"Infinity" in written:
        # The words may as well stand in a text.
        try:
            from_json(written, allow_inf_nan=False)
        except ValueError:
            raise ValueError("NaN and infinity have no JSON form") from None
    return written, False


def _is_plain(value: dict[str, object] | list[object]) -> bool:
    """Judge whether a value is made of nothing but what JSON has, and so is written by C alone."""
    open_ones: list[Any] = [value]
    while open_ones:
        members: Any = open_ones.pop()
        if isinstance(members, dict):
            try:
                # The fastest way to ask whether all keys are texts.
                "".join(cast("dict[str, object]", members))
            except TypeError:
                return False
            members = cast("dict[str, object]", members).values()
        for member in members:
            kind = _type(member)
            if kind in _PLAIN:
                continue
            if kind is dict or kind is list:
                open_ones.append(member)
            elif kind is not float or not isfinite(member):
                return False
    return True


def write_numbers_as_they_are(schema: Any, handler: GetCoreSchemaHandler) -> None:
    """Keep a schema's numbers from being converted when they are written: ``true`` that came for one would become 1."""
    open_ones, seen = [schema], set[str]()
    while open_ones:
        node: Any = open_ones.pop()
        if isinstance(node, list | tuple):
            open_ones += cast("list[Any]", node)
        if not isinstance(node, dict):
            continue
        node = cast("dict[str, Any]", node)
        kind = node.get("type")
        if kind in {"int", "float"}:
            node["serialization"] = core_schema.simple_ser_schema("any")
        elif kind == "definition-ref" and node["schema_ref"] not in seen:
            seen.add(node["schema_ref"])
            # What is still being made takes care of itself, as each model does.
            with suppress(LookupError):
                open_ones.append(handler.resolve_ref_schema(cast("CoreSchema", node)))
        elif kind == "tagged-union":
            # By tag, and a tag may be called like a keyword of a schema.
            open_ones += node["choices"].values()
        elif kind != "model":
            open_ones += [node[key] for key in _INNER & node.keys()]


def without_unset(value: Any) -> Any:
    """Leave out the members of dicts that are UNSET; what holds none is given back as it is."""
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        changed = {key: without_unset(member) for key, member in members.items() if member is not UNSET}
        if len(changed) == len(members) and all(changed[key] is members[key] for key in changed):
            return members
        return changed
    if isinstance(value, list | tuple):
        items = cast("list[object]", value)
        replaced = [without_unset(item) for item in items]
        return items if all(new is old for new, old in zip(replaced, items, strict=True)) else replaced
    return value


def _prepared(value: Any) -> Any:
    """Replace what the serializer would not write as OpenAPI means it: UNSET, and bytes (in the URL-safe alphabet)."""
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return {key: _prepared(member) for key, member in members.items() if member is not UNSET}
    if isinstance(value, list | tuple):
        return [_prepared(item) for item in cast("list[object]", value)]
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(cast("bytes", value)).decode("ascii")
    if value is UNSET:
        raise ValueError("UNSET stands for an absent member of an object; a list has no place for it")
    return value
