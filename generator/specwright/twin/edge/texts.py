"""Turns the text of a parameter or of a form's field into the JSON value that its type means."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from specwright.model.types import (
    AnyType,
    Array,
    Const,
    Enum,
    Json,
    Map,
    Nullable,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Schema,
    Type,
    Union,
)

__all__ = ["ReadText", "resolved", "text_reader"]

ReadText: TypeAlias = Callable[[str], Json]

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,300})(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?")
_INFINITE: Final = frozenset({float("inf"), float("-inf")})


def resolved(type_: Type, schemas: Mapping[str, Schema]) -> Type:
    """Follow references, and look into what may also be null."""
    seen: set[str] = set()
    while True:
        match type_:
            case Nullable(inner):
                type_ = inner
            case Ref(key) if key in schemas and key not in seen:
                seen.add(key)
                type_ = schemas[key].type
            case _:
                return type_


def text_reader(type_: Type, schemas: Mapping[str, Schema]) -> ReadText:
    """Compile a type to the function that reads its texts; what does not fit stays a text, for the check to refuse."""
    return _reader(type_, schemas, frozenset())


def _reader(type_: Type, schemas: Mapping[str, Schema], trail: frozenset[str]) -> ReadText:
    match type_:
        case Ref(key) if key in schemas and key not in trail:
            return _reader(schemas[key].type, schemas, trail | {key})
        case Nullable(inner):
            return _or_null(_reader(inner, schemas, trail))
        case Scalar(ScalarKind.INTEGER | ScalarKind.NUMBER):
            return _number
        case Scalar(ScalarKind.BOOLEAN):
            return _boolean
        case Scalar(ScalarKind.NULL):
            return lambda text: None if text in {"", "null"} else text
        case Const(value):
            return _one_of((value,))
        case Enum(members):
            return _one_of(tuple(member.value for member in members))
        case Union(variants):
            return _first([_reader(variant, schemas, trail) for variant in variants])
        case Array() | Object() | Map():
            return _structure
        case AnyType():
            return str
        case _:
            return str


def _number(text: str) -> Json:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    if match[1] is None and match[2] is None:
        return int(text)
    number = float(text)
    return text if number in _INFINITE else number


def _boolean(text: str) -> Json:
    return text == "true" if text in {"true", "false"} else text


def _structure(text: str) -> Json:
    # Where a list or an object has no style of its own, JSON is the only spelling left.
    try:
        value: Json = json.loads(text) if text[:1] in {"[", "{"} else text
    except (ValueError, RecursionError):
        return text
    return value


def _or_null(read: ReadText) -> ReadText:
    def reading(text: str) -> Json:
        value = read(text)
        return None if value == "null" and read is not str else value

    return reading


def _one_of(values: tuple[Json, ...]) -> ReadText:
    by_text = {_spelled(value): value for value in reversed(values)}
    by_text |= {value: value for value in values if isinstance(value, str)}
    rest = _number if any(type(value) in {int, float} for value in values) else str
    return lambda text: by_text[text] if text in by_text else rest(text)


def _spelled(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _first(readers: list[ReadText]) -> ReadText:
    def reading(text: str) -> Json:
        for read in readers:
            value = read(text)
            if not isinstance(value, str):
                return value
        return text

    return reading
