"""Makes sequences that meet a precondition otherwise: with others' documents, after moves, in the last item."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from specwright.conform.results import Side
from specwright.conform.states.explored import Finding, State, Target
from specwright.conform.states.places import concrete, put, read
from specwright.conform.states.reading import ITEM, Reads
from specwright.conform.states.stage import Hopeless, Stage, law_case, spelled
from specwright.conform.states.steps import Call, Script, Step
from specwright.twin.store import Record

__all__ = ["preconditions_elsewhere"]

_MOST_STATES: Final = 40
_MOST_MOVES: Final = 3


def preconditions_elsewhere(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that a precondition that looks at documents or at items of lists looks at all of them, and only so."""
    for target, finding in stage.explorer.findings.items():
        reads = stage.explorer.reads[target]
        ways: list[tuple[str, tuple[Step, ...]]] = []
        if reads.of("other"):
            ways += [*_after_changes(stage, finding), *_of_others(stage, finding)]
        if any(ITEM in path for path in reads.of("body")):
            ways += _in_last_item(stage, target, reads)
        for why, steps in ways:
            story = f"{target.operation} and {target.id} {why}"
            case = law_case(f"precondition {target.id}", target.operation, why, story, side=Side.NEITHER)
            yield Script(case=case, steps=steps)


def _after_changes(stage: Stage, finding: Finding) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Let something happen to what stands in the way: a call, or moves up to each status that they lead to."""
    state = finding.state
    for resource, record in state.about()[: max(len(state.own), 1)]:
        for operation in stage.operations(is_item=True, is_change=True):
            for call in list(stage.about(operation, stage.usual, state, resource, record))[:1]:
                if stage.play([*state.steps, call]):
                    yield f"after {spelled([call])} of {record.id}", (*state.steps, call, finding.call)
        for moves in _ways(stage, state, resource, record):
            yield f"after {spelled(moves)} of {record.id}", (*state.steps, *moves, finding.call)


def _ways(stage: Stage, state: State, resource: str, record: Record) -> Iterator[tuple[Step, ...]]:
    """List the shortest moves to each status, and each move that leads to none."""
    seen: set[str] = set()
    pending: deque[tuple[Step, ...]] = deque([()])
    while pending:
        moves = pending.popleft()
        for move in stage.candidates.moves(resource, record):
            if not stage.play([*state.steps, *moves, move]):
                continue
            status = stage.status_of(resource, record.id)
            key = status if len(moves) else f"{status} {move.name}"
            if key not in seen and status not in seen:
                seen |= {key, status}
                yield (*moves, move)
                if len(moves) < _MOST_MOVES:
                    pending.append((*moves, move))


def _of_others(stage: Stage, finding: Finding) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Let what stands in the way be somebody else's."""
    steps = finding.state.steps
    for caller in stage.material.callers[1:]:
        for number, step in enumerate(steps):
            if not isinstance(step, Call) or caller is finding.call.caller:
                continue
            others = (*steps[:number], replace(step, caller=caller), *steps[number + 1 :])
            if stage.play(others):
                yield f"where step {number + 1} is of {caller.name}", (*others, finding.call)


def _in_last_item(stage: Stage, target: Target, reads: Reads) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Break it in the last item of a list only."""
    paths = [path for path in reads.of("body") if ITEM in path and path[-1] != ITEM]
    for state in stage.states[:_MOST_STATES]:
        for call in stage.explorer.nearest(state, target.operation):
            for path in paths:
                places = concrete(call.body, path)
                if len({place[: path.index(ITEM) + 1] for place in places}) < 2:
                    continue
                for made in _broken(stage, state, call, places[-1], reads):
                    said = stage.explorer.ask(state, made)
                    if said is not None and said.refused == target.id:
                        yield "in the last item only", (*state.steps, made, *stage.reads(state))
                        return


def _broken(stage: Stage, state: State, call: Call, place: tuple[str | int, ...], reads: Reads) -> Iterator[Call]:
    former = read(call.body, place)
    path = tuple(ITEM if isinstance(name, int) else name for name in place)
    for value in stage.explorer.edits.values(call, path, former, reads, state.documents):
        yield replace(call, body=put(call.body, place, value))
