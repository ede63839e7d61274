"""Draws values from schemas without a plan: what tests of rules need of a drawer, and no more."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final

from specwright.model.types import Json
from specwright.rules.formats import FORMATS

__all__ = ["SchemaDrawer"]

_TEXTS: Final = ("", "A", "b", "ab", "x y", "é", "1", "Zed", "key", "longer text")
_FORMATTED: Final[dict[str, tuple[str, ...]]] = {
    "iso6346": ("CSQU3054383", "TOLU4734787", "MSKU6011672", "AAAU1234566"),
    "date-time": (
        "2026-01-31T08:00:00Z",
        "2026-02-01T10:30:00+01:00",
        "2025-12-31T23:59:59.5Z",
        "2026-07-01T00:00:00Z",
    ),
    "iso3166-1-alpha-3": ("FRA", "DEU"),
    "date": ("2026-01-31", "2025-02-28"),
    "iso3166-1-alpha-2": ("FR", "DE"),
    "iso4217": ("EUR", "USD"),
}


class SchemaDrawer:
    """A place is its schema, references followed."""

    def __init__(self, rng: random.Random, definitions: dict[str, Json] | None = None) -> None:
        self._rng = rng
        self._definitions = definitions or {}
        self.patterns: dict[str, str] = {}

    @property
    def below(self) -> Callable[[int], int]:
        return self._rng.randrange

    def fresh(self, node: Any) -> Any:
        schema = self.schema(node)
        listed = self.listed(schema)
        if listed is not None:
            return self._rng.choice(listed)
        match self._kind(schema):
            case "object":
                return self._object(schema)
            case "array":
                least, most = self.lengths(schema)
                count = self._rng.randint(least, min(most or 3, least + 3))
                return [self._maybe_null(schema["items"]) for _ in range(count)]
            case "string":
                return self._text(schema)
            case "integer":
                low, high = self.bounds(schema)
                return self._rng.randint(-12 if low is None else int(low), 12 if high is None else int(high))
            case "number":
                low, high = self.bounds(schema)
                return round(self._rng.uniform(-9 if low is None else low, 9 if high is None else high), 2)
            case "boolean":
                return self._rng.random() < 0.5
            case _:
                return None

    def _maybe_null(self, node: Any) -> Any:
        return None if self.is_nullable(node) and self._rng.random() < 0.2 else self.fresh(node)

    def _object(self, schema: dict[str, Any]) -> dict[str, Any]:
        value = {
            name: self._maybe_null(child)
            for name, child in schema.get("properties", {}).items()
            if name in schema.get("required", ()) or self._rng.random() < 0.6
        }
        if isinstance(schema.get("additionalProperties"), dict):
            rest = schema["additionalProperties"]
            value |= {name: self._maybe_null(rest) for name in ("A", "x", "EUR") if self._rng.random() < 0.5}
        return value

    def _text(self, schema: dict[str, Any]) -> str:
        if schema.get("format") in _FORMATTED:
            return self.formatted(schema["format"])
        least, most = self.lengths(schema)
        text = self._rng.choice(_TEXTS).ljust(least, "q")
        return text if most is None else text[:most]

    def schema(self, node: Any) -> dict[str, Any]:
        """Follow references."""
        while isinstance(node, dict) and "$ref" in node:
            node = self._definitions[node["$ref"].removeprefix("#/$defs/")]
        return node if isinstance(node, dict) else {}

    def _kind(self, schema: dict[str, Any]) -> str:
        kinds = schema.get("type", "null")
        return next(kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind != "null" or kinds == kind)

    def is_nullable(self, node: Any) -> bool:
        kinds = self.schema(node).get("type")
        return isinstance(kinds, list) and "null" in kinds

    def member(self, node: Any, name: str) -> Any:
        schema = self.schema(node)
        rest = schema.get("additionalProperties")
        return schema.get("properties", {}).get(name, rest if isinstance(rest, dict) else None)

    def item(self, node: Any) -> Any:
        return self.schema(node).get("items")

    def requires(self, node: Any, name: str) -> bool:
        return name in self.schema(node).get("required", ())

    def lengths(self, node: Any) -> tuple[int, int | None]:
        schema = self.schema(node)
        word = {"string": "Length", "array": "Items"}.get(self._kind(schema), "Properties")
        return schema.get(f"min{word}", 0), schema.get(f"max{word}")

    def bounds(self, node: Any) -> tuple[float | int | None, float | int | None]:
        schema = self.schema(node)
        return schema.get("minimum"), schema.get("maximum")

    def listed(self, node: Any) -> tuple[Any, ...] | None:
        values = self.schema(node).get("enum")
        return None if values is None else tuple(value for value in values if value is not None)

    def accepts(self, node: Any, value: Any) -> bool:
        schema = self.schema(node)
        if value is None:
            return self.is_nullable(schema)
        if "enum" in schema:
            return value in schema["enum"]
        kind = self._kind(schema)
        if isinstance(value, str):
            least, most = self.lengths(schema)
            is_formed = FORMATS.get(schema.get("format", ""), str)(value) is not False
            return kind == "string" and least <= len(value) <= (most or len(value)) and is_formed
        if isinstance(value, bool):
            return kind == "boolean"
        low, high = self.bounds(schema)
        is_within = (low is None or value >= low) and (high is None or value <= high)
        return is_within and (kind == "number" or (kind == "integer" and value == int(value)))

    def formatted(self, name: str) -> str:
        return self._rng.choice(_FORMATTED[name])

    def matching(self, pattern: str) -> str:
        return self.patterns[pattern]
