"""Holds the whole twin, over HTTP and in several processes, to what its stores promise."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any, Final

import pytest

from twin.serving_notes import ask, twin

RACERS: Final = 8
ROUNDS: Final = 5


def together(work: Callable[[int], Any]) -> list[Any]:
    """Do some work in many threads at once."""
    barrier, results = threading.Barrier(RACERS), list[Any]()

    def run(number: int) -> None:
        barrier.wait()
        results.append(work(number))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == RACERS
    return results


def put_once(urls: list[str], path: str, tag: str, number: int) -> tuple[int, str]:
    """Try to update a note from one version, and give the answer with who asked."""
    name = f"racer-{number}"
    return ask(urls[number % len(urls)], "PUT", path, {"by": name}, If_Match=tag)[0], name


def race(urls: list[str]) -> None:
    """Let many callers update one note from one version; exactly one may be served, each time."""
    status, _, note = ask(urls[0], "POST", "/notes", {"n": 0})
    assert status == 201
    path = f"/notes/{note['id']}"
    for _ in range(ROUNDS):
        _, headers, before = ask(urls[-1], "GET", path)
        answers = together(partial(put_once, urls, path, headers["etag"]))
        assert Counter(status for status, _ in answers) == {200: 1, 412: RACERS - 1}
        (winner,) = [name for status, name in answers if status == 200]
        _, after_headers, after = ask(urls[0], "GET", path)
        assert after["by"] == winner
        assert after_headers["etag"] != headers["etag"]
        assert before["id"] == after["id"]


def count_up(urls: list[str]) -> None:
    """Let many callers count in one note, each from what it has read; no count may be lost."""
    _, _, note = ask(urls[0], "POST", "/notes", {"n": 0})
    path = f"/notes/{note['id']}"

    def add(number: int) -> None:
        done = 0
        while done < ROUNDS:
            _, headers, now = ask(urls[number % len(urls)], "GET", path)
            status, _, _ = ask(urls[number % len(urls)], "PUT", path, {"n": now["n"] + 1}, If_Match=headers["etag"])
            assert status in {200, 412}
            done += status == 200

    together(add)
    _, _, after = ask(urls[0], "GET", path)
    assert after["n"] == RACERS * ROUNDS


def create_many(urls: list[str]) -> None:
    """Let many callers create notes; each gets an id of its own, and all are listed."""
    before = {note["id"] for note in ask(urls[0], "GET", "/notes")[2]}
    made = together(
        lambda number: [ask(urls[number % len(urls)], "POST", "/notes", {"n": 1})[2]["id"] for _ in range(ROUNDS)]
    )
    ids = [id for each in made for id in each]
    assert len(set(ids)) == len(ids) == RACERS * ROUNDS
    assert {note["id"] for note in ask(urls[-1], "GET", "/notes")[2]} == before | set(ids)


@pytest.mark.slow
def test_workers_share_a_store(shared_url: str) -> None:
    """Over workers of one twin no update is lost, one of N racing writers wins, and ids are given once."""
    with twin(shared_url, workers=3) as url:
        race([url])
        count_up([url])
        create_many([url])


@pytest.mark.slow
def test_two_ports_share_a_store(shared_url: str) -> None:
    """Two twins on two ports over one store are one twin; what they stored is there for a third."""
    with ExitStack() as stack:
        urls = [stack.enter_context(twin(shared_url, workers=1)) for _ in range(2)]
        race(urls)
        count_up(urls)
        create_many(urls)
        listed = ask(urls[0], "GET", "/notes")[2]
    with twin(shared_url, workers=1) as url:
        assert ask(url, "GET", "/notes")[2] == listed


@pytest.mark.slow
def test_two_ports_share_clock_journal_and_kept_states(shared_url: str) -> None:
    """What is set, kept, undone or noted at one port shows at the other."""
    with twin(shared_url, workers=1) as one, twin(shared_url, workers=1) as other:
        ask(one, "PUT", "/__twin/clock", {"now": "2031-02-03T04:05:06Z", "frozen": True})
        assert ask(other, "GET", "/__twin/clock")[2]["now"].startswith("2031-02-03T04:05:06")
        ask(other, "PUT", "/__twin/clock", {"advance": 3600})
        assert ask(one, "GET", "/__twin/clock")[2]["now"].startswith("2031-02-03T05:05:06")

        ask(one, "POST", "/notes", {"n": 1})
        assert ask(other, "POST", "/__twin/snapshots", {"name": "one-note"})[0] < 300
        ask(one, "POST", "/notes", {"n": 2})
        assert ask(one, "POST", "/__twin/snapshots/one-note/restore")[0] < 300
        assert [note["n"] for note in ask(other, "GET", "/notes")[2]] == [1]
        assert ask(other, "POST", "/__twin/reset")[0] < 300
        assert ask(one, "GET", "/notes")[2] == []

        state = ask(other, "GET", "/__twin/state")[2]
        assert (state["store"], state["isShared"]) == (shared_url.partition(":")[0], True)
        entries = json.dumps(ask(other, "GET", "/__twin/journal")[2])
        assert entries.count('"POST"') == 2
