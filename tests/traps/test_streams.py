"""Traps around answers that come piece by piece."""

from typing import Any

import httpx2
import pytest

from clients.canned import Caller
from traps.conftest import Depot
from traps.scripted import Reply, serving
from wire import Wire, answer

EVENT = b'data: {"id": "a1"}\n\n'


def watch(client: Any, seen: list[str]) -> Any:
    """Collect what happens, blocking or not."""
    if hasattr(client, "aclose"):
        return _watch(client, seen)
    with client.items.watch() as events:
        for item in events:
            seen += [item.id]
    return None


async def _watch(client: Any, seen: list[str]) -> None:
    async with await client.items.watch() as events:
        # One by one, because what came before the end is asked for.
        async for item in events:
            seen += [item.id]


def test_a_read_timeout_amid_events_is_our_timeout(depot: Depot, call: Caller) -> None:
    """A stream that falls silent raises ApiTimeout after the events that came, not the network's error (anthropic#1919)."""
    wire = Wire(answer(200, [EVENT, httpx2.ReadTimeout("silence")], content_type="text/event-stream"))
    seen: list[str] = []

    with pytest.raises(depot.errors.ApiTimeout) as caught:
        call(lambda client: watch(client, seen), transport=wire)

    assert seen == ["a1"]
    assert isinstance(caught.value, depot.errors.ApiError)
    assert isinstance(caught.value.__cause__, httpx2.ReadTimeout)
    assert wire.all_released


def test_a_server_that_falls_silent_amid_events_is_our_timeout(depot: Depot, call: Caller) -> None:
    """The same over a socket on which nothing comes any more (anthropic#1919)."""
    seen: list[str] = []
    timeout = httpx2.Timeout(10.0, read=0.2)

    with (
        serving(Reply(body=EVENT, media_type="text/event-stream", falls_silent=True)) as server,
        pytest.raises(depot.errors.ApiTimeout),
    ):
        call(lambda client: watch(client, seen), base_url=server.url, timeout=timeout)

    assert seen == ["a1"]
