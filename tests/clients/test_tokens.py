"""Tokens over real HTTP: fetched once for all who wait, renewed once when refused, and never shown."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import yaml

import soget_client
import transiteo_client
from clients.local import ROOT, AsyncRerouting, Rerouting, Server
from transiteo_client import errors

TRANSITEO_HOST = "auth.transiteo.io"
SOGET_HOST = "soget-api-integration.azure-api.net"
CALLERS = 20
ORDER: Any = yaml.safe_load((ROOT / "specs/transiteo/examples/order-minimal.yaml").read_text("utf-8"))["value"]


@pytest.fixture
def transiteo(transiteo_server: Server) -> Iterator[transiteo_client.TransiteoClient]:
    """Give a client that has what a token is made of, but none; its calls go over real connections."""
    transport = Rerouting(transiteo_server, TRANSITEO_HOST)
    with transiteo_client.TransiteoClient(
        client_id="sample-client",
        refresh_token="sample-refresh-token",
        base_url=transiteo_server.url,
        transport=transport,
        max_retries=0,
    ) as client:
        yield client
    transport.close()


def tokens_of(server: Server) -> list[str]:
    """List the tokens of the calls that arrived."""
    return [entry.headers["authorization"] for entry in server.heard]


def test_a_token_is_fetched_and_kept(transiteo_server: Server, transiteo: transiteo_client.TransiteoClient) -> None:
    """The first call posts the documented form; the second uses the same token."""
    transiteo.orders.list()
    transiteo.orders.list()

    assert transiteo_server.token_requests == [
        {"grant_type": ["refresh_token"], "client_id": ["sample-client"], "refresh_token": ["sample-refresh-token"]}
    ]
    assert len(transiteo_server.tokens) == 1
    assert tokens_of(transiteo_server) == transiteo_server.tokens * 2


def test_twenty_threads_share_one_token_request(
    transiteo_server: Server, transiteo: transiteo_client.TransiteoClient
) -> None:
    """Twenty threads that call at once cause one token request, and all get the same token."""
    barrier = Barrier(CALLERS)

    def call(_number: int) -> None:
        barrier.wait()
        transiteo.orders.list()

    with ThreadPoolExecutor(CALLERS) as pool:
        list(pool.map(call, range(CALLERS)))

    assert len(transiteo_server.token_requests) == 1
    assert tokens_of(transiteo_server) == transiteo_server.tokens * CALLERS


def test_twenty_tasks_share_one_token_request(transiteo_server: Server) -> None:
    """Twenty tasks that call at once cause one token request, and all get the same token."""

    async def run() -> None:
        transport = AsyncRerouting(transiteo_server, TRANSITEO_HOST)
        async with transiteo_client.AsyncTransiteoClient(
            client_id="sample-client",
            refresh_token="sample-refresh-token",
            base_url=transiteo_server.url,
            transport=transport,
        ) as client:
            await asyncio.gather(*(client.orders.list() for _ in range(CALLERS)))
        await transport.aclose()

    asyncio.run(run())

    assert len(transiteo_server.token_requests) == 1
    assert tokens_of(transiteo_server) == transiteo_server.tokens * CALLERS


def test_a_token_that_has_ended_is_renewed_once_and_the_call_repeated(
    transiteo_server: Server, transiteo: transiteo_client.TransiteoClient
) -> None:
    """After 401 one new token is fetched and the same call sent again, body and all."""
    transiteo.orders.create(body=ORDER)
    transiteo_server.admin("PUT", "clock", {"advance": 3_601})
    sent: Any = {**ORDER, "order_statut": "SENT"}
    transiteo.orders.update(ORDER["order_id"], body=sent)

    first, second = transiteo_server.tokens
    assert tokens_of(transiteo_server) == [first, first, second]
    assert [entry.json["order_statut"] for entry in transiteo_server.heard] == ["PAID", "SENT", "SENT"]
    assert transiteo.orders.get(ORDER["order_id"]).order_statut == "SENT"


def test_a_call_that_stays_refused_ends(transiteo_server: Server, transiteo: transiteo_client.TransiteoClient) -> None:
    """Where the new token is refused as well, the 401 is raised: there is no second renewal."""
    transiteo_server.admin(
        "PUT", "faults", {"rules": [{"operation": "listOrders", "status": 401, "example": "expired"}]}
    )

    with pytest.raises(errors.Unauthorized, match="expired"):
        transiteo.orders.list()

    assert len(transiteo_server.tokens) == 2
    assert tokens_of(transiteo_server) == transiteo_server.tokens


def test_a_given_token_is_used_until_it_is_refused(transiteo_server: Server) -> None:
    """A token that the caller gave comes first; once refused, one is fetched from the ingredients."""
    transport = Rerouting(transiteo_server, TRANSITEO_HOST)
    with transiteo_client.TransiteoClient(
        id_token="nobodys-token",
        client_id="sample-client",
        refresh_token="sample-refresh-token",
        base_url=transiteo_server.url,
        transport=transport,
    ) as client:
        client.orders.list()
    transport.close()

    assert tokens_of(transiteo_server) == ["nobodys-token", *transiteo_server.tokens]


def test_a_refresh_token_that_is_no_longer_good_is_told_without_being_shown(transiteo_server: Server) -> None:
    """`invalid_grant` becomes TokenRequestFailed, which names the address and the reason but no secret."""
    transport = Rerouting(transiteo_server, TRANSITEO_HOST)
    with transiteo_client.TransiteoClient(
        client_id="planted-client",
        refresh_token="planted-refresh",
        base_url=transiteo_server.url,
        transport=transport,
        max_retries=0,
    ) as client:
        with pytest.raises(errors.TokenRequestFailed, match="invalid_grant") as caught:
            client.orders.list()
        shown = repr(client)
    transport.close()

    assert TRANSITEO_HOST in str(caught.value)
    assert "planted" not in str(caught.value) + repr(caught.value) + shown
    assert transiteo_server.heard == []


def test_soget_fetches_its_token_from_id_and_secret(soget_server: Server) -> None:
    """SOGET's client credentials are posted to the documented address, and the token is sent as bearer with the key."""
    transport = Rerouting(soget_server, SOGET_HOST)
    with soget_client.SogetClient(
        client_id="sample-client",
        client_secret="sample-secret",
        subscription_key="sample-key",
        base_url=soget_server.url,
        transport=transport,
    ) as client:
        client.customer_orders.list()
    transport.close()

    assert soget_server.token_requests == [{"client_id": ["sample-client"], "client_secret": ["sample-secret"]}]
    assert soget_server.heard[0].headers["authorization"] == f"Bearer {soget_server.tokens[0]}"
    assert soget_server.heard[0].headers["ocp-apim-subscription-key"] == "sample-key"
