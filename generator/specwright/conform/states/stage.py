"""Brings together what sequences are made from: the model, parts of calls, and what the search over it found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from specwright.conform.drafts import SpellingError, write
from specwright.conform.kit import Kit
from specwright.conform.phases import Ground
from specwright.conform.results import Aim, Case, Kind, Side
from specwright.conform.states.candidates import Candidates, item_parameter, matched
from specwright.conform.states.explored import State
from specwright.conform.states.explorer import Explorer
from specwright.conform.states.material import Caller, Material
from specwright.conform.states.model import Model, Said
from specwright.conform.states.steps import Call, MoveMade, Step
from specwright.model.behaviour import Create, Listing
from specwright.model.service import Operation
from specwright.twin.store import Record

__all__ = ["MOST_OPERATIONS", "SAFE", "Hopeless", "Stage", "law_case", "spelled", "stage_of", "with_header"]

# So many operations one search looks at.
MOST_OPERATIONS: Final = 60
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


@dataclass(frozen=True, slots=True)
class Hopeless:
    """A case for which there is no sequence, and why."""

    case: Case
    reason: str


class Stage:
    """All that a description alone leads to; it is made once, however many services are tested."""

    def __init__(self, kit: Kit, seed: int, operations: tuple[Operation, ...] | None = None) -> None:
        self.kit = kit
        self.service = kit.service
        self.model = Model(kit.service)
        self.material = Material(kit, seed, operations)
        self.explorer = Explorer(self.model, self.material)
        self.explorer.begin()
        self.candidates = Candidates(self.material)
        self.usual = self.material.callers[0]
        self._reached = 0

    @property
    def states(self) -> list[State]:
        """List all states that were reached, shortest ways first."""
        return self.explorer.states

    @cached_property
    def creations(self) -> list[State]:
        """List the states in which the usual caller has made one document, each with another body."""
        return [
            state
            for state in self.states
            if state.depth == 1 and state.own and isinstance(step := state.steps[0], Call) and step.caller is self.usual
        ]

    @cached_property
    def of_others(self) -> list[State]:
        """List the states in which another caller has made one document."""
        return [
            state
            for state in self.states
            if state.depth == 1
            and state.own
            and isinstance(step := state.steps[0], Call)
            and step.caller is not self.usual
        ]

    def several(self, count: int) -> tuple[Step, ...]:
        """Give steps that make some documents of the kind that is made most easily, each with another body."""
        return self.kit.once(("states several", id(self), count), lambda: self._several(count))

    def _several(self, count: int) -> tuple[Step, ...]:
        first = self.creations[0].steps[0] if self.creations else None
        if not isinstance(first, Call):
            return ()
        steps: list[Step] = [first]
        known = 1
        for call in self._offered(first):
            if len(steps) == count:
                break
            if self.play(steps):
                known = len(list(self.model.records()))
            said = self.send(call)
            if said is not None and said.is_accepted and len(list(self.model.records())) > known:
                steps.append(call)
        return tuple(steps)

    def _offered(self, first: Call) -> Iterator[Call]:
        """List creations, first such as are accepted alone, then neighbours of these."""
        others = [step for state in self.creations[1:] if isinstance(step := state.steps[0], Call)]
        yield from (call for call in others if call.operation is first.operation)
        calls = list(self.candidates.collection_calls(first.operation, self.usual))
        yield from calls
        for call in (first, *calls[:3]):
            yield from self.varied(call)

    def varied(self, call: Call) -> Iterator[Call]:
        """Give calls like one that differ in one value each."""
        yield from self.explorer.edits.anywhere(call, ())

    def operations(self, *, is_item: bool, is_change: bool) -> list[Operation]:
        """List operations by whether they are about one document, and whether they change anything."""
        return [
            operation
            for operation in self.material.operations
            if bool(item_parameter(operation)) is is_item and (operation.method.upper() not in SAFE) is is_change
        ]

    def play(self, steps: Sequence[Step]) -> bool:
        """Bring the model to where steps lead."""
        self.model.begin()
        return all(self.step(step) for step in steps)

    def step(self, step: Step) -> bool:
        """Make one step of the model, and say whether it was carried out."""
        if isinstance(step, Call):
            said = self.send(step)
            return said is not None and said.is_accepted
        if isinstance(step, MoveMade):
            return isinstance(self.model.move(step.resource, str(step.id), step.name, step.arguments), Record)
        return True

    def is_possible(self, move: MoveMade, record: Record) -> bool:
        """Say whether a document has a status from which a move leads."""
        declared = self.service.behaviour.resources[move.resource]
        sources = declared.moves[move.name].sources
        return not sources or declared.status is None or record.document.get(declared.status.member) in sources

    def status_of(self, resource: str, id_: str) -> str:
        """Tell the status of a document of the model, empty where there is none."""
        declared = self.service.behaviour.resources.get(resource)
        if declared is None or declared.status is None:
            return ""
        found = (record for (name, own), record in self.model.records() if name == resource and own == id_)
        return next((str(record.document.get(declared.status.member)) for record in found), "")

    def send(self, call: Call) -> Said | None:
        """Make a call of the model as it is; None where it has no spelling."""
        try:
            return self.model.send(write(call.draft(), self.service.security_schemes))
        except SpellingError:
            return None

    def reach(self, steps: Sequence[Step]) -> State | None:
        """Give the state that steps lead to, None where one of them is refused."""
        if not self.play(steps):
            return None
        self._reached += 1
        kept = f"reached {self._reached}"
        self.model.keep(kept)
        records = tuple((resource, record) for (resource, _), record in self.model.records())
        own = tuple(
            (resource, record.id) for resource, record in records if (resource, record.id) not in self.model.fixed
        )
        return State(steps=tuple(steps), kept=kept, records=records, own=own)

    def reads(self, state: State, caller: Caller | None = None) -> tuple[Call, ...]:
        """Give calls that show a state: each list, and each own document that can be read."""
        resources = {resource for resource, _ in state.own}
        return (*self.lists(caller or self.usual, resources), *self.gets(state, caller or self.usual))

    def lists(self, caller: Caller, resources: Collection[str]) -> Iterator[Call]:
        """Give a call of each operation that lists documents of some resources."""
        for operation in self.operations(is_item=False, is_change=False):
            plain = Call(operation=operation, caller=caller, parameters=self.material.required(operation))
            listed = self._listed(operation)
            for resource in sorted(resources):
                above = matched(operation.path, resource) if resource.startswith("/") else None
                if above:
                    yield replace(plain, parameters={**plain.parameters, "path": above})
                elif above is not None or resource in listed:
                    yield plain

    def _listed(self, operation: Operation) -> list[str]:
        declared = self.service.behaviour.operations.get(operation.name.wire)
        effects = declared.effects if declared is not None and declared.effects is not None else ()
        return [effect.resource for effect in effects if isinstance(effect, Listing)]

    def gets(self, state: State, caller: Caller) -> Iterator[Call]:
        """Give a call for each of the documents that steps made and that can be read."""
        for operation in self.operations(is_item=True, is_change=False):
            for resource, record in state.about()[: max(len(state.own), 1)]:
                found = next(self.about(operation, caller, state, resource, record), None)
                if found is not None:
                    yield found

    def about(
        self, operation: Operation, caller: Caller, state: State, resource: str, record: Record
    ) -> Iterator[Call]:
        """Give calls about a document that the model finds; where none does, those it does not."""
        calls = list(self.candidates.item_calls(operation, caller, resource, record, most=3))
        reached: list[Call] = []
        for call in calls:
            said = self.explorer.ask(state, call)
            if said is not None and (resource, record.id) in said.about:
                reached.append(call)
        yield from reached

    def is_listing(self, operation: Operation) -> bool:
        """Say whether an operation lists documents."""
        declared = self.service.behaviour.operations.get(operation.name.wire)
        if declared is not None and declared.effects is not None:
            return any(isinstance(effect, Listing) for effect in declared.effects)
        return self.material.inference.collection(operation) is not None and not item_parameter(operation)

    def is_creating(self, operation: Operation) -> bool:
        """Say whether an operation makes documents."""
        declared = self.service.behaviour.operations.get(operation.name.wire)
        if declared is not None and declared.effects is not None:
            return bool(self.created(operation))
        return not item_parameter(operation) and operation.method.upper() == "POST"

    def created(self, operation: Operation) -> set[str]:
        """Name the resources that an operation is declared to make documents of."""
        declared = self.service.behaviour.operations.get(operation.name.wire)
        effects = declared.effects if declared is not None and declared.effects is not None else ()
        return {effect.resource for effect in effects if isinstance(effect, Create)}


def stage_of(ground: Ground) -> Stage:
    """Give the stage of a campaign; campaigns over one description with one seed share it."""
    kit = ground.kit
    chosen = _related(ground)
    key = ("states", ground.seed, *(operation.name.wire for operation in chosen))
    return kit.once(key, lambda: Stage(kit, ground.seed, chosen))


def _related(ground: Ground) -> tuple[Operation, ...]:
    """Choose the operations that sequences are made of: those asked for, and those on the same collections.

    Of a large description the first ones are looked at; who wants others names them.
    """
    known = ground.service.operations
    wanted = [operation for operation in known if operation.name.wire in ground.operations][:MOST_OPERATIONS]
    roots = {operation.path.split("/")[1:2][0] for operation in wanted if "/" in operation.path}
    names = {operation.name.wire for operation in wanted}
    near = [
        operation for operation in known if operation.path.split("/")[1:2] and operation.path.split("/")[1] in roots
    ]
    return tuple(
        operation for operation in known if operation.name.wire in names or operation in near[:MOST_OPERATIONS]
    )


def law_case(
    law: str, operation: str, name: str, story: str, *, side: Side = Side.NEITHER, kind: Kind = Kind.LAW
) -> Case:
    """Name a case of a law."""
    id_ = "/".join(part for part in ("states", operation, law, name) if part)
    return Case(
        id=id_, phase="states", aim=Aim(operation=operation, kind=kind, name=law, place=name), side=side, story=story
    )


def with_header(call: Call, name: str, value: Any) -> Call:
    """Give a call with a header: as the parameter of that name where there is one."""
    known = {
        each.name.wire.lower(): each.name.wire for each in call.operation.parameters if each.location.value == "header"
    }
    if name.lower() in known:
        own = {**call.parameters.get("header", {}), known[name.lower()]: value}
        return replace(call, parameters={**call.parameters, "header": own})
    return replace(call, headers={**call.headers, name: value})


def spelled(steps: Sequence[Step]) -> str:
    """Spell steps for people and ids: by operation or move."""
    names: list[str] = []
    for step in steps:
        match step:
            case Call():
                names.append(step.operation.name.wire)
            case MoveMade():
                told = (
                    "".join(f" {value}" for value in step.arguments.values())
                    if isinstance(step.arguments, dict)
                    else ""
                )
                names.append(step.name + told)
            case _:
                names.append(type(step).__name__.lower())
    return ", ".join(names) or "nothing"
