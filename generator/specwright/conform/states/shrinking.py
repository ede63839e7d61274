"""Makes a failing sequence as short as it can be: steps that the failures do without are left out, then members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from specwright.conform.drafts import SpellingError
from specwright.conform.results import Result, StoppedError, Verdict
from specwright.conform.states.places import ABSENT, concrete, generic_values, put
from specwright.conform.states.player import Player
from specwright.conform.states.rehearsing import Rehearsal, UntoldError, rehearse
from specwright.conform.states.stage import Stage
from specwright.conform.states.steps import Call, MoveMade, Step, Told, resolved_step
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["shrunk", "without"]

_MOST_PLAYS: Final = 150


def shrunk(stage: Stage, player: Player, rehearsal: Rehearsal, result: Result, *, most: int = _MOST_PLAYS) -> Result:
    """Play shorter and simpler sequences that fail for the same causes, and give the result of the simplest.

    Where a budget ends, that is the simplest so far.
    """
    causes = {failure.cause for failure in result.failures}
    steps = _needed_steps(rehearsal.steps, result)
    plays = 0

    def fails(candidate: list[Step]) -> Result | None:
        nonlocal plays
        plays += 1
        try:
            played = player.play(result.case, rehearse(stage.model, candidate, stage.service.security_schemes))
        except (SpellingError, UntoldError):
            return None
        is_same = played.verdict is Verdict.FAIL and causes <= {failure.cause for failure in played.failures}
        return played if is_same else None

    best, is_shorter = result, True
    while is_shorter and plays < most:
        is_shorter = False
        for candidate in _simpler(stage, steps):
            if plays >= most:
                break
            try:
                played = fails(candidate)
            except StoppedError:
                return best
            if played is not None:
                best, steps, is_shorter = played, _needed_steps(candidate, played), True
                break
    return best


def _needed_steps(steps: Sequence[Step], result: Result) -> list[Step]:
    """Leave out the steps behind the last that something is wrong with."""
    last = max((failure.exchange for failure in result.failures if failure.exchange), default=0)
    count = sum(not last or exchange.number <= last for exchange in result.exchanges)
    return list(steps[:count])


def _simpler(stage: Stage, steps: list[Step]) -> Iterator[list[Step]]:
    """List sequences with one step less, then such with less in one of their bodies."""
    for index in range(len(steps) - 2, -1, -1):
        yield without(steps, index)
    for index, step in enumerate(steps):
        if not isinstance(step, Call) or step.content is None:
            continue
        for payload in stage.material.bodies(step.operation)[:1]:
            if payload.value != step.body:
                yield [*steps[:index], replace(step, content=payload.content, body=payload.value), *steps[index + 1 :]]
        for path in sorted({path for path, _ in generic_values(step.body) if path}, key=len):
            for place in concrete(step.body, path)[-1:]:
                body = put(step.body, place, ABSENT)
                if _is_valid(stage, step, body):
                    yield [*steps[:index], replace(step, body=body), *steps[index + 1 :]]


def without(steps: list[Step], index: int) -> list[Step]:
    """Leave out a step and all that need what its answer tells."""
    dropped = {index}
    kept: list[Step] = []
    numbers: dict[int, int] = {}
    for number, step in enumerate(steps):
        if number in dropped or any(told.step in dropped for told in _needed(step)):
            dropped.add(number)
            continue
        numbers[number] = len(kept)
        kept.append(resolved_step(step, lambda told: replace(told, step=numbers[told.step])))
    return kept


def _needed(step: Step) -> Iterator[Told]:
    pending: list[Any] = []
    if isinstance(step, Call):
        pending = [step.parameters, step.body, step.headers, step.tokens]
    elif isinstance(step, MoveMade):
        pending = [step.id]
    while pending:
        value = pending.pop()
        if isinstance(value, Told):
            yield value
        elif isinstance(value, OBJECT):
            pending += value.values()
        elif isinstance(value, ARRAY):
            pending += value


def _is_valid(stage: Stage, call: Call, body: Any) -> bool:
    if call.content is None or any(True for _ in _needed(call)):
        return call.content is None
    check = stage.kit.judges.body(call.operation, call.content.media_type)
    return check is None or not check(body)
