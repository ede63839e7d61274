"""Holds when attempts are repeated, how long is waited, and that nothing is repeated which must not be."""

import asyncio
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.runtime._errors import (
    ApiTimeout,
    BadRequest,
    ConnectError,
    DeadlineExceeded,
    ServerError,
    StatusError,
    TooManyRequests,
    TransportError,
)
from specwright.runtime._options import RequestOptions
from specwright.runtime._retries import RetryBudget, RetryPolicy, is_repeatable, retry_after
from wire import AT, DELETE, GET, POST, PUT, Clock, Wire, answer, async_client, operation, sync_client

BODY = {"body": {"id": "a1", "size": 3}}
STEADY = RetryPolicy(jitter=lambda: 0.0)


def call(wire: Wire, described: Any = GET, options: RequestOptions | None = None, **settings: Any) -> Any:
    """Call once; `AT` and `BODY` suit all operations of these tests."""
    return sync_client(wire, retry=STEADY, **settings).send(described, {**AT, **BODY}, options or {})


def test_two_retries_are_three_attempts(clock: Clock) -> None:
    """`max_retries=2` means exactly three, with growing pauses between them."""
    wire = Wire(answer(503, b""))
    with pytest.raises(ServerError) as caught:
        call(wire, max_retries=2)

    assert len(wire.requests) == 3
    assert clock.pauses == [0.5, 1.0]
    assert caught.value.retries == 2
    assert wire.all_released


@pytest.mark.parametrize("retries", [0, 1, 5])
def test_a_call_may_set_its_own_number(clock: Clock, retries: int) -> None:
    """The option replaces the client's number."""
    wire = Wire(answer(500, b""))
    with pytest.raises(ServerError):
        call(wire, options={"max_retries": retries})

    assert len(wire.requests) == retries + 1


@pytest.mark.parametrize("described", [GET, PUT, DELETE, operation("HEAD"), operation("OPTIONS")])
@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_what_is_safe_to_repeat_is_repeated(clock: Clock, described: Any, status: int) -> None:
    """Idempotent methods get another attempt after an answer that may pass."""
    wire = Wire(answer(status, b""), answer(204, b""))
    call(wire, described)

    assert len(wire.requests) == 2


@pytest.mark.parametrize("described", [POST, operation("PATCH")])
@pytest.mark.parametrize("failure", [500, 503, 408, httpx2.ReadTimeout, httpx2.ReadError])
def test_a_post_that_may_have_worked_is_not_repeated(clock: Clock, described: Any, failure: Any) -> None:
    """Without a key nobody knows whether the first attempt did its work, so a second could do it twice."""
    wire = Wire(answer(failure, b"") if isinstance(failure, int) else failure("lost"), answer())
    with pytest.raises((StatusError, TransportError)):
        call(wire, described)

    assert len(wire.requests) == 1


@pytest.mark.parametrize("failure", [429, 425, httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout])
def test_a_post_that_surely_did_nothing_is_repeated(clock: Clock, failure: Any) -> None:
    """A refusal, or a request that was never sent, is safe to repeat."""
    wire = Wire(answer(failure, b"") if isinstance(failure, int) else failure("lost"), answer())

    assert call(wire, POST).id == "a1"
    assert len(wire.requests) == 2


def test_a_key_makes_a_post_repeatable_and_stays_the_same(clock: Clock) -> None:
    """With an idempotency key the service recognises the second attempt."""
    wire = Wire(answer(500, b""), httpx2.ReadTimeout(""), answer())
    call(wire, POST, {"idempotency_key": "k-1"})

    assert [request.headers["idempotency-key"] for request in wire.requests] == ["k-1"] * 3
    assert wire.bodies == [b'{"id":"a1","size":3}'] * 3


def test_a_post_that_is_described_as_repeatable_is_repeated(clock: Clock) -> None:
    """The description may say so."""
    wire = Wire(answer(500, b""), answer())
    call(wire, operation("POST", is_idempotent=True))

    assert len(wire.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 501, 505])
def test_what_will_not_change_is_not_repeated(clock: Clock, status: int) -> None:
    """An error of the request stays one."""
    wire = Wire(answer(status, b""))
    with pytest.raises(StatusError):
        call(wire)

    assert len(wire.requests) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "31"}, 31.0),
        ({"retry_after": "0"}, 0.0),
        ({"retry_after": "1.5"}, 1.5),
        ({"retry_after_ms": "500"}, 0.5),
        ({"retry_after_ms": "500", "retry_after": "7"}, 0.5),
        ({"retry_after": "soon"}, 0.5),
        ({"retry_after": "-5"}, 0.0),
        ({"retry_after": "nan"}, 0.5),
    ],
)
def test_the_service_says_how_long_to_wait(clock: Clock, headers: dict[str, str], seconds: float) -> None:
    """Seconds and milliseconds are honoured; nonsense leaves the usual pause."""
    call(Wire(answer(429, b"", **headers), answer()))

    assert clock.pauses == [seconds]


def test_a_date_is_a_time_to_wait_until() -> None:
    """The third form, an HTTP date; one that has passed means now."""
    assert retry_after({"retry-after": formatdate(1_000_020, usegmt=True)}, lambda: 1_000_000.0) == 20.0
    assert retry_after({"retry-after": formatdate(999_000, usegmt=True)}, lambda: 1_000_000.0) == 0.0
    assert retry_after({"retry-after": "Fri, 99 Foo"}, lambda: 0.0) is None


def test_a_wait_beyond_patience_is_the_callers_decision(clock: Clock) -> None:
    """More than a minute is not slept through: the error comes at once and says how long."""
    wire = Wire(answer(429, b"", retry_after="3600"))
    with pytest.raises(TooManyRequests) as caught:
        call(wire)

    assert caught.value.retry_after == 3600
    assert caught.value.is_retryable
    assert (len(wire.requests), clock.pauses) == (1, [])


def test_a_deadline_bounds_the_whole_call(clock: Clock) -> None:
    """No pause begins that would end too late; the last error is what the caller sees."""
    wire = Wire(answer(503, b""))
    with pytest.raises(ServerError):
        call(wire, max_retries=50, deadline=3.0)

    assert clock.pauses == [0.5, 1.0]
    assert clock.now < 1003.0


def test_a_deadline_that_has_passed_sends_nothing(clock: Clock) -> None:
    """No time is no attempt."""
    wire = Wire()
    with pytest.raises(DeadlineExceeded):
        call(wire, options={"deadline": 0.0})

    assert wire.requests == []


def test_a_deadline_shortens_every_step(clock: Clock) -> None:
    """A transport that asks for its timeout later gets less."""
    wire = Wire(answer(503, b""), answer())
    call(wire, options={"deadline": 10.0, "timeout": 4.0, "max_retries": 1})
    first, second = (request.extensions["timeout"] for request in wire.requests)

    clock.now = 1008.0
    assert (first["read"], first.get("connect"), second["read"]) == (2.0, 2.0, 2.0)
    clock.now = 1000.0
    assert first["read"] == 4.0


def test_a_body_that_trickles_in_ends_at_the_deadline(clock: Clock) -> None:
    """Reading counts: a service that sends a byte now and then cannot hold a call for ever."""

    class Trickle(httpx2.SyncByteStream):
        is_closed = False

        def __iter__(self) -> Any:
            while True:
                clock.now += 1
                yield b" "

        def close(self) -> None:
            self.is_closed = True

    body = Trickle()
    with pytest.raises(DeadlineExceeded):
        call(Wire(lambda: httpx2.Response(200, stream=body)), options={"deadline": 5.0, "max_retries": 0})

    assert body.is_closed
    assert clock.now <= 1006


def test_a_timeout_after_the_deadline_says_so(clock: Clock) -> None:
    """A step that ran into the deadline is no ordinary timeout."""

    class Slow(Wire):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            clock.now += 10
            raise httpx2.ReadTimeout("slow")

    with pytest.raises(DeadlineExceeded):
        call(Slow(), options={"deadline": 5.0})
    with pytest.raises(ApiTimeout) as caught:
        call(Slow(), options={"max_retries": 0})
    assert not isinstance(caught.value, DeadlineExceeded)


def test_the_budget_of_a_client_ends_its_retries(clock: Clock) -> None:
    """A service in trouble gets at most a bounded surplus of requests from one client, its copies included."""
    wire = Wire(answer(503, b""))
    client = sync_client(wire, retry=STEADY)
    for _ in range(200):
        with pytest.raises(ServerError):
            client.with_options(strict=True).send(GET, AT, {})

    assert len(wire.requests) == 200 + 100


@pytest.mark.parametrize("make", [sync_client, async_client])
def test_both_clients_decide_alike(clock: Clock, make: Callable[..., Any]) -> None:
    """The same script gives the same attempts and pauses."""
    wire = Wire(answer(503, b""), httpx2.ReadTimeout(""), httpx2.ConnectError("no route"), answer())
    result = make(wire, retry=STEADY, max_retries=3).send(GET, AT, {})
    value = asyncio.run(result) if asyncio.iscoroutine(result) else result

    assert value.id == "a1"
    assert clock.pauses == [0.5, 1.0, 2.0]


def test_the_last_failure_is_raised_with_its_cause(clock: Clock) -> None:
    """The transport's own error stays reachable."""
    broken = httpx2.ConnectError("connection refused")
    with pytest.raises(ConnectError, match="connection refused") as caught:
        call(Wire(broken))

    assert caught.value.__cause__ is broken
    assert caught.value.request.url.host == "api.example.test"


def test_an_error_answer_whose_body_breaks_off_keeps_its_status(clock: Clock) -> None:
    """The status is worth more than the body."""
    with pytest.raises(BadRequest) as caught:
        call(Wire(answer(400, [b'{"code":', httpx2.ReadError("reset")])))

    assert caught.value.body is None


@given(st.integers(0, 200), st.floats(0, 1))
def test_pauses_grow_within_bounds(retries: int, jitter: float) -> None:
    """A pause is never shorter than half its step nor longer than the longest one."""
    pause = RetryPolicy(jitter=lambda: jitter).pause(retries, None)
    step = min(8.0, 0.5 * 2.0 ** min(retries, 60))

    assert pause is not None
    assert step / 2 <= pause <= step


@given(st.text())
def test_any_retry_after_is_a_time_or_nothing(text: str) -> None:
    """No header makes the client fail or wait for a negative time."""
    seconds = retry_after({"retry-after": text})

    assert seconds is None or seconds >= 0


@given(st.lists(st.booleans(), max_size=400))
def test_the_budget_stays_between_empty_and_full(steps: list[bool]) -> None:
    """However retries and successes follow each other, at most the capacity and its refunds are handed out."""
    budget = RetryBudget(capacity=10, refund=0.5)
    taken = given_back = 0
    for is_retry in steps:
        if is_retry:
            taken += budget.take()
        else:
            budget.give_back()
            given_back += 1

    assert taken <= 10 + given_back * 0.5


def test_methods_are_repeatable_as_http_says() -> None:
    """RFC 9110 section 9.2.2."""
    repeatable = {
        m
        for m in ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "POST", "PATCH")
        if is_repeatable(m, declared=False, has_key=False)
    }

    assert repeatable == {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"}
