"""Turns the part of a plan that speaks of objects into a function that draws them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Protocol, TypeAlias

from .nodes import NotDrawableError, ObjectPart
from .phrases import phrases
from .source import STEADY_TRIES, Source

__all__ = ["Draw", "Writers", "object_writer"]

Draw: TypeAlias = Callable[[Source, int], Any]

# One bit for each optional member, of so many at once; and of these, now and then one is null.
_CHUNK: Final = 7
_NULLS: Final = 24
_TRIES: Final = 100
_NAMES: Final = ("a", "b", "c", "key", "name", "other", "x-1", "Ünal", "a b", "a/b", "a~b", "0")


class Writers(Protocol):
    """What draws the values of other shapes."""

    def writer(self, name: str) -> Draw:
        """Give the function that draws a shape."""
        ...

    def fresh_writer(self, name: str) -> Draw:
        """Give the function that draws a shape, but null only where nothing else is allowed."""
        ...

    def is_nullable(self, name: str) -> bool:
        """Say whether a shape allows null and something else."""
        ...


def object_writer(part: ObjectPart, writers: Writers) -> Draw:
    """Make a function that draws objects."""
    plain = _member_writer(part, writers)
    if not any(key in part for key in ("patterns", "adds", "names", "least_members", "most_members", "dependent")):
        return plain
    completer = _Completer(part, writers)

    def write(source: Source, room: int) -> dict[str, Any]:
        return completer.complete(plain(source, room), source, room)

    return write


def _member_writer(part: ObjectPart, writers: Writers) -> Draw:
    required = part.get("required", [])
    shy = part.get("shy", [])
    members = {name: shape for name, shape in part.get("members", {}).items() if name not in shy or name in required}
    needed = [(name, writers.writer(members[name])) for name in required if name in members]
    chunks = list(_chunks(members, required, writers))

    def write(source: Source, room: int) -> dict[str, Any]:
        source.budget -= 1
        value: dict[str, Any] = {}
        if room < 1 or source.budget < 0:
            for name, draw in needed:
                value[name] = draw(source, 0)
            return value
        below, mark = source.below, source.enter()
        for choices, nullable, chunk in chunks:
            mask = below(choices) if choices else 0
            null = source.detail(_NULLS) if mask & nullable else 0
            for name, draw, bit in chunk:
                if not bit:
                    value[name] = draw(source, room)
                elif mask & bit:
                    value[name] = None if bit & nullable and null == _NULLS - bit.bit_length() else draw(source, room)
        source.leave(mark)
        return value

    return write


def _chunks(
    members: Mapping[str, str], required: list[str], writers: Writers
) -> Iterator[tuple[int, int, list[tuple[str, Draw, int]]]]:
    """Group the members so that one choice decides about several: each optional one has a bit, the others have none."""
    chunk: list[tuple[str, Draw, int]] = []
    bit, nullable = 1, 0
    for name, shape in members.items():
        if name in required:
            chunk.append((name, writers.writer(shape), 0))
            continue
        if writers.is_nullable(shape):
            nullable |= bit
            chunk.append((name, writers.fresh_writer(shape), bit))
        else:
            chunk.append((name, writers.writer(shape), bit))
        bit <<= 1
        if bit == 1 << _CHUNK:
            yield bit, nullable, chunk
            chunk, bit, nullable = [], 1, 0
    if chunk:
        yield (bit if bit > 1 else 0), nullable, chunk


class _Completer:
    """Adds and removes members until their number, their names and what they ask for are right."""

    def __init__(self, part: ObjectPart, writers: Writers) -> None:
        self._writers = writers
        self._members = part.get("members", {})
        self._required = part.get("required", [])
        self._least = part.get("least_members", 0)
        self._most = part.get("most_members")
        self._dependent = part.get("dependent", {})
        self._adds = part.get("adds", False)
        self._rest = part.get("rest")
        self._names = part.get("names")
        self._absent = frozenset(part.get("absent", ()))
        # Each is how to write a name, how to find one, and the shape of its value.
        self._patterns: list[tuple[str, Callable[[str], Any], str | None]] = [
            (str(row[0]), re.compile(row[1]).search, row[2]) for row in part.get("patterns", [])
        ]
        self._order = {name: index for index, name in enumerate(self._members)}

    def complete(self, value: dict[str, Any], source: Source, room: int) -> dict[str, Any]:
        self._add_needed(value, source, room)
        is_small = room < 1 or source.budget < 0
        if self._adds and not is_small:
            for _ in range((0, 1, 1, 2, 2, 3)[source.below(6)]):
                self._add_other(value, source, room)
        if self._most is not None and len(value) > self._most:
            value = self._cut(value, source, room)
        self._fill(value, source, room)
        return value

    def _add_needed(self, value: dict[str, Any], source: Source, room: int) -> None:
        pending = [*value, *self._required]
        while pending:
            name = pending.pop()
            if name not in value:
                value[name] = self._draw(name, source, room)
            pending += [other for other in self._dependent.get(name, ()) if other not in value]

    def _cut(self, value: dict[str, Any], source: Source, room: int) -> dict[str, Any]:
        """Keep what must be there, and of the others as many as may be."""
        kept: dict[str, Any] = {}
        pending: list[str] = list(self._required)
        others: list[str] = [name for name in value if name not in self._required]
        while True:
            while pending:
                name = pending.pop()
                if name not in kept:
                    kept[name] = value[name] if name in value else self._draw(name, source, room)
                    pending += self._dependent.get(name, ())
            others = [name for name in others if name not in kept]
            fitting = [
                name for name in others if len(kept) + len(self._closure(name) - kept.keys()) <= (self._most or 0)
            ]
            if not fitting:
                return kept
            pending = [fitting[source.below(len(fitting))]]

    def _closure(self, name: str) -> set[str]:
        found: set[str] = set()
        pending = [name]
        while pending:
            each = pending.pop()
            if each not in found:
                found.add(each)
                pending += self._dependent.get(each, ())
        return found

    def _fill(self, value: dict[str, Any], source: Source, room: int) -> None:
        for _ in range(_TRIES + self._least):
            if len(value) >= self._least:
                return
            absent = [
                name
                for name in self._members
                if name not in value
                and (self._most is None or len(value) + len(self._closure(name) - value.keys()) <= self._most)
            ]
            if absent:
                value[absent[source.below(len(absent))]] = None
                name = next(reversed(value))
                value[name] = self._draw(name, source, room)
                self._add_needed(value, source, room)
            else:
                self._add_other(value, source, room)
        if len(value) < self._least:
            raise NotDrawableError(f"no object with {self._least} members was found")

    def _add_other(self, value: dict[str, Any], source: Source, room: int) -> None:
        name = self._name(value, source)
        if name is None:
            return
        shape = self._shape(name)
        if shape is not None and name not in self._members:
            value[name] = self._writers.writer(shape)(source, room)
            self._add_needed(value, source, room)

    def _name(self, value: dict[str, Any], source: Source) -> str | None:
        writers: list[Callable[[Source], str]] = []
        if self._names is not None:
            writers.append(_name_writer(self._writers.writer(self._names)))
        else:
            writers += [
                _name_writer(self._writers.writer(name)) for name, _, shape in self._patterns if shape is not None
            ]
            if self._rest is not None:
                writers += [_plain_name, _phrase]
        if not writers:
            return None
        for number in range(_TRIES):
            chooser = source if number < STEADY_TRIES else source.other
            name = writers[chooser.below(len(writers)) if number < _TRIES // 2 else number % len(writers)](chooser)
            if name not in value and name not in self._members and self._shape(name) is not None:
                return name
        return None

    def _shape(self, name: str) -> str | None:
        """Name the shape of a member; only one is asked where several patterns fit, which the plan rules out."""
        if name in self._absent:
            return None
        if name in self._members:
            return self._members[name]
        found = [shape for _, search, shape in self._patterns if search(name) is not None]
        if found:
            return found[0] if len(found) == 1 else None
        return self._rest

    def _draw(self, name: str, source: Source, room: int) -> Any:
        shape = self._shape(name)
        if shape is None:
            raise NotDrawableError(f"the member {name!r} must be there and may not")
        return self._writers.writer(shape)(source, room)


def _plain_name(source: Source) -> str:
    return source.pick(_NAMES)


def _phrase(source: Source) -> str:
    return source.pick(phrases())


def _name_writer(draw: Draw) -> Callable[[Source], str]:
    return lambda source: str(draw(source, 0))
