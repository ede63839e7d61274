"""Holds that whatever a campaign makes in a live service is accounted for and removed, and nothing else is."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from conform.depot_server import KEY, DepotServer
from specwright.conform.bookkeeping import Bookkeeper
from specwright.conform.cleanup import Cleaned, Cleaner
from specwright.conform.exchanges import Exchange, Request, Response, Send
from specwright.conform.ledger import Ledger, is_in_use, read_ledger
from specwright.conform.removals import Removals
from specwright.conform.results import RefusedError, StoppedError
from specwright.loader import load
from specwright.model.errors import SourceError
from specwright.model.service import Operation, Service
from specwright.model.types import Json
from specwright.twin.creation import create_twin
from specwright.twin.edge import Twin
from specwright.twin.serving import serve

ROOT: Final = Path(__file__).parents[2]
DEPOT: Final = Path(__file__).parent / "depot.yaml"
SHELF: Final = Path(__file__).parent / "shelf.yaml"
CRATE: Final[dict[str, Json]] = {"label": "crate", "weight": 1.5, "kind": "box", "tags": ["a", "b"]}


@pytest.fixture(scope="module")
def service() -> Service:
    """Read the description once."""
    return load(DEPOT, keep_going=True)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Begin a ledger."""
    with Ledger.create(tmp_path / "a" / "ledger.ndjson", url="http://depot.example", title="Depot") as made:
        yield made


def request(method: str, target: str, value: Any = None) -> Request:
    """Make a request of somebody who may."""
    headers = (("X-Depot-Key", KEY), *((("Content-Type", "application/json"),) if value is not None else ()))
    body = json.dumps(value).encode() if value is not None else b""
    return Request(
        operation="", method=method, target=target, headers=headers, body=body, secrets=frozenset({"x-depot-key"})
    )


def clean(service: Service, send: Send, ledger: Ledger, *keys: str) -> Cleaned:
    """Clean up as holders of keys."""

    def callers(_operation: Operation) -> Iterable[Mapping[str, str]]:
        return [{"key": key} for key in keys or (KEY,)]

    return Cleaner(service, send, ledger, callers=callers).clean()


def stored(server: DepotServer) -> list[str]:
    """List what the server has."""
    exchange = server(request("GET", "/crates?limit=50"))
    assert exchange.response is not None
    return [crate["id"] for crate in json.loads(exchange.response.body)]


def test_what_was_made_is_removed_and_what_was_there_stays(service: Service, ledger: Ledger) -> None:
    """Of what the campaign made itself nothing is left; what it removed itself is not asked for again."""
    server = DepotServer()
    server(request("POST", "/crates", CRATE))
    book = Bookkeeper(server, ledger, Removals(service), most=None)
    for _ in range(3):
        book(request("POST", "/crates", CRATE))
    book(request("DELETE", "/crates/c3"))
    book(request("POST", "/crates", {"label": "x"}))

    assert (book.made, book.removed) == (3, 1)
    assert [entry.target for entry in ledger.entries] == ["/crates/c2", "/crates/c4"]
    assert clean(service, server, ledger) == Cleaned(2, ())
    assert stored(server) == ["c1"]
    ledger.close()
    assert not ledger.path.exists()


def test_no_more_is_made_than_may_be(service: Service, ledger: Ledger) -> None:
    """The budget of things is met exactly, and all other calls go on."""
    server = DepotServer()
    book = Bookkeeper(server, ledger, Removals(service), most=2)
    for _ in range(2):
        book(request("POST", "/crates", CRATE))
    with pytest.raises(RefusedError, match="2 things were created"):
        book(request("POST", "/crates", CRATE))
    book(request("GET", "/crates"))

    assert stored(server) == ["c1", "c2"]


def test_what_is_under_way_when_the_run_ends_is_found(service: Service, ledger: Ledger) -> None:
    """A request whose answer never came is looked for by what was sent, and only what equals it is removed."""
    server = DepotServer()
    server(request("POST", "/crates", {**CRATE, "label": "other"}))

    def breaking(each: Request, /) -> Exchange:
        server(each)
        return Exchange(number=0, request=each, response=None, broken="killed")

    Bookkeeper(breaking, ledger, Removals(service), most=None)(request("POST", "/crates", CRATE))
    ledger.close()

    with Ledger.reopen(ledger.path) as again:
        assert [entry.target for entry in again.entries] == [""]
        assert clean(service, server, again) == Cleaned(1, ())
    assert stored(server) == ["c1"]
    assert not ledger.path.exists()


def test_what_never_arrived_removes_nothing(service: Service, ledger: Ledger) -> None:
    """Where the request was lost before it came to the service, nothing there is taken for it."""
    server = DepotServer()
    server(request("POST", "/crates", {**CRATE, "weight": 1.25}))
    ledger.begin("addCrate", "/crates", CRATE)

    assert clean(service, server, ledger).left == ()
    assert stored(server) == ["c1"]


def test_a_removal_whose_answer_never_came_counts_as_one(service: Service, ledger: Ledger) -> None:
    """Where a thing cannot be removed twice, the second refusal says that it is gone."""
    entry = ledger.begin("addCrate", "/crates", CRATE)
    ledger.made(entry, "/crates/c1")
    ledger.leaving("/crates/c1")

    def refusing(each: Request, /) -> Exchange:
        return Exchange(number=0, request=each, response=Response(status=409))

    assert clean(service, refusing, ledger) == Cleaned(1, ())


def test_what_cannot_be_removed_is_told(service: Service, ledger: Ledger) -> None:
    """A refusal leaves the thing in the ledger, with the reason, and is tried as everybody who may call."""
    ledger.made(ledger.begin("addCrate", "/crates", CRATE), "/crates/c1")
    ledger.made(ledger.begin("addCrate", "/crates", CRATE), "/crates/c2")
    seen: list[str] = []

    def refusing(each: Request, /) -> Exchange:
        seen.append(dict(each.headers)["X-Depot-Key"])
        if each.target.endswith("c2"):
            raise StoppedError("the service is gone")
        return Exchange(number=0, request=each, response=Response(status=403))

    cleaned = clean(service, refusing, ledger, "one", "two")

    assert cleaned.removed == 0
    assert {each.what: each.reason for each in cleaned.left}["/crates/c2"] == "the service is gone"
    ledger.close()
    assert [entry.target for entry in read_ledger(ledger.path).entries] == ["/crates/c1", "/crates/c2"]


def test_several_callers_are_tried(service: Service, ledger: Ledger) -> None:
    """What belongs to one caller is removed as that one."""
    server = DepotServer()
    Bookkeeper(server, ledger, Removals(service), most=None)(request("POST", "/crates", CRATE))

    assert clean(service, server, ledger, "somebody", KEY) == Cleaned(1, ())
    assert stored(server) == []


def test_a_ledger_keeps_no_values(service: Service, ledger: Ledger) -> None:
    """Neither what was sent nor a credential stands in the file."""
    secret = {**CRATE, "label": "topsecret", "password": "hunter22222"}
    Bookkeeper(DepotServer("open"), ledger, Removals(service), most=None)(request("POST", "/crates", secret))

    text = ledger.path.read_text()
    assert "hunter22222" not in text
    assert "topsecret" not in text
    assert KEY not in text


def test_a_line_that_was_cut_off_counts_as_not_written(ledger: Ledger) -> None:
    """A ledger can be read after a kill in the middle of a line, and gone on with."""
    ledger.made(ledger.begin("addCrate", "/crates", CRATE), "/crates/c1")
    ledger.close()
    with ledger.path.open("a") as stream:
        stream.write('{"event": "gone", "num')

    with Ledger.reopen(ledger.path) as again:
        again.made(again.begin("addCrate", "/crates", CRATE), "/crates/c2")
    assert [entry.target for entry in read_ledger(ledger.path).entries] == ["/crates/c1", "/crates/c2"]


def test_a_ledger_belongs_to_one_run(ledger: Ledger) -> None:
    """A file that a run still writes is neither cleaned nor begun anew."""
    with pytest.raises(SourceError, match="a run still uses"):
        Ledger.reopen(ledger.path)
    with pytest.raises(SourceError, match="no ledger can be kept"):
        Ledger.create(ledger.path, url="", title="")
    assert is_in_use(ledger.path)
    ledger.made(ledger.begin("addCrate", "/crates", CRATE), "/crates/c1")
    ledger.close()
    assert not is_in_use(ledger.path)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]\n", '{"ledger": 2}\n', '{"ledger": 1}\n', '{"ledger": 1, "url": "", "salt": ""}\n{}\n']
)
def test_what_is_no_ledger_is_told(tmp_path: Path, text: str) -> None:
    """A wrong file ends in a message with its name."""
    (tmp_path / "x").write_text(text)
    with pytest.raises(SourceError, match="ledger"):
        read_ledger(tmp_path / "x")


def command(*words: str) -> list[str]:
    """Spell a command of this checkout."""
    return [sys.executable, "-m", "specwright", "test", str(SHELF), *words]


def test_a_kill_leaves_nothing_behind(tmp_path: Path) -> None:
    """After kill -9 in the middle of a run, created minus removed is 0 once its ledger was cleaned up."""
    twin = create_twin(SHELF, seed=4)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    with serve(twin) as url:
        made = _killed(command("--url", url), tmp_path, environment, 5)
        assert made <= _books(twin) <= made + 1
        (path,) = (tmp_path / ".specwright").iterdir()
        done = subprocess.run(
            command("--url", url, "--clean", str(path.relative_to(tmp_path))),
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert _books(twin) == 0
    assert not path.exists()


def _killed(words: list[str], folder: Path, environment: Mapping[str, str], least: int) -> int:
    """Run a campaign, kill it once it made some things, and tell how many it knows of."""
    running = subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while running.poll() is None:
            found = list((folder / ".specwright").glob("*.ndjson"))
            if found and found[0].read_text().count('"made"') >= least:
                break
            time.sleep(0.005)
        running.send_signal(signal.SIGKILL)
    finally:
        running.kill()
        running.wait()
    (path,) = (folder / ".specwright").glob("*.ndjson")
    return sum(bool(entry.target) for entry in read_ledger(path).entries)


def _books(twin: Twin) -> int:
    """Count what the twin has stored."""
    return twin.engine.store.transact(lambda transaction: transaction.count("/books"), is_read=True)
