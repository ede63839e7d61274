"""Turns sampling into rows: what one valid order costs, beside filling the same places with anything and writing it."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bench.timing import Row, compare
from samples.sampled import body
from specwright.samples.engine.source import DrawnSource, RandomSource

__all__ = ["sample_rows"]

WORDS = [
    "harbour",
    "gate",
    "dock",
    "north",
    "south",
    "early",
    "late",
    "noon",
    "today",
    "ready",
    "empty",
    "full",
    "heavy",
    "light",
    "number",
]


def sample_rows(*, rounds: int, calls: int) -> Iterator[Row]:
    """Measure orders from a seed, written as they are by `specwright sample`, and orders from Hypothesis."""
    made = body("soget", "createCustomerOrder")
    drawn = made.sampler.many(RandomSource(0))
    orders = [next(drawn) for _ in range(600)]
    rng = Random(0)

    def fill(count: int) -> None:
        for number in range(count):
            _write(_filled(orders[number % len(orders)], rng))

    def sample(count: int) -> None:
        for _ in range(count):
            _write(next(drawn))

    def anew(count: int) -> None:
        source = RandomSource(1)
        for _ in range(count):
            _write(made.sampler.valid(source))

    yield from compare(
        "a sample of an order, written",
        {"any values and json.dumps": fill, "specwright sample": sample, "specwright, all anew": anew},
        {"specwright sample": 3.0},
        rounds=rounds,
        calls=calls,
    )
    yield from compare(
        "an order from Hypothesis", {"specwright": _by_hypothesis(made.sampler.valid)}, {}, rounds=rounds, calls=200
    )


def _write(value: Any) -> None:
    json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _filled(value: Any, rng: Random) -> Any:
    """Put anything of its type at each place of a value."""
    if isinstance(value, dict):
        return {name: _filled(item, rng) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, rng) for item in value]
    if isinstance(value, str):
        return f"{rng.choice(WORDS)} {rng.choice(WORDS)} {rng.randrange(1000)}"
    return rng.random() * 1000 if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _by_hypothesis(valid: Callable[[DrawnSource], Any]) -> Callable[[int], None]:
    """Draw as the strategies of a client do."""

    @st.composite
    def bodies(draw: st.DrawFn) -> Any:
        return valid(DrawnSource(lambda n: draw(st.integers(0, n - 1)) if n > 1 else 0))

    def run(count: int) -> None:
        @settings(max_examples=count, database=None, phases=[Phase.generate], deadline=None)
        @given(bodies())
        def take(_body: Any) -> None:
            return

        take()

    return run
