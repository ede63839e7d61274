"""Writes the functions that tell which members or items of a valid value some schema has judged."""

from __future__ import annotations

from typing import Final

from specwright.checks.functions import Kind
from specwright.checks.judging import Judging, Shop, block
from specwright.checks.literals import literal, set_literal
from specwright.checks.scalars import pattern_search
from specwright.checks.spots import Spot

__all__ = ["evaluated_function"]

# Where one of these stands, everything is judged.
_CLOSING: Final = {
    "members": ("additionalProperties", "unevaluatedProperties"),
    "items": ("items", "unevaluatedItems"),
}
_OPEN: Final = {"members": ("properties", "patternProperties"), "items": ("prefixItems", "contains")}


def evaluated_function(shop: Shop, kind: Kind, spot: Spot, name: str) -> str:
    """Write one function; what its own unevaluated keyword would judge is left out."""
    element = "str" if kind == "members" else "int"
    writer = _Evaluated(shop, kind)
    head = [f"def {name}(value: Any) -> set[{element}]:", f"    judged: set[{element}] = set()"]
    return "\n".join([*head, *(f"    {line}" for line in [*writer.own(spot), "return judged"])])


class _Evaluated:
    """The statements of one function."""

    def __init__(self, shop: Shop, kind: Kind) -> None:
        self._shop = shop
        self._kind: Kind = kind
        self._all = "value" if kind == "members" else "range(len(value))"

    def own(self, spot: Spot) -> list[str]:
        """Collect what a schema judges, itself or by those it is combined of."""
        keywords = self._shop.keywords(spot)
        if _CLOSING[self._kind][0] in keywords:
            return [f"judged.update({self._all})"]
        lines = self._members(spot) if self._kind == "members" else self._items(spot)
        return [*lines, *self._combined(spot)]

    def _members(self, spot: Spot) -> list[str]:
        keywords = self._shop.keywords(spot)
        lines: list[str] = []
        if keywords.map("properties"):
            names = self._shop.functions.constant("NAMES", set_literal(list(keywords.map("properties"))))
            lines.append(f"judged.update(value.keys() & {names})")
        judging = Judging(self._shop, "is", spot)
        for pattern in keywords.map("patternProperties"):
            search = pattern_search(judging, keywords, "patternProperties", pattern)
            lines.append(f"judged.update(name for name in value if {search}(name) is not None)")
        return lines

    def _items(self, spot: Spot) -> list[str]:
        keywords = self._shop.keywords(spot)
        lines: list[str] = []
        count = len(keywords.list("prefixItems"))
        if count:
            lines.append(f"judged.update(range(min({count}, len(value))))")
        if "contains" in keywords:
            verdict = self._shop.expression(self._shop.navigator.child(spot, "contains"), "item")
            lines.append(f"judged.update(index for index, item in enumerate(value) if {verdict})")
        return lines

    def _combined(self, spot: Spot) -> list[str]:
        keywords, navigator = self._shop.keywords(spot), self._shop.navigator
        lines: list[str] = []
        if "$ref" in keywords:
            lines += self._of(navigator.follow(spot))
        if "$dynamicRef" in keywords:
            lines += self._of(navigator.follow_dynamic(spot))
        for keyword in ("allOf", "anyOf", "oneOf"):
            for index in range(len(keywords.list(keyword))):
                child = navigator.child(spot, keyword, index)
                lines += self._of(child) if keyword == "allOf" else self._where(child, self._of(child))
        for name in keywords.map("dependentSchemas"):
            body = self._of(navigator.child(spot, "dependentSchemas", name))
            guard = f"if isinstance(value, OBJECT) and {literal(name)} in value:"
            lines += block(guard, body)
        return [*lines, *self._conditional(spot)]

    def _conditional(self, spot: Spot) -> list[str]:
        keywords, navigator = self._shop.keywords(spot), self._shop.navigator
        if "if" not in keywords:
            return []
        condition = navigator.child(spot, "if")
        parts = {
            keyword: self._of(navigator.child(spot, keyword)) if keyword in keywords else list[str]()
            for keyword in ("if", "then", "else")
        }
        lines = self._where(condition, [*parts["if"], *parts["then"]])
        verdict = self._shop.expression(condition, "value")
        return [*lines, *block(f"if not {verdict}:", parts["else"])]

    def _where(self, spot: Spot, body: list[str]) -> list[str]:
        return block(f"if {self._shop.expression(spot, 'value')}:", body)

    def _of(self, spot: Spot) -> list[str]:
        spot = self._shop.navigator.settle(spot)
        if not self._adds(spot, []):
            return []
        if any(keyword in self._shop.keywords(spot) for keyword in _CLOSING[self._kind]):
            return [f"judged.update({self._all})"]
        return [f"judged.update({self._shop.functions.call(self._kind, spot)}(value))"]

    def _adds(self, spot: Spot, seen: list[Spot]) -> bool:
        """Say whether a schema judges any members or items, so that it is worth a call."""
        if not isinstance(spot.schema, dict) or spot in seen:
            return False
        seen.append(spot)
        if any(keyword in spot.schema for keyword in (*_CLOSING[self._kind], *_OPEN[self._kind])):
            return True
        return any(self._adds(other, seen) for other in self._shop.navigator.same_value(spot))
