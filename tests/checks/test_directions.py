"""Which members travel one way only, and which schemas mean something else for it."""

from __future__ import annotations

from typing import Any

import pytest

from checks.compiled import module_of, operation, pairs, service_of
from specwright.checks.catalog import Catalog, Document, Position
from specwright.checks.directions import Directions
from specwright.model.types import Json

MARKED: dict[str, Json] = {"type": "string", "readOnly": True}


def checks_of(schema: Json, **schemas: Json) -> tuple[Any, Any]:
    """Compile the checks of a schema as it is sent and as it is received."""
    service = service_of(operation("save", body=schema, responses={"200": schema}), schemas=schemas)
    _, names = module_of(service)
    return names["check_save_body"], names["check_save_200_response"]


@pytest.mark.parametrize(
    "member",
    [
        MARKED,
        {"$ref": "#/$defs/Marked"},
        {"allOf": [{"maxLength": 9}, {"readOnly": True}]},
        {"allOf": [{"$ref": "#/$defs/Marked"}]},
        {"allOf": [{"allOf": [{"$ref": "#/$defs/Alias"}]}]},
    ],
)
def test_a_mark_counts_wherever_it_stands(member: Json) -> None:
    """A member is read-only by its own schema, by one that it refers to, and by one that it is all of."""
    schema: Json = {"type": "object", "required": ["id"], "properties": {"id": member}}
    sent, received = checks_of(schema, Marked=MARKED, Alias={"$ref": "#/$defs/Marked"})

    assert sent({}) == ()
    assert pairs(received({})) == [("", "required")]


@pytest.mark.parametrize(
    "holder",
    [
        {"properties": {"a": {"$ref": "#/$defs/Node"}}},
        {"allOf": [{"properties": {"a": {"$ref": "#/$defs/Node"}}}]},
        {"anyOf": [{"type": "string"}, {"properties": {"a": {"$ref": "#/$defs/Node"}}}]},
        {"additionalProperties": {"$ref": "#/$defs/Node"}},
        {"patternProperties": {"^a": {"$ref": "#/$defs/Node"}}},
    ],
)
def test_a_schema_differs_by_what_is_below_it(holder: Json) -> None:
    """A direction is followed down every keyword to the member that it is about."""
    node: Json = {"type": "object", "required": ["id"], "properties": {"id": MARKED}}
    sent, received = checks_of({"type": "object", **_map(holder)}, Node=node)

    assert sent({"a": {}}) == ()
    assert received({"a": {}}) != ()


def _map(schema: Json) -> dict[str, Json]:
    assert isinstance(schema, dict)
    return schema


def test_a_function_is_named_for_its_direction() -> None:
    """Where a schema is written twice, the names say which function is for which way."""
    user: Json = {"type": "object", "required": ["id"], "properties": {"id": MARKED}}
    reference: Json = {"$ref": "#/$defs/User"}
    module, _ = module_of(
        service_of(operation("save", body=reference, responses={"200": reference}), schemas={"User": user})
    )

    assert "def _is_User_sent(" in module.text
    assert "def _is_User(" in module.text


def test_a_schema_that_is_the_same_both_ways_is_written_once() -> None:
    """Only what differs by direction, or leads to such, has a function for each."""
    item: Json = {"type": "object", "not": {"required": ["a"]}}
    holder: Json = {
        "type": "object",
        "properties": {"item": {"$ref": "#/$defs/Item"}, "id": MARKED},
        "required": ["id"],
    }
    module, _ = module_of(service_of(operation("save", body=holder, responses={"200": holder}), schemas={"Item": item}))

    assert module.text.count("def _is_Item(") == 1


class Unwalked(Catalog):
    """A catalog in which no reference may be followed."""

    def resolve(self, position: Position, keyword: str) -> Position:
        """Refuse to."""
        raise AssertionError(f"{keyword} of {position} was followed")


def test_references_are_followed_only_for_marks() -> None:
    """Where no required member travels one way only, directions cost nothing."""
    catalog = Unwalked(
        {"": Document({"properties": {"a": {"$ref": "#"}}, "required": ["b"], "$defs": {"A": {"$ref": "#"}}})}
    )

    assert not Directions(catalog).differs(catalog.at("", ""), "sent")


@pytest.mark.parametrize("schema", [True, {"required": ["a"]}, {"properties": {"a": MARKED}}])
def test_what_asks_for_no_member_leaves_none_out(schema: Json) -> None:
    """Only a schema with required properties can have some that need not be there."""
    catalog = Catalog({"": Document({"not": schema})})

    assert Directions(catalog).optional_names(catalog.at("", "/not"), "sent") == frozenset()
