"""Holds what a twin answers while its store does not: nothing is acknowledged that was not stored, and it recovers."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from asgi import call
from specwright.twin.edge import Twin
from specwright.twin.memory_store import MemoryStore
from specwright.twin.store import ConflictError, Transaction
from specwright.twin.stores import StoreError

T = TypeVar("T")
CREDENTIALS = (("authorization", "Bearer ada-secret-token"), ("x-kiosk-key", "kiosk-secret-key"))


class Moody(MemoryStore):
    """A store whose database comes and goes; ``fails`` names what does not work at the moment."""

    fails: frozenset[str] = frozenset()

    def transact(self, work: Callable[[Transaction], T], /, *, is_read: bool = False) -> T:
        """Do some work, while the database is there."""
        self._meet("transact")
        return super().transact(work, is_read=is_read)

    def append(self, entry: Any, /) -> int:
        """Note a call, while the database is there."""
        self._meet("append")
        return super().append(entry)

    def _meet(self, what: str) -> None:
        if what in self.fails:
            raise StoreError("PostgreSQL: the server is gone")


@pytest.fixture
def moody() -> Moody:
    """Make a store that can fail."""
    return Moody()


@pytest.fixture
def twin(make_twin: Callable[..., Twin], moody: Moody) -> Twin:
    """Make a twin over it."""
    return make_twin(store=moody)


def test_a_store_that_is_gone_is_503(twin: Twin, moody: Moody, caplog: pytest.LogCaptureFixture) -> None:
    """A call whose state nobody can reach is refused for the time being, without a trace, and not as a bug."""
    moody.fails = frozenset({"transact", "append"})

    got = call(twin, "GET", "/papers", headers=CREDENTIALS)

    assert got.status == 503
    assert got.header("retry-after") == "1"
    assert "Traceback" not in caplog.text
    moody.fails = frozenset()
    assert call(twin, "GET", "/papers", headers=CREDENTIALS).status != 503


def test_the_admin_api_says_so_too(twin: Twin, moody: Moody) -> None:
    """Whoever looks after the twin learns why."""
    moody.fails = frozenset({"transact", "append"})

    got = call(twin, "GET", "/__twin/state")

    assert got.status == 503
    assert got.json["detail"] == "PostgreSQL: the server is gone"


def test_what_was_done_is_answered_though_it_cannot_be_noted(twin: Twin, moody: Moody) -> None:
    """The journal is no reason to leave a caller in doubt about what was stored."""
    status = call(twin, "GET", "/papers", headers=CREDENTIALS).status
    noted = len(moody.journal())
    moody.fails = frozenset({"append"})

    assert call(twin, "GET", "/papers", headers=CREDENTIALS).status == status
    assert len(moody.journal()) == noted


class Contended(MemoryStore):
    """A store where somebody else is always faster, as soon as there is something to win."""

    is_contended = False

    def transact(self, work: Callable[[Transaction], T], /, *, is_read: bool = False) -> T:
        """Do some work, and find that somebody else was faster."""

        def outrun(transaction: Transaction) -> T:
            made = work(transaction)
            if self.is_contended and not is_read:
                raise ConflictError("version 2 is there, not 1")
            return made

        return super().transact(outrun, is_read=is_read)


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        # Of 503 and 429 the second is what the operation documents; the other one documents neither.
        ("/papers", {"title": "Courant"}, 429),
        ("/bundles", b'--b\r\nContent-Disposition: form-data; name="paper"\r\n\r\n{"title": "t"}\r\n--b--', 503),
    ],
)
def test_who_never_comes_first_is_told_to_come_again(
    make_twin: Callable[..., Twin], path: str, content: Any, status: int
) -> None:
    """A change that others outrun each time is refused as the operation documents it, and nothing of it remains."""
    store = Contended()
    twin = make_twin(store=store)
    store.is_contended = True
    form = [("content-type", "multipart/form-data; boundary=b")]
    sent: dict[str, Any] = {"headers": [*CREDENTIALS], "content": content}
    if isinstance(content, bytes):
        sent = {"headers": [*CREDENTIALS, *form], "body": content}
    got = call(twin, "POST", path, **sent)

    assert got.status == status
    assert got.header("specwright-reason") == "Too many callers change the same document."
    assert twin.engine.control.resources()[0].count == 0
    store.is_contended = False
    assert call(twin, "POST", path, **sent).status == 201
