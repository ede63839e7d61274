"""Traps around trying again."""

from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

from clients.canned import Caller
from traps.conftest import Depot
from traps.scripted import Reply, serving
from wire import Clock, Wire, answer

FORM = {"words": ["long & wide"], "limit": ["3"]}


def search(client: Any) -> Any:
    """Send a form that may be repeated."""
    return client.items.search(words="long & wide", limit=3)


def create(client: Any) -> Any:
    """Create something without a key that would make a repetition recognisable."""
    return client.items.create(body={"id": "a1"})


def create_under_a_key(client: Any) -> Any:
    """Create something that the service would recognise."""
    return client.items.create(body={"id": "a1"}, idempotency_key="once")


def test_max_retries_two_makes_three_attempts(depot: Depot, call: Caller, clock: Clock) -> None:
    """Two retries are three attempts, neither two nor four."""
    wire = Wire(answer(503))

    with pytest.raises(depot.errors.ServerError):
        call(lambda client: client.items.get("a1"), transport=wire, max_retries=2)

    assert len(wire.requests) == 3


def test_max_retries_two_makes_three_attempts_over_real_http(depot: Depot, call: Caller, clock: Clock) -> None:
    """The same as a server counts them: nothing below repeats by itself."""
    with serving(Reply(503)) as server, pytest.raises(depot.errors.ServerError):
        call(lambda client: client.items.get("a1"), base_url=server.url, max_retries=2)

    assert len(server.received) == 3


def test_retry_after_ms_500_waits_half_a_second(call: Caller, clock: Clock) -> None:
    """`retry-after-ms: 500` is half a second, neither 500 seconds nor the client's own pause."""
    wire = Wire(answer(503, retry_after_ms="500"), answer())

    call(lambda client: client.items.get("a1"), transport=wire)

    assert clock.pauses == [0.5]


def test_a_retry_after_of_31_seconds_is_honoured(call: Caller, clock: Clock) -> None:
    """A wait that is longer than most is waited for, not replaced by a shorter one."""
    wire = Wire(answer(429, retry_after="31"), answer())

    call(lambda client: client.items.get("a1"), transport=wire)

    assert clock.pauses == [31.0]


def test_a_retry_after_beyond_patience_is_the_callers_to_see(depot: Depot, call: Caller, clock: Clock) -> None:
    """A wait of an hour is not shortened either: the caller gets the error with the seconds at once."""
    wire = Wire(answer(429, retry_after="3600"))

    with pytest.raises(depot.errors.TooManyRequests) as caught:
        call(lambda client: client.items.get("a1"), transport=wire)

    assert caught.value.retry_after == 3600
    assert clock.pauses == []
    assert len(wire.requests) == 1


def test_the_form_is_there_on_the_second_attempt(call: Caller, clock: Clock) -> None:
    """A repeated form has its fields again (fern#17337)."""
    wire = Wire(answer(503), answer())

    call(search, transport=wire)

    assert [parse_qs(body.decode()) for body in wire.bodies] == [FORM, FORM]


def test_the_form_is_there_on_the_second_attempt_over_real_http(call: Caller, clock: Clock) -> None:
    """The same as a server reads it (fern#17337)."""
    with serving(Reply(503), Reply()) as server:
        call(search, base_url=server.url)

    assert [parse_qs(request.body.decode()) for request in server.received] == [FORM, FORM]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_post_without_a_key_is_not_repeated_on_5xx(depot: Depot, call: Caller, clock: Clock, status: int) -> None:
    """What may have been done must not be done twice (fern#17358)."""
    wire = Wire(answer(status))

    with pytest.raises(depot.errors.ServerError):
        call(create, transport=wire)

    assert len(wire.requests) == 1


def test_a_post_without_a_key_is_not_repeated_after_a_read_timeout(depot: Depot, call: Caller, clock: Clock) -> None:
    """No answer is no proof that nothing was done (fern#17358)."""
    wire = Wire(httpx2.ReadTimeout("silence"))

    with pytest.raises(depot.errors.ApiTimeout):
        call(create, transport=wire)

    assert len(wire.requests) == 1


def test_a_post_under_a_key_is_repeated_with_the_same_key(call: Caller, clock: Clock) -> None:
    """A key makes a repetition recognisable, so there is one (fern#17358)."""
    wire = Wire(answer(503), answer())

    call(create_under_a_key, transport=wire)

    assert [request.headers["idempotency-key"] for request in wire.requests] == ["once", "once"]
