"""Traps around statuses that nobody described."""

from typing import Any

import pytest

from clients.canned import Caller
from traps.conftest import Depot
from traps.scripted import Reply, serving
from wire import Wire, answer

PROXY_PAGE = b"Access denied by the proxy."


@pytest.mark.parametrize(("status", "kind"), [(520, "ServerError"), (499, "ClientError"), (599, "ServerError")])
def test_a_status_that_python_does_not_know_is_a_typed_error(
    depot: Depot, call: Caller, status: int, kind: str
) -> None:
    """Statuses such as 520 and 499 raise the class of their hundred, never ValueError (openapi-python-client#1442)."""
    wire = Wire(answer(status, b"", content_type="text/plain"))

    with pytest.raises(getattr(depot.errors, kind)) as caught:
        call(lambda client: client.items.get("a1"), transport=wire, max_retries=0)

    assert caught.value.status_code == status


def test_a_status_that_python_does_not_know_comes_over_real_http(depot: Depot, call: Caller) -> None:
    """The same over a socket: no layer below turns 520 into something else (openapi-python-client#1442)."""
    with serving(Reply(520, b"", "text/plain")) as server, pytest.raises(depot.errors.ServerError) as caught:
        call(lambda client: client.items.get("a1"), base_url=server.url, max_retries=0)

    assert caught.value.status_code == 520


def expect_the_proxys_text(error: Any) -> None:
    """Hold that the error tells what the proxy said."""
    assert error.status_code == 403
    assert error.body == PROXY_PAGE.decode()
    assert error.error is None
    assert PROXY_PAGE.decode() in str(error)


def test_a_403_of_plain_text_is_permission_denied_with_that_text(depot: Depot, call: Caller) -> None:
    """Text where JSON is described raises PermissionDenied with the text (openapi-python-client#1248)."""
    wire = Wire(answer(403, PROXY_PAGE, content_type="text/plain"))

    with pytest.raises(depot.errors.PermissionDenied) as caught:
        call(lambda client: client.items.get("a1"), transport=wire)

    expect_the_proxys_text(caught.value)


def test_a_403_of_plain_text_comes_over_real_http(depot: Depot, call: Caller) -> None:
    """The same over a socket (openapi-python-client#1248)."""
    with (
        serving(Reply(403, PROXY_PAGE, "text/plain")) as server,
        pytest.raises(depot.errors.PermissionDenied) as caught,
    ):
        call(lambda client: client.items.get("a1"), base_url=server.url)

    expect_the_proxys_text(caught.value)
