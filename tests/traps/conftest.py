"""Gives the tests of traps a client of a small depot, generated and imported once, and a clock that does not wait."""

import asyncio
import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from clients.canned import Caller
from specwright.cli.pipeline import generate_client
from specwright.cli.sync import write
from specwright.loader.settings import default_config
from wire import SECRET, Clock

DESCRIPTION = Path(__file__).with_name("depot.yaml")


@dataclass(frozen=True)
class Depot:
    """The generated client: its folder, and its parts as a consumer imports them."""

    folder: Path
    package: ModuleType
    errors: Any
    models: Any

    def client(self, transport: Any, **options: Any) -> Any:
        """Make a client that talks over a stand-in for the network."""
        return self.package.DepotClient(token=SECRET, transport=transport, **options)

    def async_client(self, transport: Any, **options: Any) -> Any:
        """Make an asynchronous client that talks over a stand-in for the network."""
        return self.package.AsyncDepotClient(token=SECRET, transport=transport, **options)


@pytest.fixture(scope="session")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Depot]:
    """Generate the depot's client as a user would, and import it."""
    folder = tmp_path_factory.mktemp("depot")
    write(generate_client(DESCRIPTION, config=default_config("depot")).files, folder / "client")
    sys.path.insert(0, str(folder / "client"))
    package = importlib.import_module("depot_client")
    yield Depot(folder / "client", package, package.errors, package.models)
    sys.path.remove(str(folder / "client"))
    for name in [name for name in sys.modules if name.partition(".")[0] == "depot_client"]:
        del sys.modules[name]


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, depot: Depot) -> Caller:
    """Call through the synchronous and through the asynchronous client."""
    is_async = request.param == "async"
    make = depot.package.AsyncDepotClient if is_async else depot.package.DepotClient
    return Caller(make, is_async, {"token": SECRET})


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, depot: Depot) -> Clock:
    """Replace the client's time."""
    made = Clock()
    monkeypatch.setattr("depot_client._runtime._calls.time", SimpleNamespace(monotonic=made.monotonic))
    monkeypatch.setattr("depot_client._runtime._drivers.time", SimpleNamespace(sleep=made.sleep))
    monkeypatch.setattr(asyncio, "sleep", made.asleep)
    return made
