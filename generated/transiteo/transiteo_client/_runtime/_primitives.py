# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns single values into the text that parameters and form fields carry, and takes lists and objects apart."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, cast, overload
from uuid import UUID

from pydantic import BaseModel

from ._errors import InvalidArgument
from ._unset import UNSET
from ._writing import write_json

__all__ = ["json_bytes", "json_text", "json_written", "members_of", "primitive"]

Members = list[tuple[str | None, str]]
NestedMembers = list[tuple[str | None, Any]]


def primitive(value: Any) -> str:
    """Spell one value that is neither list nor object.

    Raises:
        InvalidArgument: it has no spelling.
    """
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        # An open enum's member is a str whose own __str__ may say something else.
        return str.__str__(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if value is None:
        return "null"
    raise InvalidArgument(f"a value of type {type(value).__name__} cannot be spelled in a parameter")


@overload
def members_of(value: Any, *, nested: Literal[True]) -> NestedMembers | None: ...
@overload
def members_of(value: Any, *, nested: Literal[False] = False) -> Members | None: ...
def members_of(value: Any, *, nested: bool = False) -> Members | NestedMembers | None:
    """Take a list (keys are None) or an object apart; None for any other value.

    Absent and null members are left out. Where a list or object stands inside, it is spelled as JSON unless ``nested``.
    """
    found = _members(value)
    if found is None:
        return None
    present = [(key, item) for key, item in found if item is not UNSET and item is not None]
    return present if nested else [(key, _flat(item)) for key, item in present]


def json_text(value: Any) -> str:
    """Spell a value as JSON.

    Raises:
        InvalidArgument: it has no JSON form.
    """
    return json_bytes(value).decode("utf-8")


def json_bytes(value: Any) -> bytes:
    """Spell a value as JSON in UTF-8.

    Raises:
        InvalidArgument: it has no JSON form.
    """
    return json_written(value)[0]


def json_written(value: Any) -> tuple[bytes, bool]:
    """Spell a value as JSON in UTF-8, and say whether it consists of what JSON has as it stands.

    Raises:
        InvalidArgument: it has no JSON form.
    """
    try:
        return write_json(value)
    except (TypeError, ValueError) as error:
        raise InvalidArgument(f"the value has no JSON form: {error}") from error


def _members(value: Any) -> NestedMembers | None:
    if isinstance(value, BaseModel):
        dumped = value.model_dump(mode="json", by_alias=True)
        return list(dumped.items())
    if isinstance(value, Mapping):
        return [(primitive(key), item) for key, item in cast("dict[Any, Any]", value).items()]
    if isinstance(value, str | bytes | bytearray):
        return None
    if isinstance(value, Sequence | AbstractSet):
        return [(None, item) for item in cast("list[Any]", value)]
    return None


def _flat(value: Any) -> str:
    return primitive(value) if _members(value) is None else json_text(value)


def _number(value: float | Decimal) -> str:
    if not math.isfinite(value):
        raise InvalidArgument(f"{value} is no number that a parameter can carry")
    return str(value) if isinstance(value, Decimal) else float.__repr__(value)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return json_text(value).strip('"')
    text = value.isoformat()
    return text[:-6] + "Z" if isinstance(value, datetime) and text.endswith("+00:00") else text
