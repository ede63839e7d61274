"""Prepares bodies that break a rule and one that it waits for: only the latter may be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from specwright.conform.near_cases import NO_CASE, rule_aim
from specwright.conform.neighbours import Neighbourhood
from specwright.conform.payloads import spellable
from specwright.conform.prepared import Prepared, with_body
from specwright.conform.subjects import Subject
from specwright.conform.supplies import BodySource
from specwright.model.service import MediaType
from specwright.samples.engine.solving import Rule, Solver
from specwright.samples.engine.source import RandomSource
from specwright.samples.engine.violating import violate

__all__ = ["waiting_cases"]

_TRIES: Final = 12


def waiting_cases(subject: Subject, content: MediaType, source: BodySource, rule: str) -> Iterator[Prepared]:
    """Prepare one body for each rule that this one waits for, as far as there is any that breaks both."""
    solver = source.sampler.solver
    if solver is None:
        return
    own = solver.rules[rule]
    for other in solver.rules.values():
        if other.id in own.after and not other.is_transition:
            prepared = _case(subject, content, source, solver, (own, other))
            if prepared is not None:
                yield prepared


def _case(
    subject: Subject, content: MediaType, source: BodySource, solver: Solver, rules: tuple[Rule, Rule]
) -> Prepared | None:
    waiting, first = rules
    drawing = source.sampler if source.acceptable is None else source.acceptable
    nearby = Neighbourhood(source.sampler, solver, waiting)
    base = subject.plans.plan(subject.operation).last
    for number in range(_TRIES):
        seed = f"{subject.seed}/{subject.name}/{waiting.id}/after/{first.id}/{number}"
        try:
            broken = drawing.broken(waiting.id, RandomSource(seed))
            both = violate(solver, broken, first.id)
            body = spellable(content, both)
            told = subject.reader.body_violations(with_body(body)(base))
        except NO_CASE:
            continue
        if nearby.holds(both, None) is not False or not told or any(each.id != first.id for each in told):
            continue
        refusal = subject.refusal(told[0].code, *(each.path for each in told))
        aim = rule_aim(subject, waiting.id, told[0].code)
        return subject.outside(f"rule/{waiting.id}/after/{first.id}", aim, with_body(body), refusal)
    return None
