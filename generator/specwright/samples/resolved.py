"""Turns schemas in their scope into schemas by name, whose references and patterns a client can follow by itself."""

from __future__ import annotations

from typing import Any, Final

from specwright.checks.patterns import translate
from specwright.checks.spots import ANNOTATIONS, Navigator, Spot

__all__ = ["Resolved"]

_ONE: Final = (
    *("additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then"),
    *("unevaluatedItems", "unevaluatedProperties"),
)
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS: Final = ("dependentSchemas", "patternProperties", "properties")


class Resolved:
    """The schemas that were asked for, and those that they refer to."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self._names: dict[Spot, str] = {}
        self.schemas: dict[str, Any] = {}

    def name(self, spot: Spot) -> str:
        """Give a schema a name."""
        spot = self._navigator.settle(spot)
        if spot not in self._names:
            name = str(len(self._names))
            self._names[spot] = name
            # Known by its name before it is read, because it can refer to itself.
            self.schemas[name] = True
            self.schemas[name] = self._resolve(spot)
        return self._names[spot]

    def _resolve(self, spot: Spot) -> Any:
        schema = spot.schema
        if not isinstance(schema, dict):
            return schema
        found: dict[str, Any] = {}
        for keyword, value in schema.items():
            if keyword in ANNOTATIONS or keyword.startswith("x-") or keyword == "$dynamicRef":
                continue
            found[keyword] = self._keyword(spot, keyword, value)
        if "$dynamicRef" in schema:
            target = {"$ref": self.name(self._navigator.follow_dynamic(spot))}
            found["allOf"] = [*found.get("allOf", []), target]
        return found

    def _keyword(self, spot: Spot, keyword: str, value: Any) -> Any:
        if keyword == "$ref":
            return self.name(self._navigator.follow(spot))
        if keyword == "pattern":
            return translate(value)
        if keyword == "required":
            optional = self._navigator.optional_names(spot)
            return [name for name in value if name not in optional]
        if keyword in _ONE:
            return self._resolve(self._navigator.child(spot, keyword))
        if keyword in _LISTS:
            return [self._resolve(self._navigator.child(spot, keyword, index)) for index in range(len(value))]
        if keyword in _MAPS:
            return {
                translate(name) if keyword == "patternProperties" else name: self._resolve(
                    self._navigator.child(spot, keyword, name)
                )
                for name in value
            }
        return value
