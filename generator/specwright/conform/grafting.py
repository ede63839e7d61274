"""Changes the body that makes a document so that another body can replace or change this document."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any, Final

from specwright.conform.supplies import BodySource
from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.samples.engine.solving_task import NoWayFoundError

__all__ = ["graft", "without"]

_DEEPEST: Final = 2


def graft(source: BodySource, made: Any, other: Any) -> Any:
    """Give the body that makes a document the values that another one has for members of the same names.

    Where that cannot be made valid, it stays as it is.
    """
    if not isinstance(other, OBJECT) or not isinstance(made, OBJECT):
        return made
    changed = copy.deepcopy(made)
    host = max(_objects(source, changed), key=lambda found: len(other.keys() & found[2]))
    path, members, names = host
    shared = [name for name in other if name in names]
    if len(shared) * 2 < len(other):
        return made
    for name in shared:
        if other[name] is None:
            members.pop(name, None)
        else:
            members[name] = copy.deepcopy(other[name])
    check, solver = source.sampler.check, source.sampler.solver
    if not check(changed):
        return changed
    if solver is None:
        return made
    try:
        return solver.satisfy(changed, fixed=[(*path, name) for name in shared])
    except NoWayFoundError:
        return made


def without(value: Any, names: AbstractSet[str]) -> Any:
    """Leave members of some names out, wherever they are."""
    if isinstance(value, OBJECT):
        return {name: without(member, names) for name, member in value.items() if name not in names}
    if isinstance(value, ARRAY):
        return [without(item, names) for item in value]
    return value


def _objects(source: BodySource, body: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any], set[str]]]:
    """List the objects near the top of a body, with the names that their members can have."""
    drawer = source.sampler.drawer
    level: list[tuple[tuple[str, ...], Any, str]] = [((), body, source.sampler.root)]
    for _ in range(_DEEPEST):
        below: list[tuple[tuple[str, ...], Any, str]] = []
        for path, value, node in level:
            yield path, value, set(drawer.members(node))
            for name, member in value.items():
                inner = drawer.member(node, name)
                if isinstance(member, OBJECT) and inner is not None:
                    below.append(((*path, name), member, inner))
        level = below
