"""Changes a document so that all rules hold, or all but one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .solving_build import Functions, build
from .solving_logic import Junction
from .solving_sites import Site, Sites
from .solving_task import Drawer, NoWayFoundError, Task, copied
from .solving_terms import Path, Term

__all__ = ["Check", "Solver"]

_PASSES: Final = 8
_ATTEMPTS: Final = 40
_STEPS: Final = 4000

# What a module of checks has for a body.
Check = Callable[..., "tuple[Any, ...]"]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule as it stands at some places; ``terms`` are its condition and itself, by place."""

    id: str
    after: frozenset[str]
    is_transition: bool
    terms: Mapping[int, tuple[Term | None, Term]]


class Solver:
    """The rules of one body; ``check`` has the last word on every document."""

    def __init__(
        self, plan: Mapping[str, Any], root: Any, drawer: Drawer, *, functions: Functions, check: Check
    ) -> None:
        self._check = check
        self._drawer = drawer
        self._sites = Sites(plan["graph"], root, drawer)
        self._slots = max((rule["slots"] for rule in plan["rules"]), default=2)
        self._rules = [self._rule(number, plan, drawer, functions) for number in range(len(plan["rules"]))]
        self._set_preferences()
        self.rules = tuple(rule.id for rule in self._rules)
        self.transitions = tuple(rule.id for rule in self._rules if rule.is_transition)

    def _rule(self, number: int, plan: Mapping[str, Any], drawer: Drawer, functions: Functions) -> _Rule:
        data = plan["rules"][number]
        terms: dict[int, tuple[Term | None, Term]] = {}
        for place, known in enumerate(plan["graph"]):
            if number in known["rules"]:
                node = self._sites.nodes.get(place)
                path = self._sites.path(place)
                when = None if data["when"] is None else build(data["when"], node, path, drawer, functions)
                terms[place] = (when, build(data["rule"], node, path, drawer, functions))
        return _Rule(data["id"], frozenset(data["after"]), data["isTransition"], terms)

    def _set_preferences(self) -> None:
        taken: Counter[Path] = Counter()
        for rule in self._rules:
            terms = [term for pair in rule.terms.values() for term in pair if term is not None]
            for term in terms:
                _prefer(term, taken)
            taken.update(frozenset[Path]().union(*(term.reads() for term in terms)))

    def satisfy(self, document: Any, *, old: Any = None, fixed: Iterable[Sequence[Any]] = ()) -> Any:
        """Change a well-formed document until it is valid; the paths of ``fixed`` keep their values.

        Raises:
            NoWayFoundError: it did not become valid.
        """
        holder = [document]
        task = Task(self._drawer, self._slots)
        _fix(task, holder, fixed)
        found: tuple[Any, ...] = ()
        for number in range(_PASSES):
            task.is_wild = number > 2 and task.below(2) == 0
            self._pass(task, holder, old, frozenset())
            found = self._judge(holder[0], old)
            if not found:
                return holder[0]
        raise NoWayFoundError(f"no way found to meet {_told(found)}")

    def violate(self, document: Any, rule: str, *, old: Any = None, fixed: Iterable[Sequence[Any]] = ()) -> Any:
        """Change a copy of a valid document so that it breaks one rule and nothing else.

        Raises:
            NoWayFoundError: no such change was found.
        """
        chosen = next(known for known in self._rules if known.id == rule)
        skipped = self._waiting(rule)
        found: tuple[Any, ...] = ()
        fixed = list(fixed)
        for _ in range(_ATTEMPTS):
            holder = [copied(document)]
            task = Task(self._drawer, self._slots)
            _fix(task, holder, fixed)
            if not self._break(task, holder, old, chosen):
                continue
            for _ in range(_PASSES):
                found = self._judge(holder[0], old)
                if found and all(each.id == rule for each in found):
                    return holder[0]
                task.trail.clear()
                self._pass(task, holder, old, skipped)
        raise NoWayFoundError(f"no way found to break {rule}{f' alone: {_told(found)}' if found else ''}")

    def _waiting(self, rule: str) -> frozenset[str]:
        """Name the rules that are not judged where one is broken."""
        found = {rule}
        # Rules stand behind those that they wait for.
        for other in self._rules:
            if not found.isdisjoint(other.after):
                found.add(other.id)
        return frozenset(found)

    def _judge(self, document: Any, old: Any) -> tuple[Any, ...]:
        return self._check(document) if old is None else self._check(document, old=old)

    def _pass(self, task: Task, holder: list[Any], old: Any, skipped: frozenset[str]) -> None:
        """See once to each rule, in the order in which they are judged."""
        sites: dict[int, list[Site]] | None = None
        for rule in self._rules:
            if rule.id in skipped or (rule.is_transition and old is None):
                continue
            if sites is None or not self._sites.is_flat:
                sites = self._sites.walk(holder, old)
            for place, (when, condition) in rule.terms.items():
                for site in sites.get(place, ()):
                    if site.is_sure and not (rule.is_transition and site.old is None):
                        self._see_to(task, site, when, condition)

    def _see_to(self, task: Task, site: Site, when: Term | None, condition: Term) -> None:
        _enter(task, site)
        if (when is not None and when.truth(task) is False) or condition.truth(task):
            return
        task.steps = _STEPS
        mark = len(task.trail)
        try:
            if condition.make(task, True) or (when is not None and when.make(task, False)):
                return
        except NoWayFoundError:
            pass
        task.undo(mark)

    def _break(self, task: Task, holder: list[Any], old: Any, rule: _Rule) -> bool:
        place = list(rule.terms)[task.below(len(rule.terms))]
        task.steps = _STEPS
        try:
            if place not in self._sites.walk(holder, old):
                self._sites.create(task, holder, place)
            known = self._sites.walk(holder, old).get(place, [])
            known = [site for site in known if not (rule.is_transition and site.old is None)]
            if not known:
                return False
            return self._break_at(task, holder, old, known[task.below(len(known))], rule.terms[place])
        except NoWayFoundError:
            return False

    def _break_at(self, task: Task, holder: list[Any], old: Any, site: Site, terms: tuple[Term | None, Term]) -> bool:
        when, condition = terms
        _enter(task, site)
        if when is not None and when.truth(task) is False:
            if not when.make(task, True):
                return False
            # Other rules may ask for much where this one does; what breaks it is to be all that is wrong.
            pins = dict(task.pins)
            when.pin(task)
            self._pass(task, holder, old, frozenset())
            task.pins = pins
            task.steps = _STEPS
            _enter(task, site)
        if when is not None:
            when.pin(task)
        if not condition.make(task, False):
            return False
        condition.pin(task)
        return True


def _prefer(term: Term, taken: Mapping[Path, int]) -> None:
    if isinstance(term, Junction):
        term.prefer(taken)
    for part in term.parts:
        _prefer(part, taken)


def _enter(task: Task, site: Site) -> None:
    task.bind(0, site.container[site.key], (site.container, site.key))
    task.bind(1, site.old, None)


def _fix(task: Task, holder: list[Any], paths: Iterable[Sequence[Any]]) -> None:
    for path in paths:
        container, key = holder, 0
        for token in path:
            task.pin(container, key)
            container, key = container[key], token
        task.pin(container, key)


def _told(found: Iterable[Any]) -> str:
    return ", ".join(dict.fromkeys(f"{each.id} at {each.path or 'the whole'}" for each in found))
