"""The twin that each client brings is the twin of its API, made from what stands in the client's package alone."""

import asyncio
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

import soget_client
from clients.canned import ORDER
from soget_client import errors
from soget_client.twin import SogetTwin
from specwright.loader import load
from specwright.model.types import Json
from specwright.twin.creation import load_with_behaviour
from specwright.twin.handle import TwinHandle
from transiteo_client.twin import TransiteoTwin

SPECS: Final = Path(__file__).parents[2] / "specs"
MINIMAL: Any = yaml.safe_load((SPECS / "transiteo/examples/order-minimal.yaml").read_text("utf-8"))["value"]


@pytest.fixture(scope="module")
def soget_session() -> Iterator[SogetTwin]:
    """Make SOGET's twin once."""
    with SogetTwin() as twin:
        yield twin


@pytest.fixture
def soget_twin(soget_session: SogetTwin) -> SogetTwin:
    """Give SOGET's twin as it is at the start."""
    soget_session.reset()
    return soget_session


@pytest.mark.parametrize("name", ["soget", "transiteo"])
def test_a_client_carries_all_that_the_twin_is_declared_by(name: str) -> None:
    """Description and overlay inside the package are together what specs/ declares, member for member."""
    package = files(f"{name}_client")
    with as_file(package / "description.json") as description, as_file(package / "twin.overlay.json") as overlay:
        carried = load(description, overlays=[overlay])
    declared = load_with_behaviour(SPECS / name)

    assert _plain(carried.document) == _plain(declared.document)
    assert carried.behaviour.resources.keys() == declared.behaviour.resources.keys()
    assert carried.behaviour.operations.keys() == declared.behaviour.operations.keys()


def _plain(value: Json) -> Json:
    # Members have no order.
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    return [_plain(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("name", "make"), [("soget", SogetTwin), ("transiteo", TransiteoTwin)])
def test_settings_travel_too(name: str, make: Callable[[], TwinHandle]) -> None:
    """Where an error body has its code is a setting of the client; the carried twin knows it."""
    with make() as made:
        assert made.app.engine.service.error_code_pointer == load_with_behaviour(SPECS / name).error_code_pointer


def test_an_order_lives_in_process(soget_twin: SogetTwin) -> None:
    """The client that the twin makes places, reads and loses an order; moves, journal and clock are at hand."""
    with soget_twin.client() as client:
        placed = client.customer_orders.create(order=ORDER)
        order_id = str(placed.id)
        soget_twin.move("order", order_id, "submit")
        read = client.customer_orders.get(order_id)
        with pytest.raises(errors.R0008):
            client.customer_orders.cancel(order_id)

    assert read.status is soget_client.models.OrderStatus.SUBMITTED
    assert [call["status"] for call in soget_twin.journal] == [200, 200, 400]
    assert [outcome["code"] for outcome in soget_twin.coverage["provoked"] if outcome["code"]] == ["R0008"]


def test_an_order_lives_over_a_port(soget_twin: SogetTwin) -> None:
    """A client of one's own reaches the served twin with the sample credentials, and sees what was done in process."""
    with soget_twin.client() as inside:
        order_id = str(inside.customer_orders.create(order=ORDER).id)
    with soget_client.SogetClient(
        base_url=soget_twin.url,
        access_token=soget_twin.credentials["access_token"],
        subscription_key=soget_twin.credentials["subscription_key"],
    ) as outside:
        assert outside.customer_orders.get(order_id).customer_order_id == order_id


def test_other_credentials_and_tokens_are_the_twins_too(soget_twin: SogetTwin) -> None:
    """Given credentials stand in place of the samples; a token is fetched from the twin, never from its real address."""
    made_of = {"client_id": "sample-client", "client_secret": "sample-secret", "subscription_key": "sample-key"}
    with soget_twin.client(credentials=made_of) as client:
        assert client.customer_orders.list().total == 1
    with (
        soget_twin.client(credentials={**soget_twin.credentials, "subscription_key": "unknown"}) as stranger,
        pytest.raises(errors.Unauthorized),
    ):
        stranger.customer_orders.list()


def test_a_client_repeats_nothing_unless_it_is_told_to(soget_twin: SogetTwin) -> None:
    """A refusal that comes once is seen, and is survived by a client with retries."""
    soget_twin.put_faults({"operation": "listCustomerOrders", "every": 2, "status": 500})
    patient = soget_client.RetryPolicy(first_wait=0.0)
    with soget_twin.client() as client, soget_twin.client(max_retries=1, retry=patient) as stubborn:
        assert client.customer_orders.list().total == 1
        with pytest.raises(errors.ServerError):
            client.customer_orders.list()
        assert stubborn.customer_orders.list().total == 1
        assert stubborn.customer_orders.list().total == 1

    assert [call["status"] for call in soget_twin.journal] == [200, 500, 200, 500, 200]


def test_asynchronous_clients_are_made_too() -> None:
    """Transiteo's order lives through an asynchronous client in process."""

    async def live(twin: TransiteoTwin) -> list[str]:
        async with twin.async_client() as client:
            await client.orders.create(body=MINIMAL)
            return [str(order.order_id) for order in await client.orders.list()]

    with TransiteoTwin() as twin:
        assert asyncio.run(live(twin)) == [MINIMAL["order_id"]]
        assert [document["mail"] for document in twin.documents("order")] == ["orders@shop.example"]
