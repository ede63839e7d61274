"""Changes one thing about an expression: an operator, a quantifier, or a member of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from specwright.rules import Snippet
from specwright.rules.nodes import Binary, ListLiteral, Macro, walk
from specwright.rules.parser import parse

__all__ = ["flips", "negated"]

_OTHERS: Final[Mapping[str, str]] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
_MACROS: Final[Mapping[str, str]] = {"all": "exists", "exists": "all"}


def flips(text: str) -> list[tuple[str, str]]:
    """List the expressions that differ in one of these, each behind the change in words.

    Raises:
        RuleError: it cannot be parsed.
    """
    found: list[tuple[str, str]] = []
    for node in walk(parse(Snippet(text))):
        if isinstance(node, Binary) and node.operator in _OTHERS:
            other = _OTHERS[node.operator]
            changed = text[: node.at] + other + text[node.at + len(node.operator) :]
            shown = " ".join(text[node.start : node.end].split())
            found.append((f"`{node.operator}` of `{shown}` becomes `{other}`", changed))
        elif isinstance(node, Macro) and node.kind in _MACROS:
            at = text.find(f".{node.kind}(", node.range.end)
            if 0 <= at < node.variable_at:
                other = _MACROS[node.kind]
                changed = text[: at + 1] + other + text[at + 1 + len(node.kind) :]
                over = " ".join(text[node.range.start : node.range.end].split())
                found.append((f"`{node.kind}` over `{over}` becomes `{other}`", changed))
        elif isinstance(node, ListLiteral) and len(node.items) > 1:
            last, before = node.items[-1], node.items[-2]
            shown = text[last.start : last.end]
            found.append((f"{shown} is forgotten", text[: before.end] + text[last.end :]))
    return found


def negated(text: str) -> str:
    """Give the expression that holds where another one does not."""
    return f"!({text})"
