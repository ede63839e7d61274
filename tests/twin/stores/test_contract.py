"""Holds every kind of store to the one contract that the twin builds on."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from specwright.twin.store import ConflictError, Record, Store, Transaction

# Texts that some database refuses, cuts off, or takes for another one.
STRANGE = [
    "",
    "a\0b",
    "\0",
    "\ud800",
    "é",
    "e\u0301",
    "'; DROP TABLE records; --",
    '"quoted"',
    "\\u0000",
    "\\",
    "%",
    "x" * 20_000,
    "🚚",
    "\n",
]


def put(store: Store, id: str, document: Any = None, /, **options: Any) -> Record:
    """Store one document in a transaction of its own."""
    return store.transact(
        lambda transaction: transaction.put("orders", id, {} if document is None else document, **options)
    )


def get(store: Store, id: str) -> Record | None:
    """Read one record."""
    return store.transact(lambda transaction: transaction.get("orders", id), is_read=True)


def ids(store: Store) -> list[str]:
    """List the ids in the order of storing."""
    return [record.id for record in store.transact(lambda transaction: list(transaction.scan("orders")), is_read=True)]


def found(store: Store, index: str, key: str) -> list[str]:
    """List the ids behind a key."""
    return [
        record.id for record in store.transact(lambda transaction: transaction.find("orders", index, key), is_read=True)
    ]


def everything(store: Store) -> Any:
    """Give all that a transaction can see, numbers apart, which may leave gaps."""

    def look(transaction: Transaction) -> Any:
        return (
            [(record.id, record.document, record.version) for record in transaction.scan("orders")],
            [record.id for record in transaction.find("orders", "by", "k")],
            transaction.count("orders"),
            transaction.get_blob("blob"),
        )

    return store.transact(look, is_read=True)


def count_and_hold(transaction: Transaction) -> None:
    """Move a counter and keep some bytes."""
    transaction.next("c")
    transaction.put_blob("blob", b"x")


def test_versions_count_from_one(store: Store) -> None:
    """Each change of a record counts its version on; its place in the order of storing stays."""
    first, second, third = put(store, "a", {"n": 1}), put(store, "a", {"n": 2}), put(store, "b", {"n": 3})

    assert (first.version, second.version, third.version) == (1, 2, 1)
    assert first.sequence == second.sequence < third.sequence
    assert get(store, "a") == second
    assert get(store, "c") is None


@pytest.mark.parametrize(("expected", "is_stored"), [(None, True), (2, True), (0, False), (1, False), (3, False)])
def test_compare_and_set(store: Store, expected: int | None, is_stored: bool) -> None:
    """A change that starts from another version than is there does nothing."""
    put(store, "a", {"n": 1})
    before = put(store, "a", {"n": 2})

    if is_stored:
        assert put(store, "a", {"n": 3}, expected=expected).version == 3
    else:
        with pytest.raises(ConflictError):
            put(store, "a", {"n": 3}, expected=expected)
        assert get(store, "a") == before


def test_nothing_may_be_there(store: Store) -> None:
    """Zero expects that there is no such record."""
    put(store, "a", expected=0)

    with pytest.raises(ConflictError):
        put(store, "b", expected=1)
    assert ids(store) == ["a"]


def test_deleting(store: Store) -> None:
    """A record that was deleted starts again at version 1, at the end of the order; deleting nothing is no error."""
    first = put(store, "a", keys={"by": ("k",)})
    put(store, "a")
    put(store, "b")

    with pytest.raises(ConflictError):
        store.transact(lambda transaction: transaction.delete("orders", "a", expected=1))
    store.transact(lambda transaction: transaction.delete("orders", "a", expected=2))
    store.transact(lambda transaction: transaction.delete("orders", "a"))

    assert get(store, "a") is None
    assert found(store, "by", "k") == []
    again = put(store, "a")
    assert again.version == 1
    assert again.sequence > first.sequence
    assert ids(store) == ["b", "a"]


def test_order_of_storing(store: Store) -> None:
    """Records come as they were first stored; one that is renewed goes to the end."""
    for id in ("c", "a", "b"):
        put(store, id)
    put(store, "c", {"changed": True})
    assert ids(store) == ["c", "a", "b"]

    put(store, "c", renew=True)

    assert ids(store) == ["a", "b", "c"]


def test_resources_are_apart(store: Store) -> None:
    """The same id in two resources is two records."""
    put(store, "a", {"n": 1})
    store.transact(lambda transaction: transaction.put("events", "a", {"n": 2}))

    assert ids(store) == ["a"]
    assert store.transact(lambda transaction: transaction.count("events")) == 1
    assert store.transact(lambda transaction: transaction.count("nothing")) == 0


def test_keys(store: Store) -> None:
    """A record is found by the keys of its last change, and by no other."""
    put(store, "a", keys={"by": ("x", "y", "x"), "other": ("x",)})
    put(store, "b", keys={"by": ("y",)})
    assert (found(store, "by", "x"), found(store, "by", "y"), found(store, "other", "x")) == (["a"], ["a", "b"], ["a"])

    put(store, "a", keys={"by": ("z",)})

    assert (found(store, "by", "x"), found(store, "by", "y"), found(store, "by", "z")) == ([], ["b"], ["a"])
    assert found(store, "other", "x") == []


def test_keys_follow_a_renewed_record(store: Store) -> None:
    """What a key finds comes in the order of storing as well."""
    put(store, "a", keys={"by": ("k",)})
    put(store, "b", keys={"by": ("k",)})

    put(store, "a", keys={"by": ("k",)}, renew=True)

    assert found(store, "by", "k") == ["b", "a"]


def test_counters(store: Store) -> None:
    """A counter begins where its first caller says, and counts on."""
    numbers = [store.transact(lambda transaction: transaction.next("a", start=10)) for _ in range(3)]

    assert numbers == [10, 11, 12]
    assert store.transact(lambda transaction: (transaction.next("b"), transaction.next("b"))) == (1, 2)


def test_blobs(store: Store) -> None:
    """Bytes come back as they were, whatever they are."""
    content = bytes(range(256)) * 300

    store.transact(lambda transaction: transaction.put_blob("d", content))
    store.transact(lambda transaction: transaction.put_blob("d", content))

    assert store.transact(lambda transaction: transaction.get_blob("d"), is_read=True) == content
    assert store.transact(lambda transaction: transaction.get_blob("e"), is_read=True) is None


def test_all_or_nothing(store: Store) -> None:
    """Work that raises leaves nothing behind, whatever it had done, and its exception goes through."""
    put(store, "a", {"n": 1}, keys={"by": ("k",)})
    put(store, "b", {"n": 2})
    store.transact(lambda transaction: transaction.next("c"))
    before = everything(store)

    def fail(transaction: Transaction) -> None:
        transaction.put("orders", "a", {"n": 9}, keys={"by": ("l",)})
        transaction.put("orders", "new", {}, keys={"by": ("k",)})
        transaction.put("orders", "b", {}, renew=True)
        transaction.delete("orders", "b")
        transaction.next("c")
        transaction.put_blob("blob", b"x")
        assert transaction.count("orders") == 2
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.transact(fail)
    assert everything(store) == before
    assert store.transact(lambda transaction: transaction.next("c")) == 2


def test_a_transaction_sees_its_own_changes(store: Store) -> None:
    """What was just stored is there for the rest of the work."""

    def work(transaction: Transaction) -> Any:
        transaction.put("orders", "a", {"n": 1}, keys={"by": ("k",)})
        record = transaction.put("orders", "a", {"n": 2}, expected=1, keys={"by": ("l",)})
        return (
            record.version,
            transaction.get("orders", "a"),
            [r.document for r in transaction.find("orders", "by", "l")],
        )

    version, record, documents = store.transact(work)

    assert (version, record.document, documents) == (2, {"n": 2}, [{"n": 2}])


def test_announced_readers_may_write(store: Store) -> None:
    """Work that was announced as reading and writes all the same is done, once."""
    record = store.transact(lambda transaction: transaction.put("orders", "a", {}), is_read=True)

    assert record.version == 1
    assert ids(store) == ["a"]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_any_text_is_a_name(store: Store, text: str) -> None:
    """Ids, resources, indexes, keys, counters, digests and names of states may be any text."""

    def work(transaction: Transaction) -> Any:
        transaction.put(text, text, {text: text}, keys={text: (text, f"{text}x")})
        transaction.put_blob(text, b"x")
        transaction.next(text, start=7)

    store.transact(work)
    store.snapshot(text)
    store.clear()
    store.restore(text)

    def look(transaction: Transaction) -> Any:
        (scanned,) = transaction.scan(text)
        (by_key,) = transaction.find(text, text, text)
        record = transaction.get(text, text)
        return (
            scanned == by_key == record,
            record and record.document,
            transaction.get_blob(text),
            transaction.next(text),
        )

    assert store.snapshots() == [text]
    assert store.transact(look) == (True, {text: text}, b"x", 8)


def test_strange_texts_are_all_different(store: Store) -> None:
    """No two names are taken for one."""
    for text in STRANGE:
        put(store, text, {"is": text})
        put(store, text + "x" * 600, {"is": "long"})

    assert [record.document for text in STRANGE if (record := get(store, text))] == [{"is": text} for text in STRANGE]
    assert len(ids(store)) == 2 * len(STRANGE)


def test_documents_come_back_as_they_were(store: Store) -> None:
    """Order, numbers and letters of a document are kept exactly."""
    document: dict[str, Any] = {
        "z": 1,
        "a": [1.0, -0.0, 1e-7, 10**30, 0.1, True, None, {}, []],
        "": "\0\ud83d\ude9a\u2028",
        "é": {"deep": [[["x"]]]},
    }

    put(store, "a", document)

    record = get(store, "a")
    assert record is not None
    assert repr(record.document) == repr(document)


def test_kept_states(store: Store) -> None:
    """A kept state brings back records, versions, order, keys, counters and blobs, as often as it is asked for."""
    put(store, "a", {"n": 1}, keys={"by": ("k",)})
    put(store, "b", {"n": 1})
    store.transact(count_and_hold)
    before = everything(store)
    store.snapshot("then")

    for _ in range(2):
        put(store, "a", {"n": 2}, keys={"by": ("l",)})
        put(store, "new", {}, keys={"by": ("k",)})
        store.transact(lambda transaction: transaction.delete("orders", "b"))
        store.transact(lambda transaction: transaction.put_blob("late", b"y"))
        assert store.transact(lambda transaction: transaction.next("c")) == 2
        store.restore("then")
        assert everything(store) == before
        assert store.transact(lambda transaction: transaction.get_blob("late"), is_read=True) is None


def test_names_of_kept_states(store: Store) -> None:
    """States are listed, replaced and forgotten by their names; an unknown one is an error that changes nothing."""
    put(store, "a", {"n": 1})
    store.snapshot("b")
    store.snapshot("a")
    put(store, "a", {"n": 2})
    store.snapshot("b")
    assert store.snapshots() == ["a", "b"]

    store.forget("a")
    store.forget("never")

    with pytest.raises(KeyError):
        store.restore("a")
    assert store.snapshots() == ["b"]
    store.restore("b")
    record = get(store, "a")
    assert record is not None
    assert record.document == {"n": 2}


def test_clearing(store: Store) -> None:
    """Clearing drops what is current; kept states and the journal stay."""
    put(store, "a", {"n": 1}, keys={"by": ("k",)})
    store.transact(count_and_hold)
    store.append({"entry": 1})
    store.snapshot("s")
    before = everything(store)

    store.clear()

    assert everything(store) == ([], [], 0, None)
    assert store.transact(lambda transaction: transaction.next("c")) == 1
    assert len(store.journal()) == 1
    store.restore("s")
    assert everything(store) == before


def test_the_journal(store: Store) -> None:
    """Entries are numbered from 1, and are read behind a number, oldest first, as many as wanted."""
    assert store.journal() == []
    assert [store.append({"n": number, "text": "\0é"}) for number in range(1, 6)] == [1, 2, 3, 4, 5]

    assert store.journal(after=2, limit=2) == [(3, {"n": 3, "text": "\0é"}), (4, {"n": 4, "text": "\0é"})]
    assert store.journal(after=5) == []
    store.clear_journal()
    assert store.journal() == []
    assert store.append({}) == 6


def test_the_journal_is_bounded(kind: str, url_of: Callable[[str], str], open_one: Callable[..., Store]) -> None:
    """The oldest entries make room for new ones."""
    store = open_one(url_of(kind), 10)

    for number in range(1, 251):
        store.append({"n": number})

    assert [number for number, _ in store.journal()] == list(range(241, 251))


def test_the_journal_is_no_part_of_kept_states(store: Store) -> None:
    """Going back in the state does not unsay what happened."""
    store.append({"n": 1})
    store.snapshot("s")
    store.append({"n": 2})

    store.restore("s")

    assert [number for number, _ in store.journal()] == [1, 2]
    assert store.append({}) == 3


def test_one_of_many_threads_wins(store: Store) -> None:
    """Of writers that start from the same version exactly one is served, round after round."""
    put(store, "a", {"n": 0})
    rounds, racers = 10, 8
    barrier = threading.Barrier(racers)
    won: list[int] = []

    def race() -> None:
        for _ in range(rounds):
            barrier.wait()
            record = get(store, "a")
            assert record is not None
            barrier.wait()
            try:
                put(store, "a", {"n": record.version}, expected=record.version)
            except ConflictError:
                continue
            won.append(record.version)

    threads = [threading.Thread(target=race) for _ in range(racers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == list(range(1, rounds + 1))
    record = get(store, "a")
    assert record is not None
    assert record.version == rounds + 1


def test_resources_are_counted_by_name(store: Store) -> None:
    """Every resource with records is known, whatever its name; one whose last record has gone is not."""

    def fill(transaction: Transaction) -> None:
        for resource in ("orders", "/a b/é", "\ud800"):
            transaction.put(resource, "1", {})
        transaction.put("orders", "2", {})
        transaction.put("gone", "1", {})
        transaction.delete("gone", "1")

    store.transact(fill)

    assert store.transact(lambda transaction: dict(transaction.resources()), is_read=True) == {
        "orders": 2, "/a b/é": 1, "\ud800": 1,
    }  # fmt: skip


def test_the_newest_entry_is_known(store: Store) -> None:
    """The number of the newest entry is known without reading any, and stays when entries are dropped."""
    assert store.last_entry() == 0
    store.append({"a": 1})
    store.append({"a": 2})
    assert store.last_entry() == store.journal()[-1][0] == 2
    store.clear_journal()
    assert store.last_entry() == 2
