"""`specwright mutants` lists, runs and judges twins that are wrong in one way; `specwright twin --mutant` serves one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final, Protocol

import httpx2
import pytest

ROOT: Final = Path(__file__).parents[2]
SHELF: Final = ROOT / "tests" / "conform" / "shelf.yaml"


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


def test_the_list_names_each_mutant_with_its_story(run: Run) -> None:
    """The list has one line a mutant, id and story, and the same ids as the JSON of it."""
    text, document = run("mutants", str(SHELF), "--list"), run("mutants", str(SHELF), "--list", "--format", "json")
    assert (text.code, document.code) == (0, 0)
    told = json.loads(document.out)
    assert [f"{each['id']}: {each['story']}" for each in told] == text.out.splitlines()
    assert len({each["id"] for each in told}) == len(told) > 20


def test_what_is_noticed_is_told_by_class_and_by_mutant(run: Run) -> None:
    """Each chosen mutant has a verdict, and the count is that of the verdicts."""
    told = run("mutants", str(SHELF), "--only", "M2/", "--max-requests", "150", "--processes", "1", "--format", "json")
    assert told.code == 0, told.err
    document = json.loads(told.out)
    killed = [each for each in document["mutants"] if each["is_killed"]]
    assert document["killed"] == len(killed) > 0
    assert all(each["case"] and each["message"] for each in killed)
    assert document["sound"]["causes"] == []
    assert told.err.count("noticed by") == len(killed)


def test_too_few_are_the_answer_no(run: Run) -> None:
    """A campaign of one request notices next to nothing, which is less than was asked for."""
    chosen = ("mutants", str(SHELF), "--only", "M2/", "--max-requests", "1", "--processes", "1")
    asked, free = run(*chosen, "--at-least", "100"), run(*chosen)
    assert (asked.code, free.code) == (1, 0)
    assert "Not noticed:" in asked.out


def test_unknown_mutants_are_refused(run: Run) -> None:
    """A name that no mutant has is wrong input, and the answer says where names are found."""
    for words in (("mutants", str(SHELF), "--only", "M99/"), ("twin", str(SHELF), "--mutant", "M99/")):
        told = run(*words)
        assert told.code == 2
        assert "--list tells what there is" in told.err


def test_mutants_are_served_by_one_process_from_memory(run: Run) -> None:
    """A mutant over a store that others share is refused."""
    told = run("twin", str(SHELF), "--mutant", "M2/", "--store", "sqlite:shelf.db")
    assert told.code == 2
    assert "from memory" in told.err


def test_a_served_mutant_is_wrong_in_that_way(run: Run) -> None:
    """The twin that may take bodies without a required member takes one, and the sound twin refuses it."""
    listed = json.loads(run("mutants", str(SHELF), "--list", "--only", "M2/", "--format", "json").out)
    name = next(each["id"] for each in listed if "required-title-dropped" in each["id"])
    assert [_posted(), _posted("--mutant", name)] == [400, 201]


def _posted(*arguments: str) -> int:
    words = [sys.executable, "-m", "specwright", "twin", str(SHELF), "--port", "0", "--format", "json", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        with httpx2.Client() as client:
            headers = {"x-shelf-key": ready["credentials"]["key"]}
            book = {"author": "A. Writer", "pages": 1}
            status = client.post(f"{ready['url']}/books", json=book, headers=headers).status_code
        process.terminate()
    return status
