# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a value that was read into the list of enum values in it that nobody documented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import BaseModel

from ._deviations import Deviation, child, json_type, shortened
from ._enums import OpenIntEnum, OpenStrEnum

__all__ = ["unknown_values"]


def unknown_values(value: Any, pointer: str = "") -> Iterator[Deviation]:
    """Find what open enums did not know, with each place in the answer."""
    if isinstance(value, OpenStrEnum | OpenIntEnum):
        if not value.is_known:
            expected = f"one of {type(value).__name__}"
            yield Deviation(pointer, expected, json_type(value.value), "unknown-value", shortened(value.value))
    elif isinstance(value, BaseModel):
        for name, field in type(value).__pydantic_fields__.items():
            wire = field.validation_alias if isinstance(field.validation_alias, str) else name
            yield from unknown_values(value.__dict__.get(name), child(pointer, wire))
        yield from unknown_values(value.model_extra, pointer)
    elif isinstance(value, Mapping):
        for key, member in cast("Mapping[str, Any]", value).items():
            yield from unknown_values(member, child(pointer, key))
    elif isinstance(value, list | tuple | set | frozenset):
        for index, item in enumerate(cast("list[object]", value)):
            yield from unknown_values(item, child(pointer, index))
