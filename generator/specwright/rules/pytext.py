"""Python source with its precedence, and the literals and names that may stand in it."""

from __future__ import annotations

import builtins
import keyword
import math
from dataclasses import dataclass
from typing import Final

from specwright.rules import formats, instants, prelude
from specwright.rules.nodes import Scalar

__all__ = ["AND", "ATOM", "COMPARE", "NOT", "OR", "PRODUCT", "SUM", "TERNARY", "UNARY", "Text", "literal", "local_name"]

TERNARY, OR, AND, NOT, COMPARE, SUM, PRODUCT, UNARY, ATOM = range(9)

# The arguments of every compiled rule.
_TAKEN: Final = frozenset(
    {
        "doc",
        "old",
        "re",
        "Any",
        *keyword.kwlist,
        *keyword.softkwlist,
        *dir(builtins),
        *vars(prelude),
        *vars(formats),
        *vars(instants),
    }
)


@dataclass(frozen=True, slots=True)
class Text:
    """An expression of Python; ``level`` is the precedence of its outermost operator."""

    text: str
    level: int = ATOM

    def at(self, level: int) -> str:
        """Give the text as an operand of an operator, in parentheses where it needs them."""
        return self.text if self.level >= level else f"({self.text})"


def literal(value: Scalar) -> Text:
    """Write a scalar in ASCII; no text can end its literal."""
    if isinstance(value, float) and not math.isfinite(value):
        return Text(f'float("{value}")')
    text = ascii(value)
    return Text(text, UNARY if text.startswith("-") else ATOM)


def local_name(name: str) -> str:
    """Spell a variable of CEL so that it hides nothing of Python or of the module it stands in."""
    return f"{name}_" if name in _TAKEN or name.startswith("_") or name.endswith("_") else name
