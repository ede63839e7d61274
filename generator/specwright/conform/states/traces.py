"""Makes sequences in which a change is refused, once for each reason that comes before all preconditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from specwright.conform.results import Side
from specwright.conform.states.explored import State
from specwright.conform.states.material import Caller
from specwright.conform.states.places import ABSENT, concrete, generic_values, put
from specwright.conform.states.stage import Hopeless, Stage, law_case
from specwright.conform.states.steps import Call, Script
from specwright.model.service import Operation
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource

__all__ = ["refused_changes"]

_NOBODY: Final = Caller(name="nobody")
_MOST_RULES: Final = 3


def refused_changes(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that a change that is refused leaves no trace: lists and reads are as before."""
    for operation in (
        *stage.operations(is_item=False, is_change=True),
        *stage.operations(is_item=True, is_change=True),
    ):
        name = operation.name.wire
        found = _start(stage, operation)
        if found is None:
            case = law_case("refused-change", name, "", f"{name} refused")
            yield Hopeless(case, f"the model accepts no call of {name}")
            continue
        state, call = found
        for why, wrong in _wrong(stage, operation, call):
            said = stage.explorer.ask(state, wrong)
            if said is None or said.is_accepted:
                continue
            story = f"{name} refused for {why} changes nothing"
            case = law_case("refused-change", name, why, story, side=Side.OUTSIDE)
            reads = stage.reads(state)
            yield Script(case=case, steps=(*state.steps, *reads, wrong, *reads))


def _start(stage: Stage, operation: Operation) -> tuple[State, Call] | None:
    """Find an accepted call where there is a document that it could harm."""
    name = operation.name.wire
    for state in (*stage.creations[:2], stage.states[0]):
        for call in stage.explorer.nearest(state, name):
            said = stage.explorer.ask(state, call)
            if said is not None and said.is_accepted:
                return state, call
    for state in stage.creations[:1]:
        for call in stage.candidates.collection_calls(operation, stage.usual):
            said = stage.explorer.ask(state, call)
            if said is not None and said.is_accepted:
                return state, call
    return None


def _wrong(stage: Stage, operation: Operation, call: Call) -> Iterator[tuple[str, Call]]:
    if operation.security:
        yield "missing credentials", replace(call, caller=_NOBODY)
        unknown = {scheme: f"{text}-unknown" for scheme, text in call.caller.credentials.items()}
        yield "unknown credentials", replace(call, caller=Caller(name="unknown", credentials=unknown))
    if call.content is None:
        return
    yield "a body cut short", replace(call, raw=b"{", content_type=call.content.media_type)
    yield "another media type", replace(call, content_type="application/x-unknown", raw=b"{}")
    yield from _wrong_bodies(stage, operation, call)


def _wrong_bodies(stage: Stage, operation: Operation, call: Call) -> Iterator[tuple[str, Call]]:
    content = call.content
    check = stage.kit.judges.body(operation, content.media_type) if content is not None else None
    if content is None or check is None:
        return
    paths = [path for path, _ in generic_values(call.body) if path]
    wrong: tuple[tuple[str, Any], ...] = (("a missing member", ABSENT), ("a member of another type", [[]]))
    for why, new in wrong:
        for path in paths:
            body = put(call.body, concrete(call.body, path)[0], new)
            if check(body):
                yield why, replace(call, body=body)
                break
    sampler = stage.material.sampler(operation, content)
    for rule in [name for name in sampler.breakable if ":" not in name][:_MOST_RULES] if sampler is not None else ():
        try:
            yield f"the rule {rule}", replace(call, body=sampler.broken(rule, RandomSource(0)) if sampler else None)
        except (NotDrawableError, NoWayFoundError):
            continue
