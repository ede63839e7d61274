"""Works comparisons backwards: equal, less, among, there."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

from .solving_task import ABSENT, CONTAINER, OBJECT, Task
from .solving_terms import Const, Member, Path, Term

__all__ = ["Among", "Equal", "HasKey", "Less", "Presence"]

_SECOND: Final = 10**9
# Steps that people notice: a second, a minute, a quarter, an hour, a day.
_SPANS: Final = (1, 60, 900, 3600, 86_400)
_TRIES: Final = 8


class Presence(Term):
    """``has(x.y)``."""

    def __init__(self, member: Member) -> None:
        super().__init__(member)
        self.member = member
        inner, name = member.operand.value, member.name
        self.value = lambda values: inner(values).get(name) is not None

    def reads(self) -> frozenset[Path]:
        """List the paths that decide the value."""
        own = frozenset[Path]() if self.member.path is None else frozenset[Path]({(*self.member.path, "?")})
        return own | self.member.operand.reads()

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        return (self.member.ensure(task) if goal else self.member.forget(task)) and self.truth(task) is goal

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        self.member.pin_presence(task)


class Equal(Term):
    """``a == b``."""

    def __init__(self, left: Term, right: Term, are_equal: Callable[[Any, Any], bool] | None) -> None:
        super().__init__(left, right)
        first, second = left.value, right.value
        if are_equal is None:
            self.value = lambda values: first(values) == second(values)
        else:
            same = are_equal
            self.value = lambda values: same(first(values), second(values))
        # What is read in the innermost loop is the one to change: others may depend on what stands further out.
        self.choices = [side for side in _preferred(left, right) if not side.is_fixed]
        self.other = {left: right, right: left}

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        for side in self.choices:
            value = self.other[side].read(task)
            if value is ABSENT:
                continue
            if (side.assign(task, value) if goal else vary(task, side, value)) and self.truth(task) is goal:
                return True
        return False


class Less(Term):
    """``low < high`` or ``low <= high``."""

    def __init__(self, low: Term, high: Term, kind: str, *, is_strict: bool) -> None:
        super().__init__(low, high)
        self.sides = (low, high)
        self.kind = kind
        self.is_strict = is_strict
        first, second = low.value, high.value
        if is_strict:
            self.value = lambda values: first(values) < second(values)
        else:
            self.value = lambda values: first(values) <= second(values)
        self.choices = [side for side in _preferred(high, low) if not side.is_fixed]

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        low, high = self.sides
        if self._swap(task) and self.truth(task) is goal:
            return True
        for side in self.choices:
            other = (high if side is low else low).read(task)
            if other is ABSENT:
                continue
            # The side is to end above the other one, or else below.
            is_above = (side is high) is goal
            may_touch = self.is_strict is not goal
            mark = len(task.trail)
            for value in self._values(task, other, is_above=is_above, may_touch=may_touch, node=_node(side)):
                if side.assign(task, value) and self.truth(task) is goal:
                    return True
                task.undo(mark)
        return False

    def _swap(self, task: Task) -> bool:
        """Let both sides change their values; as they are, they cannot stay."""
        one, two = (side.carrier() for side in self.sides)
        if one is None or two is None:
            return False
        first, second = one.read(task), two.read(task)
        if first is ABSENT or second is ABSENT or isinstance(first, CONTAINER):
            return False
        mark = len(task.trail)
        if one.assign(task, second) and two.assign(task, first):
            return True
        task.undo(mark)
        return False

    def _values(self, task: Task, other: Any, *, is_above: bool, may_touch: bool, node: Any) -> list[Any]:
        sign = 1 if is_above else -1
        if self.kind == "text":
            return _texts(task, str(other), is_above=is_above, may_touch=may_touch)
        if isinstance(other, bool) or not isinstance(other, (int, float)):
            return [not other]
        found = [other] if may_touch and task.below(4) == 0 else []
        if self.kind in ("instant", "span"):
            found += [other + sign * _SECOND * _SPANS[task.below(5)] * (1 + task.below(9)), other + sign * _SECOND]
        elif self.kind == "int":
            found += [int(other) + sign * (1 + task.below(10) * task.below(10)), int(other) + sign]
        else:
            found += [other + sign * (1 + task.below(100)) / 4, _next(float(other), sign)]
        bounds = (None, None) if node is None else task.drawer.bounds(node)
        # Where the schema leaves little room, its own limits are what is left.
        limit = bounds[1] if is_above else bounds[0]
        return [*found, *([other] if may_touch else []), *([limit] if limit is not None else [])]


class Among(Term):
    """``x in list``."""

    def __init__(self, item: Term, items: Term, are_equal: Callable[[Any, Any], bool]) -> None:
        super().__init__(item, items)
        self.item = item
        self.items = items
        one, many = item.value, items.value
        self.listed: tuple[Any, ...] = tuple(items.constant) if isinstance(items, Const) else ()
        if isinstance(items, Const):
            self.value = lambda values: one(values) in many(values)
        else:
            same = are_equal
            self.value = lambda values: _is_among(one(values), many(values), same)

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        wanted, items = self.item.read(task), self.items.read(task)
        if items is ABSENT:
            return False
        if not goal:
            return self._leave(task, wanted, items) and self.truth(task) is False
        if not self.item.is_fixed and any(
            self.item.assign(task, items[index]) and self.truth(task) for index in task.shuffled(len(items))
        ):
            return True
        if wanted is ABSENT or self.items.is_fixed:
            return False
        elements = self.items.elements(task)
        if self.items.resize(task, len(elements) + 1):
            elements = self.items.elements(task)[-1:]
        return any(_put(task, place, wanted) and bool(self.truth(task)) for _, place in elements)

    def _leave(self, task: Task, wanted: Any, items: Any) -> bool:
        if not self.item.is_fixed and vary(task, self.item, *items) and self.truth(task) is False:
            return True
        for index in range(len(items) - 1, -1, -1):
            if items[index] == wanted and not (
                self.items.is_place and not self.items.is_fixed and task.cut(items, index)
            ):
                return False
        return True


class HasKey(Term):
    """``key in map``."""

    def __init__(self, key: Term, members: Term) -> None:
        super().__init__(key, members)
        self.key = key
        self.members = members
        one, many = key.value, members.value
        self.value = lambda values: many(values).get(one(values)) is not None

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        return self._try(task, goal=goal) and self.truth(task) is goal

    def _try(self, task: Task, *, goal: bool) -> bool:
        key, members = self.key.read(task), self.members.read(task)
        if not isinstance(members, OBJECT):
            return False
        if not self.members.is_fixed and self.members.node is not None and key is not ABSENT:
            node = task.drawer.member(self.members.node, str(key))
            if goal and node is not None and task.write(members, key, task.drawer.fresh(node)):
                return True
            if not goal and task.remove(members, key):
                return True
        known = [name for name, value in members.items() if value is not None]
        if goal:
            return any(self.key.assign(task, known[index]) for index in task.shuffled(len(known)))
        return vary(task, self.key, *known)


def vary(task: Task, term: Term, *avoided: Any) -> bool:
    """Give a term a value that is none of some."""
    if term.is_fixed:
        return False
    mark = len(task.trail)
    candidates = _candidates(task, term, *avoided)
    # What is drawn is what rules like best; to break one, others are as good.
    order = task.shuffled(len(candidates)) if task.is_wild and task.below(2) else range(len(candidates))
    for candidate in (candidates[index] for index in order):
        if candidate in avoided:
            continue
        if term.assign(task, candidate) and term.read(task) not in avoided:
            return True
        task.undo(mark)
    carrier = term.carrier()
    if carrier is None or carrier is term:
        return False
    # What cannot be computed backwards may still be changed where it comes from.
    for candidate in _candidates(task, carrier):
        if carrier.assign(task, candidate) and term.read(task) not in (*avoided, ABSENT):
            return True
        task.undo(mark)
    return False


def _candidates(task: Task, term: Term, *avoided: Any) -> list[Any]:
    """List other values for a term, likely ones first."""
    node = term.node if term.is_place else None
    found: list[Any] = []
    if node is not None:
        listed = task.drawer.listed(node)
        if listed is not None:
            return [listed[index] for index in task.shuffled(len(listed))]
        # One rule may allow what another one does not.
        found = [term.rivals[index] for index in task.shuffled(len(term.rivals))]
        found += [task.drawer.fresh(node) for _ in range(_TRIES)]
    current = term.read(task)
    for base in (current, *avoided[:4]):
        match base:
            case bool():
                found.append(not base)
            case int() | float():
                # Mostly next to it, on either side.
                step = (1 if task.below(2) else -1) * (1, 1, 1, 2, 5)[task.below(5)]
                further = 2 + task.below(9)
                found += [base + step, base - step, base + 1, base - 1, base + further, base - further]
            case str():
                found += [base[:-1], f"{base}{'ABCXYZ019'[task.below(9)]}", base.swapcase()]
            case list():
                found += [base[:-1], [*base, *base[:1]]]
            case _:
                pass
    return found


def _preferred(left: Term, right: Term) -> list[Term]:
    def rank(term: Term) -> tuple[bool, int]:
        return (not term.is_place and term.carrier() is None, -term.depth)

    return sorted((left, right), key=rank)


def _node(side: Term) -> Any:
    return side.node if side.is_place else None


def _next(value: float, sign: int) -> float:
    step = max(abs(value) / 1000, 0.01)
    moved = round(value + sign * step, 6)
    return moved if (moved - value) * sign > 0 else math.nextafter(value, math.inf * sign)


def _texts(task: Task, other: str, *, is_above: bool, may_touch: bool) -> list[str]:
    found = [other] if may_touch else []
    if is_above:
        return [*found, f"{other}{'aA0z'[task.below(4)]}", "\U0010ffff"]
    return [*found, other[:-1], "", *([chr(ord(other[0]) - 1)] if other and ord(other[0]) > 32 else [])]


def _is_among(value: Any, items: Any, same: Callable[[Any, Any], bool]) -> bool:
    return any(same(value, item) for item in items)


def _put(task: Task, place: Any, value: Any) -> bool:
    if isinstance(place, Term):
        return place.assign(task, value)
    return place is not None and task.write(place[0], place[1], value)
