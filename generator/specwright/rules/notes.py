"""What is known of each node of a checked expression, and under which names and facts it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from specwright.rules.nodes import Expression, Macro, Scalar
from specwright.rules.types import Type

__all__ = ["Constant", "Facts", "Note", "Notes", "Path", "Scope", "Variable", "holds"]

# Where a value comes from: a variable, then ".member", "[index]" or "[]" (any item).
Path: TypeAlias = tuple[str, ...]
# Paths of values that are there and not null.
Facts: TypeAlias = frozenset[Path]


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is the same for every document."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Note:
    """``can_fail``: evaluating it may end in an error; ``constant`` where its value is known."""

    type: Type
    path: Path
    can_fail: bool = False
    constant: Constant | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A name with its type; ``definition`` is the expression behind a name of ``let``."""

    type: Type
    path: Path
    definition: Expression | None = None
    can_fail: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that may be used at a node, and what is known to be there."""

    variables: Mapping[str, Variable]
    facts: Facts = frozenset()

    def assume(self, facts: Facts) -> Scope:
        """Add facts."""
        return replace(self, facts=self.facts | facts) if facts else self

    def bind(self, name: str, variable: Variable) -> Scope:
        """Add a name."""
        return replace(self, variables={**self.variables, name: variable})


@dataclass(slots=True)
class Notes:
    """Notes by node, the paths of the variables that macros bind, and the names that were read."""

    of: dict[Expression, Note] = field(default_factory=dict[Expression, Note])
    variables: dict[Macro, Path] = field(default_factory=dict[Macro, Path])
    used: set[str] = field(default_factory=set[str])

    def path(self, node: Expression) -> Path:
        """Give the path of a checked node."""
        return self.of[node].path


def holds(path: Path, facts: Facts) -> bool:
    """Say whether a path is known to be there, by itself or as one of all items of a list."""
    return any(len(fact) == len(path) and all(map(_covers, fact, path)) for fact in facts)


def _covers(fact: str, token: str) -> bool:
    return fact == token or (fact == "[]" and token.startswith("["))
