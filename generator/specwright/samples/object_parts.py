"""Turns a world into what a plan says of objects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from specwright.checks.patterns import translate
from specwright.checks.spots import Spot
from specwright.samples.engine.nodes import Alternative
from specwright.samples.facts import ALL_KINDS, Literal, World
from specwright.samples.pruning import close
from specwright.samples.scalar_parts import values_of
from specwright.samples.text_patterns import text_part
from specwright.samples.worlds import Worlds, names_in

__all__ = ["ObjectParts"]


class Naming(Protocol):
    """Names the shape of schemas that hold together, as far as values of some kinds go."""

    def __call__(self, literals: Iterable[Literal], kinds: frozenset[str] = ALL_KINDS, /) -> str | None:
        """Give the name, None where nothing can meet them."""
        ...


class ObjectParts:
    """Writes objects; ``shape`` names the shape of some schemas, None where nothing can meet them."""

    def __init__(
        self,
        worlds: Worlds,
        *,
        shape: Naming,
        text: Callable[[Alternative], str],
        holds: Callable[[Literal, Any], bool],
    ) -> None:
        self._worlds = worlds
        self._shape = shape
        self._text = text
        self._holds = holds

    def write(self, world: World) -> Alternative | None:
        """Describe objects, None where there can be none."""
        required = list(dict.fromkeys(values_of(world, "required")))
        absent = dict.fromkeys(values_of(world, "absent"))
        names = values_of(world, "names")
        members: dict[str, str] = {}
        for name in self._names(world):
            shape = self._shape(self.member(world, name)) if name not in absent else None
            if shape is None or not all(self._holds(literal, name) for literal in names):
                absent[name] = None
            else:
                members[name] = shape
        part: Alternative = {"kind": "object", "members": members}
        if any(name in absent for name in required):
            return None
        for key, value in (
            ("required", required),
            ("absent", list(absent)),
            ("shy", [name for name in members if name not in required and self._is_shy(world, name)]),
            ("dependent", _dependent(world)),
        ):
            if value:
                part[key] = value  # type: ignore[literal-required]
        self._add_rest(part, world)
        if names:
            shape = self._shape([*names], frozenset({"string"}))
            part["names"] = shape
            if shape is None:
                close(part)
        return _with_counts(part, world)

    def member(self, world: World, name: str) -> list[Literal]:
        """List what a world asks of a member."""
        found: list[Literal] = [fact[2] for fact in world.facts if fact[0] == "member" and fact[1] == name]
        is_named = False
        for spot in values_of(world, "frame"):
            own = self._own(spot, name)
            is_named = is_named or bool(own) or _has(spot, "additionalProperties")
            if not own and _has(spot, "additionalProperties"):
                own = [self._worlds.child(spot, "additionalProperties")]
            found += [(child, True) for child in own]
        # What no schema has named is judged by those that speak of what is left.
        return found if is_named else [*found, *values_of(world, "unevaluatedProperties")]

    def _own(self, spot: Spot, name: str) -> list[Spot]:
        found: list[Spot] = []
        if name in _keys(spot, "properties"):
            found.append(self._worlds.child(spot, "properties", name))
        found += [
            self._worlds.child(spot, "patternProperties", pattern)
            for pattern in _keys(spot, "patternProperties")
            if re.search(translate(pattern), name)
        ]
        return found

    def _names(self, world: World) -> list[str]:
        found: dict[str, None] = {}
        for fact in world.facts:
            if fact[0] == "frame":
                found.update(dict.fromkeys(_keys(fact[1], "properties")))
            elif fact[0] in ("required", "member", "dependent"):
                found[fact[1]] = None
                if fact[0] == "dependent":
                    found.update(dict.fromkeys(fact[2]))
        return list(found)

    def _is_shy(self, world: World, name: str) -> bool:
        """Say whether a member is one that the other side sets."""
        frames: list[Spot] = values_of(world, "frame")
        children = [
            self._worlds.child(spot, "properties", name) for spot in frames if name in _keys(spot, "properties")
        ]
        return any(self._is_read_only(child) for child in children)

    def _is_read_only(self, spot: Spot) -> bool:
        schema = spot.schema
        if not isinstance(schema, dict):
            return False
        if schema.get("readOnly") is True:
            return True
        return "$ref" in schema and self._is_read_only(self._worlds.navigator.follow(spot))

    def _add_rest(self, part: Alternative, world: World) -> None:
        frames: list[Spot] = values_of(world, "frame")
        patterns = dict.fromkeys(pattern for spot in frames for pattern in _keys(spot, "patternProperties"))
        rows: list[list[Any]] = []
        for pattern in patterns:
            shape = self._shape(self._matching(frames, pattern))
            text = translate(pattern)
            # Where nothing meets what a pattern asks, it still says which names there are not.
            name: Alternative = {"kind": "string"}
            name.update(text_part(text))  # type: ignore[typeddict-item]
            rows.append([self._text(name), text, shape])
        if rows:
            part["patterns"] = rows
        left: list[Literal] = [
            (self._worlds.child(spot, "additionalProperties"), True)
            for spot in frames
            if _has(spot, "additionalProperties")
        ]
        rest = self._shape(left or values_of(world, "unevaluatedProperties"))
        # A name that a pattern forbids is no other name.
        if rest is not None:
            part["rest"] = rest
        is_map = any(_is_map(spot) for spot in frames) or not frames
        if any(row[2] is not None for row in rows) or (
            rest is not None and is_map and (left or not part.get("members"))
        ):
            part["adds"] = True

    def _matching(self, frames: list[Spot], pattern: str) -> list[Literal]:
        """List what is asked of members whose name fits one pattern and no other."""
        found: list[Literal] = []
        for spot in frames:
            if pattern in _keys(spot, "patternProperties"):
                found.append((self._worlds.child(spot, "patternProperties", pattern), True))
            elif _has(spot, "additionalProperties"):
                found.append((self._worlds.child(spot, "additionalProperties"), True))
        return found


def _is_map(spot: Spot) -> bool:
    schema = spot.schema if isinstance(spot.schema, dict) else {}
    value = schema.get("additionalProperties")
    return bool(value) and (isinstance(value, dict) or not schema.get("properties"))


def _dependent(world: World) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in world.facts:
        if fact[0] == "dependent" and fact[2]:
            found[fact[1]] = list(dict.fromkeys([*found.get(fact[1], []), *fact[2]]))
    return found


def _with_counts(part: Alternative, world: World) -> Alternative | None:
    least = max((0, *values_of(world, "least_members")))
    most = min(values_of(world, "most_members"), default=None)
    if most is not None and most < max(least, len(part.get("required", []))):
        return None
    if least > len(part.get("required", [])):
        part["least_members"] = least
    if most is not None:
        part["most_members"] = most
    return part


def _keys(spot: Spot, keyword: str) -> list[str]:
    schema = spot.schema
    return names_in(schema.get(keyword)) if isinstance(schema, dict) else []


def _has(spot: Spot, keyword: str) -> bool:
    return isinstance(spot.schema, dict) and keyword in spot.schema
