"""Turns names on the command line into files of documents, each with its old value where there is one."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.validation import Block, OldValues, Outcome, Shape, Source, read_document

__all__ = ["Inputs"]

_STDIN = "-"


class Inputs:
    """The files of one run, ``-`` being standard input; they are opened one after the other.

    ``size`` is how many bytes they have together, None where that is not known beforehand.

    Raises:
        ConfigError: a file cannot be read, or the old values cannot be paired.
    """

    def __init__(self, names: Sequence[str], *, old: str | None, shape: Shape, limit: int) -> None:
        self._names, self._shape, self._limit = names, shape, limit
        if [*names, old].count(_STDIN) > 1:
            raise _wrong(Location("command line"), "standard input is named twice", "It can be read once.")
        sizes = {name: _size(name) for name in names}
        _size(old) if old is not None else None
        known = [size for size in sizes.values() if size is not None]
        self.size = sum(known) if len(known) == len(sizes) == len(names) else None
        self._before = {name: sum(known[:index]) for index, name in enumerate(names)} if self.size is not None else {}
        self._old = None if old is None else OldValues(self._open(old))
        self.old_name = "" if self._old is None else self._old.name
        self.only_old = None if self._old is None or self._old.only is None else self._old.only.raw
        self._see_that_old_values_fit()

    def blocks(self) -> Iterator[Block]:
        """Read all files."""
        blocks = self._blocks()
        return blocks if self._old is None or self.only_old is not None else self._old.pair(blocks)

    def position(self, outcome: Outcome) -> int:
        """Tell how many bytes were read when a block was."""
        return self._before.get(outcome.file, 0) + outcome.position

    def has_more_old(self) -> bool:
        """Say whether there were more old values than documents."""
        return self._old is not None and self.only_old is None and self._old.has_more()

    def _blocks(self) -> Iterator[Block]:
        for name in self._names:
            with closing(self._open(name)) as source:
                yield from source.blocks()

    def _open(self, name: str) -> Source:
        raw = io.FileIO(0, closefd=False) if name == _STDIN else io.FileIO(name)
        return Source(raw, "<stdin>" if name == _STDIN else name, shape=self._shape, limit=self._limit)

    def _see_that_old_values_fit(self) -> None:
        if self._old is None:
            return
        if self._old.only is not None:
            reading = read_document(self._old.only.raw, line=self._old.only.line)
            if reading.violations:
                where = Location(self.old_name)
                raise _wrong(where, f"the old value cannot be used: {reading.violations[0][4]}", "Correct this file.")
        elif len(self._names) > 1:
            hint = "Name one FILE, or give one old value for all documents."
            raise _wrong(Location(self.old_name), "old values are paired with the documents of one file", hint)


def _size(name: str) -> int | None:
    """Tell how many bytes a file has, None where it is no plain file."""
    if name == _STDIN:
        return None
    try:
        found = Path(name).stat()
    except OSError as error:
        raise _unreadable(name, error.strerror) from None
    if stat.S_ISDIR(found.st_mode):
        raise _unreadable(name, "it is a folder")
    if not os.access(name, os.R_OK):
        raise _unreadable(name, "permission denied")
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _unreadable(name: str, why: str | None) -> ConfigError:
    return _wrong(
        Location(name), f"this file cannot be read: {why}", "Name files of JSON documents; - is standard input."
    )


def _wrong(where: Location, what: str, hint: str) -> ConfigError:
    return ConfigError(Problem(where, what, hint))
