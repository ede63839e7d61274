"""Turns a PostgreSQL database into a store that any number of processes and machines share, with SQLAlchemy."""

from __future__ import annotations

import hashlib
import logging
import re
import ssl
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, TypeVar

from specwright.twin.stores.failures import StoreError, refuse
from specwright.twin.stores.sql_store import SqlStore
from specwright.twin.stores.statements import Access, Execute, Value
from specwright.twin.stores.tables import FORMAT, tables

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine, TextClause
    from sqlalchemy.exc import DBAPIError

__all__ = ["PostgresqlStore", "open_postgres"]

T = TypeVar("T")

_DRIVER: Final = "postgresql+pg8000"
_SCHEMA: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")
# A statement waits as long for another process; one that stopped in the middle of its work is cut off.
_SESSION: Final = (
    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED",
    "SET lock_timeout = '30s'",
    "SET idle_in_transaction_session_timeout = '60s'",
)
_ONE_MOMENT: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
# What a journal loses with a machine that loses power is worth its speed; no document is written so.
_UNHURRIED: Final = "SET LOCAL synchronous_commit = off"
_TRIES: Final = 5
# serialization_failure and deadlock_detected.
_LOST_RACES: Final = frozenset({"40001", "40P01"})


class PostgresqlStore(SqlStore):
    """A store in a schema of a database."""


def open_postgres(url: str, **options: Any) -> PostgresqlStore:
    """Open or make a store in the schema of a database that ``?schema=NAME`` names, ``specwright`` without it.

    Raises:
        ConfigError: SQLAlchemy is missing, or the database cannot be used.
    """
    if find_spec("sqlalchemy") is None:
        hint = "pip install 'specwright[postgres]'"
        raise refuse("a PostgreSQL store needs the extra packages of specwright[postgres]", hint)
    address, schema, arguments = _read_url(url)
    shown = address.render_as_string(hide_password=True)
    database = _connect(address, schema, arguments)
    try:
        found = database.prepare()
    except (StoreError, OSError, TypeError) as error:
        database.close()
        # A word of the address that its driver does not know arrives as an argument that nobody takes.
        raise refuse(f"{shown} cannot be used as a store: {error}", "Check address, rights and password.") from None
    if found != FORMAT:
        database.close()
        what = f"schema {schema} of {shown} was made by another version of Specwright (format {found}, not {FORMAT})"
        raise refuse(what, "Name another schema with ?schema=NAME, or drop this one.")
    return PostgresqlStore(database, **options)


def _connect(address: URL, schema: str, arguments: Mapping[str, Any]) -> _Postgres:
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    try:
        return _Postgres(address, schema, arguments)
    except (SQLAlchemyError, ImportError) as error:
        what = f"the driver of {address.drivername}:// cannot be used: {error}"
        raise refuse(what, "Install it, or write postgresql://USER@HOST/DATABASE.") from None


def _read_url(text: str) -> tuple[URL, str, dict[str, Any]]:
    from sqlalchemy import make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        url = make_url(text.replace("postgres:", "postgresql:", 1) if text.startswith("postgres:") else text)
        port = url.port or 5432
    except (ArgumentError, ValueError):
        raise refuse("the address of the store cannot be read", "Write postgresql://USER@HOST/DATABASE.") from None
    if "+" not in url.drivername:
        url = url.set(drivername=_DRIVER)
    query = {key: value if isinstance(value, str) else value[-1] for key, value in url.query.items()}
    schema = query.pop("schema", "specwright")
    if not _SCHEMA.fullmatch(schema):
        raise refuse(f"{schema!r} is no name of a schema", "Use lower-case letters, digits and underscores.")
    arguments: dict[str, Any] = {}
    if url.drivername == _DRIVER:
        arguments = _pg8000_arguments(query, port)
    return url.set(query=query), schema, arguments


def _pg8000_arguments(query: dict[str, str], port: int) -> dict[str, Any]:
    """Take the words of PostgreSQL's own addresses that this driver spells in another way."""
    arguments: dict[str, Any] = {"timeout": 60}
    socket = query.pop("host", "")
    if socket.startswith("/"):
        arguments["unix_sock"] = f"{socket}/.s.PGSQL.{query.pop('port', port)}"
    mode = query.pop("sslmode", "")
    if mode in {"require", "verify-ca", "verify-full"}:
        context = ssl.create_default_context(cafile=query.pop("sslrootcert", None))
        context.check_hostname = mode == "verify-full"
        if mode == "require":
            context.verify_mode = ssl.CERT_NONE
        arguments["ssl_context"] = context
    elif mode not in {"", "disable", "prefer", "allow"}:
        raise refuse(f"sslmode {mode!r} is none of PostgreSQL's", "Write require, verify-full or disable.")
    return arguments


class _Postgres:
    """Connections to one schema: writers take one lock after the other, readers see one moment each."""

    def __init__(self, url: URL, schema: str, arguments: Mapping[str, Any]) -> None:
        from sqlalchemy import create_engine, event  # noqa: PLC0415

        # What goes wrong is told by what is raised; nobody who did not ask for it reads a traceback of the pool.
        logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())
        self._schema = schema
        # The same for all who share the schema: the first eight bytes as a number of PostgreSQL.
        self._key = int.from_bytes(hashlib.sha256(f"specwright:{schema}".encode()).digest()[:8], signed=True)
        self._engine: Engine = create_engine(
            url, connect_args=dict(arguments), pool_size=8, max_overflow=32, pool_recycle=1800, hide_parameters=True
        )

        def prepare(connection: Any, _record: Any) -> None:
            cursor = connection.cursor()
            for statement in (*_SESSION, f'SET search_path TO "{schema}"'):
                cursor.execute(statement)
            cursor.close()
            connection.commit()

        event.listen(self._engine, "connect", prepare)

    def prepare(self) -> int:
        """Make what is missing, and give the format of what is there."""

        def make(execute: Execute) -> int:
            if not execute("SELECT 1 FROM pg_namespace WHERE nspname = :s", {"s": self._schema}):
                execute(f'CREATE SCHEMA "{self._schema}"', {})
            for statement in tables(bytes_type="BYTEA"):
                execute(statement, {})
            execute(
                "INSERT INTO about (name, value) VALUES ('format', :f) ON CONFLICT (name) DO NOTHING", {"f": FORMAT}
            )
            return int(execute("SELECT value FROM about WHERE name = 'format'", {})[0][0])

        return self.run(make, access=Access.WRITE)

    def run(self, work: Callable[[Execute], T], /, *, access: Access) -> T:
        """Run work in a transaction, again where it lost a race or its connection before the end.

        Raises:
            StoreError: the database does not answer, or its answer to the end of the work was lost.
        """
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError  # noqa: PLC0415

        for left in reversed(range(_TRIES)):
            is_ending = False
            try:
                with self._engine.connect() as connection:
                    result = work(self._begin(connection, access))
                    is_ending = True
                    connection.commit()
                    return result
            except DBAPIError as error:
                is_lost = error.connection_invalidated and not is_ending
                if not left or not (is_lost or _code(error) in _LOST_RACES):
                    raise StoreError(f"PostgreSQL: {_describe(error)}") from error
            except SQLAlchemyError as error:
                raise StoreError(f"PostgreSQL: {error}") from error
        raise StoreError("PostgreSQL: every try lost its race")

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _begin(self, connection: Connection, access: Access) -> Execute:
        def execute(statement: str, parameters: Mapping[str, Value], /) -> Sequence[Sequence[Any]]:
            result = connection.execute(_statement(statement), dict(parameters))
            return result.all() if result.returns_rows else []

        match access:
            case Access.READ:
                execute(_ONE_MOMENT, {})
            case Access.WRITE:
                # Taken before anything is read: each statement after it sees all that the writers before have done.
                execute("SELECT pg_advisory_xact_lock(:k)", {"k": self._key})
            case Access.JOURNAL:
                execute(_UNHURRIED, {})
        return execute


@lru_cache(maxsize=256)
def _statement(text: str) -> TextClause:
    from sqlalchemy import text as clause  # noqa: PLC0415

    return clause(text)


def _code(error: DBAPIError) -> str:
    """Give PostgreSQL's own code of an error; drivers keep it in two places."""
    original: Any = error.orig
    state = getattr(original, "sqlstate", None)
    if state is None and original is not None and original.args and isinstance(original.args[0], dict):
        fields: dict[str, Any] = original.args[0]
        state = fields.get("C")
    return str(state or "")


def _describe(error: DBAPIError) -> str:
    original: Any = error.orig
    if original is not None and original.args and isinstance(original.args[0], dict):
        fields: dict[str, Any] = original.args[0]
        return f"{fields.get('M', 'it refused')} ({fields.get('C', '')})"
    return str(original or error).strip() or type(error).__name__
