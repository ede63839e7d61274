"""Makes sequences about documents that are gone, or cancelled: to whom, for good, and without harm to others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from specwright.conform.states.explored import State
from specwright.conform.states.stage import Hopeless, Stage, law_case
from specwright.conform.states.steps import Call, Script, Step

__all__ = ["deletions"]

_SEVERAL: Final = 3


def deletions(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that what was deleted is gone, or stays as described, is not deleted twice, and that no id comes back."""
    for operation in stage.operations(is_item=True, is_change=True):
        if operation.method.upper() != "DELETE":
            continue
        name = operation.name.wire
        found = next(_starts(stage, name), None)
        ways = ("once", "twice", "changed afterwards", "made again", "one of several")
        for way in ways:
            case = law_case("deletion", name, way, f"{name}: {way}")
            if found is None:
                yield Hopeless(case, f"the model accepts no {name} of a document that calls made")
                continue
            state, call = found
            steps = _way(stage, way, state, call)
            if steps:
                yield Script(case=case, steps=steps)


def _starts(stage: Stage, name: str) -> Iterator[tuple[State, Call]]:
    for state in stage.creations:
        for call in stage.explorer.nearest(state, name):
            said = stage.explorer.ask(state, call)
            if said is not None and said.is_accepted:
                yield state, call


def _way(stage: Stage, way: str, state: State, call: Call) -> tuple[Step, ...]:
    reads = stage.reads(state)
    gone: tuple[Step, ...] = (*state.steps, call, *reads)
    match way:
        case "twice":
            return (*gone, call, *reads)
        case "changed afterwards":
            changes = [
                each
                for operation in stage.operations(is_item=True, is_change=True)
                if operation is not call.operation
                for each in stage.explorer.nearest(state, operation.name.wire)[:1]
            ]
            return (*gone, *changes, *reads) if changes else ()
        case "made again":
            again = stage.reach((*gone[: len(state.steps) + 1], *state.steps))
            return (*gone, *state.steps, *(stage.reads(again) if again is not None else reads))
        case "one of several":
            several = stage.reach(stage.several(_SEVERAL))
            if several is None or len(several.own) < 2:
                return ()
            resource, record = several.about()[-1] if len(several.own) == len(several.records) else several.about()[1]
            calls = list(stage.about(call.operation, stage.usual, several, resource, record))
            return (*several.steps, *calls[:1], *stage.reads(several)) if calls else ()
        case _:
            return gone
