"""Holds that documents get the same verdicts in the same order wherever they are judged, and how a run ends early."""

import io
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from specwright.cli.verdicts import as_json
from specwright.model.errors import InternalError
from specwright.validation import Block, Judge, OldValues, Outcome, Plan, Source, Violation, judge_blocks
from specwright.validation.sources import Paired

CHECKS = """
import os, time
def check(value, *, old=None):
    if value == "kill":
        os.kill(os.getpid(), 9)
    if value == "sleep":
        time.sleep(60)
    if value == "bug":
        raise ZeroDivisionError("a bug")
    found = []
    if value == 7:
        found.append(("schema", "SEVEN", "not", "", "Must not be seven."))
    if old is not None and value != old:
        found.append(("rule", "", "unchanged", "/value", "The value never changes."))
    return tuple(found)
"""


def describe(file: str, line: int, violations: tuple[Violation, ...], omitted: int) -> str:
    """Write a verdict so that a test can compare it."""
    return f"{file}:{line} {' '.join(id for _, _, id, _, _ in violations)} {omitted}\n"


PLAN = Plan(text=CHECKS, check="check", describe=describe, limit=1000)

# Other processes import what writes verdicts by its name, and find no module of tests.
SENT = replace(PLAN, describe=as_json)
VALID = '{"file": "data", "line": %d, "valid": true, "violations": []}\n'


def lines(*values: object, first: int = 1) -> Block:
    """Make a block of lines."""
    return Block("data", first, "\n".join(map(str, values)).encode())


def told(outcomes: Iterable[Outcome]) -> str:
    """Join what is told."""
    return "".join(outcome.text for outcome in outcomes)


def children_gone() -> bool:
    """Wait until all processes of this one have ended."""
    until = time.monotonic() + 20
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.01)
    return not multiprocessing.active_children()


def test_each_document_is_told_and_counted() -> None:
    """Verdicts are in the order of the lines; what is invalid is counted by layer, code and id."""
    outcome = Judge(PLAN)(lines(1, "", 7, "{", 7, '{"a":1,"a":1}', first=40))

    assert outcome.text.splitlines() == [
        *("data:40  0", "data:42 not 0", "data:43 parse 0", "data:44 not 0", "data:45 duplicate-key 0"),
    ]
    assert (outcome.documents, outcome.invalid) == (5, 4)
    assert outcome.counts == {("schema", "SEVEN", "not"): 2, ("json", "", "parse"): 1, ("json", "", "duplicate-key"): 1}


def test_violations_beyond_the_most_are_counted_only() -> None:
    """How many are told changes neither verdict nor counts."""
    some = Judge(replace(PLAN, old=b"1", most=1))(lines(7))
    none = Judge(replace(PLAN, old=b"1", most=0))(lines(7))

    assert (some.text, none.text) == ("data:1 not 1\n", "data:1  2\n")
    assert some.counts == none.counts == {("schema", "SEVEN", "not"): 1, ("rule", "", "unchanged"): 1}
    assert (some.invalid, none.invalid) == (1, 1)


def test_rules_that_are_ignored_are_neither_told_nor_counted() -> None:
    """Only rules can be ignored, never a keyword of the same name."""
    outcome = Judge(replace(PLAN, old=b"1", ignored=frozenset({"unchanged", "not"})))(lines(7, 2))

    assert outcome.text == "data:1 not 0\ndata:2  0\n"
    assert (outcome.documents, outcome.invalid) == (2, 1)


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        (Paired(b"1", 1), ""),
        (Paired(b"2", 1), "unchanged"),
        (Paired(b"{", 9), "old"),
        (Paired(b'{"a":1,"a":1}', 9), "old unchanged"),
        (Paired(b"1" * 1001, 9), "old"),
        (None, "old"),
    ],
)
def test_each_document_is_judged_with_its_own_old_value(old: Paired | None, expected: str) -> None:
    """An old value that is missing or cannot be used is a violation, and the document is judged by all other rules."""
    outcome = Judge(replace(PLAN, old_name="before"))(lines(1)._replace(old=(old,)))

    assert outcome.text == f"data:1 {expected} 0\n"


def test_a_document_beyond_the_limit_is_not_read() -> None:
    """The limit counts the bytes of one line."""
    outcome = Judge(replace(PLAN, limit=5))(lines("12345", "123456"))

    assert outcome.text == "data:1  0\ndata:2 size 0\n"


def test_old_values_are_one_for_all_or_one_for_each(tmp_path: Path) -> None:
    """A file of one document is the old value of all; a file of several is paired in order, until it ends."""
    (tmp_path / "one").write_text('{\n"a": 1}\n')
    (tmp_path / "more").write_text("1\n\n3\n4\n")

    def old(name: str) -> OldValues:
        return OldValues(Source(io.FileIO(tmp_path / name), name, limit=1000))

    one, more, longer = old("one"), old("more"), old("more")
    paired = [block.old for block in more.pair([lines(1, "", 2), lines(3, 4)])]
    list(longer.pair([lines(1)]))

    assert one.only == Paired(b'{\n"a": 1}\n', 1)
    assert more.only is None
    assert paired == [(Paired(b"1\n", 1), Paired(b"3\n", 3)), (Paired(b"4\n", 4), None)]
    assert not more.has_more()
    assert longer.has_more()


@pytest.mark.parametrize("enough", [0, 200])
def test_other_processes_give_the_same_verdicts_in_the_same_order(enough: int) -> None:
    """Neither the number of processes nor the moment of their start can be seen in the results."""
    blocks = [lines(*range(number, number + 12), "bad", first=number * 100) for number in range(30)]
    started: list[bool] = []

    here = list(judge_blocks(iter(blocks), SENT, jobs=1))
    there = list(judge_blocks(iter(blocks), SENT, jobs=3, enough=enough, on_start=lambda: started.append(True)))

    assert there == here
    assert started == [True]
    assert children_gone()


def test_blocks_are_read_only_as_they_are_judged() -> None:
    """However slowly verdicts are taken, only a few blocks are read ahead."""
    read: list[int] = []

    def blocks() -> Iterator[Block]:
        for number in range(200):
            read.append(number)
            yield lines(1, first=number)

    outcomes = judge_blocks(blocks(), SENT, jobs=2, enough=0)
    for _ in range(3):
        next(outcomes)
    time.sleep(0.5)
    ahead = len(read)
    outcomes.close()

    assert ahead <= 3 + 2 * 2 + 2
    assert children_gone()


def test_an_error_while_reading_comes_after_the_verdicts_before_it() -> None:
    """What was judged is told, then the run ends with the reader's own error."""

    def blocks() -> Iterator[Block]:
        yield lines(1)
        yield lines(2, first=2)
        raise OSError("the disk is gone")

    outcomes = judge_blocks(blocks(), SENT, jobs=2, enough=0)

    assert told([next(outcomes), next(outcomes)]) == VALID % 1 + VALID % 2
    with pytest.raises(OSError, match="the disk is gone"):
        next(outcomes)
    assert children_gone()


def test_a_process_that_is_killed_ends_the_run_with_a_message() -> None:
    """Nobody waits for an answer that cannot come."""
    with pytest.raises(InternalError, match="ended without an answer"):
        list(judge_blocks(iter([lines(1), lines('"kill"'), lines(1)]), SENT, jobs=2, enough=0))

    assert children_gone()


def test_a_bug_in_a_check_is_told_with_the_place() -> None:
    """An exception in another process names the file and the lines that it was about."""
    with pytest.raises(InternalError, match="data, line 30 and following: ZeroDivisionError: a bug"):
        list(judge_blocks(iter([lines(1), lines('"bug"', first=30)]), SENT, jobs=2, enough=0))


def test_who_stops_early_leaves_no_process_behind() -> None:
    """Closing ends processes at once, even one that is busy for long."""
    blocks = [lines(1), lines(1), *(lines('"sleep"') for _ in range(9))]
    outcomes = judge_blocks(iter(blocks), SENT, jobs=2, enough=0)
    # The first is judged here, the second elsewhere.
    told([next(outcomes), next(outcomes)])
    assert multiprocessing.active_children()
    outcomes.close()

    assert children_gone()


def test_other_processes_never_hear_of_an_interrupt() -> None:
    """Ctrl-C reaches all processes of a terminal; only the one that prints may answer it, whenever it comes."""
    outcomes = judge_blocks((lines(number) for number in range(50)), SENT, jobs=2, enough=0)
    is_over = threading.Event()
    interrupted: set[int] = set()

    def interrupt() -> None:
        while not is_over.wait(0.002):
            for child in multiprocessing.active_children():
                interrupted.add(child.pid or 0)
                os.kill(child.pid or 0, signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    try:
        verdicts: list[Outcome] = []
        for outcome in outcomes:
            verdicts.append(outcome)
            time.sleep(0.005)
            if len(verdicts) == 45:
                # No signal may come to a number that another process has by then.
                is_over.set()
                thread.join()
    finally:
        is_over.set()
        thread.join()

    assert len(verdicts) == 50
    assert len(interrupted) == 2
