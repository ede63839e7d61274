"""Finds the type of every node of an expression, and refuses what would be unsound for some valid document."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import Final

from specwright.rules.check_calls import check_call
from specwright.rules.check_operators import check_binary, check_conditional, check_unary
from specwright.rules.faults import RuleError, Snippet
from specwright.rules.guards import facts_if, facts_of_items
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
from specwright.rules.notes import Constant, Facts, Note, Notes, Scope, Variable, holds
from specwright.rules.render import render
from specwright.rules.types import (
    BOOL,
    DOUBLE,
    DYN,
    NULL,
    BoolType,
    DynType,
    IntType,
    ListType,
    MapType,
    Nullable,
    ObjectType,
    StringType,
    Type,
    are_comparable,
    describe,
    is_number,
    join,
)

__all__ = ["Checker"]

_NO_TYPE_HINT: Final = "Say in the schema which one type the value has."


class Checker:
    """Checks expressions that share their notes: a rule, its condition and its ``let``."""

    def __init__(self, snippet: Snippet, notes: Notes) -> None:
        self.snippet = snippet
        self.notes = notes

    def check(self, node: Expression, scope: Scope) -> Note:
        """Note the type of a node and of all below it.

        Raises:
            RuleError: the expression is unsound.
        """
        note = self._check(node, scope)
        if note.can_fail and note.constant is not None:
            # Whatever comes out, an error may come first.
            note = replace(note, constant=None)
        self.notes.of[node] = note
        return note

    def value(self, node: Expression, scope: Scope) -> Note:
        """Check a node whose value is used, so that it must be of one type and not null."""
        note = self.check(node, scope)
        if isinstance(note.type, DynType):
            raise self.fault(node, f"the type of {self.text(node)} is unknown", _NO_TYPE_HINT)
        if isinstance(note.type, Nullable):
            if not holds(note.path, scope.facts):
                hint = f"Guard it: {self.text(node)} != null && …"
                raise self.fault(node, f"{self.text(node)} may be null", hint, "rule-unguarded")
            note = Note(note.type.type, note.path, note.can_fail, note.constant)
            self.notes.of[node] = note
        return note

    def condition(self, node: Expression, scope: Scope) -> Note:
        """Check a node that must be a condition."""
        note = self.value(node, scope)
        if not isinstance(note.type, BoolType):
            hint = "Compare it with something, such as: == 'x' or > 0"
            raise self.fault(node, f"a condition is needed, but this is a {describe(note.type)}", hint)
        return note

    def facts(self, node: Expression, scope: Scope, *, outcome: bool) -> Facts:
        """Tell what is there where a checked condition has an outcome."""
        return facts_if(node, self.notes, scope, outcome=outcome)

    def fault(self, node: Expression, what: str, hint: str, rule: str = "rule-type") -> RuleError:
        """Describe what is wrong with a node."""
        return self.snippet.fault(node.start, node.end, what, hint=hint, rule=rule)

    def text(self, node: Expression) -> str:
        """Quote a node in a message."""
        text = render(node)
        return text if len(text) <= 60 else f"{text[:57]}…"

    def unpathed(self, node: Expression, scope: Scope) -> tuple[str, ...]:
        """Name a computed value: the same text over the same variables is the same value."""
        names = {name: "/".join(variable.path) for name, variable in scope.variables.items()}
        return (f"={render(node, names=names)}",)

    def _check(self, node: Expression, scope: Scope) -> Note:
        match node:
            case Literal():
                return _literal(node)
            case Name():
                return self._name(node, scope)
            case Select():
                return self._select(node, scope)
            case Has():
                return self._has(node, scope)
            case Index():
                return self._index(node, scope)
            case Unary():
                return check_unary(self, node, scope)
            case Binary():
                return check_binary(self, node, scope)
            case Conditional():
                return check_conditional(self, node, scope)
            case Call():
                return check_call(self, node, scope)
            case ListLiteral():
                return self._list(node, scope)
            case MapLiteral():
                return self._map(node, scope)
            case Macro():
                return self._macro(node, scope)

    def _name(self, node: Name, scope: Scope) -> Note:
        variable = scope.variables.get(node.name)
        if variable is None:
            hint = self._suggest(node.name, scope.variables) or f"Known here: {', '.join(scope.variables)}"
            raise self.fault(node, f"nothing is called {node.name!r}", hint, "rule-unknown-name")
        self.notes.used.add(node.name)
        constant = self.notes.of[variable.definition].constant if variable.definition in self.notes.of else None
        return Note(variable.type, variable.path, variable.can_fail, constant)

    def _select(self, node: Select, scope: Scope) -> Note:
        operand = self.value(node.operand, scope)
        path = (*operand.path, f".{node.field}")
        if isinstance(operand.type, MapType):
            is_certain = operand.type.keys is not None and node.field in operand.type.keys
            if not is_certain and not holds(path, scope.facts):
                raise self._unguarded(node, f"{node.field!r} may be missing")
            return Note(operand.type.value, path, operand.can_fail)
        type_, is_certain = self._member(node, operand.type, node.field)
        if not is_certain and not holds(path, scope.facts):
            raise self._unguarded(node, f"{node.field!r} is optional (null counts as absent)")
        return Note(type_, path, operand.can_fail)

    def _unguarded(self, node: Select | Index, what: str) -> RuleError:
        guard = (
            f"has({render(node)})" if isinstance(node, Select) else f"{render(node.index)} in {render(node.operand)}"
        )
        hint = f"Guard it: {guard} && …, !{guard if isinstance(node, Select) else f'({guard})'} || …, or in `when`."
        return self.fault(node, f"{what} and is read without a guard", hint, "rule-unguarded")

    def _member(self, node: Select | Has | Index, type_: Type, name: str) -> tuple[Type, bool]:
        if not isinstance(type_, ObjectType):
            hint = "Only objects have properties."
            raise self.fault(node, f"a {describe(type_)} has no property {name!r}", hint)
        member = type_.find(name)
        if member is None:
            names = type_.names()
            hint = self._suggest(name, names) or f"It has: {', '.join(names) or 'no documented property'}"
            raise self.fault(node, f"{type_.title} has no property {name!r}", hint, "rule-unknown-property")
        return member.type, member.is_certain

    def _suggest(self, name: str, known: Iterable[str]) -> str:
        close = difflib.get_close_matches(name, list(known), n=1)
        return f"Did you mean {close[0]!r}?" if close else ""

    def _has(self, node: Has, scope: Scope) -> Note:
        operand = self.value(node.operand, scope)
        path = (*operand.path, f".{node.field}")
        if isinstance(operand.type, MapType):
            keys = operand.type.keys
            constant = None if keys is None else Constant(node.field in keys)
            return Note(BOOL, self.unpathed(node, scope), operand.can_fail, constant)
        _, is_certain = self._member(node, operand.type, node.field)
        is_certain = is_certain or holds(path, scope.facts)
        return Note(BOOL, self.unpathed(node, scope), operand.can_fail, Constant(value=True) if is_certain else None)

    def _index(self, node: Index, scope: Scope) -> Note:
        operand = self.value(node.operand, scope)
        index = self.value(node.index, scope)
        can_fail = operand.can_fail or index.can_fail
        if isinstance(operand.type, ListType):
            if not isinstance(index.type, IntType):
                raise self.fault(node.index, "a list is indexed by an int", "Write: list[0]")
            path = (*operand.path, f"[{index.path}]")
            return Note(operand.type.item, path, can_fail or not _is_inside(index.type, operand.type))
        if not isinstance(node.index, Literal) or not isinstance(node.index.value, str):
            path = (*operand.path, f"[{index.path}]")
        else:
            path = (*operand.path, f".{node.index.value}")
        if isinstance(operand.type, MapType):
            if not are_comparable(operand.type.key, index.type):
                what = f"the keys are {describe(operand.type.key)}, not {describe(index.type)}"
                raise self.fault(node.index, what, "Index by a key.")
            is_safe = _is_key(index, operand.type) or holds(path, scope.facts)
            return Note(operand.type.value, path, can_fail or not is_safe)
        if isinstance(node.index, Literal) and isinstance(node.index.value, str):
            type_, is_certain = self._member(node, operand.type, node.index.value)
            if not is_certain and not holds(path, scope.facts):
                raise self._unguarded(node, f"{node.index.value!r} is optional (null counts as absent)")
            return Note(type_, path, can_fail)
        hint = "Lists and maps can be indexed; a property is read by its name."
        raise self.fault(node, f"a {describe(operand.type)} cannot be indexed", hint)

    def _list(self, node: ListLiteral, scope: Scope) -> Note:
        notes = [self.check(item, scope) for item in node.items]
        type_ = self._join(node.items, [note.type for note in notes], "a list")
        can_fail = any(note.can_fail for note in notes)
        return Note(ListType(type_, len(notes), len(notes)), self.unpathed(node, scope), can_fail)

    def _join(self, nodes: tuple[Expression, ...], types: list[Type], place: str) -> Type:
        joined = reduce(join, types) if types else DYN
        if isinstance(joined, DynType) and types and not any(isinstance(type_, DynType) for type_ in types):
            odd = next(index for index, type_ in enumerate(types) if not isinstance(type_, type(types[0])))
            hint = "Write 1.0 for a double." if all(map(is_number, types)) else "Keep values of one type together."
            what = f"{place} mixes {describe(types[0])} and {describe(types[odd])}"
            raise self.fault(nodes[odd], what, hint)
        return joined

    def _map(self, node: MapLiteral, scope: Scope) -> Note:
        keys = [self.value(key, scope) for key, _ in node.entries]
        values = [self.check(value, scope) for _, value in node.entries]
        key_type = self._join(tuple(key for key, _ in node.entries), [note.type for note in keys], "a map's keys")
        value_type = self._join(tuple(value for _, value in node.entries), [note.type for note in values], "a map")
        known: set[str | int | bool] = set()
        for (key, _), note in zip(node.entries, keys, strict=True):
            if not isinstance(note.type, (StringType, IntType, BoolType)):
                hint = "Keys are texts, whole numbers or booleans."
                raise self.fault(key, f"a {describe(note.type)} cannot be a key", hint)
            if not isinstance(key, Literal) or key.value is None or isinstance(key.value, float):
                hint = "Write the key as a literal."
                raise self.fault(key, "a key that is computed is outside the profile", hint, "rule-profile")
            if key.value in known:
                raise self.fault(key, f"the key {key.value!r} stands here twice", "Remove one of them.")
            known.add(key.value)
        can_fail = any(note.can_fail for note in values)
        return Note(MapType(key_type, value_type, keys=frozenset(known)), self.unpathed(node, scope), can_fail)

    def _macro(self, node: Macro, scope: Scope) -> Note:
        range_ = self.value(node.range, scope)
        match range_.type:
            case ListType():
                item, shortest, longest = range_.type.item, range_.type.shortest, range_.type.longest
            case MapType():
                item, shortest = range_.type.key, 0
                longest = None if range_.type.keys is None else len(range_.type.keys)
            case _:
                hint = "Lists and maps have items."
                raise self.fault(node.range, f"a {describe(range_.type)} has no items to go over", hint)
        if node.variable in scope.variables:
            hint = "Choose another name."
            what = f"{node.variable!r} already stands for something here"
            raise self.snippet.fault(
                node.variable_at, node.variable_at + len(node.variable), what, hint=hint, rule="rule-profile"
            )
        path = (f"{node.variable}#{len(self.notes.variables)}",)
        self.notes.variables[node] = path
        inner = scope.bind(node.variable, Variable(item, path))
        inner = inner.assume(facts_of_items(node.range, self.notes, scope, path))
        can_fail = range_.can_fail
        if node.predicate is not None:
            can_fail |= self.condition(node.predicate, inner).can_fail
            if node.kind == "map":
                inner = inner.assume(self.facts(node.predicate, inner, outcome=True))
        own = self.unpathed(node, scope)
        if node.kind == "filter":
            return Note(ListType(item, 0, longest), own, can_fail)
        if node.transform is not None:
            result = self.check(node.transform, inner)
            least = shortest if node.predicate is None else 0
            return Note(ListType(result.type, least, longest), own, can_fail or result.can_fail)
        if node.predicate is not None and (constant := self.notes.of[node.predicate].constant) is not None:
            return Note(BOOL, own, can_fail, self._constant_macro(node, constant))
        return Note(BOOL, own, can_fail)

    def _constant_macro(self, node: Macro, constant: Constant) -> Constant | None:
        # `all` of what is always true, and `exists` of what is never true, say nothing of the list.
        if (node.kind == "all" and constant.value is True) or (node.kind != "all" and constant.value is False):
            return constant
        return None


def _literal(node: Literal) -> Note:
    value = node.value
    path = (f"={value!r}",)
    match value:
        case None:
            return Note(NULL, path, constant=Constant(None))
        case bool():
            return Note(BOOL, path, constant=Constant(value))
        case int():
            return Note(IntType(value, value), path, constant=Constant(value))
        case float():
            return Note(DOUBLE, path, constant=Constant(value))
        case str():
            type_ = StringType(frozenset({value}), "", len(value), len(value))
            return Note(type_, path, constant=Constant(value))


def _is_inside(index: IntType, list_: ListType) -> bool:
    return index.lower is not None and index.lower >= 0 and index.upper is not None and index.upper < list_.shortest


def _is_key(index: Note, map_: MapType) -> bool:
    if map_.keys is None:
        return False
    if isinstance(index.type, StringType) and index.type.values is not None:
        return index.type.values <= map_.keys
    return index.constant is not None and index.constant.value in map_.keys
