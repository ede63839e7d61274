"""Finds what a document says of times: the entries of its history, and members that hold a date-time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specwright.model.behaviour import StatusRule
from specwright.model.types import Json
from specwright.twin.edge.times import nanoseconds_of

__all__ = ["Moment", "moments_of", "nanoseconds_at"]

_DATE_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.{0,30}")
_MILLION: Final = 1_000_000
# Milliseconds since 1970 of the years 2001 to 2100; hardly anything else is so large.
_MILLIS: Final = range(1_000_000_000_000, 4_102_444_800_000)
_NAMING: Final = ("type", "event", "name", "kind", "label", "title", "code", "status", "action")
_MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that a document says of a time; ``kind`` is ``status``, ``event`` or ``date``."""

    at: int
    kind: str
    title: str
    member: str
    place: str
    more: tuple[tuple[str, str], ...] = ()


def nanoseconds_at(value: Json) -> int | None:
    """Read a time: a date-time with its offset, or milliseconds since 1970."""
    if isinstance(value, str):
        return nanoseconds_of(value) if _DATE_TIME.fullmatch(value) else None
    if isinstance(value, int) and not isinstance(value, bool) and value in _MILLIS:
        return value * _MILLION
    return None


def moments_of(document: Mapping[str, Json], status: StatusRule | None) -> list[Moment]:
    """List the moments of a document in their order; of very many, the first that are found."""
    found: list[Moment] = []
    for moment in _walk(dict(document), status):
        found.append(moment)
        if len(found) >= _MOST:
            break
    return sorted(found, key=lambda moment: moment.at)


def _walk(document: dict[str, Json], status: StatusRule | None) -> Iterator[Moment]:
    history = status.history if status is not None else ""
    for name, value in document.items():
        at = nanoseconds_at(value)
        if at is not None:
            yield Moment(at=at, kind="date", title=name, member=name, place=name)
        elif name == history and isinstance(value, list):
            yield from _history(value, name, str(document.get(status.member, "")) if status is not None else "")
        else:
            yield from _inside(value, name, depth=0)


def _history(entries: list[Json], name: str, current: str) -> Iterator[Moment]:
    for number, entry in enumerate(entries):
        if isinstance(entry, dict):
            dates = _dates(entry)
            if dates:
                rest = _texts(entry)
                # What changed last led to the status that is there now.
                title = current if current in rest.values() and number == len(entries) - 1 else _title(rest, name)
                more = tuple((key, text) for key, text in rest.items() if text != title)
                member, at = dates[0]
                yield Moment(at=at, kind="status", title=title, member=member, place=f"{name}[{number}]", more=more)


def _inside(value: Json, place: str, *, depth: int) -> Iterator[Moment]:
    if depth > 30:
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _inside(item, f"{place}[{number}]", depth=depth + 1)
    elif isinstance(value, dict):
        dates = _dates(value)
        if dates:
            # Whatever stands deeper explains this; it is no event of its own.
            rest = _texts(value)
            title = _title(rest, place.rpartition(".")[2].partition("[")[0])
            more = tuple((key, text) for key, text in rest.items() if text != title)
            for member, at in dates:
                yield Moment(at=at, kind="event", title=title, member=member, place=place, more=more)
        else:
            for name, item in value.items():
                yield from _inside(item, f"{place}.{name}", depth=depth + 1)


def _dates(value: Mapping[str, Json]) -> list[tuple[str, int]]:
    found = ((name, nanoseconds_at(item)) for name, item in value.items())
    return [(name, at) for name, at in found if at is not None]


def _texts(value: Mapping[str, Json]) -> dict[str, str]:
    """List the short words of an object."""
    found: dict[str, str] = {}
    for name, item in value.items():
        if isinstance(item, str | int | float) and not isinstance(item, bool) and nanoseconds_at(item) is None:
            found[name] = str(item)[:200]
    return found


def _title(texts: Mapping[str, str], otherwise: str) -> str:
    named = next((texts[name] for name in _NAMING if texts.get(name)), None)
    return named or otherwise
