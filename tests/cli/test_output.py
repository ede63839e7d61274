"""Holds what goes to standard output and what to standard error, in which shape, and that neither steers a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import SHOP, Run, spawn

HOSTILE = SHOP.replace("title: Shop", 'title: "\\e[31mShop\\e]0;owned\\a"').replace(
    "openapi: 3.1.0", 'openapi: 3.1.0\n"x-\\e[2J": 1'
)


def test_generate_tells_its_result_as_json(project: Path, run: Run) -> None:
    """One object for each client: what was made, what changed, what was left out."""
    first, second = (json.loads(run("generate", "--format", "json").out) for _ in range(2))

    assert [item["name"] for item in first] == ["shop"]
    assert first[0]["folder"] == "generated/shop"
    assert (first[0]["operations"], first[0]["skipped"], first[0]["warnings"]) == (2, [], 0)
    assert len(first[0]["added"]) == first[0]["files"]
    assert (second[0]["added"], second[0]["changed"], second[0]["removed"]) == ([], [], [])


def test_check_tells_its_result_as_json(project: Path, run: Run) -> None:
    """One object for each client: the four kinds of difference, and the command that repairs them."""
    run("generate")
    sound = json.loads(run("check", "--format", "json").out)
    (project / "generated/shop/README.md").write_text("edited", "utf-8")
    told = run("check", "--format", "json")

    empty: dict[str, object] = {"missing": [], "orphaned": [], "foreign": []}
    place = {"name": "shop", "folder": "generated/shop"}
    assert sound == [{**place, **empty, "changed": [], "repair": None}]
    assert told.code == 1
    assert json.loads(told.out) == [
        {**place, **empty, "changed": ["README.md"], "repair": "specwright generate shop"},
    ]


def test_lint_tells_its_result_as_json(project: Path, run: Run) -> None:
    """Each finding with its place, weight, rule and hint; standard error stays empty."""
    (project / "specs/shop/openapi.yaml").write_text(SHOP.replace("type: array", "type: aray"), "utf-8")

    told = run("lint", "--format", "json")

    assert told.err == ""
    assert json.loads(told.out) == [
        {
            "description": "specs/shop/openapi.yaml",
            "problems": [
                {
                    "file": "specs/shop/openapi.yaml",
                    "line": 18,
                    "column": 14,
                    "pointer": "/components/schemas/Orders/type",
                    "severity": "error",
                    "rule": "keyword-value",
                    "message": '"aray" is no type',
                    "hint": "Did you mean array?",
                }
            ],
        }
    ]


def test_new_tells_its_result_as_json(project: Path, run: Run) -> None:
    """The folder and the files in it."""
    made = json.loads(run("new", "depot", "--format", "json").out)

    assert made["folder"] == "specs/depot"
    assert "openapi.yaml" in made["files"]
    assert all((project / "specs/depot" / name).is_file() for name in made["files"])


def test_results_and_messages_go_apart(project: Path, run: Run) -> None:
    """The result alone stands on standard output; warnings and progress are for people."""
    (project / "specs/shop/openapi.yaml").write_text(SHOP + "webhooks: {shipped: {post: {}}}\n", "utf-8")

    told = run("generate", "-v")

    assert told.out.startswith("generated/shop: 2 operations, ")
    assert told.out.count("\n") == 1
    assert "1 webhook is left out" in told.err
    assert "shop: load\nshop: check\nshop: emit\nshop: format\n" in told.err


def test_quiet_leaves_the_result(project: Path, run: Run) -> None:
    """--quiet silences messages, never results and never what ends the run."""
    description = project / "specs/shop/openapi.yaml"
    description.write_text(SHOP + "webhooks: {shipped: {post: {}}}\n", "utf-8")
    told = run("generate", "--quiet")
    description.write_text("- no description\n", "utf-8")
    wrong = run("generate", "--quiet")

    assert told.err == ""
    assert told.out.startswith("generated/shop: 2 operations, ")
    assert (wrong.code, wrong.err.count("error:")) == (2, 1)


def test_verbose_shows_whole_differences(project: Path, run: Run) -> None:
    """The answer shows the beginning of each difference, with -v all of it."""
    run("generate")
    errors = project / "generated/shop/shop_client/errors.py"
    errors.write_text("", "utf-8")
    generated = len(run("check", "-v").out.splitlines())
    told = run("check")

    assert "at most 40 lines a file are shown; -v shows all" in told.out
    assert generated > len(told.out.splitlines())


@pytest.mark.parametrize("command", ["generate", "check", "lint"])
def test_nothing_steers_the_terminal(project: Path, run: Run, command: str) -> None:
    """Control sequences of a description are escaped wherever a command quotes it."""
    run("generate")
    (project / "specs/shop/openapi.yaml").write_text(
        HOSTILE + 'webhooks: {"\\e[1m": {post: {}}}\n"\\e[7m": 1\n', "utf-8"
    )

    told = run(command, "-v")

    assert [letter for letter in told.out + told.err if not letter.isprintable() and letter != "\n"] == []


def test_the_hostile_description_is_quoted(project: Path, run: Run) -> None:
    """The test above looks at something: lint and check do repeat what the description says."""
    run("generate")
    (project / "specs/shop/openapi.yaml").write_text(HOSTILE + '"\\e[7m": 1\n', "utf-8")

    assert "\\x1b[7m" in run("lint").out
    assert "\\x1b[31mShop" in run("check").out.replace("\\\\", "\\")


@pytest.mark.parametrize("amount", [1, 500], ids=["little", "much"])
def test_a_reader_who_goes_away_is_no_bug(project: Path, amount: int) -> None:
    """After `| head -1` the command ends as if by SIGPIPE, silently, however much it still had to say."""
    keys = "".join(f"key{number}: 1\n" for number in range(amount))
    (project / "specs/shop/openapi.yaml").write_text(SHOP + keys, "utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = spawn("lint", folder=project, stdout=writer)
    finally:
        os.close(writer)

    assert (done.returncode, done.stderr) == (141, "")


def test_a_full_disk_is_told(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that cannot be written is an error, even where all else went well."""

    class Full:
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

        def flush(self) -> None:
            pass

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdout", Full())
    told = run("lint")

    assert (told.code, told.err) == (2, "standard output: error: No space left on device\n")


def test_colours_are_for_terminals_only(project: Path) -> None:
    """Piped output is plain, whatever the environment says about colours."""
    (project / "specs/shop/openapi.yaml").write_text(SHOP + "key: 1\n", "utf-8")

    done = spawn("lint", folder=project, environment={"FORCE_COLOR": "1"}, stdout=subprocess.PIPE)

    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
