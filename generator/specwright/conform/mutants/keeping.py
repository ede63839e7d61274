"""A store in memory that changes documents on their way in, or the versions that they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from specwright.conform.mutants.damage import Damage, Storing
from specwright.model.types import Json
from specwright.twin.memory_store import MemoryStore
from specwright.twin.store import NO_KEYS, Record, Transaction

__all__ = ["ChangedStore", "Current"]

T = TypeVar("T")


@dataclass(slots=True)
class Current:
    """The operation that is being handled."""

    operation: str = ""


class ChangedStore(MemoryStore):
    """A store of this process whose transactions are not quite honest."""

    def __init__(self, damage: Damage, current: Current) -> None:
        super().__init__()
        self._damage = damage
        self._current = current

    def transact(self, work: Callable[[Transaction], T], /, *, is_read: bool = False) -> T:
        """Do some work as a whole or, where it raises, not at all."""
        return super().transact(lambda inner: work(_Changed(inner, self._damage, self._current)), is_read=is_read)


class _Changed:
    """A transaction; what begins with a dollar sign is the twin's own and stays as it is."""

    def __init__(self, inner: Transaction, damage: Damage, current: Current) -> None:
        self._inner = inner
        self._damage = damage
        self._current = current

    def get(self, resource: str, id: str, /) -> Record | None:
        record = self._inner.get(resource, id)
        return None if record is None else self._shown(resource, record)

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
        damage = self._damage
        if resource.startswith("$"):
            return self._inner.put(resource, id, document, expected=expected, keys=keys, renew=renew)
        former = self._inner.get(resource, id)
        if damage.writing is not None:
            storing = Storing(operation=self._current.operation, resource=resource, document=document, former=former)
            document = damage.writing(storing)
        if damage.version is not None and expected and former is not None:
            # Whoever read it knows the version that was shown.
            expected = former.version
        return self._shown(resource, self._inner.put(resource, id, document, expected=expected, keys=keys, renew=renew))

    def delete(self, resource: str, id: str, /, *, expected: int | None = None) -> None:
        self._inner.delete(resource, id, expected=None if self._damage.version is not None else expected)

    def scan(self, resource: str, /) -> Iterable[Record]:
        return [self._shown(resource, record) for record in self._inner.scan(resource)]

    def find(self, resource: str, index: str, key: str, /) -> Sequence[Record]:
        return [self._shown(resource, record) for record in self._inner.find(resource, index, key)]

    def count(self, resource: str, /) -> int:
        return self._inner.count(resource)

    def resources(self) -> Mapping[str, int]:
        return self._inner.resources()

    def next(self, counter: str, /, *, start: int = 1) -> int:
        return self._inner.next(counter, start=start)

    def put_blob(self, digest: str, content: bytes, /) -> None:
        self._inner.put_blob(digest, content)

    def get_blob(self, digest: str, /) -> bytes | None:
        return self._inner.get_blob(digest)

    def _shown(self, resource: str, record: Record) -> Record:
        version = self._damage.version
        if version is None or resource.startswith("$"):
            return record
        return replace(record, version=version(record.version))
