"""Bounds on what a description may ask of the loader, so that no input makes it run without end."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Effort", "Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``size`` counts bytes of one file, ``depth`` nested lists and maps, ``nodes`` values with YAML aliases followed.

    ``schema_depth`` counts schemas inside schemas, ``schemas`` all schemas that are turned into types, ``combinations``
    those that are made of an alternative and of what stands beside it, ``steps`` all that is met on the way through
    ``allOf`` and references. Real descriptions stay below a hundredth of each.
    """

    size: int = 64 * 1024 * 1024
    depth: int = 200
    nodes: int = 3_000_000
    schema_depth: int = 60
    schemas: int = 500_000
    combinations: int = 2_000
    steps: int = 500_000
    files: int = 2_000


@dataclass(slots=True)
class Effort:
    """Steps that one run has taken of those that it may take."""

    limit: int
    spent: int = 0

    def spend(self) -> bool:
        """Take one step, and say whether it was allowed."""
        self.spent += 1
        return self.spent <= self.limit
