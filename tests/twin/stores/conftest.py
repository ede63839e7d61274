"""Gives every test of a store all kinds of stores, PostgreSQL's where its server is installed."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from postgres_server import MISSING, PostgresServer, find_binaries, running_postgres
from specwright.twin.store import Store
from specwright.twin.stores import open_store

HAS_POSTGRES: Final = find_binaries() is not None
SHARED: Final = ("sqlite", "postgresql") if HAS_POSTGRES else ("sqlite",)
KINDS: Final = ("memory", *SHARED)
NUMBERS: Final = count(1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not tested: a test that was never collected tells nobody."""
    if not HAS_POSTGRES:
        terminalreporter.section("the PostgreSQL store was not tested")
        terminalreporter.line(f"{MISSING}; see docs/stores.md")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Run one server for all tests."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def url_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Give the address of a fresh store of a kind."""

    def address(kind: str) -> str:
        if kind == "postgresql":
            server: PostgresServer = request.getfixturevalue("postgres_server")
            return f"{server.url}&schema=test_{next(NUMBERS)}"
        return "memory:" if kind == "memory" else f"sqlite:{tmp_path / f'{next(NUMBERS)}.db'}"

    return address


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Name a kind of store."""
    return str(request.param)


@pytest.fixture
def open_one() -> Iterator[Callable[..., Store]]:
    """Open stores, and close them after the test."""
    opened: list[Store] = []

    def make(url: str, journal_limit: int = 10_000) -> Store:
        opened.append(open_store(url, journal_limit=journal_limit))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(kind: str, url_of: Callable[[str], str], open_one: Callable[..., Store]) -> Store:
    """Open a fresh store of each kind."""
    return open_one(url_of(kind))


@pytest.fixture(params=SHARED)
def shared_url(request: pytest.FixtureRequest, url_of: Callable[[str], str]) -> str:
    """Give the address of a fresh store that several processes can share."""
    return url_of(str(request.param))
