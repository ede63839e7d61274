"""Turns a checked rule into two Python functions: whether it holds, and where it does not."""

from __future__ import annotations

from dataclasses import dataclass

from specwright.rules.emit_expressions import Expressions, Parts
from specwright.rules.emit_statements import Loop, Statements
from specwright.rules.field_path import canonical, common, pointer_text, reads
from specwright.rules.nodes import Expression, ListLiteral, Literal, Macro, MapLiteral, children
from specwright.rules.notes import Path
from specwright.rules.rule import CheckedRule

__all__ = ["CompiledRule", "compile_rule"]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """Source of two functions over ``doc`` (and ``old``, for a transition rule), the value at the rule's node.

    ``NAME(doc)`` says whether the rule holds. ``NAME_at(doc)`` gives, for a value that breaks it, the JSON pointer of
    the first place that does, relative to the node. Both call what ``Parts`` has gathered of constants and prelude.
    """

    id: str
    name: str
    source: str
    is_transition: bool


def compile_rule(rule: CheckedRule, parts: Parts, *, name: str) -> CompiledRule:
    """Compile a rule under a Python name that the caller keeps unique in its module."""
    holds = _function(rule, parts, name)
    place = _locator(rule, parts, name)
    return CompiledRule(rule.entry.id, name, f"{holds}\n\n{place}", rule.is_transition)


def _header(rule: CheckedRule, name: str, result: str) -> str:
    old = ", old: Any" if rule.is_transition else ""
    return f"def {name}(doc: Any{old}) -> {result}:"


def _function(rule: CheckedRule, parts: Parts, name: str) -> str:
    def fail(_node: Expression, _loops: tuple[Loop, ...]) -> str:
        return "return False"

    body = _body(rule, parts, Statements(_expressions(rule, parts), fail))
    return "\n".join([_header(rule, name, "bool"), *_guarded(rule, body, "return True", "return False")])


def _locator(rule: CheckedRule, parts: Parts, name: str) -> str:
    origins = _origins(rule)

    def fail(node: Expression, loops: tuple[Loop, ...]) -> str:
        own = rule.field_path
        if own is None:
            found = reads(node, rule.notes, origins, rule.variables)
            own = common(path for path in found if path[0] == "self") or _innermost(loops, origins)
        return f"return {pointer_text(own, loops, origins)}"

    unknown = f"return {pointer_text(rule.field_path or _static(rule, origins), (), origins)}"
    body = _body(rule, parts, Statements(_expressions(rule, parts), fail, has_indexes=True))
    return "\n".join([_header(rule, f"{name}_at", "str"), *_guarded(rule, body, unknown, unknown)])


def _innermost(loops: tuple[Loop, ...], origins: dict[str, Path]) -> Path:
    for loop in reversed(loops):
        path = canonical(loop.range, origins)
        if path[0] == "self":
            return (*path, "[]")
    return ("self",)


def _static(rule: CheckedRule, origins: dict[str, Path]) -> Path:
    found = reads(rule.rule, rule.notes, origins, rule.variables)
    return common(path for path in found if path[0] == "self") or ("self",)


def _guarded(rule: CheckedRule, body: list[str], end: str, error: str) -> list[str]:
    lines = [*body, end]
    if not rule.can_fail:
        return [f"    {line}" for line in lines]
    return [
        "    try:",
        *(f"        {line}" for line in lines),
        "    except (ArithmeticError, LookupError, ValueError):",
        f"        {error}",
    ]


def _body(rule: CheckedRule, parts: Parts, statements: Statements) -> list[str]:
    if rule.when is None:
        return [*_lets(rule, parts), *statements.unless(rule.rule)]
    if rule.notes.of[rule.when].can_fail:
        # The error of `when` does not count where the rule holds, so both are one condition.
        return statements.unless(rule.condition)
    inner = [*_lets(rule, parts), *statements.unless(rule.rule)]
    return [f"if {statements.expressions.condition(rule.when)}:", *(f"    {line}" for line in inner)]


def _expressions(rule: CheckedRule, parts: Parts) -> Expressions:
    return Expressions(rule.notes, parts, rule.variables, _names(rule, parts))


def _names(rule: CheckedRule, parts: Parts) -> dict[str, str]:
    """Spell the names of ``let``: what is the same for every document is a constant of the module."""
    names: dict[str, str] = {}
    has_locals = rule.when is None or not rule.notes.of[rule.when].can_fail
    for name, node in rule.let.items():
        if _is_fixed(node):
            text = Expressions(rule.notes, parts, rule.variables, names).text(node)
            # A map of literals is a constant already.
            names[name] = text if isinstance(node, MapLiteral) else parts.constant(text)
        elif has_locals and not rule.notes.of[node].can_fail:
            names[name] = f"let_{name}"
    return names


def _is_fixed(node: Expression) -> bool:
    parts = children(node) if isinstance(node, (ListLiteral, MapLiteral)) else ()
    return bool(parts) and all(isinstance(part, Literal) for part in parts)


def _lets(rule: CheckedRule, parts: Parts) -> list[str]:
    names = _names(rule, parts)
    expressions = Expressions(rule.notes, parts, rule.variables, names)
    return [
        f"{names[name]} = {expressions.text(node)}"
        for name, node in rule.let.items()
        if names.get(name, "").startswith("let_")
    ]


def _origins(rule: CheckedRule) -> dict[str, Path]:
    """Tell for each variable of a macro what it goes over, looking through filters."""
    origins: dict[str, Path] = {}
    for macro, path in rule.notes.variables.items():
        source: Expression = macro.range
        while isinstance(source, Macro) and source.kind == "filter":
            source = source.range
        origins[path[0]] = rule.notes.path(source)
    return origins
