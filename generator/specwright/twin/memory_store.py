"""Keeps a twin's records in dictionaries of this process; a kept state is a copy that shares every document."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypeVar

from specwright.model.types import Json
from specwright.twin.store import NO_KEYS, ConflictError, Record, Transaction

__all__ = ["MemoryStore"]

T = TypeVar("T")

_MOST_ENTRIES: Final = 10_000
_MOST_DROPPED: Final = 100
_FREED_AT_ONCE: Final = 32


_Keys: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class _State:
    """Everything that a transaction may change.

    ``keys`` holds what a record is found by, ``found`` the ids behind each key. Values are immutable, so a copy of
    the dictionaries is a copy of the state. Dictionaries are shared between copies until one of them writes:
    ``own`` names those that nobody shares.
    """

    records: dict[str, dict[str, Record]] = field(default_factory=dict[str, dict[str, Record]])
    keys: dict[str, dict[str, _Keys]] = field(default_factory=dict[str, dict[str, _Keys]])
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = field(
        default_factory=dict[tuple[str, str], dict[str, tuple[str, ...]]]
    )
    counters: dict[str, int] = field(default_factory=dict[str, int])
    blobs: dict[str, bytes] = field(default_factory=dict[str, bytes])
    sequence: int = 0
    own: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])

    def copy(self) -> _State:
        """Share every dictionary of records with a new state; from now on neither owns any."""
        self.own = set()
        return _State(
            dict(self.records), dict(self.keys), dict(self.found), dict(self.counters), dict(self.blobs), self.sequence
        )

    def records_to_write(self, resource: str) -> dict[str, Record]:
        """Give the records of a resource, to be changed in place."""
        if ("records", resource) not in self.own:
            self.records[resource] = dict(self.records.get(resource, {}))
            self.own.add(("records", resource))
        return self.records[resource]

    def keys_to_write(self, resource: str) -> dict[str, _Keys]:
        """Give the keys of a resource's records, to be changed in place."""
        if ("keys", resource) not in self.own:
            self.keys[resource] = dict(self.keys.get(resource, {}))
            self.own.add(("keys", resource))
        return self.keys[resource]

    def found_to_write(self, resource: str, index: str) -> dict[str, tuple[str, ...]]:
        """Give the ids behind an index's keys, to be changed in place."""
        if ("found", resource, index) not in self.own:
            self.found[resource, index] = dict(self.found.get((resource, index), {}))
            self.own.add(("found", resource, index))
        return self.found[resource, index]


class _Transaction:
    """Changes the state at once and remembers how to undo it."""

    def __init__(self, state: _State) -> None:
        self._state = state
        self._undo: list[Callable[[], object]] = []

    def roll_back(self) -> None:
        for undo in reversed(self._undo):
            undo()

    def close(self) -> None:
        # What undoes a change holds the transaction, and would keep it until somebody looks for such circles.
        self._undo.clear()

    def get(self, resource: str, id: str, /) -> Record | None:
        records = self._state.records.get(resource)
        return None if records is None else records.get(id)

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
        former = self.get(resource, id)
        _compare(former, expected)
        sequence = former.sequence if former is not None and not renew else self._next_sequence()
        record = Record(id, document, 1 if former is None else former.version + 1, sequence)
        records = self._state.records_to_write(resource)
        self._undo.append(lambda: self._reset(resource, id, former))
        if renew:
            # The order of a dictionary is the order of storing.
            records.pop(id, None)
        records[id] = record
        self._index(resource, id, keys)
        return record

    def delete(self, resource: str, id: str, /, *, expected: int | None = None) -> None:
        former = self.get(resource, id)
        _compare(former, expected)
        if former is not None:
            self._undo.append(lambda: self._reset(resource, id, former))
            del self._state.records_to_write(resource)[id]
            self._index(resource, id, NO_KEYS)

    def scan(self, resource: str, /) -> Iterable[Record]:
        return list(self._state.records.get(resource, {}).values())

    def find(self, resource: str, index: str, key: str, /) -> Sequence[Record]:
        of_index = self._state.found.get((resource, index))
        ids = of_index.get(key) if of_index is not None else None
        if ids is None:
            return ()
        records = self._state.records.get(resource, {})
        return sorted((records[id] for id in ids), key=lambda record: record.sequence)

    def count(self, resource: str, /) -> int:
        return len(self._state.records.get(resource, {}))

    def resources(self) -> Mapping[str, int]:
        return {name: len(records) for name, records in self._state.records.items() if records}

    def next(self, counter: str, /, *, start: int = 1) -> int:
        counters = self._state.counters
        former = counters.get(counter)
        number = start if former is None else former + 1
        counters[counter] = number
        self._undo.append(lambda: counters.pop(counter) if former is None else counters.update({counter: former}))
        return number

    def put_blob(self, digest: str, content: bytes, /) -> None:
        blobs = self._state.blobs
        if digest not in blobs:
            blobs[digest] = content
            self._undo.append(lambda: blobs.pop(digest))

    def get_blob(self, digest: str, /) -> bytes | None:
        return self._state.blobs.get(digest)

    def _next_sequence(self) -> int:
        # Not undone: a gap between two numbers harms nobody.
        self._state.sequence += 1
        return self._state.sequence

    def _reset(self, resource: str, id: str, former: Record | None) -> None:
        records = self._state.records_to_write(resource)
        records.pop(id, None)
        if former is not None:
            records[id] = former
            if len(records) > 1:
                in_order = sorted(records.values(), key=lambda record: record.sequence)
                records.clear()
                records.update((record.id, record) for record in in_order)

    def _index(self, resource: str, id: str, keys: Mapping[str, tuple[str, ...]]) -> None:
        former = self._state.keys.get(resource, {}).get(id, NO_KEYS)
        if former == keys:
            return
        self._undo.append(lambda: self._index(resource, id, former))
        distinct = {index: tuple(dict.fromkeys(texts)) if len(texts) > 1 else texts for index, texts in keys.items()}
        for index, texts in former.items():
            if distinct.get(index) == texts:
                continue
            ids = self._state.found_to_write(resource, index)
            for text in texts:
                rest = tuple(other for other in ids[text] if other != id)
                if rest:
                    ids[text] = rest
                else:
                    del ids[text]
        for index, texts in distinct.items():
            if former.get(index) == texts:
                continue
            ids = self._state.found_to_write(resource, index)
            for text in texts:
                ids[text] = (*ids.get(text, ()), id)
        of_resource = self._state.keys_to_write(resource)
        if keys:
            of_resource[id] = distinct
        else:
            of_resource.pop(id, None)


class MemoryStore:
    """A store that lasts as long as its process."""

    def __init__(self, *, journal_limit: int = _MOST_ENTRIES) -> None:
        self._state = _State()
        self._kept: dict[str, _State] = {}
        self._dropped: list[dict[str, Record]] = []
        self._entries: deque[tuple[int, dict[str, Json]]] = deque(maxlen=journal_limit)
        self._last_entry = 0
        self._lock = threading.RLock()

    @property
    def is_shared(self) -> bool:
        """Nobody else can write."""
        return False

    def transact(self, work: Callable[[Transaction], T], /, *, is_read: bool = False) -> T:
        """Do some work; one transaction runs at a time."""
        del is_read
        with self._lock:
            if self._dropped:
                self._let_go()
            transaction = _Transaction(self._state)
            try:
                return work(transaction)
            except BaseException:
                transaction.roll_back()
                raise
            finally:
                transaction.close()

    def snapshot(self, name: str, /) -> None:
        """Keep the present state."""
        with self._lock:
            self._kept[name] = self._state.copy()

    def restore(self, name: str, /) -> None:
        """Go back to a kept state.

        Raises:
            KeyError: no state is kept under that name.
        """
        with self._lock:
            state = self._kept[name].copy()
            self._drop(self._state)
            self._state = state

    def forget(self, name: str, /) -> None:
        """Drop a kept state."""
        with self._lock:
            self._kept.pop(name, None)

    def snapshots(self) -> list[str]:
        """List the names of kept states."""
        with self._lock:
            return sorted(self._kept)

    def clear(self) -> None:
        """Drop all records, counters and blobs."""
        with self._lock:
            self._drop(self._state)
            self._state = _State()

    def append(self, entry: dict[str, Json], /) -> int:
        """Add to the journal."""
        with self._lock:
            self._last_entry += 1
            self._entries.append((self._last_entry, entry))
            return self._last_entry

    def journal(self, *, after: int = 0, limit: int = 1000) -> list[tuple[int, dict[str, Json]]]:
        """List journal entries behind a number."""
        with self._lock:
            return [entry for entry in self._entries if entry[0] > after][:limit]

    def last_entry(self) -> int:
        """Give the number of the newest entry."""
        return self._last_entry

    def clear_journal(self) -> None:
        """Drop the journal's entries."""
        with self._lock:
            self._entries.clear()

    def close(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._state, self._kept, self._dropped = _State(), {}, []

    def _drop(self, state: _State) -> None:
        # To free ten thousand documents takes longer than to forget them, so each later call frees a few.
        if len(self._dropped) > _MOST_DROPPED:
            self._dropped.clear()
        self._dropped += [records for resource, records in state.records.items() if ("records", resource) in state.own]

    def _let_go(self) -> None:
        records = self._dropped[-1]
        for _ in range(min(_FREED_AT_ONCE, len(records))):
            records.popitem()
        if not records:
            self._dropped.pop()


def _compare(record: Record | None, expected: int | None) -> None:
    version = 0 if record is None else record.version
    if expected is not None and version != expected:
        raise ConflictError(f"version {version} is there, not {expected}")
