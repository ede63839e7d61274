"""Makes updates: a stored document and the one that is to take its place."""

from __future__ import annotations

from typing import Any, Final

from .solving import Solver
from .solving_task import ARRAY, OBJECT, Drawer, NoWayFoundError, copied
from .violating import violate

__all__ = ["edited", "transition"]

_MOST_EDITS: Final = 4
_DEEPEST: Final = 6
_ATTEMPTS: Final = 5


def transition(solver: Solver, drawer: Drawer, root: Any, *, breaking: str | None = None) -> tuple[Any, Any]:
    """Draw an old and a new document, both valid; the step meets all rules about the old one, or breaks just one rule.

    The old document is what the schema of the request can say of the stored one.

    Raises:
        NoWayFoundError: no such pair was found.
    """
    source = drawer.source
    for attempt in range(_ATTEMPTS):
        try:
            first = drawer.fresh(root)
            drawer.source = source.aside()
            old = solver.satisfy(first, applying=breaking)
            drawer.source = source
            second = _next(old, root, drawer)
            drawer.source = source.aside()
            new = solver.satisfy(second, old=old)
            return old, (new if breaking is None else violate(solver, new, breaking, old=old))
        except NoWayFoundError:
            if attempt == _ATTEMPTS - 1:
                raise
        finally:
            drawer.source = source
    raise NoWayFoundError("no way found to make a transition")


def _next(old: Any, root: Any, drawer: Drawer) -> Any:
    """Choose what is sent for an update: a few changes, or another document altogether."""
    below = drawer.source.below
    if below(4) == 3:
        return drawer.fresh(root)
    return edited(old, root, drawer, count=below(_MOST_EDITS + 1))


def edited(document: Any, root: Any, drawer: Drawer, *, count: int) -> Any:
    """Give a copy in which some values are drawn anew."""
    holder = [copied(document)]
    for _ in range(count):
        _edit(holder, root, drawer)
    return holder[0]


def _edit(holder: list[Any], root: Any, drawer: Drawer) -> None:
    below = drawer.source.below
    container: Any = holder
    key: Any = 0
    node = root
    for _ in range(_DEEPEST):
        value = container[key]
        if isinstance(value, OBJECT) and (names := drawer.members(node)):
            container, key = value, names[below(len(names))]
            node = drawer.member(node, key)
        elif isinstance(value, ARRAY) and value and drawer.item(node) is not None:
            container, key, node = value, below(len(value)), drawer.item(node)
        else:
            break
        is_there = not isinstance(container, OBJECT) or key in container
        if node is None or not is_there or below(3) == 0:
            break
    if node is not None:
        container[key] = drawer.fresh(node)
