"""Kills writers of a store, and its server, at random moments, and looks for what was acknowledged: nox -s crash."""

import argparse
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from postgres_server import MISSING, PostgresServer, find_binaries, running_postgres
from specwright.twin.store import Store, Transaction
from specwright.twin.stores import open_store
from twin.crash_worker import sealed

WORKER: Final = Path(__file__).with_name("crash_worker.py")
WORKERS: Final = 3
# One kill in so many ends the server as well.
SERVER_EVERY: Final = 10


@dataclass(slots=True)
class Report:
    """What was acknowledged, and what was wrong with it afterwards."""

    kills: int = 0
    server_kills: int = 0
    acknowledged: Counter[str] = field(default_factory=Counter[str])
    lost: list[str] = field(default_factory=list[str])
    corrupt: list[str] = field(default_factory=list[str])
    duplicates: list[str] = field(default_factory=list[str])

    @property
    def is_clean(self) -> bool:
        """Say whether everything acknowledged is there, whole and once."""
        return not (self.lost or self.corrupt or self.duplicates)

    def __str__(self) -> str:
        told = ", ".join(f"{number} {kind}" for kind, number in sorted(self.acknowledged.items()))
        found = [f"{len(self.lost)} lost", f"{len(self.corrupt)} corrupt", f"{len(self.duplicates)} duplicate ids"]
        wrong = "".join(f"\n  {what}" for what in [*self.lost, *self.corrupt, *self.duplicates][:20])
        return f"{self.kills} kills, {self.server_kills} of a server; acknowledged: {told}; {', '.join(found)}{wrong}"


class Load:
    """Processes that write, and the lines in which they tell what was acknowledged."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._started = 0
        self._processes: list[subprocess.Popen[bytes]] = []
        self._readers: list[threading.Thread] = []
        self.lines: list[str] = []
        for _ in range(WORKERS):
            self._start()

    def wait_for_work(self, more: int) -> None:
        """Wait until so many further writes were acknowledged: a store that nobody writes to loses nothing."""
        goal, deadline = len(self.lines) + more, time.monotonic() + 120
        while len(self.lines) < goal:
            if time.monotonic() > deadline:
                raise RuntimeError("the workers do not work")
            time.sleep(0.002)

    def kill_one(self, chance: Random) -> None:
        """Kill a worker where it stands, and start another in its place."""
        process = self._processes.pop(chance.randrange(len(self._processes)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        self._start()

    def end(self) -> None:
        """Kill all workers, and read what they still had told."""
        for process in self._processes:
            process.send_signal(signal.SIGKILL)
        for process in self._processes:
            process.wait()
        for reader in self._readers:
            reader.join()

    def _start(self) -> None:
        self._started += 1
        process = subprocess.Popen(
            [sys.executable, str(WORKER), self._url, f"worker-{self._started}"],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        reader = threading.Thread(target=self._read, args=(process,))
        reader.start()
        self._processes.append(process)
        self._readers.append(reader)

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is not None:
            with process.stdout as lines:
                for line in lines:
                    self.lines.append(line.decode().rstrip("\n"))


def crash(url: str, *, kills: int, seed: int, server: PostgresServer | None = None) -> Report:
    """Kill at random moments under load, then hold the store against what was acknowledged."""
    chance, report, load = Random(seed), Report(), Load(url)
    try:
        for number in range(1, kills + 1):
            load.wait_for_work(chance.randrange(1, 30))
            time.sleep(chance.random() * 0.02)
            if server is not None and number % SERVER_EVERY == 0:
                server.kill()
                server.start_again()
                report.server_kills += 1
            else:
                load.kill_one(chance)
            report.kills += 1
        load.wait_for_work(10)
    finally:
        load.end()
    store = open_store(url, journal_limit=10_000_000)
    try:
        judge(store, load.lines, report)
    finally:
        store.close()
    return report


def judge(store: Store, lines: list[str], report: Report) -> None:
    """Look for every acknowledged write, and at everything else that is there."""
    told = [line.split() for line in lines]
    report.acknowledged.update(words[0] for words in told)
    created = Counter(words[1] for words in told if words[0] == "created")
    report.duplicates += [f"{id} was given {times} times" for id, times in created.items() if times > 1]
    counted = Counter(words[1] for words in told if words[0] == "counted")
    report.lost += [f"count {n} was reached {times} times" for n, times in counted.items() if times > 1]
    report.lost += [" ".join(words) for words in told if words[0] not in {"created", "changed", "counted", "noted"}]
    versions = dict.fromkeys(created, 1)
    for words in told:
        if words[0] == "changed":
            versions[words[1]] = max(versions.get(words[1], 0), int(words[2]))
    store.transact(lambda transaction: _judge_records(transaction, versions, report), is_read=True)
    total = store.transact(lambda transaction: _sum(transaction, "shared"), is_read=True)
    if total < max((int(n) for n in counted), default=0):
        report.lost.append(f"count {total}, though {max(map(int, counted))} was acknowledged")
    if not report.server_kills:
        entries = {number for number, _ in store.journal(limit=10_000_000)}
        report.lost += [f"entry {words[1]}" for words in told if words[0] == "noted" and int(words[1]) not in entries]


def _judge_records(transaction: Transaction, versions: dict[str, int], report: Report) -> None:
    records = {record.id: record for record in transaction.scan("orders")}
    for id, version in versions.items():
        if id not in records or records[id].version < version:
            there = records[id].version if id in records else "nothing"
            report.lost.append(f"{id}: version {version} was acknowledged, {there} is there")
    for id, record in records.items():
        document = {key: value for key, value in record.document.items() if key != "checksum"}
        if sealed(document) != record.document or document["version"] != record.version:
            report.corrupt.append(f"{id}: the document does not fit its checksum or version")
        content = transaction.get_blob(str(document["file"])) or b""
        if hashlib.sha256(content).hexdigest() != document["file"]:
            report.corrupt.append(f"{id}: its file is not what it was")
    by_worker = Counter(str(record.document["by"]) for record in records.values())
    for worker, number in by_worker.items():
        if len(transaction.find("orders", "by", worker)) != number:
            report.corrupt.append(f"{worker}: its {number} orders are not all found by their key")
    if _sum(transaction, "created") != len(records):
        report.corrupt.append(f"{len(records)} orders, though {_sum(transaction, 'created')} were counted with them")
    if len({record.sequence for record in records.values()}) != len(records):
        report.duplicates.append("two orders share a place in the order of storing")


def _sum(transaction: Transaction, name: str) -> int:
    record = transaction.get("sums", name)
    return int(str(record.document["n"])) if record is not None else 0


def crash_sqlite(kills: int, seed: int) -> Report:
    """Kill writers of a file, and have SQLite look at it as well."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crash.db"
        report = crash(f"sqlite:{path}", kills=kills, seed=seed)
        connection = sqlite3.connect(path)
        report.corrupt += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        connection.close()
    return report


def crash_postgres(kills: int, seed: int) -> Report:
    """Kill writers of a database, and its server."""
    with running_postgres(is_durable=True) as server:
        return crash(server.url, kills=kills, seed=seed, server=server)


def crash_sqlite_twin(kills: int, seed: int) -> Report:
    """Kill workers of a twin over a file."""
    from twin.crash_http import crash_http  # it needs the report of this module

    with tempfile.TemporaryDirectory() as folder:
        return crash_http(f"sqlite:{folder}/crash.db", kills=kills, seed=seed)


def crash_postgres_twin(kills: int, seed: int) -> Report:
    """Kill workers of a twin over a database."""
    from twin.crash_http import crash_http

    with running_postgres(is_durable=True) as server:
        return crash_http(server.url, kills=kills, seed=seed)


RUNS: Final[dict[str, Callable[[int, int], Report]]] = {
    "sqlite": crash_sqlite,
    "sqlite-twin": crash_sqlite_twin,
    "postgresql": crash_postgres,
    "postgresql-twin": crash_postgres_twin,
}


def main() -> int:
    """Run what the command line asks for; exit 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", choices=sorted(RUNS), action="append")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    is_clean = True
    for name in options.store or RUNS:
        if name.startswith("postgresql") and find_binaries() is None:
            sys.stdout.write(f"{name}: {MISSING}\n")
            is_clean = False
            continue
        began = time.monotonic()
        report = RUNS[name](options.kills, options.seed)
        sys.stdout.write(f"{name}, seed {options.seed}, {time.monotonic() - began:.0f} s: {report}\n")
        sys.stdout.flush()
        is_clean = is_clean and report.is_clean
    return 0 if is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
