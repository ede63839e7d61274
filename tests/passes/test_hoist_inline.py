"""What becomes of types that stand inside of others: a schema with a name that says where it stood."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from services import (
    INTEGER,
    STRING,
    config,
    enum,
    json_body,
    json_response,
    member,
    multipart_body,
    objects,
    operation,
    parameter,
    schema,
    service,
)
from specwright.model.service import Paging, Service
from specwright.model.types import (
    AnyType,
    Array,
    Discriminator,
    Docs,
    Enum,
    Json,
    Map,
    Nullable,
    Object,
    Ref,
    ScalarKind,
    Type,
    Union,
)
from specwright.passes.hoist_inline import hoist_inline
from specwright.passes.rewrite import children


def hoisted(made: Service) -> dict[str, Type]:
    """Give the schemas that the pass adds."""
    result = hoist_inline(made, config())
    return {key: found.type for key, found in result.schemas.items() if key not in made.schemas}


def below(type_: Type) -> Iterator[Type]:
    """Give everything that a type is made of."""
    for child in children(type_):
        yield child
        yield from below(child)


def test_a_hoisted_schema_is_named_after_what_it_stands_in() -> None:
    """Parent and member make the name, item by item, value by value, variant by variant."""
    line = objects(member("status", enum("open", "done")))
    made = service(
        schema(
            "Order",
            objects(
                member("lines", Array(line)),
                member("buyer", Nullable(objects("name"))),
                member("labels", Map(objects("text"))),
                member("either", Union((objects("a"), objects("b")))),
                member("data", Array(objects("x"))),
            ),
        )
    )

    assert list(hoisted(made)) == [
        "OrderLineStatus",
        "OrderLine",
        "OrderBuyer",
        "OrderLabelsValue",
        "OrderEitherVariant1",
        "OrderEitherVariant2",
        "OrderDataItem",
    ]


def test_operations_name_what_stands_in_them() -> None:
    """Bodies, responses, errors and parameters are named after the operation."""
    made = service(
        operation(
            "createOrder",
            json_response(objects("id")),
            json_response(objects("code"), status="404"),
            json_response(objects("code"), status="default"),
            json_response(objects("code"), status="4XX"),
            parameters=(parameter("sort", type_=enum("asc", "desc")),),
            body=json_body(objects("item")),
        )
    )

    assert list(hoisted(made)) == [
        "CreateOrderSort",
        "CreateOrderBody",
        "CreateOrderResponse",
        "CreateOrderResponse404",
        "CreateOrderResponseDefault",
        "CreateOrderResponse4xx",
    ]


def test_what_operations_share_is_one_schema() -> None:
    """A response, a body or a parameter that stands in components is named after it, once."""
    error, body, sort = objects("code"), objects("item"), enum("asc", "desc")
    parameters = (parameter("sort", type_=sort, where="/components/parameters/Sorting"),)
    form = json_body(body, where="/components/requestBodies/Order")
    response = json_response(error, status="404", where="/components/responses/NotFound")
    made = service(*(operation(name, response, parameters=parameters, body=form) for name in ("a", "b")))

    assert list(hoisted(made)) == ["Sorting", "OrderBody", "NotFoundResponse"]


def test_the_items_of_pages_are_those_of_the_response() -> None:
    """What an iterator gives is the class that the page has."""
    item = objects("id")
    page = objects(member("items", Array(item)))
    listing = replace(
        operation("listOrders", json_response(page)), paging=Paging(style="offset", items="/items", item_type=item)
    )
    result = hoist_inline(service(listing), config())
    paging = result.operations[0].paging

    assert list(result.schemas) == ["ListOrdersResponseItem", "ListOrdersResponse"]
    assert paging is not None
    assert paging.item_type == Ref("ListOrdersResponseItem")


def test_a_taken_key_is_numbered() -> None:
    """A hoisted schema never replaces one of the description."""
    made = service(schema("Order", objects(member("line", objects("x")))), schema("OrderLine", objects("y")))

    assert list(hoisted(made)) == ["OrderLine2"]


def test_a_tagged_union_is_hoisted_with_its_variants() -> None:
    """A union that a member tells apart becomes a name that can bear its marker."""
    union = Union((objects("kind", "a"), objects("kind", "b")), Discriminator("kind", {"a": 0, "b": 1}))
    found = hoisted(service(schema("Order", objects(member("pet", union)))))

    assert found["OrderPet"] == Union((Ref("OrderPetVariant1"), Ref("OrderPetVariant2")), union.discriminator)


@pytest.mark.parametrize(
    "type_",
    [
        STRING,
        Map(INTEGER),
        Array(STRING),
        Union((STRING, INTEGER)),
        enum(1.5, 2.5, kind=ScalarKind.NUMBER),
        enum(1, "a", kind=None),
        Object(()),
    ],
)
def test_what_becomes_no_class_stays(type_: Type) -> None:
    """Scalars, lists, maps, plain unions and enumerations without a class of their own need no name."""
    assert hoisted(service(schema("Order", objects(member("x", type_))))) == {}


def test_parts_of_forms_are_hoisted_instead_of_the_form() -> None:
    """A multipart body is no object for a caller, but its parts may be."""
    body = multipart_body("kind")
    media_type = body.media_types[0]
    part = replace(media_type.parts[0], type=enum("a", "b"))
    body = replace(body, media_types=(replace(media_type, parts=(part,)),))

    assert list(hoisted(service(operation("upload", body=body)))) == ["UploadBodyKind"]


def test_documentation_and_definition_come_along() -> None:
    """A hoisted schema says what its place said."""
    inner: Json = {"type": "object", "properties": {"x": {"type": "string"}}}
    order = schema(
        "Order",
        objects(member("line", objects("x"), docs=Docs(description="One line."))),
        definition={"type": "object", "properties": {"line": inner}},
    )
    result = hoist_inline(service(order), config()).schemas["OrderLine"]

    assert result.docs.description == "One line."
    assert result.definition == inner
    assert not result.is_component


def test_nothing_that_becomes_a_class_is_left_inline() -> None:
    """However deep it stands, each object with members and each enumeration has a schema."""
    deep: Type = Map(Nullable(Array(objects(member("e", enum("x"))))))
    deep = objects(member("m", Union((deep, STRING))))
    result = hoist_inline(service(schema("Root", Array(deep))), config())
    inside = [type_ for found in result.schemas.values() for type_ in below(found.type)]

    assert not [type_ for type_ in inside if isinstance(type_, Object | Enum)]
    assert AnyType() in inside
