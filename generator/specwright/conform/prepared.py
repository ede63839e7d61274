"""Cases that are ready to be carried out: acceptable plans, and drafts with what is wrong about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from specwright.conform.cases import accepted, refused, unreachable
from specwright.conform.drafts import Draft
from specwright.conform.expectations import Refusal
from specwright.conform.phases import Ground
from specwright.conform.plans import Plan
from specwright.conform.reading_again import Again
from specwright.conform.results import Case, Result
from specwright.conform.world import Made
from specwright.model.service import Operation

__all__ = ["Change", "Memo", "Prepared", "Smaller", "carry_out", "with_body"]

T = TypeVar("T")

# Turns an acceptable draft into one that has to be refused.
Change = Callable[[Draft], Draft]


@dataclass(frozen=True, slots=True, kw_only=True)
class Smaller:
    """How a failing case is made smaller: what is sent, and what turns something simpler into the same case.

    ``remade`` gives None for what looks at something else, ``mended`` drafts in which something else that is wrong is
    right. ``kept`` are texts that stay as they are.
    """

    draft: Draft
    remade: Callable[[Draft], Prepared | None]
    has_body: bool
    has_parameters: bool
    has_path: bool = False
    mended: Callable[[Draft], Iterator[Draft]] | None = None
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A case: a ``plan`` that has to be accepted, a ``change`` that has to be refused, or the ``reason`` why neither.

    ``setup`` is the plan whose last draft is changed; without one, any acceptable draft of the operation. ``run`` is
    for those that take more than one call. ``pointer`` is where the only violation is, ``again``
    reads what was stored, ``smaller`` is how a failure is made smaller.
    """

    case: Case
    operation: Operation
    plan: Plan | None = None
    change: Change | None = None
    setup: Plan | None = None
    refusal: Refusal | None = None
    what: str = ""
    reason: str = ""
    run: Callable[[Ground], Result] | None = None
    pointer: str = ""
    again: Again | None = None
    smaller: Smaller | None = None


class Memo(Generic[T]):
    """What a generator makes, made once, and gone through as often as one likes."""

    def __init__(self, make: Iterator[T]) -> None:
        self._make = make
        self._made: list[T] = []

    def __iter__(self) -> Iterator[T]:
        number = 0
        while True:
            if number == len(self._made):
                following = next(self._make, None)
                if following is None:
                    return
                self._made.append(following)
            yield self._made[number]
            number += 1


def carry_out(ground: Ground, prepared: Prepared) -> Result:
    """Carry out a case."""
    if prepared.run is not None:
        return prepared.run(ground)
    plan, change, refusal = prepared.plan, prepared.change, prepared.refusal
    if plan is not None:
        return accepted(ground, prepared.case, plan, again=prepared.again)
    if change is None or refusal is None:
        return unreachable(prepared.case, prepared.reason)
    alter, expected, world = change, refusal, ground.world

    def make() -> tuple[Made, Draft, Refusal]:
        setup = prepared.setup
        made = world.resting(prepared.operation) if setup is None else world.prepare(setup)
        return made, alter(made.draft), expected

    return refused(ground, prepared.case, make, what=prepared.what)


def with_body(body: object) -> Change:
    """Change the body."""
    return lambda draft: replace(draft, body=body)
