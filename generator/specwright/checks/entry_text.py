"""Writes the function that a caller sees: the schema's verdict first, then that of the rules."""

from __future__ import annotations

from specwright.checks.functions import Functions
from specwright.checks.judging import is_trivial
from specwright.checks.rule_tables import ChangeRules, EntryRules
from specwright.checks.spots import Spot

__all__ = ["entry_text"]


def entry_text(functions: Functions, name: str, spot: Spot, rules: EntryRules | None) -> str:
    """Write one check; what is valid costs a verdict only, and places are sought where something is wrong."""
    head = f"def {name}(value: Any, *, old: Any = None) -> tuple[Violation, ...]:"
    if is_trivial(spot) and rules is None:
        return f"{head}\n    return ()"
    lines: list[str] = []
    if not is_trivial(spot):
        verdict, find = functions.call("is", spot), functions.call("find", spot)
        if rules is None:
            lines += [f"if {verdict}(value):", "    return ()", f"return violations_of({find}, value)"]
        else:
            lines += [f"if not {verdict}(value):", f"    return violations_of({find}, value)"]
    if rules is not None:
        for function in rules.functions:
            functions.uses(function)
        changes = rules.changes
        old = f"project(old, {rules.shapes}, 0)" if rules.shapes else "None"
        lines += [
            f"if {rules.holds}(value):",
            "    return ()" if changes is None else f"    return () if old is None else {changes.name}(value, old)",
            "values: list[tuple[int, str, Any, Any]] = []",
            f"{rules.places}(value, {old}, '', values)",
            f"return broken_rules({rules.table}, values)",
        ]
    text = _function(head, lines)
    return text if rules is None or rules.changes is None else f"{_changes_text(rules.changes)}\n\n\n{text}"


def _changes_text(rules: ChangeRules) -> str:
    """Write what judges, of a valid value, only what it has become."""
    lines = [
        "values: list[tuple[int, str, Any, Any]] = []",
        f"{rules.places}(value, project(old, {rules.shapes}, 0), '', values)",
        f"return broken_rules({rules.table}, values)",
    ]
    return _function(f"def {rules.name}(value: Any, old: Any) -> tuple[Violation, ...]:", lines)


def _function(head: str, lines: list[str]) -> str:
    body = ["try:", *(f"    {line}" for line in lines), "except RecursionError:", "    return TOO_DEEP"]
    return "\n".join([head, *(f"    {line}" for line in body)])
