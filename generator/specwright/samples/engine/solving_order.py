"""Puts values into the order that a rule asks for between any two items of a list."""

from __future__ import annotations

from typing import Any, Final

from .solving_task import ABSENT, ARRAY, Task
from .solving_terms import Element, Term

__all__ = ["Order"]

_MOST: Final = 40


class Order:
    """``list.all(a, list.all(b, guard || x(a) <= x(b)))``: where no guard holds, the value of ``a`` comes first."""

    def __init__(self, slots: tuple[int, int], range_: Term, guards: list[Term], sides: tuple[Term, Term]) -> None:
        self._first, self._second = slots
        self._range = range_
        alone = {slot: [guard for guard in guards if _reads(guard.tree) & set(slots) == {slot}] for slot in slots}
        self._of_first, self._of_second = alone[slots[0]], alone[slots[1]]
        self._guards = [guard for guard in guards if guard not in self._of_first and guard not in self._of_second]
        self._low, self._high = sides

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
        elements = self._range.elements(task)
        if len(elements) > _MOST:
            return False
        before = [0] * len(elements)
        is_part = [False] * len(elements)
        seconds = [two for two, second in enumerate(elements) if _are_open(task, self._of_second, self._second, second)]
        for one, first in enumerate(elements):
            if not _are_open(task, self._of_first, self._first, first):
                continue
            for two in seconds:
                if one != two and _are_open(task, self._guards, self._second, elements[two]):
                    before[two] += 1
                    is_part[one] = is_part[two] = True
        chosen = sorted((index for index, known in enumerate(is_part) if known), key=before.__getitem__)
        carrier = self._low.carrier()
        found: list[tuple[Any, Any]] = []
        for index in chosen:
            task.bind(self._first, *elements[index])
            value = self._low.read(task)
            if value is ABSENT or carrier is None:
                return False
            found.append((value, carrier.read(task)))
        found.sort(key=lambda pair: pair[0])
        for index, (_, raw) in zip(chosen, found, strict=True):
            task.bind(self._first, *elements[index])
            if carrier is not None and carrier.read(task) != raw and not carrier.assign(task, raw):
                return False
        return True


def _are_open(task: Task, guards: list[Term], slot: int, element: Element) -> bool:
    """Say whether no guard takes an item out."""
    task.bind(slot, *element)
    return all(guard.truth(task) is False for guard in guards)


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
