"""Turns a type of the model into the Python expression that names it in a signature, an alias or a typed dictionary."""

from __future__ import annotations

from enum import Enum as PyEnum
from typing import assert_never

from specwright.emitters.pytext import Imports, literal
from specwright.model.service import Service
from specwright.model.types import (
    AnyType,
    Array,
    Const,
    Enum,
    Json,
    Map,
    Never,
    Nullable,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Type,
    Union,
)

__all__ = ["STRING_FORMATS", "Use", "enum_literal", "type_expression"]


class Use(PyEnum):
    """Where a type is named.

    RESULT is what a call gives back; ARGUMENT is what a caller passes in, model or plain dictionary; ENTRY is a member
    of a typed dictionary, seen from inside ``dicts.py``.
    """

    RESULT = "result"
    ARGUMENT = "argument"
    ENTRY = "entry"


# Formats of strings that have a Python type which gives the same text back; all others stay strings.
STRING_FORMATS = {
    "date-time": ("datetime", "datetime"),
    "date": ("datetime", "date"),
    "uuid": ("uuid", "UUID"),
    "decimal": ("decimal", "Decimal"),
}

_SCALARS = {
    ScalarKind.STRING: "str",
    ScalarKind.INTEGER: "int",
    ScalarKind.NUMBER: "float",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.NULL: "None",
}


def type_expression(type_: Type, *, service: Service, imports: Imports, use: Use = Use.RESULT) -> str:
    """Name a type; whatever the expression refers to is added to ``imports``.

    Classes are named through the modules ``models`` and ``dicts``, which the caller imports.
    """
    return " | ".join(_alternatives(type_, service, imports, use))


def enum_literal(enum: Enum, imports: Imports) -> str:
    """Name the documented values of an enumeration."""
    return _literal([member.value for member in enum.members], imports)


def _alternatives(type_: Type, service: Service, imports: Imports, use: Use) -> list[str]:
    """Name a type as the alternatives of a union, each once, null last."""
    match type_:
        case AnyType():
            return [imports.add("typing", "Any")]
        case Never():
            return [imports.add("typing", "Never")]
        case Scalar():
            return _scalar(type_, imports, use)
        case Const(value):
            return [_literal([value], imports)] if _is_literal(value) else _wide([value], imports)
        case Enum():
            return _enum(type_, imports, use)
        case Array():
            inner = _alternatives(type_.any_item, service, imports, use)
            outer = "list" if use is Use.RESULT else imports.add("collections.abc", "Sequence")
            return [f"{outer}[{' | '.join(inner)}]"]
        case Map(values):
            inner = _alternatives(values, service, imports, use)
            outer = "dict" if use is Use.RESULT else imports.add("collections.abc", "Mapping")
            return [f"{outer}[str, {' | '.join(inner)}]"]
        case Object(_, additional):
            return _alternatives(Map(AnyType() if additional == Never() else additional), service, imports, use)
        case Union(variants):
            return _merge([_alternatives(variant, service, imports, use) for variant in variants])
        case Nullable(inner_type):
            return _merge([_alternatives(inner_type, service, imports, use), ["None"]])
        case Ref(key):
            return _reference(key, service, use)
        case _:
            assert_never(type_)


def _reference(key: str, service: Service, use: Use) -> list[str]:
    schema = service.schemas[key]
    name = schema.name.python
    is_class = isinstance(schema.type, Object)
    match use:
        case Use.RESULT:
            return [f"models.{name}"]
        case Use.ARGUMENT:
            return [f"models.{name}", f"dicts.{name}"] if is_class else [f"dicts.{name}"]
        case Use.ENTRY:
            return [f"models.{name}", name] if is_class else [name]


def _scalar(scalar: Scalar, imports: Imports, use: Use) -> list[str]:
    if scalar.kind is ScalarKind.FILE:
        return {Use.RESULT: ["bytes"], Use.ARGUMENT: ["FileInput"], Use.ENTRY: ["bytes", "str"]}[use]
    if scalar.kind is ScalarKind.STRING and scalar.format == "byte" and use is not Use.RESULT:
        return ["bytes", "str"]
    known = STRING_FORMATS.get(scalar.format) if scalar.kind is ScalarKind.STRING else None
    if known is None:
        return [_SCALARS[scalar.kind]]
    module, name = known
    # Whoever holds JSON has these values as strings, which are sent as they are.
    return [imports.add(module, name)] if use is Use.RESULT else [imports.add(module, name), "str"]


def _enum(enum: Enum, imports: Imports, use: Use) -> list[str]:
    values = [member.value for member in enum.members]
    if not values:
        return [imports.add("typing", "Any")]
    if use is Use.RESULT or not all(_is_literal(value) for value in values):
        return _wide(values, imports)
    return [_literal(values, imports)]


def _is_literal(value: Json) -> bool:
    return value is None or isinstance(value, bool | int | str)


def _literal(values: list[Json], imports: Imports) -> str:
    return f"{imports.add('typing', 'Literal')}[{', '.join(literal(value) for value in values)}]"


def _wide(values: list[Json], imports: Imports) -> list[str]:
    """Name the types that hold some values, and others of their kind."""
    return _merge([[_kind_of(value, imports)] for value in values])


def _kind_of(value: Json, imports: Imports) -> str:
    match value:
        case None:
            return "None"
        case list():
            return f"list[{imports.add('typing', 'Any')}]"
        case dict():
            return f"dict[str, {imports.add('typing', 'Any')}]"
        case _:
            return type(value).__name__


def _merge(groups: list[list[str]]) -> list[str]:
    names = list(dict.fromkeys(name for group in groups for name in group))
    if "Any" in names:
        return ["Any"]
    # Null stands last, as people write it.
    return [name for name in names if name != "None"] + (["None"] if "None" in names else [])
