"""A read description, turned into everything that is unsound about it, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specwright.lint import schemas, structure, values
from specwright.lint.view import Node, View
from specwright.model.errors import Problem

__all__ = ["RULES", "Node", "View", "lint"]

# In the order a reader would mend: what breaks the document first, what is merely idle last.
RULES: tuple[Callable[[View], Iterator[Problem]], ...] = (
    structure.meta_schema,
    structure.dangling_references,
    structure.operation_ids,
    structure.path_parameters,
    structure.security_requirements,
    schemas.keywords,
    schemas.patterns,
    schemas.required_members,
    schemas.error_codes,
    values.examples,
    schemas.extensions,
    schemas.unreachable_components,
)


def lint(view: View) -> tuple[Problem, ...]:
    """Judge a description by every rule."""
    return tuple(problem for rule in RULES for problem in rule(view))
