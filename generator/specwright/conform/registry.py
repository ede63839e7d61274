"""The phases of a campaign in their order, and which share of a limited campaign each may take at first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from specwright.conform.constraints import ConstraintPhase
from specwright.conform.examples import ExamplePhase
from specwright.conform.fuzzing import FuzzingPhase
from specwright.conform.phases import Phase
from specwright.conform.states.phase import StatePhase

__all__ = ["SHARES", "all_phases"]

# What a phase leaves over is there for the others once each had its turn.
SHARES: Final[Mapping[str, float]] = {"examples": 0.05, "constraints": 0.5, "states": 0.35, "fuzzing": 0.1}


def all_phases() -> tuple[Phase, ...]:
    """Give all phases in their order."""
    return (ExamplePhase(), ConstraintPhase(), StatePhase(), FuzzingPhase())
