"""Gives stages for both APIs: each kind of client, over a port and in process."""

from pathlib import Path
from typing import Any, Final

import pytest

import soget_client
import transiteo_client
from specwright.model.service import Service
from specwright.twin import create_twin
from specwright.twin.creation import load_with_behaviour
from twin.lives.stage import Stage
from twin.witness import Witness

SPECS: Final = Path(__file__).parents[3] / "specs"
WAYS: Final = {
    "sync, port": (False, True),
    "sync, in process": (False, False),
    "async, port": (True, True),
    "async, in process": (True, False),
}


@pytest.fixture(scope="session")
def soget_service() -> Service:
    """Give the description of SOGET with its behaviour."""
    return load_with_behaviour(SPECS / "soget")


@pytest.fixture(scope="session")
def transiteo_service() -> Service:
    """Give the description of Transiteo with its behaviour."""
    return load_with_behaviour(SPECS / "transiteo")


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def way(request: pytest.FixtureRequest) -> tuple[bool, bool]:
    """Give each way in turn: whether the client is asynchronous, whether there is a port."""
    chosen: tuple[bool, bool] = request.param
    return chosen


@pytest.fixture
def soget(way: tuple[bool, bool], soget_service: Service) -> Stage:
    """Give a fresh twin of SOGET and a client's way to it."""
    credentials: dict[str, Any] = {"access_token": "sample-token", "subscription_key": "sample-key"}
    make = soget_client.AsyncSogetClient if way[0] else soget_client.SogetClient
    return Stage(Witness(create_twin(soget_service, seed=1)), make, credentials, *way)


@pytest.fixture
def transiteo(way: tuple[bool, bool], transiteo_service: Service) -> Stage:
    """Give a fresh twin of Transiteo and a client's way to it."""
    make = transiteo_client.AsyncTransiteoClient if way[0] else transiteo_client.TransiteoClient
    return Stage(Witness(create_twin(transiteo_service, seed=1)), make, {"id_token": "sample-id-token"}, *way)
