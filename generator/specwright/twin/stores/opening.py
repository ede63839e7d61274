"""Turns the URL of a store into the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

from specwright.twin.memory_store import MemoryStore
from specwright.twin.store import Store
from specwright.twin.stores.failures import refuse

__all__ = ["open_store"]

_POSTGRES: Final = ("postgresql", "postgres")


def open_store(url: str, *, journal_limit: int = 10_000) -> Store:
    """Open ``memory:``, ``sqlite:PATH`` (or just a path), or ``postgresql://USER@HOST/DATABASE``.

    Raises:
        ConfigError: there is no such store, or it cannot be opened.
    """
    scheme, mark, rest = url.partition(":")
    if scheme == "memory" and mark and not rest:
        return MemoryStore(journal_limit=journal_limit)
    if scheme == "sqlite" and mark:
        return _open_sqlite(rest, journal_limit=journal_limit)
    if scheme.partition("+")[0] in _POSTGRES and rest.startswith("//"):
        from specwright.twin.stores.postgres_store import open_postgres  # noqa: PLC0415  an optional extra

        return open_postgres(url, journal_limit=journal_limit)
    if "://" in url or not url:
        hint = "Write memory:, sqlite:PATH, or postgresql://USER@HOST/DATABASE."
        raise refuse(f"{scheme or 'nothing'!r} is no kind of store", hint)
    return _open_file(url, {}, journal_limit=journal_limit)


def _open_sqlite(rest: str, **options: Any) -> Store:
    path, _, query = rest.partition("?")
    # sqlite:///PATH is how SQLAlchemy spells it.
    return _open_file(
        unquote(path.removeprefix("///") if path.startswith("///") else path), dict(parse_qsl(query)), **options
    )


def _open_file(path: str, query: dict[str, str], **options: Any) -> Store:
    from specwright.twin.stores.sqlite_store import open_sqlite  # noqa: PLC0415  some Pythons are built without SQLite

    synchronous = query.pop("synchronous", "normal").lower()
    if query or synchronous not in {"normal", "full"} or not path or path == ":memory:":
        what = f"{path!r} is no file" if not path or path == ":memory:" else "an option of the SQLite store is wrong"
        raise refuse(what, "Write sqlite:PATH or sqlite:PATH?synchronous=full.")
    opened: Callable[..., Store] = open_sqlite
    return opened(Path(path), is_synchronous=synchronous == "full", **options)
