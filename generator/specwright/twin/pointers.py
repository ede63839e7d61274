"""Reads and sets the place in a JSON value that a JSON pointer names."""

from __future__ import annotations

from specwright.model.types import Json

__all__ = ["at_pointer", "tokens", "with_pointer"]


def at_pointer(value: Json, pointer: str) -> Json:
    """Read the place; None where it does not exist."""
    for token in tokens(pointer):
        if isinstance(value, dict):
            value = value.get(token)
        elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            return None
    return value


def with_pointer(value: Json, pointer: str, new: Json) -> Json:
    """Set the place in ``value`` itself and give it back; what stands in the way becomes an object."""
    steps = tokens(pointer)
    if not steps:
        return new
    root = value if isinstance(value, dict | list) else {}
    here: dict[str, Json] | list[Json] = root
    for token, following in zip(steps, [*steps[1:], None], strict=True):
        if isinstance(here, list):
            if not token.isdecimal() or int(token) >= len(here):
                return root
            inner = here[int(token)]
        else:
            inner = here.get(token)
        if following is None:
            inner = new
        elif not isinstance(inner, dict | list):
            inner = {}
        if isinstance(here, list):
            here[int(token)] = inner
        else:
            here[token] = inner
        here = inner if isinstance(inner, dict | list) else {}
    return root


def tokens(pointer: str) -> list[str]:
    """Split a pointer into what it names, one step after the other."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]
