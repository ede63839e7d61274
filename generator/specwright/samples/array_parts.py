"""Turns a world into what a plan says of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from specwright.checks.spots import Spot
from specwright.samples.engine.nodes import Alternative
from specwright.samples.facts import Literal, World
from specwright.samples.scalar_parts import values_of
from specwright.samples.worlds import Worlds

__all__ = ["array_part"]


def array_part(
    worlds: Worlds, world: World, shape: Callable[[Iterable[Literal]], str | None]
) -> tuple[Alternative, list[Literal]] | None:
    """Describe lists, None where there can be none; with it comes what is still to be judged."""
    writer = _Arrays(worlds, world, shape)
    part = writer.write()
    return None if part is None else (part, writer.judged)


class _Arrays:
    def __init__(self, worlds: Worlds, world: World, shape: Callable[[Iterable[Literal]], str | None]) -> None:
        self._worlds = worlds
        self._world = world
        self._shape = shape
        self._frames: list[Spot] = values_of(world, "array_frame")
        self.judged: list[Literal] = []

    def write(self) -> Alternative | None:
        least = max((0, *values_of(self._world, "least_items")))
        most = min(values_of(self._world, "most_items"), default=None)
        prefix, end = self._prefix()
        if end is not None:
            most = end if most is None else min(most, end)
        part: Alternative = {"kind": "array", "prefix": prefix} if prefix else {"kind": "array"}
        rest = self._rest()
        entries = self._contains(rest)
        if entries is None:
            return None
        items = self._shape([*rest, *self._not_containing()])
        if items is None and self._not_containing():
            items = self._shape(rest)
        if items is None and not entries:
            most = len(prefix) if most is None else min(most, len(prefix))
        part["items"] = items
        least = max(least, sum(int(entry[1]) for entry in entries))
        if most is not None and most < least:
            return None
        for key, value in (
            ("least_items", least),
            ("contains", entries),
            ("unique", bool(values_of_word(self._world, "unique"))),
            ("repeats", bool(values_of_word(self._world, "repeats"))),
        ):
            if value:
                part[key] = value  # type: ignore[literal-required]
        if most is not None:
            part["most_items"] = most
        return None if part.get("unique") and part.get("repeats") else part

    def _at(self, index: int) -> list[Literal]:
        found: list[Literal] = [fact[2] for fact in self._world.facts if fact[0] == "item_at" and fact[1] == index]
        is_judged = False
        for spot in self._frames:
            children = self._worlds.children(spot, "prefixItems")
            if index < len(children):
                found.append((children[index], True))
            elif isinstance(spot.schema, dict) and "items" in spot.schema:
                found.append((self._worlds.child(spot, "items"), True))
            else:
                continue
            is_judged = True
        found += values_of(self._world, "each_item")
        return found if is_judged else [*found, *values_of(self._world, "unevaluatedItems")]

    def _prefix(self) -> tuple[list[str], int | None]:
        counts = [len(self._worlds.children(spot, "prefixItems")) for spot in self._frames]
        counts += [fact[1] + 1 for fact in self._world.facts if fact[0] == "item_at"]
        found: list[str] = []
        for index in range(max(counts, default=0)):
            name = self._shape(self._at(index))
            if name is None:
                return found, index
            found.append(name)
        return found, None

    def _rest(self) -> list[Literal]:
        return self._at(1 << 30)

    def _contains(self, rest: list[Literal]) -> list[list[Any]] | None:
        """List what must be contained, None where it cannot be."""
        entries: list[list[Any]] = []
        facts = [fact for fact in self._world.facts if fact[0] == "contains"]
        has_prefix = any(self._worlds.children(spot, "prefixItems") for spot in self._frames)
        for _, literal, least, most, origin in facts:
            if most is not None or has_prefix or len(facts) > 1:
                self.judged.append(origin)
            if has_prefix:
                # A match can come to stand where the prefix asks for something else.
                self.judged += [(spot, True) for spot in self._frames]
            if not least:
                continue
            own = [each for each in rest if each not in values_of(self._world, "unevaluatedItems")]
            name = self._shape([*own, literal])
            if name is None and not has_prefix:
                return None
            if name is not None:
                entries.append([name, least, most])
        return entries

    def _not_containing(self) -> list[Literal]:
        return [
            (literal[0], not literal[1])
            for _, literal, _, most, _ in (fact for fact in self._world.facts if fact[0] == "contains")
            if most is not None
        ]


def values_of_word(world: World, word: str) -> list[Any]:
    """List the facts of a word that stands alone."""
    return [fact for fact in world.facts if fact[0] == word]
