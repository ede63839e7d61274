"""Prepares the cases of the rules of a body: bodies that break one alone, and the same ones put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from specwright.conform.drafts import SpellingError
from specwright.conform.near_cases import NO_CASE, near_cases, near_changes, rule_aim
from specwright.conform.payloads import spellable
from specwright.conform.prepared import Prepared, with_body
from specwright.conform.results import Side
from specwright.conform.subjects import Subject
from specwright.conform.supplies import BodySource, UndrawableError
from specwright.conform.waiting_cases import waiting_cases
from specwright.model.service import MediaType
from specwright.samples.engine.solving_task import copied
from specwright.samples.engine.source import RandomSource

__all__ = ["rule_aims"]

_VARIANTS: Final = 4
_TRIES: Final = 3


def rule_aims(subject: Subject, content: MediaType, source: BodySource) -> Iterator[Iterator[Prepared]]:
    """Give the cases of each rule; preconditions that stand beside them are another phase's."""
    solver = source.sampler.solver
    if solver is None:
        return
    acceptable = source.acceptable
    others = frozenset[str]() if acceptable is None else acceptable.preconditions.keys() | acceptable.avoided.keys()
    for rule in solver.rules.values():
        if rule.id in others:
            continue
        yield (_changes if rule.is_transition else _cases)(subject, content, source, rule.id)


def _cases(subject: Subject, content: MediaType, source: BodySource, rule: str) -> Iterator[Prepared]:
    reason = dict.fromkeys(Side, "")
    seen = dict.fromkeys(Side, 0)
    for number in range(_VARIANTS):
        try:
            for prepared in _variant(subject, content, source, rule, number):
                seen[prepared.case.side] += 1
                yield prepared
        except NO_CASE as error:
            reason[Side.INSIDE] = str(error)
            reason[Side.OUTSIDE] = reason[Side.OUTSIDE] or str(error)
        if not number:
            yield from near_cases(subject, content, source, rule)
            yield from waiting_cases(subject, content, source, rule)
    for side in (Side.OUTSIDE, Side.INSIDE):
        if not seen[side]:
            yield subject.never(f"rule/{rule}/{side.value}", rule_aim(subject, rule), side, reason[side])


def _variant(subject: Subject, content: MediaType, source: BodySource, rule: str, number: int) -> Iterator[Prepared]:
    """Prepare a body that breaks a rule, and the same one put right.

    Raises:
        UndrawableError: there is none.
    """
    sampler, solver = source.sampler, source.sampler.solver
    drawing = sampler if source.acceptable is None else source.acceptable
    broken = drawing.broken(rule, RandomSource(f"{subject.seed}/{subject.name}/{rule}/{number}"))
    yield _outside(subject, content, rule, broken, number)
    repaired = solver.satisfy(copied(broken)) if solver is not None else broken
    yield _inside(subject, content, rule, repaired, number)


def _outside(subject: Subject, content: MediaType, rule: str, broken: Any, number: int) -> Prepared:
    body = spellable(content, broken)
    base = subject.plans.plan(subject.operation)
    told = subject.reader.body_violations(with_body(body)(base.last))
    if not told or any(each.id != rule for each in told):
        raise SpellingError("what arrives does not break it alone")
    label = f"rule/{rule}/outside{f'/{number + 1}' if number else ''}"
    refusal = subject.refusal(told[0].code, *(each.path for each in told))
    return subject.outside(label, rule_aim(subject, rule, told[0].code), with_body(body), refusal)


def _inside(subject: Subject, content: MediaType, rule: str, body: Any, number: int) -> Prepared:
    label = f"rule/{rule}/inside{f'/{number + 1}' if number else ''}"
    base = subject.plans.plan(subject.operation)
    seed = f"{label}/{subject.seed}"
    fitting = spellable(content, body)
    plan = subject.plans.fitted(subject.operation, content, fitting, base.last.parameters, seed=seed)
    return subject.inside(label, rule_aim(subject, rule), plan)


def _changes(subject: Subject, content: MediaType, source: BodySource, rule: str) -> Iterator[Prepared]:
    """Prepare updates: of a document that was made for them, to one that a rule about changes refuses or lets pass."""
    reason = "no stored document was found to which the change could be made"
    seen = 0
    for number in range(_VARIANTS):
        for attempt in range(_TRIES):
            seed = f"{subject.seed}/{subject.name}/{rule}/{number}/{attempt}"
            try:
                yield from _change(subject, content, source, rule, number=number, seed=seed)
                seen += 1
                break
            except NO_CASE as error:
                reason = str(error)
        if not number and seen:
            yield from near_changes(subject, content, source, rule)
    for side in (Side.OUTSIDE, Side.INSIDE) if not seen else ():
        yield subject.never(f"rule/{rule}/{side.value}", rule_aim(subject, rule), side, reason)


def _change(
    subject: Subject, content: MediaType, source: BodySource, rule: str, *, number: int, seed: str
) -> Iterator[Prepared]:
    old, new = source.sampler.transition(RandomSource(seed), rule)
    before, after = spellable(content, old), spellable(content, new)
    base = subject.plans.plan(subject.operation).last.parameters
    if not subject.plans.links(subject.operation):
        raise UndrawableError("nothing is stored before this call")
    setup = subject.plans.fitted(subject.operation, content, before, base, seed=seed)
    check = subject.kit.judges.body(subject.operation, content.media_type)
    told = () if check is None else check(after, old=before)
    if not told or any(each.id != rule for each in told):
        raise UndrawableError("no change was found that breaks it alone")
    suffix = f"/{number + 1}" if number else ""
    refusal = subject.refusal(told[0].code, *(each.path for each in told))
    aim = rule_aim(subject, rule, told[0].code)
    yield subject.outside(f"rule/{rule}/outside{suffix}", aim, with_body(after), refusal, setup=setup)
    yield subject.inside(f"rule/{rule}/inside{suffix}", aim, setup)
