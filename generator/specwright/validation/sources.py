"""Turns a file, plain or gzip, into blocks of whole documents; what is held in memory has a bound."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from typing import IO, Final, NamedTuple

from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.validation.reading import Violation, json_violation

__all__ = ["BLOCK", "Block", "Paired", "Shape", "Source", "split_block"]

# Large enough that sending it to another process costs little beside judging it, small enough that many fit.
BLOCK: Final = 256 * 1024
# What a pipe gives at once where its writer is ahead of us.
_PIPE: Final = 64 * 1024
_BLANK: Final = b" \t\r\n"
_BOM: Final = b"\xef\xbb\xbf"
_WIDE_BOMS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_GZIP: Final = b"\x1f"
_LINE_SUFFIXES: Final = (".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz")


class Shape(StrEnum):
    """How documents stand in a file."""

    AUTO = "auto"
    JSON = "json"
    NDJSON = "ndjson"


class Paired(NamedTuple):
    """One old value as it was written, with its line."""

    raw: bytes
    line: int


class Block(NamedTuple):
    """Some documents: one on each line, or one on all lines; ``refusal`` is the verdict on one that was not kept."""

    file: str
    line: int
    data: bytes
    is_whole: bool = False
    refusal: Violation | None = None
    position: int = 0
    old: tuple[Paired | None, ...] = ()


def split_block(block: Block) -> Iterator[tuple[int, bytes]]:
    """Split a block into its documents, each with its line and line end; lines that are blank hold none."""
    if block.is_whole or block.refusal is not None:
        yield block.line, block.data
        return
    # Looks for line ends much faster than bytes do.
    for line, raw in enumerate(io.BytesIO(block.data), block.line):
        if not raw.isspace() or raw.strip(_BLANK):
            yield line, raw


class Source:
    """One opened file; ``name`` is what verdicts call it."""

    def __init__(self, raw: io.FileIO, name: str, *, shape: Shape = Shape.AUTO, limit: int) -> None:
        self.name = name
        self._raw = raw
        # Kept for as long as the file: one that nobody holds any more closes what it reads.
        self._buffered = io.BufferedReader(raw)
        self._limit = limit
        is_lined = shape is Shape.AUTO and name.lower().endswith(_LINE_SUFFIXES)
        self._shape = Shape.NDJSON if is_lined else shape

    def close(self) -> None:
        """Let the file go."""
        self._buffered.close()

    def blocks(self) -> Iterator[Block]:
        """Read the whole file once.

        Raises:
            ConfigError: it cannot be read on, as where its gzip is damaged.
        """
        pieces = self._pieces()
        head, pieces = _without_bom(pieces)
        if head.startswith(_WIDE_BOMS):
            yield self._refuse(1, "encoding", "JSON is written in UTF-8, and this file is in UTF-16 or UTF-32.")
            return
        line, head = self._first_line(head, pieces)
        pieces = chain([head], pieces)
        if self._shape is Shape.NDJSON or (self._shape is Shape.AUTO and not _goes_on(head)):
            yield from self._lines(pieces, line)
        else:
            yield from self._whole(pieces, line)

    def _first_line(self, head: bytes, pieces: Iterator[bytes]) -> tuple[int, bytes]:
        """Give the first line that is not blank, with its number and all that was read behind it."""
        line = 1
        held = [head]
        while True:
            head = b"".join(held)
            blank = len(head) - len(head.lstrip(_BLANK))
            begin = head.rfind(b"\n", 0, blank) + 1
            line += head.count(b"\n", 0, begin)
            head = head[begin:]
            if (blank - begin < len(head) and b"\n" in head) or len(head) > self._limit:
                return line, head
            held = [head]
            size = len(head)
            # Twice as much each time, so that a long line is not searched over and over.
            for piece in pieces:
                held.append(piece)
                size += len(piece)
                if b"\n" in piece or size > 2 * len(head):
                    break
            else:
                return line, b"".join(held)

    def _lines(self, pieces: Iterable[bytes], line: int) -> Iterator[Block]:
        held: list[bytes] = []
        size, is_skipping = 0, False
        for each in pieces:
            piece = each
            if is_skipping:
                _, newline, piece = piece.partition(b"\n")
                if not newline:
                    continue
                line, is_skipping = line + 1, False
            end = piece.rfind(b"\n") + 1
            if end:
                data = b"".join([*held, memoryview(piece)[:end]])
                yield self._block(line, data)
                line, held, size = line + len(io.BytesIO(data).readlines()), [], 0
            held.append(piece[end:])
            size += len(piece) - end
            if size > self._limit:
                yield self._too_large(line)
                held, size, is_skipping = [], 0, True
        if any(held):
            yield self._block(line, b"".join(held))

    def _whole(self, pieces: Iterable[bytes], line: int) -> Iterator[Block]:
        held: list[bytes] = []
        size = 0
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size > self._limit:
                yield self._too_large(line)
                return
        data = b"".join(held)
        if data.strip(_BLANK):
            yield self._block(line, data)._replace(is_whole=True)
        else:
            yield self._refuse(1, "parse", "There is no document.")

    def _block(self, line: int, data: bytes) -> Block:
        return Block(self.name, line, data, position=self._position())

    def _refuse(self, line: int, id: str, message: str) -> Block:
        return Block(self.name, line, b"", refusal=json_violation(id, message), position=self._position())

    def _too_large(self, line: int) -> Block:
        return Block(self.name, line, b"", refusal=too_large(self._limit), position=self._position())

    def _position(self) -> int:
        return self._raw.tell() if self._raw.seekable() else 0

    def _pieces(self) -> Iterator[bytes]:
        buffered = self._buffered
        try:
            # No JSON begins with this control character.
            if buffered.peek(1)[:1] == _GZIP:
                yield from _read_gzip(buffered)
            else:
                yield from _read_plain(buffered)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            what = f"the gzip of this file is damaged: {error}"
            raise ConfigError(Problem(Location(self.name), what, "Make the file anew.")) from None


def too_large(limit: int) -> Violation:
    """Tell that a document is larger than what is read."""
    return json_violation("size", f"A document has at most {limit} bytes; --max-bytes sets another limit.")


def _read_gzip(compressed: IO[bytes]) -> Iterator[bytes]:
    stream = gzip.GzipFile(fileobj=compressed)
    while piece := stream.read(BLOCK):
        yield piece


def _read_plain(stream: io.BufferedReader[io.FileIO]) -> Iterator[bytes]:
    """Read on while more is at hand: who writes a pipe slowly is answered at once."""
    while piece := stream.read1(BLOCK):
        gathered, size = [piece], len(piece)
        while size < BLOCK and len(piece) >= _PIPE and (piece := stream.read1(BLOCK - size)):
            gathered.append(piece)
            size += len(piece)
        yield b"".join(gathered)


def _without_bom(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    head = b""
    for piece in pieces:
        head += piece
        # Whoever writes one line and waits is answered.
        if not any(bom.startswith(head) for bom in (_BOM, *_WIDE_BOMS)):
            break
    return head.removeprefix(_BOM), pieces


def _goes_on(head: bytes) -> bool:
    """Say whether the first line holds the beginning of a document only, or nothing."""
    first = head.partition(b"\n")[0].strip(_BLANK)
    try:
        json.loads(first.decode())
    except json.JSONDecodeError as error:
        return error.pos >= len(error.doc)
    except (ValueError, RecursionError):
        return False
    return False
