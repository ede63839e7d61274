"""Turns checked rules into trees of plain data, from which samplers work out values that meet or break them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from specwright.model.types import Json
from specwright.rules.functions import FUNCTIONS, PREDICATES
from specwright.rules.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    Has,
    Index,
    ListLiteral,
    Literal,
    Macro,
    MapLiteral,
    Name,
    Select,
    Unary,
)
from specwright.rules.regexes import translate
from specwright.rules.rule import CheckedRule
from specwright.rules.types import (
    BoolType,
    DoubleType,
    DurationType,
    IntType,
    ListType,
    MapType,
    Nullable,
    ObjectType,
    StringType,
    TimestampType,
    Type,
)

__all__ = ["invert"]

_SIGNS: Final = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "remainder"}
_TEXTS: Final = {"startsWith": "starts", "endsWith": "ends", "contains": "contains"}
_FORMATS: Final = dict(PREDICATES.values())
# The document and its old value; variables of loops come behind.
_FIRST_SLOT: Final = 2

Tree = list[Json]
Scope = Mapping[str, Tree]


def invert(rule: CheckedRule) -> dict[str, Any]:
    """Write a rule as data: trees are lists that begin with the name of what they do; names of ``let`` are gone.

    ``slots`` is how many values an evaluation keeps: the document, its old value, and one for each loop. ``patterns``
    are those of ``matches`` as Python spells them, ``formats`` those that are asked for.
    """
    writer = _Writer(rule)
    scope: Scope = {"self": ["var", 0], "oldSelf": ["var", 1]}
    when: Json = None if rule.when is None else writer.tree(rule.when, scope)
    condition = writer.tree(rule.rule, scope)
    return {
        "id": rule.entry.id,
        "after": list(rule.entry.after),
        "isTransition": rule.is_transition,
        "slots": writer.slots,
        "when": when,
        "rule": condition,
        "patterns": list(dict.fromkeys(writer.patterns)),
        "formats": list(dict.fromkeys(writer.formats)),
    }


class _Writer:
    """Writes the expressions of one rule."""

    def __init__(self, rule: CheckedRule) -> None:
        self._notes = rule.notes
        self._variables = rule.variables
        self.slots = _FIRST_SLOT
        self.patterns: list[str] = []
        self.formats: list[str] = []

    def tree(self, node: Expression, scope: Scope) -> Tree:
        """Write a node."""
        note = self._notes.of[node]
        if note.constant is not None and isinstance(note.type, (BoolType, TimestampType, DurationType)):
            return ["const", note.constant.value]
        match node:
            case Literal():
                return ["const", node.value]
            case Name():
                return self._name(node, scope)
            case Select():
                return ["get", self.tree(node.operand, scope), node.field]
            case Has():
                return ["has", self.tree(node.operand, scope), node.field]
            case Index():
                return self._index(node, scope)
            case Unary():
                return ["not" if node.operator == "!" else "negative", self.tree(node.operand, scope)]
            case Binary():
                return self._binary(node, scope)
            case Conditional():
                parts = (node.condition, node.then, node.otherwise)
                return ["if", *(self.tree(part, scope) for part in parts)]
            case Call():
                return self._call(node, scope)
            case ListLiteral():
                return _list([self.tree(item, scope) for item in node.items])
            case MapLiteral():
                return _map([(self.tree(key, scope), self.tree(value, scope)) for key, value in node.entries])
            case Macro():
                return self._macro(node, scope)

    def _type(self, node: Expression) -> Type:
        type_ = self._notes.of[node].type
        return type_.type if isinstance(type_, Nullable) else type_

    def _name(self, node: Name, scope: Scope) -> Tree:
        if node.name in scope:
            return scope[node.name]
        definition = self._variables[node.name].definition
        if definition is None:
            raise AssertionError(node.name)
        return self.tree(definition, scope)

    def _index(self, node: Index, scope: Scope) -> Tree:
        operand, index = self.tree(node.operand, scope), self.tree(node.index, scope)
        if isinstance(self._type(node.operand), ListType):
            return ["item", operand, index]
        if index[0] == "const" and isinstance(index[1], str):
            return ["get", operand, index[1]]
        return ["key", operand, index]

    def _binary(self, node: Binary, scope: Scope) -> Tree:
        left, right = node.left, node.right
        match node.operator:
            case "&&" | "||":
                return self._logical(node, scope)
            case "==":
                return self._equality(node, scope)
            case "!=":
                return ["not", self._equality(node, scope)]
            case "in":
                kind = "hasKey" if isinstance(self._type(right), MapType) else "in"
                return [kind, self.tree(left, scope), self.tree(right, scope)]
            case "<" | "<=" | ">" | ">=":
                # `a > b` is `b < a`.
                low, high = (left, right) if node.operator[0] == "<" else (right, left)
                is_strict = len(node.operator) == 1
                return ["less", _kind(self._type(low)), is_strict, self.tree(low, scope), self.tree(high, scope)]
            case sign:
                kind = _kind(self._type(node))
                return [_SIGNS[sign], kind, self.tree(left, scope), self.tree(right, scope)]

    def _logical(self, node: Binary, scope: Scope) -> Tree:
        name = "and" if node.operator == "&&" else "or"
        parts: list[Json] = []
        for side in (node.left, node.right):
            tree = self.tree(side, scope)
            parts += tree[1:] if tree[0] == name else [tree]
        return [name, *parts]

    def _equality(self, node: Binary, scope: Scope) -> Tree:
        left, right = self.tree(node.left, scope), self.tree(node.right, scope)
        is_deep = not (_is_scalar(self._type(node.left)) and _is_scalar(self._type(node.right)))
        return ["equal", _kind(self._type(node.left)), is_deep, left, right]

    def _call(self, node: Call, scope: Scope) -> Tree:
        arguments = node.arguments if node.target is None else (node.target, *node.arguments)
        trees = [self.tree(argument, scope) for argument in arguments]
        types = [self._type(argument) for argument in arguments]
        match node.function:
            case "size":
                return _size(_kind(types[0]), trees[0])
            case "matches":
                pattern = translate(str(trees[1][1]))
                self.patterns.append(pattern)
                return ["matches", pattern, trees[0]]
            case "sum" | "min" | "max" | "isSorted":
                item = types[0].item if isinstance(types[0], ListType) else types[0]
                return [node.function, _kind(item), trees[0]]
            case "indexOf":
                return ["indexOf", *trees]
            case "startsWith" | "endsWith" | "contains":
                return [_TEXTS[node.function], *trees]
            case _:
                tree = _overload(node, types, trees)
                self.formats += [str(tree[2])] if tree[0] == "format" else []
                return tree

    def _macro(self, node: Macro, scope: Scope) -> Tree:
        slot, range_, condition, item = self._range(node, scope)
        inner = {**scope, node.variable: item}
        predicate = None if node.predicate is None else self.tree(node.predicate, inner)
        match node.kind:
            case "all" | "exists":
                # Of a list that was filtered, `all` asks nothing of what was left out.
                guard: Tree | None = ["not", condition] if node.kind == "all" and condition is not None else condition
                body = _both("or" if node.kind == "all" else "and", guard, predicate)
                return [node.kind, slot, range_, body]
            case "exists_one":
                count: Tree = ["count", slot, range_, _both("and", condition, predicate)]
                return ["equal", "int", False, count, ["const", 1]]
            case _:
                result = item if node.transform is None else self.tree(node.transform, inner)
                return ["pick", slot, range_, _both("and", condition, predicate), result]

    def _range(self, node: Macro, scope: Scope) -> tuple[Json, Tree, Tree | None, Tree]:
        """Find the list that a loop goes over, looking through lists that were made of others."""
        range_: Tree = self.tree(node.range, scope)
        if isinstance(self._type(node.range), MapType):
            range_ = ["keys", range_]
        if range_[0] == "pick":
            _, slot, below, condition, item = range_
            known: Tree | None = None if condition is None else _tree(condition)
            return slot, _tree(below), known, _tree(item)
        slot = self.slots
        self.slots += 1
        return slot, range_, None, ["var", slot]


def _tree(value: Json) -> Tree:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _list(items: list[Tree]) -> Tree:
    if all(item[0] == "const" for item in items):
        return ["const", [item[1] for item in items]]
    return ["list", *items]


def _map(entries: list[tuple[Tree, Tree]]) -> Tree:
    # Names of members are texts in JSON, so that a map by numbers is written out.
    if all(key[0] == value[0] == "const" and isinstance(key[1], str) for key, value in entries):
        return ["const", {str(key[1]): value[1] for key, value in entries}]
    pairs: list[Json] = [[key, value] for key, value in entries]
    return ["map", *pairs]


def _both(name: str, left: Tree | None, right: Tree | None) -> Tree | None:
    if left is None or right is None:
        return left if right is None else right
    parts = [part for tree in (left, right) for part in (tree[1:] if tree[0] == name else [tree])]
    return [name, *parts]


def _size(kind: str, tree: Tree) -> Tree:
    if tree[0] == "pick":
        _, slot, range_, condition, _ = tree
        return ["count", slot, range_, condition] if condition is not None else ["size", "list", range_]
    return ["size", kind, tree]


def _overload(node: Call, types: list[Type], trees: list[Tree]) -> Tree:
    for overload in FUNCTIONS[node.function]:
        is_same_form = overload.is_method is (node.target is not None) and len(types) == len(overload.parameters)
        if not is_same_form or not all(map(isinstance, types, overload.parameters)):
            continue
        if overload.text == "{0}":
            return trees[0]
        if overload.prelude in _FORMATS:
            return ["format", overload.prelude, _FORMATS[overload.prelude], trees[0]]
        # The text of a boolean is the one conversion that calls nothing.
        return ["call", overload.prelude or "text_of_bool", trees[0]]
    raise AssertionError(node.function)


def _kind(type_: Type) -> str:
    match type_:
        case IntType():
            return "int"
        case DoubleType():
            return "double"
        case StringType():
            return "text"
        case TimestampType():
            return "instant"
        case DurationType():
            return "span"
        case ListType():
            return "list"
        case BoolType():
            return "bool"
        case MapType() | ObjectType():
            return "map"
        case _:
            return ""


def _is_scalar(type_: Type) -> bool:
    return isinstance(type_, (BoolType, IntType, DoubleType, StringType, TimestampType, DurationType))
