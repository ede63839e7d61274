"""Turns the schemas of a service into an order in which each alias stands after what it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from specwright.model.service import Service
from specwright.model.types import Object, Ref, Type
from specwright.passes.rewrite import children

__all__ = ["declaration_order", "references"]


def references(type_: Type) -> Iterator[str]:
    """Give the keys of the schemas that a type names itself."""
    if isinstance(type_, Ref):
        yield type_.key
    for child in children(type_):
        yield from references(child)


def declaration_order(service: Service) -> tuple[tuple[str, bool], ...]:
    """Order the keys of all schemas; each comes with whether it is an alias that names itself, if only through others."""
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


def _components(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Find the strongly connected groups, each after those it points to (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: dict[str, None] = {}
    groups: list[list[str]] = []
    position = {key: number for number, key in enumerate(edges)}
    for root in edges:
        if root in index:
            continue
        work: list[tuple[str, Iterator[str]]] = []
        _enter(root, index, low, open_nodes, work, edges)
        while work:
            node, others = work[-1]
            unseen = next((other for other in others if _unseen(node, other, index, low, open_nodes)), None)
            if unseen is not None:
                _enter(unseen, index, low, open_nodes, work, edges)
                continue
            work.pop()
            if work:
                parent = work[-1][0]
                low[parent] = min(low[parent], low[node])
            if low[node] == index[node]:
                group = _close(node, open_nodes)
                groups.append(sorted(group, key=position.__getitem__))
    return groups


def _enter(
    node: str,
    index: dict[str, int],
    low: dict[str, int],
    open_nodes: dict[str, None],
    work: list[tuple[str, Iterator[str]]],
    edges: Mapping[str, Sequence[str]],
) -> None:
    index[node] = low[node] = len(index)
    open_nodes[node] = None
    work.append((node, iter(edges[node])))


def _unseen(node: str, other: str, index: dict[str, int], low: dict[str, int], open_nodes: dict[str, None]) -> bool:
    if other not in index:
        return True
    if other in open_nodes:
        low[node] = min(low[node], index[other])
    return False


def _close(node: str, open_nodes: dict[str, None]) -> list[str]:
    group: list[str] = []
    while not group or group[-1] != node:
        key, _ = open_nodes.popitem()
        group.append(key)
    return group
