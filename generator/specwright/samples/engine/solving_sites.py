"""Finds the values of a document that rules judge, each with the value that stood there before an update."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .solving_task import Drawer, Task
from .solving_terms import Path

__all__ = ["Site", "Sites"]


@dataclass(frozen=True, slots=True)
class Site:
    """A value to be judged: where it stands, and its old value; not ``is_sure`` where an alternative may not count."""

    value: Any
    container: Any
    key: Any
    old: Any
    is_sure: bool


class Sites:
    """``graph`` says where rules stand below each place: members, the rest of them, items and their keys."""

    def __init__(self, graph: Sequence[Mapping[str, Any]], root: Any, drawer: Drawer) -> None:
        self._graph = graph
        self.nodes: dict[int, Any] = {}
        self._ways: dict[int, tuple[int, Any] | None] = {}
        self._find_nodes(root, drawer)
        self.is_flat = len(graph) == 1

    def _find_nodes(self, root: Any, drawer: Drawer) -> None:
        self.nodes[0], self._ways[0] = root, None
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

    def walk(self, holder: list[Any], old: Any) -> dict[int, list[Site]]:
        """List the values at each place of the graph; ``holder`` is a list of the document alone."""
        found: dict[int, list[Site]] = {}
        pending: list[tuple[int, Site]] = [(0, Site(holder[0], holder, 0, old, is_sure=True))]
        while pending:
            number, site = pending.pop()
            if site.value is None:
                continue
            found.setdefault(number, []).append(site)
            pending += self._below(number, site)
        return found

    def _below(self, number: int, site: Site) -> Iterator[tuple[int, Site]]:
        place, value, old = self._graph[number], site.value, site.old
        sure = place["isSure"] and site.is_sure
        if isinstance(value, dict):
            before = old if isinstance(old, dict) else {}
            for name in value:
                target = place["members"].get(name, place["rest"])
                if target is not None:
                    yield target, Site(value[name], value, name, before.get(name), sure)
        elif isinstance(value, list) and place["items"] is not None:
            known = _by_key(old, place["keys"])
            for index, item in enumerate(value):
                yield place["items"], Site(item, value, index, known.get(_key(item, place["keys"])), sure)

    def create(self, task: Task, holder: list[Any], number: int) -> bool:
        """See that there is a value at a place of the graph."""
        steps: list[tuple[int, Any]] = []
        way = self._ways[number]
        while way is not None:
            steps.append(way)
            way = self._ways[way[0]]
        value = holder[0]
        for above, step in reversed(steps):
            value = self._step(task, value, above, step)
            if value is None:
                return False
        return True

    def _step(self, task: Task, value: Any, number: int, step: Any) -> Any:
        node, drawer = self.nodes[number], task.drawer
        if step is None and isinstance(value, list):
            if not value and not task.append(value, drawer.fresh(drawer.item(node))):
                return None
            return value[task.below(len(value))]
        if not isinstance(value, dict) or step is None:
            return None
        name = step or "key"
        if value.get(name) is None and not task.write(value, name, drawer.fresh(drawer.member(node, name))):
            return None
        return value[name]


def _key(item: Any, names: Sequence[str]) -> Any:
    if not isinstance(item, dict) or not names:
        return None
    values = [item.get(name) for name in names]
    return None if None in values else tuple((isinstance(value, bool), value) for value in values)


def _by_key(items: Any, names: Sequence[str]) -> dict[Any, Any]:
    found = {_key(item, names): item for item in reversed(items)} if isinstance(items, list) and names else {}
    found.pop(None, None)
    return found
