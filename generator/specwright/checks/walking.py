"""Writes the functions that lead from a body to the values that rules judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from specwright.checks.catalog import Position
from specwright.checks.judging import Judging, Shop, block, over_members
from specwright.checks.literals import literal, tuple_literal
from specwright.checks.objects import NAME_POINTER, others
from specwright.checks.spots import Spot
from specwright.model.location import escape_pointer_token
from specwright.model.types import Json
from specwright.rules.sites import list_key

__all__ = ["RuleWalk"]

# What leads from a schema to others whose rules are judged.
_LEADING: Final = frozenset(
    {"$ref", "additionalProperties", "allOf", "anyOf", "items", "oneOf", "prefixItems", "properties"}
)


@dataclass(slots=True, eq=False)
class RuleWalk:
    """``places`` numbers the schemas with rules; ``rules`` names the functions of each that need no old value.

    A walk of the kind ``changes`` goes only where old values are looked at.
    """

    shop: Shop
    kind: Literal["places", "changes"] = "places"
    places: dict[Position, int] = field(default_factory=dict[Position, int])
    rules: dict[Position, list[str]] = field(default_factory=dict[Position, list[str]])
    _leading: dict[Spot, bool] = field(default_factory=dict[Spot, bool])

    def holds(self, spot: Spot, name: str) -> str:
        """Write the function that says whether all rules below a schema hold."""
        lines = ["if value is None:", "    return True"]
        for rule in self.rules.get(spot.position, []):
            self.shop.functions.uses(rule)
            lines += block(f"if not {rule}(value):", ["return False"])
        for child, condition in self._same_value(spot):
            lines += self._unless_holds(child, "value", condition)
        members = [
            line
            for key, child in self._properties(spot)
            for line in [
                f"member = value.get({literal(key)})",
                *self._unless_holds(child, "member", "member is not None"),
            ]
        ]
        for child in self._leading_children(spot, ("additionalProperties",)):
            loop = self._unless_holds(child, "member", others(Judging(self.shop, "is", spot)))
            members += over_members("value", loop)
        items: list[str] = []
        for index, child in self._prefix(spot):
            items += self._unless_holds(child, f"value[{index}]", f"len(value) > {index}")
        for child in self._leading_children(spot, ("items",)):
            items += block(f"for item in value[{self._first(spot)}:]:", self._unless_holds(child, "item", ""))
        lines += [*block("if isinstance(value, OBJECT):", members), *block("if isinstance(value, ARRAY):", items)]
        return "\n".join([f"def {name}(value: Any) -> bool:", *(f"    {line}" for line in [*lines, "return True"])])

    def collects(self, spot: Spot, name: str) -> str:
        """Write the function that lists the values that rules judge, with their old values."""
        lines = ["if value is None:", "    return"]
        if spot.position in self.places:
            lines.append(f"found.append(({self.places[spot.position]}, at, value, old))")
        for child, condition in self._same_value(spot):
            call = [f"{self._places(child)}(value, old, at, found)"]
            lines += block(f"if {condition}:", call) if condition else call
        lines += [
            *block("if isinstance(value, OBJECT):", self._collect_members(spot)),
            *block("if isinstance(value, ARRAY):", self._collect_items(spot)),
        ]
        head = f"def {name}(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:"
        return "\n".join([head, *(f"    {line}" for line in lines)])

    def _collect_members(self, spot: Spot) -> list[str]:
        lines: list[str] = []
        for key, child in self._properties(spot):
            at = f"at + {literal('/' + escape_pointer_token(key))}"
            lines.append(f"{self._places(child)}(value.get({literal(key)}), before.get({literal(key)}), {at}, found)")
        for child in self._leading_children(spot, ("additionalProperties",)):
            call = [f"{self._places(child)}(member, before.get(name), {NAME_POINTER}, found)"]
            condition = others(Judging(self.shop, "is", spot))
            loop = block(f"if {condition}:", call) if condition else call
            lines += over_members("value", loop)
        return ["before: Any = old if isinstance(old, OBJECT) else {}", *lines] if lines else []

    def _collect_items(self, spot: Spot) -> list[str]:
        lines: list[str] = []
        for index, child in self._prefix(spot):
            old = f"old[{index}] if isinstance(old, ARRAY) and len(old) > {index} else None"
            call = f"{self._places(child)}(value[{index}], {old}, at + '/{index}', found)"
            lines += block(f"if len(value) > {index}:", [call])
        for child in self._leading_children(spot, ("items",)):
            first = self._first(spot)
            names = tuple_literal(list_key(spot.schema))
            is_keyed = names != "()"
            if is_keyed:
                lines.append(f"known = by_key(old, {names})")
            old = f"known.get(key_of(item, {names}))" if is_keyed else "None"
            call = f'{self._places(child)}(item, {old}, f"{{at}}/{{index}}", found)'
            lines += block(f"for index, item in enumerate(value[{first}:], {first}):", [call])
        return lines

    def leads(self, spot: Spot) -> bool:
        """Say whether a value that is judged by rules can be reached from a schema."""
        known = self._leading.get(spot)
        if known is None:
            pending, seen = [spot], {spot}
            while pending:
                for child in self._children(pending.pop()):
                    if child not in seen:
                        seen.add(child)
                        pending.append(child)
            known = any(each.position in self.places for each in seen)
            self._leading[spot] = known
        return known

    def _children(self, spot: Spot) -> Iterator[Spot]:
        schema, navigator = spot.schema, self.shop.navigator
        if not isinstance(schema, dict):
            return
        if "$ref" in schema:
            yield navigator.follow(spot)
        for keyword in ("allOf", "anyOf", "oneOf", "prefixItems"):
            yield from (navigator.child(spot, keyword, index) for index in range(len(_list(schema, keyword))))
        properties = schema.get("properties")
        for name in properties if isinstance(properties, dict) else ():
            yield navigator.child(spot, "properties", name)
        yield from (
            navigator.child(spot, keyword) for keyword in ("additionalProperties", "items") if keyword in schema
        )

    def _same_value(self, spot: Spot) -> Iterator[tuple[Spot, str]]:
        """List the schemas of the same value that lead to rules, each with the condition under which it counts."""
        schema, navigator = spot.schema, self.shop.navigator
        if not isinstance(schema, dict):
            return
        if "$ref" in schema and self.leads(navigator.follow(spot)):
            yield navigator.follow(spot), ""
        for keyword in ("allOf", "anyOf", "oneOf"):
            for index in range(len(_list(schema, keyword))):
                child = navigator.child(spot, keyword, index)
                if self.leads(child):
                    yield child, "" if keyword == "allOf" else self.shop.expression(child, "value")

    def _properties(self, spot: Spot) -> Iterator[tuple[str, Spot]]:
        properties = spot.schema.get("properties") if isinstance(spot.schema, dict) else None
        for name in properties if isinstance(properties, dict) else ():
            child = self.shop.navigator.child(spot, "properties", name)
            if self.leads(child):
                yield name, child

    def _prefix(self, spot: Spot) -> Iterator[tuple[int, Spot]]:
        for index in range(self._first(spot)):
            child = self.shop.navigator.child(spot, "prefixItems", index)
            if self.leads(child):
                yield index, child

    def _first(self, spot: Spot) -> int:
        return len(_list(spot.schema, "prefixItems")) if isinstance(spot.schema, dict) else 0

    def _leading_children(self, spot: Spot, keywords: tuple[str, ...]) -> Iterator[Spot]:
        for keyword in keywords:
            if isinstance(spot.schema, dict) and keyword in spot.schema:
                child = self.shop.navigator.child(spot, keyword)
                if self.leads(child):
                    yield child

    def _unless_holds(self, spot: Spot, value: str, condition: str) -> list[str]:
        target = self._target(spot)
        rules = self.rules.get(target.position, [])
        if len(rules) == 1 and not any(map(self.leads, self._children(target))):
            # Nothing but this rule is asked of the value, so a function around it would only cost a call.
            self.shop.functions.uses(rules[0])
            is_there = "" if condition.endswith("is not None") else f"{value} is not None"
            verdict = f"not {rules[0]}({value})"
            condition = " and ".join(filter(None, [condition, is_there]))
        else:
            verdict = f"not {self.shop.functions.call('holds', target)}({value})"
        return block(f"if {condition} and {verdict}:" if condition else f"if {verdict}:", ["return False"])

    def _places(self, spot: Spot) -> str:
        return self.shop.functions.call(self.kind, self._target(spot))

    def _target(self, spot: Spot) -> Spot:
        # A reference with a rule beside it is a place of its own.
        while (
            spot.position not in self.places
            and isinstance(spot.schema, dict)
            and spot.schema.keys() & _LEADING == {"$ref"}
        ):
            spot = self.shop.navigator.follow(spot)
        return spot


def _list(schema: dict[str, Json], keyword: str) -> list[Json]:
    value = schema.get(keyword)
    return value if isinstance(value, list) else []
