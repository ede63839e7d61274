"""Holds that nothing leaves a campaign that whoever started it did not allow."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.results import RefusedError, StoppedError
from specwright.conform.transports.guards import Limits, guarded
from specwright.conform.transports.hosts import host_of, may_be_written_to
from specwright.conform.transports.rate import Rate, RateLimited, read_rate, retry_after

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "Post", "PROPFIND", ""]


class Wire:
    """Keeps what leaves; ``answers`` are given in turn, the last one for ever."""

    def __init__(self, *answers: Response) -> None:
        self.sent: list[Request] = []
        self._answers = list(answers) or [Response(status=200)]

    def __call__(self, request: Request, /) -> Exchange:
        """Keep a request."""
        self.sent.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return Exchange(number=0, request=request, response=answer)


class Time:
    """A clock that goes on only while somebody sleeps, or takes time to answer."""

    def __init__(self) -> None:
        self.now = 100.0

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def request(method: str = "GET", target: str = "/") -> Request:
    """Make a request."""
    return Request(operation="", method=method, target=target)


def test_read_only_lets_no_unsafe_method_leave() -> None:
    """Of ten thousand calls of all kinds, in process and elsewhere, only GET, HEAD and OPTIONS leave."""
    for url in ("", "http://127.0.0.1:9", "https://depot.example"):
        wire = Wire()
        send = guarded(wire, Limits(url=url, is_read_only=True))
        refused = 0
        for number in range(10_000):
            try:
                send(request(METHODS[number % len(METHODS)]))
            except RefusedError:
                refused += 1
        assert {each.method for each in wire.sent} == {"GET", "HEAD", "OPTIONS"}
        assert refused + len(wire.sent) == 10_000


@pytest.mark.parametrize("most", [0, 1, 17])
def test_a_budget_is_met_exactly(most: int) -> None:
    """So many requests leave, not one more and not one less."""
    wire = Wire()
    send = guarded(wire, Limits(url="http://127.0.0.1", max_requests=most))
    for _ in range(most):
        send(request("POST"))
    with pytest.raises(StoppedError, match=f"budget of {most} requests"):
        send(request())

    assert len(wire.sent) == most


def test_a_request_that_is_sent_again_counts_again() -> None:
    """What is repeated where a connection broke is part of the budget."""

    def broken(each: Request, /) -> Exchange:
        return Exchange(number=0, request=each, response=None, broken="gone")

    send = guarded(broken, Limits(url="http://127.0.0.1", max_requests=3))
    assert send(request()).broken == "gone"
    with pytest.raises(StoppedError):
        send(request())


def test_nothing_leaves_after_the_time_box() -> None:
    """A time box that ended lets nothing through."""
    wire = Wire()
    send = guarded(wire, Limits(max_time=-1.0))
    with pytest.raises(StoppedError, match="time"):
        send(request())

    assert wire.sent == []


@pytest.mark.parametrize(
    ("url", "allowed", "may"),
    [
        ("http://127.0.0.1:8080", (), True),
        ("http://127.8.9.1", (), True),
        ("http://[::1]:80", (), True),
        ("http://localhost:1/x", (), True),
        ("http://LOCALHOST", (), True),
        ("http://0.0.0.0", (), False),
        ("http://localhost.example", (), False),
        ("http://127.0.0.1.example", (), False),
        ("http://127.0.0.1@depot.example", (), False),
        ("https://depot.example", (), False),
        ("https://depot.example", ("depot.example",), True),
        ("https://DEPOT.example./v1", ("depot.example",), True),
        ("https://depot.example:8443", ("depot.example",), True),
        ("https://depot.example:8443", ("depot.example:8443",), True),
        ("https://depot.example", ("depot.example:443",), True),
        ("https://depot.example", ("depot.example:8443",), False),
        ("https://www.depot.example", ("depot.example",), False),
        ("https://example", ("depot.example",), False),
        ("http://[2001:db8::1]:81", ("[2001:db8::1]",), True),
    ],
)
def test_only_named_hosts_are_written_to(url: str, allowed: tuple[str, ...], may: bool) -> None:
    """Hosts that were named may be written to, and this machine; a name that only looks like them may not."""
    wire = Wire()
    send = guarded(wire, Limits(url=url, allowed_hosts=allowed))

    assert may_be_written_to(url, allowed) is may
    if may:
        send(request("DELETE"))
    else:
        with pytest.raises(RefusedError, match="no list"):
            send(request("DELETE"))
    send(request())
    assert [each.method for each in wire.sent] == (["DELETE", "GET"] if may else ["GET"])


def test_a_host_is_spelled_as_it_is_listed() -> None:
    """What a message tells to add to the list works there."""
    for url in ("https://depot.example/v1", "http://[2001:db8::1]:81/", "https://depot.example:8443"):
        assert may_be_written_to(url, (host_of(url),))


@given(
    requests=st.integers(1, 6),
    seconds=st.sampled_from([1.0, 60.0]),
    pauses=st.lists(st.floats(0, 2), min_size=1, max_size=40),
    lasting=st.floats(0, 0.5),
)
def test_the_rate_holds_in_every_span(requests: int, seconds: float, pauses: list[float], lasting: float) -> None:
    """However calls come and however long they last, no span has more of them than the rate allows."""
    time, arrivals = Time(), list[float]()

    def send(each: Request, /) -> Exchange:
        # A request arrives at some moment while it is being sent.
        arrivals.append(time.now + lasting * ((len(arrivals) * 7) % 10) / 10)
        time.now += lasting
        return Exchange(number=0, request=each, response=Response(status=200))

    limited = RateLimited(send, Rate(requests, seconds), clock=lambda: time.now, sleep=time.sleep)
    for pause in pauses:
        time.now += pause
        limited(request())

    for first, last in zip(arrivals, arrivals[requests:], strict=False):
        assert last - first >= seconds - 1e-9


def test_a_service_that_asks_to_wait_is_waited_for() -> None:
    """After 429 with Retry-After nothing is sent before its time, and then the same request again."""
    time = Time()
    wire = Wire(Response(status=429, headers=(("retry-after", "7"),)), Response(status=201))
    limited = RateLimited(wire, None, clock=lambda: time.now, sleep=time.sleep)

    exchange = limited(request("POST"))

    assert exchange.response is not None
    assert exchange.response.status == 201
    assert [each.method for each in wire.sent] == ["POST", "POST"]
    assert time.now >= 107


def test_what_may_have_been_done_is_not_done_again() -> None:
    """503 with Retry-After is waited for, but a request that changes something is not repeated by itself."""
    time = Time()
    wire = Wire(Response(status=503, headers=(("retry-after", "5"),)), Response(status=200))
    limited = RateLimited(wire, None, clock=lambda: time.now, sleep=time.sleep)

    first = limited(request("POST"))
    limited(request())

    assert first.response is not None
    assert first.response.status == 503
    assert len(wire.sent) == 2
    assert time.now >= 105


def test_a_wait_beyond_the_time_box_ends_the_campaign() -> None:
    """Who would have to sleep past the end stops at once."""
    time = Time()
    wire = Wire(Response(status=429, headers=(("retry-after", "3600"),)))
    limited = RateLimited(wire, None, deadline=time.now + 10, clock=lambda: time.now, sleep=time.sleep)
    with pytest.raises(StoppedError, match="time box"):
        limited(request())

    assert time.now == 100.0


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("0", 0, 0), ("120", 120, 120), (" 1.5 ", 1.5, 1.5), ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0)],
)
def test_retry_after_is_read(text: str, low: float, high: float) -> None:
    """Seconds and dates are understood; a date that has passed asks for no wait."""
    found = retry_after(text)
    assert found is not None
    assert low <= found <= high


def test_a_date_to_come_is_waited_for() -> None:
    """A date says the moment, whatever the present one is."""
    found = retry_after(format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True))
    assert found is not None
    assert 3_500 < found <= 3_600


@pytest.mark.parametrize("text", ["", "soon", "-1", "1e9", "99999999999999", "Wed, 99 Foo 2015"])
def test_what_is_no_retry_after_is_no_wait(text: str) -> None:
    """Nonsense makes nobody wait."""
    assert retry_after(text) is None


@pytest.mark.parametrize(
    ("text", "rate"),
    [("10/s", Rate(10, 1.0)), ("300 / m", Rate(300, 60.0)), ("5/hour", Rate(5, 3600.0)), ("7/", Rate(7, 1.0))],
)
def test_rates_are_read(text: str, rate: Rate) -> None:
    """A rate is a number and a span."""
    assert read_rate(text) == rate


@pytest.mark.parametrize("text", ["", "0/s", "ten/s", "10", "-1/s", "1.5/s", "10/day"])
def test_what_is_no_rate_is_told(text: str) -> None:
    """All else is none."""
    assert read_rate(text) is None
