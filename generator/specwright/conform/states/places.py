"""Reads and changes JSON values at generic places, where ``[]`` stands for the items of a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from specwright.conform.states.reading import ITEM, Path
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["ABSENT", "concrete", "generic_values", "put", "read", "sibling"]

ABSENT: Final = object()
_MOST_ITEMS: Final = 4


def generic_values(value: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """List all values below one with their generic places."""
    yield at, value
    if isinstance(value, OBJECT):
        for name, member in value.items():
            yield from generic_values(member, (*at, name))
    elif isinstance(value, ARRAY):
        for item in value:
            yield from generic_values(item, (*at, ITEM))


def concrete(value: Any, path: Path) -> list[tuple[str | int, ...]]:
    """List the places that a generic one stands for in a value; the last member need not be there."""
    found: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    for number, name in enumerate(path):
        is_last = number == len(path) - 1
        following: list[tuple[tuple[str | int, ...], Any]] = []
        for place, at in found:
            if name == ITEM and isinstance(at, ARRAY):
                following += [((*place, index), item) for index, item in enumerate(at[:_MOST_ITEMS])]
            elif name != ITEM and isinstance(at, OBJECT) and (name in at or is_last):
                following.append(((*place, name), at.get(name)))
        found = following
    return [place for place, _ in found]


def read(value: Any, place: tuple[str | int, ...]) -> Any:
    """Give the value at a place, ``ABSENT`` where there is none."""
    at: Any = value
    for name in place:
        if isinstance(at, OBJECT):
            at = at.get(name, ABSENT)
        elif isinstance(at, ARRAY) and isinstance(name, int):
            at = at[name] if name < len(at) else ABSENT
        else:
            return ABSENT
    return at


def put(value: Any, place: tuple[str | int, ...], new: Any) -> Any:
    """Give a copy with another value at a place, or with none where it is ``ABSENT``; nothing else is copied."""
    if not place:
        return new
    name, rest = place[0], place[1:]
    if isinstance(value, ARRAY) and isinstance(name, int):
        inner = put(value[name], rest, new)
        return [*value[:name], *([] if inner is ABSENT else [inner]), *value[name + 1 :]]
    if isinstance(value, OBJECT):
        inner = put(value.get(name, {}), rest, new)
        kept = {key: member for key, member in value.items() if key != name} if inner is ABSENT else None
        return kept if kept is not None else {**value, name: inner}
    return value


def sibling(value: Json) -> Json:
    """Make a value like another one that is not it: texts and numbers keep their form."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, float):
        return value + 0.5
    if not isinstance(value, str):
        return value
    for number in range(len(value) - 1, -1, -1):
        letter = value[number]
        if letter.isascii() and letter.isdigit():
            return f"{value[:number]}{(int(letter) + 7) % 10}{value[number + 1 :]}"
        if letter.isascii() and letter.isalpha():
            other = "q" if letter.lower() != "q" else "w"
            return f"{value[:number]}{other.upper() if letter.isupper() else other}{value[number + 1 :]}"
    return f"{value}1"
