"""Keeps on disk what a campaign made in a live service, so that it can be removed whatever became of the campaign."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TextIO

from specwright.model.errors import Problem, SourceError
from specwright.model.location import Location
from specwright.model.types import Json

__all__ = ["Entry", "Ledger", "LedgerText", "is_in_use", "leaves", "read_ledger"]

_VERSION: Final = 1
_MOST_LEAVES: Final = 300


@dataclass(slots=True, kw_only=True)
class Entry:
    """One thing that was made or may have been made; ``target`` is empty as long as nobody knows its name.

    ``sent`` are digests of the values of the request by pointer. ``is_leaving`` says that its removal was begun.
    """

    number: int
    operation: str
    path: str
    sent: Mapping[str, str] = field(default_factory=dict[str, str])
    target: str = ""
    is_leaving: bool = False


@dataclass(slots=True, kw_only=True)
class LedgerText:
    """What a ledger says: of which service, and what is left, the oldest first."""

    url: str
    salt: str
    entries: list[Entry]


class Ledger:
    """Appends to a file; credentials and values never stand there.

    What is made is on the disk before anything goes on. That something was removed may be lost with the power: then it
    is removed once more.
    """

    def __init__(self, path: Path, text: LedgerText, stream: TextIO) -> None:
        self.path = path
        self.salt = text.salt
        self._entries = {entry.number: entry for entry in text.entries}
        self._number = max(self._entries, default=0)
        self._stream = stream

    @classmethod
    def create(cls, path: Path, *, url: str, title: str) -> Self:
        """Begin a new file.

        Raises:
            SourceError: it cannot be written, or is there already, so that another run may still need it.
        """
        text = LedgerText(url=url, salt=secrets.token_hex(16), entries=[])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = path.open("x", encoding="utf-8")
            _lock(stream)
        except OSError as error:
            raise _unreadable(path, f"no ledger can be kept there: {error.strerror or error}") from None
        ledger = cls(path, text, stream)
        ledger._append({"ledger": _VERSION, "url": url, "api": title, "salt": text.salt})
        return ledger

    @classmethod
    def reopen(cls, path: Path) -> Self:
        """Go on with the file of a run that ended.

        Raises:
            SourceError: this is no ledger.
        """
        text = read_ledger(path)
        try:
            content = path.read_bytes()
            stream = path.open("r+", encoding="utf-8")
            _lock(stream)
            # A line that was cut off is not continued.
            stream.seek(content.rfind(b"\n") + 1)
            stream.truncate()
        except BlockingIOError:
            raise _unreadable(path, "a run still uses this ledger") from None
        except OSError as error:
            raise _unreadable(path, error.strerror or str(error)) from None
        return cls(path, text, stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def entries(self) -> list[Entry]:
        """List what is left, the oldest first."""
        return list(self._entries.values())

    def close(self) -> None:
        """Close the file, and drop it where nothing is left."""
        self._stream.close()
        if not self._entries:
            self.path.unlink(missing_ok=True)

    def begin(self, operation: str, path: str, sent: Json) -> int:
        """Note that something is about to be made."""
        self._number += 1
        digests = {pointer: digest(value, self.salt) for pointer, value in leaves(sent)}
        self._entries[self._number] = Entry(number=self._number, operation=operation, path=path, sent=digests)
        self._append(
            {"event": "begin", "number": self._number, "operation": operation, "path": path, "sent": {**digests}}
        )
        return self._number

    def made(self, number: int, target: str) -> None:
        """Note the path of what was made; an empty one where nobody can tell."""
        self._entries[number].target = target
        self._append({"event": "made", "number": number, "target": target})

    def nothing(self, number: int) -> None:
        """Note that nothing was made after all."""
        del self._entries[number]
        self._append({"event": "nothing", "number": number}, is_lasting=False)

    def leaving(self, target: str) -> None:
        """Note that something is about to be removed."""
        for entry in self._entries.values():
            if entry.target == target and not entry.is_leaving:
                entry.is_leaving = True
                self._append({"event": "leaving", "number": entry.number}, is_lasting=False)

    def staying(self, target: str) -> None:
        """Note that a removal was refused."""
        for entry in self._entries.values():
            if entry.target == target and entry.is_leaving:
                entry.is_leaving = False
                self._append({"event": "staying", "number": entry.number}, is_lasting=False)

    def gone(self, target: str) -> None:
        """Note that something was removed."""
        for entry in [entry for entry in self._entries.values() if entry.target == target]:
            del self._entries[entry.number]
            self._append({"event": "gone", "number": entry.number}, is_lasting=False)

    def _append(self, event: dict[str, Json], *, is_lasting: bool = True) -> None:
        self._stream.write(json.dumps(event) + "\n")
        self._stream.flush()
        if is_lasting:
            os.fsync(self._stream.fileno())


def read_ledger(path: Path) -> LedgerText:
    """Read what an earlier run left behind; a last line that was cut off counts as not written.

    Raises:
        SourceError: this is no ledger.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
        head: Any = json.loads(lines[0])
        if head.get("ledger") != _VERSION:
            raise _unreadable(path, "this is no ledger of this version")
        text = LedgerText(url=str(head["url"]), salt=str(head["salt"]), entries=[])
        entries: dict[int, Entry] = {}
        for line in lines[1:-1]:
            _apply(json.loads(line), entries)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(path, f"this is no ledger: {error}") from None
    text.entries = list(entries.values())
    return text


def _lock(stream: TextIO) -> None:
    """Keep others from a file that a run still writes, where the system has such locks; they end with the process.

    Raises:
        BlockingIOError: a run still writes it; the stream is closed.
    """
    if sys.platform == "win32":
        return
    import fcntl  # noqa: PLC0415  not every system has it

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stream.close()
        raise


def is_in_use(path: Path) -> bool:
    """Say whether a run still writes a ledger."""
    try:
        with path.open("r+", encoding="utf-8") as stream:
            _lock(stream)
    except OSError:
        return True
    return False


def _apply(event: dict[str, Any], entries: dict[int, Entry]) -> None:
    number = int(event["number"])
    match event["event"]:
        case "begin":
            entries[number] = Entry(
                number=number, operation=event["operation"], path=event["path"], sent=dict(event["sent"])
            )
        case "made":
            entries[number].target = str(event["target"])
        case "leaving":
            entries[number].is_leaving = True
        case "staying":
            entries[number].is_leaving = False
        case _:
            entries.pop(number, None)


def leaves(value: Json) -> Iterator[tuple[str, Json]]:
    """List the texts, numbers and truths of a value with their places, up to a number."""
    return islice(_leaves(value, ""), _MOST_LEAVES)


def _leaves(value: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, f"{pointer}/{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{pointer}/{index}")
    elif value is not None:
        yield pointer, value


def digest(value: Json, salt: str) -> str:
    """Tell equal values from others without telling what they are."""
    return hashlib.sha256(f"{salt}{json.dumps(value)}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _unreadable(path: Path, what: str) -> SourceError:
    return SourceError(Problem(Location(str(path)), what, "Name the file that the run told of.", "ledger"))
