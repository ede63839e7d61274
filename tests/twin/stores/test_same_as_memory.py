"""Holds the stores in databases against the one in memory: the same calls give the same answers."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specwright.twin.memory_store import MemoryStore
from specwright.twin.store import ConflictError, Store, Transaction

IDS: Final = st.sampled_from(["a", "b", "c", "\0", "x" * 700])
KEYS: Final = st.dictionaries(st.sampled_from(["by", "of"]), st.lists(IDS, max_size=2).map(tuple), max_size=2)
EXPECTED: Final = st.sampled_from([None, None, 0, 1, 2])
CHANGES: Final = st.one_of(
    st.tuples(st.just("put"), IDS, st.integers(0, 3), EXPECTED, KEYS, st.booleans()),
    st.tuples(st.just("delete"), IDS, EXPECTED),
    st.tuples(st.just("next"), IDS),
    st.tuples(st.just("blob"), IDS),
    st.tuples(st.just("fail")),
)
STEPS: Final = st.one_of(
    st.tuples(st.just("transact"), st.lists(CHANGES, min_size=1, max_size=5)),
    st.tuples(st.sampled_from(["snapshot", "restore", "forget"]), st.sampled_from(["s", "t"])),
    st.tuples(st.sampled_from(["clear", "append"])),
)


class OnPurposeError(Exception):
    """Work that was begun is not wanted after all."""


def change(transaction: Transaction, step: Any) -> object:
    """Make one change, and give what it answered."""
    match step:
        case ("put", id, n, expected, keys, renew):
            record = transaction.put("orders", id, {"n": n}, expected=expected, keys=keys, renew=renew)
            return record.id, record.document, record.version
        case ("delete", id, expected):
            transaction.delete("orders", id, expected=expected)
        case ("next", name):
            return transaction.next(name)
        case ("blob", digest):
            transaction.put_blob(digest, digest.encode())
        case _:
            raise OnPurposeError
    return None


def change_all(transaction: Transaction, steps: list[Any]) -> list[object]:
    """Make several changes together."""
    return [change(transaction, step) for step in steps]


def seen(transaction: Transaction) -> object:
    """Give all that can be seen of a store, sequence numbers apart."""
    records = list(transaction.scan("orders"))
    return (
        [(record.id, record.document, record.version) for record in records],
        [record.sequence for record in records] == sorted({record.sequence for record in records}),
        [
            [record.id for record in transaction.find("orders", index, key)]
            for index in ("by", "of")
            for key in ("a", "b", "c", "\0", "x" * 700)
        ],
        [transaction.get_blob(digest) for digest in ("a", "\0")],
        transaction.count("orders"),
    )


def play(store: Store, steps: list[Any]) -> list[object]:
    """Take steps, and note what each answered and what was there after it."""
    notes: list[object] = []
    for step in steps:
        try:
            match step:
                case ("transact", changes):
                    notes.append(store.transact(partial(change_all, steps=changes)))
                case (name, state):
                    getattr(store, name)(state)
                case ("append",):
                    notes.append(store.append({"n": 1}))
                case _:
                    store.clear()
        except (ConflictError, OnPurposeError, KeyError) as error:
            notes.append(type(error))
        notes += [store.transact(seen, is_read=True), store.snapshots(), len(store.journal())]
    return notes


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=8))
def test_databases_answer_as_memory_does(shared_url: str, open_one: Callable[..., Store], steps: list[Any]) -> None:
    """Whatever is asked, in whatever order, a store in a database answers what the one in memory answers."""
    store = open_one(shared_url)
    store.clear()
    for name in store.snapshots():
        store.forget(name)
    store.clear_journal()
    first = store.append({})
    model = MemoryStore()
    for _ in range(first):
        model.append({})
    model.clear_journal()
    store.clear_journal()

    assert play(store, steps) == play(model, steps)
