"""Collects problems while a description is read, so that a user meets all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar

from specwright.loader.source import Node, Source
from specwright.model.errors import (
    DescriptionError,
    Problem,
    Severity,
    SourceError,
    SpecwrightError,
    UnresolvedReferenceError,
    UnsupportedFeatureError,
)
from specwright.model.location import Location

__all__ = ["UNRESOLVED", "UNSUPPORTED", "Findings", "Scope", "to_error"]

UNRESOLVED: Final = "unresolved-reference"
UNSUPPORTED: Final = "unsupported"

# Rules of what keeps a file from being read at all.
_UNREADABLE: Final = frozenset({"syntax", "duplicate-key", "encoding", "size", "depth"})

T = TypeVar("T")


@dataclass(slots=True)
class Scope:
    """What reading one part of a description brought up: its errors, and the schemas that it refers to.

    An error goes with the source that can find its line, or with None where it has one already.
    """

    errors: dict[Problem, Source | None] = field(default_factory=dict[Problem, "Source | None"])
    uses: dict[str, None] = field(default_factory=dict[str, None])

    def absorb(self, inner: Scope) -> None:
        """Take over what an inner part brought up."""
        self.errors.update(inner.errors)
        self.uses.update(inner.uses)


class Findings:
    """Problems by the part of the description that they belong to, and warnings, each kept once."""

    def __init__(self) -> None:
        self._scopes: list[Scope] = [Scope()]
        self._warnings: dict[Problem, Source | None] = {}
        self._memo: dict[tuple[str, tuple[str, str, str]], tuple[object, Scope]] = {}

    @property
    def scope(self) -> Scope:
        """Give the part that is being read."""
        return self._scopes[-1]

    @contextmanager
    def part(self) -> Generator[Scope]:
        """Collect errors apart while one part is read."""
        self._scopes.append(Scope())
        try:
            yield self._scopes[-1]
        finally:
            self._scopes.pop()

    def once(self, kind: str, node: Node, read: Callable[[Node], T]) -> T:
        """Read a shared part once; whoever uses it shares its errors."""
        key = (kind, node.identity)
        known = self._memo.get(key)
        if known is None:
            scope = Scope()
            self._scopes.append(scope)
            try:
                known = self._memo[key] = (read(node), scope)
            finally:
                self._scopes.pop()
        result, scope = known
        self.scope.absorb(scope)
        return result  # type: ignore[return-value]  # each kind is read by one function

    def error(self, node: Node, what: str, hint: str, *, rule: str) -> None:
        """Note that the part being read is wrong."""
        self.scope.errors[Problem(node.where, what, hint, rule)] = node.source

    def warn(self, node: Node, what: str, hint: str = "", *, rule: str) -> None:
        """Note what a reader of the description should know, though it ends nothing."""
        self._warnings[Problem(node.where, what, hint, rule, Severity.WARNING)] = node.source

    def tell(self, problem: Problem) -> None:
        """Note a warning that has its place already."""
        self._warnings[problem] = None

    def demote(self, scope: Scope) -> None:
        """Turn the errors of a part that nobody uses into warnings."""
        for problem, source in scope.errors.items():
            lighter = Problem(problem.where, problem.what, problem.hint, problem.rule, Severity.WARNING)
            self._warnings[lighter] = source

    def warnings(self) -> tuple[Problem, ...]:
        """List the warnings with their places, in the order in which they were met."""
        return tuple(place(problem, source) for problem, source in self._warnings.items())


def place(problem: Problem, source: Source | None) -> Problem:
    """Find the line and column of a problem, and spell its file as the user did."""
    if source is None:
        return problem
    where: Location = source.locate(problem.where.pointer)
    return Problem(where, problem.what, problem.hint, problem.rule, problem.severity)


def to_error(errors: dict[Problem, Source | None]) -> SpecwrightError:
    """Make one exception of all errors; its class says what kind of problem they are."""
    problems = [place(problem, source) for problem, source in errors.items()]
    problems.sort(key=lambda problem: (problem.where.file, problem.where.line, problem.where.column))
    rules = {problem.rule for problem in problems}
    if rules == {UNSUPPORTED}:
        return UnsupportedFeatureError(*problems)
    if rules == {UNRESOLVED}:
        return UnresolvedReferenceError(*problems)
    if rules <= _UNREADABLE:
        return SourceError(*problems)
    return DescriptionError(*problems)
