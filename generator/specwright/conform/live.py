"""Puts a live service in order after a campaign: what was made there is accounted for, and removed at the end."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path

from specwright.conform.bookkeeping import Bookkeeper
from specwright.conform.callers import callers
from specwright.conform.cleanup import Cleaned, Cleaner
from specwright.conform.exchanges import Send
from specwright.conform.fixtures import Fixtures
from specwright.conform.ledger import Ledger
from specwright.conform.removals import Removals
from specwright.model.service import Operation, Service

__all__ = ["clean", "keeping_account"]


@contextmanager
def keeping_account(
    service: Service,
    *,
    url: str,
    path: Path,
    most: int | None,
    cleaning: Callable[[Ledger], Cleaned],
    told: Callable[[Cleaned], None],
) -> Generator[Callable[[Send], Send]]:
    """Give what keeps account of a way to send; at the end, however it comes, all that was made is removed.

    Raises:
        SourceError: no ledger can be kept at the path.
    """
    removals = Removals(service)
    with Ledger.create(path, url=url, title=service.title) as ledger:
        try:
            yield lambda send: Bookkeeper(send, ledger, removals, most=most)
        finally:
            if ledger.entries:
                told(cleaning(ledger))


def clean(service: Service, send: Send, ledger: Ledger, fixtures: Fixtures) -> Cleaned:
    """Remove what a ledger names, as any of those who may call."""

    def credentials(operation: Operation) -> Iterable[Mapping[str, str]]:
        found = [caller.credentials for caller in callers(service, operation, fixtures)]
        return found or [{}]

    return Cleaner(service, send, ledger, callers=credentials).clean()
