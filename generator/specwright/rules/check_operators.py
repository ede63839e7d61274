"""Finds the types of operators: which operands go together, what is always true, and what can fail."""

from __future__ import annotations

import difflib
import operator
from collections.abc import Callable
from typing import Any, Final, Protocol

from specwright.rules.faults import RuleError
from specwright.rules.nodes import Binary, Conditional, Expression, ListLiteral, Literal, Unary
from specwright.rules.notes import Constant, Facts, Note, Path, Scope
from specwright.rules.types import (
    BOOL,
    DOUBLE,
    DURATION,
    INT,
    STRING,
    TIMESTAMP,
    BoolType,
    DoubleType,
    DurationType,
    DynType,
    IntType,
    ListType,
    MapType,
    Nullable,
    NullType,
    ObjectType,
    StringType,
    TimestampType,
    Type,
    are_comparable,
    describe,
    is_number,
    join,
)

__all__ = ["CheckerLike", "check_binary", "check_conditional", "check_unary", "fits_int64", "refuse_text_of_instants"]

_LIMIT: Final = 2**63
_ORDERED: Final = (BoolType, IntType, DoubleType, StringType, TimestampType, DurationType)
_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
# Operands that go together, and what comes out; lists are looked at apart.
_ARITHMETIC: Final[dict[tuple[str, type, type], Type]] = {
    **{(sign, IntType, IntType): INT for sign in "+-*/%"},
    **{(sign, DoubleType, DoubleType): DOUBLE for sign in "+-*/"},
    ("+", StringType, StringType): STRING,
    ("+", TimestampType, DurationType): TIMESTAMP,
    ("+", DurationType, TimestampType): TIMESTAMP,
    ("+", DurationType, DurationType): DURATION,
    ("-", TimestampType, TimestampType): DURATION,
    ("-", TimestampType, DurationType): TIMESTAMP,
    ("-", DurationType, DurationType): DURATION,
}


class CheckerLike(Protocol):
    """What the parts of the checker need of the whole."""

    def check(self, node: Expression, scope: Scope, /) -> Note:
        """Check a node."""
        ...

    def value(self, node: Expression, scope: Scope, /) -> Note:
        """Check a node whose value is used."""
        ...

    def condition(self, node: Expression, scope: Scope, /) -> Note:
        """Check a condition."""
        ...

    def facts(self, node: Expression, scope: Scope, /, *, outcome: bool) -> Facts:
        """Tell what a condition proves."""
        ...

    def fault(self, node: Expression, what: str, hint: str, rule: str = ..., /) -> RuleError:
        """Describe what is wrong."""
        ...

    def text(self, node: Expression, /) -> str:
        """Quote a node."""
        ...

    def unpathed(self, node: Expression, scope: Scope, /) -> Path:
        """Name a computed value."""
        ...


def check_unary(checker: CheckerLike, node: Unary, scope: Scope) -> Note:
    """Check ``!x`` and ``-x``."""
    path = checker.unpathed(node, scope)
    if node.operator == "!":
        note = checker.condition(node.operand, scope)
        constant = None if note.constant is None else Constant(not note.constant.value)
        return Note(BOOL, path, note.can_fail, constant)
    note = checker.value(node.operand, scope)
    if isinstance(note.type, DoubleType):
        return Note(DOUBLE, path, note.can_fail)
    if not isinstance(note.type, IntType):
        raise checker.fault(node, f"a {describe(note.type)} has no negative", "Only numbers have one.")
    lower, upper = note.type.lower, note.type.upper
    result = IntType(None if upper is None else -upper, None if lower is None else -lower)
    return Note(result, path, note.can_fail or not (fits_int64(note.type) and fits_int64(result)))


def check_conditional(checker: CheckerLike, node: Conditional, scope: Scope) -> Note:
    """Check ``c ? a : b``; each branch knows how the condition came out."""
    condition = checker.condition(node.condition, scope)
    then = checker.check(node.then, scope.assume(checker.facts(node.condition, scope, outcome=True)))
    otherwise = checker.check(node.otherwise, scope.assume(checker.facts(node.condition, scope, outcome=False)))
    type_ = join(then.type, otherwise.type)
    if isinstance(type_, DynType) and not isinstance(then.type, DynType) and not isinstance(otherwise.type, DynType):
        what = f"the branches are unlike: {describe(then.type)} and {describe(otherwise.type)}"
        raise checker.fault(node, what, "Give both branches one type.")
    constant = then.constant if then.constant is not None and then.constant == otherwise.constant else None
    if condition.constant is not None:
        constant = then.constant if condition.constant.value else otherwise.constant
    can_fail = condition.can_fail or then.can_fail or otherwise.can_fail
    return Note(type_, checker.unpathed(node, scope), can_fail, constant)


def check_binary(checker: CheckerLike, node: Binary, scope: Scope) -> Note:
    """Check an operator with two operands."""
    match node.operator:
        case "&&" | "||":
            return _logical(checker, node, scope)
        case "==" | "!=":
            return _equality(checker, node, scope)
        case "in":
            return _membership(checker, node, scope)
        case "<" | "<=" | ">" | ">=":
            return _order(checker, node, scope)
        case _:
            return _arithmetic(checker, node, scope)


def _logical(checker: CheckerLike, node: Binary, scope: Scope) -> Note:
    is_and = node.operator == "&&"
    left = checker.condition(node.left, scope)
    right = checker.condition(node.right, scope.assume(checker.facts(node.left, scope, outcome=is_and)))
    constants = [note.constant.value for note in (left, right) if note.constant is not None]
    constant = None
    if (not is_and) in constants:
        # An operand that decides absorbs even the other's error.
        constant = Constant(not is_and)
    elif len(constants) == 2:
        constant = Constant(is_and)
    can_fail = (left.can_fail or right.can_fail) and constant is None
    return Note(BOOL, checker.unpathed(node, scope), can_fail, constant)


def _equality(checker: CheckerLike, node: Binary, scope: Scope) -> Note:
    left, right = checker.check(node.left, scope), checker.check(node.right, scope)
    for one, other, side in ((left, right, node.right), (right, left, node.left)):
        if isinstance(side, Literal) and side.value is None and not isinstance(one.type, (Nullable, NullType)):
            hint = "Null counts as absent: write has(x.y) or !has(x.y)."
            raise checker.fault(node, "only an item of a list can be null", hint)
        _expect_possible(checker, side, other, one)
    if not are_comparable(left.type, right.type):
        what = f"{describe(left.type)} and {describe(right.type)} are never equal"
        raise checker.fault(node, what, _hint_for_numbers(left.type, right.type))
    constant = _fold(node.operator, left, right)
    return Note(BOOL, checker.unpathed(node, scope), left.can_fail or right.can_fail, constant)


def _expect_possible(checker: CheckerLike, node: Expression, literal: Note, value: Note) -> None:
    """Refuse a text that the schema does not list among the values."""
    if value.constant is not None:
        return
    type_ = value.type.type if isinstance(value.type, Nullable) else value.type
    if not isinstance(type_, StringType) or type_.values is None or not isinstance(literal.type, StringType):
        return
    if literal.type.values is None or literal.type.values & type_.values or not isinstance(node, Literal):
        return
    known = sorted(type_.values)
    close = difflib.get_close_matches(str(node.value), known, n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"The schema lists: {', '.join(known)}"
    raise checker.fault(node, f"{node.value!r} is none of the values of the schema", hint)


def _membership(checker: CheckerLike, node: Binary, scope: Scope) -> Note:
    left, right = checker.check(node.left, scope), checker.value(node.right, scope)
    path = checker.unpathed(node, scope)
    can_fail = left.can_fail or right.can_fail
    match right.type:
        case ListType(item=item):
            if isinstance(node.right, ListLiteral):
                for element in node.right.items:
                    _expect_possible(checker, element, checker.check(element, scope), left)
                if not node.right.items:
                    return Note(BOOL, path, can_fail, Constant(value=False))
        case MapType(key=item):
            pass
        case ObjectType():
            hint = "Write has(x.name) for a property."
            raise checker.fault(node, "`in` looks into lists and maps, not into objects", hint)
        case _:
            hint = "Write a list to its right, or contains() for texts."
            raise checker.fault(node, f"`in` cannot look into a {describe(right.type)}", hint)
    if not are_comparable(left.type, item):
        what = f"a {describe(left.type)} is never among {describe(item)}"
        raise checker.fault(node, what, _hint_for_numbers(left.type, item))
    return Note(BOOL, path, can_fail, _covered(left, node.right))


def _covered(left: Note, right: Expression) -> Constant | None:
    """Notice a list with every value that the schema allows."""
    if not isinstance(right, ListLiteral) or not isinstance(left.type, StringType) or left.type.values is None:
        return None
    texts = {item.value for item in right.items if isinstance(item, Literal)}
    return Constant(value=True) if left.type.values <= texts else None


def _order(checker: CheckerLike, node: Binary, scope: Scope) -> Note:
    left, right = checker.value(node.left, scope), checker.value(node.right, scope)
    is_mixed = is_number(left.type) and is_number(right.type)
    if not is_mixed and (type(left.type) is not type(right.type) or not isinstance(left.type, _ORDERED)):
        what = f"{describe(left.type)} and {describe(right.type)} have no order"
        hint = (
            "Write timestamp(x) on both sides."
            if _has_instant(left.type, right.type)
            else "Compare values of one type."
        )
        raise checker.fault(node, what, hint)
    for side, note in ((node.left, left), (node.right, right)):
        refuse_text_of_instants(checker, side, note.type)
    can_fail = left.can_fail or right.can_fail
    return Note(BOOL, checker.unpathed(node, scope), can_fail, _fold(node.operator, left, right))


def refuse_text_of_instants(checker: CheckerLike, node: Expression, type_: Type) -> None:
    """Refuse to order date-times by their letters."""
    if isinstance(type_, StringType) and type_.format == "date-time":
        hint = f"Write timestamp({checker.text(node)})."
        raise checker.fault(node, "texts of date-times are ordered by their letters, not by time", hint)


def _has_instant(left: Type, right: Type) -> bool:
    return isinstance(left, TimestampType) or isinstance(right, TimestampType)


def _arithmetic(checker: CheckerLike, node: Binary, scope: Scope) -> Note:
    left, right = checker.value(node.left, scope), checker.value(node.right, scope)
    path = checker.unpathed(node, scope)
    can_fail = left.can_fail or right.can_fail
    if node.operator == "+" and isinstance(left.type, ListType) and isinstance(right.type, ListType):
        return Note(_concatenated(checker, node, left.type, right.type), path, can_fail)
    result = _ARITHMETIC.get((node.operator, type(left.type), type(right.type)))
    if result is None:
        what = f"{describe(left.type)} {node.operator} {describe(right.type)} is not defined"
        hint = _hint_for_numbers(left.type, right.type)
        raise checker.fault(node, what, hint)
    if isinstance(left.type, IntType) and isinstance(right.type, IntType):
        result = _bounds(node.operator, left.type, right.type)
        is_safe = fits_int64(result) and fits_int64(left.type) and fits_int64(right.type)
        return Note(result, path, can_fail or not is_safe or not _divides(node.operator, right.type))
    if isinstance(left.type, StringType) and isinstance(right.type, StringType):
        lengths = (left.type.shortest + right.type.shortest, left.type.longest + right.type.longest)
        return Note(StringType(None, "", *lengths), path, can_fail)
    # Sums of doubles never fail; those of instants and spans leave the range of CEL at some point.
    return Note(result, path, can_fail or not isinstance(result, DoubleType))


def _concatenated(checker: CheckerLike, node: Binary, left: ListType, right: ListType) -> ListType:
    if not are_comparable(left.item, right.item):
        raise checker.fault(node, f"{describe(left)} and {describe(right)} do not fit together", "Join like with like.")
    longest = None if left.longest is None or right.longest is None else left.longest + right.longest
    item = (
        right.item
        if isinstance(left.item, DynType)
        else left.item
        if isinstance(right.item, DynType)
        else join(left.item, right.item)
    )
    return ListType(item, left.shortest + right.shortest, longest)


def _hint_for_numbers(left: Type, right: Type) -> str:
    if is_number(left) and is_number(right):
        return "Write 1.0 for a double, or convert with double(x) or int(x)."
    return "Convert one side, or compare something else."


def fits_int64(type_: IntType) -> bool:
    """Say whether every value of a type is an int64."""
    return type_.lower is not None and type_.upper is not None and type_.lower >= -_LIMIT and type_.upper < _LIMIT


def _divides(sign: str, divisor: IntType) -> bool:
    return sign not in "/%" or (divisor.lower is not None and divisor.lower > 0)


def _bounds(sign: str, left: IntType, right: IntType) -> IntType:
    if left.lower is None or left.upper is None or right.lower is None or right.upper is None:
        return INT
    match sign:
        case "+":
            return IntType(left.lower + right.lower, left.upper + right.upper)
        case "-":
            return IntType(left.lower - right.upper, left.upper - right.lower)
        case "*":
            corners = [a * b for a in (left.lower, left.upper) for b in (right.lower, right.upper)]
            return IntType(min(corners), max(corners))
        case _:
            largest = max(abs(left.lower), abs(left.upper))
            if sign == "%":
                largest = min(largest, max(abs(right.lower), abs(right.upper)))
            return IntType(-largest, largest)


def _fold(sign: str, left: Note, right: Note) -> Constant | None:
    """Decide a comparison that comes out the same for every valid document."""
    if left.constant is not None and right.constant is not None:
        return Constant(_COMPARE[sign](left.constant.value, right.constant.value))
    if left.path == right.path and not isinstance(left.type, (DoubleType, DynType)) and not left.can_fail:
        return Constant(sign in ("==", "<=", ">="))
    if isinstance(left.type, IntType) and isinstance(right.type, IntType):
        return _fold_bounds(sign, left.type, right.type)
    return None


def _fold_bounds(sign: str, left: IntType, right: IntType) -> Constant | None:
    if sign in (">", ">="):
        sign, left, right = {">": "<", ">=": "<="}[sign], right, left
    is_below = left.upper is not None and right.lower is not None and left.upper < right.lower
    is_above = left.lower is not None and right.upper is not None and left.lower > right.upper
    touches_below = left.upper is not None and left.upper == right.lower
    touches_above = left.lower is not None and left.lower == right.upper
    match sign:
        case "<":
            return Constant(value=True) if is_below else Constant(value=False) if is_above or touches_above else None
        case "<=":
            return Constant(value=True) if is_below or touches_below else Constant(value=False) if is_above else None
        case _:
            return Constant(sign == "!=") if is_below or is_above else None
