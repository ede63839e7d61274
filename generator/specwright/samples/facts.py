"""Brings what several schemas ask of one value into worlds, each of which says one way to meet them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from specwright.checks.spots import Spot
from specwright.model.types import Json
from specwright.samples.engine.judging import equal_json

__all__ = ["ALL_KINDS", "MOST_WORLDS", "Fact", "Literal", "World", "kind_of", "kinds_of_types", "meet", "product"]

# A schema that must hold, or must not.
Literal: TypeAlias = tuple[Spot, bool]
# A word, and what it is about.
Fact: TypeAlias = tuple[Any, ...]

ALL_KINDS: Final = frozenset({"array", "boolean", "fraction", "integer", "null", "object", "string"})
# More ways to meet a schema are never needed: each is as good as another.
MOST_WORLDS: Final = 48


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Kinds of values, facts about them, and the values themselves where they are listed.

    A rare one is a last resort: what it draws looks odd, but meets what the others may not. ``members`` keeps what was
    found out about members.
    """

    kinds: frozenset[str] = ALL_KINDS
    facts: tuple[Fact, ...] = ()
    listed: tuple[Json, ...] | None = None
    is_rare: bool = False
    members: dict[str, Any] = field(default_factory=dict[str, Any])


def kind_of(value: Json) -> str:
    """Name the kind of a value; numbers are whole or not."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "fraction"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def kinds_of_types(declared: Json) -> frozenset[str]:
    """Give the kinds that the keyword ``type`` names."""
    names = {name for name in (declared if isinstance(declared, list) else [declared]) if isinstance(name, str)}
    return frozenset(names - {"number"} | ({"integer", "fraction"} if "number" in names else set()))


def meet(first: World, second: World) -> World | None:
    """Say how both can hold, None where they cannot."""
    kinds = first.kinds & second.kinds
    listed = first.listed
    if listed is None:
        listed = second.listed
    elif second.listed is not None:
        others = second.listed
        listed = tuple(value for value in listed if any(equal_json(value, other) for other in others))
    if listed is not None:
        listed = tuple(value for value in listed if kind_of(value) in kinds)
        kinds = frozenset(kind_of(value) for value in listed)
    if not kinds:
        return None
    # Twice the same says no more than once; it is left so because comparing takes longer.
    return World(kinds, first.facts + second.facts, listed, first.is_rare or second.is_rare)


def product(first: Sequence[World], second: Iterable[World]) -> list[World]:
    """List the ways in which one of each can hold together: usual ones first, and not too many."""
    others = list(second)
    found = [both for one in first for other in others if (both := meet(one, other)) is not None]
    found.sort(key=lambda world: world.is_rare)
    # Alternatives that were written down are all kept; only their combinations are too many.
    return found[: max(MOST_WORLDS, len(first), len(others))]
