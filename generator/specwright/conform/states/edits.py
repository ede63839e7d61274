"""Turns one call into neighbours that differ in what a precondition reads; whether they are allowed is asked later."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from specwright.conform.states.material import Material
from specwright.conform.states.places import ABSENT, concrete, generic_values, put, read, sibling
from specwright.conform.states.reading import ITEM, Path, Reads
from specwright.conform.states.steps import Call
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY
from specwright.twin.store import Record

__all__ = ["Edits"]

_UNKNOWN: Final = ("NOWHERE", "X1")
_MOST_PLACES: Final = 4
_MOST_KEYS: Final = 6


class Edits:
    """Neighbours of calls."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def by_reads(self, call: Call, reads: Reads, records: Sequence[Record]) -> Iterator[Call]:
        """Change what a precondition reads of the request."""
        for path in reads.of("path") + reads.of("sent"):
            for value in _ids(path[0], call.parameters.get("path", {}).get(path[0]), records):
                yield with_parameter(call, "path", path[0], value)
        for place in ("query", "header"):
            for path in reads.of(place):
                yield from self._parameter(call, place, path[0])
        for path in reads.of("body"):
            yield from self._body(call, path, reads, records)

    def anywhere(self, call: Call, records: Sequence[Record]) -> Iterator[Call]:
        """Change anything in the body: lists first, because their lengths are what most often must not change."""
        paths = list(dict.fromkeys(path for path, _ in generic_values(call.body) if path))
        paths.sort(key=lambda path: (len(path), path))
        for path in paths:
            for place in concrete(call.body, path)[:1]:
                value = read(call.body, place)
                if isinstance(value, ARRAY):
                    yield from (replace(call, body=put(call.body, place, new)) for new in _lists(value))
        for path in paths:
            yield from self._body(call, path, Reads(), records, most=1)

    def _parameter(self, call: Call, place: str, name: str) -> Iterator[Call]:
        known = {(each.location.value, each.name.wire.lower()): each for each in call.operation.parameters}
        parameter = known.get((place, name.lower()))
        if parameter is None:
            return
        own = parameter.name.wire
        for value in self._material.candidates(parameter):
            if value != call.parameters.get(place, {}).get(own):
                yield with_parameter(call, place, own, value)
        if not parameter.is_required and own in call.parameters.get(place, {}):
            yield with_parameter(call, place, own, ABSENT)

    def _body(
        self, call: Call, path: Path, reads: Reads, records: Sequence[Record], *, most: int = _MOST_PLACES
    ) -> Iterator[Call]:
        if path[-1] == ITEM:
            path = path[:-1]
        while path:
            places = concrete(call.body, path)[:most]
            for place in places:
                former = read(call.body, place)
                for value in self.values(call, path, former, reads, records):
                    yield replace(call, body=put(call.body, place, value))
            if places and any(read(call.body, place) is not ABSENT for place in places):
                return
            # Nothing stands here: what holds it may be put there as a whole.
            path = path[:-1]

    def values(self, call: Call, path: Path, former: Any, reads: Reads, records: Sequence[Record]) -> Iterator[Any]:
        """List other values that a place of a body may have."""
        seen: list[Any] = [former]
        for value in itertools.chain(
            self._keys(reads),
            (constant for constant in reads.constants if former is ABSENT or type(constant) is type(former)),
            self._material.values(call.operation, path),
            _stored(path, records),
            _lists(former) if isinstance(former, ARRAY) else (),
            () if former is ABSENT or isinstance(former, (dict, list)) else (sibling(former),),
            _UNKNOWN if isinstance(former, str) or former is ABSENT else (),
            () if former is ABSENT else (ABSENT,),
        ):
            if not any(value is known or (value == known and type(value) is type(known)) for known in seen):
                seen.append(value)
                yield value

    def _keys(self, reads: Reads) -> Iterator[Json]:
        for name in reads.tables:
            table = self._material.service.behaviour.fixtures.get(name)
            rows: Sequence[Mapping[str, Json]] = () if table is None else table.rows
            if table is not None and table.key:
                # The last rows are those that somebody added to be odd.
                yield from (row[table.key] for row in list(reversed(rows))[:_MOST_KEYS])


def with_parameter(call: Call, place: str, name: str, value: Any) -> Call:
    """Give a call with another value of a parameter."""
    own = {key: each for key, each in call.parameters.get(place, {}).items() if key != name}
    if value is not ABSENT:
        own[name] = value
    return replace(call, parameters={**call.parameters, place: own})


def _ids(name: str, former: Json, records: Sequence[Record]) -> Iterator[Json]:
    """List ids that are something else than the one that was meant, or nothing at all."""
    if former is not None:
        yield sibling(former)
    for record in records:
        for place, value in generic_values(record.document):
            if place and value != former and type(value) is type(former) and _is_id(place[-1], value, name, former):
                yield value


def _is_id(member: str, value: Json, name: str, former: Json) -> bool:
    if isinstance(value, str) and isinstance(former, str) and len(value) == len(former) and " " not in value:
        return True
    return isinstance(value, (str, int)) and member.lower() in {name.lower(), "id"}


def _stored(path: Path, records: Sequence[Record]) -> Iterator[Json]:
    """List what stored documents have where a body has a value: members of the same name."""
    tail = path[-1]
    for record in records[-3:]:
        for place, value in generic_values(record.document):
            if place and place[-1] == tail and not isinstance(value, (dict, list)):
                yield value


def _lists(value: list[Any]) -> Iterator[Any]:
    if len(value) > 1:
        yield value[:-1]
        yield list(reversed(value))
    if value:
        yield [*value, value[-1]]
        yield []
