"""Makes sequences about tokens: issued to those who prove themselves, good until they end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from specwright.conform.answers import json_of
from specwright.conform.results import Side
from specwright.conform.states.minted import leaves
from specwright.conform.states.rehearsing import request_of
from specwright.conform.states.stage import Hopeless, Stage, law_case
from specwright.conform.states.steps import Call, Script, Step, TokenAsked, Told, Wait
from specwright.model.behaviour import CallerTable, TokenFlow
from specwright.model.types import Json

__all__ = ["token_flows"]

_NEEDS = "a token endpoint beside the API, and time that can be moved on"


def token_flows(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that a token is issued for the right form only, and lets its holder in until its lifetime ends."""
    for scheme, table in stage.service.behaviour.callers.items():
        flow = table.flow
        call = _protected(stage, scheme)
        rows = stage.service.behaviour.fixtures[table.table].rows
        row = (
            next((each for each in rows if all(column in each for column in flow.match.values())), None)
            if flow
            else None
        )
        if flow is None or call is None or row is None:
            continue
        form = _form(flow, row)
        name = call.operation.name.wire
        asked = TokenAsked(path=flow.path, form=form)
        place = _place(stage, asked)
        if place is not None:
            told = Told(0, place=place)
            used = replace(call, tokens={scheme: told})
            case = law_case("token", name, f"{scheme} issued", f"a token for {scheme} lets in")
            yield Script(case=case, steps=(asked, used), needs=_NEEDS)
            case = law_case("token", name, f"{scheme} ended", f"a token for {scheme} has ended", side=Side.OUTSIDE)
            steps: tuple[Step, ...] = (asked, Wait(flow.lifetime - 60), used, Wait(120.0), used)
            yield Script(case=case, steps=steps, needs=_NEEDS)
        for why, wrong in _wrong(flow, form, table):
            case = law_case("token", name, f"{scheme} {why}", f"no token for {scheme}: {why}", side=Side.OUTSIDE)
            yield Script(case=case, steps=(TokenAsked(path=flow.path, form=wrong),), needs=_NEEDS)


def _form(flow: TokenFlow, row: Mapping[str, Json]) -> dict[str, str]:
    form = {field: str(row[column]) for field, column in flow.match.items()}
    return {**form, **{field: values[0] for field, values in flow.require.items() if values}}


def _wrong(flow: TokenFlow, form: dict[str, str], table: CallerTable) -> Iterator[tuple[str, dict[str, str]]]:
    del table
    for field in (*flow.match, *flow.require):
        yield f"without {field}", {name: text for name, text in form.items() if name != field}
        yield f"with another {field}", {**form, field: f"{form[field]}-other"}
    for field in flow.allow:
        yield f"with another {field}", {**form, field: "other"}


def _protected(stage: Stage, scheme: str) -> Call | None:
    for operation in stage.material.operations:
        if any(scheme in alternative for alternative in operation.security):
            for call in stage.explorer.nearest(stage.states[0], operation.name.wire):
                said = stage.explorer.ask(stage.states[0], call)
                if call.caller is stage.usual and said is not None and said.is_accepted:
                    return call
    return None


def _place(stage: Stage, asked: TokenAsked) -> tuple[str | int, ...] | None:
    """Find where the answer has the token: the text that is new each time."""
    stage.model.begin()
    answers = [stage.model.send(request_of(asked, {})) for _ in range(2)]
    bodies = [json_of(said.response)[0] for said in answers]
    known = dict(leaves(bodies[1]))
    for place, value in leaves(bodies[0]):
        if isinstance(value, str) and known.get(place) != value:
            return place
    return None
