"""Gives every test the same ground: Hypothesis profiles, a clean environment and no network beyond this machine."""

import ipaddress
import os
import signal
import sys
from pathlib import Path
from typing import Final, cast

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT: Final = Path(__file__).parents[1]

# Taken before anything is cleared: what starts a package installer still needs the caller's proxies.
CALLER_ENVIRONMENT: Final = dict(os.environ)
LIVE_PREFIX: Final = "SPECWRIGHT_LIVE_"
CLEARED_NAMES: Final = frozenset(
    {
        "ALL_PROXY",
        "CURL_CA_BUNDLE",
        "FTP_PROXY",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "NETRC",
        "NO_PROXY",
        "REQUESTS_CA_BUNDLE",
        "SSLKEYLOGFILE",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
    }
)

# Deadlines measure the machine, not the code, so no profile has one.
settings.register_profile("dev", deadline=None, max_examples=100)
# A run that fails is told at once with a blob that reproduces it: shrinking is for whoever looks into it.
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=100,
    derandomize=True,
    print_blob=True,
    phases=[Phase.explicit, Phase.generate, Phase.target],
)
settings.register_profile(
    "nightly", deadline=None, max_examples=3000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to rewrite what golden cases expect."""
    parser.addoption("--update", action="store_true", help="rewrite the expectations under tests/cases")


def pytest_configure() -> None:
    """Choose the Hypothesis profile, clear the environment and close the network."""
    settings.load_profile(
        CALLER_ENVIRONMENT.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in CALLER_ENVIRONMENT else "dev")
    )
    for name in list(os.environ):
        if _is_cleared(name):
            del os.environ[name]
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        # What runs in the background ignores interrupts, and so would the programs that tests start and interrupt.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not any(name.startswith(LIVE_PREFIX) for name in CALLER_ENVIRONMENT):
        sys.addaudithook(_refuse_other_machines)


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def caller_environment() -> dict[str, str]:
    """Give the environment as it was before it was cleared, for tests that install packages."""
    return dict(CALLER_ENVIRONMENT)


def _is_cleared(name: str) -> bool:
    if name.startswith(LIVE_PREFIX):
        return False
    prefixes = ("SPECWRIGHT_", "OTEL_", *(f"{folder.name.upper()}_" for folder in (ROOT / "specs").glob("*/")))
    return name.upper() in CLEARED_NAMES or name.startswith(prefixes)


def _refuse_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        # A Unix socket's address is a path, which never leaves the machine.
        if isinstance(address, tuple):
            _expect_loopback(cast("tuple[object, ...]", address)[0])
    elif event == "socket.getaddrinfo":
        _expect_loopback(arguments[0])


def _expect_loopback(host: object) -> None:
    if not _is_loopback(host):
        # No OSError: a client would take it for a broken connection, and try again.
        raise AssertionError(f"tests stay on this machine, but one turns to {host!r}")


def _is_loopback(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if not isinstance(name, str) or name in {"", "localhost", "0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return name.endswith(".localhost")
