"""Searches the model, breadth first over calls and moves, for the shortest way to each refusal that is declared."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Final

from specwright.conform.drafts import SpellingError, write
from specwright.conform.states.candidates import Candidates, item_parameter
from specwright.conform.states.edits import Edits
from specwright.conform.states.explored import Finding, State, Target
from specwright.conform.states.material import Caller, Material
from specwright.conform.states.model import Model, Said
from specwright.conform.states.places import generic_values
from specwright.conform.states.reading import Reads
from specwright.conform.states.steps import Call, MoveMade, Step
from specwright.conform.states.targets import targets_of
from specwright.model.service import Operation
from specwright.twin.calls import Refusal

__all__ = ["Explorer"]

_MOST_DEPTH: Final = 4
_MOST_WALKED: Final = 6_000
_MOST_SEARCHED: Final = 9_000
# How many neighbours of a call are looked at in each state: few everywhere, then many.
_EDITS: Final = (40, 160, 500)
_MOST_BASES: Final = 5
_TIME: Final = re.compile(r'"\d{4}-\d\d-\d\dT[0-9:.]+Z"|\b1[67]\d{11}\b')
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class Explorer:
    """One search; ``states`` are all that were reached, ``findings`` what was met, ``open`` what was not."""

    def __init__(self, model: Model, material: Material) -> None:
        self.model = model
        self.material = material
        self.states: list[State] = []
        self.findings: dict[Target, Finding] = {}
        self.open: dict[Target, Reads] = dict(targets_of(material))
        self.reads = dict(self.open)
        self._candidates = Candidates(material)
        self.edits = Edits(material)
        self.is_complete = False
        self._pending: deque[State] = deque()
        self._last_call = 0
        self._known: set[str] = set()
        self._nearest: dict[tuple[str, str], list[Call]] = {}
        self._accepted: dict[tuple[str, int], Call] = {}

    def begin(self) -> None:
        """Look at the beginning, and at what one step leads to."""
        self.model.begin()
        root = self._keep((), ())
        following = list(self._look(root)) if root is not None else []
        for state in following:
            self._pending += self._look(state)

    def complete(self) -> None:
        """Go on until there is nothing more to try, or until it has been long enough; once is enough."""
        began = self.model.calls
        while self._pending and self.model.calls - began < _MOST_WALKED:
            self._pending += self._look(self._pending.popleft())
        self._last_call = self.model.calls + _MOST_SEARCHED
        for most in _EDITS if not self.is_complete else ():
            self._search_all(most)
        self.is_complete = True

    @property
    def simplest(self) -> State | None:
        """The first state in which a call of the usual caller has made a document."""
        usual = self.material.callers[0]
        return next(
            (
                state
                for state in self.states
                if state.depth == 1 and state.own and isinstance(step := state.steps[0], Call) and step.caller is usual
            ),
            None,
        )

    def _is_telling(self, state: State) -> bool:
        """Say whether states behind one are worth a look: long ways begin with the simplest document only."""
        first = state.steps[0] if state.steps else None
        if state.depth < 2:
            return not isinstance(first, Call) or first.caller is self.material.callers[0]
        simplest = self.simplest
        is_simplest = simplest is not None and first is simplest.steps[0] and len(state.own) == 1
        return is_simplest and (state.depth == 2 or bool(self._open_inside())) and state.depth < _MOST_DEPTH

    def _open_inside(self) -> list[Target]:
        """List open targets that only a state can meet, whatever is sent."""
        return [target for target, reads in self.open.items() if reads.paths and not _is_sent(reads)]

    def nearest(self, state: State, operation: str) -> list[Call]:
        """List the likely calls of an operation in a state, accepted ones first."""
        return self._nearest.get((state.kept, operation), [])

    def ask(self, state: State, call: Call, *, model: Model | None = None) -> Said | None:
        """Say what the model, or another one of the same documents, answers; None where the call has no spelling."""
        self.model.back(state.kept)
        try:
            request = write(call.draft(), self.material.service.security_schemes)
        except SpellingError:
            return None
        return (model or self.model).send(request)

    def _look(self, state: State) -> Iterator[State]:
        """Try all that is likely in a state, and give the states that come of it."""
        followed: Counter[str] = Counter()
        is_telling = self._is_telling(state)
        for call in self._calls(state):
            said = self.ask(state, call)
            if said is None:
                continue
            name = call.operation.name.wire
            self._note(state, call, said)
            if said.is_accepted or Target(name, said.refused) in self.reads:
                self._nearest.setdefault((state.kept, name), []).append(call)
            is_change = said.is_accepted and self._is_change(call.operation)
            if is_telling and is_change and followed[name] < self._most(state, call):
                found = self._keep((*state.steps, call), state.own)
                if found is not None:
                    followed[name] += 1
                    yield found
        for move in self._moves(state) if is_telling else ():
            self.model.back(state.kept)
            made = self.model.move(move.resource, str(move.id), move.name, move.arguments)
            if not isinstance(made, Refusal):
                found = self._keep((*state.steps, move), state.own)
                if found is not None:
                    yield found

    def _most(self, state: State, call: Call) -> int:
        """Say how many states may come of calls of one operation."""
        if state.depth == 0:
            return _MOST_BASES
        if item_parameter(call.operation):
            return 2 if state.depth < 2 else 1
        # A second document beside the first one, once by each of two callers.
        return 3 if state is self.simplest else 0

    def _calls(self, state: State) -> Iterator[Call]:
        callers = self.material.callers
        for operation in self.material.operations:
            if not item_parameter(operation):
                if state.depth < 2 or not self._is_change(operation):
                    for caller in callers if state.depth == 0 else callers[:1]:
                        yield from self._collection(state, operation, caller)
                continue
            for number, (resource, record) in enumerate(state.about()[: max(len(state.own), 1)]):
                few = callers if state.depth < 2 and not number else callers[:1]
                for caller in few:
                    most = 4 if caller is callers[0] else 1
                    yield from self._candidates.item_calls(operation, caller, resource, record, most=most)

    def _collection(self, state: State, operation: Operation, caller: Caller) -> Iterator[Call]:
        if caller is self.material.callers[0] and state.depth == 0:
            yield from self._candidates.collection_calls(operation, caller)
            return
        # What was accepted once, by others or again.
        for (name, _), call in list(self._accepted.items())[:_MOST_BASES]:
            if name == operation.name.wire:
                yield Call(
                    operation=operation,
                    caller=caller,
                    parameters=call.parameters,
                    content=call.content,
                    body=call.body,
                )
        if operation.body is None:
            yield from self._candidates.collection_calls(operation, caller)

    def _moves(self, state: State) -> Iterator[MoveMade]:
        for resource, record in state.about()[:1]:
            if (resource, record.id) in state.own:
                yield from self._candidates.moves(resource, record)

    def _is_change(self, operation: Operation) -> bool:
        return operation.method.upper() not in _SAFE

    def _keep(self, steps: tuple[Step, ...], own: tuple[tuple[str, str], ...]) -> State | None:
        records = tuple((resource, record) for (resource, _), record in self.model.records())
        shown = json.dumps([(resource, record.id, record.document) for resource, record in records], sort_keys=True)
        key = _TIME.sub("T", shown)
        if key in self._known:
            return None
        self._known.add(key)
        new = [(r, each.id) for r, each in records if (r, each.id) not in own and (r, each.id) not in self.model.fixed]
        state = State(steps=steps, kept=f"explored {len(self.states)}", records=records, own=(*own, *new))
        self.model.keep(state.kept)
        self.states.append(state)
        last = steps[-1] if steps else None
        if len(steps) == 1 and isinstance(last, Call):
            self._accepted[last.operation.name.wire, len(self._accepted)] = last
        return state

    def _note(self, state: State, call: Call, said: Said) -> bool:
        target = Target(call.operation.name.wire, said.refused)
        if target not in self.open:
            return False
        del self.open[target]
        self.findings[target] = Finding(target=target, state=state, call=call, said=said)
        return True

    def _search_all(self, most: int) -> None:
        """Look for what is open among the neighbours of likely calls, in states that differ in what it reads."""
        for target in list(self.open):
            reads = self.reads[target]
            if reads.paths and not _is_sent(reads):
                continue
            seen: set[str] = set()
            for state in self.states:
                calls = _chosen(self._nearest.get((state.kept, target.operation), []))
                view = _view(state, reads)
                if target not in self.open or self.model.calls > self._last_call:
                    break
                if calls and view not in seen:
                    seen.add(view)
                    for call in calls:
                        self._search(state, call, target, most)

    def _search(self, state: State, start: Call, target: Target, most: int) -> None:
        """Change a call, and what came of it, until it is refused by what is aimed at."""
        pending, tried = deque([(start, 0)]), 0
        while pending and tried < most and target in self.open:
            call, depth = pending.popleft()
            said = self.ask(state, call)
            refused = Target(target.operation, said.refused) if said is not None else target
            for edited in self._neighbours(call, [target, refused], state):
                tried += 1
                answer = self.ask(state, edited)
                if answer is None or tried > most:
                    continue
                self._note(state, edited, answer)
                met = Target(target.operation, answer.refused)
                if depth == 0 and (answer.is_accepted or met in self.reads):
                    pending.append((edited, 1))
                if target not in self.open:
                    return

    def _neighbours(self, call: Call, targets: Sequence[Target], state: State) -> Iterator[Call]:
        for target in dict.fromkeys(targets):
            reads = self.reads.get(target)
            if reads is not None and reads.paths:
                yield from self.edits.by_reads(call, reads, state.documents)
            elif reads is not None:
                yield from self.edits.anywhere(call, state.documents)


def _chosen(calls: Sequence[Call]) -> list[Call]:
    """Choose the calls whose neighbours are looked at: the first about each document, and the one with most in it."""
    firsts: dict[str, Call] = {}
    for call in calls:
        firsts.setdefault(json.dumps(call.parameters.get("path", {}), sort_keys=True, default=str), call)
    by_size = sorted(calls, key=lambda call: len(json.dumps(call.body, default=str)))
    chosen = [*list(firsts.values())[:2], *by_size[-1:]]
    return [call for number, call in enumerate(chosen) if call not in chosen[:number]]


def _is_sent(reads: Reads) -> bool:
    return any(reads.of(root) for root in ("body", "query", "path", "header", "sent"))


def _view(state: State, reads: Reads) -> str:
    """Show what a precondition sees of a state: what it reads of the documents that are there."""
    stored, others = reads.of("stored"), reads.of("other")
    seen = [
        [resource, number == 0, place, value]
        for number, (resource, record) in enumerate(state.about())
        for place, value in generic_values(record.document)
        if (place in stored and not number) or place in others
    ]
    return json.dumps([len(state.own), seen], sort_keys=True)
