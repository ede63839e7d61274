"""Holds how alternatives become unions, and what tells their variants apart."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from loader.conftest import Load
from specwright.loader import Limits
from specwright.model.types import (
    AnyType,
    Discriminator,
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

STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER)
B = {"$ref": "#/components/schemas/B"}
C = {"$ref": "#/components/schemas/C"}
TO_C = "#/components/schemas/C"


def animal(**properties: Any) -> dict[str, Any]:
    """Build an object schema that requires all its members."""
    return {"type": "object", "properties": properties, "required": list(properties)}


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@pytest.mark.parametrize(
    ("alternatives", "kind"),
    [
        ([{"type": "string"}, {"type": "integer"}], Union((STRING, INTEGER))),
        ([{"type": "string"}, {"type": "null"}], Nullable(STRING)),
        ([{"type": ["string", "null"]}, {"type": "integer"}], Nullable(Union((STRING, INTEGER)))),
        ([{"type": "string"}, {"type": "string", "minLength": 3}], STRING),
        ([{"type": "string"}, {}], AnyType()),
        ([{"type": "string"}, False], STRING),
        ([{"type": "null"}], Scalar(ScalarKind.NULL)),
        ([B], Ref("B")),
        ([B, {"type": "null"}], Nullable(Ref("B"))),
        ([{"oneOf": [{"type": "string"}, B]}, {"type": "integer"}], Union((STRING, Ref("B"), INTEGER))),
        ([{"required": ["a"]}, {"required": ["b"]}], AnyType()),
    ],
)
def test_alternatives(type_of: Callable[..., Type], keyword: str, alternatives: list[Any], kind: Type) -> None:
    """Null goes outside, equal variants fall together, and what takes anything takes all."""
    assert type_of({keyword: alternatives}, B=animal()) == kind


def test_alternatives_of_requirements_leave_the_object_alone(type_of: Callable[..., Type]) -> None:
    """`anyOf` that only requires members is a matter of checks, not of types."""
    kind = type_of({"properties": {"a": {"type": "string"}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]})

    assert isinstance(kind, Object)
    assert [each.name.wire for each in kind.properties] == ["a"]


def test_members_beside_alternatives_belong_to_each_variant(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """What stands beside `oneOf` holds for every variant, and each variant is a schema of its own."""
    schema = {
        "properties": {"id": {"type": "string"}},
        "required": ["id"],
        "oneOf": [B, {"properties": {"y": {"type": "integer"}}}],
    }
    schemas = schemas_of({"A": schema, "B": animal(x={"type": "string"})})
    variants = [schemas[key].type for key in ("A_B", "A_1")]

    assert schemas["A"].type == Union((Ref("A_B"), Ref("A_1")))
    assert [[each.name.wire for each in variant.properties] for variant in variants if isinstance(variant, Object)] == [
        ["id", "x"],
        ["id", "y"],
    ]
    assert schemas["A_B"].definition == {
        "allOf": [{"properties": {"id": {"type": "string"}}, "required": ["id"]}, {"$ref": "#/$defs/B"}]
    }


def test_several_choices_at_once_keep_what_is_common(type_of: Callable[..., Type]) -> None:
    """Members beside two sets of alternatives are known all the same."""
    choice: list[Any] = [{"properties": {"x": {}}}, {"properties": {"y": {}}}]
    kind = type_of({"properties": {"id": {"type": "string"}}, "oneOf": choice, "anyOf": choice})

    assert isinstance(kind, Object)
    assert [each.name.wire for each in kind.properties] == ["id"]


def test_alternatives_of_alternatives_do_not_multiply_without_bound(load_it: Load) -> None:
    """Where combining every alternative with every other would never end, what is common to them is kept, and told."""
    schemas: dict[str, Any] = {}
    for n in range(30):
        below = {"$ref": f"#/components/schemas/S{n + 1}"}
        schemas[f"S{n}"] = {"properties": {f"p{n}": {}}, "oneOf": [below, {"allOf": [below], "properties": {"z": {}}}]}
    document = {"components": {"schemas": schemas | {"S30": animal(end={})}}}
    service = load_it(document, limits=Limits(combinations=100))

    assert len(service.schemas) <= 31 + 100
    assert {warning.rule for warning in service.warnings} == {"combination"}


@pytest.mark.parametrize(
    ("discriminator", "mapping"),
    [
        ({"propertyName": "k"}, {"B": 0, "C": 1}),
        ({"propertyName": "k", "mapping": {"bee": "B", "sea": TO_C}}, {"bee": 0, "sea": 1}),
        ({"propertyName": "k", "mapping": {"bee": "#/components/schemas/B", "b2": "B"}}, {"bee": 0, "b2": 0, "C": 1}),
    ],
)
def test_declared_discriminators(type_of: Callable[..., Type], discriminator: Any, mapping: dict[str, int]) -> None:
    """A mapping names components or references; what it leaves out is named after its component."""
    kind = type_of(
        {"oneOf": [B, C], "discriminator": discriminator},
        B=animal(k={"type": "string"}),
        C=animal(k={"type": "string"}, c={}),
    )

    assert kind == Union((Ref("B"), Ref("C")), Discriminator("k", mapping))


def test_constants_of_a_variant_win_over_its_name(type_of: Callable[..., Type]) -> None:
    """Without a mapping, the values that a variant allows are what it is known by."""
    schema = {"oneOf": [B, C], "discriminator": {"propertyName": "k"}}
    kind = type_of(schema, B=animal(k={"enum": ["b1", "b2"]}), C=animal(k={"const": "c"}))

    assert kind == Union((Ref("B"), Ref("C")), Discriminator("k", {"b1": 0, "b2": 0, "c": 1}))


def test_a_mapping_to_nowhere_is_told(load_it: Load) -> None:
    """A line of the mapping that names no variant costs a warning."""
    schema = {"oneOf": [B, C], "discriminator": {"propertyName": "k", "mapping": {"x": "Nothing"}}}
    service = load_it({"components": {"schemas": {"A": schema, "B": animal(k={}), "C": animal(k={}, x={})}}})

    assert [warning.rule for warning in service.warnings] == ["discriminator"]


def test_discriminators_are_inferred_from_constants(type_of: Callable[..., Type]) -> None:
    """A required member with another constant in each variant tells them apart, inherited or not."""
    kind = type_of(
        {
            "anyOf": [
                B,
                {"allOf": [C], "properties": {"kind": {"enum": ["c"]}}, "required": ["kind"]},
                {"type": "string"},
            ]
        },
        B=animal(same={"const": "x"}, kind={"const": "b"}),
        C=animal(same={"const": "x"}),
    )

    assert isinstance(kind, Union)
    assert kind.discriminator == Discriminator("kind", {"b": 0, "c": 1})


@pytest.mark.parametrize(
    "second",
    [
        animal(kind={"const": "b"}),
        {"properties": {"kind": {"const": "c"}}},
        animal(kind={"enum": ["c", "d"]}),
        animal(other={"const": "c"}),
        {"type": "object"},
    ],
)
def test_doubtful_constants_are_no_discriminator(type_of: Callable[..., Type], second: Any) -> None:
    """Equal values, optional members, several values or an open variant leave the union without one."""
    kind = type_of({"oneOf": [animal(kind={"const": "b"}, x={}), second]})

    assert isinstance(kind, Union)
    assert kind.discriminator is None


BASE = {"type": "object", "properties": {"petType": {"type": "string"}}, "discriminator": {"propertyName": "petType"}}
CAT = {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"purrs": {"type": "boolean"}}}]}


def test_a_base_with_children_stands_for_all_of_them(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """Where a base with a discriminator is used, any of its descendants may come, and the base for all others."""
    schemas = schemas_of(
        {
            "Pet": BASE,
            "Cat": CAT,
            "Lion": {"allOf": [{"$ref": "#/components/schemas/Cat"}, {"properties": {"mane": {}}}]},
            "Owner": {
                "properties": {"pet": {"$ref": "#/components/schemas/Pet"}, "cat": {"$ref": "#/components/schemas/Cat"}}
            },
        }
    )
    owner = schemas["Owner"].type

    assert isinstance(owner, Object)
    assert [each.type for each in owner.properties] == [Ref("AnyPet"), Ref("Cat")]
    assert schemas["AnyPet"].type == Union(
        (Ref("Cat"), Ref("Lion"), Ref("Pet")), Discriminator("petType", {"Cat": 0, "Lion": 1, "Pet": 2})
    )
    assert schemas["AnyPet"].definition == {"$ref": "#/$defs/Pet"}
    assert not schemas["AnyPet"].is_component
    lion = schemas["Lion"].type
    assert isinstance(lion, Object)
    assert [each.name.wire for each in lion.properties] == ["petType", "purrs", "mane"]


def test_a_mapping_names_the_children_of_a_base(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """Values of the mapping count, and children that it leaves out keep their names."""
    discriminator = {"propertyName": "petType", "mapping": {"cat": "#/components/schemas/Cat", "x": "Owner"}}
    schemas = schemas_of(
        {
            "Pet": BASE | {"discriminator": discriminator},
            "Cat": CAT,
            "Dog": CAT,
            "Owner": {"items": {"$ref": "#/components/schemas/Pet"}},
        }
    )
    kind = schemas["AnyPet"].type

    assert isinstance(kind, Union)
    assert kind.discriminator == Discriminator("petType", {"cat": 0, "Dog": 1, "Pet": 2})


def test_a_child_without_members_of_its_own_is_an_object(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """A child that adds nothing is its base's members, not a reference to the family that it belongs to."""
    schemas = schemas_of(
        {
            "Pet": BASE,
            "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
            "O": {"items": {"$ref": "#/components/schemas/Pet"}},
        }
    )

    assert isinstance(schemas["Cat"].type, Object)


def test_a_base_without_children_is_itself(type_of: Callable[..., Type]) -> None:
    """A discriminator that nobody answers to changes nothing."""
    kind = type_of({"items": {"$ref": "#/components/schemas/Pet"}}, Pet=BASE)

    assert getattr(kind, "items", None) == Ref("Pet")


def test_free_form_variants_make_no_discriminator(type_of: Callable[..., Type]) -> None:
    """A map among the variants could carry any value of the member."""
    kind = type_of(
        {
            "oneOf": [
                animal(kind={"const": "b"}),
                animal(kind={"const": "c"}, x={}),
                {"additionalProperties": {"type": "string"}},
            ]
        }
    )

    assert isinstance(kind, Union)
    assert kind.variants[2] == Map(STRING)
    assert kind.discriminator is None
