"""Turns a syntax tree back into CEL text: one spelling for each tree, fully parenthesised only where it must be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

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
    Scalar,
    Select,
    Unary,
)

__all__ = ["render"]

_CONDITIONAL, _OR, _AND, _RELATION, _SUM, _PRODUCT, _UNARY, _MEMBER = range(8)
_LEVELS: Final = {
    "||": _OR,
    "&&": _AND,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), _RELATION),
    **dict.fromkeys("+-", _SUM),
    **dict.fromkeys("*/%", _PRODUCT),
}
_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KEYWORDS: Final = frozenset({"in", "true", "false", "null"})
_NOTHING: Final[Mapping[str, str]] = {}


def render(node: Expression, *, names: Mapping[str, str] = _NOTHING) -> str:
    """Write an expression as CEL; ``names`` replaces names by texts, which are put into parentheses."""
    return _Writer(names).write(node, _CONDITIONAL)


class _Writer:
    """Writes nodes so that each stands at the precedence its parent asks for."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def write(self, node: Expression, level: int) -> str:
        text, own = self._write(node)
        return text if own >= level else f"({text})"

    def _write(self, node: Expression) -> tuple[str, int]:
        match node:
            case Literal():
                return _literal(node.value), _MEMBER if not _is_negative(node.value) else _UNARY
            case Name():
                text = self._names.get(node.name)
                return (node.name if text is None else f"({text})"), _MEMBER
            case Select():
                return f"{self.write(node.operand, _MEMBER)}.{_field(node.field)}", _MEMBER
            case Has():
                return f"has({self.write(node.operand, _MEMBER)}.{_field(node.field)})", _MEMBER
            case Index():
                return f"{self.write(node.operand, _MEMBER)}[{self.write(node.index, 0)}]", _MEMBER
            case Call():
                arguments = ", ".join(self.write(argument, 0) for argument in node.arguments)
                target = "" if node.target is None else f"{self.write(node.target, _MEMBER)}."
                return f"{target}{node.function}({arguments})", _MEMBER
            case Unary():
                inner = node.operand
                if isinstance(inner, Literal) and node.operator == "-":
                    # A minus right before a number would be taken for its sign.
                    return f"-({_literal(inner.value)})", _UNARY
                level = _UNARY if isinstance(inner, Unary) and inner.operator == node.operator else _MEMBER
                return f"{node.operator}{self.write(inner, level)}", _UNARY
            case Binary():
                level = _LEVELS[node.operator]
                # The order of a chain of && or || does not matter, that of all other chains does.
                after = level if node.operator in ("&&", "||") else level + 1
                left, right = self.write(node.left, level), self.write(node.right, after)
                return f"{left} {node.operator} {right}", level
            case Conditional():
                condition, then = self.write(node.condition, _OR), self.write(node.then, _OR)
                return f"{condition} ? {then} : {self.write(node.otherwise, _CONDITIONAL)}", _CONDITIONAL
            case ListLiteral():
                return f"[{', '.join(self.write(item, 0) for item in node.items)}]", _MEMBER
            case MapLiteral():
                entries = (f"{self.write(key, 0)}: {self.write(value, 0)}" for key, value in node.entries)
                return f"{{{', '.join(entries)}}}", _MEMBER
            case Macro():
                parts = [part for part in (node.predicate, node.transform) if part is not None]
                arguments = ", ".join([node.variable, *(self.write(part, 0) for part in parts)])
                return f"{self.write(node.range, _MEMBER)}.{node.kind}({arguments})", _MEMBER


def _field(name: str) -> str:
    return name if _PLAIN.fullmatch(name) and name not in _KEYWORDS else f"`{name}`"


def _is_negative(value: Scalar) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and str(value).startswith("-")


def _literal(value: Scalar) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return "'" + "".join(_letter(letter) for letter in value) + "'"
    return repr(value)


def _letter(letter: str) -> str:
    code = ord(letter)
    if letter in "\\'":
        return "\\" + letter
    if 0x20 <= code < 0x7F:
        return letter
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
