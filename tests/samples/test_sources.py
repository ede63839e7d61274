"""Holds what is made of choices: those of a seed, and those that somebody else makes."""

from __future__ import annotations

from samples.sampled import body
from specwright.samples.engine.source import DrawnSource, RandomSource


class Counting:
    """Choices of a seed, or always zero, that are counted."""

    def __init__(self, seed: int | None) -> None:
        self.count = 0
        self._below = None if seed is None else RandomSource(seed).below

    def below(self, n: int) -> int:
        """Choose one number."""
        self.count += n > 1
        return 0 if self._below is None else self._below(n)


def test_the_simplest_order_takes_the_fewest_choices() -> None:
    """Whoever looks for simpler orders looks for shorter runs of choices first, and finds the same ones."""
    sampler = body("soget", "createCustomerOrder").sampler
    simplest = Counting(None)
    order = sampler.valid(DrawnSource(simplest.below))["Order"]
    counts: list[int] = []
    for seed in range(100):
        other = Counting(seed)
        sampler.valid(DrawnSource(other.below))
        counts.append(other.count)

    assert simplest.count <= min(counts)
    assert order.keys() == {"carrier", "transportOrderNumber", "containers", "customsFlag"}


def test_one_choice_decides_about_all_that_is_changed_afterwards() -> None:
    """Zero leads to zeros, any other choice to numbers that differ and are the same each time."""
    zeros, others, again = (
        DrawnSource(lambda _: 0).aside(),
        DrawnSource(lambda _: 5).aside(),
        DrawnSource(lambda _: 5).aside(),
    )
    drawn = [others.below(1000) for _ in range(50)]

    assert {zeros.below(1000) for _ in range(50)} == {0}
    assert drawn == [again.detail(1000) for _ in range(50)]
    assert len(set(drawn)) > 40
    assert max(others.below(2**130) for _ in range(50)) > 2**120
    assert zeros.aside() is zeros
    assert {zeros.other.below(1000) for _ in range(50)} != {0}


def test_a_seed_needs_no_choices_beside_its_own() -> None:
    """What is changed afterwards is drawn from the same numbers."""
    source = RandomSource(0)

    assert source.aside() is source is source.other
