"""Holds what middleware sees, may change and may replace."""

import asyncio
import functools
from typing import Any

import httpx2
import pytest

from specwright.runtime._errors import ServerError, TransportError
from specwright.runtime._middleware import AsyncProceed, Attempt, Proceed
from wire import AT, GET, PUT, Clock, Wire, answer, async_client, sync_client

SEEN: list[tuple[Any, ...]] = []


def watch(attempt: Attempt, proceed: Proceed) -> httpx2.Response:
    """Keep what is seen."""
    response = proceed(attempt.request)
    SEEN.append((attempt.operation, attempt.number, response.status_code))
    return response


async def awatch(attempt: Attempt, proceed: AsyncProceed) -> httpx2.Response:
    """Keep what is seen."""
    response = await proceed(attempt.request)
    SEEN.append((attempt.operation, attempt.number, response.status_code))
    return response


class Callable_:  # noqa: N801 - stands beside collections.abc.Callable
    """Middleware as an object."""

    def __call__(self, attempt: Attempt, proceed: Proceed) -> httpx2.Response:
        """Pass on."""
        return proceed(attempt.request)


class AsyncCallable:
    """Asynchronous middleware as an object."""

    async def __call__(self, attempt: Attempt, proceed: AsyncProceed) -> httpx2.Response:
        """Pass on."""
        return await proceed(attempt.request)


@pytest.mark.parametrize("is_async", [False, True])
def test_every_attempt_is_seen(clock: Clock, is_async: bool) -> None:
    """A retried call passes through middleware once an attempt."""
    SEEN.clear()
    wire = Wire(answer(503, b""), answer())
    if is_async:
        value = asyncio.run(async_client(wire, middleware=[awatch]).send(GET, AT, {}))
    else:
        value = sync_client(wire, middleware=[watch]).send(GET, AT, {})

    assert value.id == "a1"
    assert SEEN == [("getThing", 1, 503), ("getThing", 2, 200)]


def test_layers_wrap_in_order_and_may_change_the_request() -> None:
    """The first is outermost; what each adds arrives, and the next attempt starts clean."""

    def adding(letter: str) -> Any:
        def layer(attempt: Attempt, proceed: Proceed) -> httpx2.Response:
            attempt.request.headers["x-trail"] = attempt.request.headers.get("x-trail", "") + letter
            return proceed(attempt.request)

        return layer

    wire = Wire(answer(429, b"", retry_after_ms="0"), answer())
    sync_client(wire, middleware=[adding("a"), adding("b")]).send(GET, AT, {})

    assert [request.headers["x-trail"] for request in wire.requests] == ["ab", "ab"]


def test_a_signer_sees_the_body() -> None:
    """The content of a request in memory can be read."""

    def sign(attempt: Attempt, proceed: Proceed) -> httpx2.Response:
        attempt.request.headers["x-length"] = str(len(attempt.request.content))
        return proceed(attempt.request)

    wire = Wire()
    sync_client(wire, middleware=[sign]).send(PUT, {**AT, "body": {"id": "a"}}, {})

    assert wire.requests[0].headers["x-length"] == "10"


def test_a_layer_may_answer_by_itself() -> None:
    """A cache or fake sends nothing; its answer is treated like any other."""

    def cached(attempt: Attempt, proceed: Proceed) -> httpx2.Response:
        return httpx2.Response(200, json={"id": "cached", "size": 0})

    wire = Wire()

    assert sync_client(wire, middleware=[cached]).send(GET, AT, {}).id == "cached"
    assert wire.requests == []


def test_a_layer_may_read_the_answer() -> None:
    """The value is read from what it read."""

    def reading(attempt: Attempt, proceed: Proceed) -> httpx2.Response:
        response = proceed(attempt.request)
        assert response.read() == b'{"id": "a1", "size": 3}'
        assert str(response.request.url).endswith("/things/a1")
        return response

    wire = Wire()

    assert sync_client(wire, middleware=[reading]).send(GET, AT, {}).size == 3


def test_a_layer_may_replace_the_request() -> None:
    """The request that is sent is the one handed on, and the answer belongs to it."""

    def moved(attempt: Attempt, proceed: Proceed) -> httpx2.Response:
        return proceed(httpx2.Request("GET", "https://mirror.test/x", headers=attempt.request.headers))

    wire = Wire()
    sync_client(wire, middleware=[moved]).send(GET, AT, {})

    assert wire.requests[0].url.host == "mirror.test"


def test_errors_of_middleware_are_its_own(clock: Clock) -> None:
    """They reach the caller as they are; only network errors are retried and wrapped."""

    def broken(attempt: Attempt, proceed: Proceed) -> httpx2.Response:
        raise LookupError("mine")

    def unplugged(attempt: Attempt, proceed: Proceed) -> httpx2.Response:
        raise httpx2.ReadError("network")

    with pytest.raises(LookupError, match="mine"):
        sync_client(Wire(), middleware=[broken]).send(GET, AT, {})
    with pytest.raises(TransportError, match="network"):
        sync_client(Wire(), middleware=[unplugged]).send(GET, AT, {})


@pytest.mark.parametrize(
    "layer", [awatch, AsyncCallable(), functools.partial(awatch)], ids=["function", "object", "partial"]
)
def test_a_synchronous_client_refuses_asynchronous_layers(layer: Any) -> None:
    """The mistake shows when the client is made, not as a coroutine that nobody awaits."""
    with pytest.raises(TypeError, match="plain function"):
        sync_client(Wire(), middleware=[layer])
    with pytest.raises(TypeError, match="plain function"):
        sync_client(Wire()).with_options(middleware=[layer])
    async_client(Wire(), middleware=[layer])


@pytest.mark.parametrize("layer", [watch, Callable_(), functools.partial(watch)], ids=["function", "object", "partial"])
def test_an_asynchronous_client_refuses_synchronous_layers(layer: Any) -> None:
    """The same the other way round."""
    with pytest.raises(TypeError, match="async function"):
        async_client(Wire(), middleware=[layer])
    sync_client(Wire(), middleware=[layer])


def test_a_copy_has_its_own_layers() -> None:
    """`with_options(middleware=…)` replaces them for the copy alone."""
    SEEN.clear()
    client = sync_client(Wire())
    client.with_options(middleware=[watch]).send(GET, AT, {})
    client.send(GET, AT, {})

    assert len(SEEN) == 1


def test_a_status_error_is_no_error_of_a_layer() -> None:
    """Layers see answers, not exceptions, for error statuses."""
    SEEN.clear()
    with pytest.raises(ServerError):
        sync_client(Wire(answer(500, b"")), middleware=[watch], max_retries=0).send(GET, AT, {})

    assert SEEN == [("getThing", 1, 500)]
