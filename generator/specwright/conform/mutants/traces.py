"""Mutants of refused calls that leave something behind (M13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from specwright.conform.mutants.building import ChangedEngine
from specwright.conform.mutants.damage import Damage, Handling
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.rules import rules_of
from specwright.conform.mutants.spread import spread
from specwright.model.behaviour import Find, Let, OperationBehaviour, Transitions
from specwright.model.service import Operation
from specwright.twin.calls import Answer, Call, Refusal
from specwright.twin.engine import Engine

__all__ = ["trace_mutants"]

_CHANGING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_MOST: Final = 4


def trace_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Carry out calls although they are refused."""
    if operation.method.upper() not in _CHANGING:
        return
    name = operation.name.wire
    declared = bench.service.behaviour.operations.get(name, OperationBehaviour())
    if operation.body is not None:
        story = "a call whose body is refused is carried out"
        yield _mutant(bench, name, "body", story, Damage(acts_on_refused=frozenset({name})))
    refusing = [each for each in declared.preconditions if not isinstance(each, (Let, Find))]
    for each in spread(refusing, _MOST):
        positions = frozenset(
            index for index, other in enumerate(declared.preconditions) if not isinstance(other, (Let, Find))
        )
        story = f"a call that {each.id} refuses is carried out"
        # What rules about changes refuse is told by the id of the rule.
        ids = _about_changes(bench, operation) if isinstance(each, Transitions) else frozenset({each.id})
        yield _mutant(bench, name, each.id, story, Damage(handling=_tracing(name, ids, positions)))


def _about_changes(bench: Workbench, operation: Operation) -> frozenset[str]:
    return frozenset(placed.id for placed in rules_of(bench, operation) if "oldSelf" in str(placed.entry))


def _tracing(name: str, ids: frozenset[str], positions: frozenset[int]) -> Handling:
    def handling(engine: Engine, sound: Callable[[Call], Answer], call: Call) -> Answer:
        answer = sound(call)
        is_meant = call.operation.name.wire == name and isinstance(answer, Refusal) and answer.id in ids
        if is_meant and isinstance(engine, ChangedEngine):
            engine.act(call, without=positions)
        return answer

    return handling


def _mutant(bench: Workbench, name: str, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(id=f"M13/{name}/{what}", kind=Kind.TRACE, operation=name, story=story, damage=damage, workbench=bench)
