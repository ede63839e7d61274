"""The functions that checks call: ordinary Python, copied into each module of checks.

They need the standard library only. Values are what the standard library reads JSON as.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

__all__ = [
    "ABSENT",
    "ARRAY",
    "OBJECT",
    "TOO_DEEP",
    "Rule",
    "Violation",
    "are_unique",
    "broken_rules",
    "by_key",
    "equals_json",
    "escaped",
    "is_any_of",
    "is_content",
    "is_integer",
    "is_multiple",
    "is_number",
    "key_of",
    "project",
    "sorted_violations",
    "violations_of",
]


class Violation(NamedTuple):
    """One way in which a value is wrong.

    ``layer`` is ``schema`` or ``rule``, ``id`` the keyword or the rule, ``path`` the JSON pointer of the place in the
    value. ``code`` is the documented error code, empty where there is none.
    """

    layer: str
    code: str
    id: str
    path: str
    message: str


class Rule(NamedTuple):
    """A rule of one body: what it says, where its values stand, and the two functions that judge one of them.

    ``after`` names the rules that must hold before this one is judged. An assumed rule is one that is not documented.
    """

    id: str
    code: str
    message: str
    after: tuple[str, ...]
    place: int
    holds: Callable[..., bool]
    locate: Callable[..., str]
    is_transition: bool
    is_assumed: bool


# `Any`, so that a type checker does not take the members of a value for unknown ones after it was told apart.
OBJECT: Final[Any] = dict
ARRAY: Final[Any] = list
ABSENT: Final[Any] = object()
TOO_DEEP: Final[tuple[Violation, ...]] = (
    Violation("schema", "", "depth", "", "The value is nested too deeply to be judged."),
)


def is_integer(value: Any) -> bool:
    """Say whether a value is a number without a fraction, however it is spelled."""
    if isinstance(value, int):
        return not isinstance(value, bool)
    return isinstance(value, float) and value.is_integer()


def is_number(value: Any) -> bool:
    """Say whether a value is a number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_content(value: Any) -> bool:
    """Say whether a value can be content of a file: a text, or something that JSON has not, such as bytes."""
    return value is not None and not isinstance(value, (bool, int, float, dict, list))


def comparable(value: Any) -> Any:
    """Turn a JSON value into one that Python compares and hashes as JSON Schema compares values."""
    if isinstance(value, bool):
        return (bool, value)
    if isinstance(value, OBJECT):
        return (dict, frozenset((name, comparable(item)) for name, item in value.items()))
    if isinstance(value, ARRAY):
        return (list, tuple(comparable(item) for item in value))
    return value


def equals_json(left: Any, right: Any) -> bool:
    """Compare values as JSON Schema does: 1 is 1.0 and no boolean."""
    return bool(comparable(left) == comparable(right))


def is_any_of(value: Any, values: Iterable[Any]) -> bool:
    """Say whether a value is in a list of values that are comparable already."""
    own = comparable(value)
    return any(own == other for other in values)


def are_unique(items: Sequence[Any]) -> bool:
    """Say whether no two items are equal."""
    return len({comparable(item) for item in items}) == len(items)


def is_multiple(value: float, divisor: Fraction) -> bool:
    """Say whether a number is a multiple of another, both as the decimals that they are written as."""
    if isinstance(value, int):
        return not value % divisor
    return math.isfinite(value) and not Fraction(float.__repr__(value)) % divisor


def escaped(name: str) -> str:
    """Write a member's name as a token of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def sorted_violations(found: Iterable[Violation]) -> tuple[Violation, ...]:
    """Order violations by place and keyword, each once."""
    return tuple(sorted(set(found), key=lambda each: (each.path, each.id, each.code, each.message)))


def violations_of(find: Callable[[Any, str, list[Violation]], None], value: Any) -> tuple[Violation, ...]:
    """Collect the violations of a value as a whole."""
    found: list[Violation] = []
    find(value, "", found)
    return sorted_violations(found)


def broken_rules(rules: Iterable[Rule], values: Sequence[tuple[int, str, Any, Any]]) -> tuple[Violation, ...]:
    """Judge rules in their order; ``values`` are place, pointer, value and old value (None where there is none)."""
    found: list[Violation] = []
    failed: set[str] = set()
    for rule in rules:
        if not failed.isdisjoint(rule.after):
            # What was not judged holds for nobody who waits for it.
            failed.add(rule.id)
            continue
        for place, path, value, old in values:
            if place != rule.place or (rule.is_transition and old is None):
                continue
            values_of_rule = (value, old) if rule.is_transition else (value,)
            try:
                if not rule.holds(*values_of_rule):
                    failed.add(rule.id)
                    where = path + rule.locate(*values_of_rule)
                    found.append(Violation("rule", rule.code, rule.id, where, rule.message))
            except (AttributeError, IndexError, KeyError, TypeError, ValueError):
                # A value before may be of another shape than the schema has, and then says nothing to this rule.
                if not rule.is_transition:
                    raise
    return sorted_violations(found) if found else ()


def key_of(item: Any, names: Sequence[str]) -> Any:
    """Give what tells an item of a list apart, None where something of it is missing."""
    if not isinstance(item, OBJECT):
        return None
    values = [item.get(name) for name in names]
    return None if None in values else tuple(comparable(value) for value in values)


def by_key(items: Any, names: Sequence[str]) -> dict[Any, Any]:
    """Arrange the old items of a list by what tells them apart."""
    found = {key_of(item, names): item for item in reversed(items)} if isinstance(items, ARRAY) else {}
    found.pop(None, None)
    return found


def project(value: Any, shapes: Sequence[tuple[Mapping[str, int] | None, int, int]], shape: int) -> Any:
    """Keep of a stored value what the schema of the request has a name for.

    A shape is the shapes of named members (None keeps all members), of other members and of items. The shape -1 keeps a
    value whole; as that of other members it leaves them out.
    """
    if shape < 0:
        return value
    members, rest, items = shapes[shape]
    if isinstance(value, ARRAY):
        return [project(item, shapes, items) for item in value]
    if not isinstance(value, OBJECT) or members is None:
        return value
    if rest < 0:
        return {name: project(value[name], shapes, inner) for name, inner in members.items() if name in value}
    return {name: project(item, shapes, members.get(name, rest)) for name, item in value.items()}
