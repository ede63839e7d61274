"""Prepares requests in whose values two things are wrong: of what is found, the first by its place is told."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any, Final

from specwright.conform.drafts import Draft, SpellingError
from specwright.conform.plans import Plan
from specwright.conform.prepared import Change, Memo, Prepared
from specwright.conform.results import Aim, Kind
from specwright.conform.subjects import Subject
from specwright.conform.supplies import UndrawableError
from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.twin.judges import CheckViolation

__all__ = ["several_aims"]

_MOST: Final = 10
_LOOKED_AT: Final = 6
_MANY: Final = 400


def several_aims(subject: Subject, aims: Iterable[Memo[Prepared]]) -> Iterator[Iterator[Prepared]]:
    """Give the cases: pairs of wrong values whose refusals differ."""
    yield _cases(subject, list(aims))


def _cases(subject: Subject, aims: list[Memo[Prepared]]) -> Iterator[Prepared]:
    try:
        base = subject.plans.plan(subject.operation)
    except UndrawableError:
        return
    outside = [found for memo in aims if (found := _first_outside(memo)) is not None]
    made: set[tuple[str, str]] = set()
    for first, second in _telling(outside):
        if len(made) >= _MOST:
            return
        mark = (first.case.aim.code, second.case.aim.code)
        if mark in made and not (first.refusal and first.refusal.place_pointer):
            continue
        prepared = _pair(subject, first, second, base)
        if prepared is not None:
            made.add(mark if mark not in made else (first.case.id, second.case.id))
            yield prepared


def _first_outside(memo: Memo[Prepared]) -> Prepared | None:
    for prepared, _ in zip(memo, range(_LOOKED_AT), strict=False):
        if prepared.change is not None and prepared.setup is None and prepared.case.aim.kind is Kind.KEYWORD:
            return prepared
    return None


def _telling(outside: list[Prepared]) -> Iterator[tuple[Prepared, Prepared]]:
    """List pairs in the same part of a request, those with two codes first."""
    pairs = [
        (first, second)
        for first, second in combinations(outside, 2)
        if first.case.aim.place.split(" ")[0] == second.case.aim.place.split(" ")[0]
        and not first.case.aim.place.startswith("path")
    ]
    differing = [pair for pair in pairs if pair[0].case.aim.code != pair[1].case.aim.code]
    alike = [pair for pair in pairs if pair[0].refusal is not None and pair[0].refusal.place_pointer]
    yield from differing[:_MANY]
    yield from alike[:_MANY]


def _pair(subject: Subject, first: Prepared, second: Prepared, base: Plan) -> Prepared | None:
    change = _both(first, second)
    try:
        draft = change(base.last)
        is_body = first.case.aim.place.startswith("body")
        told = subject.reader.body_violations(draft) if is_body else subject.reader.parameter_violations(draft)
    except (SpellingError, LookupError, TypeError, ValueError):
        return None
    if not _is_telling(told):
        return None
    refusal = subject.refusal(told[0].code, *(each.path for each in told))
    names = sorted({f"{each.path}:{each.id}" for each in told})
    aim = Aim(operation=subject.name, kind=Kind.LAW, name="the first of several", place="request", code=told[0].code)
    label = f"several/{'+'.join(name.strip('/') for name in names)}"
    return subject.wrong(label, aim, change, refusal, f"{names[0]} and {', '.join(names[1:])}")


def _is_telling(told: tuple[CheckViolation, ...]) -> bool:
    """Say whether two things are wrong at two places."""
    return len({each.path for each in told}) > 1 and all(each.layer == "schema" for each in told)


def _both(first: Prepared, second: Prepared) -> Change:
    """Make both wrong: of parameters one after the other, of a body the second's value inside of the first's."""

    def change(draft: Draft) -> Draft:
        one = draft if first.change is None else first.change(draft)
        if second.change is None:
            return one
        if not first.case.aim.place.startswith("body"):
            return second.change(one)
        other = second.change(draft)
        return replace(one, body=_with(one.body, other.body, second))

    return change


def _with(body: Any, other: Any, prepared: Prepared) -> Any:
    """Put what is wrong in one body into another.

    Raises:
        LookupError: there is no such place.
    """
    whole = copy.deepcopy(body)
    steps = [step.replace("~1", "/").replace("~0", "~") for step in prepared.pointer.split("/")[1:]]
    keyword, _, member = prepared.case.aim.name.partition(":")
    if keyword == "required":
        steps.append(member)
    here, there = whole, other
    for step in steps[:-1]:
        here, there = _below(here, step), _below(there, step)
    if not steps:
        raise LookupError("the whole is wrong")
    if keyword == "required":
        del here[steps[-1]]
    else:
        here[int(steps[-1]) if isinstance(here, ARRAY) else steps[-1]] = copy.deepcopy(_below(there, steps[-1]))
    return whole


def _below(value: Any, step: str) -> Any:
    if isinstance(value, ARRAY):
        return value[int(step)]
    if isinstance(value, OBJECT):
        return value[step]
    raise LookupError(step)
