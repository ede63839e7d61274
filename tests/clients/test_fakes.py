"""The typed fakes that come with both clients, as the tests of a program that uses a client would use them."""

import asyncio
from pathlib import Path
from typing import Any

import httpx2
import pytest

from clients.canned import ORDER
from soget_client import errors, models
from soget_client.testing import FakeSoget, UnexpectedCall
from transiteo_client.testing import FakeTransiteo


def place_and_read(client: Any) -> models.CustomerOrder:
    """Stand for the program under test."""
    created = client.customer_orders.create(order=ORDER, files=[b"one", b"two"])
    order: models.CustomerOrder = client.customer_orders.get(created.id)
    return order


def test_documented_examples_answer_by_themselves() -> None:
    """Without anything prepared each method answers its documented example, and every call is recorded."""
    fake = FakeSoget()
    with fake.client() as client:
        order = place_and_read(client)

    assert order.customer_order_id == "CDE0000000032"
    assert [call.operation for call in fake.calls] == ["createCustomerOrder", "getCustomerOrder"]
    assert [part.name for part in fake.customer_orders.create.calls[0].parts] == ["Order", "Files", "Files"]
    assert fake.customer_orders.get.calls[0].path_params == {"orderId": "CDE0000000032"}


def test_the_asynchronous_client_has_the_same_fake() -> None:
    """One fake serves both kinds of client."""
    fake = FakeTransiteo()

    async def run() -> list[str | None]:
        async with fake.async_client() as client:
            return [str(order.order_id) for order in await client.orders.list()]

    assert asyncio.run(run()) == ["Été>417?", "2026-000417"]
    assert len(fake.orders.list.calls) == 1


def test_prepared_answers_come_first_and_in_order() -> None:
    """A model, a dictionary, a named example, a documented code and a broken connection can be queued."""
    fake = FakeSoget()
    prepared = models.CustomerOrder(
        customer_order_id="CDE0000000001", type=models.OrderType.MASTER, status=models.OrderStatus.DRAFT
    )
    fake.customer_orders.get.returns(prepared).returns({"customerOrderId": "CDE0000000002"}).returns_example(
        "cancelled"
    )
    fake.customer_orders.get.fails_with("WRONG_FORMAT").raises(httpx2.ConnectError("refused"))

    with fake.client() as client:
        first, second, third = (client.customer_orders.get("CDE0000000001") for _ in range(3))
        with pytest.raises(errors.WrongFormat):
            client.customer_orders.get("CDE0000000001")
        with pytest.raises(errors.ConnectError):
            client.customer_orders.get("CDE0000000001")

    assert first == prepared
    assert second.customer_order_id == "CDE0000000002"
    assert third.status is models.OrderStatus.CANCELLED
    fake.transport.assert_all_answered()


def test_an_unprepared_call_can_be_an_error() -> None:
    """With examples turned off, a call that nobody prepared fails the test and names the method to prepare."""
    fake = FakeSoget(use_examples=False)

    with fake.client() as client, pytest.raises(UnexpectedCall, match="listCustomerOrders"):
        client.customer_orders.list()


def test_the_fake_in_the_readme_runs() -> None:
    """The test that each client's README shows works as it stands there."""
    for name in ("soget", "transiteo"):
        readme = (Path(__file__).parents[2] / "generated" / name / "README.md").read_text("utf-8")
        shown = readme.partition("## Test your own code")[2].partition("```python\n")[2].partition("```")[0]
        namespace: dict[str, Any] = {}

        exec(shown, namespace)  # noqa: S102  the text is this repository's own
        tests = [value for key, value in namespace.items() if key.startswith("test_")]

        assert len(tests) == 1
        tests[0]()
