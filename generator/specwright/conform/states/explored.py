"""What a search over the model found: states with the steps to them, and the calls that meet what was aimed at."""

from __future__ import annotations

from dataclasses import dataclass

from specwright.conform.states.model import Said
from specwright.conform.states.steps import Call, Step
from specwright.twin.store import Record

__all__ = ["Finding", "State", "Target"]


@dataclass(frozen=True, slots=True)
class Target:
    """A precondition, or a rule about changes, of an operation."""

    operation: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What some steps lead to; ``kept`` is the model's name for it, ``own`` the documents that the steps made."""

    steps: tuple[Step, ...]
    kept: str
    records: tuple[tuple[str, Record], ...]
    own: tuple[tuple[str, str], ...] = ()

    @property
    def depth(self) -> int:
        """Count the steps."""
        return len(self.steps)

    @property
    def documents(self) -> list[Record]:
        """List the documents."""
        return [record for _, record in self.records]

    def about(self) -> list[tuple[str, Record]]:
        """List the documents that calls can be about, the latest of one's own first."""
        mine = [each for each in self.records if (each[0], each[1].id) in self.own]
        return [*reversed(mine), *(each for each in self.records if (each[0], each[1].id) not in self.own)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A call that is refused by just what was aimed at; ``inside`` are steps from the start that are accepted instead.

    ``inside`` is empty where none were found.
    """

    target: Target
    state: State
    call: Call
    said: Said
    inside: tuple[Step, ...] = ()
