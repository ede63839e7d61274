"""Tokens over real HTTP: fetched once for all who wait, renewed once when refused, and never shown."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

import soget_client
import transiteo_client
from clients.local import AsyncRerouting, Rerouting, Server
from transiteo_client import errors

TRANSITEO_HOST = "auth.transiteo.io"
SOGET_HOST = "soget-api-integration.azure-api.net"
CALLERS = 20


@pytest.fixture
def transiteo(transiteo_server: Server) -> Iterator[transiteo_client.TransiteoClient]:
    """Give a client that has what a token is made of, but none; its calls go over real connections."""
    transport = Rerouting(transiteo_server, TRANSITEO_HOST)
    with transiteo_client.TransiteoClient(
        client_id="planted-client",
        refresh_token="planted-refresh",
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
        {"grant_type": ["refresh_token"], "client_id": ["planted-client"], "refresh_token": ["planted-refresh"]}
    ]
    assert tokens_of(transiteo_server) == ["token-1", "token-1"]


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
    assert tokens_of(transiteo_server) == ["token-1"] * CALLERS


def test_twenty_tasks_share_one_token_request(transiteo_server: Server) -> None:
    """Twenty tasks that call at once cause one token request, and all get the same token."""

    async def run() -> None:
        transport = AsyncRerouting(transiteo_server, TRANSITEO_HOST)
        async with transiteo_client.AsyncTransiteoClient(
            client_id="planted-client",
            refresh_token="planted-refresh",
            base_url=transiteo_server.url,
            transport=transport,
        ) as client:
            await asyncio.gather(*(client.orders.list() for _ in range(CALLERS)))
        await transport.aclose()

    asyncio.run(run())

    assert len(transiteo_server.token_requests) == 1
    assert tokens_of(transiteo_server) == ["token-1"] * CALLERS


def test_a_refused_token_is_renewed_once_and_the_call_repeated(
    transiteo_server: Server, transiteo: transiteo_client.TransiteoClient
) -> None:
    """After 401 one new token is fetched and the same call sent again, body and all."""
    transiteo_server.refused_tokens.add("token-1")

    body: Any = {"order_id": "7"}
    transiteo.orders.update("7", body=body, check_requests=False)

    assert len(transiteo_server.token_requests) == 2
    assert tokens_of(transiteo_server) == ["token-1", "token-2"]
    assert [entry.json for entry in transiteo_server.heard] == [{"order_id": "7"}] * 2


def test_a_call_that_stays_refused_ends(transiteo_server: Server, transiteo: transiteo_client.TransiteoClient) -> None:
    """Where the new token is refused as well, the 401 is raised: there is no second renewal."""
    transiteo_server.refused_tokens.update({"token-1", "token-2", "token-3"})

    with pytest.raises(errors.Unauthorized, match="expired"):
        transiteo.orders.list()

    assert tokens_of(transiteo_server) == ["token-1", "token-2"]


def test_a_given_token_is_used_until_it_is_refused(transiteo_server: Server) -> None:
    """A token that the caller gave comes first; once refused, one is fetched from the ingredients."""
    transiteo_server.refused_tokens.add("planted-old")
    transport = Rerouting(transiteo_server, TRANSITEO_HOST)
    with transiteo_client.TransiteoClient(
        id_token="planted-old",
        client_id="planted-client",
        refresh_token="planted-refresh",
        base_url=transiteo_server.url,
        transport=transport,
    ) as client:
        client.orders.list()
    transport.close()

    assert tokens_of(transiteo_server) == ["planted-old", "token-1"]


def test_a_refresh_token_that_is_no_longer_good_is_told_without_being_shown(
    transiteo_server: Server, transiteo: transiteo_client.TransiteoClient
) -> None:
    """`invalid_grant` becomes TokenRequestFailed, which names the address and the reason but no secret."""
    transiteo_server.token_status = 400

    with pytest.raises(errors.TokenRequestFailed, match="invalid_grant") as caught:
        transiteo.orders.list()

    assert TRANSITEO_HOST in str(caught.value)
    assert "planted" not in str(caught.value) + repr(caught.value) + repr(transiteo)
    assert transiteo_server.heard == []


def test_soget_fetches_its_token_from_id_and_secret(soget_server: Server) -> None:
    """SOGET's client credentials are posted to the documented address, and the token is sent as bearer with the key."""
    transport = Rerouting(soget_server, SOGET_HOST)
    with soget_client.SogetClient(
        client_id="planted-client",
        client_secret="planted-secret",
        subscription_key="planted-key",
        base_url=soget_server.url,
        transport=transport,
    ) as client:
        client.customer_orders.list()
    transport.close()

    assert soget_server.token_requests == [{"client_id": ["planted-client"], "client_secret": ["planted-secret"]}]
    assert soget_server.heard[0].headers["authorization"] == "Bearer token-1"
    assert soget_server.heard[0].headers["ocp-apim-subscription-key"] == "planted-key"
