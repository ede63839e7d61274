"""Prepares the cases that tell a rule from conditions that are nearly the same, such as one for another quantifier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from specwright.conform.drafts import SpellingError
from specwright.conform.neighbours import Neighbourhood
from specwright.conform.payloads import spellable
from specwright.conform.prepared import Prepared, with_body
from specwright.conform.results import Aim, Kind
from specwright.conform.subjects import Subject
from specwright.conform.supplies import BodySource, UndrawableError
from specwright.conform.telling import Pair, Search, Telling
from specwright.model.service import MediaType
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.solving import Solver
from specwright.samples.engine.solving_task import NoWayFoundError, copied
from specwright.samples.engine.source import RandomSource

__all__ = ["NO_CASE", "near_cases", "near_changes", "rule_aim"]

NO_CASE: Final = (UndrawableError, SpellingError, NotDrawableError, NoWayFoundError)
_BASES: Final = 8


def rule_aim(subject: Subject, rule: str, code: str = "") -> Aim:
    """Name a rule."""
    return Aim(operation=subject.name, kind=Kind.RULE, name=rule, place="body", code=code)


def near_cases(subject: Subject, content: MediaType, source: BodySource, rule: str) -> Iterator[Prepared]:
    """Prepare bodies on which the rule and its neighbours differ."""
    solver = source.sampler.solver
    if solver is None:
        return
    bases = list(_bodies(subject, source, solver, rule))
    yield from _searched(subject, content, source, rule, bases=bases, prepare=_body)


def near_changes(subject: Subject, content: MediaType, source: BodySource, rule: str) -> Iterator[Prepared]:
    """Prepare changes of what is stored on which the rule and its neighbours differ."""
    bases = list(_transitions(subject, source, rule))
    yield from _searched(subject, content, source, rule, bases=bases, prepare=_change)


def _searched(
    subject: Subject,
    content: MediaType,
    source: BodySource,
    rule: str,
    *,
    bases: list[Pair],
    prepare: Callable[[Subject, MediaType, str, Telling], Prepared],
) -> Iterator[Prepared]:
    sampler = source.sampler
    if sampler.solver is None or not bases or not sampler.solver.rules[rule].stands:
        return
    nearby = Neighbourhood(sampler, sampler.solver, sampler.solver.rules[rule])

    def check(document: Any, old: Any) -> tuple[Any, ...]:
        return sampler.check(document) if old is None else sampler.check(document, old=old)

    search = Search(rule, nearby, check)
    for telling in search.run(bases, RandomSource(f"{subject.seed}/{subject.name}/{rule}/near")):
        try:
            prepared = prepare(subject, content, rule, telling)
        except NO_CASE:
            search.refuse(telling)
            continue
        search.settle(telling)
        yield prepared


def _bodies(subject: Subject, source: BodySource, solver: Solver, rule: str) -> Iterator[Pair]:
    drawing = source.sampler if source.acceptable is None else source.acceptable
    for number in range(_BASES):
        seed = f"{subject.seed}/{subject.name}/{rule}/near/{number}"
        with suppress(*NO_CASE):
            broken = drawing.broken(rule, RandomSource(seed))
            yield broken, None
            yield solver.satisfy(copied(broken)), None
        with suppress(*NO_CASE):
            yield drawing.valid(RandomSource(seed)), None


def _transitions(subject: Subject, source: BodySource, rule: str) -> Iterator[Pair]:
    for number in range(_BASES):
        for breaking in (rule, None):
            try:
                seed = f"{subject.seed}/{subject.name}/{rule}/near/{number}/{breaking}"
                old, new = source.sampler.transition(RandomSource(seed), breaking)
            except NO_CASE:
                continue
            yield new, old


def _label(rule: str, telling: Telling) -> str:
    return f"rule/{rule}/{'inside' if telling.is_valid else 'outside'}/near/{telling.names[0]}"


def _body(subject: Subject, content: MediaType, rule: str, telling: Telling) -> Prepared:
    """Prepare a body as it is sent.

    Raises:
        UndrawableError: it is not acceptable, though no check finds anything.
        SpellingError: something else arrives.
    """
    label, body = _label(rule, telling), spellable(content, telling.document)
    base = subject.plans.plan(subject.operation).last
    if telling.is_valid:
        seed = f"{label}/{subject.seed}"
        plan = subject.plans.fitted(subject.operation, content, body, base.parameters, seed=seed)
        return subject.inside(label, rule_aim(subject, rule), plan)
    told = subject.reader.body_violations(with_body(body)(base))
    if not told or any(each.id != rule for each in told):
        raise SpellingError("what arrives does not break it alone")
    refusal = subject.refusal(told[0].code, *(each.path for each in told))
    return subject.outside(label, rule_aim(subject, rule, told[0].code), with_body(body), refusal)


def _change(subject: Subject, content: MediaType, rule: str, telling: Telling) -> Prepared:
    """Prepare a document that is stored and what is to replace it.

    Raises:
        UndrawableError: nothing can be stored to which the change could be made, or it is refused for another reason.
    """
    label = _label(rule, telling)
    before, after = spellable(content, telling.old), spellable(content, telling.document)
    if not subject.plans.links(subject.operation):
        raise UndrawableError("nothing is stored before this call")
    base = subject.plans.plan(subject.operation).last.parameters
    setup = subject.plans.fitted(subject.operation, content, before, base, seed=f"{label}/{subject.seed}")
    plan = setup.ending(replace(setup.last, body=after))
    if telling.is_valid:
        return subject.inside(label, rule_aim(subject, rule), subject.plans.proved(plan))
    check = subject.kit.judges.body(subject.operation, content.media_type)
    told = () if check is None else check(after, old=before)
    if not told or any(each.id != rule for each in told):
        raise UndrawableError("something else is wrong as well")
    if not subject.plans.refusal(plan):
        raise UndrawableError("beside what is stored, nothing is wrong")
    refusal = subject.refusal(told[0].code, *(each.path for each in told))
    return subject.outside(label, rule_aim(subject, rule, told[0].code), with_body(after), refusal, setup=setup)
