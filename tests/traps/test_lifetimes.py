"""Traps around how long a client lives, and in which event loop."""

import asyncio
import gc
import tracemalloc
from collections.abc import Callable

import pytest

from traps.conftest import Depot
from traps.scripted import serving
from wire import SECRET, Wire

KIB = 1024


def test_one_client_serves_two_runs_of_asyncio(depot: Depot) -> None:
    """A client that was used in one event loop works in the next, over real connections (openai#1254)."""
    with serving() as server:
        client = depot.package.AsyncDepotClient(token=SECRET, base_url=server.url)

        async def use() -> list[str]:
            items = await asyncio.gather(*(client.items.get("a1") for _ in range(3)))
            return [item.id for item in items]

        assert asyncio.run(use()) == ["a1"] * 3
        assert asyncio.run(use()) == ["a1"] * 3
        asyncio.run(client.aclose())
        gc.collect()

    assert len(server.received) == 6


def grown(use: Callable[[int], None]) -> tuple[int, int]:
    """Tell by how many objects and bytes the process grows while 10,000 clients come and go."""
    use(200)
    gc.collect()
    tracemalloc.start()
    try:
        use(200)
        gc.collect()
        objects, (memory, _) = len(gc.get_objects()), tracemalloc.get_traced_memory()
        use(10_000)
        gc.collect()
        return len(gc.get_objects()) - objects, tracemalloc.get_traced_memory()[0] - memory
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_ten_thousand_short_lived_clients_do_not_grow_memory(depot: Depot) -> None:
    """Neither objects nor bytes are left of clients that were used once and closed (openai#820, openai#1181)."""

    def use(count: int) -> None:
        for _ in range(count):
            with depot.client(Wire()) as client:
                client.items.get("a1")

    objects, memory = grown(use)

    assert objects < 200
    assert memory < 200 * KIB


@pytest.mark.slow
def test_ten_thousand_forgotten_clients_do_not_grow_memory(depot: Depot) -> None:
    """The same for clients that nobody closes, as in programs that make one for each call (openai#820)."""

    def use(count: int) -> None:
        for _ in range(count):
            depot.client(Wire()).items.get("a1")

    objects, memory = grown(use)

    assert objects < 200
    assert memory < 200 * KIB


@pytest.mark.slow
def test_ten_thousand_short_lived_asynchronous_clients_do_not_grow_memory(depot: Depot) -> None:
    """The same for asynchronous clients, many in one event loop (openai#1181)."""

    async def run(count: int) -> None:
        for _ in range(count):
            async with depot.async_client(Wire()) as client:
                await client.items.get("a1")

    def use(count: int) -> None:
        asyncio.run(run(count))

    objects, memory = grown(use)

    assert objects < 200
    assert memory < 200 * KIB
