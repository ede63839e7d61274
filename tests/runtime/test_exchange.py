"""Holds the steps of an exchange themselves, driven by hand: no clock, no network, no thread."""

from collections.abc import Generator
from typing import Any

import httpx2
import pytest

from specwright.runtime._auth import Auth
from specwright.runtime._calls import Call, Calls, Settings
from specwright.runtime._errors import NotFound, ServerError, TransportError, Unauthorized
from specwright.runtime._exchange import Exchange, Obtain, Outcome, Read, Send, Sleep, authorize
from specwright.runtime._retries import RetryBudget, RetryPolicy
from wire import AT, GET, PUT, SECRET, service

SETTINGS = Settings(service=service(), retry=RetryPolicy(jitter=lambda: 0.0))


class Credentials:
    """Credentials that must be fetched, and can be replaced as often as is said."""

    def __init__(self, *, renewals: int = 0) -> None:
        self.auth = Auth(service(), {"token": SECRET})
        self.renewals = renewals
        self.is_there = False

    def ready(self, security: Any) -> Any:
        """Give them once they were fetched."""
        return self.auth.ready(security) if self.is_there else None

    def invalidate(self, _: Any) -> bool:
        """Say whether others can be had."""
        self.renewals -= 1
        return self.renewals >= 0


def begin(described: Any = GET, auth: Any = None, **arguments: Any) -> tuple[Generator[Any, Any, Outcome], Call]:
    """Prepare an exchange."""
    call = Calls(SETTINGS).prepare(described, {**AT, **arguments}, {})
    return Exchange(SETTINGS, auth or Auth(service(), {"token": SECRET}), RetryBudget()).run(call), call


def result_of(steps: Generator[Any, Any, Outcome], value: Any) -> Outcome:
    """Take the last step and give what the exchange returns."""
    with pytest.raises(StopIteration) as caught:
        steps.send(value)
    outcome: Outcome = caught.value.value
    return outcome


def test_a_success_is_sent_and_read() -> None:
    """Two steps: send, read; then the outcome."""
    steps, _ = begin()
    send = next(steps)
    assert isinstance(send, Send)
    assert (send.attempt.operation, send.attempt.number) == ("getThing", 1)
    response = httpx2.Response(200, stream=httpx2.ByteStream(b"{}"))
    read = steps.send(response)
    assert isinstance(read, Read)
    assert read.response is response
    outcome = result_of(steps, b"{}")

    assert (outcome.content, outcome.retries, outcome.response) == (b"{}", 0, response)


def test_each_attempt_has_a_request_of_its_own() -> None:
    """What middleware did to the first request does not reach the second."""
    steps, _ = begin()
    first = next(steps).attempt.request
    first.headers["x-added"] = "1"
    pause = steps.throw(httpx2.ReadTimeout("late"))
    assert isinstance(pause, Sleep)
    assert pause.seconds == 0.5
    second = steps.send(None).attempt

    assert second.number == 2
    assert "x-added" not in second.request.headers


def test_failures_are_raised_from_their_cause() -> None:
    """When no attempt is left, the transport's error is the cause of ours."""
    steps, _ = begin()
    broken = httpx2.ReadError("reset")
    next(steps)
    for _ in range(2):
        steps.throw(broken)
        steps.send(None)
    with pytest.raises(TransportError, match="reset") as caught:
        steps.throw(broken)

    assert caught.value.__cause__ is broken


@pytest.mark.parametrize("error", [KeyError("a caller's middleware"), KeyboardInterrupt(), GeneratorExit()])
def test_what_is_not_the_networks_passes_unchanged(error: BaseException) -> None:
    """Errors of the caller's own code, and interruptions, are neither wrapped nor retried."""
    steps, _ = begin()
    next(steps)
    with pytest.raises(type(error)) as caught:
        steps.throw(error)

    assert caught.value is error


def test_refused_credentials_are_replaced_once() -> None:
    """A 401 drops the credentials and is answered with new ones, for a write as well; a second 401 is the answer."""
    credentials = Credentials(renewals=5)
    steps, _ = begin(PUT, credentials, body={})
    assert isinstance(next(steps), Obtain)
    credentials.is_there = True
    send = steps.send(credentials.ready((("token",),)))
    for _ in range(2):
        assert isinstance(send, Send)
        assert isinstance(steps.send(httpx2.Response(401, stream=httpx2.ByteStream(b""))), Read)
        if send.attempt.number == 1:
            send = steps.send(b"")
    with pytest.raises(Unauthorized):
        steps.send(b"")

    assert credentials.renewals == 4


def test_credentials_that_cannot_be_replaced_are_not_tried_again() -> None:
    """A fixed key that was refused stays refused."""
    steps, _ = begin()
    next(steps)
    steps.send(httpx2.Response(401, stream=httpx2.ByteStream(b"")))
    with pytest.raises(Unauthorized):
        steps.send(b"")


def test_error_answers_are_read_before_they_are_judged() -> None:
    """Reading releases the connection, and the error has the body."""
    steps, _ = begin()
    next(steps)
    assert isinstance(steps.send(httpx2.Response(404, stream=httpx2.ByteStream(b""))), Read)
    with pytest.raises(NotFound) as caught:
        steps.send(b'{"code": "GONE_FISHING"}')

    assert caught.value.code == "GONE_FISHING"


def test_a_success_that_breaks_off_is_repeated_where_that_is_safe() -> None:
    """Half an answer is no answer."""
    steps, _ = begin()
    next(steps)
    steps.send(httpx2.Response(200, stream=httpx2.ByteStream(b"")))
    assert isinstance(steps.throw(httpx2.RemoteProtocolError("cut")), Sleep)
    assert isinstance(steps.send(None), Send)


def test_a_streamed_success_is_left_unread() -> None:
    """The body is the caller's; an error answer is read all the same."""
    exchange = Exchange(SETTINGS, Auth(service(), {"token": SECRET}), RetryBudget())
    call = Calls(SETTINGS).prepare(GET, AT, {"max_retries": 0}, is_streamed=True)
    steps = exchange.run(call)
    next(steps)
    assert result_of(steps, httpx2.Response(200, stream=httpx2.ByteStream(b"data"))).content is None
    steps = exchange.run(call)
    next(steps)
    assert isinstance(steps.send(httpx2.Response(500, stream=httpx2.ByteStream(b""))), Read)
    with pytest.raises(ServerError):
        steps.send(b"")


def test_building_a_request_sends_nothing() -> None:
    """The only step that building may need is fetching credentials."""
    credentials = Credentials()
    call = Calls(SETTINGS).prepare(PUT, {**AT, "body": {"id": "a"}}, {})
    steps = authorize(credentials, call)  # type: ignore[arg-type]
    assert isinstance(next(steps), Obtain)
    credentials.is_there = True
    with pytest.raises(StopIteration) as caught:
        steps.send(credentials.ready((("token",),)))
    request = caught.value.value

    assert type(request) is httpx2.Request
    assert request.headers["authorization"] == f"Bearer {SECRET}"
    assert request.content == b'{"id":"a"}'
