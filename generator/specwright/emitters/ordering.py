"""Turns the schemas of a service into an order in which each alias stands after what it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from specwright.model.service import Service
from specwright.model.types import Object
from specwright.passes.rewrite import references

__all__ = ["declaration_order"]

Edges: TypeAlias = Mapping[str, Sequence[str]]


def declaration_order(service: Service) -> tuple[tuple[str, bool], ...]:
    """Order the keys of all schemas; each comes with whether it is an alias that names itself, directly or not."""
    edges = {key: tuple(dict.fromkeys(references(schema.type))) for key, schema in service.schemas.items()}
    is_class = {key: isinstance(schema.type, Object) for key, schema in service.schemas.items()}
    result: list[tuple[str, bool]] = []
    for group in _components(edges):
        # Within a circle classes stand first: their annotations are read when all is there, an alias is read at once.
        result.extend((key, False) for key in group if is_class[key])
        aliases = {
            key: tuple(other for other in edges[key] if not is_class[other]) for key in group if not is_class[key]
        }
        among = {key: tuple(other for other in others if other in aliases) for key, others in aliases.items()}
        for circle in _components(among):
            is_recursive = len(circle) > 1 or circle[0] in among[circle[0]]
            result.extend((key, is_recursive) for key in circle)
    return tuple(result)


def _components(edges: Edges) -> list[list[str]]:
    """Find the groups of nodes that reach each other, each group after those that it points to."""
    search = _Search(edges)
    for node in edges:
        if node not in search.index:
            search.visit(node)
    position = {key: number for number, key in enumerate(edges)}
    return [sorted(group, key=position.__getitem__) for group in search.groups]


class _Search:
    """Tarjan's search for strongly connected components, on a stack of its own: references nest deeper than Python."""

    def __init__(self, edges: Edges) -> None:
        self._edges = edges
        self._low: dict[str, int] = {}
        self._open: dict[str, None] = {}
        self.index: dict[str, int] = {}
        self.groups: list[list[str]] = []

    def visit(self, root: str) -> None:
        path = [self._enter(root)]
        while path:
            node, others = path[-1]
            unseen = next((other for other in others if self._is_unseen(node, other)), None)
            if unseen is not None:
                path.append(self._enter(unseen))
                continue
            path.pop()
            if path:
                parent = path[-1][0]
                self._low[parent] = min(self._low[parent], self._low[node])
            if self._low[node] == self.index[node]:
                self.groups.append(self._close(node))

    def _enter(self, node: str) -> tuple[str, Iterator[str]]:
        self.index[node] = self._low[node] = len(self.index)
        self._open[node] = None
        return node, iter(self._edges[node])

    def _is_unseen(self, node: str, other: str) -> bool:
        if other not in self.index:
            return True
        if other in self._open:
            self._low[node] = min(self._low[node], self.index[other])
        return False

    def _close(self, node: str) -> list[str]:
        group: list[str] = []
        while node not in group:
            group.append(self._open.popitem()[0])
        return group
