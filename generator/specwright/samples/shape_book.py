"""Turns schemas that hold together into named shapes, each once however often it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from specwright.checks.spots import Navigator
from specwright.model.location import Location
from specwright.rules.formats import FORMATS
from specwright.samples.array_parts import array_part
from specwright.samples.engine.judging import Judge
from specwright.samples.engine.nodes import Alternative, Shape
from specwright.samples.facts import ALL_KINDS, Literal, World, product
from specwright.samples.negation import negate
from specwright.samples.object_parts import ObjectParts
from specwright.samples.resolved import Resolved
from specwright.samples.scalar_parts import number_part, string_part, unlisted
from specwright.samples.worlds import Worlds

__all__ = ["ShapeBook"]

_FAMILIES: Final = {
    "string": frozenset({"least", "most", "search", "refusal", "format", "not_format"}),
    "number": frozenset({"low", "high", "step", "not_step"}),
    "array": frozenset(
        {
            *("array_frame", "item_at", "contains", "each_item", "least_items", "most_items", "unique", "repeats"),
            "unevaluatedItems",
        }
    ),
    "object": frozenset(
        {
            *("frame", "required", "absent", "member", "names", "least_members", "most_members", "dependent"),
            "unevaluatedProperties",
        }
    ),
}
_NUMBERS: Final = frozenset({"integer", "fraction"})
_ORDER: Final = ("object", "array", "string", "integer", "fraction", "boolean", "null")


class ShapeBook:
    """All shapes that were asked for; ``is_sent`` says that values travel in requests."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self._worlds = Worlds(navigator, negate)
        self._objects = ObjectParts(self._worlds, shape=self.shape, text=self._text, holds=self._holds)
        self._known = Resolved(navigator)
        self._judge = Judge(self._known.schemas, FORMATS)
        self._names: dict[tuple[frozenset[Literal], frozenset[str]], str | None] = {}
        self._taken: set[str] = set()
        self._waiting: list[tuple[str, tuple[Literal, ...], list[World]]] = []
        self.resolved = Resolved(navigator)
        self.shapes: dict[str, Shape] = {}
        self.places: dict[str, Location] = {}
        self.formats: set[str] = set()

    def shape(self, literals: Iterable[Literal], kinds: frozenset[str] = ALL_KINDS) -> str | None:
        """Name the shape of schemas that hold together, None where it is plain that nothing can meet them."""
        wanted = self._settled(literals)
        key = (frozenset(wanted), kinds)
        if key not in self._names:
            worlds = product([World(kinds)], self._worlds.together(wanted))
            # Known before it is written, because it can be part of itself.
            self._names[key] = self._name(wanted) if worlds else None
            name = self._names[key]
            if name is not None:
                self.places[name] = self._place(wanted)
                self._waiting.append((name, wanted, worlds))
        return self._names[key]

    def finish(self) -> None:
        """Write all shapes that were named."""
        while self._waiting:
            name, literals, worlds = self._waiting.pop(0)
            self.shapes[name] = self._write(literals, worlds)

    def _settled(self, literals: Iterable[Literal]) -> tuple[Literal, ...]:
        found: dict[Literal, None] = {}
        for spot, holds in literals:
            settled = self._navigator.settle(spot)
            if not (holds and _says_nothing(settled.schema)):
                found[settled, holds] = None
        return tuple(found)

    def _name(self, literals: tuple[Literal, ...]) -> str:
        stem = "any"
        if literals:
            spot, holds = literals[0]
            stem = ("" if holds else "not ") + spot.position.pointer.removeprefix("/$defs/").replace(
                "/properties/", "."
            )
        name, number = stem, 1
        while name in self._taken:
            number += 1
            name = f"{stem} {number}"
        self._taken.add(name)
        return name

    def _place(self, literals: tuple[Literal, ...]) -> Location:
        return self._navigator.where(literals[0][0]) if literals else Location("schema")

    def _text(self, part: Alternative) -> str:
        name = f"name {len(self._taken)}"
        self._taken.add(name)
        self.shapes[name] = {"alternatives": [part], "common": 1}
        return name

    def _holds(self, literal: Literal, value: Any) -> bool:
        return self._judge.holds(self._known.name(literal[0]), value) is literal[1]

    def _write(self, literals: tuple[Literal, ...], worlds: list[World]) -> Shape:
        usual: list[Alternative] = []
        rare: list[Alternative] = []
        for world in (replace(each, facts=tuple(dict.fromkeys(each.facts))) for each in worlds):
            own, odd = self._alternatives(literals, world)
            (rare if world.is_rare else usual).extend(own)
            rare += odd
        usual = _unique(usual)
        if any(each["kind"] != "null" for each in usual):
            usual.sort(key=lambda each: each["kind"] == "null")
        if not usual:
            usual, rare = rare, []
        return {"alternatives": [*usual, *_unique(rare)], "common": len(usual)}

    def _alternatives(self, literals: tuple[Literal, ...], world: World) -> tuple[list[Alternative], list[Alternative]]:
        """Describe a world: what is usual, and what is allowed though the schema never speaks of it."""
        if world.listed is not None:
            return self._listed(literals, world), []
        judged: list[Literal] = [(fact[1], fact[2]) for fact in world.facts if fact[0] == "judge"]
        if world.kinds == ALL_KINDS:
            spoken = _spoken(world)
            if not spoken:
                excluded = any(fact[0] == "unlisted" for fact in world.facts)
                part: Alternative = {"kind": "any"}
                return [self._judged(part, [*judged, *(literals if excluded else ())])], []
            odd = World(ALL_KINDS - spoken, world.facts)
            return self._kinds(literals, World(spoken, world.facts), judged), self._kinds(literals, odd, judged)
        return self._kinds(literals, world, judged), []

    def _listed(self, literals: tuple[Literal, ...], world: World) -> list[Alternative]:
        values = [value for value in world.listed or () if all(self._holds(literal, value) for literal in literals)]
        found: list[Alternative] = []
        others = [value for value in values if value is not None]
        if others:
            found.append({"kind": "values", "values": others})
        if len(others) < len(values):
            found.append({"kind": "null"})
        return found

    def _kinds(self, literals: tuple[Literal, ...], world: World, judged: list[Literal]) -> list[Alternative]:
        found: list[Alternative] = []
        kinds = [kind for kind in _ORDER if kind in world.kinds]
        for kind in kinds:
            if kind == "fraction" and "integer" in kinds:
                continue
            part, more = self._part(literals, world, kind)
            if part is not None:
                found.append(self._judged(part, [*judged, *more]))
        return found

    def _part(self, literals: tuple[Literal, ...], world: World, kind: str) -> tuple[Alternative | None, list[Literal]]:
        match kind:
            case "null":
                return (None if unlisted(world, lambda value: value is None) else {"kind": "null"}), []
            case "boolean":
                values: list[Any] = [
                    value for value in (False, True) if all(self._holds(each, value) for each in literals)
                ]
                if len(values) == 2:
                    return {"kind": "boolean"}, []
                return ({"kind": "values", "values": values} if values else None), []
            case "string":
                part = string_part(world)
                self.formats.update(_formats_of(part) if part is not None else ())
                return part, []
            case "integer" | "fraction":
                return number_part(world, world.kinds & _NUMBERS), []
            case "array":
                found = array_part(self._worlds, world, self.shape)
                more = list(literals) if unlisted(world, lambda value: isinstance(value, list)) else []
                return (None, []) if found is None else (found[0], [*found[1], *more])
            case _:
                more = list(literals) if unlisted(world, lambda value: isinstance(value, dict)) else []
                return self._objects.write(world), more

    def _judged(self, part: Alternative, literals: list[Literal]) -> Alternative:
        if literals:
            part["judge"] = [[self.resolved.name(spot), holds] for spot, holds in dict.fromkeys(literals)]
        return part


def _spoken(world: World) -> frozenset[str]:
    """Name the kinds that the facts speak of."""
    words = {fact[0] for fact in world.facts}
    found = {kind for kind, family in _FAMILIES.items() if words & family}
    return frozenset(found - {"number"} | (_NUMBERS if "number" in found else set()))


def _formats_of(part: Alternative) -> list[str]:
    names = [part.get("format", ""), *part.get("other_formats", []), *part.get("not_formats", [])]
    return [name for name in names if name in FORMATS]


def _unique(parts: list[Alternative]) -> list[Alternative]:
    found: list[Alternative] = []
    for part in parts:
        if part not in found:
            found.append(part)
    return found


def _says_nothing(schema: Any) -> bool:
    return schema is True or schema == {}
