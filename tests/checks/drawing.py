"""Draws schemas of the supported subset, and JSON values that often meet them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, Final

__all__ = ["Drawer"]

# Few names and small numbers, so that schemas and values have much in common.
NAMES: Final = ("a", "b", "ab", "x~/y")
TEXTS: Final = ("", "a", "b", "ab", "abc", "1", "a1", "\U0001f600")
NUMBERS: Final = (0, 1, 2, 3, -1, 0.0, 1.0, 0.5, 2.5, 10**20, 1e20)
PATTERNS: Final = ("a", "^a", "b$", "^[a-c]+$", "[0-9]", "^.$", "a|1")
TYPES: Final = ("null", "boolean", "integer", "number", "string", "array", "object")
DEFINITIONS: Final = ("First", "Second", "Third")


class Drawer:
    """Everything comes from one source of chance, so that Hypothesis can shrink what it finds."""

    def __init__(self, rng: Random, *, has_unevaluated: bool = True) -> None:
        self._rng = rng
        self._has_unevaluated = has_unevaluated

    def value(self, depth: int = 3) -> Any:
        """Draw a JSON value."""
        match self._rng.randrange(9 if depth else 5):
            case 0:
                return self._rng.choice((None, True, False))
            case 1 | 2:
                return self._rng.choice(NUMBERS)
            case 3 | 4:
                return self._rng.choice(TEXTS)
            case 5 | 6:
                return [self.value(depth - 1) for _ in range(self._rng.randrange(4))]
            case _:
                return {self._rng.choice(NAMES): self.value(depth - 1) for _ in range(self._rng.randrange(4))}

    def schema(self) -> dict[str, Any]:
        """Draw a schema with definitions that refer to each other, in circles only by way of members and items."""
        definitions = {name: self._schema(2, DEFINITIONS[:index]) for index, name in enumerate(DEFINITIONS)}
        return {"allOf": [self._schema(3, DEFINITIONS)], "$defs": definitions}

    def _schema(self, depth: int, below: Sequence[str]) -> Any:
        """Draw one schema; of ``below`` it may refer to each as part of the same value."""
        if self._rng.randrange(25) == 0:
            return self._rng.random() < 0.7
        families = ["typed", "valued", "numeric", "textual"]
        if depth:
            families += ["array", "array", "object", "object", "object", "combined", "combined"]
            families += ["unevaluated"] if self._has_unevaluated else []
        schema: dict[str, Any] = {}
        for family in self._some(families):
            match family:
                case "typed":
                    schema["type"] = self._some(TYPES, 4)
                case "valued":
                    schema |= self._valued()
                case "numeric":
                    schema |= self._numeric()
                case "textual":
                    schema |= self._textual()
                case "array":
                    schema |= self._array(depth - 1, below)
                case "object":
                    schema |= self._object(depth - 1, below)
                case "combined":
                    schema |= self._combined(depth - 1, below)
                case _:
                    for keyword in self._some(("unevaluatedProperties", "unevaluatedItems")):
                        schema[keyword] = False if self._rng.random() < 0.5 else self._schema(depth - 1, below)
        if isinstance(schema.get("type"), list) and len(schema["type"]) == 1:
            schema["type"] = schema["type"][0]
        return schema

    def _valued(self) -> dict[str, Any]:
        if self._rng.randrange(4) == 0:
            return {"const": self.value(1)}
        return {"enum": [self.value(1) for _ in range(self._rng.randrange(1, 8))]}

    def _numeric(self) -> dict[str, Any]:
        keywords = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
        # Multiples of what binary fractions can say, because the judge divides them.
        return {
            name: self._rng.choice((1, 2, 0.5) if name == "multipleOf" else (0, 1, 2.5))
            for name in self._some(keywords, 2)
        }

    def _textual(self) -> dict[str, Any]:
        schema: dict[str, Any] = {name: self._rng.randrange(4) for name in self._some(("minLength", "maxLength"))}
        return schema | ({"pattern": self._rng.choice(PATTERNS)} if self._rng.random() < 0.5 else {})

    def _array(self, depth: int, below: Sequence[str]) -> dict[str, Any]:
        schema: dict[str, Any] = {}
        for keyword in self._some(("items", "prefixItems", "contains", "uniqueItems", "minItems", "maxItems")):
            match keyword:
                case "uniqueItems":
                    schema[keyword] = self._rng.random() < 0.8
                case "prefixItems":
                    schema[keyword] = [self._part(depth, below) for _ in range(self._rng.randrange(1, 3))]
                case "minItems" | "maxItems":
                    schema[keyword] = self._rng.randrange(4)
                case _:
                    schema[keyword] = self._part(depth, below)
        if "contains" in schema:
            schema |= {"minContains": self._rng.randrange(3)} if self._rng.random() < 0.5 else {}
            schema |= {"maxContains": self._rng.randrange(2, 4)} if self._rng.random() < 0.5 else {}
        return schema

    def _object(self, depth: int, below: Sequence[str]) -> dict[str, Any]:
        schema: dict[str, Any] = {}
        keywords = ("properties", "properties", "required", "additionalProperties", "patternProperties")
        more = ("propertyNames", "dependentRequired", "dependentSchemas", "minProperties", "maxProperties")
        for keyword in self._some((*keywords, *more)):
            match keyword:
                case "properties":
                    schema[keyword] = {name: self._part(depth, below) for name in self._some(NAMES)}
                case "required":
                    schema[keyword] = self._some(NAMES)
                case "patternProperties":
                    schema[keyword] = {self._rng.choice(PATTERNS): self._part(depth, below)}
                case "dependentRequired":
                    schema[keyword] = {self._rng.choice(NAMES): self._some(NAMES)}
                case "dependentSchemas":
                    schema[keyword] = {self._rng.choice(NAMES): self._schema(depth, below)}
                case "additionalProperties" | "propertyNames":
                    schema[keyword] = False if self._rng.random() < 0.3 else self._part(depth, below)
                case _:
                    schema[keyword] = self._rng.randrange(4)
        return schema

    def _combined(self, depth: int, below: Sequence[str]) -> dict[str, Any]:
        match self._rng.choice(("allOf", "anyOf", "oneOf", "not", "if", "if", "$ref")):
            case "not":
                return {"not": self._schema(depth, below)}
            case "if":
                names = ("if", *self._some(("then", "else")))
                return {name: self._schema(depth, below) for name in names}
            case "$ref":
                return {"$ref": f"#/$defs/{self._rng.choice(below)}"} if below else {}
            case keyword:
                return {keyword: [self._schema(depth, below) for _ in range(self._rng.randrange(1, 4))]}

    def _part(self, depth: int, below: Sequence[str]) -> Any:
        """Draw what judges a part of the value, where any definition may be referred to."""
        if self._rng.randrange(4) == 0:
            return {"$ref": f"#/$defs/{self._rng.choice(DEFINITIONS)}"}
        return self._schema(max(depth, 0), below)

    def _some(self, names: Sequence[str], most: int = 3) -> list[str]:
        return list(dict.fromkeys(self._rng.choice(names) for _ in range(self._rng.randrange(1, most + 1))))
