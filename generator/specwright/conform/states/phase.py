"""The phase ``states``: what needs more than one call to be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from specwright.conform.drafts import SpellingError
from specwright.conform.oracle import UniversalOracle
from specwright.conform.phases import Ground
from specwright.conform.results import Result, Side, Verdict
from specwright.conform.states.keeping import repeated_changes, stored_equals_sent
from specwright.conform.states.leaving import deletions
from specwright.conform.states.lists import filters, lists_equal_reads, pages
from specwright.conform.states.machine import lives, moves, operations_by_state
from specwright.conform.states.meeting import preconditions
from specwright.conform.states.ordering import earlier_preconditions_first
from specwright.conform.states.player import Player
from specwright.conform.states.rehearsing import Rehearsal, UntoldError, rehearse
from specwright.conform.states.shrinking import shrunk, without
from specwright.conform.states.stage import MOST_OPERATIONS, SAFE, Hopeless, Stage, law_case, stage_of
from specwright.conform.states.steps import Call, Script, Step
from specwright.conform.states.strangers import other_callers
from specwright.conform.states.tokens import token_flows
from specwright.conform.states.traces import refused_changes
from specwright.conform.states.unknown import unknown_documents
from specwright.conform.states.varying import preconditions_elsewhere
from specwright.conform.states.versions import conditional_changes, conditional_reads, tags_follow_changes

__all__ = ["StatePhase"]

_Law: TypeAlias = Callable[[Stage], Iterator[Script | Hopeless]]
# Sequences are short by themselves; so many simpler ones are tried where one fails for causes that are new.
_MOST_PLAYS: Final = 40
# What one step shows comes first; then the rest of the search is worth its time.
_AT_ONCE: Final[tuple[_Law, ...]] = (
    stored_equals_sent,
    conditional_changes,
    tags_follow_changes,
    conditional_reads,
    deletions,
    unknown_documents,
    other_callers,
    lists_equal_reads,
    pages,
    filters,
    refused_changes,
    repeated_changes,
    token_flows,
)
_SEARCHED: Final[tuple[_Law, ...]] = (
    preconditions,
    preconditions_elsewhere,
    earlier_preconditions_first,
    moves,
    lives,
    operations_by_state,
)


class StatePhase:
    """Plays sequences that the model of the service found, and compares each answer with the model's."""

    name = "states"

    def run(self, ground: Ground, /) -> Iterator[Result]:
        """Tell results as soon as they are known; whoever asks may stop at any of them.

        Raises:
            StoppedError: a guard ends it.
        """
        kit = ground.kit
        stage = stage_of(ground)
        rehearsed = kit.once(("states rehearsed", id(stage)), lambda: _Book(stage))
        player = Player(ground, stage)
        yield from (result for result in _unlooked(ground, stage) if ground.is_wanted(result.case.id))
        shown = set[str]()
        for script in rehearsed.pages():
            if script.case.aim.operation not in ground.operations:
                continue
            if not ground.is_wanted(script.case.id):
                continue
            if isinstance(script, Hopeless):
                yield Result(case=script.case, verdict=Verdict.UNREACHABLE, reason=script.reason)
                continue
            result = player.play(script.case, rehearsed.rehearsal(script))
            causes = {failure.cause for failure in result.failures}
            if result.verdict is Verdict.FAIL and ground.is_shrinking and not causes <= shown:
                shown |= causes
                result = shrunk(stage, player, rehearsed.rehearsal(script), result, most=_MOST_PLAYS)
                # What the last try showed before a budget ended is no part of it.
                ground.take()
            yield result


class _Book:
    """Sequences with what the model does in each, made when they are first wanted."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._made: list[Script | Hopeless] = []
        self._rest = _scripts(stage)
        self._rehearsed: dict[str, Rehearsal] = {}
        self._judge = UniversalOracle(stage.kit)

    def pages(self) -> Iterator[Script | Hopeless]:
        """Go through all, those first that were made before."""
        number = 0
        while True:
            if number == len(self._made):
                script = next(self._rest, None)
                if script is None:
                    return
                self._made.append(self._tried(script))
            yield self._made[number]
            number += 1

    def rehearsal(self, script: Script) -> Rehearsal:
        """Give what the model does."""
        return self._rehearsed[script.case.id]

    def _tried(self, script: Script | Hopeless) -> Script | Hopeless:
        """Rehearse a sequence; reads and refused calls that the description has no answer for are left out."""
        if isinstance(script, Hopeless):
            return script
        steps = list(script.steps)
        for _ in steps:
            try:
                rehearsal = self._rehearse(steps)
            except (SpellingError, UntoldError) as error:
                return Hopeless(script.case, str(error))
            flawed = [index for index, each in enumerate(rehearsal.expected) if each.flaw]
            if not flawed:
                self._rehearsed[script.case.id] = rehearsal
                return script
            last, step = rehearsal.expected[flawed[-1]], rehearsal.steps[flawed[-1]]
            steps = without(list(rehearsal.steps), flawed[-1])
            is_read = isinstance(step, Call) and step.operation.method.upper() in SAFE
            is_aim = script.case.side is Side.OUTSIDE or last.said.is_accepted
            if (is_aim and not is_read) or not steps:
                return Hopeless(script.case, f"a twin cannot tell what should be answered: {last.flaw}")
        return Hopeless(script.case, "nothing is left of it that the description has answers for")

    def _rehearse(self, steps: list[Step]) -> Rehearsal:
        stage = self._stage
        return rehearse(stage.model, steps, stage.service.security_schemes, self._judge)


def _scripts(stage: Stage) -> Iterator[Script | Hopeless]:
    for law in _AT_ONCE:
        yield from law(stage)
    stage.explorer.complete()
    for law in _SEARCHED:
        yield from law(stage)


def _unlooked(ground: Ground, stage: Stage) -> Iterator[Result]:
    """Say which operations are left out because there are too many."""
    known = {operation.name.wire for operation in stage.material.operations}
    reason = f"one search looks at {MOST_OPERATIONS} operations; name this one to have it looked at"
    for name in sorted(ground.operations - known):
        case = law_case("states", name, "", f"what needs more than one call of {name} to be seen")
        yield Result(case=case, verdict=Verdict.UNREACHABLE, reason=reason)
