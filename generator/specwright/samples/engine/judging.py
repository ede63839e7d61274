"""Decides whether a value meets a schema of the plan, for what drawing does not see to by itself."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from .nodes import ARRAY, OBJECT

__all__ = ["Judge", "equal_json", "frozen"]


def _size(value: Any) -> int:
    return len(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_PLAIN: Final = frozenset({str, int, float, bool})
_KINDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "array": lambda value: isinstance(value, ARRAY),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and value == math.floor(value),
    "null": lambda value: value is None,
    "number": _is_number,
    "object": lambda value: isinstance(value, OBJECT),
    "string": lambda value: isinstance(value, str),
}
_BOUNDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "exclusiveMinimum": lambda value, bound: value > bound,
    "exclusiveMaximum": lambda value, bound: value < bound,
    "multipleOf": lambda value, bound: not Fraction(repr(value)) % Fraction(repr(bound)),
}
_COUNTS: Final[Mapping[str, Callable[[Any, int], bool]]] = {
    "minLength": lambda value, limit: not isinstance(value, str) or len(value) >= limit,
    "maxLength": lambda value, limit: not isinstance(value, str) or len(value) <= limit,
    "minItems": lambda value, limit: not isinstance(value, ARRAY) or _size(value) >= limit,
    "maxItems": lambda value, limit: not isinstance(value, ARRAY) or _size(value) <= limit,
    "minProperties": lambda value, limit: not isinstance(value, OBJECT) or _size(value) >= limit,
    "maxProperties": lambda value, limit: not isinstance(value, OBJECT) or _size(value) <= limit,
}


def frozen(value: Any) -> Any:
    """Turn a JSON value into one that Python compares and hashes as JSON Schema compares values."""
    if isinstance(value, bool):
        return (bool, value)
    if isinstance(value, OBJECT):
        return (dict, frozenset((name, frozen(item)) for name, item in value.items()))
    if isinstance(value, ARRAY):
        return (list, tuple(frozen(item) for item in value))
    return value


def equal_json(left: Any, right: Any) -> bool:
    """Compare values as JSON Schema does: 1 is 1.0 and no boolean."""
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return bool(left == right)
    return bool(frozen(left) == frozen(right))


@lru_cache(maxsize=512)
def _search(pattern: str) -> Callable[[str], Any]:
    return re.compile(pattern).search


class Judge:
    """Schemas by name; their patterns are Python's, and their references are names."""

    def __init__(self, schemas: Mapping[str, Any], formats: Mapping[str, Callable[[str], bool]]) -> None:
        self._schemas = schemas
        self._formats = formats

    def holds(self, name: str, value: Any) -> bool:
        """Say whether a value meets the schema of a name."""
        return self.meets(self._schemas[name], value)

    def meets(self, schema: Any, value: Any) -> bool:
        """Say whether a value meets a schema."""
        if isinstance(schema, bool):
            return schema
        if not (self._has_kind(schema, value) and self._has_value(schema, value) and self._combines(schema, value)):
            return False
        if isinstance(value, str):
            return self._is_text(schema, value)
        if isinstance(value, OBJECT):
            return self._is_object(schema, value)
        return not isinstance(value, ARRAY) or self._is_array(schema, value)

    def _has_kind(self, schema: Mapping[str, Any], value: Any) -> bool:
        wanted = schema.get("type")
        if wanted is None:
            return True
        return any(_KINDS[name](value) for name in ([wanted] if isinstance(wanted, str) else wanted))

    def _has_value(self, schema: Mapping[str, Any], value: Any) -> bool:
        if "const" in schema and not equal_json(schema["const"], value):
            return False
        if "enum" in schema and not any(equal_json(item, value) for item in schema["enum"]):
            return False
        if _is_number(value):
            return all(holds(value, schema[name]) for name, holds in _BOUNDS.items() if name in schema)
        return all(holds(value, schema[name]) for name, holds in _COUNTS.items() if name in schema)

    def _combines(self, schema: Mapping[str, Any], value: Any) -> bool:
        if "$ref" in schema and not self.holds(schema["$ref"], value):
            return False
        if not all(self.meets(part, value) for part in schema.get("allOf", ())):
            return False
        if "anyOf" in schema and not any(self.meets(part, value) for part in schema["anyOf"]):
            return False
        if "oneOf" in schema and sum(self.meets(part, value) for part in schema["oneOf"]) != 1:
            return False
        if "not" in schema and self.meets(schema["not"], value):
            return False
        if "if" in schema:
            branch = "then" if self.meets(schema["if"], value) else "else"
            return self.meets(schema.get(branch, True), value)
        return True

    def _is_text(self, schema: Mapping[str, Any], value: str) -> bool:
        if "pattern" in schema and _search(schema["pattern"])(value) is None:
            return False
        holds = self._formats.get(schema.get("format", ""))
        return holds is None or holds(value)

    def _is_object(self, schema: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
        properties, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
        if not all(name in value for name in schema.get("required", ())):
            return False
        if not all(self.meets(properties[name], item) for name, item in value.items() if name in properties):
            return False
        if not all(
            self.meets(part, item)
            for pattern, part in patterns.items()
            for name, item in value.items()
            if _search(pattern)(name)
        ):
            return False
        rest = schema.get("additionalProperties", True)
        if not all(self.meets(rest, item) for name, item in value.items() if not _is_named(schema, name)):
            return False
        if "propertyNames" in schema and not all(self.meets(schema["propertyNames"], name) for name in value):
            return False
        return self._depends(schema, value) and self._leaves(schema, "unevaluatedProperties", value.items(), value)

    def _depends(self, schema: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
        needs = schema.get("dependentRequired", {})
        if not all(other in value for name in needs if name in value for other in needs[name]):
            return False
        parts = schema.get("dependentSchemas", {})
        return all(self.meets(parts[name], value) for name in parts if name in value)

    def _leaves(self, schema: Mapping[str, Any], keyword: str, items: Iterable[tuple[Any, Any]], value: Any) -> bool:
        if keyword not in schema:
            return True
        judged = self._judged(schema, value)
        return all(self.meets(schema[keyword], item) for name, item in items if name not in judged)

    def _is_array(self, schema: Mapping[str, Any], value: list[Any]) -> bool:
        prefix = schema.get("prefixItems", [])
        if not all(self.meets(part, item) for part, item in zip(prefix, value, strict=False)):
            return False
        if not all(self.meets(schema.get("items", True), item) for item in value[len(prefix) :]):
            return False
        if "contains" in schema:
            count = sum(self.meets(schema["contains"], item) for item in value)
            if not schema.get("minContains", 1) <= count <= schema.get("maxContains", len(value)):
                return False
        if schema.get("uniqueItems") and len({frozen(item) for item in value}) < len(value):
            return False
        return self._leaves(schema, "unevaluatedItems", enumerate(value), value)

    def _judged(self, schema: Any, value: Any, *, is_inner: bool = False) -> set[Any]:
        """Tell which members or items of a value a schema that it meets has judged."""
        if isinstance(schema, bool):
            return set()
        found: set[Any] = set()
        if isinstance(value, OBJECT):
            closing = "unevaluatedProperties"
            is_open = "additionalProperties" not in schema
            found.update(name for name in value if not is_open or _is_named(schema, name))
        else:
            closing = "unevaluatedItems"
            found.update(
                range(len(value) if "items" in schema else min(len(schema.get("prefixItems", ())), len(value)))
            )
            if "contains" in schema:
                found.update(index for index, item in enumerate(value) if self.meets(schema["contains"], item))
        if is_inner and closing in schema:
            found.update(value if isinstance(value, OBJECT) else range(len(value)))
        for part in self._parts(schema, value):
            found |= self._judged(part, value, is_inner=True)
        return found

    def _parts(self, schema: Mapping[str, Any], value: Any) -> Iterable[Any]:
        if "$ref" in schema:
            yield self._schemas[schema["$ref"]]
        yield from schema.get("allOf", ())
        for keyword in ("anyOf", "oneOf"):
            yield from (part for part in schema.get(keyword, ()) if self.meets(part, value))
        if "if" in schema:
            holds = self.meets(schema["if"], value)
            if holds:
                yield schema["if"]
            yield schema.get("then" if holds else "else", True)
        yield from (part for name, part in schema.get("dependentSchemas", {}).items() if name in value)


def _is_named(schema: Mapping[str, Any], name: str) -> bool:
    return name in schema.get("properties", {}) or any(
        _search(pattern)(name) for pattern in schema.get("patternProperties", {})
    )
