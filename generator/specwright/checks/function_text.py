"""Writes one function of a module, whatever kind it is of."""

from __future__ import annotations

from specwright.checks.evaluated import evaluated_function
from specwright.checks.functions import Kind
from specwright.checks.judging import Judging
from specwright.checks.spots import Spot
from specwright.checks.statements import statements
from specwright.checks.walking import RuleWalk

__all__ = ["function_text"]


def function_text(walk: RuleWalk, changes: RuleWalk, kind: Kind, spot: Spot, name: str) -> str:
    """Write one function of any kind; ``changes`` is the walk to what transition rules judge."""
    match kind:
        case "is" if isinstance(spot.schema, bool):
            return f"def {name}(value: Any) -> bool:\n    return {spot.schema}"
        case "find" if isinstance(spot.schema, bool):
            fail = 'found.append(Violation("schema", "", "false", at, "No value is allowed here."))'
            body = "pass" if spot.schema else fail
            return f"def {name}(value: Any, at: str, found: list[Violation]) -> None:\n    {body}"
        case "is":
            lines = [*statements(Judging(walk.shop, kind, spot)), "return True"]
            return "\n".join([f"def {name}(value: Any) -> bool:", *(f"    {line}" for line in lines)])
        case "find":
            head = f"def {name}(value: Any, at: str, found: list[Violation]) -> None:"
            return "\n".join(
                [head, *(f"    {line}" for line in statements(Judging(walk.shop, kind, spot)) or ["pass"])]
            )
        case "members" | "items":
            return evaluated_function(walk.shop, kind, spot, name)
        case "holds":
            return walk.holds(spot, name)
        case "places":
            return walk.collects(spot, name)
        case "changes":
            return changes.collects(spot, name)
