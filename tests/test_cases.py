"""The one runner over tests/cases: a folder is a description, one line of why, and what must come out.

``command.txt`` replaces the default ``generate``; of several commands, one a line, the last one is judged and the others
must end well. Then each of these that stands in the folder must be met exactly:

- ``expected/``: generated files, byte for byte. Without ``error.txt`` every module of the client must also import.
- ``error.txt``: the exit code on the first line, then what was told on standard error.
- ``warnings.txt``: what a run that ends well told on standard error; without this file, nothing.
- ``output.txt``: what was told on standard output.

To begin a new expectation, make the file, empty, and run with ``--update``, which rewrites what stands there.
"""

import importlib
import pkgutil
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from specwright.cli import main

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.rglob("why.md"))
DEFAULT_COMMAND = "generate --spec openapi.yaml --out out --package case_client"
PACKAGE = "case_client"
EXPECTATIONS = ("expected", "error.txt", "warnings.txt", "output.txt")


def run(line: str) -> int:
    """Run one command in this process and give its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(line))
    return int(ended.value.code or 0)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of a fixed name: messages then name files as a user there would."""
    folder = tmp_path / "case"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def import_all(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Give a way to import every module of the generated package; all of it is forgotten afterwards."""

    def walk() -> None:
        monkeypatch.syspath_prepend(workspace / "out")  # pyright: ignore[reportUnknownMemberType]  # pytest leaves it open
        package = importlib.import_module(PACKAGE)
        for found in pkgutil.walk_packages(package.__path__, f"{PACKAGE}."):
            importlib.import_module(found.name)

    yield walk
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.mark.parametrize("case", FOLDERS, ids=lambda path: path.relative_to(CASES).as_posix())
def test_case(
    case: Path,
    workspace: Path,
    import_all: Callable[[], None],
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    """The description of the case gives exactly its expected files, or exactly its expected message."""
    is_update = bool(request.config.getoption("--update"))
    shutil.copytree(
        case, workspace, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*EXPECTATIONS, "command.txt", "why.md")
    )
    command = case / "command.txt"
    *before, judged = (command.read_text("utf-8") if command.is_file() else DEFAULT_COMMAND).splitlines()
    for line in before:
        assert run(line) == 0, capsys.readouterr().err
    capsys.readouterr()

    code = run(judged)

    told = capsys.readouterr()
    is_wrong = (case / "error.txt").is_file()
    expect(case / "error.txt", f"exit {code}\n{told.err}", is_update=is_update)
    expect(case / "output.txt", told.out, is_update=is_update)
    if not is_wrong:
        assert code == 0, told.err
        if not expect(case / "warnings.txt", told.err, is_update=is_update):
            assert told.err == ""
        expect_files(case / "expected", workspace / "out", is_update=is_update)
        import_all()


def expect(path: Path, text: str, *, is_update: bool) -> bool:
    """Hold a text against what a file expects, if there is such a file."""
    if not path.is_file():
        return False
    if is_update:
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
    return True


def expect_files(folder: Path, made: Path, *, is_update: bool) -> None:
    """Hold generated files against those that a folder expects."""
    expected = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert expected, "a case without expectations proves nothing"
    for path in expected:
        if is_update:
            shutil.copyfile(made / path, folder / path)
        assert (made / path).read_text("utf-8") == (folder / path).read_text("utf-8"), f"{path}; --update rewrites it"


def test_there_are_cases() -> None:
    """The runner found what it should run: both kinds of cases."""
    assert any((folder / "expected").is_dir() for folder in FOLDERS)
    assert any((folder / "error.txt").is_file() for folder in FOLDERS)


def test_no_case_is_forgotten() -> None:
    """Every folder with a description or a command belongs to a case that says why it is there and expects something."""
    described = {path.parent for name in ("openapi.yaml", "command.txt") for path in CASES.rglob(name)}
    orphans = [path for path in described if not any(path.is_relative_to(folder) for folder in FOLDERS)]
    idle = [folder for folder in FOLDERS if not any((folder / name).exists() for name in EXPECTATIONS)]

    assert (orphans, idle) == ([], [])
