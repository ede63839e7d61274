"""Makes sequences that try each operation and each move in each state that documents can be in."""

from __future__ import annotations

from collections.abc import Iterator

from specwright.conform.states.explored import State
from specwright.conform.states.stage import Hopeless, Stage, law_case, spelled
from specwright.conform.states.steps import Call, MoveMade, Script, Step

__all__ = ["lives", "moves", "operations_by_state"]

_MOST_STATES = 90
_MOST_LIVES = 6


def operations_by_state(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that in each state each operation on a document does, or refuses, what the model does or refuses.

    What is refused is tried first, then one call that is accepted; reads afterwards show what came of both.
    """
    for number, state in enumerate(stage.states[:_MOST_STATES]):
        if not state.own or state.depth > _deepest(stage):
            continue
        for operation in stage.operations(is_item=True, is_change=True):
            name = operation.name.wire
            refused, accepted = _parted(stage, state, name)
            calls = [*refused, *accepted[:1]]
            if calls:
                story = f"{name} after {spelled(state.steps)}"
                case = law_case("operations-by-state", name, f"{number} {spelled(state.steps)}", story)
                yield Script(case=case, steps=(*state.steps, *calls, *stage.reads(state)))


def moves(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that in each status each declared move is made, or refused and changes nothing."""
    seen: set[tuple[str, str]] = set()
    for state in stage.states:
        if not state.own or not state.about():
            continue
        resource, record = state.about()[0]
        declared = stage.service.behaviour.resources.get(resource)
        if declared is None or not declared.moves or declared.status is None:
            continue
        status = str(record.document.get(declared.status.member))
        if (resource, status) in seen:
            continue
        seen.add((resource, status))
        legal, illegal = list[Step](), list[Step]()
        for move in stage.candidates.moves(resource, record):
            stage.model.back(state.kept)
            (legal if stage.step(move) else illegal).append(move)
        steps: list[tuple[Step, ...]] = [(each,) for each in _one_each(legal)]
        if illegal:
            steps.append(tuple(_one_each(illegal)))
        operation = _creator(state)
        for each in steps:
            told = spelled(each)
            case = law_case("moves", operation, f"{status} {told}", f"{told} where the status is {status}")
            yield Script(case=case, steps=(*state.steps, *each, *stage.reads(state)))


def lives(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that a document and its history change by what happens to it, and by nothing else."""
    longest = sorted(stage.states, key=lambda state: -state.depth)
    for number, state in enumerate([each for each in longest if each.own and each.depth > 1][:_MOST_LIVES]):
        reads = stage.reads(state)
        steps: list[Step] = []
        for step in state.steps:
            steps += [step, *reads]
        first = state.steps[0]
        if isinstance(first, Call) and not any(isinstance(step, Call) and step is not first for step in state.steps):
            name = first.operation.name.wire
            story = f"reads after each step of {spelled(state.steps)}"
            yield Script(case=law_case("lives", name, f"{number} {spelled(state.steps)}", story), steps=tuple(steps))


def _deepest(stage: Stage) -> int:
    return 2 if len(stage.states) > _MOST_STATES // 2 else 3


def _parted(stage: Stage, state: State, name: str) -> tuple[list[Call], list[Call]]:
    refused, accepted = dict[str, Call](), list[Call]()
    for call in stage.explorer.nearest(state, name):
        said = stage.explorer.ask(state, call)
        if said is not None and said.is_accepted:
            accepted.append(call)
        elif said is not None:
            refused.setdefault(said.refused, call)
    return list(refused.values()), accepted


def _one_each(made: list[Step]) -> Iterator[Step]:
    """Choose two of each move, with other arguments."""
    counts: dict[str, int] = {}
    for move in made:
        if isinstance(move, MoveMade):
            counts[move.name] = counts.get(move.name, 0) + 1
            if counts[move.name] <= 2:
                yield move


def _creator(state: State) -> str:
    first = state.steps[0]
    return first.operation.name.wire if isinstance(first, Call) else ""
