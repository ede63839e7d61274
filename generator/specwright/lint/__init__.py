"""A read description, turned into everything that is unsound about it, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specwright.lint import keywords, schemas, structure, values
from specwright.lint.meta_schema import meta_schema
from specwright.lint.overlays import overlays
from specwright.lint.view import Node, View
from specwright.model.errors import Problem
from specwright.model.location import Location

__all__ = ["RULES", "Node", "View", "lint"]

# In the order a reader would mend: what breaks the document first, what is merely idle last.
RULES: tuple[Callable[[View], Iterator[Problem]], ...] = (
    meta_schema,
    structure.dangling_references,
    structure.operation_ids,
    structure.path_parameters,
    structure.security_requirements,
    keywords.keywords,
    keywords.keyword_values,
    schemas.patterns,
    schemas.required_members,
    schemas.error_codes,
    values.examples,
    schemas.extensions,
    schemas.unreachable_components,
    overlays,
)


def lint(view: View) -> tuple[Problem, ...]:
    """Judge a description by every rule; each rule's findings come in the order of the text."""
    found = (problem for rule in RULES for problem in sorted(rule(view), key=lambda problem: _place(problem.where)))
    return tuple(dict.fromkeys(found))


def _place(where: Location) -> tuple[str, int, int]:
    return where.file, where.line, where.column
