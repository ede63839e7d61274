"""Holds what the PostgreSQL store does where its server or another process fails it; collected where a server is."""

import threading
from collections.abc import Callable
from typing import Any, Final

import pytest
from sqlalchemy import create_engine, make_url, text

from postgres_server import PostgresServer, find_binaries, running_postgres
from specwright.model.errors import ConfigError
from specwright.twin.store import Store, Transaction
from specwright.twin.stores import StoreError, open_store

HAS_POSTGRES: Final = find_binaries() is not None


def ask(server: PostgresServer, statement: str) -> list[Any]:
    """Run a statement beside the store."""
    url = make_url(server.url)
    socket = f"{url.query['host']}/.s.PGSQL.5432"
    engine = create_engine(
        url.set(drivername="postgresql+pg8000", query={}),
        connect_args={"unix_sock": socket},
        isolation_level="AUTOCOMMIT",
    )
    try:
        with engine.connect() as connection:
            result = connection.execute(text(statement))
            return [tuple(row) for row in result.all()] if result.returns_rows else []
    finally:
        engine.dispose()


if HAS_POSTGRES:

    def test_a_server_that_was_restarted_is_found_again(open_one: Callable[..., Store]) -> None:
        """Connections that died between two transactions are replaced, and nobody notices."""
        with running_postgres() as server:
            store = open_one(server.url)
            store.transact(lambda transaction: transaction.put("orders", "a", {"n": 1}))

            server.stop()
            server.start()

            record = store.transact(lambda transaction: transaction.put("orders", "a", {"n": 2}, expected=1))
            assert record.version == 2
            store.close()

    def test_a_server_that_is_gone_is_told(open_one: Callable[..., Store]) -> None:
        """Where nobody answers, the store says so; it works again when the server does."""
        with running_postgres() as server:
            store = open_one(server.url)
            server.stop()
            with pytest.raises(StoreError, match="PostgreSQL"):
                store.transact(lambda transaction: transaction.put("orders", "a", {}))
            server.start()
            assert store.transact(lambda transaction: transaction.count("orders"), is_read=True) == 0
            store.close()

    def test_work_begins_again_where_its_connection_is_cut(
        postgres_server: PostgresServer, url_of: Callable[[str], str], open_one: Callable[..., Store]
    ) -> None:
        """Work whose connection ends half-way has done nothing, and is done again, once."""
        store = open_one(url_of("postgresql"))
        runs: list[int] = []

        def work(transaction: Transaction) -> int:
            runs.append(1)
            number = transaction.next("c")
            if len(runs) == 1:
                ask(
                    postgres_server,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'",
                )
            transaction.put("orders", f"order-{number}", {})
            return number

        assert store.transact(work) == 1
        assert len(runs) == 2
        assert store.transact(lambda transaction: transaction.count("orders"), is_read=True) == 1

    def test_schemas_are_apart(url_of: Callable[[str], str], open_one: Callable[..., Store]) -> None:
        """Two twins in one database, each in a schema of its own, know nothing of each other and do not wait."""
        one, other = open_one(url_of("postgresql")), open_one(url_of("postgresql"))

        def work(transaction: Transaction) -> int:
            transaction.put("orders", "a", {})
            # While the one holds its lock, the other writes.
            other.transact(lambda writing: writing.put("orders", "b", {}))
            return transaction.count("orders")

        assert one.transact(work) == 1

    def test_many_open_an_empty_database_at_once(url_of: Callable[[str], str], open_one: Callable[..., Store]) -> None:
        """Whoever comes first makes the tables; all others find them."""
        url = url_of("postgresql")
        failures: list[BaseException] = []

        def open_and_write(number: int) -> None:
            try:
                open_one(url).transact(lambda transaction: transaction.put("orders", str(number), {}))
            except BaseException as error:  # noqa: BLE001  reported by the test's thread
                failures.append(error)

        threads = [threading.Thread(target=open_and_write, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert failures == []
        assert open_one(url).transact(lambda transaction: transaction.count("orders"), is_read=True) == 6

    def test_rights_are_told(postgres_server: PostgresServer) -> None:
        """A role that may not create a schema is told so when the store is opened."""
        ask(postgres_server, "CREATE ROLE guest LOGIN")
        url = postgres_server.url.replace("specwright@", "guest@")

        with pytest.raises(ConfigError, match="permission denied"):
            open_store(f"{url}&schema=forbidden")
