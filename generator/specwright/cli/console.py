"""Results to standard output, messages to standard error, both plain where nobody watches."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from specwright.model.errors import Problem, Severity, SpecwrightError
from specwright.model.types import Json

__all__ = ["Console", "OutputFormat", "report_error", "report_problem"]


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

    def result(self, text: str, data: Json) -> None:
        """Print a result: the text for people, or the data as one JSON document."""
        if self.format is OutputFormat.JSON:
            sys.stdout.write(json.dumps(data, indent=2, sort_keys=False, ensure_ascii=True) + "\n")
        elif text:
            sys.stdout.write(text.rstrip("\n") + "\n")

    def say(self, text: str, *, style: str = "") -> None:
        """Tell a person something that is not the result."""
        if not self.is_quiet:
            _print_styled(text, style)

    def tell_more(self, text: str) -> None:
        """Tell a person who asked for more."""
        if self.is_verbose:
            self.say(text, style="dim")

    def problems(self, problems: Iterable[Problem]) -> None:
        """Tell problems that do not end the run."""
        if not self.is_quiet:
            for problem in problems:
                report_problem(problem)


def report_problem(problem: Problem) -> None:
    """Print one problem to standard error."""
    _print_styled(_printable(str(problem)), "yellow" if problem.severity is Severity.WARNING else "red")


def report_error(error: SpecwrightError) -> None:
    """Print all problems of an error to standard error."""
    for problem in error.problems:
        report_problem(problem)


def _printable(text: str) -> str:
    """Escape what could steer a terminal: a message may quote a hostile description."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode("ascii") for c in text)


def _print_styled(text: str, style: str) -> None:
    if not sys.stderr.isatty():
        sys.stderr.write(text + "\n")
        return
    from rich.console import Console as RichConsole

    RichConsole(stderr=True, highlight=False, markup=False, soft_wrap=True).print(text, style=style or None)
