"""Mutants that fail with 500 at a value that is unusual and allowed (M4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from specwright.conform.mutants.damage import Asked, Damage, Handling, Replying, Told
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import Place, places_of, resolved, values_in
from specwright.conform.mutants.spread import spread
from specwright.model.service import Operation
from specwright.model.types import Json
from specwright.twin.calls import Answer, Call
from specwright.twin.engine import Engine

__all__ = ["crash_mutants"]

_LONG: Final = 200
_FAILED: Final = b'{"error":"Internal Server Error"}'


def crash_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Fail at the edges of what an operation takes."""
    places = [(place, _effective(bench, place)) for place in places_of(bench.service, operation)]
    for what, (story, fits, is_edge) in _EDGES.items():
        fitting = [place for place, schema in places if place.pointer and fits(schema)]
        for place in spread(fitting, 1):
            damage = Damage(handling=_failing(operation.name.wire, place, is_edge))
            yield _mutant(bench, operation, f"{place.name}/{what}", f"{story} at {place.name} ends in 500", damage)
    optional = [parameter for parameter in operation.parameters if not parameter.is_required]
    for parameter in spread(optional, 1):
        name, location = parameter.name.wire, parameter.location.value
        damage = Damage(handling=_failing_without(operation.name.wire, location, name))
        yield _mutant(bench, operation, f"{location} {name}/left-out", f"{name} left out ends in 500", damage)
    damage = Damage(replying=_failing_unless(operation.name.wire, "accept"))
    yield _mutant(bench, operation, "header Accept/left-out", "a request without Accept ends in 500", damage)


class _BrokenError(Exception):
    """What a twin that fails raises."""


def _failing(name: str, place: Place, is_edge: Callable[[Any], bool]) -> Handling:
    def handling(_engine: Engine, sound: Callable[[Call], Answer], call: Call) -> Answer:
        if call.operation.name.wire == name:
            value: Any = call.body if place.is_body else call.parameters
            if any(is_edge(each) for each in values_in(value, place.pointer)):
                raise _BrokenError(place.pointer)
        return sound(call)

    return handling


def _failing_without(name: str, location: str, parameter: str) -> Handling:
    def handling(_engine: Engine, sound: Callable[[Call], Answer], call: Call) -> Answer:
        if call.operation.name.wire == name and parameter not in call.parameters.get(location, {}):
            raise _BrokenError(parameter)
        return sound(call)

    return handling


def _failing_unless(name: str, header: str) -> Replying:
    def replying(asked: Asked, told: Told) -> Told:
        if asked.operation != name or header in asked.headers:
            return told
        return Told(status=500, headers=(("content-type", "application/json"),), body=_FAILED)

    return replying


def _effective(bench: Workbench, place: Place) -> Mapping[str, Json]:
    return {**resolved(bench.service, dict(place.schema)), **place.schema}


def _types(schema: Mapping[str, Json]) -> list[str]:
    types = schema.get("type")
    listed = types if isinstance(types, list) else [types]
    return [each for each in listed if isinstance(each, str)]


def _is_free_text(schema: Mapping[str, Json], least: int) -> bool:
    most = schema.get("maxLength")
    is_wide = not isinstance(most, int) or most >= least
    return "string" in _types(schema) and is_wide and schema.keys().isdisjoint({"enum", "format", "pattern", "const"})


def _takes_number(schema: Mapping[str, Json], number: int) -> bool:
    low, high = schema.get("minimum"), schema.get("maximum")
    fits = (not isinstance(low, int) or low <= number) and (not isinstance(high, int) or number <= high)
    return fits and bool({"integer", "number"} & set(_types(schema)))


def _has_several(value: Any) -> bool:
    return isinstance(value, list) and len(list[Any](value)) > 1


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_EDGES: Final[Mapping[str, tuple[str, Callable[[Mapping[str, Json]], bool], Callable[[Any], bool]]]] = {
    "null": ("null", lambda schema: "null" in _types(schema), lambda value: value is None),
    "empty-text": (
        "an empty text",
        lambda schema: _is_free_text(schema, 0) and not schema.get("minLength"),
        lambda value: value == "",
    ),
    "long-text": (
        "a text of 200 letters",
        lambda schema: _is_free_text(schema, _LONG),
        lambda value: isinstance(value, str) and len(value) >= _LONG,
    ),
    "beyond-bmp": (
        "a letter outside the BMP",
        lambda schema: _is_free_text(schema, 4),
        lambda value: isinstance(value, str) and any(ord(letter) > 0xFFFF for letter in value),
    ),
    "zero": ("zero", lambda schema: _takes_number(schema, 0), lambda value: _is_number(value) and value == 0),
    "negative": (
        "a negative number",
        lambda schema: _takes_number(schema, -1),
        lambda value: _is_number(value) and value < 0,
    ),
    "fraction": (
        "a number with a fraction",
        lambda schema: "number" in _types(schema),
        lambda value: isinstance(value, float) and not value.is_integer(),
    ),
    "empty-list": (
        "an empty list",
        lambda schema: "array" in _types(schema) and not schema.get("minItems"),
        lambda value: value == [],
    ),
    "several-items": (
        "a list of several items",
        lambda schema: "array" in _types(schema),
        _has_several,
    ),
    "empty-object": (
        "an empty object",
        lambda schema: "object" in _types(schema) and not schema.get("required"),
        lambda value: value == {},
    ),
    "offset": (
        "a time with an offset",
        lambda schema: schema.get("format") == "date-time",
        lambda value: isinstance(value, str) and not value.endswith(("Z", "z")),
    ),
}


def _mutant(bench: Workbench, operation: Operation, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M4/{operation.name.wire}/{what}",
        kind=Kind.CRASH,
        operation=operation.name.wire,
        story=story,
        damage=damage,
        workbench=bench,
    )
