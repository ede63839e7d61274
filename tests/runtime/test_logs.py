"""Holds that the log helps, and that no secret and no body ever stands in it."""

import asyncio
import logging

import httpx2
import pytest

from specwright.runtime._errors import ApiError
from specwright.runtime._logs import redacted_headers, redacted_target
from specwright.runtime._operation import SecurityScheme
from wire import AT, POST, SECRET, Clock, Wire, answer, async_client, operation, service, sync_client

SECRET_QUERY = service(
    schemes={
        "token": SecurityScheme(key="token", kind="bearer", credentials=("token",)),
        "key": SecurityScheme(key="key", kind="query", credentials=("token",), parameter="api_key"),
        "sid": SecurityScheme(key="sid", kind="cookie", credentials=("token",), parameter="sid"),
    }
)
ALL = operation("POST", path=POST.path, bodies=POST.bodies, security=(("token", "key", "sid"),), is_idempotent=True)


@pytest.mark.parametrize("is_async", [False, True])
def test_nothing_secret_is_logged_at_any_level(caplog: pytest.LogCaptureFixture, clock: Clock, is_async: bool) -> None:
    """Credentials in headers, query and cookies, own headers, and both bodies stay out, whatever the outcome."""
    caplog.set_level(logging.DEBUG)
    wire = Wire(
        answer(503, f'{{"message": "{SECRET}"}}'.encode(), set_cookie=SECRET, x_own=SECRET),
        httpx2.ReadTimeout(SECRET),
        answer(200, f'{{"id": "{SECRET}", "size": 1}}'.encode()),
    )
    options = {"extra_headers": {"X-Own": SECRET}, "extra_query": {"q": SECRET}}
    arguments = {"body": {"id": SECRET}}
    if is_async:
        asyncio.run(async_client(wire, service=SECRET_QUERY).send(ALL, arguments, options))  # type: ignore[arg-type]
    else:
        sync_client(wire, service=SECRET_QUERY).send(ALL, arguments, options)  # type: ignore[arg-type]

    assert len(wire.requests) == 3
    assert SECRET in str(wire.requests[0].headers.raw) + str(wire.requests[0].url)
    assert SECRET not in caplog.text
    assert all(SECRET not in str(vars(record)) for record in caplog.records)


def test_the_log_tells_what_happened(caplog: pytest.LogCaptureFixture, clock: Clock) -> None:
    """Operation, method, path, status, attempt and harmless headers; retries one level higher."""
    caplog.set_level(logging.DEBUG)
    wire = Wire(answer(503, b"", x_request_id="r-7"), answer())
    sync_client(wire).send(operation("GET"), AT, {"extra_query": {"limit": 5}})
    lines = [(record.name, record.levelname, record.getMessage()) for record in caplog.records]

    assert {name for name, _, _ in lines} == {"things_client"}
    assert [level for _, level, _ in lines] == ["DEBUG", "DEBUG", "INFO", "DEBUG", "DEBUG"]
    assert "getThing: GET /v1/things/a1?limit=[redacted] (attempt 1)" in lines[0][2]
    assert "getThing: 503 after" in lines[1][2]
    assert "'x-request-id': 'r-7'" in lines[1][2]
    assert "attempt 1 ended with 503, trying again in" in lines[2][2]
    assert vars(caplog.records[4])["status_code"] == 200
    assert vars(caplog.records[4])["attempt"] == 2


def test_only_listed_headers_are_shown() -> None:
    """A header that nobody thought of is redacted; letters' case does not matter."""
    headers = [("ETag", '"1"'), ("AUTHORIZATION", SECRET), ("X-New-Token", SECRET), ("Set-Cookie", SECRET)]

    assert redacted_headers(headers) == {
        "ETag": '"1"',
        "AUTHORIZATION": "[redacted]",
        "X-New-Token": "[redacted]",
        "Set-Cookie": "[redacted]",
    }


def test_of_a_query_only_names_are_shown() -> None:
    """A key may travel in any parameter."""
    assert (
        redacted_target(httpx2.URL("https://x.test/a?key=s3cret&flag&b=1"))
        == "/a?key=[redacted]&flag=[redacted]&b=[redacted]"
    )


def test_a_failure_is_logged_by_its_kind_alone(caplog: pytest.LogCaptureFixture, clock: Clock) -> None:
    """The text of a transport's error may quote the request."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ApiError):
        sync_client(Wire(httpx2.ReadError(f"while sending {SECRET}")), max_retries=0).send(POST, {"body": {}}, {})

    assert "postThing: ReadError after" in caplog.text
    assert SECRET not in caplog.text
