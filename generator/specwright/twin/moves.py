"""Turns declared moves into functions that the admin API may call: transitions that no operation of the API makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from specwright.model.behaviour import Move
from specwright.model.errors import DescriptionError, Problem
from specwright.model.names import Name
from specwright.model.service import Body, MediaType, MediaTypeKind, Operation
from specwright.model.types import AnyType, Json
from specwright.twin.execution import execute
from specwright.twin.judges import Check, CheckViolation, reached_schemas
from specwright.twin.preconditions import Preconditions
from specwright.twin.resources import Keeper
from specwright.twin.run import Run, Step
from specwright.twin.store import Record
from specwright.twin.workshop import Workshop

__all__ = ["CompiledMove", "MoveInfo", "compile_move"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveInfo:
    """A move for people: ``schema`` describes its arguments."""

    name: str
    summary: str
    schema: Json
    is_possible: bool


@dataclass(frozen=True, slots=True)
class CompiledMove:
    """A move of one resource; ``judge`` checks its arguments."""

    declared: Move
    judge: Check | None
    steps: tuple[Step, ...]
    change: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]

    def is_possible(self, keeper: Keeper, record: Record) -> bool:
        """Say whether the document's status allows the move."""
        status = keeper.declared.status
        if not self.declared.sources or status is None:
            return True
        return record.document.get(status.member) in self.declared.sources

    def apply(self, keeper: Keeper, run: Run, record: Record) -> Record:
        """Make the move.

        Raises:
            RefusedError: a precondition does not hold.
        """
        run.bind("stored", keeper, record)
        for step in self.steps:
            step(run)
        document = self.change(run.env, record.document)
        status = keeper.declared.status
        if self.declared.to and status is not None:
            document = {**document, status.member: self.declared.to}
        return keeper.change(run.transaction, run.env, record, document)


def compile_move(workshop: Workshop, keeper: Keeper, declared: Move) -> CompiledMove:
    """Compile a move.

    Raises:
        DescriptionError: a declaration is wrong.
    """
    if (declared.sources or declared.to) and keeper.declared.status is None:
        problem = Problem(declared.where, f"{keeper.name} has no status", "Declare it in x-resource.", "behaviour")
        raise DescriptionError(problem)
    names = workshop.types.common().having(stored=keeper.type, **{"with": workshop.types.of(declared.arguments)})
    steps, names = Preconditions(workshop, None).compile(declared.preconditions, names)
    change = workshop.places.compile(declared.places, names, keeper.type)
    return CompiledMove(declared, _judge(workshop, declared), tuple(steps), change)


def _judge(workshop: Workshop, declared: Move) -> Check | None:
    if declared.arguments is True:
        return None
    # It takes long to import, and few moves have arguments.
    from specwright.checks import compile_checks, verify_checks  # noqa: PLC0415

    media_type = MediaType(
        media_type="application/json",
        kind=MediaTypeKind.JSON,
        type=AnyType(),
        definition=declared.arguments,
        where=declared.where,
    )
    operation = Operation(
        name=Name("move"),
        resource="",
        method="POST",
        path="/",
        parameters=(),
        body=Body(media_types=(media_type,), is_required=True),
        responses=(),
        security=(),
        where=declared.where,
    )
    schemas = reached_schemas(workshop.service, operation)
    service = replace(workshop.service, operations=(operation,), schemas=schemas)
    verify_checks(service, has_responses=False)

    @cache
    def compiled() -> Check:
        module = compile_checks(service, has_responses=False)
        bodies: Mapping[str, Mapping[str, Check]] = execute(module.text, f"arguments of {declared.name}")["BODIES"]
        return bodies["move"]["application/json"]

    def judge(value: Json) -> tuple[CheckViolation, ...]:
        return compiled()(value)

    return judge
