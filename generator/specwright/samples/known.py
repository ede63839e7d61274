"""Keeps what is known of a value while an expression is worked out, and writes it as an expression in the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from specwright.model.types import Json
from specwright.rules.nodes import (
    Binary,
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
    walk,
)

__all__ = ["Folded", "Known", "Lookup", "Split", "UntoldError", "choose", "each_of", "expression", "negated", "plain"]


class UntoldError(Exception):
    """The value of an expression depends on something that is not known."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is known."""

    value: Json


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a key of the document picks from known rows; none of them is null."""

    rows: Mapping[str, Json]
    key: Expression

    def mapped(self, change: Callable[[Json], Json]) -> Lookup:
        """Take something else of each row, where it has that."""
        found = {name: change(row) for name, row in self.rows.items()}
        return Lookup({name: value for name, value in found.items() if value is not None}, self.key)


@dataclass(frozen=True, slots=True)
class Split:
    """One of two values."""

    condition: Expression
    then: Folded
    otherwise: Folded


Folded: TypeAlias = "Known | Lookup | Split | Expression"


def each_of(value: Folded, change: Callable[[Folded], Folded]) -> Folded:
    """Work something out from a value, or from each of two."""
    if isinstance(value, Split):
        return choose(value.condition, each_of(value.then, change), each_of(value.otherwise, change))
    return change(value)


def choose(condition: Expression, then: Folded, otherwise: Folded) -> Folded:
    """Give one of two values."""
    if isinstance(then, Known) and then == otherwise and _is_sure(condition):
        return then
    return Split(condition, then, otherwise)


def negated(value: Folded) -> Folded:
    """Turn a condition round."""

    def turn(folded: Folded) -> Folded:
        match folded:
            case Known(held):
                return Known(not held)
            case Lookup():
                return folded.mapped(lambda row: not row)
            case _:
                return _not(expression(folded))

    return each_of(value, turn)


def expression(value: Folded) -> Expression:
    """Write what a value is as an expression.

    Raises:
        UntoldError: there is no expression for it.
    """
    match value:
        case Known(held):
            return _literal(held)
        case Lookup():
            return _lookup(value)
        case Split():
            return _split(value)
        case _:
            return value


def _literal(value: Json) -> Expression:
    match value:
        case list():
            return ListLiteral(start=0, end=0, items=tuple(_literal(item) for item in value))
        case dict():
            entries = tuple((_literal(name), _literal(member)) for name, member in value.items() if member is not None)
            return MapLiteral(start=0, end=0, entries=entries)
        case _:
            return Literal(start=0, end=0, value=value)


def _lookup(value: Lookup) -> Expression:
    if not value.rows or any(isinstance(row, dict) for row in value.rows.values()):
        raise UntoldError("it takes a whole row of a table")
    return Index(start=0, end=0, operand=_literal(dict(value.rows)), index=value.key)


def _split(value: Split) -> Expression:
    condition = value.condition
    if _is_sure(condition):
        match value.then, value.otherwise:
            case Known(bool(then)), Known(bool()):
                # Were both alike, there would be nothing to choose.
                return condition if then else _not(condition)
            case Known(bool(then)), otherwise:
                inner = condition if then else _not(condition)
                return _joined("||" if then else "&&", inner, expression(otherwise))
            case then, Known(bool(otherwise)):
                inner = _not(condition) if otherwise else condition
                return _joined("||" if otherwise else "&&", inner, expression(then))
            case _:
                pass
    then, otherwise = expression(value.then), expression(value.otherwise)
    return Conditional(start=0, end=0, condition=condition, then=then, otherwise=otherwise)


def _joined(sign: str, left: Expression, right: Expression) -> Expression:
    return Binary(start=0, end=0, operator=sign, left=left, right=right, at=0)


def _not(node: Expression) -> Expression:
    if isinstance(node, Unary) and node.operator == "!":
        return node.operand
    return Unary(start=0, end=0, operator="!", operand=node)


def _is_sure(condition: Expression) -> bool:
    """Say whether a condition cannot end in an error: it asks for what is there, and nothing else."""
    return all(
        isinstance(node, (Has, Literal, Name, Select))
        or (isinstance(node, Binary) and node.operator in ("&&", "||", "==", "!=", "in"))
        or (isinstance(node, Unary) and node.operator == "!")
        or isinstance(node, ListLiteral)
        for node in walk(condition)
    )


def plain(node: Expression, *, is_met: bool = True) -> Expression:
    """Write a table of yes and no as the list of keys for which it says what is asked.

    Where there is no such key, evaluating the table fails, and a condition that fails is not met; so the list says the
    same wherever the condition as a whole is met only if this part of it is.
    """
    match node:
        case Index(operand=MapLiteral(entries=entries)) if _is_table(entries):
            keys = tuple(key for key, value in entries if isinstance(value, Literal) and value.value is is_met)
            listed = ListLiteral(start=0, end=0, items=keys)
            return _joined("in", node.index, listed) if keys else Literal(start=0, end=0, value=False)
        case Unary(operator="!", operand=Index()):
            turned = plain(node.operand, is_met=not is_met)
            return node if turned is node.operand else turned
        case Binary(operator="&&" | "||") if is_met:
            return _joined(node.operator, plain(node.left), plain(node.right))
        case Conditional() if is_met:
            then, otherwise = plain(node.then), plain(node.otherwise)
            return Conditional(start=0, end=0, condition=node.condition, then=then, otherwise=otherwise)
        case Macro(kind="all" | "exists") if is_met and node.predicate is not None:
            return Macro(
                start=0,
                end=0,
                kind=node.kind,
                range=node.range,
                variable=node.variable,
                variable_at=0,
                predicate=plain(node.predicate),
                transform=None,
            )
        case _:
            return node


def _is_table(entries: tuple[tuple[Expression, Expression], ...]) -> bool:
    return all(isinstance(value, Literal) and isinstance(value.value, bool) for _, value in entries)
