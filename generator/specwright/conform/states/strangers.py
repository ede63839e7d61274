"""Makes sequences in which somebody else comes upon a document: it is not there for whoever may not see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specwright.conform.results import Side
from specwright.conform.states.explored import State
from specwright.conform.states.material import Caller
from specwright.conform.states.stage import Hopeless, Stage, law_case
from specwright.conform.states.steps import Call, Script, Step

__all__ = ["other_callers"]

_MOST_CALLERS = 8


def other_callers(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that another caller reads, lists, changes and deletes only what that caller may see."""
    others = [*stage.material.callers[1:_MOST_CALLERS], *_strangers(stage)]
    if not others or not stage.creations:
        return
    state = stage.creations[0]
    for operation in stage.material.operations:
        name = operation.name.wire
        calls = [call for call in stage.explorer.nearest(state, name) if call.caller is stage.usual]
        resources = {resource for resource, _ in state.own}
        calls = calls or [call for call in stage.lists(stage.usual, resources) if call.operation is operation]
        for caller in others:
            case = law_case("other-caller", name, caller.name, f"{name} by {caller.name}", side=Side.OUTSIDE)
            if not calls:
                yield Hopeless(case, f"the model accepts no call of {name} by the usual caller either")
                continue
            theirs = [replace(call, caller=caller) for call in _tellings(stage, state, calls)]
            yield Script(case=case, steps=(*state.steps, *theirs, *stage.reads(state)))
    for caller in others:
        yield from _both(stage, state, caller)


def _strangers(stage: Stage) -> Iterator[Caller]:
    """Give those who hold no credential, or one that nobody knows, of one scheme each."""
    for scheme, text in stage.usual.credentials.items():
        rest = {key: other for key, other in stage.usual.credentials.items() if key != scheme}
        yield Caller(name=f"nobody by {scheme}", credentials=rest)
        if scheme in stage.service.behaviour.callers:
            yield Caller(name=f"somebody unknown by {scheme}", credentials={**rest, scheme: f"{text}-unknown"})


def _tellings(stage: Stage, state: State, calls: list[Call]) -> list[Call]:
    accepted = [c for c in calls if (said := stage.explorer.ask(state, c)) is not None and said.is_accepted]
    return (accepted or calls)[:1]


def _both(stage: Stage, state: State, caller: Caller) -> Iterator[Script | Hopeless]:
    """Two callers with a document each, made with the same words."""
    first = state.steps[0]
    if not isinstance(first, Call):
        return
    name = first.operation.name.wire
    case = law_case("other-caller", name, f"{caller.name} beside the usual one", f"{name} by two callers")
    second = replace(first, caller=caller)
    both = stage.reach((*state.steps, second))
    steps: tuple[Step, ...] = (*state.steps, second)
    if both is None:
        yield Script(case=case, steps=(*steps, *stage.reads(state)))
        return
    changes: list[Step] = []
    for operation in stage.operations(is_item=True, is_change=True):
        resource, record = both.about()[0]
        changes += list(stage.about(operation, caller, both, resource, record))[:1]
    reads = (*stage.reads(both), *stage.reads(both, caller))
    yield Script(case=case, steps=(*steps, *reads, *changes, *reads))
