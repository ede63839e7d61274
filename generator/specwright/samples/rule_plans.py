"""Turns the rules of a body into data: the rules as trees, and where in a document the values stand that they judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from specwright.model.location import Location
from specwright.model.types import Json, Schema
from specwright.rules import CheckedRule, RuleNode, RuleSet, build_rules, invert, list_key
from specwright.samples.rule_hints import rule_hints
from specwright.samples.text_patterns import text_part

__all__ = ["rule_plan"]

# Schemas that judge one value, each with whether it always does.
_Value: TypeAlias = list[tuple[dict[str, Json], bool]]


def rule_plan(definition: Json, *, where: Location, schemas: Mapping[str, Schema]) -> dict[str, Any]:
    """Write the rules of a body whose schema stands at ``where``, and the places of its documents that they judge.

    ``patterns`` and ``formats`` are those that they ask for, ``hints`` what to draw.

    Raises:
        RuleError: a rule is wrong.
    """
    rules = build_rules(definition, where=where, schemas=schemas)
    definitions = {key: schema.definition for key, schema in schemas.items()}
    graph: list[Any] = _Graph(rules, definitions).write(definition)
    written = [invert(rule) for rule in rules.rules]
    patterns = {text: text_part(text) for rule in written for text in rule.pop("patterns")}
    formats = sorted({name for rule in written for name in rule.pop("formats")})
    hints = rule_hints(written, graph)
    return {"rules": written, "graph": graph, "patterns": patterns, "formats": formats, "hints": hints}


@dataclass(slots=True)
class _Place:
    """A place of the document: numbers lead to others, ``rules`` are the numbers of rules."""

    members: dict[str, int] = field(default_factory=dict[str, int])
    rest: int | None = None
    items: int | None = None
    keys: list[str] = field(default_factory=list[str])
    rules: list[int] = field(default_factory=list[int])
    is_sure: bool = True


class _Graph:
    """Walks from the schema of a body to all below it; places that lead to no rule are left out."""

    def __init__(self, rules: RuleSet, definitions: Mapping[str, Json]) -> None:
        self._definitions = definitions
        numbers = {rule: number for number, rule in enumerate(rules.rules)}
        self._rules = {id(node.site.definition): _numbers(node, numbers) for node in rules.nodes}
        self._places: dict[frozenset[tuple[int, bool]], int] = {}
        self._found: list[_Place] = []
        self._waiting: list[_Value] = []

    def write(self, definition: Json) -> list[Json]:
        """Write the places that lead to rules, that of the body first."""
        self._number([(definition, True)])
        done = 0
        while done < len(self._waiting):
            self._visit(done, self._waiting[done])
            done += 1
        kept = self._leading()
        numbers = {number: index for index, number in enumerate(sorted(kept | {0}))}
        return [_written(self._found[number], numbers) for number in numbers]

    def _number(self, schemas: list[tuple[Json, bool]]) -> int:
        value = list(self._together(schemas))
        key = frozenset((id(schema), known) for schema, known in value)
        if key not in self._places:
            self._places[key] = len(self._found)
            self._found.append(_Place())
            self._waiting.append(value)
        return self._places[key]

    def _together(self, schemas: list[tuple[Json, bool]]) -> Iterator[tuple[dict[str, Json], bool]]:
        """List the schemas that judge the same value."""
        pending = list(schemas)
        seen: set[tuple[int, bool]] = set()
        while pending:
            schema, is_always = pending.pop(0)
            if not isinstance(schema, dict) or (id(schema), is_always) in seen:
                continue
            seen.add((id(schema), is_always))
            yield schema, is_always
            reference = schema.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/$defs/"):
                name = reference.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
                pending.append((self._definitions.get(name), is_always))
            for keyword in ("allOf", "anyOf", "oneOf"):
                branches = schema.get(keyword)
                listed = branches if isinstance(branches, list) else []
                pending += [(branch, is_always and keyword == "allOf") for branch in listed]

    def _visit(self, number: int, value: _Value) -> None:
        place = self._found[number]
        members: dict[str, list[tuple[Json, bool]]] = {}
        rest: list[tuple[Json, bool]] = []
        items: list[tuple[Json, bool]] = []
        for schema, is_sure in value:
            place.rules += self._rules.get(id(schema), [])
            place.is_sure &= is_sure or id(schema) not in self._rules
            properties = schema.get("properties")
            for name, child in properties.items() if isinstance(properties, dict) else ():
                members.setdefault(name, []).append((child, is_sure))
            rest += (
                [(schema["additionalProperties"], is_sure)]
                if isinstance(schema.get("additionalProperties"), dict)
                else []
            )
            items += [(schema["items"], is_sure)] if "items" in schema else []
            place.keys = place.keys or list(list_key(schema))
        place.members = {name: self._number(found) for name, found in members.items()}
        place.rest = self._number(rest) if rest else None
        place.items = self._number(items) if items else None

    def _leading(self) -> set[int]:
        kept = {number for number, place in enumerate(self._found) if place.rules}
        while True:
            more = {number for number, place in enumerate(self._found) if kept & set(_targets(place))} - kept
            if not more:
                return kept
            kept |= more


def _numbers(node: RuleNode, numbers: Mapping[CheckedRule, int]) -> list[int]:
    return [numbers[rule] for rule in node.rules]


def _targets(place: _Place) -> list[int]:
    return [*place.members.values(), *(number for number in (place.rest, place.items) if number is not None)]


def _written(place: _Place, numbers: Mapping[int, int]) -> Json:
    members: dict[str, Json] = {name: numbers[to] for name, to in place.members.items() if to in numbers}
    keys: list[Json] = [*place.keys]
    rules: list[Json] = [*place.rules]
    return {
        "members": members,
        "rest": None if place.rest is None else numbers.get(place.rest),
        "items": None if place.items is None else numbers.get(place.items),
        "keys": keys,
        "rules": rules,
        "isSure": place.is_sure,
    }
