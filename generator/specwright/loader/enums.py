"""Turns ``enum``, ``const`` and alternatives of constants into enumerations."""

from __future__ import annotations

import json
from collections.abc import Sequence

from specwright.loader.source import Node
from specwright.model.names import Name
from specwright.model.types import Const, Enum, EnumMember, Json, Never, Nullable, Scalar, ScalarKind, Type

__all__ = ["enumerate_constants", "enumerate_values", "kind_of_value", "spell_as_text"]


def kind_of_value(value: Json) -> ScalarKind | None:
    """Name the scalar type of a value; lists and maps have none."""
    match value:
        case None:
            return ScalarKind.NULL
        case bool():
            return ScalarKind.BOOLEAN
        case int():
            return ScalarKind.INTEGER
        case float():
            return ScalarKind.NUMBER
        case str():
            return ScalarKind.STRING
        case _:
            return None


def _identity(value: Json) -> tuple[str, Json]:
    # JSON tells 1 from true, Python does not; 1 and 1.0 are one number for both.
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return ("number", value)
    return (type(value).__name__, _text(value))


def enumerate_values(parts: Sequence[Node]) -> Type:
    """Make one type of all ``enum`` and ``const`` keywords that apply together."""
    constants = [part.members["const"] for part in parts if "const" in part.members]
    lists = [part for part in parts if isinstance(part.members.get("enum"), list)]
    members = _members(lists[0]) if lists else [_member(value) for value in constants]
    for part in lists[1:]:
        allowed = {_identity(member.value) for member in _members(part)}
        members = [member for member in members if _identity(member.value) in allowed]
    wanted = {_identity(constant) for constant in constants}
    members = [member for member in members if wanted <= {_identity(member.value)}]
    if constants and len(members) == 1 and members[0].value is not None:
        return Const(members[0].value)
    return _enum(members)


def enumerate_constants(alternatives: Sequence[Node]) -> Type | None:
    """Make an enumeration of alternatives that are all constants with their own words, if they are."""
    if len(alternatives) < 2 or not all("const" in node.members for node in alternatives):
        return None
    members: list[EnumMember] = []
    seen: set[tuple[str, Json]] = set()
    for node in alternatives:
        value = node.members["const"]
        if kind_of_value(value) is None:
            return None
        if _identity(value) not in seen:
            seen.add(_identity(value))
            name = node.text("title") or _text(value)
            members.append(EnumMember(Name(name), value, node.text("description")))
    return _enum(members)


def _enum(members: list[EnumMember]) -> Type:
    values = [member for member in members if member.value is not None]
    has_null = len(values) < len(members)
    if not values:
        return Scalar(ScalarKind.NULL) if has_null else Never()
    kinds = {kind_of_value(member.value) for member in values}
    if kinds == {ScalarKind.INTEGER, ScalarKind.NUMBER}:
        kinds = {ScalarKind.NUMBER}
    kind = kinds.pop() if len(kinds) == 1 else None
    enum = Enum(tuple(values), kind)
    return Nullable(enum) if has_null else enum


def spell_as_text(part: Node) -> list[Json]:
    """List the values of ``enum``; beside ``type: string`` numbers and booleans as the texts they were meant to be."""
    values = part.members.get("enum")
    if not isinstance(values, list):
        return []
    if part.members.get("type") not in ("string", ["string", "null"], ["null", "string"]):
        return values
    return [_text(value) if isinstance(value, (bool, int, float)) else value for value in values]


def _members(part: Node) -> list[EnumMember]:
    values = part.members["enum"]
    if not isinstance(values, list):
        return []
    names = _list(part, "x-enum-varnames") or _list(part, "x-enumNames")
    descriptions = part.members.get("x-enum-descriptions")
    texts = spell_as_text(part)
    members: list[EnumMember] = []
    seen: set[tuple[str, Json]] = set()
    for index, value in enumerate(values):
        kept = texts[index]
        if _identity(kept) in seen:
            continue
        seen.add(_identity(kept))
        name = names[index] if index < len(names) else None
        words = _words(descriptions, index, value)
        spelled = name if isinstance(name, str) and name else _text(kept)
        members.append(EnumMember(Name(spelled), kept, words))
    return members


def _words(descriptions: Json, index: int, value: Json) -> str:
    found: Json = None
    if isinstance(descriptions, dict):
        found = descriptions.get(_text(value))
    elif isinstance(descriptions, list) and index < len(descriptions):
        found = descriptions[index]
    return found if isinstance(found, str) else ""


def _member(value: Json) -> EnumMember:
    return EnumMember(Name(_text(value)), value)


def _list(part: Node, key: str) -> list[Json]:
    value = part.members.get(key)
    return value if isinstance(value, list) else []


def _text(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
