"""Lists the trees of a condition that differ from it in one thing: an operator, a quantifier, a word or a part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from specwright.samples.engine.nodes import ARRAY

__all__ = ["Tree", "variants"]

Tree = list[Any]

# Of a long list of words each is like the others.
_MOST_WORDS: Final = 12
_CONDITIONS: Final = frozenset({"equal", "in", "has", "hasKey", "matches", "format", "starts", "ends", "contains"})


def variants(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """List the trees that differ in one thing, each behind the difference in a word; outer differences come first."""
    level: list[tuple[Tree, Callable[[Tree], Tree]]] = [(tree, lambda same: same)]
    while level:
        below: list[tuple[Tree, Callable[[Tree], Tree]]] = []
        for node, put in level:
            yield from ((name, put(changed)) for name, changed in _changes(node))
            below += [(child, _putting(node, index, put)) for index, child in _children(node)]
        level = below


def _putting(node: Tree, index: int, put: Callable[[Tree], Tree]) -> Callable[[Tree], Tree]:
    return lambda child: put([*node[:index], child, *node[index + 1 :]])


def _children(node: Tree) -> Iterator[tuple[int, Tree]]:
    if node[0] == "const":
        return
    for index, child in enumerate(node):
        if isinstance(child, ARRAY) and child and isinstance(child[0], str):
            yield index, child


def _changes(node: Tree) -> Iterator[tuple[str, Tree]]:
    match node:
        case ["less", kind, is_strict, low, high]:
            yield f"{_word(low)} equal {_word(high)}", ["less", kind, not is_strict, low, high]
            yield from _shifted(node)
        case ["all" | "exists" as name, slot, range_, body]:
            yield from _loops(name, slot, range_, body)
        case ["and" | "or", *parts] if len(parts) > 1:
            yield from _shorter(node[0], parts)
        case ["if", condition, then, otherwise]:
            yield "branches swapped", ["if", condition, otherwise, then]
        case _:
            pass
    if node[0] in _CONDITIONS:
        yield f"{node[0]} {_word(node)} negated", ["not", node]
        yield from _shifted(node)
    for index, child in _children(node):
        match child:
            case ["const", [_, _, *_] as words]:
                for number in _spread(len(words)):
                    rest = [*words[:number], *words[number + 1 :]]
                    yield f"without {words[number]}", [*node[:index], ["const", rest], *node[index + 1 :]]
            case _:
                pass


def _loops(name: str, slot: int, range_: Tree, body: Tree) -> Iterator[tuple[str, Tree]]:
    other = "exists" if name == "all" else "all"
    yield f"{name} {_word(range_)} {other}", [other, slot, range_, body]
    if range_[0] == "const":
        return
    last = ["subtract", "int", ["size", "list", range_], ["const", 1]]
    yield f"first of {_word(range_)}", _substituted(body, slot, ["item", range_, ["const", 0]])
    yield f"last of {_word(range_)}", _substituted(body, slot, ["item", range_, last])


def _shorter(name: str, parts: list[Tree]) -> Iterator[tuple[str, Tree]]:
    for number, part in enumerate(parts):
        rest = [*parts[:number], *parts[number + 1 :]]
        yield f"{name} without {_word(part)}", [name, *rest] if len(rest) > 1 else rest[0]


def _shifted(node: Tree) -> Iterator[tuple[str, Tree]]:
    """Put the next number in the place of one that something is compared with."""
    for index, child in _children(node):
        if child[0] == "const" and isinstance(child[1], (int, float)) and not isinstance(child[1], bool):
            for number in (child[1] - 1, child[1] + 1):
                yield f"{number} for {child[1]}", [*node[:index], ["const", number], *node[index + 1 :]]


def _substituted(tree: Tree, slot: int, other: Tree) -> Tree:
    if tree == ["var", slot]:
        return other
    if tree[0] == "const":
        return tree
    return [
        _substituted(child, slot, other) if isinstance(child, ARRAY) and child and isinstance(child[0], str) else child
        for child in tree
    ]


def _spread(count: int) -> Sequence[int]:
    """Choose the last, the first, and some between them."""
    step = max(1, -(-count // _MOST_WORDS))
    return sorted({count - 1, *range(0, count, step)})


def _word(tree: Tree) -> str:
    """Name what a tree is about."""
    match tree:
        case ["const", (str() | int() | float()) as value]:
            return str(value)
        case ["get" | "has", _, name]:
            return str(name)
        case ["size", _, inner]:
            return f"size {_word(inner)}"
        case ["equal" | "less", _, _, left, right]:
            return f"{_word(left)} {_word(right)}"
        case _:
            inner = [child for _, child in _children(tree)]
            return _word(inner[0]) if inner else "value"
