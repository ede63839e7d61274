"""Holds how a store is named, and what a user is told where it cannot be opened."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from specwright.model.errors import ConfigError
from specwright.twin.memory_store import MemoryStore
from specwright.twin.store import Store
from specwright.twin.stores import open_store, opening, postgres_store


@pytest.mark.parametrize("spelled", ["sqlite:{}", "sqlite:///{}", "{}", "sqlite:{}?synchronous=full"])
def test_a_file_is_named_in_several_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_one: Callable[..., Store], spelled: str
) -> None:
    """A path alone is a SQLite file, as it is after either spelling of the scheme."""
    monkeypatch.chdir(tmp_path)

    store = open_one(spelled.format("a b.db"))

    store.append({})
    assert (tmp_path / "a b.db").stat().st_size > 0


def test_memory_is_named() -> None:
    """Nothing is kept anywhere else."""
    assert isinstance(open_store("memory:"), MemoryStore)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("", "no kind of store"),
        ("mysql://host/db", "'mysql' is no kind of store"),
        ("redis://host", "'redis' is no kind of store"),
        ("sqlite:", "'' is no file"),
        ("sqlite::memory:", "':memory:' is no file"),
        ("sqlite:a.db?synchronous=maybe", "an option of the SQLite store is wrong"),
        ("sqlite:a.db?other=1", "an option of the SQLite store is wrong"),
        ("postgresql://host:port/db", "the address of the store cannot be read"),
        ("postgresql://host/db?schema=A-B", "'A-B' is no name of a schema"),
        ("postgresql://host/db?sslmode=sometimes", "sslmode 'sometimes'"),
        ("postgresql+nothing://host/db", "the driver of postgresql+nothing:// cannot be used"),
        ("postgresql+psycopg2://host/db", "the driver of postgresql+psycopg2:// cannot be used"),
        ("postgresql://127.0.0.1:9/db", "cannot be used as a store"),
        ("postgresql://127.0.0.1:9/db?nonsense=1", "cannot be used as a store"),
    ],
)
def test_wrong_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, what: str) -> None:
    """What names no store is told with a way out."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ConfigError) as caught:
        open_store(url)

    (problem,) = caught.value.problems
    assert what in problem.what
    assert problem.hint
    assert list(tmp_path.iterdir()) == []


def test_files_that_are_no_store(tmp_path: Path) -> None:
    """A folder, a file of something else and a folder that is missing end in a message, and nothing is overwritten."""
    text = tmp_path / "text.db"
    text.write_text("no database, but long enough to be looked at as one" * 100, "utf-8")

    for path in (tmp_path, text, tmp_path / "missing" / "a.db"):
        with pytest.raises(ConfigError, match="cannot be used as a SQLite store"):
            open_store(f"sqlite:{path}")
    assert text.read_text("utf-8").startswith("no database")


def test_another_layout_is_refused(tmp_path: Path) -> None:
    """A store that another version made is not changed."""
    path = tmp_path / "a.db"
    open_store(f"sqlite:{path}").close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE about SET value = 99")
    connection.commit()
    connection.close()

    with pytest.raises(ConfigError, match=r"another version of Specwright \(format 99, not 1\)"):
        open_store(f"sqlite:{path}")


def test_no_password_is_shown(tmp_path: Path) -> None:
    """Where a database cannot be reached, its address is told without the password."""
    with pytest.raises(ConfigError) as caught:
        open_store(f"postgresql://user:s3cret@/db?host={tmp_path}")

    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(caught.value)
    assert "postgresql+pg8000://user:***@/db" in str(caught.value)


def test_the_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra's packages the user is told how to get them."""

    def find_nothing(_name: str) -> None:
        """Find no module."""

    monkeypatch.setattr(postgres_store, "find_spec", find_nothing)

    with pytest.raises(ConfigError, match=r"pip install 'specwright\[postgres\]'"):
        opening.open_store("postgresql://host/db")
