"""Searches for samples that tell a rule from its neighbours: that break the one and meet the other, or vice versa."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from specwright.conform.neighbours import Neighbour, Neighbourhood
from specwright.conform.nudges import Nudges
from specwright.samples.engine.source import RandomSource

__all__ = ["Pair", "Search", "Telling"]

# A document, and what is stored before it; None where nothing is.
Pair = tuple[Any, Any]

_NUDGES: Final = 600
_SMALL: Final = 8
_SOLUTIONS: Final = 6
# So many in a row that tell nothing, and the rest will not either.
_PATIENCE: Final = 300
_REFUSALS: Final = 6
_ERRORS: Final = (TypeError, LookupError, ArithmeticError, AttributeError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A document that is valid or breaks the rule alone, and the neighbours that it tells from the rule."""

    document: Any
    old: Any
    is_valid: bool
    names: tuple[str, ...]


class Search:
    """Goes through samples and what is near them; ``check`` has the last word on each.

    A neighbour that is settled is not looked for any more.
    """

    def __init__(self, rule: str, nearby: Neighbourhood, check: Callable[[Any, Any], tuple[Any, ...]]) -> None:
        self._rule = rule
        self._nearby = nearby
        self._check = check
        self._open: dict[str, Neighbour] = {each.name: each for each in nearby.neighbours()}
        self._refused: dict[str, int] = {}

    def settle(self, telling: Telling) -> None:
        """Take it that a sample's neighbours are told from the rule."""
        for name in telling.names:
            self._open.pop(name, None)

    def refuse(self, telling: Telling) -> None:
        """Take it that a sample cannot be sent; after some of them, neighbours are given up."""
        for name in telling.names:
            self._refused[name] = self._refused.get(name, 0) + 1
            if self._refused[name] > _REFUSALS:
                self._open.pop(name, None)

    def see(self, pair: Pair) -> Telling | None:
        """Judge a document: None where it tells no open neighbour from the rule."""
        document, old = pair
        try:
            told = self._check(document, old)
        except _ERRORS:
            # A rule that relies on another one fails where that is broken.
            return None
        if any(each.id != self._rule for each in told) or self._nearby.holds(document, old) is bool(told):
            return None
        # What fails over a value does not accept it.
        names = tuple(name for name, each in self._open.items() if (each.holds(document, old) is True) is bool(told))
        return Telling(document=document, old=old, is_valid=not told, names=names) if names else None

    def run(self, bases: list[Pair], source: RandomSource) -> Iterator[Telling]:
        """Give telling samples: of what was drawn, then of what differs from that in one place, then in two."""
        # What is small is judged soon, and tells as much.
        small = sorted(bases, key=lambda pair: len(repr(pair[0])))[:_SMALL]
        for candidates in (
            iter(bases),
            self._nudged(bases, source, times=1),
            self._solved(small, source),
            self._nudged(small, source, times=2),
        ):
            idle = 0
            for pair in candidates:
                if not self._open or idle > _PATIENCE:
                    break
                telling = self.see(pair)
                idle = 0 if telling is not None else idle + 1
                if telling is not None:
                    yield telling

    def _solved(self, bases: list[Pair], source: RandomSource) -> Iterator[Pair]:
        """Work backwards from what only one of the two allows."""
        for name, neighbour in list(self._open.items()):
            for is_valid in (False, True):
                stands = self._nearby.differences(neighbour, is_valid=is_valid)
                for number in range(_SOLUTIONS):
                    if name not in self._open:
                        break
                    document, old = bases[number % len(bases)]
                    found = self._nearby.solved(source.pick(stands), document, old, source, is_valid=is_valid)
                    if found is not None:
                        yield found, old

    def _nudged(self, bases: list[Pair], source: RandomSource, *, times: int) -> Iterator[Pair]:
        """Change the documents in turn, each in another way."""
        nudges = Nudges(self._nearby.paths, self._nearby.constants, [document for document, _ in bases])
        for number in range(_NUDGES):
            document, old = bases[number % len(bases)]
            for _ in range(times):
                document = nudges.nudge(document, source)
            yield document, old
