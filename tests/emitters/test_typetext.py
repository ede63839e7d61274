"""How a type is named in a signature: as a result, as an argument, and inside of a typed dictionary."""

import pytest

from services import BOOLEAN, INTEGER, NUMBER, STRING, enum, finish, objects, schema, service
from specwright.emitters.pytext import Imports
from specwright.emitters.typetext import STRING_FORMATS, Use, type_expression
from specwright.model.types import (
    AnyType,
    Array,
    Const,
    Enum,
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

SERVICE = finish(
    service(schema("Order", objects("id")), schema("Flag", enum("a")), schema("Orders", Array(Ref("Order"))))
)


def named(type_: Type, use: Use) -> str:
    """Name a type."""
    return type_expression(type_, service=SERVICE, imports=Imports(), use=use)


@pytest.mark.parametrize(
    ("type_", "result", "argument", "entry"),
    [
        (STRING, "str", "str", "str"),
        (NUMBER, "float", "float", "float"),
        (AnyType(), "Any", "Any", "Any"),
        (Never(), "Never", "Never", "Never"),
        (Nullable(INTEGER), "int | None", "int | None", "int | None"),
        (Scalar(ScalarKind.FILE), "bytes", "FileInput", "bytes | str"),
        (Scalar(ScalarKind.STRING, "date-time"), "datetime", "datetime | str", "datetime | str"),
        (Scalar(ScalarKind.STRING, "byte"), "str", "bytes | str", "bytes | str"),
        (Scalar(ScalarKind.STRING, "iso6346"), "str", "str", "str"),
        (Scalar(ScalarKind.INTEGER, "date-time"), "int", "int", "int"),
        (Array(STRING), "list[str]", "Sequence[str]", "Sequence[str]"),
        (Array(INTEGER, (STRING,)), "list[str | int]", "Sequence[str | int]", "Sequence[str | int]"),
        (Map(BOOLEAN), "dict[str, bool]", "Mapping[str, bool]", "Mapping[str, bool]"),
        (Object((), INTEGER), "dict[str, int]", "Mapping[str, int]", "Mapping[str, int]"),
        (Object((), Never()), "dict[str, Any]", "Mapping[str, Any]", "Mapping[str, Any]"),
        (Ref("Order"), "models.Order", "models.Order | dicts.Order", "models.Order | Order"),
        (Ref("Flag"), "models.Flag", "dicts.Flag", "Flag"),
        (Ref("Orders"), "models.Orders", "dicts.Orders", "Orders"),
        (Const("x\n"), "Literal['x\\n']", "Literal['x\\n']", "Literal['x\\n']"),
        (Const(1.5), "float", "float", "float"),
        (Const({"a": [1]}), "dict[str, Any]", "dict[str, Any]", "dict[str, Any]"),
        (Const([1]), "list[Any]", "list[Any]", "list[Any]"),
        (enum(1, "a", None, kind=None), "int | str | None", "Literal[1, 'a', None]", "Literal[1, 'a', None]"),
        (Enum((), None), "Any", "Any", "Any"),
        (Union((STRING, Nullable(INTEGER), STRING)), "str | int | None", "str | int | None", "str | int | None"),
        (Union((STRING, AnyType())), "Any", "Any", "Any"),
    ],
)
def test_a_type_is_named_for_its_use(type_: Type, result: str, argument: str, entry: str) -> None:
    """Results are precise; arguments also take dictionaries, any sequence, and what JSON would hold."""
    assert (named(type_, Use.RESULT), named(type_, Use.ARGUMENT), named(type_, Use.ENTRY)) == (result, argument, entry)


def test_what_a_name_needs_is_imported() -> None:
    """Each name that is no builtin, and comes from elsewhere than models and dicts, is asked for."""
    imports = Imports()
    type_expression(
        Array(Union(tuple(Scalar(ScalarKind.STRING, form) for form in STRING_FORMATS))),
        service=SERVICE,
        imports=imports,
        use=Use.ARGUMENT,
    )

    assert imports.lines() == (
        "from collections.abc import Sequence",
        "from datetime import date, datetime",
        "from decimal import Decimal",
        "from uuid import UUID",
    )
