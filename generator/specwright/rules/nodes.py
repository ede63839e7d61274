"""The syntax tree of an expression: frozen nodes that know where in the text they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

__all__ = [
    "Binary",
    "Call",
    "Conditional",
    "Expression",
    "Has",
    "Index",
    "ListLiteral",
    "Literal",
    "Macro",
    "MapLiteral",
    "Name",
    "Scalar",
    "Select",
    "Unary",
    "children",
    "walk",
]

Scalar: TypeAlias = bool | int | float | str | None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Node:
    """``start`` and ``end`` are offsets into the text; nodes are compared by identity."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Literal(_Node):
    """null, a boolean, an int (Python int), a double (Python float) or a string."""

    value: Scalar


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Name(_Node):
    """``self``, ``oldSelf``, a name of ``let``, or the variable of a macro."""

    name: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Select(_Node):
    """``operand.field``."""

    operand: Expression
    field: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Has(_Node):
    """``has(operand.field)``."""

    operand: Expression
    field: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Index(_Node):
    """``operand[index]``."""

    operand: Expression
    index: Expression


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Call(_Node):
    """``function(arguments)``, or ``target.function(arguments)``."""

    function: str
    target: Expression | None
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Unary(_Node):
    """``!operand`` or ``-operand``."""

    operator: str
    operand: Expression


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Binary(_Node):
    """An operator between two operands; ``at`` is the operator's own offset."""

    operator: str
    left: Expression
    right: Expression
    at: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Conditional(_Node):
    """``condition ? then : otherwise``."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ListLiteral(_Node):
    """``[a, b]``."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MapLiteral(_Node):
    """``{a: b}``."""

    entries: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Macro(_Node):
    """``range.kind(variable, predicate)``; ``map`` has a ``transform`` and may have a predicate before it."""

    kind: str
    range: Expression
    variable: str
    variable_at: int
    predicate: Expression | None
    transform: Expression | None


Expression: TypeAlias = (
    Literal | Name | Select | Has | Index | Call | Unary | Binary | Conditional | ListLiteral | MapLiteral | Macro
)


def children(node: Expression) -> tuple[Expression, ...]:
    """List the operands of a node in the order of the text."""
    match node:
        case Literal() | Name():
            return ()
        case Select() | Has() | Unary():
            return (node.operand,)
        case Index():
            return (node.operand, node.index)
        case Call():
            return node.arguments if node.target is None else (node.target, *node.arguments)
        case Binary():
            return (node.left, node.right)
        case Conditional():
            return (node.condition, node.then, node.otherwise)
        case ListLiteral():
            return node.items
        case MapLiteral():
            return tuple(part for entry in node.entries for part in entry)
        case Macro():
            return (node.range, *(part for part in (node.predicate, node.transform) if part is not None))


def walk(node: Expression) -> Iterator[Expression]:
    """Visit a node and all below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)
