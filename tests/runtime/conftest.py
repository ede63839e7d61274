"""Gives the runtime's tests a clock of their own, so that no test waits."""

import asyncio
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from local_server import LocalServer
from specwright.runtime import _calls, _drivers
from wire import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Replace the runtime's time."""
    made = Clock()
    monkeypatch.setattr(_calls, "time", SimpleNamespace(monotonic=made.monotonic))
    monkeypatch.setattr(_drivers, "time", SimpleNamespace(sleep=made.sleep))
    monkeypatch.setattr(asyncio, "sleep", made.asleep)
    return made


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Run a server while the test runs."""
    made = LocalServer()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()
