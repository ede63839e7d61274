# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Keeps what is changed in a document, so that a change that led nowhere is taken back."""

from __future__ import annotations

from typing import Any, Final, Protocol

from .source import Source

__all__ = ["ABSENT", "ARRAY", "CONTAINER", "ERRORS", "OBJECT", "Drawer", "NoWayFoundError", "Place", "Task", "copied"]

ABSENT: Final[Any] = object()
# `Any`, so that a type checker does not take the members of a value for unknown ones after it was told apart.
OBJECT: Final[Any] = dict
ARRAY: Final[Any] = list
CONTAINER: Final[Any] = (dict, list)
# What ends the evaluation of an expression; for a rule it counts as violated.
ERRORS: Final = (ArithmeticError, LookupError, ValueError, TypeError, AttributeError)
_SIZE: Final = "#"
_NOTHING: Final = (None, ABSENT)
_MOST_STEPS: Final = 600

# Where a value stands: a container and a key, or the term that it is the value of.
Place = Any


class NoWayFoundError(Exception):
    """A document could not be changed as it was asked for."""


class Drawer(Protocol):
    """Draws values of places, as ``source`` chooses; a place is whatever the plan says it is."""

    source: Source

    def fresh(self, node: Any, /) -> Any:
        """Draw a value, null only where nothing else is allowed."""
        ...

    def is_nullable(self, node: Any, /) -> bool:
        """Say whether null is allowed."""
        ...

    def member(self, node: Any, name: str, /) -> Any:
        """Find the place of a member, None where it may not be there."""
        ...

    def members(self, node: Any, /) -> tuple[str, ...]:
        """List the members that have names."""
        ...

    def item(self, node: Any, /) -> Any:
        """Find the place of the items of a list, None where it has none."""
        ...

    def requires(self, node: Any, name: str, /) -> bool:
        """Say whether an object must have a member."""
        ...

    def lengths(self, node: Any, /) -> tuple[int, int | None]:
        """Give the least and the largest length of a text, a list or an object."""
        ...

    def bounds(self, node: Any, /) -> tuple[float | int | None, float | int | None]:
        """Give the least and the largest number."""
        ...

    def listed(self, node: Any, /) -> tuple[Any, ...] | None:
        """List the values, where the schema does."""
        ...

    def accepts(self, node: Any, value: Any, /) -> bool:
        """Say whether a scalar may stand at a place."""
        ...

    def formatted(self, name: str, /) -> str:
        """Draw a text of a format."""
        ...

    def matching(self, pattern: Any, /) -> str:
        """Draw a text in which a pattern is found."""
        ...


class Task:
    """One document being changed: ``values`` and ``places`` belong to the variables of the rule at hand.

    ``pins`` are places that must stay as they are, because something that was achieved depends on them.
    ``frozen`` are paths of the document at which nothing is changed; ``changes`` counts those after which there are
    other objects and lists than before. ``is_hasty``: somebody looks at the outcome anyway. ``is_wild``: what is likely
    has failed, so that anything may be tried.
    """

    __slots__ = (
        "below",
        "changes",
        "drawer",
        "frozen",
        "is_hasty",
        "is_wild",
        "pins",
        "places",
        "steps",
        "trail",
        "values",
    )

    def __init__(self, drawer: Drawer, slots: int) -> None:
        self.drawer = drawer
        self.below = drawer.source.below
        self.values: list[Any] = [None] * slots
        self.places: list[Place] = [None] * slots
        self.trail: list[tuple[Any, Any, Any]] = []
        self.pins: dict[tuple[int, Any], Any] = {}
        self.steps = _MOST_STEPS
        self.frozen: frozenset[tuple[str, ...]] = frozenset()
        self.is_wild = False
        self.is_hasty = False
        self.changes = 0

    def refill(self) -> None:
        """Begin to count steps anew."""
        self.steps = _MOST_STEPS

    def spend(self) -> None:
        """Count a step.

        Raises:
            NoWayFoundError: there were too many.
        """
        self.steps -= 1
        if self.steps < 0:
            raise NoWayFoundError("the search took too many steps")

    def write(self, container: Any, key: Any, value: Any) -> bool:
        """Put a value at a place, unless that is pinned."""
        is_map = isinstance(container, OBJECT)
        old = container.get(key, ABSENT) if is_map else container[key]
        if self.pins and self._is_pinned(container, key, old, value):
            return False
        if isinstance(old, CONTAINER) or isinstance(value, CONTAINER) or value is None or old in _NOTHING:
            self.changes += 1
        self.trail.append((container, key, old))
        container[key] = value
        return True

    def remove(self, container: Any, key: Any) -> bool:
        """Take a member away, unless it is pinned."""
        old = container.get(key, ABSENT)
        if old is ABSENT:
            return True
        if self.pins and self._is_pinned(container, key, old, None):
            return False
        self.changes += 1
        self.trail.append((container, key, old))
        del container[key]
        return True

    def append(self, items: list[Any], value: Any) -> bool:
        """Add an item at the end of a list."""
        if (id(items), _SIZE) in self.pins:
            return False
        self.changes += 1
        self.trail.append((items, ABSENT, ABSENT))
        items.append(value)
        return True

    def cut(self, items: list[Any], index: int) -> bool:
        """Take an item out of a list."""
        if self.pins:
            mark = id(items)
            if (mark, _SIZE) in self.pins or any((mark, later) in self.pins for later in range(index, len(items))):
                return False
        self.changes += 1
        self.trail.append((items, (index,), items[index]))
        del items[index]
        return True

    def bind(self, slot: int, value: Any, place: Place) -> None:
        """Let a variable stand for a value."""
        self.values[slot] = value
        self.places[slot] = place

    def rebind(self, slot: int, value: Any) -> None:
        """Let a variable stand for what was written at its place."""
        self.trail.append((self.values, slot, self.values[slot]))
        self.values[slot] = value

    def undo(self, mark: int) -> None:
        """Take back all that was changed since the trail had a length."""
        trail = self.trail
        self.changes += len(trail) > mark
        while len(trail) > mark:
            container, key, old = trail.pop()
            if key is ABSENT:
                container.pop()
            elif isinstance(key, tuple):
                container.insert(key[0], old)
            elif old is ABSENT:
                del container[key]
            else:
                container[key] = old

    def pin(self, container: Any, key: Any) -> None:
        """Keep the value at a place."""
        self.pins[id(container), key] = container

    def pin_presence(self, container: Any, key: Any) -> None:
        """Keep a member, or that there is none; its value may change."""
        self.pins[id(container), (key,)] = container

    def pin_size(self, container: Any) -> None:
        """Keep the length of a list."""
        self.pins[id(container), _SIZE] = container

    def shuffled(self, count: int) -> list[int]:
        """Give the numbers below a count in an order of chance."""
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def _is_pinned(self, container: Any, key: Any, old: Any, new: Any) -> bool:
        mark = id(container)
        if (mark, key) in self.pins:
            return True
        was_there = old is not ABSENT and old is not None
        return (mark, (key,)) in self.pins and was_there is (new is None)


def copied(value: Any) -> Any:
    """Copy a JSON value."""
    if isinstance(value, OBJECT):
        return {name: copied(member) for name, member in value.items()}
    return [copied(item) for item in value] if isinstance(value, ARRAY) else value
