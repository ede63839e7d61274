"""Turns a file into a store with SQLite: its processes share it, and what was acknowledged survives their end."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from specwright.twin.stores.failures import StoreError, refuse
from specwright.twin.stores.sql_store import SqlStore
from specwright.twin.stores.statements import Access, Execute, Value
from specwright.twin.stores.tables import FORMAT, tables

__all__ = ["SqliteStore", "open_sqlite"]

T = TypeVar("T")

# RETURNING came with it.
_OLDEST: Final = (3, 35)
_PATIENCE: Final = 30.0


class SqliteStore(SqlStore):
    """A store in a file."""


def open_sqlite(path: Path, *, is_synchronous: bool = False, **options: Any) -> SqliteStore:
    """Open or make a store in a file; with ``is_synchronous`` a write survives a loss of power as well.

    Raises:
        ConfigError: the file is no such store.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        what = f"SQLite {sqlite3.sqlite_version} is too old for a store"
        raise refuse(what, "Use 3.35 or newer, or store in memory.")
    database = _Sqlite(path, is_synchronous=is_synchronous)
    try:
        found = database.run(_prepare, access=Access.WRITE)
    except (sqlite3.Error, StoreError, OSError) as error:
        database.close()
        raise refuse(f"{path} cannot be used as a SQLite store: {error}", "Name a writable file.") from None
    if found != FORMAT:
        database.close()
        what = f"{path} was made by another version of Specwright (format {found}, not {FORMAT})"
        raise refuse(what, "Name another file, or delete this one.")
    return SqliteStore(database, **options)


def _prepare(execute: Execute) -> int:
    for statement in tables(bytes_type="BLOB"):
        execute(statement, {})
    execute("INSERT INTO about (name, value) VALUES ('format', :f) ON CONFLICT (name) DO NOTHING", {"f": FORMAT})
    return int(execute("SELECT value FROM about WHERE name = 'format'", {})[0][0])


class _Sqlite:
    """Connections to one file: readers see one moment each, writers of all processes come one after the other."""

    def __init__(self, path: Path, *, is_synchronous: bool) -> None:
        self._path = path
        # A process that ends loses nothing that was written to the log; a machine that ends, only with FULL nothing.
        self._synchronous = "FULL" if is_synchronous else "NORMAL"
        self._idle: list[sqlite3.Connection] = []
        self._is_closed = False
        self._lock = threading.Lock()
        # SQLite lets its own waiters poll; those of this process queue.
        self._writing = threading.Lock()

    def run(self, work: Callable[[Execute], T], /, *, access: Access) -> T:
        """Run work in a transaction.

        Raises:
            StoreError: the file stays locked, is full, or cannot be written.
        """
        with self._writing if access is not Access.READ else contextlib.nullcontext():
            connection = self._borrow()
            try:
                connection.execute("BEGIN" if access is Access.READ else "BEGIN IMMEDIATE")
                result = work(_executing(connection))
                connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise StoreError(f"SQLite: {error}") from error
            finally:
                self._give_back(connection)
        return result

    def close(self) -> None:
        """Let go of all connections."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _borrow(self) -> sqlite3.Connection:
        with self._lock:
            if self._is_closed:
                raise StoreError("the store is closed")
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        try:
            if connection.in_transaction:
                connection.rollback()
            with self._lock:
                if not self._is_closed:
                    self._idle.append(connection)
                    return
        except sqlite3.Error:
            pass
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            _use_log(connection)
            connection.execute(f"PRAGMA synchronous = {self._synchronous}")
        except BaseException:
            connection.close()
            raise
        return connection


def _executing(connection: sqlite3.Connection) -> Execute:
    def execute(statement: str, parameters: Mapping[str, Value], /) -> Sequence[Sequence[Any]]:
        return connection.execute(statement, parameters).fetchall()

    return execute


def _use_log(connection: sqlite3.Connection) -> None:
    """Write ahead, so that readers and a writer never wait for each other; the file remembers it."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError:
            # Another process changes it this moment, and SQLite does not wait for that one.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
            continue
        if mode != "wal":
            raise sqlite3.OperationalError(f"its file system allows no write-ahead log (journal mode {mode})")
        return
