"""Turns sampling into rows: what one valid order costs, beside filling the same places with anything and writing it."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bench.timing import Row, compare
from samples.members import members_of, paths_of
from samples.sampled import Body, body
from specwright.samples.engine.nodes import ARRAY, OBJECT
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

    rows = compare(
        "a sample of an order, written",
        {"any values and json.dumps": fill, "specwright sample": sample, "specwright, all anew": anew},
        {"specwright sample": 3.0},
        rounds=rounds,
        calls=calls,
    )
    yield from rows
    (seconds,) = (row for row in rows if row.subject == "specwright sample")
    yield Row("samples, against 5,000/s", "specwright sample", seconds.micros, seconds.micros / (1e6 / 5_000), 1.0)
    yield from _contents(made, drawn)
    yield from _hypothesis_rows(made, rounds)


def _contents(made: Body, drawn: Iterator[Any]) -> Iterator[Row]:
    """Say how large samples are, and which members none of them has; the first number of each row is a count."""
    found = [next(drawn) for _ in range(2_000)]
    mean = sum(len(_write(order).encode()) for order in found) / len(found)
    missing = members_of(made.sampler) - {path for order in found for path in paths_of(order)}
    yield Row("bytes of a sample, of 1,500", "specwright sample", mean, 1_500 / mean, 1.0)
    yield Row("members that no sample has", "specwright sample", len(missing), len(missing), 0.0)


def _hypothesis_rows(made: Body, rounds: int) -> Iterator[Row]:
    """Measure what Hypothesis draws: its price, and how much of what it begins it throws away."""
    begun: list[None] = []
    taken: list[Any] = []
    run = _by_hypothesis(made.sampler.valid, begun, taken)
    (row,) = compare("an order from Hypothesis", {"specwright": run}, {}, rounds=rounds, calls=200)
    yield row
    yield Row("orders, against 150/s", "Hypothesis", row.micros, row.micros / (1e6 / 150), 1.0)
    lost = 100 * (len(begun) - len(taken)) / len(begun)
    yield Row("draws thrown away, in 100", "Hypothesis", lost, lost, 1.0)
    mean = sum(len(_write(order).encode()) for order in taken) / len(taken)
    yield Row("bytes of an order, of 1,500", "Hypothesis", mean, 1_500 / mean, 1.0)


# As `specwright sample` does.
_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _filled(value: Any, rng: Random) -> Any:
    """Put anything of its type at each place of a value."""
    if isinstance(value, OBJECT):
        return {name: _filled(item, rng) for name, item in value.items()}
    if isinstance(value, ARRAY):
        return [_filled(item, rng) for item in value]
    if isinstance(value, str):
        return f"{rng.choice(WORDS)} {rng.choice(WORDS)} {rng.randrange(1000)}"
    return rng.random() * 1000 if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _by_hypothesis(valid: Callable[[DrawnSource], Any], begun: list[None], taken: list[Any]) -> Callable[[int], None]:
    """Draw as the strategies of a client do."""

    @st.composite
    def bodies(draw: st.DrawFn) -> Any:
        begun.append(None)
        choose = draw(st.randoms(use_true_random=False)).randrange
        return valid(DrawnSource(lambda n: choose(n) if n > 1 else 0))

    def run(count: int) -> None:
        @settings(max_examples=count, database=None, phases=[Phase.generate], deadline=None)
        @given(bodies())
        def take(body: Any) -> None:
            taken.append(body)

        take()

    return run
