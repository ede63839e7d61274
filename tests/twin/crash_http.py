"""Kills workers of a twin that is called over HTTP, and sometimes all of it, and looks for what it had answered (Linux)."""

import http.client
import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from twin.crash import Report
from twin.serving_notes import Served, ask

CALLERS: Final = 4
WORKERS: Final = 3
# One kill in so many ends the whole twin, which then starts again on what is stored.
ALL_EVERY: Final = 10


@dataclass(slots=True)
class Caller:
    """One who creates notes and changes its own, and writes down what was answered."""

    name: str
    created: list[str] = field(default_factory=list[str])
    # By id: the highest number that was sent, and the highest that was acknowledged.
    sent: dict[str, int] = field(default_factory=dict[str, int])
    answered: dict[str, int] = field(default_factory=dict[str, int])
    changes: int = 0
    surprises: list[str] = field(default_factory=list[str])

    def call(self, url: str, chance: Random) -> None:
        """Make one call; where no answer comes, nobody knows what has happened."""
        if len(self.created) < 3 or chance.random() < 0.3:
            self._create(url)
        else:
            self._change(url, chance.choice(self.created[-20:]))

    def _create(self, url: str) -> None:
        status, _, note = ask(url, "POST", "/notes", {"n": 0, "by": self.name})
        if status != 201:
            self.surprises.append(f"{status} for POST")
            return
        self.created.append(note["id"])
        self.sent[note["id"]] = self.answered[note["id"]] = 0

    def _change(self, url: str, id: str) -> None:
        status, headers, note = ask(url, "GET", f"/notes/{id}")
        if status != 200:
            self.surprises.append(f"{status} for GET of {id}")
            return
        self._look_at(id, note)
        self.sent[id] += 1
        change = {"n": self.sent[id], "by": self.name}
        status, _, _ = ask(url, "PUT", f"/notes/{id}", change, If_Match=headers["etag"])
        if status == 200:
            self.answered[id] = self.sent[id]
            self.changes += 1
        elif status not in {412, 503}:
            self.surprises.append(f"{status} for PUT of {id}")

    def _look_at(self, id: str, note: Any) -> None:
        if not self.answered[id] <= note["n"] <= self.sent[id] or note["by"] != self.name:
            self.surprises.append(f"{id} is {note}, acknowledged {self.answered[id]}, sent {self.sent[id]}")

    def judge(self, notes: dict[str, Any], report: Report) -> None:
        """Look for everything that was acknowledged."""
        report.corrupt += self.surprises
        for id in self.created:
            note = notes.get(id)
            if note is None or not self.answered[id] <= note["n"] <= self.sent[id]:
                report.lost.append(f"{id} of {self.name}: {self.answered[id]} was acknowledged, {note} is there")
            elif note["by"] != self.name:
                report.corrupt.append(f"{id} of {self.name} is {note}")


class Load:
    """Callers in threads, which go on where the twin is killed under them."""

    def __init__(self, seed: int) -> None:
        self.url = ""
        self.callers = [Caller(f"caller-{number}") for number in range(CALLERS)]
        self._seed = seed
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._call, args=(caller,)) for caller in self.callers]

    @property
    def answers(self) -> int:
        """Count what was acknowledged so far."""
        return sum(len(caller.created) + caller.changes for caller in self.callers)

    def start(self, url: str) -> None:
        """Begin to call."""
        self.url = url
        for thread in self._threads:
            thread.start()

    def wait_for_work(self, more: int) -> None:
        """Wait until so many further writes were acknowledged."""
        goal, deadline = self.answers + more, time.monotonic() + 120
        while self.answers < goal:
            if time.monotonic() > deadline:
                raise RuntimeError("the twin does not answer")
            time.sleep(0.002)

    def stop(self) -> None:
        """Let every caller finish its call."""
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _call(self, caller: Caller) -> None:
        chance = Random(f"{self._seed} {caller.name}")
        while not self._is_over.is_set():
            # A connection that breaks is what the kills are for.
            with suppress(OSError, http.client.HTTPException):
                caller.call(self.url, chance)


def crash_http(store: str, *, kills: int, seed: int) -> Report:
    """Kill at random moments while four callers create and change notes, then look at all of them."""
    chance, report, load = Random(seed), Report(), Load(seed)
    served = Served(store, workers=WORKERS)
    try:
        load.start(served.url)
        for number in range(1, kills + 1):
            load.wait_for_work(chance.randrange(1, 20))
            time.sleep(chance.random() * 0.02)
            if number % ALL_EVERY == 0:
                served.kill()
                served = Served(store, workers=WORKERS)
                load.url = served.url
            else:
                _kill_worker(served, chance)
            report.kills += 1
        load.wait_for_work(10)
    finally:
        load.stop()
        served.kill()
    _judge(store, load, report)
    return report


def _kill_worker(served: Served, chance: Random) -> None:
    deadline = time.monotonic() + 60
    while not (workers := served.workers):
        if time.monotonic() > deadline:
            raise RuntimeError("there is no worker")
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.kill(chance.choice(workers), signal.SIGKILL)


def _judge(store: str, load: Load, report: Report) -> None:
    ids = [id for caller in load.callers for id in caller.created]
    report.acknowledged.update({"created": len(ids), "changed": sum(caller.changes for caller in load.callers)})
    report.duplicates += [f"{id} was given twice" for id in set(ids) if ids.count(id) > 1]
    served = Served(store, workers=1)
    try:
        listed = ask(served.url, "GET", "/notes")[2]
        report.duplicates += [f"{note['id']} is listed twice" for note in listed if listed.count(note) > 1]
        notes = {note["id"]: note for note in listed}
        for caller in load.callers:
            caller.judge(notes, report)
    finally:
        served.stop()
