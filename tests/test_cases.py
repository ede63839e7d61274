"""The one runner over tests/cases: a folder is a description, one line of why, and what must come out.

``expected/`` holds generated files that must come out byte for byte; ``error.txt`` holds what a wrong description must be told,
with the exit code on its first line. ``command.txt`` replaces the default ``generate``. Rewrite both with ``--update``.
"""

import re
import shutil
from pathlib import Path

import pytest

from specwright.cli import main

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.rglob("why.md"))


def run(arguments: list[str]) -> int:
    """Run one command in this process and give its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder: messages then name files as a user there would."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", FOLDERS, ids=lambda path: path.relative_to(CASES).as_posix())
def test_case(case: Path, workspace: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> None:
    """The description of the case gives exactly its expected files, or exactly its expected message."""
    is_update = bool(request.config.getoption("--update"))
    shutil.copytree(case, workspace, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected", "error.txt", "why.md"))
    command = case / "command.txt"
    line = command.read_text("utf-8") if command.is_file() else "generate --spec openapi.yaml --out out --package case_client"

    code = run(line.split())
    messages = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().err)

    if (case / "error.txt").is_file():
        told = f"exit {code}\n{messages}"
        if is_update:
            (case / "error.txt").write_text(told, "utf-8")
        assert told == (case / "error.txt").read_text("utf-8")
        return
    assert code == 0, messages
    expected = sorted(path for path in (case / "expected").rglob("*") if path.is_file())
    assert expected, "a case without expectations proves nothing"
    for path in expected:
        made = workspace / "out" / path.relative_to(case / "expected")
        if is_update:
            shutil.copyfile(made, path)
        assert made.read_text("utf-8") == path.read_text("utf-8"), f"{path.relative_to(CASES)} differs; --update rewrites it"


def test_there_are_cases() -> None:
    """The runner found what it should run: both kinds of cases."""
    assert any((folder / "expected").is_dir() for folder in FOLDERS)
    assert any((folder / "error.txt").is_file() for folder in FOLDERS)
