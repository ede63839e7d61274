# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Works numbers, instants and lists backwards: arithmetic, conversions, sums and counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from .instants import date_time_of
from .solving_task import ABSENT, ARRAY, ERRORS, Task
from .solving_terms import Element, Getter, Term

__all__ = ["Arithmetic", "Call", "Count", "Listing", "Picked", "Summary"]

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


class Summary(Term):
    """``sum``, ``min``, ``max`` and ``isSorted`` of a list, and ``indexOf``."""

    def __init__(self, function: str, items: Term, *others: Term) -> None:
        super().__init__(items, *others)
        self.function = function
        self.items = items
        inner, compute = items.value, _SUMMARIES[function]
        if others:
            other = others[0].value
            self.value = lambda values: _index(inner(values), other(values))
        else:
            self.value = lambda values: compute(inner(values))

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        elements = self.items.elements(task)
        if not elements:
            if not self.items.resize(task, 1):
                return False
            elements = self.items.elements(task)
        match self.function:
            case "isSorted":
                return self._sort(task, elements, is_wanted=bool(value))
            case "sum":
                order = task.shuffled(len(elements))
                return any(self._add(task, elements[index], value - self.read(task)) for index in order)
            case "min" | "max":
                sign = 1 if self.function == "max" else -1
                beyond = [element for element in elements if (element[0] - value) * sign > 0]
                chosen = beyond or [elements[task.below(len(elements))]]
                return all(_assign(task, place, value) for _, place in chosen)
            case _:
                if not 0 <= value < len(elements):
                    return False
                item, place = elements[int(value)]
                return self.parts[1].assign(task, item) or _assign(task, place, self.parts[1].read(task))

    def _add(self, task: Task, element: Element, difference: Any) -> bool:
        value = element[0] + difference
        return _assign(task, element[1], round(value, 6) if isinstance(value, float) else value)

    def _sort(self, task: Task, elements: list[Element], *, is_wanted: bool) -> bool:
        values = sorted((value for value, _ in elements), reverse=not is_wanted)
        if not is_wanted and values[:1] == values[-1:]:
            if len(elements) < 2 and not self.items.resize(task, 2):
                return False
            elements = self.items.elements(task)
            values = sorted((value for value, _ in elements), reverse=True)
            bigger = values[0] + (values[0][:1] or "A") if isinstance(values[0], str) else values[0] + 1
            values[0] = bigger
        return all(_assign(task, place, value) for (_, place), value in zip(elements, values, strict=True))


class Listing(Term):
    """``[a, b]``, or ``a + b`` of lists."""

    def __init__(self, parts: tuple[Term, ...], *, is_joined: bool) -> None:
        super().__init__(*parts)
        self.is_joined = is_joined
        getters = [part.value for part in parts]
        if is_joined:
            self.value = lambda values: [item for getter in getters for item in getter(values)]
        else:
            self.value = lambda values: [getter(values) for getter in getters]

    def elements(self, task: Task) -> list[Element]:
        """List the items with their places."""
        if self.is_joined:
            return [element for part in self.parts for element in part.elements(task)]
        return [(part.read(task), part) for part in self.parts]

    def resize(self, task: Task, length: int) -> bool:
        """Try to give the list a length."""
        if not self.is_joined:
            return False
        rest = length - len(self.elements(task))
        return any(part.resize(task, len(part.elements(task)) + rest) for part in reversed(self.parts))

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        elements = self.elements(task)
        if not isinstance(value, ARRAY) or (len(value) != len(elements) and not self.resize(task, len(value))):
            return False
        return all(
            item == wanted or _assign(task, place, wanted)
            for (item, place), wanted in zip(self.elements(task), value, strict=True)
        )


class _Bound(Term):
    """What a list was made from one item."""

    def __init__(self, picked: Picked, element: Element) -> None:
        super().__init__(picked)
        self.picked = picked
        self.element = element

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        task.bind(self.picked.slot, *self.element)
        return self.picked.result.assign(task, value)

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        task.bind(self.picked.slot, *self.element)
        self.picked.result.pin(task)


class Picked(Term):
    """``range.filter(x, condition).map(x, result)``."""

    def __init__(self, slot: int, range_: Term, condition: Term | None, result: Term) -> None:
        super().__init__(*(part for part in (range_, condition, result) if part is not None))
        self.slot = slot
        self.range = range_
        self.condition = condition
        self.result = result
        inner, transform = range_.value, result.value
        test: Getter = (lambda _: True) if condition is None else condition.value

        def value(values: list[Any]) -> list[Any]:
            found: list[Any] = []
            for item in inner(values):
                values[slot] = item
                if test(values):
                    found.append(transform(values))
            return found

        self.value = value

    def elements(self, task: Task) -> list[Element]:
        """List the items with their places."""
        found: list[Element] = []
        for element in self.range.elements(task):
            task.bind(self.slot, *element)
            if self.condition is None or self.condition.truth(task):
                found.append((self.result.read(task), _Bound(self, element)))
        return found

    def resize(self, task: Task, length: int) -> bool:
        """Try to give the list a length."""
        if self.condition is None:
            return self.range.resize(task, length)
        return Count(self.slot, self.range, self.condition).assign(task, length)

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        if not isinstance(value, ARRAY) or not self.resize(task, len(value)):
            return False
        elements = self.elements(task)
        return len(elements) == len(value) and all(
            item == wanted or (isinstance(place, Term) and place.assign(task, wanted))
            for (item, place), wanted in zip(elements, value, strict=True)
        )

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        self.range.pin(task)
        for element in self.range.elements(task):
            task.bind(self.slot, *element)
            for part in self.parts[1:]:
                part.pin(task)


class Count(Term):
    """How many items of a list meet a condition."""

    def __init__(self, slot: int, range_: Term, condition: Term) -> None:
        super().__init__(range_, condition)
        self.slot = slot
        self.range = range_
        self.condition = condition
        inner, test = range_.value, condition.value

        def value(values: list[Any]) -> int:
            count = 0
            for item in inner(values):
                values[slot] = item
                count += bool(test(values))
            return count

        self.value = value

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        elements = self.range.elements(task)
        if value > len(elements):
            if not self.range.resize(task, int(value)):
                return False
            elements = self.range.elements(task)
        current = self.read(task)
        for index in task.shuffled(len(elements)):
            if current is ABSENT or current == value:
                break
            goal = current < value
            task.bind(self.slot, *elements[index])
            if self.condition.truth(task) is not goal:
                self.condition.make(task, goal=goal)
                current = self.read(task)
        return bool(self.read(task) == value)

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        self.range.pin(task)
        items = self.range.read(task)
        if isinstance(items, ARRAY):
            task.pin_size(items)
        for element in self.range.elements(task):
            task.bind(self.slot, *element)
            self.condition.pin(task)


def _assign(task: Task, place: Any, value: Any) -> bool:
    if isinstance(place, Term):
        return place.assign(task, value)
    return place is not None and task.write(place[0], place[1], value)


def _index(items: Any, value: Any) -> int:
    return next((number for number, item in enumerate(items) if item == value), -1)


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


def _is_sorted(items: Any) -> bool:
    return all(left <= right for left, right in pairwise(items))


_CONVERSIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "str": _text,
    "float": float,
    "text_of_bool": _text_of_bool,
    "negative": _negative,
}
_SUMMARIES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "sum": sum,
    "min": min,
    "max": max,
    "isSorted": _is_sorted,
    "indexOf": len,
}
