"""Decides what an operation does that declares no effects, from its path and the answers it documents."""

from __future__ import annotations

from specwright.model.behaviour import OperationBehaviour
from specwright.model.service import Operation
from specwright.twin.programs import Program, compile_program
from specwright.twin.workshop import Workshop

__all__ = ["Inference"]


class Inference:
    """Finds collections and items among the paths of a service."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def program(self, operation: Operation, declared: OperationBehaviour) -> Program:
        """Make the program of one operation."""
        return compile_program(self._workshop, operation, declared)
