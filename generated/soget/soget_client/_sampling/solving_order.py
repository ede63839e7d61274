# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Puts values into the order that a rule asks for between any two items of a list."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, Final

from .solving_task import ARRAY, ERRORS, Task
from .solving_terms import Getter, Term

__all__ = ["Order"]

_MOST: Final = 40
_VALUE: Final = itemgetter(0)


class Order:
    """``list.all(a, list.all(b, guard || x(a) <= x(b)))``: where no guard holds, the value of ``a`` comes first."""

    def __init__(self, slots: tuple[int, int], range_: Term, guards: list[Term], sides: tuple[Term, Term]) -> None:
        self._first, self._second = slots
        self._range = range_
        read = [(guard.value, _reads(guard.tree) & set(slots)) for guard in guards]
        self._of_first = [value for value, known in read if known == {slots[0]}]
        self._of_second = [value for value, known in read if known == {slots[1]}]
        self._guards = [value for value, known in read if len(known) != 1]
        self._low = sides[0]

    @staticmethod
    def of(slot: int, range_: Term, second: int, inner: tuple[Term, ...]) -> Order | None:
        """Recognise such a loop by the range and the body of the inner one, None where it is another."""
        other_range, condition = inner
        if other_range.tree != range_.tree:
            return None
        parts = condition.parts if condition.tree[0] == "or" else (condition,)
        for part in parts:
            if part.tree[0] != "less" or any(side.carrier() is None for side in part.parts):
                continue
            low, high = part.parts
            guards = [other for other in parts if other is not part]
            if _renamed(low.tree, slot, second) == high.tree:
                return Order((slot, second), range_, guards, (low, high))
            if _renamed(high.tree, slot, second) == low.tree:
                return Order((second, slot), range_, guards, (low, high))
        return None

    def arrange(self, task: Task) -> bool:
        """Sort the values of the items between which the rule asks for an order."""
        try:
            return self._arrange(task)
        except ERRORS:
            return False

    def _arrange(self, task: Task) -> bool:
        elements = self._range.elements(task)
        carrier = self._low.carrier()
        if len(elements) > _MOST or carrier is None:
            return False
        values, first, low, raw = task.values, self._first, self._low.value, carrier.value
        found: list[tuple[Any, Any]] = []
        chosen = self._chosen(values, [item for item, _ in elements])
        for index in chosen:
            values[first] = elements[index][0]
            found.append((low(values), raw(values)))
        found.sort(key=_VALUE)
        for index, (_, wanted) in zip(chosen, found, strict=True):
            task.bind(first, *elements[index])
            if raw(values) != wanted and not carrier.assign(task, wanted):
                return False
        return True

    def _chosen(self, values: list[Any], items: list[Any]) -> list[int]:
        """Find the items between which the rule asks for an order, first ones first."""
        first, second = self._first, self._second
        firsts = _open(values, self._of_first, first, items)
        seconds = _open(values, self._of_second, second, items)
        before = dict.fromkeys([*firsts, *seconds], 0)
        is_part: set[int] = set()
        guards = self._guards
        for one in firsts:
            values[first] = items[one]
            for two in seconds:
                values[second] = items[two]
                if one != two and not any(guard(values) for guard in guards):
                    before[two] += 1
                    is_part |= {one, two}
        return sorted(is_part, key=lambda index: (before[index], index))


def _open(values: list[Any], guards: list[Getter], slot: int, items: list[Any]) -> list[int]:
    """List the items that no guard takes out."""
    found: list[int] = []
    for index, item in enumerate(items):
        values[slot] = item
        if not any(guard(values) for guard in guards):
            found.append(index)
    return found


def _reads(tree: Any) -> set[int]:
    """List the variables of a tree."""
    if not isinstance(tree, ARRAY):
        return set[int]()
    if tree[0:1] == ["var"]:
        return {tree[1]}
    found: set[int] = set()
    return found.union(*map(_reads, tree))


def _renamed(tree: Any, slot: int, other: int) -> Any:
    if isinstance(tree, ARRAY):
        return ["var", other] if tree == ["var", slot] else [_renamed(part, slot, other) for part in tree]
    return tree
