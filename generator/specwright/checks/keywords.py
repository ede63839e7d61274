"""Reads the keywords of one schema, each with the kind of value that JSON Schema 2020-12 asks for."""

from __future__ import annotations

import math
from typing import Final, Never

from specwright.checks.spots import ANNOTATIONS, Navigator, Spot
from specwright.model.errors import DescriptionError, Problem, UnsupportedFeatureError
from specwright.model.types import Json

__all__ = ["ALL_OF_KEYWORDS", "Keywords"]

_TYPES: Final = ("array", "boolean", "integer", "null", "number", "object", "string")
_DIALECTS: Final = (
    "https://json-schema.org/draft/2020-12/schema",
    "https://spec.openapis.org/oas/3.1/dialect/base",
)
# Asserting keywords, by the kind of value that they ask for.
_NUMBERS: Final = frozenset({"exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"})
_COUNTS: Final = frozenset(
    {
        *("maxContains", "maxItems", "maxLength", "maxProperties"),
        *("minContains", "minItems", "minLength", "minProperties"),
    }
)
_SCHEMAS: Final = frozenset(
    {
        *("additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then"),
        *("unevaluatedItems", "unevaluatedProperties"),
    }
)
_LISTS: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_MAPS: Final = frozenset({"dependentSchemas", "patternProperties", "properties"})
_TEXTS: Final = frozenset({"$dynamicRef", "$ref", "format", "pattern"})
_OTHERS: Final = frozenset({"const", "dependentRequired", "enum", "required", "type", "uniqueItems"})
ALL_OF_KEYWORDS: Final = _NUMBERS | _COUNTS | _SCHEMAS | _LISTS | _MAPS | _TEXTS | _OTHERS
# Words of other drafts that would have judged values there.
_OLD: Final = {
    "$recursiveRef": "Write $dynamicRef.",
    "additionalItems": "Write items beside prefixItems.",
    "dependencies": "Write dependentRequired or dependentSchemas.",
    "disallow": "Write not.",
    "divisibleBy": "Write multipleOf.",
    "extends": "Write allOf.",
    "nullable": "Write null as one of the types.",
}


class Keywords:
    """The keywords of a schema that is no boolean; what cannot be read is an error with its place."""

    def __init__(self, navigator: Navigator, spot: Spot) -> None:
        self._navigator = navigator
        self.spot = spot
        schema = spot.schema
        if not isinstance(schema, dict):
            raise DescriptionError(
                Problem(navigator.where(spot), "a schema is a map, true or false", "Write a map.", "keyword")
            )
        self.schema = schema
        self._judge()

    def __contains__(self, keyword: str) -> bool:
        return keyword in self.schema

    def asserting(self) -> list[str]:
        """List the keywords that judge values."""
        return [keyword for keyword in self.schema if keyword in ALL_OF_KEYWORDS]

    def fail(self, keyword: str, what: str, hint: str) -> Never:
        """Refuse a keyword's value."""
        raise DescriptionError(Problem(self._navigator.where(self.spot, keyword), what, hint, "keyword"))

    def refuse(self, keyword: str, what: str, hint: str) -> Never:
        """Refuse what is right but not supported."""
        raise UnsupportedFeatureError(Problem(self._navigator.where(self.spot, keyword), what, hint, "unsupported"))

    def types(self) -> frozenset[str] | None:
        """Give the types that are allowed, None where all are."""
        value = self.schema.get("type")
        if value is None:
            return None
        names = frozenset(name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str))
        return names - {"integer"} if "number" in names else names

    def number(self, keyword: str) -> int | float | None:
        """Give a bound."""
        value = self.schema.get(keyword)
        return value if isinstance(value, (int, float)) else None

    def count(self, keyword: str) -> int | None:
        """Give a limit of lengths; 2.0 is 2."""
        value = self.number(keyword)
        return None if value is None else int(value)

    def text(self, keyword: str) -> str | None:
        """Give a text."""
        value = self.schema.get(keyword)
        return value if isinstance(value, str) else None

    def names(self, keyword: str) -> list[str]:
        """Give a list of names, each once."""
        value = self.schema.get(keyword)
        return list(dict.fromkeys(name for name in value if isinstance(name, str))) if isinstance(value, list) else []

    def map(self, keyword: str) -> dict[str, Json]:
        """Give a map."""
        value = self.schema.get(keyword)
        return value if isinstance(value, dict) else {}

    def list(self, keyword: str) -> list[Json]:
        """Give a list."""
        value = self.schema.get(keyword)
        return value if isinstance(value, list) else []

    def flag(self, keyword: str) -> bool:
        """Give a flag."""
        return self.schema.get(keyword) is True

    def _judge(self) -> None:
        for keyword, value in self.schema.items():
            if keyword in _OLD:
                self.refuse(keyword, f"{keyword!r} is no word of JSON Schema 2020-12", _OLD[keyword])
            if keyword == "$schema" and str(value).rstrip("#") not in _DIALECTS:
                hint = "Leave $schema out, or name draft 2020-12."
                self.refuse(keyword, "only JSON Schema 2020-12 is supported", hint)
            if keyword not in ANNOTATIONS and not self._is_right(keyword, value):
                self.fail(keyword, f"the value of {keyword!r} makes no sense", "Write it as JSON Schema asks.")

    def _is_right(self, keyword: str, value: Json) -> bool:
        if keyword in _NUMBERS:
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
            return is_number and (keyword != "multipleOf" or _number(value) > 0)
        if keyword in _COUNTS:
            return _number(value) >= 0 and _number(value) % 1 == 0
        if keyword in _SCHEMAS:
            return isinstance(value, (bool, dict))
        if keyword in _LISTS:
            return isinstance(value, list) and bool(value)
        if keyword in _MAPS:
            return isinstance(value, dict)
        if keyword in _TEXTS:
            return isinstance(value, str)
        return keyword not in _OTHERS or _is_right(keyword, value)


def _number(value: Json) -> float:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else -1


def _is_right(keyword: str, value: Json) -> bool:
    match keyword:
        case "type":
            names = value if isinstance(value, list) else [value]
            return bool(names) and all(name in _TYPES for name in names)
        case "uniqueItems":
            return isinstance(value, bool)
        case "enum":
            return isinstance(value, list)
        case "required":
            return _are_names(value)
        case "dependentRequired":
            return isinstance(value, dict) and all(_are_names(names) for names in value.values())
        case _:
            return True


def _are_names(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
