"""Gathers what holds for one place of a schema: the schema itself, what it refers to and its ``allOf``, read as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from specwright.model.types import Json

__all__ = ["View", "resolve"]

_PREFIX: Final = "#/$defs/"
_DEPTH: Final = 16
_ALL: Final = frozenset({"null", "boolean", "integer", "number", "string", "array", "object"})


def resolve(reference: Json, definitions: Mapping[str, Json]) -> tuple[str, Json] | None:
    """Follow ``#/$defs/KEY``; None where it leads elsewhere."""
    if not isinstance(reference, str) or not reference.startswith(_PREFIX):
        return None
    key = reference.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~")
    return (key, definitions[key]) if key in definitions else None


@dataclass(frozen=True, slots=True)
class View:
    """``parts`` all hold; of each entry of ``choices`` at least one schema holds; ``schemas`` is what was asked for."""

    schemas: tuple[Json, ...]
    parts: tuple[Mapping[str, Json], ...]
    choices: tuple[tuple[Json, ...], ...]
    definitions: Mapping[str, Json]

    @staticmethod
    def of(schemas: Sequence[Json], definitions: Mapping[str, Json]) -> View:
        """Collect the parts of some schemas that hold together."""
        parts: list[Mapping[str, Json]] = []
        pending = list(schemas)
        seen: set[int] = set()
        while pending:
            schema = pending.pop(0)
            if not isinstance(schema, dict) or id(schema) in seen:
                continue
            seen.add(id(schema))
            parts.append(schema)
            target = resolve(schema.get("$ref"), definitions)
            if target is not None:
                pending.append(target[1])
            both = schema.get("allOf")
            if isinstance(both, list):
                pending += both
        choices = tuple(
            tuple(value)
            for part in parts
            for keyword in ("oneOf", "anyOf")
            if isinstance(value := part.get(keyword), list) and value
        )
        return View(tuple(schemas), tuple(parts), choices, definitions)

    def rest(self, index: int) -> tuple[Json, ...]:
        """Give everything but one of the choices, as schemas."""
        plain: list[Json] = [
            {name: value for name, value in part.items() if name not in ("oneOf", "anyOf", "allOf", "$ref")}
            for part in self.parts
        ]
        others: list[Json] = [
            {"anyOf": list(choice)} for position, choice in enumerate(self.choices) if position != index
        ]
        return (*plain, *others)

    def values(self, keyword: str) -> Iterator[Json]:
        """List the values that a keyword has in all parts."""
        return (part[keyword] for part in self.parts if keyword in part)

    def numbers(self, keyword: str) -> Iterator[int | float]:
        """List the numbers that a keyword has."""
        for value in self.values(keyword):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                yield value

    def least(self, keyword: str) -> int | None:
        """Give the tightest upper limit."""
        return min((int(value) for value in self.numbers(keyword)), default=None)

    def most(self, keyword: str) -> int | None:
        """Give the tightest lower limit."""
        return max((int(value) for value in self.numbers(keyword)), default=None)

    def title(self) -> str:
        """Name the object for a message."""
        titles = [value for value in self.values("title") if isinstance(value, str) and value]
        keys = [key for value in self.values("$ref") if (key := _key_of(value))]
        return (keys or titles or ["object"])[0]

    def listed(self) -> list[Json] | None:
        """List the values that ``const`` and ``enum`` leave, None where neither stands."""
        lists = [value for value in self.values("enum") if isinstance(value, list)]
        lists += [[value] for value in self.values("const")]
        if not lists:
            return None
        return [value for value in lists[0] if all(value in other for other in lists[1:])]

    def kinds(self, depth: int = 0) -> frozenset[str]:
        """Tell which JSON types are possible; ``number`` stands for numbers that need not be whole."""
        kinds = _ALL
        for declared in self.values("type"):
            names = {name for name in (declared if isinstance(declared, list) else [declared]) if isinstance(name, str)}
            kinds &= names | ({"integer"} if "number" in names else set())
        listed = self.listed()
        if listed is not None:
            kinds &= {_kind(value) for value in listed}
            # A list of whole numbers is a list of numbers all the same where the schema calls it so.
            if "integer" in kinds and self._declares_numbers():
                kinds |= {"number"}
        if depth < _DEPTH:
            for choice in self.choices:
                kinds &= frozenset[str]().union(*(self._kinds_of(schema, depth + 1) for schema in choice))
        return kinds

    def _declares_numbers(self) -> bool:
        declared = list(self.values("type"))
        return bool(declared) and all(
            value == "number" or (isinstance(value, list) and "number" in value) for value in declared
        )

    def _kinds_of(self, schema: Json, depth: int) -> frozenset[str]:
        if schema is False:
            return frozenset()
        return View.of((schema,), self.definitions).kinds(depth)

    def requires(self, name: str) -> bool:
        """Say whether a member must be there."""
        return any(isinstance(names, list) and name in names for names in self.values("required"))

    def member_schemas(self, name: str) -> Iterator[Json]:
        """List the schemas of a named member."""
        for properties in self.values("properties"):
            if isinstance(properties, dict) and name in properties:
                yield properties[name]

    def member_names(self) -> frozenset[str]:
        """List the named members, those of alternatives among them."""
        own = {name for properties in self.values("properties") if isinstance(properties, dict) for name in properties}
        for choice in self.choices:
            for schema in choice:
                own |= View.of((schema,), self.definitions).member_names()
        return frozenset(own)

    def has_members(self) -> bool:
        """Say whether any member has a name."""
        return bool(self.member_names())

    def map_values(self) -> list[Json]:
        """List the schemas of members without a name."""
        return [value for value in self.values("additionalProperties") if isinstance(value, dict)]


def _key_of(value: Json) -> str:
    return value.removeprefix(_PREFIX) if isinstance(value, str) and value.startswith(_PREFIX) else ""


def _kind(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
