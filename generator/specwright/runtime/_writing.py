"""Turns a value made of models, plain containers and scalars into JSON."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final, cast

from pydantic_core import SchemaSerializer, core_schema, from_json

from ._unset import UNSET

__all__ = ["to_json", "without_unset"]

# `constants`, because the default writes null for NaN: the caller would send something else than was meant.
_ANY: Final = SchemaSerializer(
    core_schema.any_schema(),
    core_schema.CoreConfig(ser_json_inf_nan="constants", ser_json_bytes="base64"),
)


_WRITTEN_AS_THEY_ARE: Final = frozenset({str, int, float, bool, type(None)})


def to_json(value: object) -> bytes:
    """Write a value as JSON: models under their wire names, absent members left out, bytes as base64.

    Raises: ValueError for NaN and infinity, which have no JSON form; TypeError for what has no JSON form at all.
    """
    if isinstance(value, dict | list | tuple):
        value = _plain(value)
    written = _ANY.to_json(value, by_alias=True, warnings=False)
    # A search in C first: the words are rare, and only they make a second look worth its price.
    if b"NaN" in written or b"Infinity" in written:
        try:
            from_json(written, allow_inf_nan=False)
        except ValueError:
            raise ValueError("NaN and infinity have no JSON form") from None
    return written


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


def _plain(value: Any) -> Any:
    """Prepare what the serializer would not write as OpenAPI means it: UNSET, and bytes (in the URL-safe alphabet)."""
    if type(value) in _WRITTEN_AS_THEY_ARE:
        return value
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return {key: _plain(member) for key, member in members.items() if member is not UNSET}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("list[object]", value)]
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(cast("bytes", value)).decode("ascii")
    if value is UNSET:
        raise ValueError("UNSET stands for an absent member of an object; a list has no place for it")
    return value
