"""The ``specwright`` command: every way a run can end becomes an exit code, none a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import click
import typer

from specwright import __version__
from specwright.cli.check import check
from specwright.cli.console import printable, report_error
from specwright.cli.demo import demo
from specwright.cli.generate import generate
from specwright.cli.lint import lint
from specwright.cli.new import new
from specwright.model.errors import SpecwrightError

__all__ = ["main"]

app = typer.Typer(
    name="specwright",
    help="Typed clients, checks, twins and campaigns from hand-written OpenAPI descriptions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (generate, check, lint, new, demo):
    app.command()(_command)


def _print_version(is_asked: bool) -> None:  # noqa: FBT001  click passes the value by position
    if is_asked:
        sys.stdout.write(f"specwright {__version__}\n")
        raise typer.Exit


@app.callback()
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
    except BrokenPipeError:
        _drop_buffered()
        return 141
    except OSError as error:
        _drop_buffered()
        where = error.filename or "standard output"
        sys.stderr.write(printable(f"{where}: error: {error.strerror or error}\n"))
        return 2


def _run_command(arguments: Sequence[str] | None) -> int:
    try:
        code = app(args=arguments, standalone_mode=False)
    except SpecwrightError as error:
        report_error(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  the last line of defence: a user sees what to do, not a traceback
        return _report_bug(error)
    return code if isinstance(code, int) else 0


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
