"""Does work on a store again whenever somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from specwright.twin.store import ConflictError, Store, Transaction

__all__ = ["retried"]

T = TypeVar("T")

_MOST_TRIES: Final = 100


def retried(store: Store, work: Callable[[Transaction], T], *, is_read: bool = False) -> T:
    """Do some work again whenever somebody else was faster.

    Raises:
        ConflictError: somebody was, every time.
    """
    for _ in range(_MOST_TRIES - 1):
        try:
            return store.transact(work, is_read=is_read)
        except ConflictError:
            continue
    return store.transact(work, is_read=is_read)
