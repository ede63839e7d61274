"""Gives the runtime's tests a clock of their own, so that no test waits."""

import asyncio
from types import SimpleNamespace

import pytest
from wire import Clock

from specwright.runtime import _calls, _drivers


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Replace the runtime's time."""
    made = Clock()
    monkeypatch.setattr(_calls, "time", SimpleNamespace(monotonic=made.monotonic))
    monkeypatch.setattr(_drivers, "time", SimpleNamespace(sleep=made.sleep))
    waiting = SimpleNamespace(sleep=made.asleep, timeout=asyncio.timeout)
    monkeypatch.setattr(_drivers, "asyncio", waiting)
    return made
