"""Writes to a store as fast as it can and tells what was acknowledged, until it is killed: python crash_worker.py URL NAME."""

import hashlib
import os
import sys
import time
from itertools import count
from random import Random

from specwright.model.errors import ConfigError
from specwright.model.types import Json
from specwright.twin.store import ConflictError, Store, Transaction
from specwright.twin.stores import StoreError, open_store


def sealed(document: dict[str, Json]) -> dict[str, Json]:
    """Add a checksum, so that a document that was torn shows."""
    text = repr(sorted(document.items()))
    return {**document, "checksum": hashlib.sha256(text.encode()).hexdigest()}


def add(transaction: Transaction, name: str) -> int:
    """Count one more in a record that all workers change."""
    record = transaction.get("sums", name)
    n = int(str(record.document["n"])) + 1 if record is not None else 1
    transaction.put("sums", name, {"n": n})
    return n


class Worker:
    """Creates, changes and deletes orders of its own, and counts in records of everybody."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._random = Random(name)
        self._versions: dict[str, int] = {}

    def step(self) -> str:
        """Do one thing, and give what the store acknowledged."""
        choice = self._random.random()
        if choice < 0.4 or not self._versions:
            id = self._store.transact(self._create)
            self._versions[id] = 1
            return f"created {id}"
        if choice < 0.8:
            return self._update()
        if choice < 0.9:
            return f"counted {self._store.transact(lambda transaction: add(transaction, 'shared'))}"
        return f"noted {self._store.append({'by': self._name})}"

    def _create(self, transaction: Transaction) -> str:
        id = f"order-{transaction.next('ids')}"
        content = id.encode() * 50
        digest = hashlib.sha256(content).hexdigest()
        document = sealed({"by": self._name, "version": 1, "file": digest, "text": "x" * self._random.randrange(4000)})
        transaction.put("orders", id, document, expected=0, keys={"by": (self._name,)})
        transaction.put_blob(digest, content)
        # In the same transaction: where one of the two is missing, half of it was stored.
        add(transaction, "created")
        return id

    def _update(self) -> str:
        id = self._random.choice(sorted(self._versions)[-50:])
        version = self._versions[id]

        def change(transaction: Transaction) -> None:
            record = transaction.get("orders", id)
            if record is None:
                raise LookupError(id)
            document: dict[str, Json] = {key: value for key, value in record.document.items() if key != "checksum"}
            document["version"] = version + 1
            transaction.put("orders", id, sealed(document), expected=version, keys={"by": (self._name,)})

        self._store.transact(change)
        self._versions[id] = version + 1
        return f"changed {id} {version + 1}"


def work(url: str, name: str) -> None:
    """Write until the end; a store that fails is opened again, and what it had not acknowledged does not count."""
    for number in count():
        try:
            store = open_store(url)
        except ConfigError:
            time.sleep(0.05)
            continue
        worker = Worker(store, f"{name}.{number}")
        try:
            while True:
                # One write of a short line is wholly in the pipe or not at all, even if the next instruction never comes.
                os.write(1, f"{worker.step()}\n".encode())
        except StoreError:
            time.sleep(0.05)
        except ConflictError:
            os.write(1, b"conflict on a record of my own\n")


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2])
