# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Works conditions backwards that are made of conditions: and, or, not, and loops over lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .solving_kinds import Kinds
from .solving_order import Order
from .solving_task import ARRAY, ERRORS, Task
from .solving_terms import Const, Element, Getter, Path, Term

__all__ = ["Choice", "Junction", "Loop", "Negation"]

_SWEEPS: Final = 6
_LONGEST: Final = 40
_ADDED: Final = 2


class Negation(Term):
    """``!x``."""

    def __init__(self, operand: Term) -> None:
        super().__init__(operand)
        self.operand = operand
        inner = operand.value
        self.value = lambda values: not inner(values)

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        return self.operand.force(task, goal=not goal)

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        return self.operand.make(task, goal=not value)


class Junction(Term):
    """``a && b && …`` or ``a || b || …``."""

    def __init__(self, parts: tuple[Term, ...], *, is_and: bool) -> None:
        super().__init__(*parts)
        self.is_and = is_and
        # Guards stand on the left, what they guard on the right.
        self.order = list(range(len(parts) - 1, -1, -1))
        self.kinds = Kinds.of(parts) if is_and else None
        self.value = _every([part.value for part in parts], is_and=is_and)

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        if goal is not self.is_and:
            return any(self.parts[index].force(task, goal=goal) for index in self._order(task))
        if goal and self.kinds is not None and self.kinds.arrange(task) and (task.is_hasty or self.truth(task)):
            return True
        if task.is_hasty:
            return self._sweep(task, goal=goal, is_pinning=False)
        for number in range(_SWEEPS):
            if self._sweep(task, goal=goal, is_pinning=number == 1) and self.truth(task) is goal:
                return True
        return False

    def prefer(self, taken: Mapping[Path, int]) -> None:
        """Let those parts decide first that read what few other rules do, so that these are left in peace."""
        costs = [sum(taken.get(path, 0) for path in part.reads()) for part in self.parts]
        self.order.sort(key=lambda index: costs[index])

    def _order(self, task: Task) -> list[int]:
        if self.is_and or task.is_wild:
            return task.shuffled(len(self.parts))
        return self.order

    def _sweep(self, task: Task, *, goal: bool, is_pinning: bool) -> bool:
        pins = dict(task.pins) if is_pinning else task.pins
        try:
            for part in self.parts:
                if part.truth(task) is not goal and not part.force(task, goal=goal):
                    return False
                if is_pinning:
                    part.pin(task)
            return True
        finally:
            task.pins = pins

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        return self.make(task, goal=bool(value))

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        outcome = self.truth(task)
        if outcome is self.is_and:
            super().pin(task)
            return
        for part in self.parts:
            if part.truth(task) is outcome:
                part.pin(task)
                return


class Choice(Term):
    """``condition ? then : otherwise``."""

    def __init__(self, condition: Term, then: Term, otherwise: Term) -> None:
        super().__init__(condition, then, otherwise)
        self.condition = condition
        self.branches = {True: then, False: otherwise}
        inner, first, second = condition.value, then.value, otherwise.value
        self.value = lambda values: first(values) if inner(values) else second(values)

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        outcome = self.condition.truth(task)
        for side in (outcome is not False, outcome is False):
            if self.condition.make(task, goal=side) and self.branches[side].make(task, goal=goal):
                return self.truth(task) is goal
        return False

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        outcome = self.condition.truth(task)
        for side in (outcome is not False, outcome is False):
            branch = self.branches[side]
            if self.condition.make(task, goal=side) and (branch.read(task) == value or branch.assign(task, value)):
                return True
        return False

    def resize(self, task: Task, length: int) -> bool:
        """Try to give the list a length."""
        outcome = self.condition.truth(task)
        return outcome is not None and self.branches[outcome].resize(task, length)

    def elements(self, task: Task) -> list[Element]:
        """List the items with their places."""
        outcome = self.condition.truth(task)
        return [] if outcome is None else self.branches[outcome].elements(task)

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        self.condition.pin(task)
        outcome = self.condition.truth(task)
        if outcome is not None:
            self.branches[outcome].pin(task)


class Loop(Term):
    """``range.all(x, body)`` or ``range.exists(x, body)``."""

    def __init__(self, slot: int, range_: Term, body: Term, *, is_all: bool) -> None:
        super().__init__(range_, body)
        self.slot = slot
        self.range = range_
        self.body = body
        self.is_all = is_all
        inner = body if is_all and isinstance(body, Loop) and body.is_all else None
        self.order = None if inner is None else Order.of(slot, range_, inner.slot, inner.parts)
        self.value = _loop(slot, range_.value, body.value, is_all=is_all)

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        if goal is not self.is_all:
            return self._some(task, goal=goal)
        if self.order is not None and self.order.arrange(task) and (task.is_hasty or self.truth(task) is goal):
            return True
        if task.is_hasty:
            return self._sweep(task, goal=goal, is_pinning=False)
        # Of items that a rule lists, each may want an item of the document for itself.
        first = 0 if isinstance(self.range, Const) or self.range.is_fixed else 1
        for number in range(_SWEEPS):
            mark = len(task.trail)
            if self._sweep(task, goal=goal, is_pinning=number == first) and self.truth(task) is goal:
                return True
            if number <= first:
                task.undo(mark)
        return self._cut(task, goal=goal) and self.truth(task) is goal

    def _sweep(self, task: Task, *, goal: bool, is_pinning: bool) -> bool:
        pins = dict(task.pins) if is_pinning else task.pins
        body = self.body
        try:
            for item, place in self.range.elements(task):
                task.bind(self.slot, item, place)
                if body.truth(task) is not goal and not body.force(task, goal=goal):
                    return False
                if is_pinning:
                    body.pin(task)
            return True
        finally:
            task.pins = pins

    def _some(self, task: Task, *, goal: bool) -> bool:
        elements = self.range.elements(task)
        for index in task.shuffled(len(elements)):
            task.bind(self.slot, *elements[index])
            if self.body.force(task, goal=goal):
                return True
        mark = len(task.trail)
        if len(elements) < _LONGEST and self.range.resize(task, len(elements) + 1):
            added = [element for element in self.range.elements(task) if element not in elements]
            for element in reversed(added[-_ADDED:]):
                task.bind(self.slot, *element)
                if self.body.make(task, goal=goal):
                    return True
        task.undo(mark)
        return False

    def _cut(self, task: Task, *, goal: bool) -> bool:
        """Do without the items that cannot be made to fit."""
        items = self.range.read(task)
        if self.range.is_fixed or not self.range.is_place or not isinstance(items, ARRAY) or self.range.node is None:
            return False
        least = task.drawer.lengths(self.range.node)[0]
        for index in range(len(items) - 1, -1, -1):
            task.bind(self.slot, items[index], (items, index))
            if self.body.truth(task) is not goal and (len(items) <= least or not task.cut(items, index)):
                return False
        return True

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        return self.make(task, goal=bool(value))

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        outcome = self.truth(task)
        elements = self.range.elements(task)
        if outcome is self.is_all:
            self.range.pin(task)
            items = self.range.read(task)
            if isinstance(items, ARRAY) and self.range.is_place:
                task.pin_size(items)
        for item, place in elements:
            task.bind(self.slot, item, place)
            if outcome is self.is_all:
                self.body.pin(task)
            elif self.body.truth(task) is outcome:
                # That there is such an item does not hang on where in its list it stands.
                if isinstance(place, tuple):
                    task.pin(*place)
                self.body.pin(task)
                return


def _every(parts: list[Getter], *, is_and: bool) -> Getter:
    if len(parts) == 2:
        first, second = parts
        if is_and:
            return lambda values: _both(first, second, values)
        return lambda values: _either(first, second, values)

    def value(values: list[Any]) -> bool:
        failure: Exception | None = None
        for part in parts:
            try:
                if bool(part(values)) is not is_and:
                    return not is_and
            except ERRORS as error:
                failure = error
        if failure is not None:
            raise failure
        return is_and

    return value


def _both(first: Getter, second: Getter, values: list[Any]) -> bool:
    try:
        if not first(values):
            return False
    except ERRORS:
        # The other side decides where it can.
        if not second(values):
            return False
        raise
    return bool(second(values))


def _either(first: Getter, second: Getter, values: list[Any]) -> bool:
    try:
        if first(values):
            return True
    except ERRORS:
        if second(values):
            return True
        raise
    return bool(second(values))


def _loop(slot: int, range_: Getter, body: Getter, *, is_all: bool) -> Getter:
    def value(values: list[Any]) -> bool:
        failure: Exception | None = None
        for item in range_(values):
            values[slot] = item
            try:
                if bool(body(values)) is not is_all:
                    return not is_all
            except ERRORS as error:
                failure = error
        if failure is not None:
            raise failure
        return is_all

    return value
