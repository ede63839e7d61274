"""Turns a resource's documents into pages of rows: newest first, counted by status, found by any text in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specwright.model.behaviour import Resource
from specwright.model.types import Json
from specwright.twin.engine import Engine
from specwright.twin.page.moments import nanoseconds_at
from specwright.twin.page.schema_view import choices, resolved
from specwright.twin.store import Record

__all__ = ["PER_PAGE", "Shelf", "Status", "shelf_of", "statuses_of"]

PER_PAGE: Final = 50
_COLUMNS: Final = 3
_LONGEST: Final = 60
_HUES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A status with the class of its colour, how many documents have it, and its part of the bar."""

    name: str
    hue: str
    count: int = 0
    start: float = 0.0
    share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A document in a line; ``cells`` belong to the shelf's columns."""

    id: str
    version: int
    status: str
    hue: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One page of documents; ``first`` and ``last`` count from 1 among the ``found`` ones."""

    resource: str
    total: int
    found: int
    first: int
    last: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    statuses: tuple[Status, ...]
    newer: int | None
    older: int | None


def statuses_of(engine: Engine, resource: str) -> dict[str, str]:
    """List the statuses of a resource with the classes of their colours, in the order of the description."""
    declared = engine.behaviour.resources.get(resource)
    if declared is None or declared.status is None:
        return {}
    schemas = engine.service.schemas
    properties = resolved(declared.definition, schemas).get("properties")
    definition = properties.get(declared.status.member) if isinstance(properties, dict) else None
    names = [str(value) for value in choices(definition, schemas)] or [declared.status.initial]
    for move in declared.moves.values():
        names += [*move.sources, *([move.to] if move.to else [])]
    return {name: f"hue-{number % _HUES}" for number, name in enumerate(dict.fromkeys(names))}


def shelf_of(engine: Engine, resource: str, *, offset: int = 0, status: str = "", text: str = "") -> Shelf:
    """Give a page of a resource's documents."""
    records = engine.store.transact(lambda transaction: list(transaction.scan(resource)), is_read=True)
    records.reverse()
    declared = engine.behaviour.resources.get(resource)
    member = declared.status.member if declared is not None and declared.status is not None else ""
    hues = statuses_of(engine, resource)
    counts = Counter(_status(record, member) for record in records) if member else Counter[str]()
    found = [
        record
        for record in records
        if (not status or _status(record, member) == status) and (not text or _has_text(record, text.casefold()))
    ]
    offset = min(offset, max(0, (len(found) - 1) // PER_PAGE * PER_PAGE))
    shown = found[offset : offset + PER_PAGE]
    columns = _columns(shown, declared, member)
    return Shelf(
        resource=resource,
        total=len(records),
        found=len(found),
        first=offset + 1 if shown else 0,
        last=offset + len(shown),
        columns=columns,
        rows=tuple(_row(record, member, hues, columns) for record in shown),
        statuses=_bars(hues, counts),
        newer=max(0, offset - PER_PAGE) if offset else None,
        older=offset + PER_PAGE if offset + PER_PAGE < len(found) else None,
    )


def _bars(hues: Mapping[str, str], counts: Counter[str]) -> tuple[Status, ...]:
    total = sum(counts.values()) or 1
    names = [*hues, *(name for name in sorted(counts) if name not in hues)]
    made: list[Status] = []
    start = 0.0
    for name in names:
        share = 100 * counts[name] / total
        made.append(Status(name=name, hue=hues.get(name, ""), count=counts[name], start=start, share=share))
        start += share
    return tuple(made)


def _row(record: Record, member: str, hues: Mapping[str, str], columns: tuple[str, ...]) -> Row:
    status = _status(record, member) if member else ""
    cells = tuple(_short(record.document.get(column)) for column in columns)
    return Row(id=record.id, version=record.version, status=status, hue=hues.get(status, ""), cells=cells)


def _status(record: Record, member: str) -> str:
    value = record.document.get(member)
    return value if isinstance(value, str) else "" if value is None else str(value)[:_LONGEST]


def _columns(records: list[Record], declared: Resource | None, status: str) -> tuple[str, ...]:
    """Choose the members by which documents are best told apart: those with the most different short values."""
    values: dict[str, set[str]] = {}
    for record in records:
        for name, value in record.document.items():
            if isinstance(value, str | int | float) and not isinstance(value, bool) and nanoseconds_at(value) is None:
                values.setdefault(name, set()).add(str(value)[:_LONGEST])
    own = {status, declared.id.member if declared is not None else "id"}
    names = [name for name in values if name not in own and len(name) < _LONGEST]
    chosen = sorted(names, key=lambda name: -len(values[name]))[:_COLUMNS]
    return tuple(name for name in names if name in chosen)


def _short(value: Json) -> str:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _has_text(record: Record, wanted: str) -> bool:
    return wanted in record.id.casefold() or any(wanted in text.casefold() for text in _texts(record.document))


def _texts(document: Json) -> Iterator[str]:
    pending: list[Json] = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
        elif isinstance(value, str):
            yield value
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield str(value)
