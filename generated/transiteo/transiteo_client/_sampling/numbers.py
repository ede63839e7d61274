# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns the part of a plan that speaks of numbers into a function that chooses them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor, isfinite
from typing import Any, Final

from .nodes import Alternative, NotDrawableError
from .source import STEADY_TRIES, Source, between

__all__ = ["integer_writer", "number_writer"]

_SMALL: Final = 1000
_TRIES: Final = 200
_EDGES: Final = (0, 1, -1, 255, 65_536, 2**31 - 1, -(2**31), 2**53 - 1, 2**63 - 1)
# A double keeps fifteen digits of a decimal.
_MOST_DIGITS: Final = 10**14


def integer_writer(part: Alternative) -> Callable[[Source, int], int]:
    """Make a function that chooses whole numbers."""
    step = int(Fraction(part.get("step", "1")))
    choose = _whole(part.get("low"), part.get("high"), Fraction(step))
    test = _test(part)

    def write(source: Source, _room: int) -> int:
        return step * choose(source)

    return write if test is None else _tested(write, test)


def number_writer(part: Alternative) -> Callable[[Source, int], int | float]:
    """Make a function that chooses numbers; of the kind ``fraction`` none is whole."""
    low, high, test = part.get("low"), part.get("high"), _test(part)
    is_fraction = part["kind"] == "fraction"
    if "step" in part:
        step = Fraction(part["step"])
        choose = _whole(low, high, step)

        def write(source: Source, _room: int) -> int | float:
            value = step * choose(source)
            return int(value) if value.denominator == 1 else float(value)

    elif _is_narrow(low, high):
        least, most = float(low or 0), float(high or 0)

        def write(source: Source, _room: int) -> int | float:
            value = between(least, most, source.detail)
            # People write two digits.
            short = round(value, 2)
            return short if least <= short <= most else value

    else:
        whole = _whole(low, high, Fraction(1, 8) if is_fraction else Fraction(1, 4))

        def write(source: Source, _room: int) -> int | float:
            value, rest = divmod(whole(source), 8 if is_fraction else 4)
            return value + rest / (8 if is_fraction else 4) if rest else value

    if is_fraction:
        inner = test
        return _tested(write, lambda value: value != floor(value) and (inner is None or inner(value)))
    return write if test is None else _tested(write, test)


def _is_narrow(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and high - low < 8


def _whole(low: float | None, high: float | None, step: Fraction) -> Callable[[Source], int]:
    """Choose among the multiples of a step: mostly small ones, now and then one at an edge."""
    least = None if low is None else ceil(Fraction(low) / step)
    most = None if high is None else floor(Fraction(high) / step)
    if least is not None and most is not None and least > most:
        raise NotDrawableError(f"no multiple of {step} lies between {low} and {high}")
    start = 0
    if least is not None and least > 0:
        start = least
    if most is not None and most < 0:
        start = most
    sign = -1 if start < 0 or (most == 0 and least != 0) else 1
    size = _SMALL * max(1, round(1 / step)) if step < 1 else _SMALL
    end = least if sign < 0 else most
    if end is not None:
        size = min(size, abs(end - start) + 1)
    limit = None if step.denominator == 1 else _MOST_DIGITS
    edges = [
        edge
        for edge in dict.fromkeys([*(least, most), *(round(edge / step) for edge in _EDGES)])
        if edge is not None
        and (least is None or edge >= least)
        and (most is None or edge <= most)
        and (limit is None or abs(edge) <= limit)
    ]
    # The largest and the smallest numbers are rare where nobody bounds them.
    edges = edges if least is not None or most is not None else edges[:6]
    total = size + (max(1, size // 16) if edges else 0)

    def choose(source: Source) -> int:
        number = source.detail(total)
        return start + sign * number if number < size else edges[number % len(edges)]

    return choose


def _test(part: Alternative) -> Callable[[Any], bool] | None:
    excluded = part.get("not_values", [])
    divisors = [Fraction(text) for text in part.get("not_divisors", [])]
    if not excluded and not divisors:
        return None

    def test(value: Any) -> bool:
        exact = Fraction(value) if isinstance(value, int) else Fraction(repr(value)) if isfinite(value) else Fraction(0)
        return value not in excluded and all(exact % divisor for divisor in divisors)

    return test


def _tested(write: Callable[[Source, int], Any], test: Callable[[Any], bool]) -> Callable[[Source, int], Any]:
    def retry(source: Source, room: int) -> Any:
        for number in range(_TRIES):
            value = write(source if number < STEADY_TRIES else source.other, room)
            if test(value):
                return value
        raise NotDrawableError("no number was found that is none of those excluded")

    return retry
