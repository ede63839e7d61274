# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns the tree of a rule, as data, into terms that know the places of the document they stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .solving_lists import Count, Listing, Picked, Summary
from .solving_logic import Choice, Junction, Loop, Negation
from .solving_numbers import Arithmetic, Call
from .solving_relations import Among, Equal, HasKey, Less, Presence
from .solving_task import ERRORS, Drawer
from .solving_terms import Const, Item, Keys, Member, Path, Term, Variable
from .solving_texts import Holding, OfFormat, Size, matching

__all__ = ["Functions", "build"]

Functions = Mapping[str, Callable[..., Any]]


def build(
    tree: Sequence[Any],
    *,
    node: Any,
    path: Path,
    drawer: Drawer,
    functions: Functions,
    patterns: Mapping[str, Any],
) -> Term:
    """Make the term of a rule whose values stand at a place of the plan, and in a document at a path."""
    builder = _Builder(drawer, functions, patterns)
    builder.variables = {0: (node, path, False), 1: (node, None, True)}
    return builder.term(tree)


class _Builder:
    """``variables`` are those of the loops around a tree."""

    def __init__(self, drawer: Drawer, functions: Functions, patterns: Mapping[str, Any]) -> None:
        self._drawer = drawer
        self._functions = functions
        self._patterns = patterns
        # The place in the plan, the path in the document, and whether it cannot be changed.
        self.variables: dict[int, tuple[Any, Path | None, bool]] = {}

    def term(self, tree: Sequence[Any]) -> Term:
        """Make a term."""
        term = self._term(tree[0], tree)
        if term.is_fixed and not isinstance(term, (Const, Variable)) and term.depth == 0:
            term = _folded(term)
        term.tree = list(tree)
        return term

    def _term(self, name: str, tree: Sequence[Any]) -> Term:
        match name:
            case "const":
                return Const(tree[1])
            case "var":
                node, path, is_fixed = self.variables[tree[1]]
                return Variable(tree[1], node, path, is_fixed=is_fixed)
            case "get":
                return self._member(tree)
            case "has":
                return Presence(self._member(tree))
            case "item" | "key":
                return self._item(tree)
            case "keys":
                return Keys(self.term(tree[1]))
            case "not":
                return Negation(self.term(tree[1]))
            case "and" | "or":
                return Junction(self._terms(tree[1:]), is_and=name == "and")
            case "if":
                return Choice(*self._terms(tree[1:]))
            case "all" | "exists" | "count" | "pick":
                return self._loop(name, tree)
            case "list":
                return Listing(self._terms(tree[1:]), is_joined=False)
            case "map":
                return self._map(tree)
            case _:
                return self._operator(name, tree)

    def _operator(self, name: str, tree: Sequence[Any]) -> Term:
        match name:
            case "equal":
                left, right = self._terms(tree[3:])
                return Equal(left, right, self._functions.get("are_equal") if tree[2] else None)
            case "less":
                low, high = self._terms(tree[3:])
                return Less(low, high, tree[1], is_strict=tree[2])
            case "in":
                item, items = self._terms(tree[1:])
                return Among(item, items, self._functions.get("are_equal", _same))
            case "hasKey":
                return HasKey(*self._terms(tree[1:]))
            case "size":
                return Size(self.term(tree[2]), tree[1])
            case "starts" | "ends" | "contains":
                return Holding(name, *self._terms(tree[1:]))
            case "matches":
                return matching(self.term(tree[2]), tree[1], self._patterns[tree[1]])
            case "format":
                format_ = tree[2]
                judge = self._functions[tree[1]]
                return OfFormat(self.term(tree[3]), judge, lambda task: task.drawer.formatted(format_))
            case "sum" | "min" | "max" | "isSorted":
                return Summary(name, self.term(tree[2]))
            case "indexOf":
                return Summary(name, *self._terms(tree[1:]))
            case "call" | "negative":
                return Call(tree[1] if name == "call" else name, self.term(tree[-1]), self._functions)
            case _ if tree[1] == "list":
                return Listing(self._terms(tree[2:]), is_joined=True)
            case _:
                return Arithmetic(name, tree[1], *self._terms(tree[2:]))

    def _terms(self, trees: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(self.term(tree) for tree in trees)

    def _member(self, tree: Sequence[Any]) -> Member:
        operand, name = self.term(tree[1]), tree[2]
        node = None if operand.node is None else self._drawer.member(operand.node, name)
        can_go = operand.node is not None and not self._drawer.requires(operand.node, name)
        return Member(operand, name, node, can_go=can_go)

    def _item(self, tree: Sequence[Any]) -> Term:
        operand, index = self._terms(tree[1:])
        node = None
        if operand.node is not None:
            node = self._drawer.item(operand.node) if tree[0] == "item" else self._drawer.member(operand.node, "")
        return Item(operand, index, node)

    def _map(self, tree: Sequence[Any]) -> Term:
        keys = [key[1] for key, _ in tree[1:]]
        values = self._terms([value for _, value in tree[1:]])
        term = Listing(values, is_joined=False)
        if term.is_fixed:
            return Const(dict(zip(keys, (value.value([]) for value in values), strict=True)))
        getters = [value.value for value in values]
        term.value = lambda given: dict(zip(keys, (getter(given) for getter in getters), strict=True))
        return term

    def _loop(self, name: str, tree: Sequence[Any]) -> Term:
        slot, range_ = tree[1], self.term(tree[2])
        # The items of lists that were joined stand where those of one of them do.
        known = [part.node for part in (range_, *range_.parts) if part.node is not None]
        is_list = range_.node is not None or isinstance(range_, Listing)
        node = self._drawer.item(known[0]) if known and is_list else None
        path = None if range_.path is None else (*range_.path, "[]")
        self.variables[slot] = (node, path, range_.is_fixed)
        match name:
            case "count":
                return Count(slot, range_, self.term(tree[3]))
            case "pick":
                condition = None if tree[3] is None else self.term(tree[3])
                return Picked(slot, range_, condition, self.term(tree[4]))
            case _:
                return Loop(slot, range_, self.term(tree[3]), is_all=name == "all")


def _folded(term: Term) -> Term:
    try:
        return Const(term.value([]))
    except ERRORS:
        return term


def _same(left: Any, right: Any) -> bool:
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)
