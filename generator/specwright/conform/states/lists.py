"""Makes sequences about lists: they tell what reads tell, filters choose, pages join to the whole, and order holds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final

from specwright.conform.answers import json_of
from specwright.conform.states.edits import with_parameter
from specwright.conform.states.explored import State
from specwright.conform.states.minted import leaves, millis_of
from specwright.conform.states.places import generic_values, sibling
from specwright.conform.states.reading import Path, reads_of_formula
from specwright.conform.states.stage import Hopeless, Stage, law_case
from specwright.conform.states.steps import Call, Script, Step, Told
from specwright.model.behaviour import Listing
from specwright.model.service import Operation, Parameter, ParameterLocation

__all__ = ["filters", "lists_equal_reads", "pages"]

_PAGING: Final = frozenset(
    {"limit", "offset", "page", "perpage", "pagesize", "size", "skip", "start", "first", "count", "top", "maxresults"}
)
_MOST_VALUES: Final = 10
_MOST_PAIRS: Final = 12
_SEVERAL: Final = 5
_MOST_DEFAULT: Final = 25


def lists_equal_reads(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that a list has the documents that reads give, also after changes and deletions."""
    for operation in _listings(stage):
        name = operation.name.wire
        case = law_case("list-equals-reads", name, "", f"{name} of several documents, and reads of each")
        state = population(stage)
        if state is None:
            yield Hopeless(case, "the model accepts no creation of a document")
            continue
        steps: list[Step] = [*state.steps, *stage.reads(state)]
        resources = {name for name, _ in state.own}
        for each in stage.operations(is_item=True, is_change=True):
            resource, record = state.about()[min(1, len(state.own) - 1)]
            steps += [
                *list(stage.about(each, stage.usual, state, resource, record))[:1],
                *stage.lists(stage.usual, resources),
            ]
        yield Script(case=case, steps=tuple(steps))


def filters(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that each filter chooses the documents that it means, alone and together with another one."""
    for operation in _listings(stage):
        state = population(stage)
        base = _base(stage, operation)
        chosen: dict[str, list[Any]] = {}
        for parameter in _queries(operation):
            name = parameter.name.wire
            case = law_case("filter", operation.name.wire, name, f"{operation.name.wire} by {name}")
            values = _values(stage, operation, parameter, state) if state is not None else []
            if state is None or not values:
                yield Hopeless(case, "there is no document that it could choose")
                continue
            chosen[name] = values
            calls = [with_parameter(base, "query", name, value) for value in values]
            yield Script(case=case, steps=(*state.steps, *_times(stage, state, base, parameter), *calls))
        if state is not None and len(chosen) > 1:
            case = law_case("filter", operation.name.wire, "together", f"{operation.name.wire} by two filters at once")
            yield Script(case=case, steps=(*state.steps, *_together(stage, state, base, chosen)))


def pages(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that pages join to the whole without overlap, in either order, up to the last one and beyond it."""
    for operation in _listings(stage):
        name = operation.name.wire
        paging = [each for each in _queries(operation, is_paging=True) if _is_whole(stage, each)]
        if not paging:
            continue
        case = law_case("pages", name, "", f"{name} page by page")
        state = population(stage, _count(paging))
        if state is None:
            yield Hopeless(case, "the model accepts no creation of a document")
            continue
        base = _base(stage, operation)
        switches = [
            each
            for each in _queries(operation)
            if all(isinstance(value, bool) for value in stage.material.candidates(each))
        ]
        count = len(state.records) + 1
        calls: list[Step] = [base, *_windows(base, paging, min(count, _SEVERAL + 1))]
        for switch in switches[:2]:
            turned = with_parameter(base, "query", switch.name.wire, value=True)
            calls += [turned, *_windows(turned, paging, min(count, 3))]
        yield Script(case=case, steps=(*state.steps, *calls))


def population(stage: Stage, count: int = _SEVERAL) -> State | None:
    """Give a state with several documents that differ, some of them moved on."""

    def make() -> State | None:
        state = stage.reach(stage.several(count))
        if state is None or not state.own:
            return None
        steps: list[Step] = list(state.steps)
        for number, (resource, record) in enumerate(state.about()[: min(len(state.own), _SEVERAL) - 1]):
            found = list(stage.candidates.moves(resource, record))
            for move in found[number:] + found[:number]:
                if stage.play([*steps, move]):
                    steps.append(move)
                    break
        return stage.reach(steps)

    return stage.kit.once(("states population", id(stage), count), make)


def _count(paging: list[Parameter]) -> int:
    """Say how many documents it takes to see what counts where nothing is sent."""
    defaults = [each.default for each in paging if isinstance(each.default, int) and 0 < each.default <= _MOST_DEFAULT]
    return max([_SEVERAL, *(default + 2 for default in defaults)])


def _listings(stage: Stage) -> list[Operation]:
    return [each for each in stage.operations(is_item=False, is_change=False) if stage.is_listing(each)]


def _base(stage: Stage, operation: Operation) -> Call:
    return Call(operation=operation, caller=stage.usual, parameters=stage.material.required(operation))


def _queries(operation: Operation, *, is_paging: bool = False) -> list[Parameter]:
    return [
        each
        for each in operation.parameters
        if each.location is ParameterLocation.QUERY
        and (each.name.wire.replace("_", "").replace("-", "").lower() in _PAGING) is is_paging
    ]


def _is_whole(stage: Stage, parameter: Parameter) -> bool:
    return any(isinstance(value, int) and not isinstance(value, bool) for value in stage.material.candidates(parameter))


def _values(stage: Stage, operation: Operation, parameter: Parameter, state: State) -> list[Any]:
    """List values of a filter: those that documents have where it looks, one that none has, and documented ones."""
    name = parameter.name.wire
    declared = stage.service.behaviour.operations.get(operation.name.wire)
    listing = next((e for e in (declared.effects or ()) if isinstance(e, Listing)), None) if declared else None
    formula = listing.filters.get(name) if listing is not None else None
    paths: Sequence[Path] = reads_of_formula(formula).of("item") if formula is not None else [(name,)]
    found: list[Any] = []
    for record in state.documents:
        for place, value in generic_values(record.document):
            if isinstance(value, str) and millis_of(value) is not None:
                # A time of the model's own; those of the service are asked for as it tells them.
                continue
            if place in paths and isinstance(value, (str, int, float)) and value not in found:
                found.append(value)
    others = [sibling(value) for value in found[:1]]
    found = [*found[: _MOST_VALUES - 4], *others, *stage.material.candidates(parameter)]
    base = _base(stage, operation)
    kept: list[Any] = []
    for value in found:
        said = stage.explorer.ask(state, with_parameter(base, "query", name, value))
        if said is not None and said.is_accepted and value not in kept:
            kept.append(value)
    return kept[:_MOST_VALUES]


def _times(stage: Stage, state: State, base: Call, parameter: Parameter) -> list[Step]:
    """Ask for just the times that reads tell, so that it is seen whether a bound is part of what it bounds."""
    found: list[Step] = []
    if not any(isinstance(value, str) and value[10:11] == "T" for value in stage.material.candidates(parameter)):
        return found
    for get in list(stage.gets(state, stage.usual))[:2]:
        said = stage.explorer.ask(state, get)
        body = json_of(said.response)[0] if said is not None else None
        own = [place for place, value in leaves(body) if isinstance(value, str) and _is_made(state, value)]
        at = len(state.steps) + len(found)
        found.append(get)
        found += [with_parameter(base, "query", parameter.name.wire, Told(at, place=place)) for place in own[:2]]
    return found


def _is_made(state: State, text: str) -> bool:
    sent = {leaf for step in state.steps if isinstance(step, Call) for _, leaf in leaves(step.body)}
    return len(text) >= 20 and text[10:11] == "T" and text.endswith("Z") and text not in sent


def _together(stage: Stage, state: State, base: Call, chosen: dict[str, list[Any]]) -> list[Step]:
    calls: list[Step] = []
    for (one, values), (other, others) in itertools.combinations(chosen.items(), 2):
        for value, further in itertools.product(values[:2], others[:2]):
            call = with_parameter(with_parameter(base, "query", one, value), "query", other, further)
            said = stage.explorer.ask(state, call)
            if said is not None:
                calls.append(call)
                break
        if len(calls) >= _MOST_PAIRS:
            break
    return calls


def _windows(base: Call, paging: list[Parameter], count: int) -> Iterator[Step]:
    names = [each.name.wire for each in paging]
    for name in names:
        for value in range(count + 2):
            yield with_parameter(base, "query", name, value)
    for one, other in itertools.combinations(names, 2):
        for size, at in itertools.product((1, 2), range(count + 1)):
            yield with_parameter(with_parameter(base, "query", one, at), "query", other, size)
            if size != at:
                yield with_parameter(with_parameter(base, "query", one, size), "query", other, at)
