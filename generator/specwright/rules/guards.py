"""Turns a condition into what is certainly there where it holds, or where it does not."""

from __future__ import annotations

from specwright.rules.nodes import Binary, Conditional, Expression, Has, Literal, Macro, Name, Unary
from specwright.rules.notes import Facts, Notes, Path, Scope, Variable

__all__ = ["facts_if", "facts_of_items"]

_NONE: Facts = frozenset()


def facts_if(node: Expression, notes: Notes, scope: Scope, *, outcome: bool) -> Facts:
    """Find the paths that are there whenever a checked condition has an outcome."""
    match node:
        case Has():
            return frozenset({(*notes.path(node.operand), f".{node.field}")}) if outcome else _NONE
        case Unary(operator="!"):
            return facts_if(node.operand, notes, scope, outcome=not outcome)
        case Binary(operator="&&" | "||"):
            left = facts_if(node.left, notes, scope, outcome=outcome)
            right = facts_if(node.right, notes, scope, outcome=outcome)
            # `a && b` holds only where both do, `a || b` fails only where both do.
            return left | right if (node.operator == "&&") == outcome else left & right
        case Binary(operator="==" | "!="):
            is_present = (node.operator == "!=") == outcome
            return _compared_to_null(node, notes) if is_present else _NONE
        case Binary(operator="in"):
            return frozenset({(*notes.path(node.right), _index(node.left, notes))}) if outcome else _NONE
        case Conditional():
            return _conditional(node, notes, scope, outcome=outcome)
        case Macro(kind="all" | "exists"):
            return _every(node, notes, scope) if (node.kind == "all") == outcome else _NONE
        case Name():
            variable = scope.variables.get(node.name)
            definition = variable.definition if variable else None
            return _NONE if definition is None else facts_if(definition, notes, scope, outcome=outcome)
        case _:
            return _NONE


def facts_of_items(range_: Expression, notes: Notes, scope: Scope, variable: Path) -> Facts:
    """Find what is there in each item of a range, spelled for the variable that goes over it."""
    prefix = (*notes.path(range_), "[]")
    found = {(*variable, *fact[len(prefix) :]) for fact in scope.facts if fact[: len(prefix)] == prefix}
    if isinstance(range_, Macro) and range_.kind == "filter" and range_.predicate is not None:
        inner = notes.variables[range_]
        kept = facts_if(range_.predicate, notes, scope, outcome=True)
        found |= {(*variable, *fact[len(inner) :]) for fact in kept if fact[: len(inner)] == inner}
        found |= facts_of_items(range_.range, notes, scope, variable)
    if isinstance(range_, Name):
        named: Variable | None = scope.variables.get(range_.name)
        if named is not None and named.definition is not None:
            found |= facts_of_items(named.definition, notes, scope, variable)
    return frozenset(found)


def _compared_to_null(node: Binary, notes: Notes) -> Facts:
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(other, Literal) and other.value is None:
            return frozenset({notes.path(one)})
    return _NONE


def _index(node: Expression, notes: Notes) -> str:
    return f".{node.value}" if isinstance(node, Literal) and isinstance(node.value, str) else f"[{notes.path(node)}]"


def _conditional(node: Conditional, notes: Notes, scope: Scope, *, outcome: bool) -> Facts:
    # `&&` and `||` can absorb an error and still prove something, a branch that was never chosen cannot.
    if notes.of[node.condition].can_fail:
        return _NONE
    then = facts_if(node.condition, notes, scope, outcome=True) | facts_if(node.then, notes, scope, outcome=outcome)
    otherwise = facts_if(node.condition, notes, scope, outcome=False)
    otherwise |= facts_if(node.otherwise, notes, scope, outcome=outcome)
    # A branch that is a literal of the other outcome is never the one taken.
    if isinstance(node.then, Literal) and node.then.value is not outcome:
        return otherwise
    if isinstance(node.otherwise, Literal) and node.otherwise.value is not outcome:
        return then
    return then & otherwise


def _every(node: Macro, notes: Notes, scope: Scope) -> Facts:
    """Find what holds for all items because it holds for the variable in each round; nothing else outlives a macro."""
    if node.predicate is None:
        return _NONE
    variable = notes.variables[node]
    items = (*notes.path(node.range), "[]")
    inner = facts_if(node.predicate, notes, scope, outcome=node.kind == "all")
    return frozenset((*items, *fact[len(variable) :]) for fact in inner if fact[: len(variable)] == variable)
