"""Holds which type every form of schema becomes."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from loader.conftest import Load
from specwright.loader import Limits
from specwright.model.errors import DescriptionError
from specwright.model.names import Name
from specwright.model.types import (
    AnyType,
    Array,
    Const,
    Enum,
    EnumMember,
    Map,
    Never,
    Nullable,
    Object,
    Property,
    Ref,
    Scalar,
    ScalarKind,
    Schema,
    Type,
    Union,
)

STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER)
NUMBER = Scalar(ScalarKind.NUMBER)
NULL = Scalar(ScalarKind.NULL)
PET = {"type": "object", "properties": {"name": {"type": "string"}}}


def members(kind: Type) -> dict[str, Property]:
    """List the members of an object type."""
    assert isinstance(kind, Object)
    return {each.name.wire: each for each in kind.properties}


def enum(*values: Any, kind: ScalarKind | None = ScalarKind.STRING) -> Enum:
    """Build an enumeration whose members are named as their values."""
    return Enum(tuple(EnumMember(Name(str(value)), value) for value in values), kind)


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        (True, AnyType()),
        ({}, AnyType()),
        (False, Never()),
        ({"not": {}}, AnyType()),
        ({"type": "string", "format": "date"}, Scalar(ScalarKind.STRING, "date")),
        ({"type": "integer", "format": "int64"}, Scalar(ScalarKind.INTEGER, "int64")),
        ({"type": "boolean"}, Scalar(ScalarKind.BOOLEAN)),
        ({"type": "null"}, NULL),
        ({"type": "file"}, Scalar(ScalarKind.FILE)),
        ({"type": "string", "format": "byte"}, Scalar(ScalarKind.STRING, "byte")),
        ({"type": "string", "contentEncoding": "base64"}, Scalar(ScalarKind.STRING, "byte")),
        ({"type": ["string", "null"]}, Nullable(STRING)),
        ({"type": ["string"]}, STRING),
        ({"type": ["integer", "number"]}, NUMBER),
        (
            {"type": ["string", "integer", "null"], "format": "date"},
            Nullable(Union((Scalar(ScalarKind.STRING, "date"), INTEGER))),
        ),
        ({"type": ["string", "integer"], "format": "int32"}, Union((STRING, Scalar(ScalarKind.INTEGER, "int32")))),
        ({"type": "array"}, Array(AnyType())),
        ({"items": {"type": "string"}}, Array(STRING)),
        ({"prefixItems": [{"type": "string"}, {"type": "integer"}], "items": False}, Array(Never(), (STRING, INTEGER))),
        ({"items": [{"type": "string"}], "additionalItems": {"type": "integer"}}, Array(INTEGER, (STRING,))),
        ({"type": "object"}, Map(AnyType())),
        ({"type": "object", "additionalProperties": True}, Map(AnyType())),
        ({"additionalProperties": {"type": "string"}}, Map(STRING)),
        ({"type": "object", "additionalProperties": False}, Object((), Never())),
        ({"patternProperties": {"^a": {"type": "string"}}}, Map(STRING)),
        ({"patternProperties": {"^a": {"type": "string"}, "^b": {"type": "integer"}}}, Map(Union((STRING, INTEGER)))),
        ({"patternProperties": {"^a": {"type": "string"}}, "additionalProperties": False}, Map(STRING)),
        (
            {"patternProperties": {"^a": {"type": "string"}}, "additionalProperties": {"type": "integer"}},
            Map(Union((STRING, INTEGER))),
        ),
        ({"const": "x"}, Const("x")),
        ({"const": None}, NULL),
        ({"type": "string", "if": {"const": "a"}, "then": {"minLength": 1}}, STRING),
        ({"type": "anything"}, AnyType()),
    ],
)
def test_plain_schemas(type_of: Callable[..., Type], schema: Any, kind: Type) -> None:
    """Each keyword that shapes a value shapes the type, and all others leave it alone."""
    assert type_of(schema) == kind


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"enum": ["a", "b", "a"]}, enum("a", "b")),
        ({"enum": ["a", None]}, Nullable(enum("a"))),
        ({"enum": [None]}, NULL),
        ({"enum": [1, 2]}, enum(1, 2, kind=ScalarKind.INTEGER)),
        ({"enum": [1, 2.5]}, enum(1, 2.5, kind=ScalarKind.NUMBER)),
        ({"enum": [1, "a"]}, enum(1, "a", kind=None)),
        ({"enum": [1, True]}, Enum((EnumMember(Name("1"), 1), EnumMember(Name("true"), True)), None)),
        ({"enum": [{"a": 1}]}, Enum((EnumMember(Name('{"a": 1}'), {"a": 1}),), None)),
        ({"type": "string", "enum": [1, True, "x"]}, enum("1", "true", "x")),
        ({"enum": ["a", "b"], "const": "b"}, Const("b")),
        ({"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}, enum("b")),
        (
            {"enum": ["a"], "x-enum-varnames": ["First"], "x-enum-descriptions": {"a": "the first"}},
            Enum((EnumMember(Name("First"), "a", "the first"),), ScalarKind.STRING),
        ),
        (
            {"enum": [1], "x-enumNames": ["One"], "x-enum-descriptions": ["just one"]},
            Enum((EnumMember(Name("One"), 1, "just one"),), ScalarKind.INTEGER),
        ),
        (
            {"oneOf": [{"const": "a", "title": "A", "description": "first"}, {"const": "b"}, {"type": "null"}]},
            Nullable(Enum((EnumMember(Name("A"), "a", "first"), EnumMember(Name("b"), "b")), ScalarKind.STRING)),
        ),
    ],
)
def test_enumerations(type_of: Callable[..., Type], schema: Any, kind: Type) -> None:
    """Values of any JSON type are listed once, null stands outside, and names and meanings come with them."""
    assert type_of(schema) == kind


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string", "nullable": True}, Nullable(STRING)),
        ({"type": "string", "nullable": True, "enum": ["a"]}, Nullable(enum("a"))),
        ({"$ref": "#/components/schemas/B", "nullable": True}, Nullable(Ref("B"))),
        ({"allOf": [{"$ref": "#/components/schemas/B"}], "nullable": True}, Nullable(Ref("B"))),
        ({"allOf": [{"$ref": "#/components/schemas/B"}, {"nullable": True}]}, Nullable(Ref("B"))),
        ({"allOf": [{"$ref": "#/components/schemas/B"}], "description": "words", "type": "object"}, Ref("B")),
        ({"oneOf": [{"$ref": "#/components/schemas/B"}], "nullable": True}, Nullable(Ref("B"))),
    ],
)
def test_nullable_of_3_0(type_of: Callable[..., Type], schema: Any, kind: Type) -> None:
    """`nullable: true` is honoured wherever authors write it."""
    assert type_of({"items": schema, "type": "array"}, version="3.0.3", B=PET) == Array(kind)


@pytest.mark.parametrize("version", ["3.1.0", "3.2.0"])
def test_nullable_has_no_meaning_after_3_0(type_of: Callable[..., Type], version: str) -> None:
    """Later versions spell null as a type."""
    assert type_of({"type": "string", "nullable": True}, version=version) == STRING


def test_all_of_unites_members(type_of: Callable[..., Type]) -> None:
    """Members and requirements of all parts hold together; the nearest words and defaults win."""
    kind = type_of(
        {
            "allOf": [
                {"$ref": "#/components/schemas/B"},
                {"properties": {"b": {"type": "integer"}}, "required": ["a"]},
            ],
            "properties": {"c": {"type": "boolean"}, "a": {"description": "nearer", "default": "x"}},
        },
        B={"type": "object", "properties": {"a": {"type": "string", "description": "far"}}, "required": ["b"]},
    )
    found = members(kind)

    assert [(name, each.type, each.is_required) for name, each in found.items()] == [
        ("a", STRING, True),
        ("b", INTEGER, True),
        ("c", Scalar(ScalarKind.BOOLEAN), False),
    ]
    assert (found["a"].docs.description, found["a"].default) == ("nearer", "x")


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"allOf": [{"type": "string"}, {"maxLength": 3}]}, STRING),
        ({"allOf": [{"type": "string"}, {"format": "date"}]}, Scalar(ScalarKind.STRING, "date")),
        ({"allOf": [{"type": "number"}, {"type": "integer"}]}, INTEGER),
        ({"allOf": [{"type": ["string", "null"]}, {"type": "string"}]}, STRING),
        ({"allOf": [{}, {"type": "string"}], "description": "d"}, STRING),
        ({"allOf": [False, {"type": "string"}]}, Never()),
        (
            {"allOf": [{"items": {"type": "string"}}, {"items": {"format": "date"}}]},
            Array(Scalar(ScalarKind.STRING, "date")),
        ),
        ({"allOf": [{"type": "string"}, {"type": "object"}]}, AnyType()),
        ({"allOf": [{"enum": ["a"]}, {"enum": ["b"]}]}, AnyType()),
    ],
)
def test_all_of_narrows_down(type_of: Callable[..., Type], schema: Any, kind: Type) -> None:
    """A value has to satisfy all parts; where it cannot, any value is taken."""
    assert type_of(schema) == kind


def test_parts_that_exclude_each_other_are_told(load_it: Load) -> None:
    """A type that had to be given up is a warning with its place."""
    schemas = {"A": {"allOf": [{"type": "string"}, {"type": "object"}]}}
    (warning,) = load_it({"components": {"schemas": schemas}}).warnings

    assert warning.rule == "combination"
    assert warning.where.pointer.startswith("/components/schemas/A")


def test_closed_parts_close_the_whole(type_of: Callable[..., Type]) -> None:
    """`additionalProperties: false` and `unevaluatedProperties: false` close an object."""
    closed = type_of(
        {"allOf": [{"$ref": "#/components/schemas/B"}], "properties": {"x": True}, "unevaluatedProperties": False},
        B=PET,
    )

    assert isinstance(closed, Object)
    assert closed.additional == Never()


def test_recursive_all_of_ends(type_of: Callable[..., Type]) -> None:
    """A schema that extends itself is what it says besides."""
    kind = type_of({"allOf": [{"$ref": "#/components/schemas/A"}], "properties": {"x": {"type": "string"}}})

    assert {name: each.type for name, each in members(kind).items()} == {"x": STRING}


def test_a_member_that_extends_its_own_owner_gets_a_name(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """An inline schema that holds itself through allOf becomes a schema of its own, and its definition stays finite."""
    child = {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"y": {"type": "string"}}}]}
    schemas = schemas_of({"A": {"properties": {"x": child}}})

    inner = members(schemas["A"].type)["x"].type
    assert isinstance(inner, Ref)
    assert set(members(schemas[inner.key].type)) == {"x", "y"}
    assert members(schemas[inner.key].type)["x"].type == inner


def test_inherited_inline_schemas_are_shared(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """What several schemas inherit is one type with a name, not a copy in each of them."""
    extended = {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"own": {"type": "string"}}}]}
    schemas = schemas_of({"Base": {"properties": {"status": {"enum": ["on", "off"]}}}, "B": extended, "C": extended})

    assert [members(schemas[key].type)["status"].type for key in ("Base", "B", "C")] == [Ref("Base_status")] * 3
    assert schemas["Base_status"].type == enum("on", "off")


def test_inheritance_does_not_multiply(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """Each level that extends the next twice costs one schema more, not twice as many."""
    levels = 40
    schemas: dict[str, Any] = {
        f"S{n}": {
            "properties": {
                name: {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}, {"title": name, "properties": {name: {}}}]}
                for name in "xy"
            }
        }
        for n in range(levels)
    }
    schemas[f"S{levels}"] = PET

    assert len(schemas_of(schemas)) < 10 * levels


def test_extending_everything_ends_in_a_message(load_it: Load) -> None:
    """Schemas that all extend each other may cost more than any description is worth, and are refused."""
    names = [f"S{n}" for n in range(20)]
    schemas: dict[str, Any] = {
        name: {"allOf": [*({"$ref": f"#/components/schemas/{other}"} for other in names), {"properties": {name: {}}}]}
        for name in names
    }

    assert len(load_it({"components": {"schemas": schemas}}).schemas) == 20
    with pytest.raises(DescriptionError, match="unfold to too many schemas"):
        load_it({"components": {"schemas": schemas}}, limits=Limits(steps=2000))


def test_schemas_nested_without_end_are_refused(load_it: Load) -> None:
    """Inline nesting has a bound, told with the place."""
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(80):
        schema = {"items": schema}

    with pytest.raises(DescriptionError, match="nested more than 60 deep"):
        load_it({"components": {"schemas": {"A": schema}}})


@pytest.mark.parametrize(
    "schemas",
    [
        {"A": {"allOf": [{"$ref": "#/components/schemas/A"}]}},
        {
            "A": {"oneOf": [{"$ref": "#/components/schemas/B"}, {"type": "string"}]},
            "B": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "integer"}]},
        },
    ],
)
def test_a_schema_that_is_only_itself_takes_any_value(load_it: Load, schemas: dict[str, Any]) -> None:
    """A circle without an object or list in it means nothing, and is told."""
    service = load_it({"components": {"schemas": schemas}})

    assert AnyType() in [schema.type for schema in service.schemas.values()]
    assert "circle" in {warning.rule for warning in service.warnings}


def test_members_carry_their_marks(type_of: Callable[..., Type]) -> None:
    """Read-only, write-only, defaults, words, units and sources come with each member."""
    schema = {
        "properties": {
            "a": {"type": "integer", "readOnly": True, "deprecated": True, "x-unit": "kg", "x-unverified": True},
            "b": {"type": "string", "writeOnly": True, "default": None, "examples": ["e"], "title": "B"},
            "c": {"$ref": "#/components/schemas/R"},
            "d": {"x-source": {"doc": "vendor:create", "confidence": "assumed"}},
            "e": False,
        }
    }
    found = members(type_of(schema, R={"type": "string", "readOnly": True}))

    assert list(found) == ["a", "b", "c", "d"]
    assert (found["a"].is_read_only, found["a"].docs.is_deprecated, found["a"].docs.unit) == (True, True, "kg")
    assert (found["a"].docs.is_unverified, found["a"].has_default) == (True, False)
    assert (found["b"].is_write_only, found["b"].has_default, found["b"].default) == (True, True, None)
    assert (found["b"].docs.examples, found["b"].docs.title) == (("e",), "B")
    assert found["c"].is_read_only
    assert found["d"].docs.source == "vendor:create (assumed)"


def test_entries_are_in_the_order_of_the_description(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """Components come as they are written, then what references discover."""
    schemas = schemas_of(
        {"Z": {"items": {"$ref": "#/components/schemas/A/properties/x"}}, "A": PET | {"properties": {"x": PET}}}
    )

    assert list(schemas) == ["Z", "A", "A_x"]
    assert [schema.is_component for schema in schemas.values()] == [True, True, False]
    assert members(schemas["A"].type)["x"].type == Ref("A_x")


def test_keys_are_safe_and_the_wire_name_is_kept(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """A component's name may hold anything; its key holds letters, digits and `_.-` only."""
    schemas = schemas_of({"a/b~c%": {"type": "string"}, "a_b_c_": {"type": "integer"}, "Größe": {}})

    assert {key: schema.name.wire for key, schema in schemas.items()} == {
        "a_b_c_": "a/b~c%",
        "a_b_c__2": "a_b_c_",
        "Größe": "Größe",
    }
