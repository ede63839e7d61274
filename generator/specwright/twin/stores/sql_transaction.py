"""Turns what a twin asks of its store into statements of one database transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from random import SystemRandom
from typing import Any, Final

from specwright.model.types import Json
from specwright.twin.store import NO_KEYS, ConflictError, Record
from specwright.twin.stores import statements as sql
from specwright.twin.stores.spelling import Documents, bounded, read_text, spell
from specwright.twin.stores.statements import Execute

__all__ = ["ReadOnlyError", "SqlTransaction"]

# No counter of a twin is spelled with a bare quotation mark.
_SEQUENCE: Final = '"sequence'
_MARK: Final = '"mark '
_RANDOM: Final = SystemRandom()
_CHUNK: Final = 200


class ReadOnlyError(Exception):
    """Work that was announced as reading wants to write: it is run again with the right to."""


class SqlTransaction:
    """One view of the store; ``is_read`` where nothing may be changed."""

    def __init__(self, execute: Execute, documents: Documents, *, is_read: bool) -> None:
        self._execute = execute
        self._documents = documents
        self._is_read = is_read
        self._changed: set[str] = set()

    def get(self, resource: str, id: str, /) -> Record | None:
        """Give a record, None where there is none."""
        row = self._row(resource, id)
        if row is None:
            return None
        version, sequence, digest, _, text = row
        return Record(id, self._documents.read(digest, text), version, sequence)

    def put(
        self,
        resource: str,
        id: str,
        document: dict[str, Json],
        /,
        *,
        expected: int | None = None,
        keys: Mapping[str, tuple[str, ...]] = NO_KEYS,
        renew: bool = False,
    ) -> Record:
        """Store a document.

        Raises:
            ConflictError: another version than the expected one is there.
        """
        self._change(resource)
        row = self._row(resource, id)
        version = row[0] if row is not None else 0
        _compare(version, expected)
        sequence = row[1] if row is not None and not renew else self._number(_SEQUENCE, 1)
        digest, text = self._documents.write(document)
        found_by = _spell_keys(keys)
        values: dict[str, str | int | bytes] = {
            "r": bounded(resource),
            "k": bounded(id),
            "v": version + 1,
            "s": sequence,
            "d": digest,
            "f": found_by,
            "t": text,
        }
        if row is None:
            self._execute(sql.INSERT, {**values, "i": spell(id)})
        else:
            self._execute(sql.UPDATE, values)
        if found_by != (row[3] if row is not None else _spell_keys(NO_KEYS)):
            self._index(resource, id, keys, had_keys=row is not None)
        return Record(id, document, version + 1, sequence)

    def delete(self, resource: str, id: str, /, *, expected: int | None = None) -> None:
        """Remove a record, if it exists.

        Raises:
            ConflictError: another version than the expected one is there.
        """
        self._change(resource)
        row = self._row(resource, id)
        _compare(row[0] if row is not None else 0, expected)
        if row is not None:
            self._execute(sql.DELETE, {"r": bounded(resource), "k": bounded(id)})
            self._index(resource, id, NO_KEYS, had_keys=True)

    def scan(self, resource: str, /) -> Iterable[Record]:
        """List the records of a resource in the order of storing."""
        name = bounded(resource)
        mark = self._mark(name)
        listed = self._documents.listed(name, mark) if mark is not None else None
        if listed is None:
            listed = self._records(name, self._execute(sql.SCAN, {"r": name}))
            if mark is not None:
                self._documents.keep_list(name, mark, listed)
        return listed

    def find(self, resource: str, index: str, key: str, /) -> Sequence[Record]:
        """List the records that bear a key of an index, in the order of storing."""
        name = bounded(resource)
        return self._records(name, self._execute(sql.FIND, {"r": name, "n": bounded(index), "k": bounded(key)}))

    def count(self, resource: str, /) -> int:
        """Count the records of a resource."""
        return int(self._execute(sql.COUNT, {"r": bounded(resource)})[0][0])

    def resources(self) -> Mapping[str, int]:
        """Count the records of every resource that has any; names that are too long to be spelled out are left out."""
        rows = self._execute(sql.RESOURCES, {})
        return {read_text(name): int(count) for name, count in rows if not name.startswith('"')}

    def next(self, counter: str, /, *, start: int = 1) -> int:
        """Give the next number of a counter."""
        self._write()
        return self._number(bounded(counter), start)

    def put_blob(self, digest: str, content: bytes, /) -> None:
        """Keep bytes under their digest."""
        self._write()
        self._execute(sql.HOLD, {"d": bounded(digest)})
        self._execute(sql.FILL, {"d": bounded(digest), "c": content})

    def get_blob(self, digest: str, /) -> bytes | None:
        """Give bytes by their digest."""
        rows = self._execute(sql.CONTENT, {"d": bounded(digest)})
        return bytes(rows[0][0]) if rows else None

    def _row(self, resource: str, id: str) -> Sequence[Any] | None:
        rows = self._execute(sql.GET, {"r": bounded(resource), "k": bounded(id)})
        return rows[0] if rows else None

    def _records(self, resource: str, rows: Sequence[Sequence[Any]]) -> list[Record]:
        """Make records of rows; only documents that are not known by their digest are asked for."""
        unknown = [str(row[0]) for row in rows if self._documents.known(row[4]) is None]
        texts: dict[str, str] = {}
        for start in range(0, len(unknown), _CHUNK):
            chunk = unknown[start : start + _CHUNK]
            # As many names each time, so that there is one statement to prepare.
            chunk += chunk[-1:] * (_CHUNK - len(chunk))
            names = [f"k{number}" for number in range(_CHUNK)]
            listed = ", ".join(f":{name}" for name in names)
            statement = f"{sql.TEXTS} AND key IN ({listed})"
            texts.update(
                (str(digest), str(text))
                for digest, text in self._execute(statement, {"r": resource, **dict(zip(names, chunk, strict=True))})
            )
        return [
            Record(read_text(id), self._document(digest, texts), version, sequence)
            for _, id, version, sequence, digest in rows
        ]

    def _document(self, digest: str, texts: Mapping[str, str]) -> dict[str, Json]:
        text = texts.get(digest)
        known = self._documents.known(digest) if text is None else None
        if known is not None:
            return known
        if text is None:
            # It was known a moment ago, and has just been displaced.
            text = str(self._execute("SELECT document FROM records WHERE digest = :d LIMIT 1", {"d": digest})[0][0])
        return self._documents.read(digest, text)

    def _index(self, resource: str, id: str, keys: Mapping[str, tuple[str, ...]], *, had_keys: bool) -> None:
        of_record: dict[str, str | int | bytes] = {"r": bounded(resource), "k": bounded(id)}
        if had_keys:
            self._execute(sql.UNINDEX, of_record)
        for name, texts in keys.items():
            for key in dict.fromkeys(bounded(text) for text in texts):
                self._execute(sql.INDEX, {**of_record, "n": bounded(name), "x": key})

    def _number(self, counter: str, start: int) -> int:
        return int(self._execute(sql.NEXT, {"p": "", "n": counter, "s": start})[0][0])

    def _mark(self, resource: str) -> int | None:
        """Give the number of the state that a resource is in, None where no number names it."""
        if resource in self._changed:
            return None
        rows = self._execute(sql.MARKED, {"n": _MARK + resource})
        return int(rows[0][0]) if rows else None

    def _change(self, resource: str) -> None:
        """Mark a resource with a number that no other state of it has: going back brings the old number with it."""
        self._write()
        name = bounded(resource)
        if name not in self._changed:
            self._changed.add(name)
            self._execute(sql.MARK, {"n": _MARK + name, "v": _RANDOM.getrandbits(62)})

    def _write(self) -> None:
        if self._is_read:
            raise ReadOnlyError


def _spell_keys(keys: Mapping[str, tuple[str, ...]]) -> str:
    return json.dumps({name: list(dict.fromkeys(texts)) for name, texts in keys.items()}, sort_keys=True)


def _compare(version: int, expected: int | None) -> None:
    if expected is not None and version != expected:
        raise ConflictError(f"version {version} is there, not {expected}")
