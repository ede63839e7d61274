"""Turns a schema for which nobody wrote an example into one small value, the same on every run."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Final
from urllib.parse import unquote

from specwright.model.types import Json, Schema
from specwright.twin.patterns import matching_text

__all__ = ["Synthesiser"]

_DEEPEST: Final = 12
# Below this depth only what is required is made, so that wide recursive shapes stay small.
_FULL_DEPTH: Final = 4
_MOST_VALUES: Final = 2_000
_MOST_ITEMS: Final = 20
_MOST_LETTERS: Final = 10_000
_PREFIX: Final = "#/$defs/"
_FORMATS: Final[Mapping[str, str]] = {
    "byte": "dGV4dA==",
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "duration": "PT1H",
    "email": "someone@example.com",
    "hostname": "example.com",
    "idn-email": "someone@example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "iri": "https://example.com/",
    "iri-reference": "/path",
    "json-pointer": "/member",
    "regex": "^a$",
    "relative-json-pointer": "0/member",
    "time": "12:00:00Z",
    "uri": "https://example.com/",
    "uri-reference": "/path",
    "uri-template": "/path/{name}",
    "uuid": "00000000-0000-4000-8000-000000000001",
}
_KIND_OF_KEYWORD: Final[Mapping[str, str]] = {
    "properties": "object",
    "required": "object",
    "additionalProperties": "object",
    "patternProperties": "object",
    "minProperties": "object",
    "items": "array",
    "prefixItems": "array",
    "minItems": "array",
    "pattern": "string",
    "format": "string",
    "minLength": "string",
    "maxLength": "string",
    "minimum": "number",
    "exclusiveMinimum": "number",
    "maximum": "number",
    "exclusiveMaximum": "number",
    "multipleOf": "number",
}


class Synthesiser:
    """Makes values of answers: what is only ever written is left out, and without ``has_examples`` examples as well."""

    def __init__(self, schemas: Mapping[str, Schema], *, has_examples: bool = True) -> None:
        self._schemas = schemas
        self._has_examples = has_examples
        self._left = 0

    def value(self, definition: Json) -> Json:
        """Make one value of a definition."""
        self._left = _MOST_VALUES
        return self._make(definition, 0, ())

    def _make(self, definition: Json, depth: int, trail: tuple[str, ...]) -> Json:
        self._left -= 1
        if definition is True or definition == {}:
            return {}
        merged, trail = self._merge(definition, trail)
        given = _given(merged if self._has_examples else {k: v for k, v in merged.items() if k not in _SHOWN})
        if given is not _NOTHING:
            return given
        if depth > _DEEPEST or self._left <= 0:
            return _emptiest(merged)
        match _kind(merged):
            case "object":
                return self._object(merged, depth, trail)
            case "array":
                return self._array(merged, depth, trail)
            case "string":
                return _text(merged)
            case "integer" | "number" as kind:
                return _number(merged, is_whole=kind == "integer")
            case "boolean":
                return True
            case _:
                return None

    def _merge(self, definition: Json, trail: tuple[str, ...]) -> tuple[dict[str, Json], tuple[str, ...]]:
        """Follow references, ``allOf`` and the first branch of the others into one flat schema."""
        if not isinstance(definition, dict):
            return {}, trail
        flat = {key: value for key, value in definition.items() if key not in {"$ref", "allOf", "oneOf", "anyOf"}}
        for branch, key in self._branches(definition, trail):
            inner, trail = self._merge(branch, (*trail, key) if key else trail)
            flat = _united(inner, flat)
        return flat, trail

    def _branches(self, definition: dict[str, Json], trail: tuple[str, ...]) -> list[tuple[Json, str]]:
        found: list[tuple[Json, str]] = []
        reference = definition.get("$ref")
        if isinstance(reference, str):
            key = _key(reference)
            if key in self._schemas and trail.count(key) < 2 and len(trail) < 50:
                found.append((self._schemas[key].definition, key))
        parts = definition.get("allOf")
        found += [(part, "") for part in parts] if isinstance(parts, list) else []
        for word in ("oneOf", "anyOf"):
            choices = definition.get(word)
            if isinstance(choices, list) and choices:
                nulls = [choice for choice in choices if choice == {"type": "null"}]
                # Null ends a recursion; anywhere else it would show nothing.
                fresh = [c for c in choices if c is not False and c not in nulls and not self._recurs(c, trail)]
                found.append(((fresh or nulls or choices)[0], ""))
        return found

    def _object(self, schema: dict[str, Json], depth: int, trail: tuple[str, ...]) -> Json:
        properties = schema.get("properties")
        members = properties if isinstance(properties, dict) else {}
        required = schema.get("required")
        names = {name for name in required if isinstance(name, str)} if isinstance(required, list) else set[str]()
        made: dict[str, Json] = {}
        for name, member in members.items():
            is_write_only = isinstance(member, dict) and member.get("writeOnly") is True
            if is_write_only or member is False:
                continue
            if name in names or (depth < _FULL_DEPTH and not self._recurs(member, trail)):
                made[name] = self._make(member, depth + 1, trail)
        open_to = schema.get("additionalProperties", True)
        for name in sorted(names - members.keys()):
            made[name] = self._make(open_to, depth + 1, trail)
        least = _whole(schema.get("minProperties"), 1 if isinstance(open_to, dict) and open_to and not members else 0)
        for number in range(1, min(least, _MOST_ITEMS) - len(made) + 1):
            made[f"key{number}"] = self._make(open_to, depth + 1, trail)
        return made

    def _recurs(self, member: Json, trail: tuple[str, ...]) -> bool:
        return isinstance(member, dict) and _key(str(member.get("$ref", ""))) in trail

    def _array(self, schema: dict[str, Json], depth: int, trail: tuple[str, ...]) -> Json:
        prefix = schema.get("prefixItems")
        leading = prefix if isinstance(prefix, list) else []
        made = [self._make(item, depth + 1, trail) for item in leading]
        items = schema.get("items", True)
        most = _whole(schema.get("maxItems"), _MOST_ITEMS)
        may_have_one = items not in (True, False, {}) and depth < _FULL_DEPTH and not self._recurs(items, trail)
        wanted = max(_whole(schema.get("minItems"), 0), 1 if may_have_one and not leading else 0)
        is_unique = schema.get("uniqueItems") is True
        for number in range(max(0, min(wanted, most, _MOST_ITEMS) - len(made))):
            item = self._make(items, depth + 1, trail)
            made.append(self._varied(item, items, number, trail) if is_unique and number else item)
        return made

    def _varied(self, item: Json, definition: Json, number: int, trail: tuple[str, ...]) -> Json:
        flat, _ = self._merge(definition, trail)
        choices = flat.get("enum")
        if isinstance(choices, list) and choices:
            return choices[number % len(choices)]
        if isinstance(item, str):
            return f"{item}{number}"
        if isinstance(item, int | float) and not isinstance(item, bool):
            return item + number
        return item


_NOTHING: Final[Json] = "\0nothing"
# What a description shows of a value, as opposed to what it asks of it.
_SHOWN: Final = frozenset({"default", "example", "examples"})


def _given(schema: dict[str, Json]) -> Json:
    """Find a value that the description itself gives; an example of another type than the schema's is passed over."""
    if "const" in schema:
        return schema["const"]
    for word in ("examples", "enum"):
        values = schema.get(word)
        if isinstance(values, list) and (fitting := [value for value in values if _fits(value, schema)]):
            return next((value for value in fitting if value is not None), None)
    for word in ("example", "default"):
        if word in schema and _fits(schema[word], schema):
            return schema[word]
    return _NOTHING


def _fits(value: Json, schema: dict[str, Json]) -> bool:
    choices, kinds = schema.get("enum"), schema.get("type")
    if isinstance(choices, list) and value not in choices:
        return False
    named = [kinds] if isinstance(kinds, str) else kinds
    return not isinstance(named, list) or any(isinstance(k, str) and _is_of(value, k) for k in named)


def _is_of(value: Json, kind: str) -> bool:
    match value:
        case None:
            return kind == "null"
        case bool():
            return kind == "boolean"
        case int():
            return kind in {"integer", "number"}
        case float():
            return kind == "number" or (kind == "integer" and value.is_integer())
        case str():
            return kind == "string"
        case list():
            return kind == "array"
        case dict():
            return kind == "object"


def _kind(schema: dict[str, Json]) -> str:
    kinds = schema.get("type")
    named = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    found = next((kind for kind in named if isinstance(kind, str) and kind != "null"), None)
    if found is not None or named:
        return found or "null"
    return next((kind for word, kind in _KIND_OF_KEYWORD.items() if word in schema), "object")


def _emptiest(schema: dict[str, Json]) -> Json:
    empty: dict[str, Json] = {"object": {}, "array": [], "string": "", "integer": 0, "number": 0, "boolean": False}
    return empty.get(_kind(schema))


def _united(first: dict[str, Json], second: dict[str, Json]) -> dict[str, Json]:
    united = first | second
    for word in ("properties", "patternProperties"):
        here, there = first.get(word), second.get(word)
        if isinstance(here, dict) and isinstance(there, dict):
            united[word] = here | there
    here, there = first.get("required"), second.get("required")
    if isinstance(here, list) and isinstance(there, list):
        united["required"] = [*here, *there]
    if first and second and not {"properties", "required"}.isdisjoint(first.keys() & second.keys()):
        # Each part's examples show only its own members.
        united.pop("examples", None)
    return united


def _text(schema: dict[str, Json]) -> str:
    least = min(_whole(schema.get("minLength"), 0), _MOST_LETTERS)
    pattern = schema.get("pattern")
    matched = matching_text(pattern, least=least) if isinstance(pattern, str) else None
    if matched is not None:
        return matched
    known = _FORMATS.get(str(schema.get("format", "")))
    if known is not None:
        return known
    most = _whole(schema.get("maxLength"), _MOST_LETTERS)
    return "text"[:most].ljust(least, "x")


def _number(schema: dict[str, Json], *, is_whole: bool) -> int | float:
    step = _fraction(schema.get("multipleOf")) or None
    if is_whole:
        step = step if step is not None and step.denominator == 1 else Fraction(1)
    low, high = _bounds(schema, step or Fraction(1, 2))
    value = Fraction(1)
    if low is not None and value < low:
        value = low
    if high is not None and value > high:
        value = high
    if step is not None:
        value = Fraction(ceil(value / step)) * step
        if high is not None and value > high:
            value = Fraction(floor(high / step)) * step
    return int(value) if value.denominator == 1 else float(value)


def _bounds(schema: dict[str, Json], step: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """Give the bounds as included ones; an excluded one moves inwards by one step."""
    lows = [_fraction(schema.get("minimum")), _shifted(schema.get("exclusiveMinimum"), step)]
    highs = [_fraction(schema.get("maximum")), _shifted(schema.get("exclusiveMaximum"), -step)]
    low = max((bound for bound in lows if bound is not None), default=None)
    high = min((bound for bound in highs if bound is not None), default=None)
    if low is not None and high is not None and low > high:
        middle = (low + high) / 2
        return middle, middle
    return low, high


def _shifted(bound: Json, by: Fraction) -> Fraction | None:
    number = _fraction(bound)
    return None if number is None else number + by


def _fraction(value: Json) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Through its decimal text: 0.1 stands for one tenth, not for the nearest binary number.
    return Fraction(repr(value))


def _whole(value: Json, otherwise: int) -> int:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else otherwise


def _key(reference: str) -> str:
    return (
        unquote(reference.removeprefix(_PREFIX)).replace("~1", "/").replace("~0", "~")
        if reference.startswith(_PREFIX)
        else ""
    )
