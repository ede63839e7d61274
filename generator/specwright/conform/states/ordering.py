"""Makes of each two preconditions in a row a call that breaks both: the one that is declared first has to answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from specwright.conform.results import Side
from specwright.conform.states.explored import Finding, State, Target
from specwright.conform.states.stage import Hopeless, Stage, law_case
from specwright.conform.states.steps import Call, Script
from specwright.conform.states.targets import transition_rules
from specwright.model.behaviour import Find, Let, Precondition, Transitions
from specwright.model.service import Operation

__all__ = ["earlier_preconditions_first"]

_MOST_TRIES: Final = 600
_MOST_EDITS: Final = 80


def earlier_preconditions_first(stage: Stage) -> Iterator[Script | Hopeless]:
    """Break each two preconditions in a row by one call."""
    for operation in stage.material.operations:
        declared = stage.service.behaviour.operations.get(operation.name.wire)
        asked = [each for each in declared.preconditions if not isinstance(each, Let)] if declared is not None else []
        for first, second in itertools.pairwise(asked):
            # Behind a document that is not there, nothing can be asked of it.
            if not isinstance(first, Find):
                yield _Pair(stage, operation, first, second).script()


@dataclass(slots=True, eq=False)
class _Pair:
    """Two preconditions of an operation; a model that does not ask the first one tells what the second one says."""

    stage: Stage
    operation: Operation
    first: Precondition
    second: Precondition
    tried: int = 0

    def script(self) -> Script | Hopeless:
        first, second = _id(self.first), _id(self.second)
        name = self.operation.name.wire
        story = f"a call of {name} that breaks {first} and {second} is refused by {first}"
        case = law_case("precondition-order", name, f"{first}, {second}", story, side=Side.OUTSIDE)
        found = self._search()
        if found is not None:
            state, call = found
            return Script(case=case, steps=(*state.steps, call))
        reason = f"of {self.tried} calls that {first} refuses, none would be refused otherwise by {second}"
        return Hopeless(case, reason)

    def _search(self) -> tuple[State, Call] | None:
        explorer, model = self.stage.explorer, self.stage.model
        other = model.without(self.operation.name.wire, _id(self.first))
        if other is None:
            return None
        firsts, seconds = self._names(self.first), self._names(self.second)
        for state, call in itertools.islice(self._calls(firsts, seconds), _MOST_TRIES):
            said = explorer.ask(state, call)
            if said is None or said.refused not in firsts:
                continue
            self.tried += 1
            then = explorer.ask(state, call, model=other)
            told = said.response.status, said.code
            if then is not None and then.refused in seconds and (then.response.status, then.code) != told:
                return state, call
        return None

    def _names(self, precondition: Precondition) -> tuple[str, ...]:
        """Name what a precondition is met by: of rules about changes, each by its own name."""
        if isinstance(precondition, Transitions):
            return transition_rules(self.stage.material, self.operation)
        return (_id(precondition),)

    def _calls(self, firsts: tuple[str, ...], seconds: tuple[str, ...]) -> Iterator[tuple[State, Call]]:
        """List calls that may break both, those first that put together what breaks each."""
        one, two = self._findings(firsts), self._findings(seconds)
        for a, b in itertools.product(one, two):
            yield from _merged(a, b)
            yield from _merged(b, a)
        for a, b in itertools.product(one, two):
            yield from self._edited(a, b)
            yield from self._edited(b, a)
        for state in self.stage.states:
            for call in self.stage.explorer.nearest(state, self.operation.name.wire)[:4]:
                yield state, call

    def _findings(self, names: tuple[str, ...]) -> list[Finding]:
        known = self.stage.explorer.findings
        targets = (Target(self.operation.name.wire, name) for name in names)
        return [known[target] for target in targets if target in known][:2]

    def _edited(self, start: Finding, aim: Finding) -> Iterator[tuple[State, Call]]:
        explorer = self.stage.explorer
        reads = explorer.reads.get(aim.target)
        if reads is not None and reads.paths:
            edits = explorer.edits.by_reads(start.call, reads, start.state.documents)
            for call in itertools.islice(edits, _MOST_EDITS):
                yield start.state, call


def _merged(base: Finding, other: Finding) -> Iterator[tuple[State, Call]]:
    """Take one part of a call after the other from a second call."""
    call, from_ = base.call, other.call
    if from_.caller is not call.caller:
        yield base.state, replace(call, caller=from_.caller)
    if from_.parameters != call.parameters:
        yield base.state, replace(call, parameters=from_.parameters)
    if from_.headers != call.headers:
        yield base.state, replace(call, headers=from_.headers)
    if from_.body != call.body:
        yield base.state, replace(call, content=from_.content, body=from_.body)
    yield base.state, replace(from_, caller=call.caller)


def _id(precondition: Precondition) -> str:
    return "" if isinstance(precondition, Let) else precondition.id
