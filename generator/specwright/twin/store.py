"""What a twin remembers, and how: records by resource and id, changed in transactions that happen wholly or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from specwright.model.types import Json

__all__ = ["NO_KEYS", "ConflictError", "Record", "Store", "Transaction"]

T = TypeVar("T")

NO_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Record:
    """A document as it is kept; nobody changes it in place.

    ``version`` counts the changes of one id from 1, ``sequence`` grows over the whole store in the order of storing.
    """

    id: str
    document: dict[str, Json]
    version: int
    sequence: int


class ConflictError(Exception):
    """A record is not at the version that a change starts from."""


class Transaction(Protocol):
    """One view of the store, and the changes that are made to it together."""

    def get(self, resource: str, id: str, /) -> Record | None:
        """Give a record, None where there is none."""
        ...

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
        """Store a document; ``keys`` are what each index finds it by, in place of those it had.

        ``expected`` is the version that must be there, 0 for none, None for any. ``renew`` moves the record to the
        end of the order of storing.

        Raises:
            ConflictError: another version is there.
        """
        ...

    def delete(self, resource: str, id: str, /, *, expected: int | None = None) -> None:
        """Remove a record, if it exists.

        Raises:
            ConflictError: another version than the expected one is there.
        """
        ...

    def scan(self, resource: str, /) -> Iterable[Record]:
        """List the records of a resource in the order of storing."""
        ...

    def find(self, resource: str, index: str, key: str, /) -> Sequence[Record]:
        """List the records that bear a key of an index, in the order of storing."""
        ...

    def count(self, resource: str, /) -> int:
        """Count the records of a resource."""
        ...

    def resources(self) -> Mapping[str, int]:
        """Count the records of every resource that has any."""
        ...

    def next(self, counter: str, /, *, start: int = 1) -> int:
        """Give the next number of a counter."""
        ...

    def put_blob(self, digest: str, content: bytes, /) -> None:
        """Keep bytes under their digest."""
        ...

    def get_blob(self, digest: str, /) -> bytes | None:
        """Give bytes by their digest."""
        ...


class Store(Protocol):
    """All that a twin remembers; ``is_shared`` where other processes may write, so that a transaction may wait."""

    @property
    def is_shared(self) -> bool:
        """Say whether other processes may write."""
        ...

    def transact(self, work: Callable[[Transaction], T], /, *, is_read: bool = False) -> T:
        """Do some work as a whole or, where it raises, not at all; it may be run again after losing a race."""
        ...

    def snapshot(self, name: str, /) -> None:
        """Keep the present state under a name; the journal is no part of it."""
        ...

    def restore(self, name: str, /) -> None:
        """Go back to a kept state.

        Raises:
            KeyError: no state is kept under that name.
        """
        ...

    def forget(self, name: str, /) -> None:
        """Drop a kept state, if there is one."""
        ...

    def snapshots(self) -> list[str]:
        """List the names of kept states."""
        ...

    def clear(self) -> None:
        """Drop all records, counters and blobs; kept states and the journal stay."""
        ...

    def append(self, entry: dict[str, Json], /) -> int:
        """Add to the journal and give the entry's number; the oldest entries make room."""
        ...

    def journal(self, *, after: int = 0, limit: int = 1000) -> list[tuple[int, dict[str, Json]]]:
        """List journal entries behind a number, oldest first."""
        ...

    def last_entry(self) -> int:
        """Give the number of the newest entry that there ever was, 0 where none was."""
        ...

    def clear_journal(self) -> None:
        """Drop the journal's entries; its numbers go on."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
