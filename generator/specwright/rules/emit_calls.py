"""Turns function calls into Python: methods of str, functions of the prelude, compiled patterns."""

from __future__ import annotations

from typing import Final

from specwright.rules.emit_operators import Writer
from specwright.rules.exactness import is_exact_list
from specwright.rules.functions import FUNCTIONS, LIST_FUNCTIONS
from specwright.rules.nodes import Call, Expression, Literal
from specwright.rules.pytext import ATOM, COMPARE, SUM, TERNARY, Text
from specwright.rules.regexes import translate
from specwright.rules.types import DoubleType, DurationType, IntType, ListType, MapType

__all__ = ["write_call"]

_SUMS: Final[dict[type, str]] = {IntType: "sum_of_ints", DoubleType: "sum_of_doubles", DurationType: "sum_of_spans"}


def write_call(writer: Writer, node: Call) -> Text:
    """Write a call."""
    arguments = node.arguments if node.target is None else (node.target, *node.arguments)
    if node.function == "size":
        return _size(writer, arguments[0])
    if node.function in LIST_FUNCTIONS and node.target is not None:
        return _list_function(writer, node.function, arguments)
    if node.function == "matches":
        return _matches(writer, arguments)
    for overload in FUNCTIONS[node.function]:
        kinds = [writer.note(argument).type for argument in arguments]
        is_same_form = overload.is_method is (node.target is not None) and len(kinds) == len(overload.parameters)
        if not is_same_form or not all(map(isinstance, kinds, overload.parameters)):
            continue
        if overload.text == "{0}":
            return Text(writer.text(arguments[0], ATOM))
        if overload.prelude and overload.prelude not in ("str", "float"):
            writer.parts.call(overload.prelude)
        texts = [_argument(writer, argument, overload.text, index) for index, argument in enumerate(arguments)]
        return Text(overload.text.format(*texts), _level(overload.text))
    raise AssertionError(node.function)


def _argument(writer: Writer, argument: Expression, text: str, index: int) -> str:
    if isinstance(writer.note(argument).type, (IntType, DoubleType)):
        return writer.number(argument)
    is_alone = f"({{{index}}})" in text
    is_target = text.startswith(f"{{{index}}}.")
    return writer.text(argument, TERNARY if is_alone else ATOM if is_target else SUM)


def _level(text: str) -> int:
    return COMPARE if " in " in text else TERNARY if " if " in text else ATOM


def _size(writer: Writer, argument: Expression) -> Text:
    type_ = writer.note(argument).type
    if isinstance(type_, MapType) and type_.has_null:
        return Text(f"len({writer.parts.call('keys_of')}({writer.text(argument)}))")
    return Text(f"len({writer.text(argument)})")


def _matches(writer: Writer, arguments: tuple[Expression, ...]) -> Text:
    pattern = arguments[1]
    source = translate(pattern.value) if isinstance(pattern, Literal) and isinstance(pattern.value, str) else ""
    name = writer.parts.constant(f"re.compile({source!a}, re.ASCII)")
    return Text(f"{name}.search({writer.text(arguments[0])}) is not None", COMPARE)


def _list_function(writer: Writer, function: str, arguments: tuple[Expression, ...]) -> Text:
    type_ = writer.note(arguments[0]).type
    item = type_.item if isinstance(type_, ListType) else type_
    if function == "indexOf":
        return Text(f"{writer.parts.call('index_in')}({writer.text(arguments[0])}, {writer.text(arguments[1])})")
    if function == "sum":
        return Text(f"{writer.parts.call(_SUMS[type(item)])}({writer.text(arguments[0])})")
    items = writer.text(arguments[0])
    if isinstance(item, DoubleType) and not is_exact_list(arguments[0], writer.notes, writer.variables):
        items = f"list(map(float, {items}))"
    if function == "isSorted":
        return Text(f"{writer.parts.call('is_sorted')}({items})")
    return Text(f"{function}({items})")
