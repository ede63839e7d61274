"""Makes sequences that show whether what is stored is what was sent: of bodies full, bare, odd and empty."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from specwright.conform.states.explored import State
from specwright.conform.states.minted import leaves
from specwright.conform.states.places import ABSENT, concrete, put, read
from specwright.conform.states.stage import Hopeless, Stage, law_case
from specwright.conform.states.steps import Call, Script

__all__ = ["repeated_changes", "stored_equals_sent"]

_MOST_BODIES: Final = 8
# Blanks around, a letter and its accent apart, one beyond the first plane, and what HTML, CSV and templates take apart.
_ODD: Final = "  Ae\u0301 \U0001d11e <b>&\"';${x}\\n  "
_MOST_LEAVES: Final = 150
_MOST_VARIED: Final = 12


def stored_equals_sent(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that reads give what was sent, completed as the behaviour says, after each creation and change."""
    for operation in stage.operations(is_item=False, is_change=True):
        root = stage.states[0]
        calls = [call for call in stage.explorer.nearest(root, operation.name.wire) if call.caller is stage.usual]
        yield from _scripts(stage, root, operation.name.wire, calls)
    for operation in stage.operations(is_item=True, is_change=True):
        if operation.body is None:
            continue
        name = operation.name.wire
        starts = [state for state in stage.creations if stage.explorer.nearest(state, name)]
        if not starts and stage.explorer.nearest(stage.states[0], name):
            starts = [stage.states[0]]
        for number, state in enumerate(starts[:3]):
            calls = [call for call in stage.explorer.nearest(state, name) if call.caller is stage.usual]
            yield from _scripts(stage, state, name, calls, prefix=f"{number} ")


def repeated_changes(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show what becomes of a change, or a creation, that is made twice in the same words."""
    for operation in stage.operations(is_item=True, is_change=True):
        name = operation.name.wire
        case = law_case("repeated", name, "", f"{name} twice in the same words")
        for state in stage.creations:
            call = next(iter(_accepted(stage, state, stage.explorer.nearest(state, name))), None)
            if call is not None:
                reads = stage.reads(state)
                yield Script(case=case, steps=(*state.steps, call, *reads, call, *reads))
                break
        else:
            yield Hopeless(case, f"the model accepts no call of {name}")
    for number, state in enumerate(stage.creations[:3]):
        first = state.steps[0]
        if isinstance(first, Call):
            name = first.operation.name.wire
            reads = stage.reads(state)
            others = [
                each
                for each in itertools.islice(stage.varied(first), _MOST_VARIED)
                if _can_be_tried(stage, state, each)
            ]
            case = law_case("repeated", name, f"{number}", f"{name} twice in the same words, then in like ones")
            steps = (*state.steps, first, *reads, *(step for each in others for step in (each, *reads)))
            yield Script(case=case, steps=steps)


def _scripts(
    stage: Stage, state: State, name: str, calls: list[Call], *, prefix: str = ""
) -> Iterator[Script | Hopeless]:
    accepted = _accepted(stage, state, calls)
    largest = sorted(accepted, key=lambda call: -len(json.dumps(call.body, default=str)))[:1]
    tried = [(f"body {number}", call) for number, call in enumerate(accepted[:_MOST_BODIES])]
    tried += [(how, made) for call in largest for how, made in _variants(stage, state, call)]
    if not tried:
        case = law_case("stored-equals-sent", name, prefix.strip(), f"what {name} stores")
        yield Hopeless(case, f"the model accepts no call of {name} that could be tried")
    for how, call in tried:
        found = stage.reach((*state.steps, call))
        if found is not None:
            case = law_case("stored-equals-sent", name, f"{prefix}{how}", f"reads after {name} with {how}")
            yield Script(case=case, steps=(*found.steps, *stage.reads(found)))


def _variants(stage: Stage, state: State, call: Call) -> Iterator[tuple[str, Call]]:
    full = _full(stage, state, call)
    yield "all members", full
    for how, change in _CHANGES.items():
        made = full
        for place, value in list(leaves(full.body))[:_MOST_LEAVES]:
            if not place or read(made.body, place) is ABSENT or (isinstance(value, bool) and how != "zeros"):
                continue
            new = change(value)
            candidate = replace(made, body=put(made.body, place, new))
            if new != value and _is_valid(stage, candidate) and _accepted(stage, state, [candidate]):
                made = candidate
        if made is not full:
            yield how, made


def _odd(value: Any) -> Any:
    return _ODD if isinstance(value, str) else value


def _long(value: Any) -> Any:
    return f"{value} {'long ' * 40}" if isinstance(value, str) else value


def _fraction(value: Any) -> Any:
    return 1234.56789 if isinstance(value, (int, float)) else value


def _negative(value: Any) -> Any:
    return -1 if isinstance(value, (int, float)) else value


def _null(value: Any) -> Any:
    del value
    return None


def _nothing(value: Any) -> Any:
    del value
    return ABSENT


def _full(stage: Stage, state: State, call: Call) -> Call:
    """Add each member that other bodies have, where that is accepted."""
    made = call
    for path in stage.material.places(call.operation):
        for place in concrete(made.body, path):
            if read(made.body, place) is not ABSENT:
                continue
            for value in stage.material.values(call.operation, path)[:2]:
                candidate = replace(made, body=put(made.body, place, value))
                if _is_valid(stage, candidate) and _accepted(stage, state, [candidate]):
                    made = candidate
                    break
    return made


def _zero(value: Any) -> Any:
    if isinstance(value, bool):
        return False
    return type(value)(0) if isinstance(value, (int, float)) else ("" if isinstance(value, str) else value)


def _is_valid(stage: Stage, call: Call) -> bool:
    if call.content is None:
        return True
    check = stage.kit.judges.body(call.operation, call.content.media_type)
    return check is None or not check(call.body)


def _accepted(stage: Stage, state: State, calls: list[Call]) -> list[Call]:
    return [call for call in calls if (said := stage.explorer.ask(state, call)) is not None and said.is_accepted]


def _can_be_tried(stage: Stage, state: State, call: Call) -> bool:
    return _is_valid(stage, call) and stage.explorer.ask(state, call) is not None


_CHANGES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "odd texts": _odd,
    "long texts": _long,
    "fractions": _fraction,
    "negatives": _negative,
    "nulls": _null,
    "zeros": _zero,
    "bare": _nothing,
}
