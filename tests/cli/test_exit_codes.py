"""Holds how each way to end becomes an exit code, and that none shows a traceback."""

from pathlib import Path

import pytest

from cli.conftest import SHOP, Run
from specwright import __version__
from specwright.model.errors import InternalError, Problem
from specwright.model.location import Location


def test_done_is_0(project: Path, run: Run) -> None:
    """What was asked for is done."""
    assert run("generate").code == 0
    assert run("check").code == 0
    assert run("lint").code == 0


def test_no_is_1(project: Path, run: Run) -> None:
    """The question was answered, and the answer is no: the client is not there, or the description is unsound."""
    (project / "specs/shop/openapi.yaml").write_text(SHOP.replace("type: array", "type: aray"), "utf-8")

    assert run("check").code == 1
    assert run("lint").code == 1


@pytest.mark.parametrize(
    "arguments",
    [["generate", "nowhere"], ["generate", "--format", "xml"], ["genrate"], ["generate", "--out"], ["new"], []],
    ids=["unknown name", "wrong value", "unknown command", "missing value", "missing argument", "nothing"],
)
def test_wrong_arguments_are_2(project: Path, run: Run, arguments: list[str]) -> None:
    """An argument that is wrong is told on standard error, and nothing else happens."""
    told = run(*arguments)

    assert (told.code, told.out) == (2, "")
    assert "specwright" in told.err or "Known: shop" in told.err
    assert "Traceback" not in told.err
    assert not (project / "generated").exists()


def test_a_wrong_description_is_2_and_what_is_not_supported_3(project: Path, run: Run) -> None:
    """The two ways to say no are told apart."""
    description = project / "specs/shop/openapi.yaml"
    description.write_text(SHOP.replace("#/components/schemas/Orders", "#/components/schemas/Order"), "utf-8")
    wrong = run("generate")
    description.write_text(SHOP.replace("/parcels/{id}:", "/parcels/{id}?now:"), "utf-8")
    unsupported = run("generate")

    assert (wrong.code, unsupported.code) == (2, 3)
    assert "Did you mean 'Orders' instead of 'Order'?" in wrong.err
    assert "is not supported" in unsupported.err


@pytest.mark.parametrize(
    "error",
    [RuntimeError("boom \x1b[31m"), InternalError(Problem(Location("output"), "boom", "This is a bug: report it."))],
    ids=["unforeseen", "own"],
)
def test_a_bug_of_ours_is_70(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """A bug is called one, with what to do; its trace is shown to who asks for it."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr("specwright.cli.generate.generate_client", fail)

    told = run("generate")

    assert (told.code, told.out) == (70, "")
    assert "boom" in told.err
    assert "report" in told.err
    assert "Traceback" not in told.err
    assert "\x1b" not in told.err


def test_the_trace_of_a_bug_is_there_for_who_asks(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """SPECWRIGHT_TRACE=1 prints what a bug report needs."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("specwright.cli.generate.generate_client", fail)
    monkeypatch.setenv("SPECWRIGHT_TRACE", "1")

    assert "Traceback" in run("generate").err


def test_an_interrupt_is_130(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a run as shells expect, without a word, and with the old output whole."""

    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("specwright.cli.generate.generate_client", interrupt)

    told = run("generate")

    assert (told.code, told.out, told.err) == (130, "", "")
    assert not (project / "generated").exists()


def test_what_the_system_refuses_is_2(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or folder that cannot be read is the caller's to mend, not a bug of ours."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied", "specs/shop")

    monkeypatch.setattr("specwright.cli.generate.generate_client", refuse)

    told = run("generate")

    assert (told.code, told.err) == (2, "specs/shop: error: Permission denied\n")


def test_version_and_help_are_results(run: Run) -> None:
    """Both go to standard output and end well; the help names every command."""
    assert run("--version").out == f"specwright {__version__}\n"
    told = run("--help")
    assert told.code == 0
    assert [name for name in ("generate", "check", "lint", "new") if name not in told.out] == []
