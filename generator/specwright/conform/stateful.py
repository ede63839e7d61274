"""Makes random sequences of calls, right and wrong, by several callers, and compares each answer with the model's."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from specwright.conform.drafts import SpellingError
from specwright.conform.oracle import UniversalOracle
from specwright.conform.phases import Ground
from specwright.conform.results import Aim, Case, Kind, Result, Side, Verdict
from specwright.conform.states.candidates import item_parameter
from specwright.conform.states.edits import with_parameter
from specwright.conform.states.material import Caller
from specwright.conform.states.places import ABSENT, concrete, generic_values, put, sibling
from specwright.conform.states.player import Player
from specwright.conform.states.rehearsing import Rehearsal, Rehearser, UntoldError
from specwright.conform.states.shrinking import shrunk
from specwright.conform.states.stage import Stage, stage_of, with_header
from specwright.conform.states.steps import Call, Step, Told
from specwright.conform.supplies import UndrawableError
from specwright.model.service import Operation
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource

__all__ = ["SequencePhase"]

_SEQUENCES: Final = 50
_STEPS: Final = 12
_TRIES: Final = 4
_FEW_CALLERS: Final = 4
_MOST_DOCUMENTS: Final = 3


class SequencePhase:
    """Random sequences; a failing one is made as short as it can be."""

    name = "fuzzing"

    def run(self, ground: Ground, /) -> Iterator[Result]:
        """Tell the result of each sequence.

        Raises:
            StoppedError: a guard ends it.
        """
        stage = stage_of(ground)
        player = Player(ground, stage)
        rehearsals = ground.kit.once(("sequences", id(stage), ground.operations), dict[int, Rehearsal])
        shown = set[str]()
        for number in range(_SEQUENCES):
            if not ground.is_wanted(_id(number)):
                continue
            if number not in rehearsals:
                rehearsals[number] = _written(stage, ground.operations, f"{ground.seed}/{number}")
            case = _case(number, rehearsals[number])
            if not ground.is_twin:
                reason = "random sequences need a service that can be brought back to its beginning"
                yield Result(case=case, verdict=Verdict.UNREACHABLE, reason=reason)
                return
            result = player.play(case, rehearsals[number])
            causes = {failure.cause for failure in result.failures}
            if result.verdict is Verdict.FAIL and ground.is_shrinking and not causes <= shown:
                shown |= causes
                result = shrunk(stage, player, rehearsals[number], result)
                # What the last try showed before a budget ended is no part of it.
                ground.take()
            yield result


def _written(stage: Stage, operations: frozenset[str], seed: str) -> Rehearsal:
    rehearser = Rehearser(stage.model, stage.service.security_schemes, UniversalOracle(stage.kit))
    return _Author(stage, operations, seed, rehearser, random.Random(seed)).write()


def _id(number: int) -> str:
    return f"fuzzing/sequence/{number}"


def _case(number: int, rehearsal: Rehearsal) -> Case:
    names = [step.operation.name.wire for step in rehearsal.steps if isinstance(step, Call)]
    aim = Aim(operation=names[-1] if names else "", kind=Kind.FUZZ, name="sequence", place=f"{number}")
    story = f"random sequence {number} of {_STEPS} calls"
    return Case(id=_id(number), phase="fuzzing", aim=aim, side=Side.NEITHER, story=story)


@dataclass(slots=True, eq=False)
class _Author:
    """Writes one sequence; the model says after each step what there is to go on with."""

    stage: Stage
    operations: frozenset[str]
    seed: str
    rehearser: Rehearser
    random: random.Random
    tags: dict[tuple[str, str], list[Told]] = field(default_factory=dict[tuple[str, str], "list[Told]"])

    def write(self) -> Rehearsal:
        """Write it."""
        for _ in range(_STEPS):
            for _ in range(_TRIES):
                step = self._step()
                try:
                    if step is not None and self._take(step):
                        break
                except (SpellingError, UntoldError):
                    continue
        return self.rehearser.rehearsal()

    def _take(self, step: Step) -> bool:
        """Take a step, unless the model answers it as the description does not."""
        expected = self.rehearser.take(step)
        if expected.flaw:
            self.rehearser.take_back()
            return False
        if "etag" in expected.said.response.fields:
            for about in expected.said.about:
                self.tags.setdefault(about, []).append(Told(len(self.rehearser.steps) - 1, header="etag"))
        return True

    def _step(self) -> Step | None:
        records = [each for each in self.stage.model.records() if each[0] not in self.stage.model.fixed]
        creating = [each for each in self._chosen() if self.stage.is_creating(each)]
        if creating and (not records or (len(records) < _MOST_DOCUMENTS and self.random.random() < 0.2)):
            return self._spoilt(self._created(self.random.choice(creating)), 0.2)
        if records and self.random.random() < 0.2:
            (resource, _), record = self.random.choice(records)
            moves = list(self.stage.candidates.moves(resource, record))
            possible = [move for move in moves if self.stage.is_possible(move, record)]
            if moves:
                return self.random.choice(possible if possible and self.random.random() < 0.8 else moves)
        operation = self.random.choice(self._chosen())
        call = self._about(operation, records) if item_parameter(operation) else self._created(operation)
        return self._spoilt(call, 0.35)

    def _chosen(self) -> list[Operation]:
        return [each for each in self.stage.material.operations if each.name.wire in self.operations]

    def _caller(self) -> Caller:
        callers = self.stage.material.callers
        return callers[0] if self.random.random() < 0.75 else self.random.choice(callers[:_FEW_CALLERS])

    def _created(self, operation: Operation) -> Call | None:
        parameters = self.stage.material.required(operation)
        call = Call(operation=operation, caller=self._caller(), parameters=parameters)
        for parameter in operation.parameters:
            if not parameter.is_required and self.random.random() < 0.25:
                value = self.random.choice(self.stage.material.candidates(parameter))
                call = with_parameter(call, parameter.location.value, parameter.name.wire, value)
        return self._with_body(call)

    def _with_body(self, call: Call) -> Call | None:
        if call.operation.body is None:
            return call
        content = self.random.choice(call.operation.body.media_types)
        known = self.stage.material.bodies(call.operation)
        if known and self.random.random() < 0.5:
            chosen = self.random.choice(known)
            return replace(call, content=chosen.content, body=chosen.value)
        try:
            source = self.stage.material.supplies.body(call.operation, content)
            return replace(call, content=content, body=source.valid(f"{self.seed}/{len(self.rehearser.steps)}"))
        except UndrawableError:
            return None

    def _about(self, operation: Operation, records: Sequence[Any]) -> Call | None:
        everything = records or list(self.stage.model.records())
        if not everything:
            return None
        (resource, id_), record = self.random.choice(everything)
        calls = list(self.stage.candidates.item_calls(operation, self._caller(), resource, record, most=2))
        if not calls:
            return None
        call = calls[0] if self.random.random() < 0.5 else self.random.choice(calls)
        told = self.tags.get((resource, id_), [])
        if told and self.random.random() < 0.6:
            call = with_header(call, "If-Match", self.random.choice([told[0], told[-1], told[-1]]))
        return call

    def _spoilt(self, call: Call | None, chance: float) -> Call | None:
        if call is None or self.random.random() > chance:
            return call
        ways: list[Callable[[Call], Call]] = [self._edited, self._lost]
        if call.content is not None:
            ways += [self._edited, self._broken]
        return self.random.choice(ways)(call)

    def _edited(self, call: Call) -> Call:
        """Change one value of the body, to one that another body has there or to none."""
        paths = [path for path, _ in generic_values(call.body) if path]
        if not paths:
            return self._lost(call)
        path = self.random.choice(paths)
        place = self.random.choice(concrete(call.body, path) or [()])
        values = [*self.stage.material.values(call.operation, path), ABSENT, None]
        return replace(call, body=put(call.body, place, self.random.choice(values))) if place else call

    def _broken(self, call: Call) -> Call:
        """Break one keyword or rule of the body."""
        content = call.content
        sampler = None if content is None else self.stage.material.sampler(call.operation, content)
        if sampler is None or not sampler.breakable:
            return call
        name = self.random.choice(sampler.breakable)
        try:
            return replace(call, body=sampler.broken(name, RandomSource(f"{self.seed}/{len(self.rehearser.steps)}")))
        except (NotDrawableError, NoWayFoundError):
            return call

    def _lost(self, call: Call) -> Call:
        """Mean a document that is not there, or come without a credential."""
        own = item_parameter(call.operation)
        value = call.parameters.get("path", {}).get(own) if own else None
        if value is not None and self.random.random() < 0.7:
            return with_parameter(call, "path", own, sibling(value))
        return replace(call, caller=Caller(name="nobody"))
