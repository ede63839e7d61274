"""Turns the calls that CEL expands while parsing (`has`, `all`, `exists`, …) into nodes of their own."""

from __future__ import annotations

from typing import Final

from specwright.rules.faults import Snippet
from specwright.rules.lexer import Token
from specwright.rules.nodes import Expression, Has, Macro, Name, Select

__all__ = ["GLOBAL_MACRO", "MACROS", "read_has", "read_macro"]

GLOBAL_MACRO: Final = "has"
MACROS: Final = frozenset({"all", "exists", "exists_one", "filter", "map"})


def read_has(snippet: Snippet, token: Token, arguments: tuple[Expression, ...], end: int) -> Expression:
    """Make the node of ``has(x.y)``.

    Raises:
        RuleError: the argument selects no property.
    """
    if len(arguments) == 1 and isinstance(arguments[0], Select):
        selected = arguments[0]
        return Has(start=token.start, end=end, operand=selected.operand, field=selected.field)
    hint = "Write has(self.name). For a key of a map: 'key' in self.map"
    raise snippet.fault(token.start, end, "has() takes one property", hint=hint, rule="rule-syntax")


def read_macro(
    snippet: Snippet, token: Token, range_: Expression, arguments: tuple[Expression, ...], end: int
) -> Expression:
    """Make the node of a macro with its variable.

    Raises:
        RuleError: the variable is no plain name, or the number of arguments is wrong.
    """
    counts = (2, 3) if token.text == "map" else (2,)
    if len(arguments) not in counts:
        hint = f"Write: list.{token.text}(x, …)" + (" or list.map(x, condition, …)" if token.text == "map" else "")
        what = f"{token.text}() takes a variable and an expression"
        raise snippet.fault(token.start, end, what, hint=hint, rule="rule-syntax")
    variable = arguments[0]
    if not isinstance(variable, Name):
        hint = f"Write: list.{token.text}(x, …)"
        what = f"the first argument of {token.text}() names the variable"
        raise snippet.fault(variable.start, variable.end, what, hint=hint, rule="rule-syntax")
    is_map = token.text == "map"
    return Macro(
        start=range_.start,
        end=end,
        kind=token.text,
        range=range_,
        variable=variable.name,
        variable_at=variable.start,
        predicate=None if is_map and len(arguments) == 2 else arguments[1],
        transform=arguments[-1] if is_map else None,
    )
