# Copied verbatim from the sampling engine of Specwright; do not edit.
"""The plan as data: shapes by name, each a list of alternatives that know nothing of schemas any more."""

from __future__ import annotations

from typing import Any, Final, Required, TypeAlias, TypedDict

__all__ = [
    "ARRAY",
    "OBJECT",
    "Alternative",
    "ArrayPart",
    "BodyPlan",
    "NotDrawableError",
    "ObjectPart",
    "Pattern",
    "Plan",
    "Shape",
    "TextPart",
]

# `Any`, so that a type checker does not take what is inside of a value for unknown after it was told apart.
OBJECT: Final[Any] = dict
ARRAY: Final[Any] = list

# A pattern as it was parsed: ["text", "abc"], ["class", [[low, high], …]], ["all", [part, …]], ["any", [part, …]],
# ["repeat", part, least, most or null]; what only looks around is no part of it.
Pattern: TypeAlias = list[Any]


class TextPart(TypedDict, total=False):
    """Texts: ``pattern`` is how to write one, ``searches`` and ``refusals`` are patterns to find and not to find."""

    least: int
    most: int | None
    pattern: Pattern
    is_open_left: bool
    is_open_right: bool
    searches: list[str]
    refusals: list[str]
    format: str
    other_formats: list[str]
    not_formats: list[str]


class ObjectPart(TypedDict, total=False):
    """Objects: ``members`` and ``rest`` name shapes, ``shy`` members stand only where something asks for them."""

    members: dict[str, str]
    required: list[str]
    shy: list[str]
    absent: list[str]
    patterns: list[list[Any]]
    rest: str | None
    adds: bool
    names: str | None
    least_members: int
    most_members: int | None
    dependent: dict[str, list[str]]


class ArrayPart(TypedDict, total=False):
    """Lists: ``prefix`` and ``items`` name shapes, ``contains`` holds [shape of a match, least, most or null]."""

    prefix: list[str]
    items: str | None
    least_items: int
    most_items: int | None
    unique: bool
    repeats: bool
    contains: list[list[Any]]


class Alternative(TextPart, ObjectPart, ArrayPart, total=False):
    """One kind of value: ``judge`` holds [schema, whether it must hold] that drawing does not see to by itself."""

    kind: Required[str]
    values: list[Any]
    code_list: str
    low: float | int | None
    high: float | int | None
    step: str
    not_divisors: list[str]
    not_values: list[Any]
    judge: list[list[Any]]
    height: int


class Shape(TypedDict, total=False):
    """What stands at one place: the first ``common`` alternatives are drawn, the others only if those fail.

    ``preferred`` are drawn instead where rules ask for more than the schema does.
    """

    alternatives: Required[list[Alternative]]
    common: Required[int]
    preferred: list[Alternative]
    loops: bool
    where: str


class BodyPlan(TypedDict):
    """A body: its shape, its rules as trees with their codes by id, and the keywords that can refuse it."""

    shape: str
    codes: dict[str, str]
    rules: dict[str, Any]
    keywords: list[dict[str, Any]]


class Plan(TypedDict):
    """Everything that samples of a service are made from.

    ``bodies`` leads by operation and media type to a check, ``codes`` are those of keywords.
    """

    shapes: dict[str, Shape]
    schemas: dict[str, Any]
    lists: dict[str, list[str]]
    checks: dict[str, BodyPlan]
    bodies: dict[str, dict[str, str]]
    codes: list[str]


class NotDrawableError(Exception):
    """No value was found for a shape."""
