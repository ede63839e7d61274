"""Turns a seed into choices: the smaller a choice, the simpler what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final, Protocol, TypeVar

__all__ = ["STEADY_TRIES", "DrawnSource", "RandomSource", "Source", "between"]

T = TypeVar("T")

# So often something is tried with a source's own choices; after that, others are made.
STEADY_TRIES: Final = 20
_FLAVOURS: Final = 1 << 16
# Knuth's linear congruence of 64 bits.
_FACTOR: Final = 6364136223846793005
_STEP: Final = 1442695040888963407
_MODULUS: Final = 1 << 64


class Source(Protocol):
    """Where choices come from; ``budget`` counts down the objects and lists that may still be large.

    Whoever answers every question with zero gets the simplest value there is.
    """

    budget: int

    @property
    def below(self) -> Callable[[int], int]:
        """Choose one of ``0 … n-1``, asked for as ``below(n)``."""
        ...

    @property
    def detail(self) -> Callable[[int], int]:
        """Choose as ``below`` does, for values that have no parts: what matters less than which parts there are."""
        ...

    def enter(self) -> int:
        """Begin an object, and say what ``leave`` wants to know."""
        ...

    def leave(self, mark: int) -> None:
        """End an object."""
        ...

    @property
    def other(self) -> Source:
        """Give a source for where this one chooses the same again and again."""
        ...

    def aside(self) -> Source:
        """Give a source for what is changed afterwards, of which one choice decides about all."""
        ...

    def chance(self, percent: int) -> bool:
        """Say yes in so many of a hundred cases."""
        ...

    def integer(self, low: int, high: int) -> int:
        """Choose a whole number between two, both included."""
        ...

    def real(self, low: float, high: float) -> float:
        """Choose a number between two, both included."""
        ...

    def pick(self, items: Sequence[T]) -> T:
        """Choose one of some things."""
        ...


class _Choices:
    """What is made of one way to choose a number."""

    def __init__(self, below: Callable[[int], int]) -> None:
        self.below: Callable[[int], int] = below
        self.detail: Callable[[int], int] = below
        self.budget = 0

    def enter(self) -> int:
        """Begin an object: every choice is as good as another."""
        return 0

    def leave(self, mark: int) -> None:
        """End an object."""

    def chance(self, percent: int) -> bool:
        """Say yes in so many of a hundred cases."""
        return self.below(100) >= 100 - percent

    def integer(self, low: int, high: int) -> int:
        """Choose a whole number between two, both included."""
        return low + self.below(high - low + 1)

    def real(self, low: float, high: float) -> float:
        """Choose a number between two, both included."""
        return between(low, high, self.below)

    def pick(self, items: Sequence[T]) -> T:
        """Choose one of some things."""
        return items[self.below(len(items))]


class RandomSource(_Choices):
    """Choices that a seed decides, the same on every machine."""

    def __init__(self, seed: int | str) -> None:
        rng = Random(f"{seed}")
        uniform = rng.random
        bits = rng.getrandbits

        def below(n: int) -> int:
            # A double has 53 bits; beyond them it would leave most numbers out.
            return int(uniform() * n) if n <= 1 << 48 else bits(n.bit_length() + 64) % n

        super().__init__(below)

    @property
    def other(self) -> Source:
        """Give this source: it never chooses the same for long."""
        return self

    def aside(self) -> Source:
        """Give this source: nobody counts its choices."""
        return self


class _Steps:
    """Numbers that follow from one another, beginning with a choice; zero stays zero."""

    __slots__ = ("state",)

    def __init__(self, state: int) -> None:
        self.state = state

    def below(self, n: int) -> int:
        """Choose one of ``0 … n-1``."""
        if not self.state:
            return 0
        self.state = (self.state * _FACTOR + _STEP) % _MODULUS
        return (self.state >> 16) * n >> 48 if n <= 1 << 40 else self.state * self.state * self.state % n


class _SteadySource(_Choices):
    """Choices that all follow from one."""

    def __init__(self, state: int, budget: int, other: Callable[[], Source]) -> None:
        super().__init__(_Steps(state).below)
        self.budget = budget
        self._make = other

    @property
    def other(self) -> Source:
        """Give a source whose choices differ from each other."""
        return self._make()

    def aside(self) -> Source:
        """Give this source: its choices are one already."""
        return self


class DrawnSource(_Choices):
    """Choices that somebody else makes, who may make all of them zero.

    Of an object, one choice decides about the details, and one about all that is changed afterwards: nobody who looks
    for simpler values has to try each by itself, and the simplest values take the fewest choices.
    """

    def __init__(self, below: Callable[[int], int]) -> None:
        super().__init__(below)
        self.detail = self._detail
        self._steps: _Steps | None = None
        self._other: RandomSource | None = None

    def enter(self) -> int:
        """Begin an object with details of its own."""
        mark = -1 if self._steps is None else self._steps.state
        self._steps = _Steps(self.below(_FLAVOURS))
        return mark

    def leave(self, mark: int) -> None:
        """Go on with the details of the object around."""
        self._steps = None if mark < 0 else _Steps(mark)

    def _detail(self, n: int) -> int:
        # Outside of objects there is nobody to decide for several.
        return self.below(n) if self._steps is None else self._steps.below(n)

    @property
    def other(self) -> Source:
        """Give a source whose choices differ from each other, the same ones in each run."""
        if self._other is None:
            self._other = RandomSource("other")
        self._other.budget = self.budget
        return self._other

    def aside(self) -> Source:
        """Give a source of which one choice decides about all."""
        return _SteadySource(self.below(_FLAVOURS), self.budget, lambda: self.other)


def between(low: float, high: float, below: Callable[[int], int]) -> float:
    """Choose a number between two."""
    share = below(1 << 32) / ((1 << 32) - 1)
    # Added up from both sides, so that the largest doubles there are do not overflow.
    return min(max(low * (1 - share) + high * share, low), high)
