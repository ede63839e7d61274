"""What the tables of a store look like, in words that SQLite and PostgreSQL share.

``kept`` is empty in what is current; rows of a kept state bear its name there, so that keeping and restoring are copies
within a table.
"""

from __future__ import annotations

from typing import Final

__all__ = ["COPIED", "FORMAT", "tables"]

# Another number is another layout: a store of one is refused by the other.
FORMAT: Final = 1

# What a kept state covers, with all columns but ``kept``.
COPIED: Final = {
    "records": "resource, key, id, version, sequence, digest, found_by, document",
    "keys": "resource, name, key, record",
    "counters": "name, value",
    "blobs": "digest",
}

_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS states (name TEXT PRIMARY KEY, spelled TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS records (
        kept TEXT NOT NULL, resource TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL,
        sequence BIGINT NOT NULL, digest TEXT NOT NULL, found_by TEXT NOT NULL, document TEXT NOT NULL,
        PRIMARY KEY (kept, resource, key))""",
    "CREATE INDEX IF NOT EXISTS records_in_order ON records (kept, resource, sequence)",
    """CREATE TABLE IF NOT EXISTS keys (
        kept TEXT NOT NULL, resource TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, record TEXT NOT NULL,
        PRIMARY KEY (kept, resource, name, key, record))""",
    "CREATE INDEX IF NOT EXISTS keys_of_records ON keys (kept, resource, record)",
    """CREATE TABLE IF NOT EXISTS counters (
        kept TEXT NOT NULL, name TEXT NOT NULL, value BIGINT NOT NULL, PRIMARY KEY (kept, name))""",
    "CREATE TABLE IF NOT EXISTS blobs (kept TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (kept, digest))",
    "CREATE TABLE IF NOT EXISTS contents (digest TEXT PRIMARY KEY, content {bytes} NOT NULL)",
    "CREATE TABLE IF NOT EXISTS journal (number BIGINT PRIMARY KEY, entry TEXT NOT NULL)",
)


def tables(*, bytes_type: str) -> tuple[str, ...]:
    """List the statements that make what is missing."""
    return tuple(statement.replace("{bytes}", bytes_type) for statement in _TABLES)
