"""Holds a few kills against what was acknowledged before them; `nox -s crash` does two hundred to each store."""

from collections.abc import Callable

import pytest

from specwright.twin.store import Store, Transaction
from twin.crash import Report, crash, judge
from twin.crash_worker import add, sealed


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(shared_url: str) -> None:
    """Whatever moment a writer is killed at, what it was told is stored is there, whole and once."""
    report = crash(shared_url, kills=6, seed=1)

    assert report.is_clean, str(report)
    assert report.kills == 6
    assert {"created", "changed"} <= set(report.acknowledged)


def lay_out(transaction: Transaction) -> None:
    """Store two orders as a worker does."""
    for number, text in enumerate(("a", "b"), start=1):
        digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        transaction.put_blob(digest, b"")
        document = sealed({"by": "w", "version": 1, "file": digest, "text": text})
        transaction.put("orders", f"order-{number}", document, keys={"by": ("w",)})
        add(transaction, "created")


def tear(transaction: Transaction) -> None:
    """Leave a document without its checksum."""
    transaction.put("orders", "order-1", {"by": "w", "version": 2, "checksum": "x", "file": "x"}, keys={"by": ("w",)})


def lag(transaction: Transaction) -> None:
    """Let a document say another version than it has."""
    record = transaction.get("orders", "order-1")
    if record is not None:
        transaction.put("orders", "order-1", record.document, keys={"by": ("w",)})


def unfind(transaction: Transaction) -> None:
    """Let a key miss its order."""
    record = transaction.get("orders", "order-1")
    if record is not None:
        transaction.delete("orders", "order-1")
        transaction.put("orders", "order-1", record.document)


def halve(transaction: Transaction) -> None:
    """Store an order without counting it."""
    record = transaction.get("orders", "order-1")
    if record is not None:
        transaction.put("orders", "order-3", record.document, keys={"by": ("w",)})


LINES = ["created order-1", "created order-2", "noted 1"]
SOUND: list[tuple[list[str], Callable[[Transaction], None], str]] = [(LINES, lambda _: None, "")]
MISSING = [
    ([*LINES, line], SOUND[0][1], "lost")
    for line in ("created order-3", "changed order-1 2", "noted 2", "counted 1", "conflict on a record of my own")
]
TWICE = [([*LINES, "created order-1"], SOUND[0][1], "duplicates")]
DAMAGED = [(LINES, damage, "corrupt") for damage in (tear, lag, unfind, halve)]


@pytest.mark.parametrize(("lines", "damage", "wrong"), [*SOUND, *MISSING, *TWICE, *DAMAGED])
def test_the_judge_sees_what_is_wrong(
    store: Store, lines: list[str], damage: Callable[[Transaction], None], wrong: str
) -> None:
    """A write that is missing, torn, stored by half or given twice is found; a sound store is not blamed."""
    store.transact(lay_out)
    store.append({})
    store.transact(damage)
    report = Report()

    judge(store, lines, report)

    found = {name: bool(getattr(report, name)) for name in ("lost", "corrupt", "duplicates")}
    assert found == {name: name == wrong for name in found}
    assert report.is_clean is (not wrong)
