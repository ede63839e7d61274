"""Turns the part of a plan that speaks of lists into a function that draws them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .judging import frozen
from .nodes import ArrayPart, NotDrawableError
from .objects import Draw, Writers
from .source import STEADY_TRIES, Source

__all__ = ["array_writer"]

# How many items more than there must be; in tests, one or two show as much as ten.
_MORE: Final = (0, 0, 0, 0, 0, 0, 0, 0, 1, 2)
_MORE_THAN_NONE: Final = (0, 0, 1, 1, 1, 1, 2, 3)
_TRIES: Final = 100


def array_writer(part: ArrayPart, writers: Writers) -> Draw:
    """Make a function that draws lists."""
    least, most = part.get("least_items", 0), part.get("most_items")
    size = _sizes(least, most)
    prefix = [writers.writer(name) for name in part.get("prefix", [])]
    items = part.get("items")
    item = None if items is None else writers.writer(items)
    if not prefix and item is not None and not any(key in part for key in ("unique", "repeats", "contains")):
        return _plain_writer(size, item, least)
    return _Lists(part, writers, size, prefix, item).write


def _plain_writer(size: Callable[[Source], int], item: Draw, least: int) -> Draw:
    def write(source: Source, room: int) -> list[Any]:
        source.budget -= 1
        if room < 1 or source.budget < 0:
            return [item(source, 0) for _ in range(least)]
        return [item(source, room) for _ in range(size(source))]

    return write


def _sizes(least: int, most: int | None) -> Callable[[Source], int]:
    more = _MORE if least else _MORE_THAN_NONE
    choices = tuple(least + extra for extra in more if most is None or least + extra <= most) or (least,)
    count = len(choices)
    if len(set(choices)) == 1:
        return lambda _source: least
    return lambda source: choices[source.below(count)]


class _Lists:
    """Lists of which not all items are drawn alike."""

    def __init__(
        self, part: ArrayPart, writers: Writers, size: Callable[[Source], int], prefix: list[Draw], item: Draw | None
    ) -> None:
        self._least, self._most = part.get("least_items", 0), part.get("most_items")
        self._size = size
        self._prefix = prefix
        self._item = item
        self._is_unique = part.get("unique", False)
        self._repeats = part.get("repeats", False)
        self._contains: list[tuple[Draw, int, int | None]] = [
            (writers.writer(str(entry[0])), int(entry[1]), entry[2]) for entry in part.get("contains", [])
        ]

    def write(self, source: Source, room: int) -> list[Any]:
        """Draw one list."""
        source.budget -= 1
        is_small = room < 1 or source.budget < 0
        inner = 0 if is_small else room
        count = self._least if is_small else self._size(source)
        draws = [draw for draw, least, _ in self._contains for _ in range(least)]
        first = min(len(self._prefix), max(count, self._least))
        total = max(count, first + len(draws)) if draws else count
        if self._most is not None and total > self._most:
            first, total = max(0, self._most - len(draws)), self._most
        plan = self._arrange(total, first, draws, source)
        seen: set[Any] = set()
        value = [self._draw(draw, seen, source, inner) for draw in plan]
        if self._repeats:
            self._repeat(value, source, inner)
        return value

    def _arrange(self, total: int, first: int, draws: list[Draw], source: Source) -> list[Draw]:
        """Say for each item what draws it; matches of ``contains`` stand anywhere behind the prefix."""
        found = list(self._prefix[:first])
        while len(found) + len(draws) < total and len(found) < len(self._prefix):
            found.append(self._prefix[len(found)])
        rest = list(draws)
        while len(found) + len(rest) < total and self._item is not None:
            rest.insert(source.below(len(rest) + 1), self._item)
        return [*found, *rest][:total]

    def _draw(self, draw: Draw, seen: set[Any], source: Source, room: int) -> Any:
        for number in range(_TRIES if self._is_unique else 1):
            item = draw(source if number < STEADY_TRIES else source.other, room)
            if not self._is_unique:
                return item
            mark = frozen(item)
            if mark not in seen:
                seen.add(mark)
                return item
        raise NotDrawableError("no list was found whose items all differ")

    def _repeat(self, value: list[Any], source: Source, room: int) -> None:
        draw = self._item
        while len(value) < 2 and draw is not None:
            value.append(draw(source, room))
        if len(value) > 1:
            value[-1] = value[source.below(len(value) - 1)]
