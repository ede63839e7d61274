# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Works numbers and instants backwards: arithmetic and conversions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from .instants import date_time_of
from .solving_task import ABSENT, ERRORS, Task
from .solving_terms import Term

__all__ = ["Arithmetic", "Call"]

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - all arithmetic here is in UTC
_SECOND: Final = 10**9
_PARTS: Final = ("year", "month", "day", "hour", "minute", "second", "microsecond")


class Arithmetic(Term):
    """``a + b`` and its like; the parts of whole numbers may be spelled as doubles."""

    def __init__(self, sign: str, kind: str, left: Term, right: Term) -> None:
        super().__init__(left, right)
        self.sign = sign
        self.kind = kind
        first, second = left.value, right.value
        operate = _operation(sign, kind)
        self.value = lambda values: operate(first(values), second(values))

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        for side in sorted(self.parts, key=lambda part: (part.is_fixed, not part.is_place)):
            other = self.parts[side is self.parts[0]].read(task)
            if side.is_fixed or other is ABSENT:
                continue
            mark = len(task.trail)
            for candidate in self._inverted(value, other, is_left=side is self.parts[0]):
                if side.assign(task, candidate) and _are_close(self.read(task), value):
                    return True
                task.undo(mark)
        return False

    def _inverted(self, value: Any, other: Any, *, is_left: bool) -> list[Any]:
        match self.sign:
            case "add" if self.kind == "text":
                if is_left:
                    return [value[: len(value) - len(other)]] if value.endswith(other) else []
                return [value[len(other) :]] if value.startswith(other) else []
            case "add":
                return [value - other] if self.kind != "list" else []
            case "subtract":
                return [value + other] if is_left else [other - value]
            case "multiply" if other:
                return [value // other] if self.kind == "int" else [value / other]
            case "divide" if other:
                return [value * other] if is_left else [other // value if self.kind == "int" else other / value]
            case "remainder" if is_left:
                return [value, value + other, value - other]
            case _:
                return []


class Call(Term):
    """A conversion of one value into another."""

    def __init__(self, function: str, operand: Term, functions: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(operand)
        self.function = function
        self.operand = operand
        inner, convert = operand.value, _CONVERSIONS.get(function) or functions[function]
        self.value = lambda values: convert(inner(values))

    def carrier(self) -> Term | None:
        """Give the place whose value alone decides this one's."""
        return self.operand.carrier()

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        try:
            raw = self._raw(value, self.operand.read(task))
        except ERRORS:
            return False
        return raw is not ABSENT and self.operand.assign(task, raw)

    def _raw(self, value: Any, current: Any) -> Any:
        match self.function:
            case "timestamp_of_text":
                return date_time_of(value)
            case "timestamp_of_seconds":
                return value // _SECOND
            case "seconds_of":
                return value * _SECOND
            case "str" | "text_of_bool":
                return value == "true" if self.function == "text_of_bool" else int(value)
            case "int_of_text" | "double_of_text":
                return str(value)
            case "float" | "int_of_double" | "negative":
                return -value if self.function == "negative" else int(value) if self.function == "float" else value
            case "duration_of_text":
                return f"{value // _SECOND}s" if value % _SECOND == 0 else f"{value}ns"
            case "hours_in" | "minutes_in" | "seconds_in":
                return value * {"h": 3600, "m": 60, "s": 1}[self.function[0]] * _SECOND
            case _:
                return _with_part(self.function, value, current)


def _are_close(left: Any, right: Any) -> bool:
    if isinstance(left, float) and isinstance(right, (int, float)):
        return math.isclose(left, right)
    return bool(left == right)


def _divided(dividend: Any, divisor: Any) -> int:
    quotient = abs(int(dividend)) // abs(int(divisor))
    return quotient if (dividend < 0) == (divisor < 0) else -quotient


def _operation(sign: str, kind: str) -> Callable[[Any, Any], Any]:
    match sign:
        case "add":
            return lambda left, right: left + right
        case "subtract":
            return lambda left, right: left - right
        case "multiply":
            return lambda left, right: left * right
        case "divide" if kind == "int":
            return _divided
        case "divide":
            return lambda left, right: left / right
        case _:
            return lambda left, right: int(left) - int(right) * _divided(left, right)


def _with_part(function: str, value: Any, instant: Any) -> Any:
    """Move an instant so that a part of it has a value."""
    moment = _EPOCH + timedelta(microseconds=instant // 1000)
    if function == "weekday_of":
        moved = moment + timedelta(days=int(value) - moment.isoweekday() % 7)
    elif function == "month_of":
        moved = moment.replace(month=int(value) + 1, day=min(moment.day, 28))
    elif function == "year_of":
        moved = moment.replace(year=int(value), day=min(moment.day, 28))
    else:
        changed = {function.removesuffix("_of"): int(value)}
        kept = {part: int(getattr(moment, part)) for part in _PARTS}
        year, month, day, hour, minute, second, rest = (kept | changed).values()
        moved = datetime(year, month, day, hour, minute, second, rest)  # noqa: DTZ001 - as above
    return instant + (moved - moment) // timedelta(microseconds=1) * 1000


def _negative(value: Any) -> Any:
    return -value


def _text(value: Any) -> str:
    return str(int(value))


def _text_of_bool(value: Any) -> str:
    return "true" if value else "false"


_CONVERSIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "str": _text,
    "float": float,
    "text_of_bool": _text_of_bool,
    "negative": _negative,
}
