"""What the phases of a campaign have in common: what each is given, and that it tells its results one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from specwright.conform.exchanges import Exchange, Send
from specwright.conform.kit import Kit
from specwright.conform.results import Failure, Result, joined
from specwright.conform.world import World
from specwright.model.service import Service

__all__ = ["Ground", "Oracle", "Phase"]


class Oracle(Protocol):
    """What judges an exchange by the description alone, whatever was sent."""

    def __call__(self, exchange: Exchange, /) -> tuple[Failure, ...]:
        """List what the description does not allow."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What all phases stand on.

    ``operations`` are the operationIds that the campaign is about. ``is_twin`` says that there is an admin API to
    reset and to move, reached by ``send`` below ``/__twin/``. ``is_read_only`` says that nothing may be changed.
    ``kit`` has what is made of the description, for all campaigns; ``world`` knows what is acceptable in this one.
    Whatever goes through ``send`` is judged by ``judge`` already, and what it finds is told with the next result,
    unless ``take`` gives it before. ``is_shrinking`` lets failing requests and sequences be made smaller, which takes
    requests. ``only`` is the id of the one case that is wanted, empty where all are.
    """

    service: Service
    send: Send
    judge: Oracle
    seed: int
    operations: frozenset[str]
    kit: Kit
    world: World
    is_twin: bool = False
    is_read_only: bool = False
    is_shrinking: bool = True
    only: str = ""
    take: Callable[[], Sequence[tuple[Exchange, tuple[Failure, ...]]]] = tuple

    def whole(self, result: Result) -> Result:
        """Give a result with all that its exchanges showed, as who tries again has to know it."""
        return joined(result, self.take())

    def is_wanted(self, case: str) -> bool:
        """Say whether a case is to be carried out."""
        return self.only in {"", case}


class Phase(Protocol):
    """One way to find defects."""

    name: str

    def run(self, ground: Ground, /) -> Iterator[Result]:
        """Tell results as soon as they are known; whoever asks may stop at any of them.

        Raises:
            StoppedError: a guard ends it.
        """
        ...
