"""Results to standard output, messages to standard error, both plain where nobody watches."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO

from specwright.model.errors import Problem, Severity, SpecwrightError
from specwright.model.types import Json

__all__ = ["Console", "OutputFormat", "ReaderGoneError", "count", "printable", "report_error"]


class ReaderGoneError(Exception):
    """Nobody reads standard output or standard error any more, as after ``| head -1``."""


class OutputFormat(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command speaks; ``quiet`` silences messages, never results."""

    format: OutputFormat = OutputFormat.TEXT
    is_quiet: bool = False
    is_verbose: bool = False

    def result(self, text: str, data: Json, *, problems: Iterable[Problem] = ()) -> None:
        """Print a result: problems and text for people, or the data as one JSON document."""
        if self.format is OutputFormat.JSON:
            _write(json.dumps(data, indent=2, sort_keys=False, ensure_ascii=True), sys.stdout)
            return
        for problem in problems:
            _print_problem(problem, sys.stdout)
        if text:
            _write(printable(text.rstrip("\n")), sys.stdout)

    def write(self, text: str) -> None:
        """Print a piece of a result that comes bit by bit, lines whole, as it is."""
        if text:
            _write(text.removesuffix("\n"), sys.stdout)
            sys.stdout.flush()

    def say(self, text: str, *, style: str = "") -> None:
        """Tell a person something that is not the result."""
        if not self.is_quiet:
            _print_styled(printable(text), style, sys.stderr)

    def tell_more(self, text: str) -> None:
        """Tell a person who asked for more."""
        if self.is_verbose:
            self.say(text, style="dim")

    def problems(self, problems: Iterable[Problem]) -> None:
        """Tell problems that do not end the run."""
        if not self.is_quiet:
            for problem in problems:
                _print_problem(problem, sys.stderr)


def report_error(error: SpecwrightError) -> None:
    """Print all problems of an error to standard error."""
    for problem in error.problems:
        _print_problem(problem, sys.stderr)


def count(number: int, noun: str) -> str:
    """Spell a number of things."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def printable(text: str) -> str:
    """Escape what could steer a terminal: a message may quote a hostile description."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode("ascii") for c in text)


def _print_problem(problem: Problem, stream: TextIO) -> None:
    _print_styled(printable(str(problem)), "yellow" if problem.severity is Severity.WARNING else "red", stream)


def _print_styled(text: str, style: str, stream: TextIO) -> None:
    if not stream.isatty():
        _write(text, stream)
        return
    from rich.console import Console as RichConsole

    RichConsole(file=stream, highlight=False, markup=False, soft_wrap=True).print(text, style=style or None)


def _write(text: str, stream: TextIO) -> None:
    try:
        stream.write(text + "\n")
    except BrokenPipeError as error:
        # Under a name of ours: the command line's library would make an exit code of its own of it.
        raise ReaderGoneError from error
