# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Finds the values of a document that rules judge, each with the value that stood there before an update."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from .solving_task import ARRAY, OBJECT, Drawer, Task
from .solving_terms import Path

__all__ = ["Site", "Sites"]

# A value, where it stands (container and key), and its old value.
Site = tuple[Any, Any, Any, Any]
Found = dict[int, list[Site]]
_Visit = Callable[[Any, Any, Any, Any, Found], None]

_NOTHING: Final[dict[str, Any]] = {}


class Sites:
    """``graph`` says where rules stand below each place: members, the rest of them, items and their keys."""

    def __init__(self, graph: Sequence[Mapping[str, Any]], root: Any, drawer: Drawer) -> None:
        self._graph = graph
        self.nodes: dict[int, Any] = {}
        self._ways: dict[int, tuple[int, str | None]] = {}
        self._visits: dict[int, _Visit] = {}
        self._judged = [number for number, place in enumerate(graph) if place["rules"]]
        self._find_nodes(root, drawer)
        for number in range(len(graph)):
            self._visits[number] = self._visit(number)

    def _find_nodes(self, root: Any, drawer: Drawer) -> None:
        self.nodes[0] = root
        pending = [0]
        while pending:
            number = pending.pop(0)
            node = self.nodes[number]
            for step, target in self._steps(number):
                if target in self.nodes:
                    continue
                below = None
                if node is not None:
                    below = drawer.item(node) if step is None else drawer.member(node, step)
                self.nodes[target], self._ways[target] = below, (number, step)
                pending.append(target)

        self._single = {number: self._steps_to(number) for number in self._judged}

    def _steps_to(self, number: int) -> tuple[str, ...] | None:
        """Give the members that lead to a place, None where it has many values."""
        names: list[str] = []
        counts = Counter(target for other in range(len(self._graph)) for _, target in self._steps(other))
        while number:
            above, step = self._ways[number]
            if counts[number] != 1 or not step:
                return None
            names.append(step)
            number = above
        return None if counts[0] else tuple(reversed(names))

    def is_single(self, number: int) -> bool:
        """Say whether a place has one value at most."""
        return self._single[number] is not None

    def single(self, number: int, holder: list[Any], old: Any) -> list[Site]:
        """Find the value of a place that has one at most."""
        container: Any = holder
        key: Any = 0
        for name in self._single[number] or ():
            value = container[key]
            if not isinstance(value, OBJECT):
                return []
            container, key = value, name
            old = old.get(name) if isinstance(old, OBJECT) else None
        value = container.get(key) if isinstance(container, OBJECT) else container[key]
        return [] if value is None else [(value, container, key, old)]

    def path(self, number: int) -> Path:
        """Say where the values of a place stand."""
        way = self._ways.get(number)
        return () if way is None else (*self.path(way[0]), "[]" if way[1] is None else way[1])

    def _steps(self, number: int) -> Iterator[tuple[str | None, int]]:
        place = self._graph[number]
        yield from place["members"].items()
        if place["rest"] is not None:
            yield "", place["rest"]
        if place["items"] is not None:
            yield None, place["items"]

    def is_sure(self, number: int) -> bool:
        """Say whether the values of a place are judged by its rules, whatever they are."""
        return bool(self._graph[number]["isSure"])

    def walk(self, holder: list[Any], old: Any) -> Found:
        """List the values at each place with rules; ``holder`` is a list of the document alone."""
        found: Found = {number: [] for number in self._judged}
        self._visits[0](holder[0], holder, 0, old, found)
        return found

    def _visit(self, number: int) -> _Visit:
        place, visits = self._graph[number], self._visits
        members, rest, items = tuple(place["members"].items()), place["rest"], place["items"]
        names, has_rules = place["keys"], bool(place["rules"])

        def visit(value: Any, container: Any, key: Any, old: Any, found: Found) -> None:
            if has_rules:
                found[number].append((value, container, key, old))
            if isinstance(value, OBJECT):
                before = old if isinstance(old, OBJECT) else _NOTHING
                for name, target in members:
                    member = value.get(name)
                    if member is not None:
                        visits[target](member, value, name, before.get(name), found)
                if rest is not None:
                    for name, member in value.items():
                        if member is not None and name not in place["members"]:
                            visits[rest](member, value, name, before.get(name), found)
            elif items is not None and isinstance(value, ARRAY):
                known = _by_key(old, names) if names and old is not None else _NOTHING
                below = visits[items]
                for index, item in enumerate(value):
                    if item is not None:
                        below(item, value, index, known.get(_key(item, names)) if known else None, found)

        return visit

    def create(self, task: Task, holder: list[Any], number: int) -> bool:
        """See that there is a value at a place of the graph."""
        steps: list[tuple[int, str | None]] = []
        way = self._ways.get(number)
        while way is not None:
            steps.append(way)
            way = self._ways.get(way[0])
        value = holder[0]
        for above, step in reversed(steps):
            value = self._step(task, value, above, step)
            if value is None:
                return False
        return True

    def _step(self, task: Task, value: Any, number: int, step: str | None) -> Any:
        node, drawer = self.nodes[number], task.drawer
        if step is None and isinstance(value, ARRAY):
            filled = [item for item in value if item is not None]
            if not filled and not task.append(value, drawer.fresh(drawer.item(node))):
                return None
            return filled[task.below(len(filled))] if filled else value[-1]
        if not isinstance(value, OBJECT) or step is None:
            return None
        name = step or "key"
        if value.get(name) is None and not task.write(value, name, drawer.fresh(drawer.member(node, name))):
            return None
        return value[name]


def _key(item: Any, names: Sequence[str]) -> Any:
    if not isinstance(item, OBJECT):
        return None
    values = [item.get(name) for name in names]
    return None if None in values else tuple((isinstance(value, bool), value) for value in values)


def _by_key(items: Any, names: Sequence[str]) -> dict[Any, Any]:
    found = {_key(item, names): item for item in reversed(items)} if isinstance(items, ARRAY) else {}
    found.pop(None, None)
    return found
