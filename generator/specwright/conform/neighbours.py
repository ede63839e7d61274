"""Turns a rule into conditions that are nearly the same, such as a service has by mistake, and judges by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any, Final, cast

from specwright.conform.variants import Tree, variants
from specwright.samples.engine.nodes import ARRAY, NotDrawableError
from specwright.samples.engine.sampling import Sampler
from specwright.samples.engine.solving import Rule, Solver, Stand
from specwright.samples.engine.solving_build import build
from specwright.samples.engine.solving_task import ERRORS, NoWayFoundError, copied
from specwright.samples.engine.solving_terms import Term
from specwright.samples.engine.source import Source
from specwright.samples.text_patterns import text_part

__all__ = ["Neighbour", "Neighbourhood"]

_REPAIRS: Final = 3
_NO_WAY: Final = (NoWayFoundError, NotDrawableError, *ERRORS)
_ALWAYS: Final[Tree] = ["const", True]
_WRITTEN: Final = frozenset[type]({str, int, float})


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another condition: what it differs in, and whether it holds for a document beside its old value.

    None stands for an error. ``part`` is the one that differs, ``rule`` or ``when``; ``tree`` stands in its place.
    """

    name: str
    holds: Callable[[Any, Any], bool | None]
    part: str
    tree: Tree


class Neighbourhood:
    """A rule of a body, and conditions that are nearly the same.

    ``holds`` judges as the rule does, ``paths`` are those that decide it, ``constants`` what is written in it.
    """

    def __init__(self, sampler: Sampler, solver: Solver, rule: Rule) -> None:
        self._solver = solver
        self._functions = cast("FunctionType", sampler.check).__globals__
        self._rule = rule
        self.constants = tuple(_constants(rule.stands))
        terms = [term for stand in rule.stands for term in (stand.when, stand.condition) if term is not None]
        self.paths = frozenset[tuple[str, ...]]().union(*(term.reads() for term in terms))
        self.holds = self._judge([(stand.place, stand.when, stand.condition) for stand in rule.stands])

    def neighbours(self) -> list[Neighbour]:
        """List them, none twice."""
        first = self._rule.stands[0]
        named: dict[str, Neighbour] = {}
        rule, when = first.condition.tree, None if first.when is None else first.when.tree
        found = [("rule", name, tree) for name, tree in variants(rule)]
        if when is not None:
            found += [("when", name, tree) for name, tree in (("always asked", _ALWAYS), *variants(when))]
        for part, name, tree in found:
            slug = _slug(name)
            number = sum(known == slug or known.startswith(f"{slug}-") for known in named)
            mark = f"{slug}-{number + 1}" if number else slug
            named[mark] = Neighbour(mark, self._changed(part, tree), part, tree)
        return list(named.values())

    def differences(self, neighbour: Neighbour, *, is_valid: bool) -> list[Stand]:
        """Give what holds, at each place of the rule, where only one of the two does: the rule if ``is_valid``."""
        found: list[Stand] = []
        for stand in self._rule.stands:
            when, rule = (None if term is None else term.tree for term in (stand.when, stand.condition))
            own = rule if when is None else ["or", ["not", when], rule]
            if neighbour.part == "rule":
                rule = neighbour.tree
            else:
                when = neighbour.tree
            other = rule if when is None else ["or", ["not", when], rule]
            tree = ["and", own, ["not", other]] if is_valid else ["and", other, ["not", own]]
            found.append(Stand(stand.place, stand.is_sure, None, self._term(stand, tree)))
        return found

    def solved(self, stand: Stand, document: Any, old: Any, source: Source, *, is_valid: bool) -> Any:
        """Change a copy of a document so that a difference shows there and all is well otherwise; None if none does."""
        solver, known = self._solver, self._solver.drawer.source
        solver.drawer.source = source
        try:
            run = solver.begin(copied(document), old, [])
            sites = solver.find(run, stand.place)
            if not sites:
                return None
            _, container, key, before = source.pick(sites)
            run.task.bind(0, container[key], (container, key))
            run.task.bind(1, before, None)
            run.task.is_wild = True
            if not stand.condition.make(run.task, goal=True):
                return None
            stand.condition.pin(run.task)
            run.task.is_wild = False
            waiting = frozenset[str]() if is_valid else self._waiting
            for _ in range(_REPAIRS):
                found = frozenset(each.id for each in solver.judge(run))
                if found <= ({self._rule.id} if not is_valid else frozenset[str]()):
                    return run.holder[0]
                solver.see_to_all(run, skipped=waiting, broken=found - waiting)
        except _NO_WAY:
            return None
        finally:
            solver.drawer.source = known
        return None

    @property
    def _waiting(self) -> frozenset[str]:
        """Name the rule and those that are not judged where it is broken."""
        found = {self._rule.id}
        for other in self._solver.rules.values():
            if not found.isdisjoint(other.after):
                found.add(other.id)
        return frozenset(found)

    def _changed(self, part: str, tree: Tree) -> Callable[[Any, Any], bool | None]:
        built = [(stand, self._term(stand, tree)) for stand in self._rule.stands]
        return self._judge(
            [
                (stand.place, term if part == "when" else stand.when, term if part == "rule" else stand.condition)
                for stand, term in built
            ]
        )

    def _term(self, stand: Stand, tree: Tree) -> Term:
        sites = self._solver.sites
        return build(
            tree,
            node=sites.nodes.get(stand.place),
            path=sites.path(stand.place),
            drawer=self._solver.drawer,
            functions=self._functions,
            patterns={text: text_part(text) for text in _patterns(tree)},
        )

    def _judge(self, parts: Sequence[tuple[int, Term | None, Term]]) -> Callable[[Any, Any], bool | None]:
        sites, is_transition = self._solver.sites, self._rule.is_transition
        slots = 3 + max(_slots(part.tree) for _, *both in parts for part in both if part is not None)

        def holds(document: Any, old: Any) -> bool | None:
            found = sites.walk([document], old)
            outcome: bool | None = True
            for place, when, condition in parts:
                for value, _, _, before in found[place]:
                    if is_transition and before is None:
                        continue
                    values = [None] * slots
                    values[:2] = value, before
                    try:
                        if (when is None or when.value(values)) and not condition.value(values):
                            return False
                    except ERRORS:
                        outcome = None
            return outcome

        return holds


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-") or "empty"


def _slots(tree: Any) -> int:
    """Give the largest number of a variable."""
    if not isinstance(tree, ARRAY) or not tree or tree[0] == "const":
        return 0
    own = tree[1] if tree[0] in {"var", "all", "exists", "count", "pick"} else 0
    return max(own, *(_slots(child) for child in tree))


def _patterns(tree: Any) -> Iterator[str]:
    if isinstance(tree, ARRAY) and tree and tree[0] != "const":
        if tree[0] == "matches":
            yield tree[1]
        for child in tree:
            yield from _patterns(child)


def _constants(stands: Sequence[Stand]) -> Iterator[Any]:
    """List the texts and numbers that are written in a rule, and the numbers beside them."""
    pending: list[Any] = [
        term.tree for stand in stands[:1] for term in (stand.when, stand.condition) if term is not None
    ]
    found: dict[tuple[Any, Any], None] = {}
    while pending:
        tree = pending.pop()
        if isinstance(tree, ARRAY) and tree and tree[0] != "const":
            pending += tree
        elif isinstance(tree, ARRAY) and tree:
            # Of a map, the keys count.
            inside = tree[1] if isinstance(tree[1], (list, Mapping)) else tree[1:]
            found |= {(type(each), each): None for each in inside if type(each) in _WRITTEN}
    for kind, value in found:
        yield from (value,) if kind is str else (value, value + 1, value - 1)
