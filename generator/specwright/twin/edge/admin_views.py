"""Turns the state of a twin into what the admin API shows of it; secrets are left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from specwright.model.types import Json
from specwright.twin.edge.har import archive
from specwright.twin.edge.redaction import HIDDEN
from specwright.twin.engine import Engine
from specwright.twin.store import Record

__all__ = ["Views"]

_PAGE: Final = 1_000


class Views:
    """What there is to see of one engine."""

    def __init__(self, engine: Engine, forced: Mapping[tuple[str, str], int]) -> None:
        self._engine = engine
        self._forced = forced
        self._secret_columns = _secret_columns(engine)

    def state(self) -> Json:
        """Give everything at a glance."""
        engine = self._engine
        return {
            "title": engine.service.title,
            "version": engine.service.version,
            "resources": {resource.name: resource.count for resource in engine.control.resources()},
            "clock": engine.clock_state(),
            "seed": engine.seed,
            "store": type(engine.store).__name__.removesuffix("Store").lower(),
            "isShared": engine.store.is_shared,
            "snapshots": list(engine.snapshots()),
        }

    def resources(self) -> Json:
        """Give the kinds of documents."""
        return {"resources": [{"name": r.name, "count": r.count} for r in self._engine.control.resources()]}

    def documents(self, resource: str, *, offset: int, limit: int) -> Json:
        """Give documents of a kind."""
        total = next(r.count for r in self._engine.control.resources() if r.name == resource)
        records = self._engine.control.documents(resource, offset=offset, limit=limit)
        return {"total": total, "offset": offset, "items": [self.record(record) for record in records]}

    def record(self, record: Record) -> Json:
        """Give one document with its version."""
        return {"id": record.id, "version": record.version, "document": record.document}

    def moves(self, resource: str, id: str) -> Json:
        """Give the moves of a document, and which are possible now."""
        return {
            "moves": [
                {"name": m.name, "summary": m.summary, "with": m.schema, "isPossible": m.is_possible}
                for m in self._engine.control.moves(resource, id)
            ]
        }

    def fixtures(self) -> Json:
        """Give the tables."""
        return {
            name: [
                {column: HIDDEN if (name, column) in self._secret_columns else value for column, value in row.items()}
                for row in table.rows
            ]
            for name, table in self._engine.behaviour.fixtures.items()
        }

    def journal(self, *, after: int, limit: int) -> Json:
        """Give the calls behind a number."""
        entries = self._engine.store.journal(after=after, limit=limit)
        return {"entries": [{"number": number, **entry} for number, entry in entries]}

    def archive(self) -> Json:
        """Give all calls as an HTTP archive."""
        entries: list[tuple[int, dict[str, Json]]] = []
        while page := self._engine.store.journal(after=entries[-1][0] if entries else 0, limit=_PAGE):
            entries += page
        return archive(entries)

    def coverage(self) -> Json:
        """Give what was provoked: outcomes with their counts, and the documented statuses and codes that were not."""
        covered = dict(self._engine.covered)
        seen_statuses = {(operation, status) for operation, status, _, _ in covered}
        seen_codes = {(operation, code) for operation, _, code, _ in covered if code}
        missing: list[Json] = []
        for operation in self._engine.service.operations:
            name = operation.name.wire
            for response in operation.responses:
                number = int(response.status) if response.status.isdecimal() else 0
                if number and (name, number) not in seen_statuses:
                    missing.append({"operation": name, "status": response.status, "code": ""})
                codes = [code for code in response.error_codes if (name, code) not in seen_codes]
                missing.extend({"operation": name, "status": response.status, "code": code} for code in codes)
        outcomes: list[Json] = [
            {"operation": operation, "status": status, "code": code, "id": id_, "count": count}
            for (operation, status, code, id_), count in sorted(covered.items())
        ]
        # What was only asked for by name proves nothing about the service, so it is counted apart.
        forced: list[Json] = [
            {"operation": operation, "preference": preference, "count": count}
            for (operation, preference), count in sorted(self._forced.items())
        ]
        return {"provoked": outcomes, "missing": missing, "forced": forced}


def _secret_columns(engine: Engine) -> frozenset[tuple[str, str]]:
    """Name the columns that callers prove themselves by."""
    tables = engine.behaviour.callers.values()
    columns = {(table.table, table.column) for table in tables}
    columns |= {(table.table, column) for table in tables if table.flow for column in table.flow.match.values()}
    return frozenset(columns)
