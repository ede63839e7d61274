"""Limits can be changed while the twin runs, and too many calls are told when to come again."""

from collections.abc import Callable
from typing import Any

import pytest

from asgi import Got
from specwright.twin.edge.limits import Rate, RateLimiter

Ask = Callable[..., Got]
SECOND = 1_000_000_000


def test_a_bucket_fills_evenly() -> None:
    """So many requests pass at once, then one for each share of the time; a clock that goes back gives nothing."""
    limiter = RateLimiter(Rate(2, 10.0))

    assert [limiter.admit("a", 0) for _ in range(3)] == [0, 0, 5]
    assert limiter.admit("b", 0) == 0
    assert limiter.admit("a", 4 * SECOND) == 1
    assert limiter.admit("a", 5 * SECOND) == 0
    assert limiter.admit("a", 0) == 5
    assert limiter.admit("a", 100 * SECOND) == 0


def test_too_many_calls_are_refused_until_time_has_passed(ask: Ask) -> None:
    """429 comes with Retry-After and the documented body; the twin's clock, not the wall's, lets the caller in again."""
    ask("PUT", "/__twin/clock", content={"frozen": True})
    ask("PUT", "/__twin/limits", content={"rate": {"requests": 2, "seconds": 60}})
    statuses = [ask("GET", "/papers").status for _ in range(3)]
    refused = ask("GET", "/papers")
    ask("PUT", "/__twin/clock", content={"advance": 30})

    assert statuses == [200, 200, 429]
    assert (refused.status, refused.header("retry-after")) == (429, "30")
    assert refused.json == {"message": "more than 2 requests in 60 seconds"}
    assert ask("GET", "/papers").status == 200


def test_callers_are_counted_apart(ask: Ask) -> None:
    """By default each credential has a bucket of its own; `address` and `all` put callers together."""
    ask("PUT", "/__twin/clock", content={"frozen": True})

    def statuses(by: str, *, client: str = "127.0.0.1") -> list[int]:
        ask("PUT", "/__twin/limits", content={"rate": None})
        ask("PUT", "/__twin/limits", content={"rate": {"requests": 1, "seconds": 60, "by": by}})
        first = ask("GET", "/papers", client=("10.0.0.1", 1))
        second = ask("GET", "/papers", client=("10.0.0.2", 1), headers=[("authorization", "Bearer other")])
        third = ask("GET", "/papers", client=("10.0.0.1", 1))
        return [first.status, second.status, third.status]

    assert statuses("credential") == [200, 401, 429]
    assert statuses("address") == [200, 401, 429]
    assert statuses("all") == [200, 429, 429]


def test_the_size_of_bodies_can_be_changed(ask: Ask) -> None:
    """A new limit holds from the next call on, and a reset brings back that of the start."""
    small = ask("PUT", "/__twin/limits", content={"maxBody": 5}).json
    refused = ask("POST", "/papers", content={"title": "a"})
    ask("POST", "/__twin/reset")

    assert small == {"maxBody": 5, "maxParts": 1000, "uploadSeconds": 60.0, "rate": None}
    assert refused.status == 413
    assert ask("POST", "/papers", content={"title": "a"}).status == 201


@pytest.mark.parametrize(
    ("limits", "place"),
    [
        ([], "an object"),
        ({"maxBodies": 1}, "/maxBodies"),
        ({"maxBody": 0}, "/maxBody"),
        ({"maxBody": True}, "/maxBody"),
        ({"maxParts": "1"}, "/maxParts"),
        ({"uploadSeconds": 0}, "/uploadSeconds"),
        ({"rate": 5}, "/rate"),
        ({"rate": {"requests": 1, "seconds": -1}}, "/rate/seconds"),
        ({"rate": {"requests": 1, "by": "mood"}}, "/rate/by"),
        ({"rate": {"requests": 1, "per": 1}}, "/rate"),
    ],
)
def test_wrong_limits_are_told(ask: Ask, limits: Any, place: str) -> None:
    """Limits that cannot be understood change nothing."""
    before = ask("GET", "/__twin/limits").json
    got = ask("PUT", "/__twin/limits", content=limits)

    assert got.status == 400
    assert place in got.json["detail"]
    assert ask("GET", "/__twin/limits").json == before
