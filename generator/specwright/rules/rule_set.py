"""Turns all rules of a body, wherever in its schema they stand, into checked rules in the order they are judged in."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from specwright.model.errors import Problem
from specwright.model.location import Location
from specwright.model.types import Json, Schema
from specwright.rules.faults import Places, RuleError
from specwright.rules.rule import CheckedRule, check_rule
from specwright.rules.schema_types import SchemaTypes
from specwright.rules.sites import Site, find_sites
from specwright.rules.types import DynType, Nullable
from specwright.rules.validation import Entry, read_entries

__all__ = ["RuleNode", "RuleSet", "build_rules"]


@dataclass(frozen=True, slots=True, eq=False)
class RuleNode:
    """A schema with rules: each of its values that is not null is judged by all of them, in this order."""

    site: Site
    rules: tuple[CheckedRule, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """``nodes`` in the order of the schema; ``rules`` so that each stands behind those of its ``after``."""

    nodes: tuple[RuleNode, ...]
    rules: tuple[CheckedRule, ...]


def build_rules(
    definition: Json,
    *,
    where: Location,
    schemas: Mapping[str, Schema],
    codes: Collection[str] | None = None,
    places: Places | None = None,
) -> RuleSet:
    """Read, order and check the rules of a body whose schema stands at ``where``; None for ``codes`` allows any.

    Raises:
        RuleError: a rule is outside the profile or unsound; all such faults are told at once.
    """
    return _Builder(definition, where, schemas, codes, places or Places()).build()


class _Builder:
    """Collects problems, so that an author sees all of them."""

    def __init__(
        self,
        definition: Json,
        where: Location,
        schemas: Mapping[str, Schema],
        codes: Collection[str] | None,
        places: Places,
    ) -> None:
        self._codes = codes
        self._places = places
        self._problems: list[Problem] = []
        self._types = SchemaTypes({key: schema.definition for key, schema in schemas.items()})
        self._sites = find_sites(definition, where=where, schemas=schemas)
        self._site_of: dict[str, Site] = {}
        self._entries: dict[str, Entry] = {}
        self._checked: dict[str, CheckedRule] = {}

    def build(self) -> RuleSet:
        for site in self._sites:
            self._read(site)
        order = self._order()
        for id_ in order:
            self._check(id_)
        if self._problems:
            raise RuleError(*self._problems)
        rules = tuple(self._checked[id_] for id_ in order)
        nodes = (
            RuleNode(site, tuple(rule for rule in rules if self._site_of[rule.entry.id] is site))
            for site in self._sites
        )
        return RuleSet(tuple(node for node in nodes if node.rules), rules)

    def _read(self, site: Site) -> None:
        try:
            entries = read_entries(site.definition, where=site.where, places=self._places)
        except RuleError as error:
            self._problems += error.problems
            return
        for entry in entries:
            if not site.is_judged:
                hint = "Put it at the body, a property, an item, or a branch of allOf, anyOf or oneOf."
                self._problems.append(entry.problem("a rule is never judged at this place", hint, "rule-entry"))
            elif entry.id in self._entries:
                first = self._entries[entry.id]
                hint = f"The other one stands at {self._places.complete(first.where)}; rename one."
                self._problems.append(entry.problem(f"the id {entry.id!r} is taken", hint, "rule-order", key="id"))
            else:
                self._entries[entry.id] = entry
                self._site_of[entry.id] = site
            self._judge_code(entry)

    def _judge_code(self, entry: Entry) -> None:
        if not entry.code or self._codes is None or entry.code in self._codes:
            return
        close = difflib.get_close_matches(entry.code, list(self._codes), n=1)
        hint = f"Did you mean {close[0]!r}?" if close else "Leave the code out where the documents have none."
        self._problems.append(
            entry.problem(f"{entry.code!r} is no documented error code", hint, "rule-code", key="code")
        )

    def _order(self) -> list[str]:
        """Sort by ``after``, otherwise as written; what waits for itself is told and left out."""
        for entry in self._entries.values():
            for id_ in entry.after:
                if id_ not in self._entries:
                    close = difflib.get_close_matches(id_, list(self._entries), n=1)
                    hint = f"Did you mean {close[0]!r}?" if close else "Name rules of the same body."
                    self._problems.append(entry.problem(f"there is no rule {id_!r}", hint, "rule-order", key="after"))
        done: list[str] = []
        waiting = list(self._entries)
        while waiting:
            ready = next((id_ for id_ in waiting if not self._waits(id_, done)), None)
            if ready is None:
                entry = self._entries[waiting[0]]
                chain = " → ".join(self._cycle(waiting[0], done))
                hint = "Remove one of these from `after`."
                self._problems.append(
                    entry.problem(f"rules wait for each other: {chain}", hint, "rule-order", key="after")
                )
                break
            waiting.remove(ready)
            done.append(ready)
        return done

    def _waits(self, id_: str, done: list[str]) -> list[str]:
        return [other for other in self._entries[id_].after if other in self._entries and other not in done]

    def _cycle(self, id_: str, done: list[str]) -> list[str]:
        chain = [id_]
        while True:
            # Whatever is left waits for something that is left as well.
            id_ = self._waits(id_, done)[0]
            if id_ in chain:
                return [*chain[chain.index(id_) :], id_]
            chain.append(id_)

    def _check(self, id_: str) -> None:
        entry, site = self._entries[id_], self._site_of[id_]
        if any(other in self._entries and other not in self._checked for other in entry.after):
            # What a wrong rule proves is unknown, so this one would be blamed for nothing.
            return
        type_ = self._types.type_of(site.definition)
        type_ = type_.type if isinstance(type_, Nullable) else type_
        if isinstance(type_, DynType):
            hint = "Say in the schema which one type the value has, such as: type: object"
            self._problems.append(entry.problem("the type of `self` is unknown", hint, "rule-type"))
            return
        try:
            rule = check_rule(entry, type_, holding=self._holding(entry, site))
        except RuleError as error:
            self._problems += error.problems
            return
        if rule.is_transition and not site.is_correlated:
            hint = "Name the property that tells the items apart: x-list-key: [id]"
            what = "items of a list cannot be compared with their old values"
            self._problems.append(entry.problem(what, hint, "rule-entry"))
            return
        self._checked[id_] = rule

    def _holding(self, entry: Entry, site: Site) -> tuple[CheckedRule, ...]:
        """List the rules of the same value that hold whenever this one is judged."""
        found: dict[str, CheckedRule] = {}
        pending = [id_ for id_ in entry.after if id_ in self._checked]
        while pending:
            id_ = pending.pop()
            if id_ not in found:
                found[id_] = self._checked[id_]
                pending += self._entries[id_].after
        return tuple(rule for id_, rule in found.items() if self._site_of[id_] is site)
