"""Writes the function that a caller sees: the schema's verdict first, then that of the rules."""

from __future__ import annotations

from specwright.checks.functions import Functions
from specwright.checks.judging import is_trivial
from specwright.checks.rule_tables import EntryRules
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
        is_new = "old is None and " if rules.shapes else ""
        old = f"project(old, {rules.shapes}, 0)" if rules.shapes else "None"
        lines += [
            f"if {is_new}{rules.holds}(value):",
            "    return ()",
            "values: list[tuple[int, str, Any, Any]] = []",
            f"{rules.places}(value, {old}, '', values)",
            f"return broken_rules({rules.table}, values)",
        ]
    body = ["try:", *(f"    {line}" for line in lines), "except RecursionError:", "    return TOO_DEEP"]
    return "\n".join([head, *(f"    {line}" for line in body)])
