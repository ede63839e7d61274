"""What a check found wrong with a request, and the warnings that tell what does not refuse it."""

from __future__ import annotations

from typing import Protocol

__all__ = ["AssumedRuleWarning", "RuleViolationWarning", "Violation"]


class Violation(Protocol):
    """One way in which a request is wrong.

    ``layer`` is ``schema`` or ``rule``, ``id`` the keyword or the rule, ``path`` the JSON pointer of the place in the
    body or in the parameters. ``code`` is the documented error code, empty where there is none.
    """

    @property
    def layer(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def message(self) -> str: ...


class RuleViolationWarning(UserWarning):
    """A request is wrong and was sent nevertheless, because the caller asked for warnings instead of refusals."""


class AssumedRuleWarning(RuleViolationWarning):
    """A request breaks a rule that no document states: the service may well accept it."""
