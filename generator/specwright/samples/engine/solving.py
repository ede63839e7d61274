"""Changes a document so that all its rules hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .solving_build import Functions, build
from .solving_logic import Junction
from .solving_relations import Among
from .solving_sites import Found, Site, Sites
from .solving_task import Drawer, NoWayFoundError, Task
from .solving_terms import Path, Term

__all__ = ["Check", "Rule", "Run", "Solver", "Stand", "told"]

_PASSES: Final = 12
_TAME_PASSES: Final = 3

# `Any`, so that a type checker does not take what is in a tuple for unknown.
TUPLE: Final[Any] = tuple

# What a module of checks has for a body, and for a rule.
Check = Callable[..., "tuple[Any, ...]"]
Holds = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Stand:
    """A rule as it stands at one place: its condition, if it has one, and itself."""

    place: int
    is_sure: bool
    when: Term | None
    condition: Term


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule at all its places; ``holds`` judges one value, and its old value where the rule looks at that."""

    id: str
    after: frozenset[str]
    is_transition: bool
    holds: Holds
    stands: tuple[Stand, ...]


@dataclass(slots=True)
class Run:
    """One document on its way to be valid; ``holder`` is a list of the document alone."""

    task: Task
    holder: list[Any]
    old: Any
    sites: Found
    seen: int = -1


class Solver:
    """The rules of one body; ``check`` has the last word on every document, ``functions`` are those of its module."""

    def __init__(
        self, plan: Mapping[str, Any], root: Any, drawer: Drawer, *, functions: Functions, check: Check
    ) -> None:
        self._check = check
        self.drawer = drawer
        self.sites = Sites(plan["graph"], root, drawer)
        self._slots = max((rule["slots"] for rule in plan["rules"]), default=2)
        compiled = _compiled([rule["id"] for rule in plan["rules"]], functions)
        self.rules = {
            data["id"]: self._rule(number, data, plan, functions, compiled) for number, data in enumerate(plan["rules"])
        }
        self._stands = [
            (rule, stand, stand.is_sure and self.sites.is_single(stand.place))
            for rule in self.rules.values()
            for stand in rule.stands
        ]
        self._set_preferences()

    def _rule(
        self, number: int, data: Mapping[str, Any], plan: Mapping[str, Any], functions: Functions, compiled: Any
    ) -> Rule:
        stands: list[Stand] = []
        for place, known in enumerate(plan["graph"]):
            if number not in known["rules"]:
                continue
            when, condition = (
                None
                if tree is None
                else build(
                    tree,
                    node=self.sites.nodes.get(place),
                    path=self.sites.path(place),
                    drawer=self.drawer,
                    functions=functions,
                    patterns=plan["patterns"],
                )
                for tree in (data["when"], data["rule"])
            )
            if condition is not None:
                stands.append(Stand(place, self.sites.is_sure(place), when, condition))
        holds = compiled[data["id"]]
        return Rule(data["id"], frozenset(data["after"]), data["isTransition"], holds, tuple(stands))

    def _set_preferences(self) -> None:
        taken: Counter[Path] = Counter()
        lists: list[Among] = []
        for rule in self.rules.values():
            terms = [term for stand in rule.stands for term in (stand.when, stand.condition) if term is not None]
            lists += [found for term in terms for found in _lists(term)]
            for term in terms:
                _prefer(term, taken)
            taken.update(frozenset[Path]().union(*(term.reads() for term in terms)))
        named: dict[Path | None, list[Any]] = {}
        for each in lists:
            known = named.setdefault(each.item.path, [])
            known += [value for value in each.listed if value not in known]
        for each in lists:
            each.item.rivals = tuple(named[each.item.path])

    def reads(self) -> frozenset[Path]:
        """List the paths that some rule reads, with ``?`` behind where it only matters whether there is a value."""
        terms = [
            term
            for rule in self.rules.values()
            for stand in rule.stands
            for term in (stand.when, stand.condition)
            if term is not None
        ]
        return frozenset[Path]().union(*(term.reads() for term in terms))

    def waited_for(self, rule: str) -> frozenset[Path]:
        """List the paths whose values decide the rules that must hold before one is judged."""
        paths: set[Path] = set()
        pending = [rule]
        seen = {rule}
        while pending:
            for other in self.rules[pending.pop()].after - seen:
                seen.add(other)
                pending.append(other)
                paths.update(*(stand.condition.reads() for stand in self.rules[other].stands))
        return frozenset(paths)

    def begin(self, document: Any, old: Any, fixed: Iterable[Sequence[Any]]) -> Run:
        """Begin to change a document; the paths of ``fixed`` keep their values."""
        holder = [document]
        task = Task(self.drawer, self._slots)
        for path in fixed:
            container: Any = holder
            key: Any = 0
            for token in path:
                task.pin(container, key)
                container, key = container[key], token
            task.pin(container, key)
        return Run(task, holder, old, {})

    def satisfy(
        self, document: Any, *, old: Any = None, fixed: Iterable[Sequence[Any]] = (), applying: str | None = None
    ) -> Any:
        """Change a well-formed document until it is valid, and so that the condition of one rule holds.

        Raises:
            NoWayFoundError: it did not become valid.
        """
        source = self.drawer.source
        run = self.begin(document, old, fixed)
        if applying is not None:
            self._apply(run, self.rules[applying])
        try:
            return self._satisfy(run)
        finally:
            self.drawer.source = source

    def _satisfy(self, run: Run) -> Any:
        found: tuple[Any, ...] = ()
        for number in range(_PASSES):
            if number == _TAME_PASSES:
                # What was chosen so far leads nowhere, and might be chosen again and again.
                self.drawer.source = self.drawer.source.other
                run.task.below = self.drawer.source.below
            run.task.is_wild = number >= _TAME_PASSES and run.task.below(2) == 0
            self.see_to_all(run, broken=frozenset(each.id for each in found))
            found = self.judge(run)
            if not found:
                return run.holder[0]
        raise NoWayFoundError(f"no way found to meet {told(found)}")

    def _apply(self, run: Run, rule: Rule) -> None:
        task = run.task
        for stand in rule.stands:
            for _, container, key, old in self.find(run, stand.place)[:1]:
                task.bind(0, container[key], (container, key))
                task.bind(1, old, None)
                if stand.when is not None and stand.when.make(task, goal=True):
                    stand.when.pin(task)

    def judge(self, run: Run) -> tuple[Any, ...]:
        """Ask the check."""
        return self._check(run.holder[0]) if run.old is None else self._check(run.holder[0], old=run.old)

    def see_to_all(
        self,
        run: Run,
        *,
        skipped: frozenset[str] = frozenset(),
        broken: frozenset[str] = frozenset(),
    ) -> None:
        """See once to each rule, in the order in which they are judged; ``broken`` are those the check has told."""
        has_old = run.old is not None
        for rule, stand, is_first in self._stands:
            # The check knows best where only some alternatives of a schema count, and where many values do.
            if (is_first or rule.id in broken) and rule.id not in skipped and (has_old or not rule.is_transition):
                for site in self.find(run, stand.place):
                    see_to(run.task, rule, stand, site)

    def find(self, run: Run, place: int) -> list[Site]:
        """List the values at a place, anew where something has changed."""
        if run.seen != run.task.changes:
            run.sites, run.seen = {}, run.task.changes
        if place not in run.sites:
            if self.sites.is_single(place):
                run.sites[place] = self.sites.single(place, run.holder, run.old)
            else:
                run.sites |= self.sites.walk(run.holder, run.old)
        return run.sites[place]


def see_to(task: Task, rule: Rule, stand: Stand, site: Site) -> None:
    """Let one value meet a rule, if a way is found."""
    _, container, key, old = site
    try:
        value = container[key]
    except LookupError:
        # Another change has taken the value away.
        return
    if (rule.is_transition and old is None) or _holds(rule, value, old):
        return
    task.bind(0, value, (container, key))
    task.bind(1, old, None)
    task.refill()
    mark = len(task.trail)
    try:
        # The first try trusts its steps, because the outcome is judged here.
        task.is_hasty = not task.is_wild
        if task.is_hasty and stand.condition.force(task, goal=True) and _holds(rule, container[key], old):
            return
        task.is_hasty = False
        task.undo(mark)
        task.bind(0, container[key], (container, key))
        if stand.condition.make(task, goal=True) or (stand.when is not None and stand.when.make(task, goal=False)):
            return
    except NoWayFoundError:
        task.is_hasty = False
    task.undo(mark)


def _holds(rule: Rule, value: Any, old: Any) -> bool:
    return rule.holds(value, old) if rule.is_transition else rule.holds(value)


def told(found: Iterable[Any]) -> str:
    """Name what is violated, and where."""
    return ", ".join(dict.fromkeys(f"{each.id} at {each.path or 'the whole'}" for each in found))


def _compiled(ids: list[str], functions: Functions) -> dict[str, Holds]:
    """Find the functions that judge each rule in a module of checks: in its table of just these rules."""
    for value in functions.values():
        rows: Any = value
        if isinstance(rows, TUPLE) and [getattr(row, "id", None) for row in rows] == ids:
            return {row.id: row.holds for row in rows}
    raise KeyError(ids)


def _lists(term: Term) -> Iterator[Among]:
    """Find where a place of the document must be among values that a rule lists."""
    if isinstance(term, Among) and term.listed and term.item.path is not None:
        yield term
    for part in term.parts:
        yield from _lists(part)


def _prefer(term: Term, taken: Mapping[Path, int]) -> None:
    if isinstance(term, Junction):
        term.prefer(taken)
    for part in term.parts:
        _prefer(part, taken)
