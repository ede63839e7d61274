"""Turns JSON values into Python text that people read: on one line where it fits, else one member a line."""

from __future__ import annotations

import json

from specwright.emitters.pytext import literal
from specwright.model.types import Json

__all__ = ["lay_out"]

_WIDTH = 96
_STEP = 4


def lay_out(value: Json, *, indent: int = 0, lead: int = 0) -> str:
    """Write a value whose first line begins ``lead`` columns after ``indent``."""
    flat = _flat(value)
    if indent + lead + len(flat) <= _WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    inner = indent + _STEP
    margin = " " * inner
    if isinstance(value, dict):
        lines = [
            f"{margin}{_flat(key)}: {lay_out(item, indent=inner, lead=len(_flat(key)) + 3)},"
            for key, item in value.items()
        ]
        return "\n".join(["{", *lines, " " * indent + "}"])
    return "\n".join(["[", *(f"{margin}{lay_out(item, indent=inner, lead=1)}," for item in value), " " * indent + "]"])


def _flat(value: Json) -> str:
    match value:
        case str():
            # The quotes that people write, where nothing has to be hidden or escaped by other rules than JSON's.
            return json.dumps(value, ensure_ascii=False) if value.isprintable() else literal(value)
        case list():
            return f"[{', '.join(_flat(item) for item in value)}]"
        case dict():
            return "{" + ", ".join(f"{_flat(key)}: {_flat(item)}" for key, item in value.items()) + "}"
        case _:
            return literal(value)
