"""Tells numbers that were computed from numbers as a document spells them: there 5 and 5.0 are the same."""

from __future__ import annotations

from collections.abc import Mapping

from specwright.rules.nodes import Binary, Call, Conditional, Expression, ListLiteral, Literal, Macro, Name, Unary
from specwright.rules.notes import Notes, Variable
from specwright.rules.types import DoubleType, IntType

__all__ = ["is_exact", "is_exact_list"]


def is_exact(node: Expression, notes: Notes, variables: Mapping[str, Variable]) -> bool:
    """Say whether a number has the Python type of its type in CEL."""
    match node:
        case Literal() | Unary() | Binary():
            return True
        case Conditional():
            return is_exact(node.then, notes, variables) and is_exact(node.otherwise, notes, variables)
        case Name():
            variable = variables.get(node.name)
            return (
                variable is not None
                and variable.definition is not None
                and is_exact(variable.definition, notes, variables)
            )
        case Call(function="min" | "max", target=target) if target is not None:
            return is_exact_list(target, notes, variables)
        case Call():
            # A conversion to its own type hands on what it is given.
            is_idle = len(node.arguments) == 1 and (
                (node.function == "int" and isinstance(notes.of[node.arguments[0]].type, IntType))
                or (node.function == "double" and isinstance(notes.of[node.arguments[0]].type, DoubleType))
            )
            return not is_idle or is_exact(node.arguments[0], notes, variables)
        case _:
            return False


def is_exact_list(node: Expression, notes: Notes, variables: Mapping[str, Variable]) -> bool:
    """Say whether all numbers of a list are exact."""
    match node:
        case ListLiteral():
            return all(is_exact(item, notes, variables) for item in node.items)
        case Macro(kind="map", transform=transform) if transform is not None:
            return is_exact(transform, notes, variables)
        case Macro(kind="filter"):
            return is_exact_list(node.range, notes, variables)
        case Name():
            variable = variables.get(node.name)
            return (
                variable is not None
                and variable.definition is not None
                and is_exact_list(variable.definition, notes, variables)
            )
        case _:
            return False
