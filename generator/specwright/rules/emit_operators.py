"""Turns operators into Python, minding where Python and CEL compute or compare differently."""

from __future__ import annotations

from typing import Final, Protocol

from specwright.rules.exactness import is_exact
from specwright.rules.nodes import Binary, Expression, ListLiteral, Literal
from specwright.rules.notes import Note, Notes, Variable
from specwright.rules.pytext import AND, COMPARE, OR, PRODUCT, SUM, Text, literal
from specwright.rules.types import (
    BoolType,
    DoubleType,
    DurationType,
    IntType,
    ListType,
    MapType,
    Nullable,
    NullType,
    StringType,
    TimestampType,
    Type,
    is_number,
)

__all__ = ["PartsLike", "Writer", "write_binary"]

_EXACT_DOUBLES: Final = 2**53
_SCALARS: Final = (BoolType, IntType, DoubleType, StringType, TimestampType, DurationType, NullType)
_OPPOSITE: Final = {"==": "!=", "!=": "=="}


class PartsLike(Protocol):
    """What expressions ask the module for."""

    def constant(self, text: str, /) -> str:
        """Name a constant."""
        ...

    def call(self, name: str, /) -> str:
        """Ask for a function of the prelude."""
        ...


class Writer(Protocol):
    """What the parts of the emitter need of the whole."""

    @property
    def notes(self) -> Notes:
        """What is known of each node."""
        ...

    @property
    def variables(self) -> dict[str, Variable]:
        """The names of the rule."""
        ...

    @property
    def parts(self) -> PartsLike:
        """What the module holds."""
        ...

    def note(self, node: Expression, /) -> Note:
        """Give a node's note."""
        ...

    def text(self, node: Expression, level: int = ..., /) -> str:
        """Write a node."""
        ...

    def number(self, node: Expression, level: int = ..., /) -> str:
        """Write a number for arithmetic."""
        ...


def write_binary(writer: Writer, node: Binary, *, negated: bool = False) -> Text:
    """Write an operator with two operands; comparisons can be written as their opposite."""
    match node.operator:
        case "&&" | "||":
            return _logical(writer, node)
        case "==" | "!=":
            return _equality(writer, node, _OPPOSITE[node.operator] if negated else node.operator)
        case "in":
            return _membership(writer, node, negated=negated)
        case "<" | "<=" | ">" | ">=":
            left, right = _operands(writer, node)
            return Text(f"{left} {node.operator} {right}", COMPARE)
        case _:
            return _arithmetic(writer, node)


def _logical(writer: Writer, node: Binary) -> Text:
    is_and = node.operator == "&&"
    if writer.note(node.left).can_fail:
        function = writer.parts.call("absorbing_and" if is_and else "absorbing_or")
        return Text(f"{function}(lambda: {writer.text(node.left)}, lambda: {writer.text(node.right)})")
    level = AND if is_and else OR
    return Text(f"{writer.text(node.left, level)} {'and' if is_and else 'or'} {writer.text(node.right, level)}", level)


def _equality(writer: Writer, node: Binary, sign: str) -> Text:
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(other, Literal) and other.value is None:
            return Text(f"{writer.text(one, SUM)} {'is' if sign == '==' else 'is not'} None", COMPARE)
    left_type, right_type = writer.note(node.left).type, writer.note(node.right).type
    if _is_plain(left_type) and _is_plain(right_type):
        left, right = _operands(writer, node)
        return Text(f"{left} {sign} {right}", COMPARE)
    function = writer.parts.call("are_equal")
    call = f"{function}({writer.text(node.left)}, {writer.text(node.right)})"
    return Text(call) if sign == "==" else Text(f"not {call}", 3)


def _is_plain(type_: Type) -> bool:
    """Say whether Python's == means the same for all values of a type."""
    if isinstance(type_, (Nullable, ListType)):
        return _is_plain(type_.type if isinstance(type_, Nullable) else type_.item)
    return isinstance(type_, _SCALARS)


def _operands(writer: Writer, node: Binary) -> tuple[str, str]:
    """Write both sides of a comparison; int64 and double meet as doubles, as everywhere in CEL."""
    left, right = writer.note(node.left).type, writer.note(node.right).type
    if not (is_number(left) and is_number(right)) or (isinstance(left, IntType) and isinstance(right, IntType)):
        return writer.text(node.left, SUM), writer.text(node.right, SUM)
    if _is_small(node.left) or _is_small(node.right):
        # Next to a number that a double holds exactly, rounding the other side cannot change the outcome.
        return writer.text(node.left, SUM), writer.text(node.right, SUM)
    return _as_double(writer, node.left), _as_double(writer, node.right)


def _is_small(node: Expression) -> bool:
    value = node.value if isinstance(node, Literal) else None
    return isinstance(value, (int, float)) and abs(value) < _EXACT_DOUBLES


def _as_double(writer: Writer, node: Expression) -> str:
    is_double = isinstance(writer.note(node).type, DoubleType)
    if isinstance(node, Literal) and isinstance(node.value, (int, float)):
        return literal(float(node.value)).at(SUM)
    if is_double and is_exact(node, writer.notes, writer.variables):
        return writer.text(node, SUM)
    return f"float({writer.text(node)})"


def _membership(writer: Writer, node: Binary, *, negated: bool) -> Text:
    sign = "not in" if negated else "in"
    left, right = writer.note(node.left).type, writer.note(node.right).type
    if isinstance(right, MapType):
        if right.has_null:
            comparison = "is" if negated else "is not"
            return Text(f"{writer.text(node.right, 8)}.get({writer.text(node.left)}) {comparison} None", COMPARE)
        return Text(f"{writer.text(node.left, SUM)} {sign} {writer.text(node.right, SUM)}", COMPARE)
    item = right.item if isinstance(right, ListType) else right
    if not _is_plain(left) or not _is_plain(item):
        call = f"{writer.parts.call('is_among')}({writer.text(node.left)}, {writer.text(node.right)})"
        return Text(f"not {call}", 3) if negated else Text(call)
    if isinstance(left, DoubleType) or isinstance(item, DoubleType):
        return Text(f"{_as_double(writer, node.left)} {sign} map(float, {writer.text(node.right)})", COMPARE)
    if isinstance(node.right, ListLiteral):
        return Text(f"{writer.text(node.left, SUM)} {sign} {_choices(writer, node.right)}", COMPARE)
    return Text(f"{writer.text(node.left, SUM)} {sign} {writer.text(node.right, SUM)}", COMPARE)


def _choices(writer: Writer, node: ListLiteral) -> str:
    texts = [writer.text(item) for item in node.items]
    if len(texts) > 3 and all(isinstance(item, Literal) and isinstance(item.value, str) for item in node.items):
        return "{" + ", ".join(dict.fromkeys(texts)) + "}"
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


def _arithmetic(writer: Writer, node: Binary) -> Text:
    note, sign = writer.note(node), node.operator
    level = SUM if sign in "+-" else PRODUCT
    if isinstance(note.type, IntType):
        if sign in "/%":
            function = writer.parts.call("divide" if sign == "/" else "remainder")
            return Text(f"{function}({writer.number(node.left)}, {writer.number(node.right)})")
        text = f"{writer.number(node.left, level)} {sign} {writer.number(node.right, level + 1)}"
        return Text(f"{writer.parts.call('int64')}({text})") if note.can_fail else Text(text, level)
    if isinstance(note.type, DoubleType):
        if sign == "/":
            function = writer.parts.call("divide_doubles")
            return Text(f"{function}({writer.number(node.left)}, {writer.number(node.right)})")
        return Text(f"{writer.number(node.left, level)} {sign} {writer.number(node.right, level + 1)}", level)
    text = f"{writer.text(node.left, level)} {sign} {writer.text(node.right, level + 1)}"
    if isinstance(note.type, (TimestampType, DurationType)):
        function = writer.parts.call("within_time" if isinstance(note.type, TimestampType) else "within_span")
        return Text(f"{function}({text})")
    return Text(text, level)
