"""What the pass that names everything promises: names are final, unique, and never hide something else."""

import keyword
from dataclasses import replace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from services import config, enum, json_body, multipart_body, objects, operation, parameter, schema, service
from specwright.model.names import Name
from specwright.model.service import ErrorCode, ParameterLocation, Service
from specwright.model.types import Enum, Object
from specwright.passes.assign_names import assign_names
from specwright.passes.reserved import ERRORS, FIELDS
from specwright.runtime import _errors, _models, _options


def fields(*wires: str) -> list[str]:
    """Name the properties of one object."""
    named = assign_names(service(schema("Order", objects(*wires))), config())
    return [item.name.python for item in cast("Object", named.schemas["Order"].type).properties]


def arguments(made: Service) -> dict[str, str]:
    """Collect the arguments of a service's only operation, by wire name and place."""
    (only,) = assign_names(made, config()).operations
    found = {f"{item.location.value}:{item.name.wire}": item.name.python for item in only.parameters}
    for media_type in only.body.media_types if only.body else ():
        found |= {f"part:{part.name.wire}": part.name.python for part in media_type.parts}
    return found


def test_fields_never_hide_what_models_need() -> None:
    """A member called like a method of the model, or a type that annotations name, is dodged."""
    assert fields("copy", "json", "schema", "model_dump", "to_json", "list", "_id", "class", "date") == [
        "copy_",
        "json_",
        "schema_",
        "model_dump_",
        "to_json_",
        "list_",
        "id",
        "class_",
        "date",
    ]


def test_every_public_attribute_of_a_model_is_reserved() -> None:
    """A new pydantic that brings a new method is noticed here, not by a user whose field hides it."""
    attributes = {name for name in dir(_models.Model) + dir(BaseModel) if not name.startswith("_")}

    assert attributes - FIELDS == set()


def test_every_public_error_of_the_runtime_is_reserved() -> None:
    """No documented code replaces a class of the tree that callers catch."""
    classes = {name for name in _errors.__all__ if name[:1].isupper()}

    assert classes - ERRORS == set()


def test_every_option_of_a_call_is_reserved() -> None:
    """A parameter called like an option is another argument."""
    options = sorted(_options.RequestOptions.__annotations__)
    named = arguments(service(operation("list", parameters=tuple(parameter(name) for name in options))))

    assert options
    assert list(named.values()) == [f"{name}_" for name in options]


def test_schemas_get_class_names_of_their_own() -> None:
    """Schemas that Python would spell alike stay apart, and none takes a name that the module imports."""
    named = assign_names(
        service(*(schema(key, objects()) for key in ("Order", "order", "Model", "Any", "pet-1"))), config()
    )

    assert {key: found.name.python for key, found in named.schemas.items()} == {
        "Order": "Order",
        "order": "Order2",
        "Model": "Model_",
        "Any": "Any_",
        "pet-1": "Pet1",
    }


def test_a_component_keeps_its_name_before_what_was_hoisted() -> None:
    """A schema found inside another gives way to one that the description names so."""
    hoisted = replace(schema("a", objects()), name=Name("OrderLine"), is_component=False)
    named = assign_names(service(hoisted, schema("OrderLine", objects())), config())

    assert [found.name.python for found in named.schemas.values()] == ["OrderLine2", "OrderLine"]


def test_members_of_enumerations_are_apart() -> None:
    """Values that differ in case, or have no letter at all, are constants of their own."""
    named = assign_names(service(schema("Flag", enum("Import", "import", "", "+1", "-1", "mro"))), config())

    assert [item.name.python for item in cast("Enum", named.schemas["Flag"].type).members] == [
        "IMPORT",
        "IMPORT_2",
        "VALUE",
        "PLUS_1",
        "MINUS_1",
        "MRO",
    ]


def test_parameters_and_parts_share_one_signature() -> None:
    """The same name at several places becomes several arguments, the one in the path keeping it."""
    made = service(
        operation(
            "upload",
            parameters=(
                parameter("id"),
                parameter("id", ParameterLocation.PATH),
                parameter("timeout"),
                parameter("body"),
            ),
            body=multipart_body("id", "file"),
        )
    )

    assert arguments(made) == {
        "query:id": "query_id",
        "path:id": "id",
        "query:timeout": "timeout_",
        "query:body": "body_",
        "part:id": "part_id",
        "part:file": "file",
    }


def test_codes_become_classes_beside_the_runtime_tree() -> None:
    """A code that reads like a class of the runtime is told from it."""
    codes = tuple(ErrorCode(name=Name(wire)) for wire in ("NOT_FOUND", "WRONG_DATE", "wrong-date", "404"))
    named = assign_names(replace(service(), error_codes=codes), config())

    assert [code.name.python for code in named.error_codes] == ["NotFoundError", "WrongDate", "WrongDate2", "Code404"]


@given(wires=st.lists(st.text(max_size=8) | st.sampled_from([*keyword.kwlist, *FIELDS]), unique=True, max_size=8))
def test_any_members_make_a_class(wires: list[str]) -> None:
    """Whatever the wire names, the fields are distinct identifiers, and none hides an attribute of the model."""
    names = fields(*wires)

    assert len({*names}) == len(wires)
    assert not FIELDS & {*names}
    assert all(name.isidentifier() and name.isascii() and not name.startswith("_") for name in names)


def test_types_inside_of_bodies_are_named_too() -> None:
    """An object that stays inside of a body has named members as well."""
    named = assign_names(service(operation("create", method="post", body=json_body(objects("customsFlag")))), config())
    body = named.operations[0].body
    assert body is not None
    inner = cast("Object", body.media_types[0].type)

    assert inner.properties[0].name == Name("customsFlag", "customs_flag")
