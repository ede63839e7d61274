"""Reads the entries of an HTTP archive one by one, without ever having the whole archive in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any, Final

__all__ = ["ArchiveError", "entries_of"]

_PIECE: Final = 256 * 1024
_LONGEST: Final = 256 * 1024 * 1024
_SPACE: Final = " \t\r\n"
_AFTER: Final = frozenset((*_SPACE, ",", "]", "}"))


class ArchiveError(ValueError):
    """The text is no archive."""


def entries_of(stream: IO[str]) -> Iterator[Any]:
    """Give the items of ``log.entries``.

    Raises:
        ArchiveError: there is no such list.
    """
    scanner = _Scanner(stream)
    scanner.expect("{")
    for name in scanner.members():
        if name != "log":
            scanner.value()
            continue
        scanner.expect("{")
        for inner in scanner.members():
            if inner != "entries":
                scanner.value()
                continue
            scanner.expect("[")
            yield from scanner.items()
            return
    raise ArchiveError("there is no log with entries")


class _Scanner:
    """A place in a text of which only a part is in memory."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self._is_over = False
        self._decoder = json.JSONDecoder()

    def members(self) -> Iterator[str]:
        """Give the names of an object's members; whoever asks reads the value before the next."""
        if self._peek() == "}":
            self._at += 1
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise ArchiveError("a name of a member is no text")
            self.expect(":")
            yield name
            if not self._goes_on("}"):
                return

    def items(self) -> Iterator[Any]:
        """Give the items of a list."""
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if not self._goes_on("]"):
                return

    def expect(self, letter: str) -> None:
        """Go past a letter."""
        if self._peek() != letter:
            raise ArchiveError(f"{letter!r} should stand where {self._peek()!r} does")
        self._at += 1

    def value(self) -> Any:
        """Read a value as a whole."""
        self._peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise ArchiveError(f"{error.msg}") from None
            except RecursionError:
                raise ArchiveError("values are nested too deep") from None
            else:
                # A number at the end of what is there may go on.
                is_whole = self._text[end : end + 1] in _AFTER if isinstance(found, int | float) else True
                if is_whole or not self._more():
                    self._at = end
                    return found

    def _goes_on(self, last: str) -> bool:
        letter = self._peek()
        if letter not in {",", last}:
            raise ArchiveError(f"',' or {last!r} should stand where {letter!r} does")
        self._at += 1
        return letter == ","

    def _peek(self) -> str:
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                raise ArchiveError("the text ends too early")

    def _more(self) -> bool:
        """Read on; each time as much as is there already, so that long values are not begun too often."""
        if self._is_over:
            return False
        rest = self._text[self._at :]
        if len(rest) > _LONGEST:
            raise ArchiveError("an entry is too long")
        piece = self._stream.read(max(_PIECE, len(rest)))
        self._text, self._at = rest + piece, 0
        self._is_over = not piece
        return bool(piece)
