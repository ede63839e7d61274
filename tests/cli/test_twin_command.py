"""`specwright twin` says where it listens and how it is called, and ends in order."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx2
import pytest

ROOT = Path(__file__).parents[2]
KIOSK = ROOT / "tests" / "twin" / "edge" / "kiosk.yaml"


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


@contextmanager
def running(*arguments: str, **variables: str) -> Generator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """Run the command until the block ends, and give what its ready line says."""
    words = [sys.executable, "-m", "specwright", "twin", str(KIOSK), "--port", "0", "--format", "json", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), **variables}
    process = subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        yield process, json.loads(line)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def authorised(ready: dict[str, Any]) -> dict[str, str]:
    """Give the headers that the ready line's credentials make."""
    known = ready["credentials"]
    return {"authorization": f"Bearer {known['bearer']}", "x-kiosk-key": known["key"]}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_end(number: int) -> None:
    """The ready line's credentials open the API; SIGTERM and SIGINT end it with 0 and without a word."""
    with running("--seed", "3") as (process, ready):
        made = httpx2.post(f"{ready['url']}/papers", json={"title": "a"}, headers=authorised(ready), trust_env=False)
        state = httpx2.get(f"{ready['admin']}state", trust_env=False).json()
        process.send_signal(number)
        out, err = process.communicate(timeout=30)

    assert (ready["event"], ready["title"], ready["store"], ready["seed"]) == ("ready", "Kiosk", "memory", 3)
    assert made.status_code == 201
    assert (state["resources"], state["seed"]) == ({"paper": 1}, 3)
    assert (process.returncode, out, err) == (0, "", "")


def test_people_are_told_in_lines() -> None:
    """Without a format the same is told in words, with credentials as they are sent."""
    words = [sys.executable, "-m", "specwright", "twin", str(KIOSK), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().rstrip() for _ in range(6)]
        process.send_signal(signal.SIGTERM)

    assert lines[0] == "Kiosk 1"
    assert lines[1].split()[0] == "listening"
    assert lines[1].split()[1].startswith("http://127.0.0.1:")
    assert lines[4].split(maxsplit=1) == ["bearer", "Authorization: Bearer ada-secret-token"]
    assert lines[5].split(maxsplit=1) == ["key", "X-Kiosk-Key: kiosk-secret-key"]


def test_the_admin_token_opens_the_admin_api_to_proxied_callers() -> None:
    """A token from the environment lets in who does not seem to be on this machine; nobody else."""
    with running(SPECWRIGHT_ADMIN_TOKEN="open-sesame") as (_, ready):
        through = {"x-forwarded-for": "203.0.113.9"}
        refused = httpx2.get(f"{ready['admin']}state", headers=through, trust_env=False)
        let_in = httpx2.get(
            f"{ready['admin']}state", headers={**through, "authorization": "Bearer open-sesame"}, trust_env=False
        )

    assert (refused.status_code, let_in.status_code) == (403, 200)
    assert "open-sesame" not in json.dumps(ready)


def test_several_workers_share_one_store(tmp_path: Path) -> None:
    """Workers over one file answer from the same state, and all end together."""
    with running("--workers", "2", "--store", f"sqlite:{tmp_path}/twin.db") as (process, ready):
        headers = authorised(ready)
        ids: list[str] = []
        # A connection for each call: so that both workers get some.
        for _ in range(20):
            made = httpx2.post(
                f"{ready['url']}/papers", json={"title": "a"}, headers=headers, trust_env=False, timeout=30
            )
            ids.append(made.json()["id"])
        plan = {"rules": [{"status": 429, "operation": "listPapers"}]}
        httpx2.put(f"{ready['admin']}faults", json=plan, trust_env=False)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)

    assert ids == [f"P{number:03d}" for number in range(1, 21)]
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--workers", "2"), "--workers needs a store that processes can share"),
        (("--max-body", "much"), "--max-body 'much' is no size"),
        (("--max-body", "0"), "is no size"),
        (("--proxy", "ftp://x"), "--proxy is no address"),
        (("--proxy", "http://[x"), "--proxy is no address"),
        (("--store", "redis://x"), "store"),
        (("--host", "203.0.113.1"), "cannot be had"),
        (("--port", "70000"), "--port"),
    ],
)
def test_wrong_arguments_are_told_with_the_reason(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """An argument that cannot be is told with why and what to do, and ends with 2."""
    told = run("twin", str(KIOSK), *arguments)

    assert told.code == 2
    assert said in told.err
    assert told.out == ""


def test_an_unknown_description_is_told(run: Run) -> None:
    """A name that stands for nothing ends with 2."""
    told = run("twin", "no-such-description")

    assert told.code == 2
    assert "neither a folder under specs/ nor a file" in told.err


def test_a_twin_begins_without_what_only_some_calls_need() -> None:
    """Who starts a twin does not wait for the import of what writes answers, checks requests or draws the page."""
    program = (
        "import sys\n"
        "from specwright.twin.creation import create_twin\n"
        "import specwright.twin.serving\n"
        "create_twin(sys.argv[1])\n"
        "late = {'pydantic_core', 'jsonpath_rfc9535', 'specwright.checks', 'jinja2', 'httpx2'}\n"
        "print(sorted(late & sys.modules.keys()))\n"
    )
    transiteo = ROOT / "specs" / "transiteo"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    words = [sys.executable, "-c", program, str(transiteo)]
    result = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, cwd=ROOT)

    assert result.stdout == "[]\n"
