"""Turns a place inside an expression into an error with file, line, column and a caret under the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location
from specwright.rules.positions import align

__all__ = ["Places", "RuleError", "Snippet"]


class RuleError(DescriptionError):
    """An expression, or the entry around it, is outside the profile or unsound."""


def _same(where: Location) -> Location:
    return where


def _no_text(_file: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Places:
    """What errors need of the files: ``complete`` adds line and column to a pointer, ``text`` gives a file's text.

    Without ``text`` an error still has its caret, but its line and column are those of the expression's beginning.
    """

    complete: Callable[[Location], Location] = _same
    text: Callable[[str], str] = _no_text


@dataclass(frozen=True, slots=True)
class Snippet:
    """An expression as it was written, with the place of its value in the description."""

    text: str
    where: Location = field(default_factory=lambda: Location("<rule>"))
    places: Places = field(default_factory=Places)

    def fault(self, start: int, end: int, what: str, *, hint: str, rule: str) -> RuleError:
        """Describe what is wrong between two offsets."""
        return RuleError(self.problem(start, end, what, hint=hint, rule=rule))

    def problem(self, start: int, end: int, what: str, *, hint: str, rule: str) -> Problem:
        """Describe what is wrong between two offsets, as a value."""
        start = min(max(start, 0), len(self.text))
        return Problem(self._locate(start), what, f"{hint}\n{self._caret(start, end)}", rule)

    def _locate(self, offset: int) -> Location:
        begin = self.places.complete(self.where)
        if not begin.line:
            return begin
        found = align(
            self.places.text(self.where.file) or self.places.text(begin.file), begin.line, begin.column, self.text
        )
        if found is None:
            return begin
        line, column = found(offset)
        return replace(begin, line=line, column=column)

    def _caret(self, start: int, end: int) -> str:
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", start)
        line = self.text[first : last if last >= 0 else len(self.text)]
        width = max(1, min(end - start, len(line) - (start - first)))
        # Tabs stay tabs, so that the caret stands under its letter wherever they end.
        margin = "".join("\t" if letter == "\t" else " " for letter in line[: start - first])
        return f"    {line}\n    {margin}{'^' * width}"
