"""The second phase: each keyword and each rule from both sides, wherever it stands, and what is wrong before them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import partial

from specwright.conform.answers import content_of_requests
from specwright.conform.body_cases import body_aims
from specwright.conform.parameter_cases import parameter_aims
from specwright.conform.phases import Ground
from specwright.conform.precedence import precedence_aims
from specwright.conform.prepared import Memo, Prepared, carry_out
from specwright.conform.reading_back import Reader
from specwright.conform.results import Result
from specwright.conform.rule_cases import rule_aims
from specwright.conform.several import several_aims
from specwright.conform.subjects import Subject
from specwright.conform.supplies import UndrawableError
from specwright.conform.twin_settings import setting_aims
from specwright.conform.wrong_requests import wrong_aims
from specwright.model.service import Operation

__all__ = ["ConstraintPhase"]

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class ConstraintPhase:
    """Goes round the aims of all operations, so that whoever stops early has seen something of each."""

    name = "constraints"

    def run(self, ground: Ground, /) -> Iterator[Result]:
        """Tell the results one by one."""
        # What the phase before has stored would be in the way.
        ground.world.reset()
        waiting = deque(iter(memo) for memo in _aims(ground))
        while waiting:
            cases = waiting.popleft()
            prepared = next(cases, None)
            if prepared is not None:
                waiting.append(cases)
                if ground.is_wanted(prepared.case.id):
                    yield carry_out(ground, prepared)


def _aims(ground: Ground) -> list[Memo[Prepared]]:
    """List the aims of all operations in turn: the first of each, the second of each, and so on."""
    by_operation: list[list[Memo[Prepared]]] = []
    for operation in ground.service.operations:
        is_reading = operation.method.upper() in _READING
        if ground.only and not ground.only.startswith(f"{ConstraintPhase.name}/{operation.name.wire}/"):
            continue
        if operation.name.wire in ground.operations and (is_reading or not ground.is_read_only):
            key = ("aims", operation.name.wire, ground.seed, ground.is_twin, id(ground.world.plans))
            by_operation.append(ground.kit.once(key, partial(_all_of, ground, operation)))
    longest = max((len(each) for each in by_operation), default=0)
    return [each[number] for number in range(longest) for each in by_operation if number < len(each)]


def _all_of(ground: Ground, operation: Operation) -> list[Memo[Prepared]]:
    return list(_of(ground, operation))


def _of(ground: Ground, operation: Operation) -> Iterator[Memo[Prepared]]:
    """Give the aims of an operation; those that are wrong in two ways are made of the others."""
    subject = Subject(
        kit=ground.kit,
        operation=operation,
        plans=ground.world.plans,
        reader=ground.kit.once("reader", lambda: Reader(ground.kit)),
        seed=ground.seed,
        is_twin=ground.is_twin,
    )
    values = [Memo(aim) for aim in (*parameter_aims(subject), *_body_aims(subject))]
    yield from (Memo(aim) for aim in wrong_aims(subject))
    yield from (Memo(aim) for aim in setting_aims(subject))
    yield from (Memo(aim) for aim in precedence_aims(subject, values))
    yield from (Memo(aim) for aim in several_aims(subject, values))
    yield from values


def _body_aims(subject: Subject) -> Iterator[Iterator[Prepared]]:
    content = content_of_requests(subject.operation)
    if content is None:
        return
    try:
        source = subject.plans.supplies.body(subject.operation, content)
    except UndrawableError:
        return
    yield from rule_aims(subject, content, source)
    yield from body_aims(subject, content, source)
