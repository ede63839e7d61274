"""Turns a database into a twin's store: transactions, kept states and the journal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

from specwright.model.types import Json
from specwright.twin.store import Transaction
from specwright.twin.stores import statements as sql
from specwright.twin.stores.spelling import Documents, bounded, read_text, spell
from specwright.twin.stores.sql_transaction import ReadOnlyError, SqlTransaction
from specwright.twin.stores.statements import Access, Execute
from specwright.twin.stores.tables import COPIED

__all__ = ["Database", "SqlStore"]

T = TypeVar("T")

_MOST_ENTRIES: Final = 10_000
# Old entries are dropped by the hundred: one at a time would double the work of each.
_SHORTEN_EVERY: Final = 100
# Beside the counters that kept states cover.
_APART: Final = '"'
_ENTRIES: Final = '"journal'


class Database(Protocol):
    """Runs work in transactions that happen one after the other, wholly or not at all."""

    def run(self, work: Callable[[Execute], T], /, *, access: Access) -> T:
        """Run work in a transaction; again where the database made it lose a race.

        Raises:
            StoreError: the database does not answer.
        """
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...


class SqlStore:
    """A store that outlives its process and is shared with others."""

    def __init__(self, database: Database, *, journal_limit: int = _MOST_ENTRIES) -> None:
        self._database = database
        self._documents = Documents()
        self._journal_limit = journal_limit

    @property
    def is_shared(self) -> bool:
        """Say that other processes may write."""
        return True

    def transact(self, work: Callable[[Transaction], T], /, *, is_read: bool = False) -> T:
        """Do some work as a whole or, where it raises, not at all; it may be run again after losing a race."""
        if is_read:
            try:
                return self._transact(work, Access.READ)
            except ReadOnlyError:
                pass
        return self._transact(work, Access.WRITE)

    def snapshot(self, name: str, /) -> None:
        """Keep the present state under a name."""

        def keep(execute: Execute) -> None:
            self._drop(execute, kept=_kept(name))
            execute(sql.KEEP, {"n": bounded(name), "t": spell(name)})
            self._copy(execute, start="", end=_kept(name))

        self._database.run(keep, access=Access.WRITE)

    def restore(self, name: str, /) -> None:
        """Go back to a kept state.

        Raises:
            KeyError: no state is kept under that name.
        """

        def go_back(execute: Execute) -> None:
            if not execute(sql.STATE, {"n": bounded(name)}):
                raise KeyError(name)
            self._drop(execute, kept="")
            self._copy(execute, start=_kept(name), end="")
            execute(sql.PRUNE, {})

        self._database.run(go_back, access=Access.WRITE)

    def forget(self, name: str, /) -> None:
        """Drop a kept state, if there is one."""

        def drop(execute: Execute) -> None:
            execute(sql.FORGET, {"n": bounded(name)})
            self._drop(execute, kept=_kept(name))
            execute(sql.PRUNE, {})

        self._database.run(drop, access=Access.WRITE)

    def snapshots(self) -> list[str]:
        """List the names of kept states."""
        rows = self._database.run(lambda execute: execute(sql.STATES, {}), access=Access.READ)
        return sorted(read_text(spelled) for (spelled,) in rows)

    def clear(self) -> None:
        """Drop all records, counters and blobs; kept states and the journal stay."""

        def drop(execute: Execute) -> None:
            self._drop(execute, kept="")
            execute(sql.PRUNE, {})

        self._database.run(drop, access=Access.WRITE)

    def append(self, entry: dict[str, Json], /) -> int:
        """Add to the journal and give the entry's number; the oldest entries make room."""
        text = json.dumps(entry, separators=(",", ":"), allow_nan=False)

        def add(execute: Execute) -> int:
            number = int(execute(sql.NEXT, {"p": _APART, "n": _ENTRIES, "s": 1})[0][0])
            execute(sql.APPEND, {"n": number, "t": text})
            if number % _SHORTEN_EVERY == 0:
                execute(sql.SHORTEN, {"n": number - self._journal_limit})
            return number

        return self._database.run(add, access=Access.JOURNAL)

    def journal(self, *, after: int = 0, limit: int = 1000) -> list[tuple[int, dict[str, Json]]]:
        """List journal entries behind a number, oldest first."""

        def read(execute: Execute) -> list[tuple[int, dict[str, Json]]]:
            last = execute(sql.LAST, {"p": _APART, "n": _ENTRIES})
            oldest = int(last[0][0]) - self._journal_limit if last else 0
            rows = execute(sql.JOURNAL, {"a": after, "f": oldest, "l": limit})
            return [(int(number), _entry(text)) for number, text in rows]

        return self._database.run(read, access=Access.READ)

    def last_entry(self) -> int:
        """Give the number of the newest entry that there ever was, 0 where none was."""
        rows = self._database.run(lambda execute: execute(sql.LAST, {"p": _APART, "n": _ENTRIES}), access=Access.READ)
        return int(rows[0][0]) if rows else 0

    def clear_journal(self) -> None:
        """Drop the journal's entries; its numbers go on."""
        self._database.run(lambda execute: execute(sql.EMPTY, {}), access=Access.JOURNAL)

    def close(self) -> None:
        """Let go of all connections."""
        self._database.close()

    def _transact(self, work: Callable[[Transaction], T], access: Access) -> T:
        is_read = access is Access.READ
        return self._database.run(
            lambda execute: work(SqlTransaction(execute, self._documents, is_read=is_read)), access=access
        )

    def _drop(self, execute: Execute, *, kept: str) -> None:
        for table in COPIED:
            execute(f"DELETE FROM {table} WHERE kept = :p", {"p": kept})  # noqa: S608  a name of ours

    def _copy(self, execute: Execute, *, start: str, end: str) -> None:
        for table, columns in COPIED.items():
            # No caller's word is part of the statement.
            statement = f"INSERT INTO {table} (kept, {columns}) SELECT :e, {columns} FROM {table} WHERE kept = :s"  # noqa: S608
            execute(statement, {"e": end, "s": start})


def _kept(name: str) -> str:
    return f"={bounded(name)}"


def _entry(text: str) -> dict[str, Json]:
    entry: Any = json.loads(text)
    return dict(entry)
