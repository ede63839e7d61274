"""Turns a valid document into another one: what no rule reads is drawn anew, all else stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from .drawing import BUDGET, ROOM, Shapes
from .nodes import ARRAY, OBJECT, Alternative, ObjectPart
from .objects import Draw, object_writer
from .solving_task import copied
from .source import Source

__all__ = ["renewer"]

Path: TypeAlias = Sequence[str]
# What makes a value of a place out of the one that stands there.
Renew: TypeAlias = Callable[[Any, Source], Any]
# The places below one that rules read, by name; "=" where they read the value, "?" where they ask if there is one.
Tree: TypeAlias = "dict[str, Any]"

# Of longer lists, and of one item, all is renewed.
_MOST: Final = 40
_NONE: Final[Mapping[str, Any]] = {}
# What makes the members of an object depend on each other.
_TIED: Final = frozenset({"judge", "patterns", "adds", "names", "least_members", "most_members", "dependent"})


def renewer(shapes: Shapes, root: str, reads: Iterable[Path]) -> Renew:
    """Make a function that gives a copy of a document with new values wherever no rule reads."""
    tree: Tree = {}
    for path in reads:
        below = tree
        for token in path:
            below = below.setdefault(token, {})
        if path and path[-1] != "?":
            below["="] = {}
    renew = _renew(shapes, root, tree)

    def renewed(document: Any, source: Source) -> Any:
        source.budget = BUDGET
        return renew(document, source)

    return renewed


def _renew(shapes: Shapes, name: str, tree: Tree) -> Renew:
    if tree.keys() == {"?"}:
        # Whether it is there is read, not what it is.
        draw = shapes.fresh_writer(name)
        return lambda value, source: None if value is None else draw(source, ROOM)
    part = _only(shapes, name)
    if part is not None and part["kind"] == "object" and tree and not _TIED & part.keys():
        return _object(shapes, part, tree)
    items = (
        part.get("items") if part is not None and not {"prefix", "unique", "contains", "judge"} & part.keys() else None
    )
    if items is not None and "[]" in tree:
        return _list(_renew(shapes, items, tree["[]"]))
    return lambda value, _source: copied(value)


def _list(renew: Renew) -> Renew:
    """Renew about half of the items of a list: where there are several, the others are as good as new."""

    def renewed(value: Any, source: Source) -> Any:
        if not isinstance(value, ARRAY):
            return value
        new = source.below(1 << len(value)) if 1 < len(value) < _MOST else -1
        return [renew(item, source) if new >> place & 1 else copied(item) for place, item in enumerate(value)]

    return renewed


def _only(shapes: Shapes, name: str) -> Alternative | None:
    """Give what a value of a shape is where it is not null, None where it can be several things."""
    found = [part for part in shapes.alternatives(name) if part["kind"] != "null"]
    return found[0] if len(found) == 1 else None


def _object(shapes: Shapes, part: Alternative, tree: Tree) -> Renew:
    members = part.get("members", {})
    kept = {name: _renew(shapes, members[name], below) for name, below in tree.items() if name in members}
    free: ObjectPart = {
        "members": {name: shape for name, shape in members.items() if name not in kept},
        "required": [name for name in part.get("required", []) if name not in kept],
        "shy": part.get("shy", []),
    }
    draw = object_writer(free, shapes)
    order = tuple((name, kept.get(name)) for name in members)
    return _merging(draw, order, frozenset(members))


def _merging(draw: Draw, order: tuple[tuple[str, Renew | None], ...], known: frozenset[str]) -> Renew:
    has_new = any(keep is None for _, keep in order)

    def renew(value: Any, source: Source) -> Any:
        if not isinstance(value, OBJECT):
            return value
        new: Mapping[str, Any] = draw(source, ROOM) if has_new else _NONE
        found: dict[str, Any] = {}
        for name, keep in order:
            if keep is None:
                if name in new:
                    found[name] = new[name]
            elif name in value:
                found[name] = keep(value[name], source)
        if not value.keys() <= known:
            found.update({name: copied(item) for name, item in value.items() if name not in known})
        return found

    return renew
