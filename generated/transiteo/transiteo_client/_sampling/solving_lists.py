# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Works lists backwards: those that are made of others, counts of their items, sums and orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, Final

from .solving_task import ABSENT, ARRAY, Task
from .solving_terms import Element, Getter, Term

__all__ = ["Count", "Listing", "Picked", "Summary"]


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


def _is_sorted(items: Any) -> bool:
    return all(left <= right for left, right in pairwise(items))


_SUMMARIES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "sum": sum,
    "min": min,
    "max": max,
    "isSorted": _is_sorted,
    "indexOf": len,
}
