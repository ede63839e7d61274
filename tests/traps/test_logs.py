"""Traps around what a client writes into logs."""

import logging
from typing import Any

import pytest

from clients.canned import Caller
from traps.scripted import Reply, serving
from wire import SECRET, Clock, Wire, answer

PRIVATE = "the-content-of-a-body"
ANSWER = f'{{"id": "{PRIVATE}"}}'.encode()


def update(client: Any) -> Any:
    """Send a body, a credential and a header that is nobody's business."""
    return client.items.update("a1", body={"id": PRIVATE}, extra_headers={"X-Secret": PRIVATE})


def expect_silence(caplog: pytest.LogCaptureFixture) -> None:
    """Hold that there are records, and nothing private in any part of them."""
    assert any(record.name.startswith("depot_client") for record in caplog.records)
    for record in caplog.records:
        for private in (SECRET, PRIVATE):
            assert private not in record.getMessage()
            assert private not in str(vars(record))


def test_debug_logging_never_prints_authorization_or_bodies(
    caplog: pytest.LogCaptureFixture, call: Caller, clock: Clock
) -> None:
    """With everything at DEBUG, through a failure and a retry, neither credentials nor bodies are logged (anthropic)."""
    caplog.set_level(logging.DEBUG)
    wire = Wire(answer(503, ANSWER, x_secret=PRIVATE), answer(200, ANSWER))

    call(update, transport=wire)

    assert SECRET in wire.requests[0].headers["authorization"]
    assert PRIVATE in wire.bodies[0].decode()
    expect_silence(caplog)


def test_debug_logging_never_prints_authorization_or_bodies_over_real_http(
    caplog: pytest.LogCaptureFixture, call: Caller
) -> None:
    """The same with the loggers of the HTTP libraries below (Speakeasy, anthropic)."""
    caplog.set_level(logging.DEBUG)

    with serving(Reply(200, ANSWER)) as server:
        call(update, base_url=server.url)

    assert SECRET in server.received[0].headers["authorization"]
    assert PRIVATE in server.received[0].body.decode()
    expect_silence(caplog)
