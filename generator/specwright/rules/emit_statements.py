"""Turns a checked condition into statements that leave a function as soon as the condition is known to fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from specwright.rules.emit_expressions import Expressions
from specwright.rules.nodes import Binary, Conditional, Expression, Macro, Name, Unary, walk
from specwright.rules.notes import Note, Path
from specwright.rules.pytext import local_name
from specwright.rules.types import BOOL, MapType

__all__ = ["Failure", "Loop", "Statements"]


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop around a statement: what it goes over, and the Python name of its index."""

    range: Path
    index: str
    is_map: bool


# What to do where a condition fails: written from the node that failed and the loops around it.
Failure = Callable[[Expression, tuple[Loop, ...]], str]


@dataclass(frozen=True, slots=True)
class Statements:
    """``fail`` writes the statement that leaves; with ``has_indexes`` loops count, so that it can name places."""

    expressions: Expressions
    fail: Failure
    has_indexes: bool = False
    loops: tuple[Loop, ...] = ()

    def unless(self, node: Expression) -> list[str]:
        """Leave unless a condition holds. Where it ends in an error it does not hold, so order does not matter here."""
        expressions = self.expressions
        constant = expressions.note(node).constant
        if constant is not None:
            return [] if constant.value else [self.fail(node, self.loops)]
        match node:
            case Unary(operator="!"):
                return self.where(node.operand)
            case Binary(operator="&&"):
                return [*self.unless(node.left), *self.unless(node.right)]
            case Binary(operator="||") if not expressions.note(node.left).can_fail and _has_steps(
                node.right, wanted=True
            ):
                return _block(f"if {expressions.condition(node.left, negated=True)}:", self.unless(node.right))
            case Conditional():
                then = _block(f"if {expressions.condition(node.condition)}:", self.unless(node.then))
                return [*then, *_block("else:", self.unless(node.otherwise))]
            case Macro(kind="all", predicate=predicate) if predicate is not None:
                return self._every(node, predicate, wanted=True)
            case Macro(kind="exists", predicate=predicate) if predicate is not None and not self._fails(predicate):
                return self._unless_found(node, expressions.condition(predicate))
            case _:
                pass
        return _block(f"if {expressions.condition(node, negated=True)}:", [self.fail(node, self.loops)])

    def where(self, node: Expression) -> list[str]:
        """Leave where a condition holds, or ends in an error."""
        expressions = self.expressions
        constant = expressions.note(node).constant
        if constant is not None:
            return [self.fail(node, self.loops)] if constant.value else []
        match node:
            case Unary(operator="!"):
                return self.unless(node.operand)
            case Binary(operator="||"):
                return [*self.where(node.left), *self.where(node.right)]
            case Binary(operator="&&") if not expressions.note(node.left).can_fail and _has_steps(
                node.right, wanted=False
            ):
                return _block(f"if {expressions.condition(node.left)}:", self.where(node.right))
            case Macro(kind="exists", predicate=predicate) if predicate is not None:
                return self._every(node, predicate, wanted=False)
            case Macro(kind="all", predicate=predicate) if predicate is not None and not self._fails(predicate):
                return self._unless_found(node, expressions.condition(predicate, negated=True))
            case _:
                pass
        return _block(f"if {expressions.condition(node)}:", [self.fail(node, self.loops)])

    def _fails(self, node: Expression) -> bool:
        return self.expressions.note(node).can_fail

    def _unless_found(self, node: Macro, condition: str) -> list[str]:
        """Leave unless a condition holds for some item; a loop costs less than a generator does."""
        head = f"for {local_name(node.variable)} in {self.expressions.items(node.range)}:"
        search = _block(head, _block(f"if {condition}:", ["break"]))
        return [*search, *_block("else:", [self.fail(node, self.loops)])]

    def _loop(self, node: Macro, predicate: Expression, *, wanted: bool) -> list[str]:
        expressions = self.expressions
        name = local_name(node.variable)
        range_, before = node.range, list[str]()
        # What is left out of a list keeps its place, so the places are counted before.
        while (
            self.has_indexes and isinstance(range_, Macro) and range_.kind == "filter" and range_.predicate is not None
        ):
            own = local_name(range_.variable)
            skip = _block(f"if {expressions.condition(range_.predicate, negated=True)}:", ["continue"])
            before = [*([f"{own} = {name}"] if own != name else []), *skip, *before]
            range_ = range_.range
        index = f"{name}_index"
        is_map = isinstance(expressions.note(range_).type, MapType)
        loop = Loop(expressions.notes.path(range_), name if is_map else index, is_map)
        inner = replace(self, loops=(*self.loops, loop))
        body = [*before, *(inner.unless(predicate) if wanted else inner.where(predicate))]
        items = expressions.items(range_)
        # An index that no place below names would be a variable for nothing.
        if self.has_indexes and not is_map and any(index in line for line in body):
            return _block(f"for {index}, {name} in enumerate({items}):", body)
        return _block(f"for {name} in {items}:", body)

    def _every(self, node: Macro, predicate: Expression, *, wanted: bool) -> list[str]:
        """Go over a list; what its condition asks first and does not ask of the item is asked once, before."""
        operator = "||" if wanted else "&&"
        parts = _operands(predicate, operator)
        count = next((index for index, part in enumerate(parts) if not self._is_apart(part, node)), 0)
        before, rest = parts[:count], self._chain(parts[count:], operator)
        lines = self._loop(node, rest, wanted=wanted)
        for part in reversed(before):
            lines = _block(f"if {self.expressions.condition(part, negated=wanted)}:", lines)
        return lines

    def _chain(self, parts: list[Expression], operator: str) -> Expression:
        """Join operands again; the new nodes get notes like any other."""
        notes = self.expressions.notes.of
        whole = parts[0]
        for part in parts[1:]:
            left, can_fail = whole, notes[whole].can_fail or notes[part].can_fail
            whole = Binary(start=left.start, end=part.end, operator=operator, left=left, right=part, at=part.start)
            notes[whole] = Note(BOOL, ("=chain",), can_fail)
        return whole

    def _is_apart(self, part: Expression, node: Macro) -> bool:
        is_about_item = any(isinstance(inner, Name) and inner.name == node.variable for inner in walk(part))
        return not is_about_item and not self._fails(part)


def _operands(node: Expression, operator: str) -> list[Expression]:
    if isinstance(node, Binary) and node.operator == operator:
        return [*_operands(node.left, operator), *_operands(node.right, operator)]
    return [node]


def _has_steps(node: Expression, *, wanted: bool) -> bool:
    """Say whether a condition takes more than one statement."""
    match node:
        case Unary(operator="!"):
            return _has_steps(node.operand, wanted=not wanted)
        case Binary(operator="&&" | "||"):
            return (node.operator == "&&") == wanted or _has_steps(node.right, wanted=wanted)
        case Conditional():
            return wanted
        case Macro():
            return node.kind == ("all" if wanted else "exists")
        case _:
            pass
    return False


def _block(head: str, body: list[str]) -> list[str]:
    return [head, *(f"    {line}" for line in body or ["pass"])]
