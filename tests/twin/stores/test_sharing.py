"""Holds that processes share a store: each sees what the others did, and none undoes it."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specwright.model.types import Json
from specwright.twin.store import Record, Store, Transaction
from specwright.twin.stores import StoreError

RACER = Path(__file__).with_name("racer.py")
ROUNDS = 40


def started(url: str, names: list[str]) -> list[subprocess.Popen[str]]:
    """Start a process for each name."""
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    return [
        subprocess.Popen(
            [sys.executable, "-W", "error", str(RACER), url, name, str(ROUNDS)],
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )
        for name in names
    ]


def test_exactly_one_of_many_processes_wins(shared_url: str, open_one: Callable[..., Store]) -> None:
    """Of processes that start from the same version one is served; no count, number or entry is lost or given twice."""
    store = open_one(shared_url)
    names = ["p1", "p2", "p3", "p4"]

    def lay_out(transaction: Transaction) -> None:
        for number in range(ROUNDS):
            transaction.put("orders", f"order-{number}", {}, expected=0)

    store.transact(lay_out)
    processes = started(shared_url, names)
    while store.transact(lambda transaction: transaction.count("ready"), is_read=True) < len(names):
        assert all(process.poll() is None for process in processes)
        time.sleep(0.01)
    store.transact(lambda transaction: transaction.put("ready", "go", {}))
    told: list[Any] = [json.loads(process.communicate()[0]) for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    winners = {id: name for name, result in zip(names, told, strict=True) for id in result["won"]}
    assert Counter(id for result in told for id in result["won"]) == Counter(f"order-{n}" for n in range(ROUNDS))
    records = store.transact(lambda transaction: list(transaction.scan("orders")), is_read=True)
    assert {record.id: record.document["by"] for record in records} == winners
    assert {record.version for record in records} == {2}
    by_key = store.transact(
        lambda transaction: {name: len(transaction.find("orders", "by", name)) for name in names}, is_read=True
    )
    assert by_key == {name: len(result["won"]) for name, result in zip(names, told, strict=True)}
    total = store.transact(lambda transaction: transaction.get("sums", "total"), is_read=True)
    assert total is not None
    assert total.document == {"n": len(names) * ROUNDS}
    assert sorted(number for result in told for number in result["numbers"]) == list(range(1, len(names) * ROUNDS + 1))
    assert sorted(number for result in told for number in result["entries"]) == list(range(1, len(names) * ROUNDS + 1))
    assert len(store.journal()) == len(names) * ROUNDS


def put_a(document: dict[str, Json]) -> Callable[[Transaction], Record]:
    """Make work that stores a document."""
    return lambda transaction: transaction.put("orders", "a", document)


def test_two_see_the_same(shared_url: str, open_one: Callable[..., Store]) -> None:
    """Records, counters, kept states, the journal and a clearing of one are the other's as well."""
    one, other = open_one(shared_url), open_one(shared_url)

    one.transact(lambda transaction: transaction.put("orders", "a", {"n": 1}))
    record = other.transact(lambda transaction: transaction.put("orders", "a", {"n": 2}, expected=1))
    assert one.transact(lambda transaction: transaction.get("orders", "a"), is_read=True) == record

    one.transact(lambda transaction: transaction.next("c"))
    assert other.transact(lambda transaction: transaction.next("c")) == 2

    one.snapshot("s")
    other.clear()
    assert one.transact(lambda transaction: transaction.count("orders"), is_read=True) == 0
    assert other.snapshots() == ["s"]
    other.restore("s")
    assert one.transact(lambda transaction: transaction.get("orders", "a"), is_read=True) == record

    assert (one.append({}), other.append({}), one.append({})) == (1, 2, 3)
    assert len(other.journal()) == 3


def test_what_was_stored_outlives_the_store(shared_url: str, open_one: Callable[..., Store]) -> None:
    """A store that is opened again goes on where it stopped."""
    first = open_one(shared_url)
    first.transact(lambda transaction: transaction.put("orders", "a", {"n": 1}, keys={"by": ("k",)}))
    first.transact(lambda transaction: transaction.put_blob("d", b"x"))
    first.snapshot("s")
    first.append({})
    first.close()

    again = open_one(shared_url)

    (record,) = again.transact(lambda transaction: transaction.find("orders", "by", "k"), is_read=True)
    assert (record.id, record.document, record.version) == ("a", {"n": 1}, 1)
    assert again.transact(lambda transaction: transaction.get_blob("d"), is_read=True) == b"x"
    assert (again.snapshots(), again.append({})) == (["s"], 2)


def test_same_numbers_after_going_back_are_no_same_records(shared_url: str, open_one: Callable[..., Store]) -> None:
    """A document that took the place of another, number by number, is not mistaken for it."""
    one, other = open_one(shared_url), open_one(shared_url)
    one.snapshot("empty")
    seen: list[Record] = []
    documents: list[dict[str, Json]] = [{"n": 1}, {"n": 2}]
    for document in documents:
        one.transact(put_a(document))
        seen += other.transact(lambda transaction: list(transaction.scan("orders")), is_read=True)
        one.restore("empty")
    first, second = seen
    assert (first.id, first.version, first.sequence) == (second.id, second.version, second.sequence)
    assert (first.document, second.document) == ({"n": 1}, {"n": 2})


def test_a_reader_sees_one_moment(shared_url: str, open_one: Callable[..., Store]) -> None:
    """What another process commits while a reader is at work does not show in its work."""
    one, other = open_one(shared_url), open_one(shared_url)
    one.transact(lambda transaction: transaction.put("orders", "a", {}))

    def look(transaction: Transaction) -> tuple[int, int]:
        before = transaction.count("orders")
        other.transact(lambda writing: writing.put("orders", "b", {}))
        return before, len(list(transaction.scan("orders")))

    assert one.transact(look, is_read=True) == (1, 1)
    assert one.transact(lambda transaction: transaction.count("orders"), is_read=True) == 2


def test_a_closed_store_says_so(shared_url: str, open_one: Callable[..., Store]) -> None:
    """Closing twice is no error; a SQLite store that is used after it is."""
    store = open_one(shared_url)
    store.close()
    store.close()

    if shared_url.startswith("sqlite"):
        with pytest.raises(StoreError, match="closed"):
            store.transact(lambda transaction: transaction.count("orders"))
