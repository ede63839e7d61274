"""The ``specwright`` command: every way a run can end becomes an exit code, none a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Final

import typer
from typer.exceptions import TyperException

from specwright import __version__
from specwright.cli.console import ReaderGoneError, printable, report_error
from specwright.model.errors import ConfigError, Problem, SpecwrightError
from specwright.model.location import Location

__all__ = ["main"]

# Each is the function of this name in the module of this name.
_COMMANDS: Final = ("generate", "check", "lint", "validate", "sample", "twin", "test", "mutants", "new", "demo")


def _app(words: Sequence[str]) -> typer.Typer:
    """Make the command line of the command that is named, or of all: what a run does not need is not imported."""
    app = typer.Typer(
        name="specwright",
        help="Typed clients, checks, twins and campaigns from hand-written OpenAPI descriptions.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    named = next((word for word in words if not word.startswith("-")), "")
    for name in [named] if named in _COMMANDS else _COMMANDS:
        app.command()(getattr(import_module(f"specwright.cli.{name}"), name))
    return app


def _print_version(is_asked: bool) -> None:  # noqa: FBT001  typer passes the value by position
    if is_asked:
        sys.stdout.write(f"specwright {__version__}\n")
        raise typer.Exit


def _root(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Typed clients, checks, twins and campaigns from hand-written OpenAPI descriptions."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 the answer is no, 2 wrong input, 3 not supported, 70 a bug of ours."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        try:
            return _run_command(arguments)
        finally:
            # Here, not at the interpreter's exit, where nobody could tell what became of the results.
            sys.stdout.flush()
            sys.stderr.flush()
    except (BrokenPipeError, ReaderGoneError):
        _drop_buffered()
        return 141
    except OSError as error:
        _drop_buffered()
        where = error.filename or "standard output"
        sys.stderr.write(printable(f"{where}: error: {error.strerror or error}\n"))
        return 2


def _run_command(arguments: Sequence[str] | None) -> int:
    try:
        words = sys.argv[1:] if arguments is None else arguments
        code = _app(words)(args=list(words), standalone_mode=False, prog_name="specwright")
    except SpecwrightError as error:
        report_error(error)
        return error.exit_code
    except TyperException as error:
        _report_usage(error)
        return 2
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except (OSError, ReaderGoneError):
        raise
    except Exception as error:  # noqa: BLE001  the last line of defence: a user sees what to do, not a traceback
        return _report_bug(error)
    return code if isinstance(code, int) else 0


def _report_usage(error: TyperException) -> None:
    context: typer.Context | None = getattr(error, "ctx", None)
    message = error.format_message()
    if context is not None and message == context.get_help():
        sys.stderr.write(message + "\n")  # no command was given at all
        return
    command = context.command_path if context is not None else "specwright"
    report_error(ConfigError(Problem(Location("command line"), message, f"{command} --help tells what there is.")))


def _drop_buffered() -> None:
    """Point streams without a reader elsewhere: at exit the interpreter would complain of what it cannot write."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _report_bug(error: Exception) -> int:
    sys.stderr.write(
        f"specwright {__version__} has a bug: {type(error).__name__}: {printable(str(error))}\n"
        "Please report it with the command, the description, and the trace that SPECWRIGHT_TRACE=1 prints.\n"
    )
    if os.environ.get("SPECWRIGHT_TRACE"):
        traceback.print_exception(error)
    return 70
