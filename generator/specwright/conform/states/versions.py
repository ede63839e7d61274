"""Makes sequences about entity tags: they change with what they name and only then, and old ones hold back changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from specwright.conform.results import Side
from specwright.conform.states.edits import with_parameter
from specwright.conform.states.explored import State
from specwright.conform.states.places import ABSENT
from specwright.conform.states.stage import Hopeless, Stage, law_case, with_header
from specwright.conform.states.steps import Call, Script, Step, Told
from specwright.model.behaviour import Match
from specwright.model.service import Operation

__all__ = ["conditional_changes", "conditional_reads", "tags_follow_changes"]

_HEADER: Final = "If-Match"
_ROUNDS: Final = 3
_UNKNOWN: Final = '"of-no-document"'


def tags_follow_changes(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that an entity tag is another one after each change, and the same after reads and refused changes."""
    for operation in stage.operations(is_item=True, is_change=False):
        name = operation.name.wire
        case = law_case("tag-follows-changes", name, "", f"the ETag of {name} through changes, reads and refusals")
        found = _tagged(stage, operation)
        if found is None:
            yield Hopeless(case, f"{name} gives no ETag in the model")
            continue
        state, get = found
        steps: list[Step] = [*state.steps, get, get]
        changes = list(_changes(stage, state))
        calls = [change for change in changes if isinstance(change, Call)]
        moves = [change for change in changes if not isinstance(change, Call)]
        for change in [*calls * _ROUNDS, *moves, *calls]:
            steps += [change, get, get]
        yield Script(case=case, steps=tuple(steps))


def conditional_reads(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that If-None-Match with the tag of what is there is answered by 304, where that is documented."""
    for operation in stage.operations(is_item=True, is_change=False):
        if not any(response.status == "304" for response in operation.responses):
            continue
        name = operation.name.wire
        case = law_case("conditional-read", name, "", f"{name} with If-None-Match")
        found = _tagged(stage, operation)
        if found is None:
            yield Hopeless(case, f"{name} gives no ETag in the model")
            continue
        state, get = found
        at = len(state.steps)
        tags: tuple[Any, ...] = (Told(at, header="etag"), Told(at, header="etag", lead="W/"), "*", _UNKNOWN)
        same = [with_header(get, "If-None-Match", tag) for tag in tags]
        steps: list[Step] = [*state.steps, get, *same]
        for change in list(_changes(stage, state))[:1]:
            steps += [change, with_header(get, "If-None-Match", tags[0])]
        yield Script(case=case, steps=tuple(steps))


def conditional_changes(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that If-Match lets the present tag and ``*`` through; an old, weak or unknown one changes nothing."""
    for operation in stage.operations(is_item=True, is_change=True):
        if not _is_conditional(stage, operation):
            continue
        name = operation.name.wire
        found = next(_conditional(stage, operation), None)
        for way, side in _WAYS:
            case = law_case("conditional-change", name, way, f"{name} with If-Match: {way}", side=side)
            if found is None:
                yield Hopeless(case, f"the model accepts no {name} behind a read that gives an ETag")
                continue
            state, get, change = found
            yield Script(case=case, steps=_way(way, state, get, change))


_WAYS: Final = (
    ("the present tag", Side.INSIDE),
    ("*", Side.INSIDE),
    ("one of several", Side.INSIDE),
    ("without quotes", Side.NEITHER),
    ("none", Side.NEITHER),
    ("an old tag", Side.OUTSIDE),
    ("a weak tag", Side.OUTSIDE),
    ("an unknown tag", Side.OUTSIDE),
    ("a long tag", Side.OUTSIDE),
    ("nothing in it", Side.NEITHER),
)


def _way(way: str, state: State, get: Call, change: Call) -> tuple[Step, ...]:
    at = len(state.steps)
    present = Told(at, header="etag")
    begin: tuple[Step, ...] = (*state.steps, get)
    match way:
        case "an old tag":
            steps: tuple[Step, ...] = (with_header(change, _HEADER, "*"), with_header(change, _HEADER, present))
        case "one of several":
            steps = (with_header(change, _HEADER, Told(at, header="etag", lead=f"{_UNKNOWN}, ")),)
        case "without quotes":
            steps = (with_header(change, _HEADER, Told(at, header="etag", without='"')),)
        case "a weak tag":
            steps = (with_header(change, _HEADER, Told(at, header="etag", lead="W/")),)
        case "an unknown tag":
            steps = (with_header(change, _HEADER, _UNKNOWN),)
        case "a long tag":
            steps = (with_header(change, _HEADER, f'"{"of-no-document-" * 20}"'),)
        case "nothing in it":
            steps = (with_header(change, _HEADER, ""),)
        case "none":
            names = [name for name in change.parameters.get("header", {}) if name.lower() == _HEADER.lower()]
            steps = (with_parameter(change, "header", names[0], ABSENT) if names else change,)
        case _:
            steps = (with_header(change, _HEADER, "*" if way == "*" else present),)
    return (*begin, *steps, get)


def _tagged(stage: Stage, operation: Operation) -> tuple[State, Call] | None:
    for state in (*stage.creations, *stage.states):
        for call in stage.explorer.nearest(state, operation.name.wire):
            said = stage.explorer.ask(state, call)
            if state.own and said is not None and said.is_accepted and "etag" in said.response.fields:
                return state, call
    return None


def _changes(stage: Stage, state: State) -> Iterator[Step]:
    """List one refused and one accepted call of each operation on the document, then moves."""
    for operation in stage.operations(is_item=True, is_change=True):
        if operation.method.upper() == "DELETE":
            continue
        seen: set[bool] = set()
        for call in stage.explorer.nearest(state, operation.name.wire):
            said = stage.explorer.ask(state, call)
            if said is not None and said.is_accepted not in seen:
                seen.add(said.is_accepted)
                yield call
    for resource, record in state.about()[:1]:
        for move in stage.candidates.moves(resource, record):
            stage.model.back(state.kept)
            if stage.step(move):
                yield move
                break


def _is_conditional(stage: Stage, operation: Operation) -> bool:
    declared = stage.service.behaviour.operations.get(operation.name.wire)
    matches = [each for each in (declared.preconditions if declared is not None else ()) if isinstance(each, Match)]
    named = any(each.name.wire.lower() == _HEADER.lower() for each in operation.parameters)
    return bool(matches) or (named and (declared is None or declared.effects is None))


def _conditional(stage: Stage, operation: Operation) -> Iterator[tuple[State, Call, Call]]:
    for reader in stage.operations(is_item=True, is_change=False):
        for state in stage.creations:
            for get in stage.explorer.nearest(state, reader.name.wire)[:1]:
                said = stage.explorer.ask(state, get)
                if said is None or "etag" not in said.response.fields:
                    continue
                for change in stage.explorer.nearest(state, operation.name.wire):
                    answer = stage.explorer.ask(state, change)
                    if answer is not None and answer.is_accepted:
                        yield state, get, change
