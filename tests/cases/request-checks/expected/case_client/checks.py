# Made by specwright 0.1.0 from 'Berths' '1'. Change the description and generate again: edits here are lost.

"""Checks of bodies, parameters and responses: all violations, sorted by place and keyword."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

__all__ = [
    "ASSUMED",
    "BODIES",
    "Check",
    "PARAMETERS",
    "RESPONSES",
    "TRANSITIONS",
    "Violation",
    "check_get_berth_parameters",
    "check_update_berth_body",
    "check_update_berth_body_transitions",
    "check_update_berth_parameters",
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


_SHAPES_1: Final = (
    ({"ship": 1, "days": 2, "pilot": 3}, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
)
_SHAPES_2: Final = (
    ({"ship": 1}, -1, -1),
    (None, -1, -1),
)
_PATTERN_3: Final = re.compile("\\AB[0-9]+\\Z").search
_NAMES_4: Final = frozenset({"ship", "days", "pilot"})


Check = Callable[..., "tuple[Violation, ...]"]


def _rule_same_ship(doc: Any, old: Any) -> bool:
    if doc["ship"] != old["ship"]:
        return False
    return True


def _rule_same_ship_at(doc: Any, old: Any) -> str:
    if doc["ship"] != old["ship"]:
        return "/ship"
    return "/ship"


def _rule_pilot_for_long_stays(doc: Any) -> bool:
    if doc["days"] > 7:
        if doc.get("pilot") is None:
            return False
    return True


def _rule_pilot_for_long_stays_at(doc: Any) -> str:
    if doc["days"] > 7:
        if doc.get("pilot") is None:
            return "/pilot"
    return "/pilot"


def _is_get_berth_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("path")
    if not _is_get_berth_parameters_path(member):
        return False
    member = value.get("header", ABSENT)
    if member is not ABSENT:
        if not _is_get_berth_parameters_header(member):
            return False
    return True


def _find_get_berth_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "path" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'path' is missing."))
        if "path" in value:
            member = value["path"]
            _find_get_berth_parameters_path(member, at + "/path", found)
        if "header" in value:
            member = value["header"]
            _find_get_berth_parameters_header(member, at + "/header", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_update_berth_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("path")
    if not _is_update_berth_parameters_path(member):
        return False
    member = value.get("header", ABSENT)
    if member is not ABSENT:
        if not _is_update_berth_parameters_header(member):
            return False
    return True


def _find_update_berth_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "path" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'path' is missing."))
        if "path" in value:
            member = value["path"]
            _find_update_berth_parameters_path(member, at + "/path", found)
        if "header" in value:
            member = value["header"]
            _find_update_berth_parameters_header(member, at + "/header", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_update_berth_body(value: Any) -> bool:
    if value is None:
        return True
    if value is not None and not _rule_pilot_for_long_stays(value):
        return False
    return True


def _places_update_berth_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _places_Stay(value, old, at, found)


def _changes_update_berth_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _changes_Stay(value, old, at, found)


def _is_update_berth_body(value: Any) -> bool:
    if not _is_Stay(value):
        return False
    return True


def _find_update_berth_body(value: Any, at: str, found: list[Violation]) -> None:
    _find_Stay(value, at, found)


def _is_get_berth_parameters_path(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("berthId")
    if not isinstance(member, str):
        return False
    if _PATTERN_3(member) is None:
        return False
    return True


def _is_get_berth_parameters_header(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("trace", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
    return True


def _find_get_berth_parameters_path(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "berthId" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'berthId' is missing."))
        if "berthId" in value:
            member = value["berthId"]
            if isinstance(member, str):
                if _PATTERN_3(member) is None:
                    found.append(
                        Violation("schema", "", "pattern", at + "/berthId", "Must match the pattern ^B[0-9]+$")
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/berthId", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_get_berth_parameters_header(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "trace" in value:
            member = value["trace"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/trace", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_update_berth_parameters_path(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("berthId")
    if not isinstance(member, str):
        return False
    if _PATTERN_3(member) is None:
        return False
    return True


def _is_update_berth_parameters_header(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("trace", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
    return True


def _find_update_berth_parameters_path(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "berthId" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'berthId' is missing."))
        if "berthId" in value:
            member = value["berthId"]
            if isinstance(member, str):
                if _PATTERN_3(member) is None:
                    found.append(
                        Violation("schema", "", "pattern", at + "/berthId", "Must match the pattern ^B[0-9]+$")
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/berthId", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_update_berth_parameters_header(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "trace" in value:
            member = value["trace"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/trace", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _places_Stay(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((0, at, value, old))


def _changes_Stay(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((0, at, value, old))


def _is_Stay(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_4:
        return False
    member = value.get("ship")
    if not isinstance(member, str):
        return False
    if len(member) > 20:
        return False
    member = value.get("days")
    if member.__class__ is not int and not is_integer(member):
        return False
    if member < 1:
        return False
    member = value.get("pilot", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
    return True


def _find_Stay(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "ship" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'ship' is missing."))
        if "days" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'days' is missing."))
        for name in value.keys() - _NAMES_4:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "ship" in value:
            member = value["ship"]
            if isinstance(member, str):
                if len(member) > 20:
                    found.append(
                        Violation("schema", "TOO_LONG", "maxLength", at + "/ship", "Must have at most 20 characters.")
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/ship", "Must be a string."))
        if "days" in value:
            member = value["days"]
            if is_number(member):
                if member < 1:
                    found.append(Violation("schema", "", "minimum", at + "/days", "Must be at least 1."))
            if member.__class__ is not int and not is_integer(member):
                found.append(Violation("schema", "", "type", at + "/days", "Must be an integer."))
        if "pilot" in value:
            member = value["pilot"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/pilot", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


_RULES_1: Final[tuple[Rule, ...]] = (
    Rule(
        "same-ship",
        "SHIP_FIXED",
        "Another ship takes another berth.",
        (),
        0,
        _rule_same_ship,
        _rule_same_ship_at,
        True,
        False,
    ),
    Rule(
        "pilot-for-long-stays",
        "",
        "Stays of more than a week name their pilot.",
        ("same-ship",),
        0,
        _rule_pilot_for_long_stays,
        _rule_pilot_for_long_stays_at,
        False,
        True,
    ),
)


_RULES_2: Final[tuple[Rule, ...]] = (
    Rule(
        "same-ship",
        "SHIP_FIXED",
        "Another ship takes another berth.",
        (),
        0,
        _rule_same_ship,
        _rule_same_ship_at,
        True,
        False,
    ),
)


def check_get_berth_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if _is_get_berth_parameters(value):
            return ()
        return violations_of(_find_get_berth_parameters, value)
    except RecursionError:
        return TOO_DEEP


def check_update_berth_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if _is_update_berth_parameters(value):
            return ()
        return violations_of(_find_update_berth_parameters, value)
    except RecursionError:
        return TOO_DEEP


def check_update_berth_body_transitions(value: Any, old: Any) -> tuple[Violation, ...]:
    try:
        values: list[tuple[int, str, Any, Any]] = []
        _changes_update_berth_body(value, project(old, _SHAPES_2, 0), "", values)
        return broken_rules(_RULES_2, values)
    except RecursionError:
        return TOO_DEEP


def check_update_berth_body(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if not _is_update_berth_body(value):
            return violations_of(_find_update_berth_body, value)
        if _holds_update_berth_body(value):
            return () if old is None else check_update_berth_body_transitions(value, old)
        values: list[tuple[int, str, Any, Any]] = []
        _places_update_berth_body(value, project(old, _SHAPES_1, 0), "", values)
        return broken_rules(_RULES_1, values)
    except RecursionError:
        return TOO_DEEP


ASSUMED: Final[Mapping[str, frozenset[str]]] = {"check_update_berth_body": frozenset({"pilot-for-long-stays"})}


BODIES: Final[Mapping[str, Mapping[str, Check]]] = {"updateBerth": {"application/json": check_update_berth_body}}


PARAMETERS: Final[Mapping[str, Check]] = {
    "getBerth": check_get_berth_parameters,
    "updateBerth": check_update_berth_parameters,
}


RESPONSES: Final[Mapping[str, Mapping[str, Mapping[str, Check]]]] = {}


TRANSITIONS: Final[Mapping[str, Mapping[str, Check]]] = {
    "updateBerth": {"application/json": check_update_berth_body_transitions}
}
