# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns the plan of a body into samples: valid ones, and ones that are wrong in exactly one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from .breaking import Breaker
from .drawer import Drawer
from .drawing import Shapes
from .nodes import NotDrawableError, Plan
from .places import Wish, fixed_paths, put, wishes
from .renewing import renewer
from .solving import Solver, told
from .solving_task import NoWayFoundError, copied
from .source import RandomSource, Source
from .transitions import transition
from .violating import violate

__all__ = ["NOTHING", "Sampler"]

NOTHING: Final[Mapping[str, Any]] = {}

# A draw that cannot be made valid is seldom; another one can.
_DRAWS: Final = 5
# So many bodies give others what rules read of them; one of so many is new.
_POOL: Final = 128
_NEW: Final = 32
_FORMATS: Final[Mapping[str, str]] = {
    "base64": "is_base64",
    "base64url": "is_base64url",
    "byte": "is_base64",
    "date": "is_date",
    "date-time": "is_date_time",
    "imdg-class": "is_imdg_class",
    "incoterms-2020": "is_incoterm",
    "iso3166-1-alpha-2": "is_country_2",
    "iso3166-1-alpha-3": "is_country_3",
    "iso4217": "is_currency",
    "iso6346": "is_iso6346",
    "time": "is_time",
    "un-number": "is_un_number",
}


class Sampler:
    """Samples of one body; ``functions`` are all names of the module of checks, which has the last word."""

    def __init__(self, plan: Plan, check: str, functions: Mapping[str, Any]) -> None:
        body = plan["checks"][check]
        self.check: Callable[..., tuple[Any, ...]] = functions[check]
        self.root: str = body["shape"]
        self._keywords = body["keywords"]
        self._codes = body["codes"]
        self._keyword_codes = plan["codes"]
        self._coded: dict[str, list[str]] = {}
        formats = {name: functions[key] for name, key in _FORMATS.items() if key in functions}
        self.shapes = Shapes(plan, formats)
        self.drawer = Drawer(self.shapes, RandomSource(0))
        rules = body["rules"]
        self.solver: Solver | None = None
        if rules["rules"]:
            self.solver = Solver(rules, self.root, self.drawer, functions=functions, check=self.check)

    def valid(self, source: Source, having: Mapping[str, Any] = NOTHING) -> Any:
        """Draw a valid body; ``having`` holds the values of some members, by their names.

        Raises:
            NotDrawableError: none was found.
            NoWayFoundError: its rules could not be met.
        """
        wanted = wishes(having, self.root, self.drawer) if having else []
        for number in range(_DRAWS):
            self.drawer.source = source if not number else source.other
            try:
                return self._valid(wanted)
            except (NotDrawableError, NoWayFoundError):
                if number == _DRAWS - 1:
                    raise
        raise NotDrawableError("no value was found")

    def many(self, source: Source, having: Mapping[str, Any] = NOTHING) -> Iterator[Any]:
        """Draw valid bodies without end: quickly, because what rules read is drawn less often than all else.

        Of the first bodies all is new. After them, what rules read is that of one of the last new ones, most of the
        time; each comes about thirty times, with other values around it.

        Raises:
            NotDrawableError: none was found.
            NoWayFoundError: its rules could not be met.
        """
        wanted = wishes(having, self.root, self.drawer) if having else []
        reads = [] if self.solver is None else [*self.solver.reads(), *(path for path, _ in wanted)]
        renew = renewer(self.shapes, self.root, reads)
        pool: list[Any] = []
        while True:
            document: Any = None
            if reads and len(pool) == _POOL and source.below(_NEW):
                document = renew(source.pick(pool), source)
            if document is None or self.check(document):
                document = self.valid(source, having)
                if len(pool) < _POOL:
                    pool.append(copied(document))
                else:
                    pool[source.below(_POOL)] = copied(document)
            yield document

    def _valid(self, wanted: list[Wish]) -> Any:
        document = self.shapes.draw(self.root, self.drawer.source)
        self.drawer.source = self.drawer.source.aside()
        for wish in wanted:
            document = put(document, wish, self.root, self.drawer)
        if self.solver is not None:
            return self.solver.satisfy(document, fixed=fixed_paths(wanted))
        found = self.check(document)
        if found:
            raise NoWayFoundError(f"no way found to meet {told(found)}")
        return document

    def broken(self, name: str, source: Source, having: Mapping[str, Any] = NOTHING) -> Any:
        """Draw a body that breaks one rule, or one keyword at one place, and nothing else.

        ``name`` is the id of a rule, the name of a keyword at its place as in ``breakable``, or an error code.

        Raises:
            NotDrawableError: there is nothing of this name.
            NoWayFoundError: no such body was found.
        """
        chosen = self._chosen(name, source)
        # What is broken is changed as the draw before it was, unless that draw failed.
        document = self.valid(source, having)
        if self.solver is not None and chosen in self.solver.rules:
            paths = fixed_paths(wishes(having, self.root, self.drawer))
            return violate(self.solver, document, chosen, fixed=paths)
        return self.breaker.break_at(document, self._targets[chosen])

    @property
    def has_transitions(self) -> bool:
        """Say whether any rule looks at the value before a change."""
        return self.solver is not None and any(rule.is_transition for rule in self.solver.rules.values())

    @cached_property
    def transition_rules(self) -> tuple[str, ...]:
        """List the rules that look at the value before a change."""
        rules = self.solver.rules.values() if self.solver is not None else ()
        return tuple(rule.id for rule in rules if rule.is_transition)

    def transition(self, source: Source, breaking: str | None = None) -> tuple[Any, Any]:
        """Draw a stored body and the one that is to replace it: a change that is allowed, or that breaks one rule.

        Raises:
            NotDrawableError: the body has no rules about changes.
            NoWayFoundError: no such change was found.
        """
        if self.solver is None:
            raise NotDrawableError("there is no rule about changes here")
        self.drawer.source = source
        chosen = None
        if breaking is not None:
            by_code = [name for name in self.solver.rules if self._codes.get(name) == breaking]
            chosen = breaking if breaking in self.solver.rules else next(iter(by_code), None)
            if chosen is None:
                raise NotDrawableError(f"nothing here is called {breaking!r}")
        try:
            return transition(self.solver, self.drawer, self.root, breaking=chosen)
        except (NotDrawableError, NoWayFoundError):
            self.drawer.source = source.other
            return transition(self.solver, self.drawer, self.root, breaking=chosen)

    def _chosen(self, name: str, source: Source) -> str:
        if name in self.breakable:
            return name
        if name not in self._coded:
            self._coded[name] = self._names_of(name)
        if not self._coded[name]:
            raise NotDrawableError(f"nothing here is called {name!r}")
        return source.pick(self._coded[name])

    def _names_of(self, code: str) -> list[str]:
        """List what an error code stands for: rules, or else the keywords whose failure has it."""
        found = [name for name in self.breakable if self._codes.get(name) == code]
        if found or code not in self._keyword_codes:
            return found
        document = self.valid(RandomSource(0))
        for name, target in self._targets.items():
            try:
                told = self.check(self.breaker.break_at(document, target))
            except NoWayFoundError:
                continue
            if any(each.code == code for each in told):
                found.append(name)
        return found

    @cached_property
    def breaker(self) -> Breaker:
        """Give what breaks keywords."""
        return Breaker(self._keywords, self.root, self.drawer, check=self.check)

    @cached_property
    def breakable(self) -> tuple[str, ...]:
        """List what can be broken: ids of rules, then keywords at their places."""
        rules = self.solver.rules.values() if self.solver is not None else ()
        return (*(rule.id for rule in rules if not rule.is_transition), *self._targets)

    @cached_property
    def _targets(self) -> dict[str, Any]:
        return {target.name: target for target in self.breaker.targets}
