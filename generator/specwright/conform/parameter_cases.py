"""Prepares the cases of the keywords of parameters: each from both sides, as far as its values have a spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from specwright.conform.body_cases import keyword_aim
from specwright.conform.drafts import Draft, SpellingError
from specwright.conform.placing import Placer
from specwright.conform.plans import Plan
from specwright.conform.prepared import Change, Prepared
from specwright.conform.results import Aim, Side
from specwright.conform.subjects import Subject
from specwright.conform.supplies import UndrawableError
from specwright.samples.engine.breaking import Target
from specwright.samples.engine.source import RandomSource

__all__ = ["parameter_aims"]

_MOST: Final = 5
_MOST_LISTED: Final = 40
_LISTING: Final = frozenset({"enum", "const"})
# What a parameter of this name has to hold, only an earlier answer knows.
_TAGS: Final = frozenset({"if-match", "if-none-match"})


def parameter_aims(subject: Subject) -> Iterator[Iterator[Prepared]]:
    """Give the cases of each keyword of each parameter, the telling ones first."""
    if not subject.operation.parameters:
        return
    try:
        sampler = subject.plans.supplies.parameters(subject.operation)
    except UndrawableError:
        return
    placer = Placer(sampler)
    for target in placer.targets:
        if len(target.path) > 1 or (len(target.path) == 1 and target.keyword == "required"):
            yield _cases(subject, placer, target)


def _cases(subject: Subject, placer: Placer, target: Target) -> Iterator[Prepared]:
    place = target.path[0]
    name = target.path[1] if len(target.path) > 1 else target.member
    counts = {Side.OUTSIDE: 0, Side.INSIDE: 0}
    reason = {
        Side.OUTSIDE: "whatever arrives there meets it, or breaks something else as well",
        Side.INSIDE: "no acceptable value was found",
    }
    if place == "path" and target.keyword == "required":
        reason[Side.OUTSIDE] = "without it, the path is another one"
    try:
        base = subject.plans.plan(subject.operation)
    except UndrawableError as error:
        reason = dict.fromkeys(reason, f"there is no acceptable call: {error}")
    else:
        for prepared in _found(subject, placer, target, base, where=(place, name), reason=reason):
            side = prepared.case.side
            if counts[side] < (_MOST_LISTED if target.keyword in _LISTING else _MOST):
                counts[side] += 1
                yield prepared
    for side in (Side.OUTSIDE, Side.INSIDE):
        if not counts[side]:
            yield subject.never(f"{_label(target)}/{side.value}", _aim(subject, target), side, reason[side])


def _found(
    subject: Subject, placer: Placer, target: Target, base: Plan, *, where: tuple[str, str], reason: dict[Side, str]
) -> Iterator[Prepared]:
    place, name = where
    seen: set[str] = set()
    numbers = {Side.OUTSIDE: 0, Side.INSIDE: 0}
    for value in _values(subject, placer, target, base, where):
        if isinstance(value, float) and value.is_integer():
            # In JSON 1.0 is an integer; of a text in a query, nobody says so.
            continue
        change = _change(place, name, value)
        try:
            draft = change(base.last)
            told = subject.reader.parameter_violations(draft)
            pointer = "".join(f"/{token}" for token in (*target.path[:1], *target.path[1:2]))
            is_alone = bool(told) and all(each.id == target.keyword and each.path.startswith(pointer) for each in told)
            if told and not is_alone:
                continue
            side = Side.OUTSIDE if told else Side.INSIDE
            mark = repr(subject.reader.parameters(draft))
            if mark in seen:
                continue
            seen.add(mark)
            numbers[side] += 1
            label = f"{_label(target)}/{side.value}{f'/{numbers[side]}' if numbers[side] > 1 else ''}"
            if told:
                aim = _aim(subject, target, told[0].code)
                yield subject.outside(label, aim, change, subject.refusal(told[0].code, *(t.path for t in told)))
            else:
                yield subject.inside(label, _aim(subject, target), _plan(subject, base, where, value))
        except (SpellingError, UndrawableError) as error:
            reason[Side.INSIDE] = str(error)


def _values(subject: Subject, placer: Placer, target: Target, base: Plan, where: tuple[str, str]) -> Iterator[Any]:
    """List values for a parameter, of which None means that it is not sent."""
    place, name = where
    given: dict[str, Any] = {each: dict(values) for each, values in base.last.parameters.items()}
    whole = subject.plans.supplies.parameters(subject.operation).valid(RandomSource(f"{subject.seed}/{target.name}"))
    start = {each: {**whole.get(each, {}), **given.get(each, {})} for each in {*whole, *given}}
    if target.keyword == "required" and len(target.path) == 1:
        yield None
        yield given.get(place, {}).get(name, start.get(place, {}).get(name))
        return
    yield from (edged.body.get(place, {}).get(name) for edged in placer.edged(start, target, f"{subject.seed}"))
    # Texts that are no number, no truth value and no moment, whatever the schema says.
    yield from ("abc", "1e400", "", "-", "0x10", "TRUE", "1,5")


def _plan(subject: Subject, base: Plan, where: tuple[str, str], value: Any) -> Plan:
    place, name = where
    is_made = place == "path" and any(link.parameter == name for link in subject.plans.links(subject.operation))
    if is_made and len(base.own) == 1 and isinstance(value, str) and value:
        # Who makes it chooses the number that it will be known by.
        return subject.plans.proved(replace(base.renewed({base.own[0]: value}), own=()))
    if is_made or name.lower() in _TAGS:
        # Only what is stored is acceptable there, and the plan brings it along.
        return base
    return subject.plans.proved(base.ending(_change(place, name, value)(base.last)))


def _change(place: str, name: str, value: Any) -> Change:
    def change(draft: Draft) -> Draft:
        given = {other: known for other, known in draft.parameters.get(place, {}).items() if other != name}
        if value is not None:
            given[name] = value
        return replace(draft, parameters={**draft.parameters, place: given})

    return change


def _label(target: Target) -> str:
    return target.name.lstrip("/")


def _aim(subject: Subject, target: Target, code: str = "") -> Aim:
    where = target.path[0]
    below = replace_path(target, target.path[1:])
    return keyword_aim(subject, where, below, code)


def replace_path(target: Target, path: tuple[str, ...]) -> Target:
    """Give a target another path."""
    return Target(path, target.keyword, target.member)
