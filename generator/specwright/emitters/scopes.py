"""Turns a type expression into the same expression for a place where some of its names mean something else."""

from __future__ import annotations

import ast
from collections.abc import Mapping

__all__ = ["free_names", "rename"]


def rename(expression: str, names: Mapping[str, str]) -> str:
    """Replace the names that an expression refers to by other, possibly dotted, names."""
    if names.keys().isdisjoint(free_names(expression)):
        return expression
    tree = ast.parse(expression, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            # An identifier is written out as it is, so a dotted one needs no tree of its own.
            node.id = names.get(node.id, node.id)
    return ast.unparse(tree)


def free_names(expression: str) -> frozenset[str]:
    """Collect the names that an expression refers to."""
    tree = ast.parse(expression, mode="eval")
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
