"""`specwright test` runs, reports, replays and refuses, each with the exit code that was promised."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Protocol

import pytest

from specwright.conform.ledger import Ledger
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options
from specwright.twin.serving import serve

ROOT: Final = Path(__file__).parents[2]
SHELF: Final = ROOT / "tests" / "conform" / "shelf.yaml"
PHASES: Final = ("--phase", "examples", "--phase", "constraints")


class Told(Protocol):
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs one command in this process."""

    def __call__(self, *arguments: str) -> Told:
        """Run a command line given word by word."""
        ...


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each command in a folder of its own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def wrong_url() -> Iterator[str]:
    """Serve a twin that lets members through which the description does not allow."""
    twin = create_twin(SHELF, seed=1, options=Options(has_journal=False), strict=False)
    with serve(twin) as url:
        yield url


def books(url: str) -> list[Any]:
    """List what a service has."""
    import httpx2

    answer: list[Any] = httpx2.get(f"{url}/books", headers={"X-Shelf-Key": "any"}, trust_env=False).json()
    return answer


def test_a_twin_passes_and_is_reported(run: Run, tmp_path: Path) -> None:
    """The twin of a description passes: 0, a summary, and all reports in the folder."""
    told = run("test", str(SHELF), "--twin", *PHASES, "--max-requests", "90", "--report", "reports/a")

    assert told.code == 0, told.out + told.err
    assert "Shelf 1, tested on its twin, seed 0" in told.out
    assert " 0 failed" in told.out
    assert "Ended early: the budget of 90 requests is used up." in told.out
    names = {path.name for path in (tmp_path / "reports" / "a").iterdir()}
    assert names == {"index.html", "report.json", "junit.xml", "report.sarif", "traffic.har"}
    assert len(json.loads((tmp_path / "reports" / "a" / "traffic.har").read_text())["log"]["entries"]) == 90
    assert not (tmp_path / ".specwright").exists()


def test_a_service_that_differs_fails_and_is_left_as_it_was(run: Run, wrong_url: str, tmp_path: Path) -> None:
    """A live service that accepts too much: 1, the cause with the ways to see it again, and nothing stays there."""
    words = ("test", str(SHELF), "--url", wrong_url, *PHASES, "--max-requests", "200")
    told = run(*words)

    assert told.code == 1
    assert "addBook accepts what additionalProperties at body refuses" in told.out
    assert "again:    specwright test" in told.out
    assert "curl:     curl --path-as-is" in told.out
    assert "client.books.add(" in told.out or "with ShelfClient(" in told.out
    assert "that the campaign made" in told.err
    assert books(wrong_url) == []
    assert list((tmp_path / ".specwright").iterdir()) == []


def test_a_case_can_be_run_again(run: Run, wrong_url: str) -> None:
    """The command that a failure names shows the same case, with all that was sent and answered, and fails again."""
    words = ("test", str(SHELF), "--url", wrong_url, *PHASES, "--max-requests", "200", "--format", "json")
    document = json.loads(run(*words).out)
    failure = next(each for each in document["failures"] if "additionalProperties" in each["cause"])
    import shlex

    again = run(*shlex.split(failure["replay"]["command"])[1:])

    assert again.code == 1
    assert again.out.startswith(f"{failure['case']['id']}: fail")
    assert "> POST " in again.out
    assert "< 201 after" in again.out
    assert books(wrong_url) == []


def test_a_case_that_is_not_there_is_told(run: Run) -> None:
    """An id of nothing is wrong input."""
    told = run("test", str(SHELF), "--twin", "--replay", "examples/addBook/no-such-case")
    assert told.code == 2
    assert "there is no case" in told.err


def test_nothing_is_left_of_what_never_arrived(run: Run, tmp_path: Path) -> None:
    """Where there is no service, nothing was made, and no ledger stays."""
    told = run("test", str(SHELF), "--url", "http://127.0.0.1:1")
    assert told.code == 2
    assert "could not be removed" not in told.err
    assert list((tmp_path / ".specwright").iterdir()) == []


def test_read_only_changes_nothing(run: Run, wrong_url: str) -> None:
    """With --read-only nothing but reading leaves, and what cannot be tried is told with its reason."""
    told = run("test", str(SHELF), "--url", wrong_url, *PHASES, "--read-only", "--format", "json", "--report", "r")
    document = json.loads(told.out)
    har = json.loads(Path("r/traffic.har").read_text())

    assert {entry["request"]["method"] for entry in har["log"]["entries"]} <= {"GET", "HEAD", "OPTIONS"}
    assert document["verdicts"]["unreachable"] > 0
    # A twin without a table of callers lets anybody in, which its description does not say.
    assert {each["cause"] for each in document["failures"]} <= {"listBooks accepts an unknown credential for key"}
    assert books(wrong_url) == []


def test_a_dry_run_sends_nothing(run: Run) -> None:
    """The plan is rehearsed on the twin: calls by operation and method, and not one of them leaves."""
    told = run("test", str(SHELF), "--url", "http://127.0.0.1:1", *PHASES, "--dry-run", "--max-requests", "120")
    assert told.code == 0
    assert "Nothing was sent to http://127.0.0.1:1." in told.out
    assert "addBook" in told.out
    assert "At most 120 requests would be sent." in told.out


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ((), "nothing is given to test"),
        (("--twin", "--url", "http://127.0.0.1"), "both given"),
        (("--url", "ftp://x"), "--url is no address"),
        (("--url", "http://[::1"), "--url is no address"),
        (("--url", "http://127.0.0.1:0"), "--url is no address"),
        (("--url", "http://a.example/?x=1"), "--url is no address"),
        (("--url", "http://me:hush@a.example"), "--url bears credentials"),
        (("--url", "https://a.example:8443"), "a.example:8443 is on no list"),
        (("--twin", "--rate", "much"), "is no rate"),
        (("--twin", "--max-time", "long"), "is no time"),
        (("--twin", "--max-time", "0s"), "is no time"),
        (("--twin", "--phase", "guessing"), "there is no phase 'guessing'"),
        (("--twin", "--operation", "burnBook"), "there is no operation 'burnBook'"),
        (("--twin", "--max-requests", "0"), "max-requests"),
        (("--traffic", "missing.har"), "missing.har: error: cannot be read"),
        (("--clean", "missing.ndjson"), "missing.ndjson: error:"),
        (("--url", "http://127.0.0.1:1"), "cannot be reached"),
        (("--twin", "--report", "/dev/null/x"), "reports cannot be written there"),
    ],
)
def test_wrong_input_is_told(run: Run, words: tuple[str, ...], what: str) -> None:
    """Whatever is wrong with the arguments ends with 2 and one message, without a trace and without a secret."""
    told = run("test", str(SHELF), *words)
    assert told.code == 2, told.out + told.err
    assert what in told.err
    assert "Traceback" not in told.err
    assert "hush" not in told.err


def test_a_named_host_may_be_written_to(run: Run, tmp_path: Path) -> None:
    """A host in specwright.toml, or behind --allow-host, is not refused."""
    folder = tmp_path / "specs" / "shelf"
    folder.mkdir(parents=True)
    (folder / "openapi.yaml").write_text(SHELF.read_text("utf-8"), "utf-8")
    (folder / "specwright.toml").write_text('[test]\nhosts = ["shelf.invalid"]\n', "utf-8")
    few = ("--dry-run", "--phase", "examples")
    by_list = run("test", "shelf", "--url", "http://shelf.invalid:81", *few)
    by_word = run("test", str(SHELF), "--url", "http://a.invalid", "--allow-host", "a.invalid", *few)
    assert (by_list.code, by_word.code) == (0, 0)


def test_traffic_is_judged(run: Run, wrong_url: str) -> None:
    """Recorded exchanges of a service that accepts too much: 1 with the drift; of a right one: 0."""
    run("test", str(SHELF), "--url", wrong_url, *PHASES, "--max-requests", "200", "--report", "wrong")
    run("test", str(SHELF), "--twin", *PHASES, "--max-requests", "200", "--report", "right")

    drift = run("test", str(SHELF), "--traffic", "wrong/traffic.har")
    right = run("test", str(SHELF), "--traffic", "right/traffic.har", "--format", "json")

    assert drift.code == 1
    assert "addBook accepts a request that breaks additionalProperties" in drift.out
    assert right.code == 0, right.out
    assert json.loads(right.out)["drifts"] == []


def test_what_an_earlier_run_left_is_offered(run: Run, wrong_url: str) -> None:
    """A ledger with entries is told of by the next run, with the command that cleans up."""
    with Ledger.create(Path(".specwright/ledger-old.ndjson"), url=wrong_url, title="Shelf") as ledger:
        ledger.made(ledger.begin("addBook", "/books", None), "/books/404")
    told = run("test", str(SHELF), "--url", wrong_url, "--phase", "examples", "--max-requests", "5")
    assert "An earlier run left 1 thing behind: specwright test" in told.err
    assert "--clean .specwright/ledger-old.ndjson" in told.err

    cleaned = run("test", str(SHELF), "--clean", ".specwright/ledger-old.ndjson")
    assert (cleaned.code, cleaned.out) == (0, "Removed 1 thing.\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_cleans_up(wrong_url: str, tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C, or being asked to end, still removes what was made and writes the reports; 130."""
    words = [
        sys.executable,
        "-m",
        "specwright",
        "test",
        str(SHELF),
        "--url",
        wrong_url,
        "--report",
        "r",
        "--rate",
        "50/s",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    process = subprocess.Popen(
        words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        while process.poll() is None:
            found = list((tmp_path / ".specwright").glob("*.ndjson"))
            if found and found[0].read_text().count('"made"') >= 3:
                break
            time.sleep(0.01)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 130, out + err
    assert "Ended early: interrupted." in out
    assert books(wrong_url) == []
    assert (tmp_path / "r" / "index.html").stat().st_size > 10_000


def test_credentials_come_from_the_environment_and_go_nowhere_else(
    run: Run, wrong_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the client's variable holds is sent to the service, and is in no file, output or message."""
    monkeypatch.setenv("SHELF_KEY", "hush-hush-secret")
    told = run("test", str(SHELF), "--url", wrong_url, *PHASES, "--max-requests", "150", "--report", "r")

    assert "No credentials are set" not in told.err
    assert told.code == 1
    texts = [told.out, told.err, *(path.read_text("utf-8") for path in Path("r").iterdir())]
    assert all("hush" not in text for text in texts)
    assert "$SHELF_KEY" in told.out
