"""Turns what one operation declares into a program: preconditions and effects, to be run in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specwright.model.behaviour import OperationBehaviour
from specwright.model.service import Operation
from specwright.model.types import Json
from specwright.twin.calls import Answer, Refusal, Success
from specwright.twin.documented import success_of
from specwright.twin.effects import Effects
from specwright.twin.formulas import FAILURES
from specwright.twin.preconditions import Preconditions
from specwright.twin.run import Run, Step
from specwright.twin.workshop import Workshop

__all__ = ["Program", "compile_program"]


@dataclass(frozen=True, slots=True)
class Program:
    """The steps of an operation; ``defaults`` are the parameters that count where none was sent."""

    steps: tuple[Step, ...]
    is_read: bool
    status: int
    defaults: Mapping[str, Mapping[str, Json]] = field(default_factory=dict[str, Mapping[str, Json]])

    def run(self, run: Run) -> Answer:
        """Take all steps.

        Raises:
            RefusedError: one did not pass.
        """
        try:
            for step in self.steps:
                step(run)
        except FAILURES as failure:
            # An expression that has no value for this request, though its types allowed it.
            message = f"The request leads to a value that cannot be computed: {type(failure).__name__}."
            return Refusal(status=400, message=message, id="not-computable")
        return run.answer or Success(status=self.status)


def compile_program(workshop: Workshop, operation: Operation, declared: OperationBehaviour) -> Program:
    """Compile an operation with declared effects.

    Raises:
        DescriptionError: a declaration is wrong.
    """
    names = workshop.types.operation(operation)
    checks, names = Preconditions(workshop, operation).compile(declared.preconditions, names)
    effects, is_change = Effects(workshop, operation).compile(declared.effects or (), names)
    return Program((*checks, *effects), not is_change, success_of(operation), defaults_of(operation))


def defaults_of(operation: Operation) -> dict[str, dict[str, Json]]:
    """List the values of parameters that were not sent."""
    found: dict[str, dict[str, Json]] = {}
    for parameter in operation.parameters:
        if parameter.has_default:
            found.setdefault(parameter.location.value, {})[parameter.name.wire] = parameter.default
    return found
