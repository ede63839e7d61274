"""What becomes of read-only and write-only members: requests lack the former, responses the latter."""

from dataclasses import replace
from typing import cast

from services import STRING, config, json_body, json_response, member, objects, operation, parameter, schema, service
from specwright.model.service import Operation, Service
from specwright.model.types import Array, Discriminator, Object, Ref, Schema, Type, Union
from specwright.passes.split_directions import split_directions

ORDER = objects(member("id", is_required=True, is_read_only=True), member("secret", is_write_only=True), member("name"))


def split(*parts: Schema | Operation) -> Service:
    """Run the pass on a service of these parts."""
    return split_directions(service(*parts), config())


def names(made: Service, key: str) -> list[str]:
    """List the members of an object."""
    return [item.name.wire for item in cast("Object", made.schemas[key].type).properties]


def body_type(made: Service) -> Type:
    """Give the type of the body of the first operation."""
    body = made.operations[0].body
    assert body is not None
    return body.media_types[0].type


def test_a_schema_of_both_directions_gets_a_twin_for_requests() -> None:
    """The response keeps the schema's name, the request refers to the twin."""
    made = split(schema("Order", ORDER), operation("create", json_response(Ref("Order")), body=json_body(Ref("Order"))))

    assert list(made.schemas) == ["Order", "OrderInput"]
    assert names(made, "Order") == ["id", "name"]
    assert names(made, "OrderInput") == ["secret", "name"]
    assert body_type(made) == Ref("OrderInput")
    assert made.operations[0].responses[0].media_types[0].type == Ref("Order")


def test_the_twin_is_defined_as_its_original() -> None:
    """Checks judge a request by the schema that the description has, and its name gives way to a component's."""
    made = split(schema("a/b", ORDER), operation("create", json_response(Ref("a/b")), body=json_body(Ref("a/b"))))

    assert made.schemas["a/bInput"].definition == {"$ref": "#/$defs/a~1b"}
    assert not made.schemas["a/bInput"].is_component


def test_a_schema_of_one_direction_keeps_its_name() -> None:
    """No twin is made where nobody would need the original."""
    sent = split(schema("Order", ORDER), operation("create", body=json_body(Ref("Order"))))
    received = split(schema("Order", ORDER), operation("get", json_response(Ref("Order"))))

    assert list(sent.schemas) == list(received.schemas) == ["Order"]
    assert names(sent, "Order") == ["secret", "name"]
    assert names(received, "Order") == ["id", "name"]


def test_a_schema_that_nobody_uses_is_whole() -> None:
    """Without a direction nothing can be left out."""
    assert names(split(schema("Order", ORDER)), "Order") == ["id", "secret", "name"]


def test_a_schema_without_differences_stays_one() -> None:
    """Most schemas are the same both ways, and one class is enough for them."""
    made = split(
        schema("Order", objects("name")),
        operation("create", json_response(Ref("Order")), body=json_body(Ref("Order"))),
    )

    assert list(made.schemas) == ["Order"]


def test_a_schema_differs_by_what_it_refers_to() -> None:
    """A list of orders is sent as a list of their twins, also in a circle."""
    made = split(
        schema("Order", objects(member("id", is_read_only=True), member("parent", Ref("Orders")))),
        schema("Orders", Array(Ref("Order"))),
        schema("Plain", STRING),
        operation("create", json_response(Ref("Orders")), body=json_body(Ref("Orders"))),
    )

    assert list(made.schemas) == ["Order", "OrderInput", "Orders", "OrdersInput", "Plain"]
    assert made.schemas["OrdersInput"].type == Array(Ref("OrderInput"))
    assert cast("Object", made.schemas["OrderInput"].type).properties[0].type == Ref("OrdersInput")
    assert cast("Object", made.schemas["Order"].type).properties[-1].type == Ref("Orders")


def test_a_request_only_schema_refers_to_twins() -> None:
    """An envelope that is only sent needs no twin itself, but holds one."""
    made = split(
        schema("Order", ORDER),
        schema("Form", objects(member("order", Ref("Order")))),
        operation("create", json_response(Ref("Order")), body=json_body(Ref("Form"))),
    )

    assert list(made.schemas) == ["Order", "OrderInput", "Form"]
    assert cast("Object", made.schemas["Form"].type).properties[0].type == Ref("OrderInput")


def test_what_only_a_read_only_member_reaches_is_not_sent() -> None:
    """The history of an order is received alone, although orders are sent too."""
    made = split(
        schema("Order", objects(member("history", Ref("History"), is_read_only=True))),
        schema("History", ORDER),
        operation("create", json_response(Ref("Order")), body=json_body(Ref("Order"))),
    )

    assert list(made.schemas) == ["Order", "OrderInput", "History"]
    assert names(made, "History") == ["id", "name"]


def test_parameters_are_sent() -> None:
    """A parameter that is an object has no read-only members."""
    made = split(schema("Filter", ORDER), operation("list", parameters=(parameter("filter", type_=Ref("Filter")),)))

    assert names(made, "Filter") == ["secret", "name"]


def test_a_tag_stays_in_requests() -> None:
    """The member that tells variants apart is sent although it is marked as read-only."""
    kind = member("kind", is_required=True, is_read_only=True)
    made = split(
        schema("Cat", objects(kind, member("id", is_read_only=True))),
        schema("Dog", objects(kind)),
        schema("Pet", Union((Ref("Cat"), Ref("Dog")), Discriminator("kind", {"cat": 0, "dog": 1}))),
        operation("create", body=json_body(Ref("Pet"))),
    )

    assert names(made, "Cat") == names(made, "Dog") == ["kind"]


def test_a_taken_name_is_numbered() -> None:
    """A description may have a schema called as the twin would be."""
    made = split(
        schema("Order", ORDER),
        schema("OrderInput", objects("x")),
        operation("create", json_response(Ref("Order")), body=json_body(Ref("Order"))),
    )

    assert list(made.schemas) == ["Order", "OrderInput2", "OrderInput"]
    assert names(made, "OrderInput") == ["x"]
    assert body_type(made) == Ref("OrderInput2")


def test_the_pass_is_stable() -> None:
    """Running it again changes nothing: what was split is of one direction."""
    made = split(schema("Order", ORDER), operation("create", json_response(Ref("Order")), body=json_body(Ref("Order"))))

    assert split_directions(replace(made), config()) == made
