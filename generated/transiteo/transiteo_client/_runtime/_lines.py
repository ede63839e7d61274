# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns pieces of a byte stream, cut anywhere, into its lines or records."""

from __future__ import annotations

from typing import Final

from pydantic_core import from_json

__all__ = ["JsonRecords", "Lines"]

_LF: Final = b"\n"
_RECORD: Final = b"\x1e"


class Lines:
    """Lines that end in CR, LF or CRLF, even where a piece ends between the two."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._had_cr = False

    def feed(self, chunk: bytes) -> list[bytes]:
        """Give the lines that a further piece completes, without their ends."""
        if self._had_cr and chunk.startswith(_LF):
            chunk = chunk[1:]
            self._had_cr = False
        if not chunk:
            return []
        self._had_cr = chunk.endswith(b"\r")
        lines = chunk.splitlines()
        # The pieces of a line are joined once, when it ends: a long line costs no more than its length.
        self._parts.append(lines[0])
        if len(lines) == 1 and not chunk.endswith((b"\r", _LF)):
            return []
        lines[0] = b"".join(self._parts)
        self._parts = [] if chunk.endswith((b"\r", _LF)) else [lines.pop()]
        return lines

    def rest(self) -> list[bytes]:
        """Give the last line where the stream ended without ending it."""
        rest, self._parts = b"".join(self._parts), []
        return [rest] if rest else []


class JsonRecords:
    """Records of JSON lines, or of a JSON text sequence (RFC 7464): those begin with RS and may hold line ends."""

    def __init__(self, *, is_sequence: bool = False) -> None:
        self._is_sequence = is_sequence
        self._separator = _RECORD if is_sequence else _LF
        self._parts: list[bytes] = []

    def feed(self, chunk: bytes) -> list[bytes]:
        """Give the records that a further piece completes."""
        first, *others = chunk.split(self._separator)
        self._parts.append(first)
        records: list[bytes] = []
        for part in others:
            records += self.rest()
            self._parts.append(part)
        # The next RS may be long in coming; a line end after a whole text says that no digit of a number is missing.
        if self._is_sequence and chunk.endswith(_LF) and _is_whole(pending := b"".join(self._parts)):
            self._parts = []
            records.append(pending.strip())
        return records

    def rest(self) -> list[bytes]:
        """Give what stands there unfinished, if it is more than white space."""
        record, self._parts = b"".join(self._parts).strip(), []
        return [record] if record else []


def _is_whole(text: bytes) -> bool:
    try:
        from_json(text)
    except ValueError:
        return False
    return True
