"""Compiles the rules of each body once, and writes the table by which a check judges them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from specwright.checks.catalog import Catalog, Position
from specwright.checks.entries import Entry, references
from specwright.checks.functions import plain_name
from specwright.checks.literals import literal, tuple_literal
from specwright.checks.looking import Members, old_members
from specwright.checks.projection import shapes_of, shapes_of_changes
from specwright.checks.spots import Spot
from specwright.checks.walking import RuleWalk
from specwright.model.location import Location, escape_pointer_token
from specwright.model.types import Json, Schema
from specwright.rules.compile import compile_rule
from specwright.rules.emit_expressions import Parts
from specwright.rules.faults import Places
from specwright.rules.rule import CheckedRule
from specwright.rules.rule_set import build_rules
from specwright.rules.sites import Site
from specwright.rules.validation import KEYWORD

__all__ = ["ChangeRules", "EntryRules", "PlacedRule", "RuleTables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRule:
    """A rule and the check that judges it; ``schema`` and ``pointer`` say where it stands."""

    check: str
    id: str
    code: str
    schema: str
    pointer: str
    is_transition: bool
    is_assumed: bool
    where: Location


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """Names of what judges only what has become of an old value: a function, the walk that it makes, rules, shapes."""

    name: str
    places: str
    table: str
    shapes: str


@dataclass(frozen=True, slots=True)
class EntryRules:
    """Names of what a check needs for its rules; ``changes`` and ``shapes`` are for rules about old values."""

    table: str
    holds: str
    places: str
    shapes: str
    functions: tuple[str, ...]
    changes: ChangeRules | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """Name the tables of rules."""
        return (self.table,) if self.changes is None else (self.table, self.changes.table)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A rule of one entry, where it stands and the function that judges it."""

    rule: CheckedRule
    position: Position
    function: str


@dataclass(slots=True, eq=False)
class RuleTables:
    """The rules of all bodies; a rule that several bodies share is compiled once.

    ``changes`` walks to what transition rules judge, ``looked_at`` lists what of an old value they read there.
    """

    walk: RuleWalk
    changes: RuleWalk
    catalog: Catalog
    schemas: Mapping[str, Schema]
    codes: Collection[str] | None
    places: Places
    parts: Parts = field(default_factory=Parts)
    tables: dict[str, str] = field(default_factory=dict[str, str])
    placed: list[PlacedRule] = field(default_factory=list[PlacedRule])
    looked_at: dict[Position, Members] = field(default_factory=dict[Position, Members])
    _compiled: dict[tuple[Position, str], str] = field(default_factory=dict[tuple[Position, str], str])

    def add(self, entry: Entry, check: str, spot: Spot) -> EntryRules | None:
        """Read the rules of a body or parameter set, None where it has none.

        Raises:
            RuleError: a rule is wrong.
        """
        if entry.kind == "response" or not self._mentions_rules(entry.definition):
            return None
        rules = build_rules(
            entry.definition, where=entry.where, schemas=self.schemas, codes=self.codes, places=self.places
        )
        sites = {rule.entry.id: node.site for node in rules.nodes for rule in node.rules}
        judged: list[_Judged] = []
        for rule in rules.rules:
            position = self._position(entry, sites[rule.entry.id])
            judged.append(_Judged(rule, position, self._compile(rule, position)))
            self.placed.append(self._placed(rule, sites[rule.entry.id], entry, check))
        if not judged:
            return None
        functions, names = self.walk.shop.functions, tuple(each.function for each in judged)
        table = self._table(self._row(each, each.rule.entry.after) for each in judged)
        holds, places = functions.call("holds", spot), functions.call("places", spot)
        if not any(rule.is_transition for rule in rules.rules):
            return EntryRules(table, holds, places, "", names)
        shapes = functions.constant("SHAPES", shapes_of(self.walk.shop.navigator, spot))
        return EntryRules(table, holds, places, shapes, names, self._changes(check, spot, judged))

    def _table(self, rows: Iterable[str]) -> str:
        table = self.walk.shop.functions.unique(f"_RULES_{len(self.tables) + 1}")
        self.tables[table] = f"({', '.join(rows)},)"
        return table

    def _changes(self, check: str, spot: Spot, judged: Sequence[_Judged]) -> ChangeRules:
        """Write what judges transition rules alone, of a value for which all others hold."""
        functions = self.walk.shop.functions
        before: dict[str, list[str]] = {}
        rows: list[str] = []
        for each in judged:
            rule = each.rule
            # Whoever waits for a rule that was not judged waits for what that one waited for.
            after = [other for id_ in rule.entry.after for other in before[id_]]
            before[rule.entry.id] = [rule.entry.id] if rule.is_transition else after
            if rule.is_transition:
                rows.append(self._row(each, tuple(dict.fromkeys(after))))
        shapes = shapes_of_changes(self.walk.shop.navigator, spot, self.looked_at, self.changes.leads)
        return ChangeRules(
            name=functions.unique(f"{check}_transitions"),
            places=functions.call("changes", spot),
            table=self._table(rows),
            shapes=functions.constant("SHAPES", shapes),
        )

    def _position(self, entry: Entry, site: Site) -> Position:
        key = site.key or entry.key
        return self.catalog.at("", f"/$defs/{escape_pointer_token(key)}{site.pointer}")

    def _compile(self, rule: CheckedRule, position: Position) -> str:
        known = self._compiled.get((position, rule.entry.id))
        if known is not None:
            return known
        functions = self.walk.shop.functions
        name = functions.unique(f"_rule_{plain_name(rule.entry.id)}", ending="_at")
        functions.add(name, compile_rule(rule, self.parts, name=name).source)
        self._compiled[position, rule.entry.id] = name
        self.walk.places.setdefault(position, len(self.walk.places))
        if rule.is_transition:
            self.changes.places[position] = self.walk.places[position]
            self.looked_at[position] = self.looked_at.get(position, frozenset()) | old_members(rule)
        else:
            self.walk.rules.setdefault(position, []).append(name)
        return name

    def _row(self, judged: _Judged, after: tuple[str, ...]) -> str:
        rule, entry = judged.rule, judged.rule.entry
        texts: list[Json] = [entry.id, entry.code, entry.message]
        flags: list[Json] = [rule.is_transition, not entry.source.is_documented]
        head = ", ".join(literal(text) for text in texts)
        tail = ", ".join(literal(flag) for flag in flags)
        place, name = self.walk.places[judged.position], judged.function
        return f"Rule({head}, {tuple_literal(after)}, {place}, {name}, {name}_at, {tail})"

    def _placed(self, rule: CheckedRule, site: Site, entry: Entry, check: str) -> PlacedRule:
        return PlacedRule(
            check=check,
            id=rule.entry.id,
            code=rule.entry.code,
            schema=site.key or entry.key,
            pointer=site.pointer,
            is_transition=rule.is_transition,
            is_assumed=not rule.entry.source.is_documented,
            where=rule.entry.where,
        )

    def _mentions_rules(self, definition: Json) -> bool:
        """Say whether any rule can be below; reading rules where none are would take most of the time."""
        pending, seen = [definition], set[str]()
        while pending:
            value = pending.pop()
            if _has_rules(value):
                return True
            for key in references(value):
                if key not in seen and key in self.schemas:
                    seen.add(key)
                    pending.append(self.schemas[key].definition)
        return False


def _has_rules(definition: Json) -> bool:
    pending: list[Json] = [definition]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if KEYWORD in value:
                return True
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return False
