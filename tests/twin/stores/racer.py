"""One of several processes that want the same records at the same time: python racer.py URL NAME ROUNDS."""

import json
import sys
import time
from typing import Any

from specwright.twin.store import ConflictError, Record, Transaction
from specwright.twin.stores import open_store


def add_one(transaction: Transaction) -> None:
    """Read a number and write the next one: a lost update would lose a count."""
    record = transaction.get("sums", "total")
    transaction.put("sums", "total", {"n": int(str(record.document["n"])) + 1 if record is not None else 1})


def race(url: str, name: str, rounds: int) -> dict[str, Any]:
    """Try to change each record from its first version, and tell which changes were accepted."""
    store = open_store(url)
    won: list[str] = []
    numbers: list[int] = []
    entries: list[int] = []
    # All begin at once, when the last one has said that it is there.
    store.transact(lambda transaction: transaction.put("ready", name, {}))
    while not store.transact(lambda transaction: transaction.get("ready", "go"), is_read=True):
        time.sleep(0.005)
    for number in range(rounds):
        id = f"order-{number}"

        def change(transaction: Transaction, id: str = id) -> Record:
            return transaction.put("orders", id, {"by": name}, expected=1, keys={"by": (name,)})

        try:
            store.transact(change)
            won.append(id)
        except ConflictError:
            pass
        store.transact(add_one)
        numbers.append(store.transact(lambda transaction: transaction.next("ids")))
        entries.append(store.append({"by": name, "n": number}))
    store.close()
    return {"won": won, "numbers": numbers, "entries": entries}


if __name__ == "__main__":
    json.dump(race(sys.argv[1], sys.argv[2], int(sys.argv[3])), sys.stdout)
