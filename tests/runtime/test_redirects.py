"""Holds which redirects are followed, and that no credential follows one to a stranger."""

from typing import Any

import httpx2
import pytest

from specwright.runtime._errors import UnexpectedStatus
from specwright.runtime._redirects import redirected
from wire import AT, GET, POST, SECRET, Wire, answer, operation, sync_client

STATUSES = [301, 302, 303, 307, 308]
OPTIONS: Any = {"extra_headers": {"X-Api-Key": SECRET, "Cookie": f"sid={SECRET}"}}


@pytest.mark.parametrize("status", STATUSES)
def test_reading_follows_within_the_service(status: int) -> None:
    """The same origin gets the same headers."""
    wire = Wire(answer(status, b"", location="/v2/things/b?x=1"), answer())

    assert sync_client(wire).send(GET, AT, OPTIONS).id == "a1"
    first, second = wire.requests
    assert str(second.url) == "https://api.example.test/v2/things/b?x=1"
    assert second.headers["authorization"] == first.headers["authorization"] == f"Bearer {SECRET}"
    assert second.headers.get_list("host") == ["api.example.test"]
    assert wire.all_released


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.test/things",
        "//evil.test/x",
        "https://api.example.test:8443/x",
        "https://api.example.test.evil.test/",
    ],
)
def test_a_stranger_gets_no_credential(location: str) -> None:
    """Another host or port is another origin: nothing but harmless headers goes there."""
    wire = Wire(answer(302, b"", location=location), answer())
    sync_client(wire, default_headers={"X-Tenant": SECRET}).send(GET, AT, OPTIONS)
    second = wire.requests[1]

    assert {name.lower() for name in second.headers} == {
        "host",
        "accept",
        "accept-encoding",
        "user-agent",
    }
    assert SECRET not in str(second.headers.raw) + str(second.url)
    assert second.headers["host"] == httpx2.URL(second.url).netloc.decode()


def test_credentials_do_not_come_back_on_the_way_home() -> None:
    """A detour over a stranger loses them for good."""
    wire = Wire(
        answer(302, b"", location="https://evil.test/x"),
        answer(302, b"", location="https://api.example.test/y"),
        answer(),
    )
    sync_client(wire).send(GET, AT, {})

    assert "authorization" not in wire.requests[2].headers


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("described", [POST, operation("PUT"), operation("DELETE")])
def test_writing_is_not_sent_elsewhere(status: int, described: Any) -> None:
    """The redirect is the caller's to see."""
    wire = Wire(answer(status, b"", location="/elsewhere"))
    with pytest.raises(UnexpectedStatus) as caught:
        sync_client(wire).send(described, {**AT, "body": {}}, {})

    assert len(wire.requests) == 1
    assert caught.value.headers["location"] == "/elsewhere"


@pytest.mark.parametrize(
    "location",
    [
        "http://api.example.test/x",
        "ftp://api.example.test/x",
        "javascript:alert(1)",
        "https://u:p@x.test/",
        "https://x:y/",
    ],
)
def test_a_redirect_that_leads_astray_is_not_followed(location: str) -> None:
    """Not to plain HTTP, not to another protocol, not to a URL with a password, not to no URL at all."""
    wire = Wire(answer(302, b"", location=location))
    with pytest.raises(UnexpectedStatus):
        sync_client(wire).send(GET, AT, {})

    assert len(wire.requests) == 1


def test_a_circle_ends() -> None:
    """Five redirects are followed, the sixth is the answer."""
    wire = Wire(answer(302, b"", location="/v1/things/a1"))
    with pytest.raises(UnexpectedStatus):
        sync_client(wire).send(GET, AT, {})

    assert len(wire.requests) == 6


def test_plain_http_may_become_https_on_the_same_host() -> None:
    """The usual upgrade keeps the credentials."""
    wire = Wire(answer(301, b"", location="https://plain.test/x"), answer())
    sync_client(wire, base_url="http://plain.test").send(GET, AT, {})

    assert wire.requests[1].headers["authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize("status", [300, 304, 305, 306])
def test_other_statuses_of_the_class_are_no_redirects(status: int) -> None:
    """A 304 with a Location is not followed."""
    request = httpx2.Request("GET", "https://x.test/")

    assert redirected(request, httpx2.Response(status, headers={"location": "/y"})) is None
