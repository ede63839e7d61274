"""Compiles the rules of each body once, and writes the table by which a check judges them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from specwright.checks.catalog import Catalog, Position
from specwright.checks.entries import Entry, references
from specwright.checks.functions import plain_name
from specwright.checks.literals import literal, tuple_literal
from specwright.checks.projection import shapes_of
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

__all__ = ["EntryRules", "PlacedRule", "RuleTables"]


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
class EntryRules:
    """Names of what a check needs for its rules; ``shapes`` is empty where no rule looks at old values."""

    table: str
    holds: str
    places: str
    shapes: str
    functions: tuple[str, ...]


@dataclass(slots=True, eq=False)
class RuleTables:
    """The rules of all bodies; a rule that several bodies share is compiled once."""

    walk: RuleWalk
    catalog: Catalog
    schemas: Mapping[str, Schema]
    codes: Collection[str] | None
    places: Places
    parts: Parts = field(default_factory=Parts)
    tables: dict[str, str] = field(default_factory=dict[str, str])
    placed: list[PlacedRule] = field(default_factory=list[PlacedRule])
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
        rows: list[str] = []
        names: list[str] = []
        for rule in rules.rules:
            position = self._position(entry, sites[rule.entry.id])
            name = self._compile(rule, position)
            names.append(name)
            rows.append(self._row(rule, position, name))
            self.placed.append(self._placed(rule, sites[rule.entry.id], entry, check))
        if not rows:
            return None
        functions = self.walk.shop.functions
        table = functions.unique(f"_RULES_{len(self.tables) + 1}")
        self.tables[table] = f"({', '.join(rows)},)"
        has_transitions = any(rule.is_transition for rule in rules.rules)
        shapes = functions.constant("SHAPES", shapes_of(self.walk.shop.navigator, spot)) if has_transitions else ""
        return EntryRules(table, functions.call("holds", spot), functions.call("places", spot), shapes, tuple(names))

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
        if not rule.is_transition:
            self.walk.rules.setdefault(position, []).append(name)
        return name

    def _row(self, rule: CheckedRule, position: Position, name: str) -> str:
        entry = rule.entry
        texts: list[Json] = [entry.id, entry.code, entry.message]
        flags: list[Json] = [rule.is_transition, not entry.source.is_documented]
        head = ", ".join(literal(text) for text in texts)
        tail = ", ".join(literal(flag) for flag in flags)
        return f"Rule({head}, {tuple_literal(entry.after)}, {self.walk.places[position]}, {name}, {name}_at, {tail})"

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
