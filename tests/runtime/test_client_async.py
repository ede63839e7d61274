"""Holds what is special about the asynchronous client: awaiting, cancelling, deadlines and event loops."""

import asyncio
import gc
import weakref
from collections.abc import AsyncIterator
from typing import Unpack

import httpx2
import pytest

from local_server import LocalServer
from specwright.runtime._client import AsyncClient
from specwright.runtime._errors import ApiTimeout, ClientClosed, DeadlineExceeded, NotFound
from specwright.runtime._operation import Operation
from specwright.runtime._options import RequestOptions
from specwright.runtime._resource import AsyncResource, async_built, async_raw, async_streamed
from wire import AT, BASE_URL, GET, PUT, SECRET, Body_, Thing, Wire, answer, async_client, service

GET_THING: Operation[Thing] = GET


class Things(AsyncResource):
    """A resource as the generator writes it."""

    async def get(self, thing_id: str, /, **options: Unpack[RequestOptions]) -> Thing:
        """Get a thing."""
        return await self._send(GET_THING, {"thing_id": thing_id}, options)


class Stuck(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that never ends, and knows whether it was released."""

    def __init__(self) -> None:
        self.is_closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(3600)

    async def aclose(self) -> None:
        """Note that it was released."""
        self.is_closed = True


def test_all_ways_of_calling() -> None:
    """Value, raw, streamed and built, through a resource and its views."""

    async def run() -> None:
        wire = Wire(answer(etag='"7"'))
        async with async_client(wire) as client:
            assert await Things(client).get("a1") == Thing(id="a1", size=3)
            response = await async_raw(Things(client, client.send_raw).get)("a1")
            assert (response.parsed.size, response.etag) == (3, '"7"')
            request = await async_built(Things(client, client.build).get)("a1")
            assert (type(request), str(request.url)) == (httpx2.Request, f"{BASE_URL}/things/a1")
            async with async_streamed(Things(client, client.send_streamed).get)("a1") as stream:
                assert b"".join([chunk async for chunk in stream.iter_bytes()]) == b'{"id": "a1", "size": 3}'
            async with client.send_streamed(GET, AT, {}) as stream:
                assert await stream.parse() == Thing(id="a1", size=3)
            assert await client.post("/x", cast_to=Thing, body={"a": 1}) == Thing(id="a1", size=3)
            await client.delete("/x", cast_to=type(None))
            async with httpx2.AsyncClient(transport=wire) as http:
                built = await client.build(PUT, {**AT, "body": {"id": "b"}}, {})
                assert (await http.send(built)).status_code == 200
        assert wire.all_released
        with pytest.raises(ClientClosed):
            await client.send(GET, AT, {})

    asyncio.run(run())


def test_a_streamed_error_is_raised_on_entering() -> None:
    """The error has its body, and nothing stays open."""

    async def run() -> Wire:
        wire = Wire(answer(404, b'{"code": "NO"}'))
        with pytest.raises(NotFound) as caught:
            async with async_client(wire).send_streamed(GET, AT, {}):
                pass
        assert caught.value.code == "NO"
        return wire

    assert asyncio.run(run()).all_released


def test_credentials_may_be_awaited() -> None:
    """A function that gives a token may be a coroutine function."""

    async def token() -> str:
        await asyncio.sleep(0)
        return "fresh"

    wire = Wire()
    asyncio.run(async_client(wire, credentials={"token": token}).send(GET, AT, {}))

    assert wire.requests[0].headers["authorization"] == "Bearer fresh"


def test_a_cancelled_call_releases_its_connection() -> None:
    """Cancellation passes through, is not retried, and leaves nothing open."""

    async def run() -> None:
        body = Stuck()
        wire = Wire(lambda: httpx2.Response(200, stream=body))
        task = asyncio.create_task(async_client(wire).send(GET, AT, {}))
        for _ in range(10):
            await asyncio.sleep(0)
        assert wire.answers
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert body.is_closed
        assert len(wire.requests) == 1

    asyncio.run(run())


@pytest.mark.parametrize("place", ["send", "read", "sleep"])
def test_a_deadline_ends_whatever_is_running(place: str) -> None:
    """Waiting for an answer, reading it, and pausing before a retry all count."""
    body = Stuck()

    class Slow(Wire):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            if place == "send":
                await asyncio.sleep(3600)
            return await super().handle_async_request(request)

    script = {
        "send": answer(),
        "read": lambda: httpx2.Response(200, stream=body),
        "sleep": answer(429, b"", retry_after="30"),
    }

    async def run() -> None:
        with pytest.raises(DeadlineExceeded) as caught:
            await async_client(Slow(script[place]), max_retries=1).send(GET, AT, {"deadline": 0.05})
        assert isinstance(caught.value, ApiTimeout)

    if place == "sleep":
        with pytest.raises(Exception, match="429"):
            asyncio.run(run())
    else:
        asyncio.run(run())
    assert body.is_closed is (place == "read")


def test_a_timeout_of_the_callers_own_stays_the_callers() -> None:
    """`asyncio.timeout` around a call raises the builtin error, not ours."""

    async def run() -> None:
        body = Stuck()
        with pytest.raises(TimeoutError) as caught:
            async with asyncio.timeout(0.02):
                await async_client(Wire(lambda: httpx2.Response(200, stream=body))).send(GET, AT, {})
        assert not isinstance(caught.value, ApiTimeout)
        assert body.is_closed

    asyncio.run(run())


def test_concurrent_calls_do_not_mix() -> None:
    """Each call has its own request and answer."""

    class Echo(Wire):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            await asyncio.sleep(0)
            name = request.url.path.rpartition("/")[2]
            return httpx2.Response(200, stream=Body_([b'{"id": "%s", "size": 1}' % name.encode()]))

    async def run() -> list[Thing]:
        client = async_client(Echo())
        return await asyncio.gather(*(client.send(GET_THING, {"thing_id": f"t{number}"}, {}) for number in range(50)))

    assert [thing.id for thing in asyncio.run(run())] == [f"t{number}" for number in range(50)]


def test_one_client_works_in_one_loop_after_the_other(server: LocalServer) -> None:
    """Two `asyncio.run` with the same client: each loop has connections of its own, closed with it."""
    client = AsyncClient(service(), credentials={"token": SECRET}, base_url=server.url)

    async def run() -> int:
        first, second = await asyncio.gather(client.send(GET, AT, {}), client.send(GET, AT, {}))
        third = await client.send(GET, AT, {})
        size: int = first.size + second.size + third.size
        return size

    assert asyncio.run(run()) == 9
    assert asyncio.run(run()) == 9
    asyncio.run(client.aclose())
    assert server.connections <= 4
    gc.collect()


def test_closing_releases_the_connections(server: LocalServer) -> None:
    """After `aclose` no socket is left to the garbage collector (a warning would fail this test)."""

    async def run() -> None:
        async with AsyncClient(service(), credentials={"token": SECRET}, base_url=server.url) as client:
            assert (await client.send(GET, AT, {})).id == "a1"

    asyncio.run(run())
    gc.collect()


def test_a_client_is_released_without_the_garbage_collector() -> None:
    """No cycle keeps it."""

    async def run() -> None:
        client = async_client(Wire())
        await client.send(GET, AT, {})
        gone = weakref.ref(client)
        del client
        assert gone() is None

    gc.collect()
    gc.disable()
    try:
        asyncio.run(run())
    finally:
        gc.enable()


@pytest.mark.slow
def test_thousands_of_clients_leave_nothing_behind() -> None:
    """The number of objects does not grow with the clients that came and went."""

    async def use(count: int) -> int:
        for _ in range(count):
            async with async_client(Wire()) as client:
                await client.send(GET, AT, {})
        gc.collect()
        return len(gc.get_objects())

    async def run() -> tuple[int, int]:
        await use(10)
        return await use(10), await use(2_000)

    before, after = asyncio.run(run())

    assert after <= before + 200


def test_printing_a_client_shows_no_secret() -> None:
    """The same as for the synchronous client."""
    client = async_client(Wire(), default_headers={"X-Key": SECRET})

    assert repr(client) == "<AsyncClient of 'Things'>"
    assert SECRET not in repr(client.sender)


def test_copies_share_and_end_with_their_origin() -> None:
    """Closing a copy leaves the origin usable; closing the origin ends both."""

    async def run() -> None:
        client = async_client(Wire())
        copy = client.with_options(strict=True)
        await copy.aclose()
        with pytest.raises(ClientClosed):
            await copy.send(GET, AT, {})
        assert (await client.send(GET, AT, {})).id == "a1"
        await client.aclose()
        with pytest.raises(ClientClosed):
            await client.with_options().send(GET, AT, {})

    asyncio.run(run())
