"""Serves the twins of both descriptions for real, and gives callers that use the synchronous and the asynchronous client alike."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

import soget_client
import transiteo_client
from clients.canned import Caller
from clients.local import ROOT, Server, served

EXAMPLES: Any = yaml.safe_load((ROOT / "specs" / "soget" / "examples" / "orders.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def _soget_session() -> Iterator[Server]:
    with served("soget") as server:
        yield server


@pytest.fixture(scope="session")
def _transiteo_session() -> Iterator[Server]:
    with served("transiteo") as server:
        yield server


@pytest.fixture
def soget_server(_soget_session: Server) -> Server:
    """Give the running twin of SOGET as it is at the start."""
    _soget_session.forget()
    return _soget_session


@pytest.fixture
def transiteo_server(_transiteo_session: Server) -> Server:
    """Give the running twin of Transiteo as it is at the start."""
    _transiteo_session.forget()
    return _transiteo_session


@pytest.fixture
def soget_order(soget_server: Server) -> str:
    """Place the import order of the examples and give its id; the list of what was heard stays empty."""
    with soget_client.SogetClient(**soget_server.options) as client:
        placed = client.customer_orders.create(order=EXAMPLES["createImport"]["value"]["Order"])
    soget_server.heard.clear()
    return str(placed.id)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def soget(request: pytest.FixtureRequest) -> Caller:
    """Call the SOGET client of either kind, with credentials and without retries unless told."""
    make = soget_client.AsyncSogetClient if request.param else soget_client.SogetClient
    return Caller(
        make, request.param, {"access_token": "planted-token", "subscription_key": "planted-key", "max_retries": 0}
    )


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def transiteo(request: pytest.FixtureRequest) -> Caller:
    """Call the Transiteo client of either kind, with credentials and without retries unless told."""
    make = transiteo_client.AsyncTransiteoClient if request.param else transiteo_client.TransiteoClient
    return Caller(make, request.param, {"id_token": "planted-token", "max_retries": 0})
