"""Orders of Transiteo live in the twin as the description and its decisions say, told by the generated client."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest
import yaml

from specwright.twin import serve
from transiteo_client import errors
from twin.lives.stage import Stage

EXAMPLES: Final = Path(__file__).parents[3] / "specs" / "transiteo" / "examples"
ORDERS: Final = "/v1/customer/orders"

Told = Generator[Any, Any, None]


def example(name: str) -> Any:
    """Read one example of the description."""
    return yaml.safe_load((EXAMPLES / f"order-{name}.yaml").read_text("utf-8"))["value"]


MINIMAL: Final = example("minimal")
FULL: Final = example("full")
STORED: Final = example("stored")
NUMBER: Final = MINIMAL["order_id"]
SPECIAL: Final = FULL["order_id"]


def test_an_order_is_placed_read_changed_and_deleted(transiteo: Stage) -> None:
    """What was sent comes back under any number; a change replaces it; a deleted order is gone."""

    def life(client: Any) -> Told:
        orders = client.orders
        for order in (MINIMAL, FULL):
            yield orders.create(body=order)
            read = (yield orders.with_raw_response.get(order["order_id"])).json()
            sent = {
                name: value for name, value in order.items() if name not in {"products", "duty_calculation_timestamp"}
            }
            assert sent.items() <= read.items()
            lines = [
                {name: line[name] for name in sent_line}
                for line, sent_line in zip(read["products"], order["products"], strict=True)
            ]
            assert lines == order["products"]
        assert [found.order_id for found in (yield orders.list())] == [SPECIAL, NUMBER]
        for number, order in ((NUMBER, MINIMAL), (SPECIAL, FULL)):
            yield orders.update(number, body={**order, "order_statut": "CANCELLED", "agent_city": "Rezé"})
            changed = yield orders.get(number)
            assert (changed.order_statut, changed.agent_city) == ("CANCELLED", "Rezé")
        yield orders.delete(NUMBER)
        calls: list[Callable[[], Any]] = [
            lambda: orders.get(NUMBER),
            lambda: orders.delete(NUMBER),
            lambda: orders.update(NUMBER, body=MINIMAL),
        ]
        for call in calls:
            with pytest.raises(errors.NotFound) as caught:
                yield call()
            assert caught.value.body == {"message": f"There is no order {NUMBER}."}
        assert [found.order_id for found in (yield orders.list())] == [SPECIAL]

    transiteo.play(life)


def test_the_service_works_out_what_it_gives_back_beyond_the_order(transiteo: Stage) -> None:
    """The members that only answers have are those of the documented answer, with duty and tax in cents."""

    def life(client: Any) -> Told:
        yield client.orders.create(body=FULL)
        read = (yield client.orders.with_raw_response.get(SPECIAL)).json()
        assert set(read) == set(STORED)
        assert read["products"] == STORED["products"]
        assert read["mail"] == STORED["mail"]
        assert (read["amount_shipping_duty"], read["amount_shipping_vat"]) == (1.4, 1.07)
        for name in (
            "amount_discount",
            "canceled",
            "customer_documents",
            "global_products_discount",
            "incoterm_delivery",
        ):
            assert read[name] == STORED[name]
        assert set(read["sellers_export_invoice_url"]) == {line["seller_id"] for line in FULL["products"]}
        assert len(set(read["sellers_export_invoice_url"].values())) == 2
        assert read["landed_cost_timestamp"] == 1_767_225_601_000
        yield client.orders.create(body={**MINIMAL, "incoterm": "FOB", "arrival_country": "NOR"})
        plain = (yield client.orders.with_raw_response.get(NUMBER)).json()
        assert "sellers_export_invoice_url" not in plain
        assert (plain["amount_shipping_duty"], plain["amount_shipping_vat"]) == (0, 5)

    transiteo.play(life, id_token="other-id-token")


def test_a_second_order_of_one_number_replaces_the_first(transiteo: Stage) -> None:
    """Placing again stores anew and comes first in the list; another account's order of that number stays."""

    def own(client: Any) -> Told:
        yield client.orders.create(body=MINIMAL)
        yield client.orders.create(body=FULL)
        yield client.orders.create(body={**MINIMAL, "order_statut": "AWAITING"})
        assert [found.order_id for found in (yield client.orders.list())] == [NUMBER, SPECIAL]
        yield client.orders.update(SPECIAL, body=FULL)
        assert [found.order_id for found in (yield client.orders.list())] == [NUMBER, SPECIAL]

    def stranger(client: Any) -> Told:
        assert (yield client.orders.list()) == []
        with pytest.raises(errors.NotFound):
            yield client.orders.delete(NUMBER)
        yield client.orders.create(body={**MINIMAL, "order_statut": "SHIPPED"})
        assert (yield client.orders.get(NUMBER)).order_statut == "SHIPPED"

    def again(client: Any) -> Told:
        assert (yield client.orders.get(NUMBER)).order_statut == "AWAITING"

    transiteo.play(own)
    transiteo.play(stranger, id_token="other-id-token")
    transiteo.play(again)


def test_what_only_the_service_says_is_ignored_where_it_is_sent(transiteo: Stage) -> None:
    """Account, invoices and shares of tax are the service's word, whatever a shop sends."""

    def life(client: Any) -> Told:
        forged = {
            "mail": "other@shop.example",
            "key": "orders@market.example/1",
            "export_invoice_url": 7,
            "sellers_export_invoice_url": "x",
            "landed_cost_timestamp": "never",
            "canceled": True,
        }
        line = {**MINIMAL["products"][0], "amount_duty": "much"}
        yield client.orders.create(body={**MINIMAL, **forged, "products": [line]})
        read = (yield client.orders.with_raw_response.get(NUMBER)).json()
        assert (read["mail"], read["canceled"]) == ("orders@shop.example", None)
        assert read["products"][0]["amount_duty"] == 6.99
        assert "key" not in read

    transiteo.play(life)


def test_an_update_of_another_order_than_its_path_names_is_refused(transiteo: Stage) -> None:
    """Path and body must agree; the answer is the envelope with its code, and the order stays."""

    def life(client: Any) -> Told:
        yield client.orders.create(body=MINIMAL)
        with pytest.raises(errors.IncorrectJson) as caught:
            yield client.orders.update(NUMBER, body={**MINIMAL, "order_id": "2026-000999"})
        assert caught.value.body["name"] == "ClientError"
        with pytest.raises(errors.BadRequest) as told:
            yield client.orders.create(body={**MINIMAL, "products": []}, check_requests=False)
        assert told.value.body["details"][0]["causes"]
        nameless = {name: value for name, value in MINIMAL.items() if name != "order_id"}
        with pytest.raises(errors.BadRequest) as missed:
            yield client.orders.create(body=nameless, check_requests=False)
        assert missed.value.body["details"] == [
            {"parameter": {"name": "/order_id", "value": None}, "causes": ["The member 'order_id' is missing."]}
        ]
        assert [found.order_id for found in (yield client.orders.list())] == [NUMBER]

    transiteo.play(life)


def test_a_token_ends_on_the_clock_of_the_twin(transiteo: Stage) -> None:
    """A refresh token leads to an id token; after the twin's hour it has expired, and the client fetches another."""

    def life(client: Any) -> Told:
        yield client.orders.create(body=MINIMAL)
        assert len(transiteo.token_calls) == 1
        transiteo.engine.set_clock(advance=3_590.0)
        assert len((yield client.orders.list())) == 1
        transiteo.engine.set_clock(advance=10.0)
        assert len((yield client.orders.list())) == 1
        assert len(transiteo.token_calls) == 2

    transiteo.credentials = {}
    transiteo.play(life, client_id="sample-client", refresh_token="sample-refresh-token")
    assert transiteo.witness.seen["listOrders", 401] == 1


def test_an_expired_a_wrong_and_a_missing_token_are_told_apart(transiteo: Stage) -> None:
    """Expired tokens get the text that the vendor's connector looks for, others the gateway's."""
    issued = transiteo.engine.issue(
        "idToken",
        {"client_id": "sample-client", "refresh_token": "sample-refresh-token", "grant_type": "refresh_token"},
    )

    def refused(message: str) -> Any:
        def life(client: Any) -> Told:
            with pytest.raises(errors.Unauthorized) as caught:
                yield client.orders.list()
            assert caught.value.body == {"message": message}

        return life

    transiteo.engine.set_clock(advance=3_601.0)
    transiteo.play(refused("The incoming token has expired"), id_token=issued.body["id_token"])
    transiteo.play(refused("Unauthorized"), id_token="forged")


@pytest.mark.parametrize("way", [(False, True)], ids=["port"], indirect=True)
def test_a_plain_client_may_send_what_the_connector_does(transiteo: Stage) -> None:
    """A raw number in the update's path, padded Base64, a word before the token and the other spelling all go through."""
    misspelt = {("agent_adress" if name == "agent_address" else name): value for name, value in MINIMAL.items()}
    headers = {"Authorization": "Bearer sample-id-token"}
    with serve(transiteo.witness) as url, httpx2.Client(base_url=url, headers=headers, trust_env=False) as client:
        assert client.post(ORDERS, json=misspelt).status_code == 200
        for segment in (NUMBER, "MjAyNi0wMDA0MTc", "MjAyNi0wMDA0MTc%3D"):
            assert client.put(f"{ORDERS}/{segment}", json=misspelt).status_code == 200
        assert client.get(f"{ORDERS}/{NUMBER}").json()["agent_address"] == MINIMAL["agent_address"]
        assert client.put(f"{ORDERS}/2026-000999", json=MINIMAL).status_code == 404
        assert client.get(ORDERS, headers={"Authorization": ""}).json() == {"message": "Unauthorized"}
        shipped = client.post(f"/__twin/resources/order/orders@shop.example%2F{NUMBER}/moves/ship")
        assert shipped.json()["document"]["order_statut"] == "Expédié"
        form = {"client_id": "sample-client", "refresh_token": "no", "grant_type": "refresh_token"}
        refused = client.post("/oauth2/token", data=form)
        assert (refused.status_code, refused.json()) == (400, {"error": "invalid_grant"})
    assert transiteo.witness.broken == []
