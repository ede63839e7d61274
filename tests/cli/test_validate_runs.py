"""Holds how a run of ``specwright validate`` reads and ends: pipes, interrupts, terminals, many processes."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import GENERATOR, Run
from cli.order_store import GOOD, LATE, stock


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with one API and no documents yet."""
    monkeypatch.chdir(stock(tmp_path))
    return tmp_path


def test_large_files_get_the_same_verdicts_from_many_processes(store: Path, run: Run) -> None:
    """A bad line far inside is one verdict with its number, whoever judges it."""
    many = [GOOD] * 120_000
    many[99_999] = '{"number": "A1", quantity: 2}'
    many[110_000] = LATE
    Path("orders.ndjson").write_text("\n".join(many), "utf-8")

    one = run("validate", "store", "replaceOrder", "orders.ndjson", "--jobs", "1")
    two = run("validate", "store", "replaceOrder", "orders.ndjson", "--jobs", "2")

    assert (one.code, two.code) == (1, 1)
    assert one.out == two.out
    assert one.out.splitlines()[:3] == [
        "orders.ndjson:100000: 1 violation",
        "  #: line 100000, column 18: Expecting property name enclosed in double quotes [json parse]",
        "orders.ndjson:110001: 1 violation",
    ]
    assert "120,000 documents: 119,998 valid, 2 invalid" in one.out


def test_standard_input_is_a_file(store: Path) -> None:
    """A dash stands for what is piped in, verdicts name it."""
    told = subprocess.run(
        [sys.executable, "-m", "specwright", "validate", "store", "replaceOrder", "-"],
        env={"PYTHONPATH": str(GENERATOR)},
        input=f"{GOOD}\n{LATE}\n",
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert told.stdout.startswith("<stdin>:2: 1 violation\n")


def test_whoever_writes_slowly_is_answered_at_once(store: Path) -> None:
    """The verdict on a line comes before the next line is written."""
    command = [sys.executable, "-m", "specwright", "validate", "store", "replaceOrder", "-", "--format", "json"]
    with subprocess.Popen(
        command, env={"PYTHONPATH": str(GENERATOR)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line in (GOOD, LATE, GOOD):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["valid"] == (line == GOOD)
        process.stdin.close()
        assert process.stdout.read() == ""
    assert process.returncode == 1


def test_a_reader_that_goes_away_ends_the_run_quietly(store: Path) -> None:
    """``| head -1`` is no error to be told."""
    Path("orders.ndjson").write_text(f"{GOOD}\n" * 200_000, "utf-8")
    command = [sys.executable, "-m", "specwright", "validate", "store", "replaceOrder", "orders.ndjson"]
    with subprocess.Popen(
        [*command, "--format", "json", "--jobs", "2"],
        env={"PYTHONPATH": str(GENERATOR)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = json.loads(process.stdout.readline())
        process.stdout.close()
        told = process.stderr.read()

    assert first["line"] == 1
    assert process.returncode == 141
    assert told == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_the_run_without_a_trace(store: Path, jobs: str) -> None:
    """Ctrl-C, which reaches all processes of the group, ends with 130 and no traceback from anybody."""
    command = [
        sys.executable,
        "-m",
        "specwright",
        "validate",
        "store",
        "replaceOrder",
        "-",
        "--jobs",
        jobs,
        "--format",
        "json",
    ]
    with subprocess.Popen(
        command,
        env={"PYTHONPATH": str(GENERATOR)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        # More than what is judged before other processes are started; what is written was read, but for a pipe full.
        process.stdin.write(f"{GOOD}\n" * 200_000)
        process.stdin.flush()
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()
        process.stdin.close()

    assert process.returncode == 130
    assert told == ""


@pytest.mark.parametrize(("options", "is_drawn"), [([], True), (["--quiet"], False)])
def test_a_bar_is_drawn_where_somebody_watches(store: Path, options: list[str], is_drawn: bool) -> None:
    """On a terminal a long run shows how far it is, and results stay as they are."""
    Path("orders.ndjson").write_text(f"{GOOD}\n" * 100_000, "utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "specwright", "validate", "store", "replaceOrder", "orders.ndjson", "--jobs", "2"]
    seen = bytearray()
    with subprocess.Popen(
        [*command, *options],
        env={"PYTHONPATH": str(GENERATOR), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    ) as process:
        os.close(theirs)
        # Linux tells the end of a terminal by an error.
        with contextlib.suppress(OSError):
            while piece := os.read(ours, 4096):
                seen += piece
        assert process.stdout is not None
        told = process.stdout.read()
    os.close(ours)

    assert told == "100,000 documents: 100,000 valid, 0 invalid\n"
    assert (b" documents, 0 invalid" in seen) == is_drawn
    assert is_drawn or not seen
