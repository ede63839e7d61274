"""Turns checked expressions into Python expressions over plain dicts, lists and scalars."""

from __future__ import annotations

from typing import Final

from specwright.rules.emit_calls import write_call
from specwright.rules.emit_operators import write_binary
from specwright.rules.exactness import is_exact
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
from specwright.rules.notes import Note, Notes, Variable
from specwright.rules.pytext import ATOM, COMPARE, NOT, OR, TERNARY, UNARY, Text, literal, local_name
from specwright.rules.types import BoolType, DoubleType, DurationType, IntType, ListType, MapType, TimestampType

__all__ = ["Expressions", "Parts"]

_ROOTS: Final = {"self": "doc", "oldSelf": "old"}


class Parts:
    """What the expressions of one module share: constants by their names, and the prelude's functions they call."""

    def __init__(self, prefix: str = "_RULE") -> None:
        self._prefix = prefix
        self.constants: dict[str, str] = {}
        self.prelude: set[str] = set()

    def constant(self, text: str) -> str:
        """Name a constant, the same name for the same text."""
        for name, known in self.constants.items():
            if known == text:
                return name
        name = f"{self._prefix}_{len(self.constants) + 1}"
        self.constants[name] = text
        return name

    def call(self, name: str) -> str:
        """Ask for a function of the prelude."""
        self.prelude.add(name)
        return name


class Expressions:
    """Writes the expressions of one rule; ``lets`` says how each name of ``let`` is spelled, if it is a name at all."""

    def __init__(self, notes: Notes, parts: Parts, variables: dict[str, Variable], lets: dict[str, str]) -> None:
        self.notes = notes
        self.parts = parts
        self.variables = variables
        self._lets = lets

    def note(self, node: Expression) -> Note:
        """Give the note of a node."""
        return self.notes.of[node]

    def text(self, node: Expression, level: int = TERNARY) -> str:
        """Write a node as an operand of an operator."""
        return self.write(node).at(level)

    def condition(self, node: Expression, *, negated: bool = False) -> str:
        """Write what stands behind ``if``."""
        return self.negation(node).text if negated else self.write(node).text

    def number(self, node: Expression, level: int = TERNARY) -> str:
        """Write a number for arithmetic: documents spell 5 as 5.0 and 5.0 as 5."""
        note = self.note(node)
        if is_exact(node, self.notes, self.variables):
            return self.text(node, level)
        if isinstance(note.type, IntType):
            return f"{self.parts.call('as_int')}({self.text(node)})"
        return f"float({self.text(node)})" if isinstance(note.type, DoubleType) else self.text(node, level)

    def items(self, node: Expression) -> str:
        """Write what a loop goes over."""
        type_ = self.note(node).type
        if isinstance(type_, MapType) and type_.has_null:
            return f"{self.parts.call('keys_of')}({self.text(node)})"
        return self.text(node)

    def write(self, node: Expression) -> Text:
        """Write a node."""
        note = self.note(node)
        if note.constant is not None and isinstance(note.type, (BoolType, TimestampType, DurationType)):
            return literal(note.constant.value)
        match node:
            case Literal():
                return literal(node.value)
            case Name():
                return self._name(node)
            case Select():
                return Text(f"{self.text(node.operand, ATOM)}[{literal(node.field).text}]")
            case Has():
                return self._has(node, "is not")
            case Index():
                return self._index(node)
            case Unary():
                return self._unary(node)
            case Binary():
                return write_binary(self, node)
            case Conditional():
                texts = (self.text(node.then, OR), self.text(node.condition, OR), self.text(node.otherwise))
                return Text(f"{texts[0]} if {texts[1]} else {texts[2]}", TERNARY)
            case Call():
                return write_call(self, node)
            case ListLiteral():
                return Text(f"[{', '.join(self.text(item) for item in node.items)}]")
            case MapLiteral():
                return self._map(node)
            case Macro():
                return self._macro(node)

    def negation(self, node: Expression) -> Text:
        """Write the opposite of a condition as a reader would."""
        if self.note(node).constant is None:
            match node:
                case Has():
                    return self._has(node, "is")
                case Unary(operator="!"):
                    return self.write(node.operand)
                case Binary(operator="==" | "!=" | "in"):
                    return write_binary(self, node, negated=True)
                case Macro(kind="exists_one"):
                    return Text(f"{self._count(node)} != 1", COMPARE)
                case _:
                    pass
        return Text(f"not {self.text(node, NOT)}", NOT)

    def _name(self, node: Name) -> Text:
        definition = self.variables[node.name].definition if node.name in self.variables else None
        if definition is None:
            return Text(_ROOTS.get(node.name) or local_name(node.name))
        # What can fail is evaluated where it is used, because it may stand where its failure does not count.
        return Text(self._lets[node.name]) if node.name in self._lets else self.write(definition)

    def _has(self, node: Has, comparison: str) -> Text:
        return Text(f"{self.text(node.operand, ATOM)}.get({literal(node.field).text}) {comparison} None", COMPARE)

    def _index(self, node: Index) -> Text:
        operand_type = self.note(node.operand).type
        operand = self.text(node.operand, ATOM)
        if isinstance(operand_type, ListType):
            index = self.number(node.index)
            # Python counts a negative index from the end.
            is_plain = not self.note(node).can_fail or (isinstance(node.index, Literal) and not index.startswith("-"))
            return Text(f"{operand}[{index}]" if is_plain else f"{self.parts.call('item_at')}({operand}, {index})")
        key = self.text(node.index)
        if isinstance(operand_type, MapType) and operand_type.has_null and self.note(node).can_fail:
            return Text(f"{self.parts.call('value_at')}({operand}, {key})")
        return Text(f"{operand}[{key}]")

    def _unary(self, node: Unary) -> Text:
        if node.operator == "!":
            return self.negation(node.operand)
        note = self.note(node)
        text = f"-{self.number(node.operand, UNARY)}"
        if isinstance(note.type, IntType) and note.can_fail:
            return Text(f"{self.parts.call('int64')}({text})")
        return Text(text, UNARY)

    def _map(self, node: MapLiteral) -> Text:
        entries = ", ".join(f"{self.text(key)}: {self.text(value)}" for key, value in node.entries)
        is_fixed = all(isinstance(part, Literal) for entry in node.entries for part in entry)
        return Text(self.parts.constant(f"{{{entries}}}") if is_fixed else f"{{{entries}}}")

    def _macro(self, node: Macro) -> Text:
        name, items = local_name(node.variable), self.items(node.range)
        predicate = node.predicate
        can_fail = predicate is not None and self.note(predicate).can_fail
        if node.kind in ("all", "exists") and predicate is not None:
            if can_fail:
                function = self.parts.call(f"absorbing_{node.kind}")
                return Text(f"{function}({items}, lambda {name}: {self.text(predicate)})")
            function = "all" if node.kind == "all" else "any"
            return Text(f"{function}({self.text(predicate)} for {name} in {self._range(node)})")
        condition = "" if predicate is None else f" if {self.text(predicate, OR)}"
        if node.kind == "exists_one":
            return Text(f"{self._count(node)} == 1", COMPARE)
        result = name if node.transform is None else self.text(node.transform)
        return Text(f"[{result} for {name} in {self._range(node)}{condition}]")

    def _count(self, node: Macro) -> str:
        condition = "" if node.predicate is None else f" if {self.text(node.predicate, OR)}"
        return f"sum(1 for {local_name(node.variable)} in {self._range(node)}{condition})"

    def _range(self, node: Macro) -> str:
        items = self.items(node.range)
        # A conditional would be read as the condition of the comprehension.
        return f"({items})" if self.write(node.range).level < OR and items == self.text(node.range) else items
