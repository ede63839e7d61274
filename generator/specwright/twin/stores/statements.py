"""What a transaction asks a database, whichever it is: one way to run a statement, and the SQL of every question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final, Protocol

__all__ = ["Access", "Execute", "Value"]

Value = str | int | bytes


class Access(Enum):
    """What some work needs: a view of one moment, the right to change things, or only to add to the journal."""

    READ = "read"
    WRITE = "write"
    JOURNAL = "journal"


class Execute(Protocol):
    """Runs one statement inside the transaction that is open, and gives its rows."""

    def __call__(self, statement: str, parameters: Mapping[str, Value], /) -> Sequence[Sequence[Any]]:
        """Run a statement with parameters that it names with a colon."""
        ...


GET: Final = (
    "SELECT version, sequence, digest, found_by, document FROM records WHERE kept = '' AND resource = :r AND key = :k"
)
INSERT: Final = """INSERT INTO records (kept, resource, key, id, version, sequence, digest, found_by, document)
    VALUES ('', :r, :k, :i, :v, :s, :d, :f, :t)"""
UPDATE: Final = """UPDATE records SET version = :v, sequence = :s, digest = :d, found_by = :f, document = :t
    WHERE kept = '' AND resource = :r AND key = :k"""
DELETE: Final = "DELETE FROM records WHERE kept = '' AND resource = :r AND key = :k"
SCAN: Final = """SELECT key, id, version, sequence, digest FROM records
    WHERE kept = '' AND resource = :r ORDER BY sequence"""
FIND: Final = """SELECT records.key, records.id, records.version, records.sequence, records.digest FROM keys
    JOIN records ON records.kept = '' AND records.resource = keys.resource AND records.key = keys.record
    WHERE keys.kept = '' AND keys.resource = :r AND keys.name = :n AND keys.key = :k ORDER BY records.sequence"""
TEXTS: Final = "SELECT digest, document FROM records WHERE kept = '' AND resource = :r"
COUNT: Final = "SELECT count(*) FROM records WHERE kept = '' AND resource = :r"
RESOURCES: Final = "SELECT resource, count(*) FROM records WHERE kept = '' GROUP BY resource"
UNINDEX: Final = "DELETE FROM keys WHERE kept = '' AND resource = :r AND record = :k"
INDEX: Final = "INSERT INTO keys (kept, resource, name, key, record) VALUES ('', :r, :n, :x, :k)"
NEXT: Final = """INSERT INTO counters (kept, name, value) VALUES (:p, :n, :s)
    ON CONFLICT (kept, name) DO UPDATE SET value = counters.value + 1 RETURNING value"""
MARK: Final = """INSERT INTO counters (kept, name, value) VALUES ('', :n, :v)
    ON CONFLICT (kept, name) DO UPDATE SET value = :v"""
MARKED: Final = "SELECT value FROM counters WHERE kept = '' AND name = :n"
HOLD: Final = "INSERT INTO blobs (kept, digest) VALUES ('', :d) ON CONFLICT (kept, digest) DO NOTHING"
FILL: Final = "INSERT INTO contents (digest, content) VALUES (:d, :c) ON CONFLICT (digest) DO NOTHING"
CONTENT: Final = """SELECT contents.content FROM blobs JOIN contents ON contents.digest = blobs.digest
    WHERE blobs.kept = '' AND blobs.digest = :d"""
PRUNE: Final = "DELETE FROM contents WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE blobs.digest = contents.digest)"
STATE: Final = "SELECT 1 FROM states WHERE name = :n"
STATES: Final = "SELECT spelled FROM states"
KEEP: Final = "INSERT INTO states (name, spelled) VALUES (:n, :t) ON CONFLICT (name) DO NOTHING"
FORGET: Final = "DELETE FROM states WHERE name = :n"
APPEND: Final = "INSERT INTO journal (number, entry) VALUES (:n, :t)"
SHORTEN: Final = "DELETE FROM journal WHERE number <= :n"
JOURNAL: Final = "SELECT number, entry FROM journal WHERE number > :a AND number > :f ORDER BY number LIMIT :l"
LAST: Final = "SELECT value FROM counters WHERE kept = :p AND name = :n"
EMPTY: Final = "DELETE FROM journal"
