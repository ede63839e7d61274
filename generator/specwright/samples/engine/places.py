"""Turns what a caller wants to hold into places of a document: names of members, as far as they say where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from .drawer import Drawer
from .nodes import ARRAY, OBJECT, NotDrawableError

__all__ = ["Wish", "fixed_paths", "put", "wishes"]

_DEEPEST: Final = 8

# A path from the whole, and the value that stands there.
Wish = tuple[tuple[str, ...], Any]


def wishes(having: Mapping[str, Any], root: str, drawer: Drawer) -> list[Wish]:
    """Find the place of each name: of a member of the whole, or of the outermost member that is called so.

    Dots lead from member to member, and so does a JSON pointer.

    Raises:
        NotDrawableError: there is no such place, or the value is not allowed there.
    """
    return [_wish(name, value, root, drawer) for name, value in having.items()]


def _wish(name: str, value: Any, root: str, drawer: Drawer) -> Wish:
    tokens = _tokens(name)
    found = _follow(root, tokens, drawer) or _search(root, tokens, drawer)
    if found is None:
        raise NotDrawableError(f"there is no member {name!r}; write it like a.b or /a/b")
    path, node = found
    if not isinstance(value, (OBJECT, ARRAY)) and not drawer.accepts(node, value):
        listed = drawer.listed(node)
        hint = f"; allowed are {', '.join(map(str, listed[:12]))}" if listed else ""
        raise NotDrawableError(f"{value!r} is not allowed at {name}{hint}")
    return path, value


def _tokens(name: str) -> list[str]:
    if name.startswith("/"):
        return [token.replace("~1", "/").replace("~0", "~") for token in name.split("/")[1:]]
    return name.split(".")


def _follow(root: str, tokens: Sequence[str], drawer: Drawer) -> tuple[tuple[str, ...], str] | None:
    node = root
    for token in tokens:
        below = drawer.member(node, token) if token in drawer.members(node) else None
        if below is None:
            return None
        node = below
    return tuple(tokens), node


def _search(root: str, tokens: Sequence[str], drawer: Drawer) -> tuple[tuple[str, ...], str] | None:
    """Look for the name in members of members, level by level."""
    level: list[tuple[tuple[str, ...], str]] = [((), root)]
    seen = {root}
    for _ in range(_DEEPEST):
        below: list[tuple[tuple[str, ...], str]] = []
        for path, node in level:
            for name in drawer.members(node):
                inner = drawer.member(node, name)
                if inner is None or inner in seen:
                    continue
                seen.add(inner)
                found = _follow(inner, tokens, drawer)
                if found is not None:
                    return (*path, name, *found[0]), found[1]
                below.append(((*path, name), inner))
        level = below
    return None


def fixed_paths(wanted: Sequence[Wish]) -> list[tuple[Any, ...]]:
    """List the places that keep their values: of an object or a list, all that stands inside as well."""
    return [path for start, value in wanted for path in _inside(start, value)]


def _inside(path: tuple[Any, ...], value: Any) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, OBJECT):
        for name, item in value.items():
            yield from _inside((*path, name), item)
    elif isinstance(value, ARRAY):
        # Nothing is added either.
        yield (*path, "#")
        for index, item in enumerate(value):
            yield from _inside((*path, index), item)


def put(document: Any, wish: Wish, root: str, drawer: Drawer) -> Any:
    """Put a value into a document, with the objects that lead to it."""
    path, value = wish
    node = root
    container = document
    for number, token in enumerate(path):
        if not isinstance(container, OBJECT):
            raise NotDrawableError(f"{'.'.join(path[:number]) or 'the whole'} is no object here")
        node = drawer.member(node, token) or node
        if number == len(path) - 1:
            # Rules may ask for more inside of it, and the next document gets it as it was given.
            container[token] = deepcopy(value)
        elif not isinstance(container.get(token), OBJECT):
            container[token] = drawer.fresh(node)
        container = container[token]
    return document
