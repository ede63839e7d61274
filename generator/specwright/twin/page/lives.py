"""Turns a document, the calls about it and its moves into its life: one line of time, and what may happen next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from specwright.twin.clock import text_of
from specwright.twin.engine import Engine
from specwright.twin.page.heard import CallRow, about, newest, row_of
from specwright.twin.page.json_view import Piece, pieces
from specwright.twin.page.moments import Moment, moments_of
from specwright.twin.page.move_forms import FormField, fields_of
from specwright.twin.page.shelves import statuses_of
from specwright.twin.page.wording import moment_text, span_text, words
from specwright.twin.store import Record

__all__ = ["Life", "MoveForm", "Station", "life_of"]

_MOST_CALLS: Final = 100
_MILLION: Final = 1_000_000
# Of one moment. Real time has passed when a call takes effect; where time goes by steps, a call that changes something
# makes the step, so that whatever bears its own time was there before.
_IN_REAL_TIME: Final = ("call", "status", "event", "date", "now")
_IN_STEPS: Final = ("status", "event", "date", "call", "now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One place on the line of time; ``gap`` is how long after the one before it."""

    at: int
    kind: str
    time: str
    gap: str = ""
    title: str = ""
    detail: str = ""
    hue: str = ""
    is_ahead: bool = False
    call: CallRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveForm:
    """A move with the fields of its arguments; ``sources`` are the statuses it is possible from."""

    name: str
    summary: str
    fields: list[FormField]
    is_possible: bool
    sources: tuple[str, ...]
    to: str
    hue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One document; without a record it has been removed, and calls tell of it."""

    resource: str
    id: str
    record: Record | None
    status: str
    hues: Mapping[str, str]
    path: tuple[str, ...]
    stations: tuple[Station, ...]
    ahead: int
    moves: tuple[MoveForm, ...]
    calls: tuple[CallRow, ...]
    document: list[Piece]


def life_of(engine: Engine, resource: str, id_: str, typed: Mapping[str, str]) -> Life | None:
    """Tell a document's life; ``typed`` stands in the fields of moves. None where nobody knows of it."""
    record = engine.control.document(resource, id_)
    heard = newest(engine.store, wanted=_MOST_CALLS, match=about(resource, id_))
    if record is None and not heard:
        return None
    calls = tuple(row_of(number, entry) for number, entry in heard)
    hues = statuses_of(engine, resource)
    declared = engine.behaviour.resources.get(resource)
    rule = declared.status if declared is not None else None
    moments = moments_of(record.document, rule) if record is not None else []
    clock = engine.clock_state()
    order = _IN_STEPS if clock["mode"] == "stepping" else _IN_REAL_TIME
    stations = _stations(moments, calls, now=_nanoseconds(clock), hues=hues, order=order)
    value = record.document.get(rule.member) if record is not None and rule is not None else None
    return Life(
        resource=resource,
        id=id_,
        record=record,
        status=value if isinstance(value, str) else "",
        hues=hues,
        path=tuple(moment.title for moment in moments if moment.kind == "status"),
        stations=stations,
        ahead=sum(station.is_ahead for station in stations),
        moves=_moves(engine, resource, record, hues, typed),
        calls=calls,
        document=pieces(record.document) if record is not None else [],
    )


def _stations(
    moments: list[Moment], calls: tuple[CallRow, ...], *, now: int, hues: Mapping[str, str], order: tuple[str, ...]
) -> tuple[Station, ...]:
    made = [_of_moment(moment, hues, now) for moment in moments]
    made += [Station(at=call.at, kind="call", time=call.time, call=call) for call in reversed(calls)]
    made.append(Station(at=now, kind="now", time=moment_text(text_of(now))))
    # What happened at the twin's present moment has happened.
    made.sort(key=lambda station: (station.at, station.is_ahead, order.index(station.kind)))
    return tuple(
        replace(station, gap=_gap(before, station)) if before is not None else station
        for before, station in zip([None, *made[:-1]], made, strict=True)
    )


def _gap(before: Station, station: Station) -> str:
    difference = station.at - before.at
    return f"{span_text(difference)} later" if difference >= _MILLION * 1_000 else ""


def _of_moment(moment: Moment, hues: Mapping[str, str], now: int) -> Station:
    facts = [f"{words(name)} {value}" for name, value in moment.more]
    title, hue = moment.title, ""
    if moment.kind == "status":
        hue = hues.get(moment.title, "hue-0")
    elif moment.kind == "event":
        facts = [words(moment.member), moment.place, *facts]
    else:
        title = words(moment.title)
    return Station(
        at=moment.at,
        kind=moment.kind,
        time=moment_text(text_of(moment.at)),
        title=title,
        detail=" · ".join(facts),
        hue=hue,
        is_ahead=moment.at > now,
    )


def _moves(
    engine: Engine, resource: str, record: Record | None, hues: Mapping[str, str], typed: Mapping[str, str]
) -> tuple[MoveForm, ...]:
    declared = engine.behaviour.resources.get(resource)
    if record is None or declared is None:
        return ()
    schemas = engine.service.schemas
    return tuple(
        MoveForm(
            name=move.name,
            summary=move.summary,
            fields=fields_of(move.schema, schemas, typed if typed.get("move") == move.name else {}),
            is_possible=move.is_possible,
            sources=declared.moves[move.name].sources,
            to=declared.moves[move.name].to,
            hue=hues.get(declared.moves[move.name].to, ""),
        )
        for move in engine.control.moves(resource, record.id)
    )


def _nanoseconds(clock: Mapping[str, Any]) -> int:
    return int(clock["millis"]) * _MILLION
