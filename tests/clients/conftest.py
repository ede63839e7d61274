"""Serves both descriptions for real, and gives callers that use the synchronous and the asynchronous client alike."""

from collections.abc import Iterator

import pytest

import soget_client
import transiteo_client
from clients.canned import Caller
from clients.local import Server, served


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
    """Give the running example server of SOGET with an empty journal."""
    _soget_session.forget()
    return _soget_session


@pytest.fixture
def transiteo_server(_transiteo_session: Server) -> Server:
    """Give the running example server of Transiteo with an empty journal."""
    _transiteo_session.forget()
    return _transiteo_session


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
