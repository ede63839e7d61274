"""Terms of a rule that can be worked backwards: constants, and places of the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .solving_task import ABSENT, ARRAY, CONTAINER, ERRORS, OBJECT, Place, Task, copied

__all__ = ["Const", "Element", "Getter", "Item", "Keys", "Member", "Path", "Term", "Variable"]

Getter = Callable[[list[Any]], Any]
# Names of members; "[]" stands for any item.
Path = tuple[str, ...]
# The value of an item, and where it stands.
Element = tuple[Any, Place]

_TRIES: Final = 3
_KNOWN: Final = 512


class Term:
    """Part of a rule: ``value`` evaluates it over the values of the variables.

    ``node`` is the place of the plan where its value stands; ``is_fixed``: no change of the document can change it;
    ``depth``: the innermost variable that it reads; ``path`` is where a place stands, ``reads`` are all paths below.
    ``rivals`` are values that some rule names for the place.
    """

    value: Getter
    node: Any = None
    is_fixed = False
    is_place = False
    depth = 0
    tree: Any = None
    parts: tuple[Term, ...] = ()
    path: Path | None = None
    rivals: tuple[Any, ...] = ()

    def __init__(self, *parts: Term) -> None:
        self.parts = parts
        self.is_fixed = all(part.is_fixed for part in parts)
        self.depth = max((part.depth for part in parts), default=0)

    def reads(self) -> frozenset[Path]:
        """List the paths of the document that decide the value."""
        own = frozenset[Path]() if self.path is None else frozenset({self.path})
        return own.union(*(part.reads() for part in self.parts))

    def truth(self, task: Task) -> bool | None:
        """Evaluate a condition; None stands for an error."""
        try:
            return bool(self.value(task.values))
        except ERRORS:
            return None

    def read(self, task: Task) -> Any:
        """Evaluate a term; ``ABSENT`` stands for an error."""
        try:
            return self.value(task.values)
        except ERRORS:
            return ABSENT

    def make(self, task: Task, *, goal: bool) -> bool:
        """Change the document so that a condition comes out as asked for; nothing is changed where that fails."""
        return self.truth(task) is goal or self.force(task, goal=goal)

    def force(self, task: Task, *, goal: bool) -> bool:
        """Change the document so that a condition comes out that does not yet."""
        if self.is_fixed:
            return False
        for _ in range(_TRIES):
            task.spend()
            mark = len(task.trail)
            if self.change(task, goal=goal):
                return True
            task.undo(mark)
        return False

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make a condition come out as asked for, and see whether it does."""
        return self.assign(task, goal) and self.truth(task) is goal

    def assign(self, task: Task, value: Any) -> bool:  # noqa: ARG002 - what computes backwards does so in its own way
        """Try to change the document so that the term has a value."""
        return False

    def carrier(self) -> Term | None:
        """Give the place whose value alone decides this one's."""
        return None

    def elements(self, task: Task) -> list[Element]:
        """List the items of a list with their places."""
        items = self.read(task)
        return [] if items is ABSENT or items is None else [(item, None) for item in items]

    def resize(self, task: Task, length: int) -> bool:  # noqa: ARG002 - only places of the document can grow
        """Try to give a list a length."""
        return False

    def pin(self, task: Task) -> None:
        """Keep everything that decides the value."""
        for part in self.parts:
            part.pin(task)


class Const(Term):
    """A value that stands in the rule."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.constant = value
        self.value = lambda _: value
        self.is_fixed = True


class _Place(Term):
    """A place of the document."""

    is_place = True

    def __init__(self, *parts: Term) -> None:
        super().__init__(*parts)
        self._known: dict[str, bool] = {}

    def carrier(self) -> Term | None:
        """Give the place whose value alone decides this one's."""
        return None if self.is_fixed else self

    def elements(self, task: Task) -> list[Element]:
        """List the items with their places."""
        items = self.read(task)
        if not isinstance(items, ARRAY):
            return []
        return [(item, None if self.is_fixed else (items, index)) for index, item in enumerate(items)]

    def resize(self, task: Task, length: int) -> bool:
        """Try to give the list a length."""
        items = self.read(task)
        if self.is_fixed or self.node is None or self.path in task.frozen:
            return False
        if isinstance(items, OBJECT):
            return self._resize_map(task, items, length)
        if not isinstance(items, ARRAY):
            return False
        least, most = task.drawer.lengths(self.node)
        if length < least or (most is not None and length > most):
            return False
        node = task.drawer.item(self.node)
        while len(items) > length:
            # What is pinned may leave one item only that can go.
            if not any(task.cut(items, index) for index in (task.below(len(items)), *range(len(items) - 1, -1, -1))):
                return False
        while len(items) < length:
            if node is None or not task.append(items, task.drawer.fresh(node)):
                return False
        return True

    def _resize_map(self, task: Task, members: dict[str, Any], length: int) -> bool:
        """Add or take away members that are not null, as far as their names are free."""
        while len(names := [name for name, value in members.items() if value is not None]) > length:
            if not task.remove(members, names[task.below(len(names))]):
                return False
        for number in range(length - len(names)):
            name = f"key{len(members) + number}"
            node = task.drawer.member(self.node, name)
            if node is None or name in members or not task.write(members, name, task.drawer.fresh(node)):
                return False
        return True

    def fits(self, task: Task, value: Any) -> bool:
        """Say whether a value may be written here, as far as that can be told without effort."""
        if self.is_fixed or self.node is None or self.path in task.frozen:
            return False
        if not isinstance(value, str):
            return isinstance(value, CONTAINER) or task.drawer.accepts(self.node, value)
        known = self._known
        if value not in known:
            # The same few words of the rules are written again and again.
            if len(known) > _KNOWN:
                known.clear()
            known[value] = task.drawer.accepts(self.node, value)
        return known[value]


class Variable(_Place):
    """The document, its old value, or the variable of a loop."""

    def __init__(self, slot: int, node: Any, path: Path | None, *, is_fixed: bool) -> None:
        super().__init__()
        self.slot = slot
        self.path = path
        self.node = node
        self.is_fixed = is_fixed
        self.depth = slot

        def value(values: list[Any]) -> Any:
            return values[slot]

        self.value = value

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        place = task.places[self.slot]
        if isinstance(place, Term):
            done = place.assign(task, value)
        elif place is None or not self.fits(task, value):
            return False
        else:
            value = copied(value)
            done = task.write(place[0], place[1], value)
        if done:
            task.rebind(self.slot, value)
        return done

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        place = task.places[self.slot]
        if isinstance(place, Term):
            place.pin(task)
        elif place is not None:
            task.pin(*place)


class Member(_Place):
    """A member of an object, or a value of a map by a key that is known."""

    def __init__(self, operand: Term, name: str, node: Any, *, can_go: bool) -> None:
        super().__init__(operand)
        self.operand = operand
        self.name = name
        self.node = node
        self.can_go = can_go
        self.path = None if operand.path is None else (*operand.path, name)
        inner = operand.value
        if isinstance(operand, Variable):
            slot = operand.slot
            self.value = lambda values: values[slot][name]
        else:
            self.value = lambda values: inner(values)[name]

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        if not self.fits(task, value) or not self._has_container(task):
            return False
        return task.write(self.operand.read(task), self.name, copied(value))

    def is_there(self, task: Task) -> bool:
        """Say whether there is a value, and not null."""
        container = self.operand.read(task)
        return isinstance(container, OBJECT) and container.get(self.name) is not None

    def ensure(self, task: Task) -> bool:
        """See that there is a value."""
        if self.is_there(task):
            return True
        if self.is_fixed or self.node is None or not self._has_container(task):
            return False
        return task.write(self.operand.read(task), self.name, task.drawer.fresh(self.node))

    def forget(self, task: Task) -> bool:
        """See that there is none, or null."""
        container = self.operand.read(task)
        if self.is_fixed or not isinstance(container, OBJECT):
            return False
        is_nullable = self.node is not None and task.drawer.is_nullable(self.node)
        if is_nullable and (not self.can_go or task.below(4) == 0):
            return task.write(container, self.name, None)
        return self.can_go and task.remove(container, self.name)

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        self.operand.pin(task)
        task.pin(self.operand.read(task), self.name)

    def pin_presence(self, task: Task) -> None:
        """Keep that there is a value, or that there is none."""
        self.operand.pin(task)
        task.pin_presence(self.operand.read(task), self.name)

    def _has_container(self, task: Task) -> bool:
        if isinstance(self.operand.read(task), OBJECT):
            return True
        return isinstance(self.operand, Member) and self.operand.ensure(task)


class Item(_Place):
    """An item of a list by its number, or a value of a map by a key that is computed."""

    def __init__(self, operand: Term, index: Term, node: Any) -> None:
        super().__init__(operand, index)
        self.operand = operand
        self.index = index
        self.node = node
        self.is_fixed = operand.is_fixed and index.is_fixed
        self.is_place = not operand.is_fixed
        self.path = None if operand.path is None else (*operand.path, "[]")
        inner, key = operand.value, index.value

        def value(values: list[Any]) -> Any:
            number = key(values)
            if isinstance(number, (int, float)) and number < 0:
                raise IndexError(number)
            return inner(values)[number]

        self.value = value

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        container, index = self.operand.read(task), self.index.read(task)
        if self.operand.is_fixed:
            return self._choose_key(task, container, value)
        if not self.fits(task, value):
            return False
        if isinstance(container, ARRAY) and index >= len(container) and not self.operand.resize(task, index + 1):
            return False
        return isinstance(container, CONTAINER) and task.write(container, index, copied(value))

    def _choose_key(self, task: Task, container: Any, value: Any) -> bool:
        """Find the key under which a literal map has a value."""
        pairs = container.items() if isinstance(container, OBJECT) else enumerate(container)
        keys = [key for key, known in pairs if known == value]
        return any(self.index.assign(task, keys[number]) for number in task.shuffled(len(keys)))

    def carrier(self) -> Term | None:
        """Give the place whose value alone decides this one's."""
        return self if self.is_place else self.index.carrier()

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        super().pin(task)
        container, index = self.operand.read(task), self.index.read(task)
        if isinstance(container, CONTAINER):
            task.pin(container, index)


class Keys(Term):
    """The keys of a map whose values are not null."""

    def __init__(self, operand: Term) -> None:
        super().__init__(operand)
        inner = operand.value
        self.value = lambda values: [key for key, value in inner(values).items() if value is not None]

    def resize(self, task: Task, length: int) -> bool:
        """Try to give the map as many members."""
        return self.parts[0].resize(task, length)

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        operand = self.parts[0]
        operand.pin(task)
        for name in self.value(task.values):
            task.pin_presence(operand.read(task), name)
