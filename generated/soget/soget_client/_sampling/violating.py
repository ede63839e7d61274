# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Changes a valid document so that it breaks one rule and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from .solving import Rule, Run, Solver, Stand, told
from .solving_sites import Site
from .solving_task import NoWayFoundError, copied
from .solving_terms import Path

__all__ = ["violate"]

_ATTEMPTS: Final = 24
_STEADY_ATTEMPTS: Final = 4
_REPAIRS: Final = 4


def violate(solver: Solver, document: Any, rule: str, *, old: Any = None, fixed: Iterable[Sequence[Any]] = ()) -> Any:
    """Give a copy of a valid document that breaks one rule and nothing else.

    Raises:
        NoWayFoundError: no such change was found.
    """
    source = solver.drawer.source
    try:
        return _violate(solver, document, solver.rules[rule], old, list(fixed))
    finally:
        solver.drawer.source = source


def _violate(solver: Solver, document: Any, rule: Rule, old: Any, fixed: list[Sequence[Any]]) -> Any:
    skipped = _waiting(solver, rule.id)
    frozen = solver.waited_for(rule.id)
    found: tuple[Any, ...] = ()
    for attempt in range(_ATTEMPTS):
        if attempt == _STEADY_ATTEMPTS:
            # What was chosen so far leads nowhere, and might be chosen again and again.
            solver.drawer.source = solver.drawer.source.other
        run = solver.begin(copied(document), old, fixed)
        # What other rules hang on that must hold is left alone at first.
        if not _break(solver, run, rule, frozen if attempt % 2 == 0 else frozenset()):
            continue
        for _ in range(_REPAIRS):
            found = solver.judge(run)
            if found and all(each.id == rule.id for each in found):
                return run.holder[0]
            solver.see_to_all(run, skipped=skipped, broken=frozenset(each.id for each in found) - skipped)
    raise NoWayFoundError(f"no way found to break {rule.id}{f' alone: {told(found)}' if found else ''}")


def _waiting(solver: Solver, rule: str) -> frozenset[str]:
    """Name a rule and those that are not judged where it is broken."""
    found = {rule}
    # Rules stand behind those that they wait for.
    for other in solver.rules.values():
        if not found.isdisjoint(other.after):
            found.add(other.id)
    return frozenset(found)


def _break(solver: Solver, run: Run, rule: Rule, frozen: frozenset[Path]) -> bool:
    """Break a rule at one value, and keep what breaks it."""
    task = run.task
    stand = rule.stands[task.below(len(rule.stands))]
    task.refill()
    try:
        known = _sites(solver, run, rule, stand)
        if not known and solver.sites.create(task, run.holder, stand.place):
            known = _sites(solver, run, rule, stand)
        return bool(known) and _break_at(solver, run, known[task.below(len(known))], stand, frozen)
    except NoWayFoundError:
        return False


def _sites(solver: Solver, run: Run, rule: Rule, stand: Stand) -> list[Site]:
    return [site for site in solver.find(run, stand.place) if not (rule.is_transition and site[3] is None)]


def _break_at(solver: Solver, run: Run, site: Site, stand: Stand, frozen: frozenset[Path]) -> bool:
    task, when, condition = run.task, stand.when, stand.condition
    _enter(run, site)
    if when is not None:
        if when.truth(task) is False:
            if not when.make(task, goal=True):
                return False
            # Other rules may ask for much where this one does; what breaks it is to be all that is wrong.
            pins = dict(task.pins)
            when.pin(task)
            solver.see_to_all(run)
            task.pins = pins
            task.refill()
            _enter(run, site)
        when.pin(task)
    task.is_wild, task.frozen = True, frozen
    is_broken = condition.make(task, goal=False)
    task.is_wild, task.frozen = False, frozenset()
    if is_broken:
        condition.pin(task)
    return is_broken


def _enter(run: Run, site: Site) -> None:
    _, container, key, old = site
    run.task.bind(0, container[key], (container, key))
    run.task.bind(1, old, None)
