"""Makes sequences about documents that nobody made, for behaviour that nobody declared: they are not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from specwright.conform.results import Side
from specwright.conform.states.candidates import item_parameter
from specwright.conform.states.explored import State
from specwright.conform.states.minted import told_by
from specwright.conform.states.stage import Hopeless, Stage, law_case
from specwright.conform.states.steps import OTHER_FORMS, Call, Script, Told, other_of
from specwright.model.service import Operation

__all__ = ["unknown_documents"]


def unknown_documents(stage: Stage) -> Iterator[Script | Hopeless]:
    """Show that a document of another id than the one that was made is refused as one that is not there."""
    for operation in stage.material.operations:
        declared = stage.service.behaviour.operations.get(operation.name.wire)
        is_declared = declared is not None and declared.effects is not None
        if is_declared or not item_parameter(operation) or stage.material.inference.collection(operation) is None:
            continue
        name = operation.name.wire
        case = law_case("unknown-document", name, "", f"{name} of a document that nobody made", side=Side.OUTSIDE)
        found = next((made for state in stage.creations for made in _asked(stage, state, operation)), None)
        if found is None:
            yield Hopeless(case, f"no id is known that {name} takes and no document has")
            continue
        yield Script(case=case, steps=found)


def _asked(stage: Stage, state: State, operation: Operation) -> Iterator[tuple[Call, ...]]:
    """List creations with a call about another id, of the same form as the one that was made."""
    creation = state.steps[0]
    said = stage.explorer.ask(stage.states[0], creation) if isinstance(creation, Call) else None
    if not isinstance(creation, Call) or said is None:
        return
    name = item_parameter(operation)
    for call in stage.explorer.nearest(state, operation.name.wire)[:1]:
        own = call.parameters.get("path", {}).get(name)
        told = told_by(own, (said.response,))
        for form in OTHER_FORMS if told is not None else ():
            refused = stage.explorer.ask(state, _about(call, name, other_of(own, form)))
            if refused is not None and refused.refused == "unknown-id":
                yield creation, _about(call, name, replace(told or Told(0), form=form))
                return


def _about(call: Call, name: str, value: Any) -> Call:
    return replace(call, parameters={**call.parameters, "path": {**call.parameters.get("path", {}), name: value}})
