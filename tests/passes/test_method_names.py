"""Where an operation stands in the client and how its method is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import config, operation, service
from specwright.model.errors import ConfigError
from specwright.model.service import Operation
from specwright.passes.method_names import name_methods
from specwright.passes.reserved import CLIENT, METHODS


def placed(*operations: Operation) -> list[str]:
    """Name operations and spell each as resource.method."""
    return [f"{item.resource}.{item.name.python}" for item in name_methods(service(*operations), config())]


@pytest.mark.parametrize(
    ("operation_id", "tag", "expected"),
    [
        ("createCustomerOrder", "customer-orders", "customer_orders.create"),
        ("listCustomerOrders", "customer-orders", "customer_orders.list"),
        ("getCustomerOrder", "Customer Orders", "customer_orders.get"),
        ("findPetsByStatus", "pet", "pet.find_by_status"),
        ("repos/list-for-org", "repos", "repos.list_for_org"),
        ("getInventory", "store", "store.get_inventory"),
        ("importOrder", "orders", "orders.import_"),
        ("companies.update", "company", "company.update"),
        ("", "orders", "orders.get"),
        ("orders", "orders", "orders.get"),
        ("2fa", "auth", "auth.call_2fa"),
    ],
)
def test_a_method_leaves_out_the_words_of_its_resource(operation_id: str, tag: str, expected: str) -> None:
    """What the resource already says is not said again, in singular or plural, and something is always left."""
    assert placed(operation(operation_id, tag=tag)) == [expected]


@pytest.mark.parametrize(
    ("path", "resource"), [("/orders/{id}", "orders"), ("/{id}", "api"), ("/", "api"), ("/v1/orders", "v1")]
)
def test_without_a_tag_the_path_names_the_resource(path: str, resource: str) -> None:
    """An operation without a tag stands under the first fixed segment of its path."""
    assert placed(operation("readIt", path=path)) == [f"{resource}.read_it"]


def test_methods_of_a_resource_differ() -> None:
    """Operations whose short names fall together are told apart by their full ones, then by their verb."""
    assert placed(
        operation("getOrder", tag="orders"),
        operation("getOrders", tag="orders"),
        operation("get_orders", tag="orders", method="post"),
        operation("getOrder", tag="carts"),
    ) == ["orders.get", "orders.get_orders", "orders.get_orders_post", "carts.get_order"]


def test_iterating_methods_have_their_names_kept_free() -> None:
    """`list` brings `iter_list`, so no other operation is called that."""
    assert placed(operation("listOrders", tag="orders"), operation("iterListOrders", tag="orders")) == [
        "orders.list",
        "orders.iter_list_orders",
    ]


def test_resources_never_hide_what_a_client_has() -> None:
    """A tag called like a method of the client gives way."""
    for name in sorted(CLIENT):
        assert placed(operation("readIt", tag=name))[0].partition(".")[0] == f"{name}_"


@pytest.mark.parametrize("tag", ["Aux", "CON", "nul", "com1", "LPT9"])
def test_a_resource_is_never_called_like_a_device(tag: str) -> None:
    """Its module can be written on every system: Windows has no file `aux.py`."""
    assert placed(operation("getIt", tag=tag)) == [f"{tag.lower()}_.get_it"]


def test_methods_never_hide_what_a_resource_has() -> None:
    """An operation called like a view of the resource keeps its longer name."""
    for name in sorted(METHODS):
        assert placed(operation(name, tag="orders"))[0] != f"orders.{name}"


def test_settings_choose_resource_and_method() -> None:
    """What specwright.toml says holds, and other operations move out of its way."""
    made = service(operation("getOrder", tag="orders"), operation("fetch", tag="orders"))
    named = name_methods(made, config({"fetch": "orders.get"}))

    assert [f"{item.resource}.{item.name.python}" for item in named] == ["orders.get_order", "orders.get"]


@pytest.mark.parametrize(
    ("methods", "message"),
    [
        ({"nothing": "orders.get"}, "no operation is called 'nothing'"),
        ({"getOrder": "orders"}, "'orders' is no method"),
        ({"getOrder": "orders.get it"}, "'orders.get it' is no method"),
        ({"getOrder": "orders.class"}, "'orders.class' is no method"),
        ({"getOrder": "orders._get"}, "'orders._get' is no method"),
        ({"getOrder": "orders.get.it"}, "'orders.get.it' is no method"),
        ({"getOrder": "close.get"}, "every client uses itself"),
        ({"getOrder": "orders.with_raw_response"}, "every client uses itself"),
        ({"getOrder": "orders.get", "listOrders": "orders.get"}, "'orders.get' is given twice"),
    ],
)
def test_wrong_settings_are_told_with_their_place(methods: dict[str, str], message: str) -> None:
    """A configured name that cannot be used ends in one message that points to the setting."""
    made = service(operation("getOrder", tag="orders"), operation("listOrders", tag="orders"))

    with pytest.raises(ConfigError, match=r"specwright\.toml") as caught:
        name_methods(made, config(methods))
    assert message in str(caught.value)


@given(ids=st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["", "a", "get", "客"])), max_size=8))
def test_any_operations_have_methods_of_their_own(ids: list[tuple[str, str]]) -> None:
    """Whatever ids and tags say, each operation has an identifier of its own."""
    names = placed(*(operation(operation_id, tag=tag) for operation_id, tag in ids))

    assert len({*names}) == len(ids)
    assert all(part.isidentifier() for name in names for part in name.split("."))
