"""Finds the types of function calls, and judges literal patterns, instants and spans at once."""

from __future__ import annotations

import difflib

from specwright.rules.check_operators import CheckerLike, fits_int64, refuse_text_of_instants
from specwright.rules.functions import FUNCTIONS, LIST_FUNCTIONS, OUTSIDE, PREDICATES, Overload
from specwright.rules.instants import duration_of_text, timestamp_of_seconds, timestamp_of_text
from specwright.rules.nodes import Call, Expression, Literal
from specwright.rules.notes import Constant, Note, Scope
from specwright.rules.regexes import PatternError, translate
from specwright.rules.types import (
    BOOL,
    SIZE_LIMIT,
    BoolType,
    DoubleType,
    DurationType,
    DynType,
    IntType,
    ListType,
    MapType,
    Nullable,
    StringType,
    TimestampType,
    are_comparable,
    describe,
)

__all__ = ["check_call"]

_SORTED = (BoolType, IntType, DoubleType, StringType, TimestampType, DurationType)
_SUMMED = (IntType, DoubleType, DurationType)


def check_call(checker: CheckerLike, node: Call, scope: Scope) -> Note:
    """Check a call of one of the profile's functions."""
    arguments = node.arguments if node.target is None else (node.target, *node.arguments)
    if node.function == "size":
        return _size(checker, node, arguments, scope)
    if node.function in LIST_FUNCTIONS and node.target is not None:
        return _list_function(checker, node, arguments, scope)
    overloads = FUNCTIONS.get(node.function)
    if overloads is None:
        raise _unknown(checker, node)
    notes = [checker.value(argument, scope) for argument in arguments]
    chosen = _choose(node, overloads, notes)
    if chosen is None:
        raise _misused(checker, node, overloads, notes)
    path = checker.unpathed(node, scope)
    constant, can_fail = _judge(checker, node, arguments, notes, chosen)
    # A document may hold whole numbers that are no int64; comparing them is fine, computing with them is not.
    can_fail = can_fail or any(
        note.can_fail or (isinstance(note.type, IntType) and not fits_int64(note.type)) for note in notes
    )
    type_ = chosen.result
    if not chosen.text.replace("{0}", "") and node.function != "matches":
        # A conversion to its own type keeps all that is known of the value.
        return Note(notes[0].type, path, can_fail, notes[0].constant)
    return Note(type_, path, can_fail, constant)


def _choose(node: Call, overloads: tuple[Overload, ...], notes: list[Note]) -> Overload | None:
    for overload in overloads:
        is_same_form = overload.is_method is (node.target is not None) and len(notes) == len(overload.parameters)
        if is_same_form and all(
            isinstance(note.type, kind) for note, kind in zip(notes, overload.parameters, strict=True)
        ):
            return overload
    return None


def _unknown(checker: CheckerLike, node: Call) -> Exception:
    if node.function in OUTSIDE:
        return checker.fault(node, f"{node.function}() is outside the profile", OUTSIDE[node.function], "rule-profile")
    known = ["has", "size", "all", "exists", "exists_one", "filter", "map", *FUNCTIONS, *LIST_FUNCTIONS]
    close = difflib.get_close_matches(node.function, known, n=1)
    hint = f"Did you mean {close[0]}()?" if close else "docs/rules.md lists the functions of the profile."
    return checker.fault(node, f"there is no function {node.function}()", hint, "rule-unknown-name")


def _misused(checker: CheckerLike, node: Call, overloads: tuple[Overload, ...], notes: list[Note]) -> Exception:
    given = ", ".join(describe(note.type) for note in notes[node.target is not None :])
    what = f"{node.function}({given}) does not exist"
    if node.target is not None:
        what += f" for a {describe(notes[0].type)}"
    forms: list[str] = []
    for overload in overloads:
        names = [kind.__name__.removesuffix("Type").lower() for kind in overload.parameters]
        inner = ", ".join(names[overload.is_method :])
        forms.append(f"{names[0]}.{node.function}({inner})" if overload.is_method else f"{node.function}({inner})")
    if node.function == "string" and notes and isinstance(notes[0].type, (DoubleType, TimestampType, DurationType)):
        return checker.fault(
            node,
            f"the text of a {describe(notes[0].type)} is outside the profile",
            "Compare the value itself.",
            "rule-profile",
        )
    return checker.fault(node, what, f"It exists as: {'; '.join(forms)}")


def _judge(
    checker: CheckerLike, node: Call, arguments: tuple[Expression, ...], notes: list[Note], chosen: Overload
) -> tuple[Constant | None, bool]:
    """Find the value of a call that is always the same, and whether it can fail."""
    if node.function == "matches":
        _pattern(checker, arguments[1])
        return None, False
    first = notes[0]
    if node.function in PREDICATES and isinstance(first.type, StringType):
        is_promised = first.type.format == PREDICATES[node.function][1]
        return (Constant(value=True) if is_promised else None), False
    if (
        chosen.prelude == "timestamp_of_text"
        and isinstance(first.type, StringType)
        and first.type.format == "date-time"
    ):
        return None, False
    value = first.constant.value if first.constant is not None else None
    try:
        if chosen.prelude == "timestamp_of_text" and isinstance(value, str):
            return Constant(timestamp_of_text(value)), False
        if chosen.prelude == "timestamp_of_seconds" and isinstance(value, int):
            return Constant(timestamp_of_seconds(value)), False
        if chosen.prelude == "duration_of_text" and isinstance(value, str):
            return Constant(duration_of_text(value)), False
    except (ValueError, OverflowError) as error:
        hint = "Write timestamp('2026-01-31T08:00:00Z') or duration('1h30m')."
        raise checker.fault(arguments[0], str(error), hint) from None
    return None, chosen.can_fail


def _pattern(checker: CheckerLike, node: Expression) -> None:
    if not isinstance(node, Literal) or not isinstance(node.value, str):
        hint = "Write the pattern as a literal: matches('^[A-Z]{2}$')"
        raise checker.fault(node, "a pattern that is computed is outside the profile", hint, "rule-profile")
    try:
        translate(node.value)
    except PatternError as error:
        what = f"{error.what} (at letter {error.offset + 1} of the pattern)"
        raise checker.fault(node, what, error.hint, "rule-profile") from None


def _size(checker: CheckerLike, node: Call, arguments: tuple[Expression, ...], scope: Scope) -> Note:
    if len(arguments) != 1:
        raise checker.fault(node, "size() takes one text, list or map", "Write: size(self.items)")
    note = checker.value(arguments[0], scope)
    path = checker.unpathed(node, scope)
    match note.type:
        case StringType():
            type_ = IntType(note.type.shortest, min(note.type.longest, SIZE_LIMIT))
        case ListType():
            type_ = IntType(note.type.shortest, SIZE_LIMIT if note.type.longest is None else note.type.longest)
        case MapType():
            type_ = IntType(0, SIZE_LIMIT)
        case _:
            hint = "Texts, lists and maps have a size."
            raise checker.fault(node, f"a {describe(note.type)} has no size", hint)
    return Note(type_, path, note.can_fail)


def _list_function(checker: CheckerLike, node: Call, arguments: tuple[Expression, ...], scope: Scope) -> Note:
    list_ = checker.value(arguments[0], scope)
    name = node.function
    count = 2 if name == "indexOf" else 1
    if not isinstance(list_.type, ListType) or len(arguments) != count:
        raise checker.fault(node, f"{name}() belongs to a list", f"Write: list.{name}({'x' if count == 2 else ''})")
    path = checker.unpathed(node, scope)
    item = list_.type.item
    if name == "indexOf":
        sought = checker.check(arguments[1], scope)
        if not are_comparable(item, sought.type):
            what = f"a {describe(sought.type)} is never among {describe(item)}"
            raise checker.fault(node, what, "Look for something of the items' type.")
        longest = SIZE_LIMIT if list_.type.longest is None else list_.type.longest
        return Note(IntType(-1, longest - 1), path, list_.can_fail or sought.can_fail)
    if isinstance(item, (Nullable, DynType)) or not isinstance(item, _SUMMED if name == "sum" else _SORTED):
        hint = "Make a list of numbers, texts or instants with map()."
        raise checker.fault(node, f"{name}() cannot work on a {describe(list_.type)}", hint)
    refuse_text_of_instants(checker, node, item)
    if name == "isSorted":
        return Note(BOOL, path, list_.can_fail)
    if name == "sum":
        type_ = IntType() if isinstance(item, IntType) else item
        return Note(type_, path, list_.can_fail or not isinstance(item, DoubleType))
    return Note(item, path, list_.can_fail or list_.type.shortest == 0)
