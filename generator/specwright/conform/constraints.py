"""The second phase: each keyword and each rule from both sides, wherever it stands, and what is wrong before them."""

from __future__ import annotations

from collections.abc import Iterator

from specwright.conform.phases import Ground
from specwright.conform.results import Result

__all__ = ["ConstraintPhase"]


class ConstraintPhase:
    """Goes round the operations, so that whoever stops early has seen something of each."""

    name = "constraints"

    def run(self, ground: Ground, /) -> Iterator[Result]:
        """Tell the results one by one."""
        yield from ()
