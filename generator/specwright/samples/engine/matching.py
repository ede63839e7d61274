"""Turns a parsed pattern into texts that match it."""

from __future__ import annotations

from typing import Any, Final

from .nodes import Pattern
from .source import Source

__all__ = ["PatternWriter", "least_length"]

_MORE: Final = (0, 0, 1, 1, 2, 3, 5, 8)


def least_length(pattern: Pattern) -> int:
    """Give the length of the shortest text that a pattern writes."""
    match pattern[0]:
        case "text":
            return len(pattern[1])
        case "letters":
            return 1
        case "all":
            return sum(least_length(part) for part in pattern[1])
        case "any":
            return min(least_length(part) for part in pattern[1])
        case _:
            return least_length(pattern[1]) * int(pattern[2])


class PatternWriter:
    """Writes one text: repetitions take what is ``wanted`` beyond the shortest text, and no more than is ``spare``."""

    def __init__(self, source: Source, *, wanted: int, spare: int) -> None:
        self._source = source
        self._wanted = wanted
        self._spare = spare

    def write(self, pattern: Pattern) -> str:
        """Write a text of a pattern."""
        match pattern[0]:
            case "text":
                return str(pattern[1])
            case "letters":
                letters = str(pattern[1])
                return letters[self._source.detail(len(letters))]
            case "all":
                return "".join([self.write(part) for part in pattern[1]])
            case "any":
                return self.write(self._choose(pattern[1]))
            case _:
                return self._repeat(pattern[1], int(pattern[2]), pattern[3])

    def _choose(self, parts: list[Any]) -> Pattern:
        shortest = min(least_length(part) for part in parts)
        fitting = [part for part in parts if least_length(part) - shortest <= self._spare]
        chosen: Pattern = self._source.pick(fitting)
        self._take(least_length(chosen) - shortest)
        return chosen

    def _repeat(self, part: Pattern, least: int, most: int | None) -> str:
        size = max(least_length(part), 1)
        room = self._spare // size
        if most is not None:
            room = min(room, most - least)
        more = min(room, _MORE[self._source.detail(8)])
        if self._wanted > 0:
            more = min(room, max(more, -(-self._wanted // size)))
        self._take(more * size)
        return "".join([self.write(part) for _ in range(least + more)])

    def _take(self, length: int) -> None:
        self._wanted -= length
        self._spare -= length
