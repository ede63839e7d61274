"""Mutants that fail with 500 at a value that is unusual and allowed (M4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from specwright.conform.mutants.damage import Asked, Damage, Handling, Replying, Told
from specwright.conform.mutants.edges import EDGES
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import Place, changed_at, places_of, resolved, values_in
from specwright.conform.mutants.spread import spread
from specwright.model.service import Operation
from specwright.model.types import Json
from specwright.twin.calls import Answer, Call
from specwright.twin.engine import Engine

__all__ = ["crash_mutants"]

_FAILED: Final = b'{"error":"Internal Server Error"}'


def crash_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Fail at the edges of what an operation takes."""
    places = [(place, _effective(bench, place)) for place in places_of(bench.service, operation)]
    for edge in EDGES:
        fitting = [place for place, schema in places if place.pointer and edge.fits(schema)]
        for place in spread([place for place in fitting if _is_taken(bench, operation, place, edge.sample)], 1):
            damage = Damage(handling=_failing(operation.name.wire, place, edge.is_met))
            yield _mutant(
                bench, operation, f"{place.name}/{edge.name}", f"{edge.story} at {place.name} ends in 500", damage
            )
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


def _is_taken(bench: Workbench, operation: Operation, place: Place, sample: Any) -> bool:
    """Say whether a value is allowed, at least where a documented example has another one."""
    if not place.is_body:
        if place.pointer.startswith("/header/") and isinstance(sample, str):
            # A header carries bytes, and a service reads each of them as a letter.
            return all(ord(letter) < 256 for letter in sample)
        return not (sample == "" and place.pointer.startswith("/path/"))
    for content in operation.body.media_types if operation.body is not None else ():
        check = bench.judges.body(operation, content.media_type)
        for example in content.examples.values():
            if check is None or not values_in(example, place.pointer):
                continue
            if not check(changed_at(example, place.pointer, lambda value: value * 2 if sample is ... else sample)):
                return True
    return False


def _effective(bench: Workbench, place: Place) -> Mapping[str, Json]:
    return {**resolved(bench.service, dict(place.schema)), **place.schema}


def _mutant(bench: Workbench, operation: Operation, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M4/{operation.name.wire}/{what}",
        kind=Kind.CRASH,
        operation=operation.name.wire,
        story=story,
        damage=damage,
        workbench=bench,
    )
