"""Holds what tests/conftest.py promises to every other test."""

import os
import socket

import pytest

REFUSAL = "tests stay on this machine"


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_a_test_cannot_connect_to_another_machine(address: str) -> None:
    """A connection beyond loopback fails at once, even where the machine has a network."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as connection, pytest.raises(AssertionError, match=REFUSAL):
        connection.connect((address, 80))


def test_a_test_cannot_look_up_another_machine() -> None:
    """A name is not even resolved."""
    with pytest.raises(AssertionError, match=REFUSAL):
        socket.getaddrinfo("service.example", 443)


def test_loopback_is_open() -> None:
    """A server of a test's own can be reached."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_no_setting_of_the_caller_reaches_a_test() -> None:
    """Proxies and credentials of the person who runs the tests are out of sight."""
    prefixes = ("SOGET_", "TRANSITEO_", "OTEL_")
    seen = [name for name in os.environ if name.upper().endswith("_PROXY") or name.startswith(prefixes)]

    assert seen == []
