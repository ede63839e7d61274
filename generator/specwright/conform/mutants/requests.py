"""Mutants of what values of requests are checked for: constraints of one value (M1), presence of members (M2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from specwright.conform.mutants.damage import Damage, Findings, Judged, Judging
from specwright.conform.mutants.judging import Finding
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import Place, can_refuse, edited, is_at, names_in, places_of, resolved, values_in
from specwright.conform.mutants.spread import spread
from specwright.model.service import Operation
from specwright.model.types import Json

__all__ = ["constraint_mutants", "presence_mutants"]

# By how much a bound is moved so that one value more is taken.
_WIDER: Final = {
    **dict.fromkeys(("maxLength", "maxItems", "maxProperties", "maximum"), 1),
    **dict.fromkeys(("minLength", "minItems", "minProperties", "minimum"), -1),
}
_OTHERS: Final = ("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems", "pattern", "format")
_MOST_OF_KEYWORD: Final = 2
_MOST_OF_TYPES: Final = 3


def constraint_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Drop or shift the constraints of single values."""
    places = places_of(bench.service, operation)
    for keyword, by in _WIDER.items():
        own = [place for place in places if _is_bound(place.schema.get(keyword))]
        for index, place in enumerate(spread(own, _MOST_OF_KEYWORD)):
            yield _shifted(bench, place, keyword, by) if index == 0 else _dropped(bench, place, keyword)
        # Where it is easy to be off by one, it is so on both sides.
        for place in spread(own, 1):
            yield _shifted(bench, place, keyword, -by)
    for keyword in _OTHERS:
        for place in spread([place for place in places if can_refuse(place, keyword)], _MOST_OF_KEYWORD):
            yield _dropped(bench, place, keyword)
    for place in spread([place for place in places if "enum" in place.schema], _MOST_OF_KEYWORD):
        yield _dropped(bench, place, "enum")
        yield from _enum_mutants(bench, place)
    for place in spread([place for place in places if can_refuse(place, "type")], _MOST_OF_TYPES):
        yield _dropped(bench, place, "type")
    for place in spread([place for place in places if _takes_null(place)], 1):
        yield _added(bench, place, ("null-refused", "null is refused"), "type", None)


def presence_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Take objects that lack a member, or have one more."""
    places = places_of(bench.service, operation)
    wanted = [(place, name) for place in places for name in names_in(place.schema.get("required"))]
    for place, name in spread(wanted, 6):
        yield _member_mutant(bench, place, name)
    for parameter in operation.parameters:
        if parameter.is_required and parameter.location.value != "path":
            place = Place(
                operation=operation.name.wire,
                is_body=False,
                pointer=f"/{parameter.location.value}",
                key="",
                inner=(),
                schema={},
            )
            yield _member_mutant(bench, place, parameter.name.wire)
    closed = [place for place in places if place.schema.get("additionalProperties") is False]
    for place in spread(closed, 4):
        yield _stranger_mutant(bench, place)
    for place in spread([place for place in places if _is_nullable(bench, place)], 1):
        yield _added(bench, place, ("null-is-missing", "null counts as missing"), "required", None, kind=Kind.PRESENCE)


def _member_mutant(bench: Workbench, place: Place, name: str) -> Mutant:
    told = repr(name)

    def judging(judged: Judged, findings: Findings) -> Findings:
        if not _is_about(judged, place):
            return findings
        return [
            found
            for found in findings
            if not (found.id == "required" and told in found.message and is_at(found.path, place.pointer))
        ]

    story = f"{name} may be missing in {place.name}"
    return _mutant(bench, place, (f"required-{name}-dropped", story), judging, kind=Kind.PRESENCE)


def _stranger_mutant(bench: Workbench, place: Place) -> Mutant:
    def judging(judged: Judged, findings: Findings) -> Findings:
        if not _is_about(judged, place):
            return findings
        return [
            found
            for found in findings
            if not (found.id == "additionalProperties" and is_at(found.path.rpartition("/")[0], place.pointer))
        ]

    story = f"members that no schema names are taken in {place.name}"
    return _mutant(bench, place, ("additionalProperties-dropped", story), judging, kind=Kind.PRESENCE)


def _dropped(bench: Workbench, place: Place, keyword: str) -> Mutant:
    def judging(judged: Judged, findings: Findings) -> Findings:
        if not _is_about(judged, place):
            return findings
        return [found for found in findings if not (found.id == keyword and is_at(found.path, place.pointer))]

    return _mutant(bench, place, (f"{keyword}-dropped", f"`{keyword}` of {place.name} is not checked"), judging)


def _shifted(bench: Workbench, place: Place, keyword: str, by: int) -> Mutant:
    bound = place.schema[keyword]
    moved = bound + by if isinstance(bound, int) else 0

    def edit(schema: dict[str, Json]) -> dict[str, Json]:
        return {**schema, keyword: moved}

    word = "wider" if by == _WIDER[keyword] else "narrower"
    return Mutant(
        id=f"M1/{place.operation}/{place.name}/{keyword}-{word}",
        kind=Kind.CONSTRAINT,
        operation=place.operation,
        story=f"`{keyword}` of {place.name} is {moved} instead of {bound}",
        damage=Damage(judged={place.operation: edited(bench.service, place, edit)}),
        workbench=bench,
    )


def _enum_mutants(bench: Workbench, place: Place) -> Iterator[Mutant]:
    members = place.schema["enum"]
    if isinstance(members, list) and len(members) > 1:
        yield _added(bench, place, ("enum-narrower", f"{members[-1]} is refused"), "enum", members[-1])


def _added(
    bench: Workbench,
    place: Place,
    title: tuple[str, str],
    id_: str,
    unwanted: Json,
    *,
    kind: Kind = Kind.CONSTRAINT,
) -> Mutant:
    """Refuse one value that is allowed."""

    def judging(judged: Judged, findings: Findings) -> Findings:
        if not _is_about(judged, place) or findings:
            return findings
        there = any(
            type(each) is type(unwanted) and each == unwanted for each in values_in(judged.value, place.pointer)
        )
        return [Finding(id=id_, path=place.pointer, message="This value is not allowed.")] if there else findings

    return _mutant(bench, place, (title[0], f"{title[1]} at {place.name}"), judging, kind=kind)


def _mutant(
    bench: Workbench, place: Place, title: tuple[str, str], judging: Judging, *, kind: Kind = Kind.CONSTRAINT
) -> Mutant:
    what, story = title
    return Mutant(
        id=f"{kind}/{place.operation}/{place.name}/{what}",
        kind=kind,
        operation=place.operation,
        story=story,
        damage=Damage(judging=judging),
        workbench=bench,
    )


def _is_about(judged: Judged, place: Place) -> bool:
    return judged.operation.name.wire == place.operation and judged.is_body == place.is_body


def _is_bound(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _takes_null(place: Place) -> bool:
    types = place.schema.get("type")
    return isinstance(types, list) and "null" in types and bool(place.pointer) and not place.pointer.endswith("/*")


def _is_nullable(bench: Workbench, place: Place) -> bool:
    types = resolved(bench.service, dict(place.schema)).get("type")
    return isinstance(types, list) and "null" in types and place.is_body
