"""Holds how files are cut into documents: whatever their size, their line ends and their compression."""

import gzip
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specwright.model.errors import ConfigError
from specwright.validation import Block, Shape, Source, sources
from specwright.validation.sources import split_block

Cut = Callable[..., list[tuple[int, bytes]]]


@pytest.fixture
def blocks(tmp_path: Path) -> Callable[..., list[Block]]:
    """Write a file and read its blocks."""

    def read(content: bytes, *, name: str = "data", shape: Shape = Shape.AUTO, limit: int = 10_000_000) -> list[Block]:
        path = tmp_path / name
        path.write_bytes(content)
        source = Source(io.FileIO(path), name, shape=shape, limit=limit)
        try:
            return list(source.blocks())
        finally:
            source.close()

    return read


@pytest.fixture
def cut(blocks: Callable[..., list[Block]]) -> Cut:
    """Write a file and read its documents, each with its line; what was not kept is told by its id."""

    def read(content: bytes, **options: object) -> list[tuple[int, bytes]]:
        return [
            (
                line,
                (raw if block.is_whole else raw.removesuffix(b"\n"))
                if block.refusal is None
                else block.refusal[2].encode(),
            )
            for block in blocks(content, **options)
            for line, raw in split_block(block)
        ]

    return read


LINES = st.lists(st.sampled_from([b"", b" ", b"\r", b"\x0c", b"1", b"22\r", b'"333"', b"4" * 30, b"bad"]), max_size=12)


@given(lines=LINES, size=st.integers(1, 40), is_ended=st.booleans(), is_packed=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_are_cut_at_their_ends_whatever_is_read_at_once(
    cut: Cut, lines: list[bytes], size: int, is_ended: bool, is_packed: bool
) -> None:
    """Each line that is not blank is one document with its number, however the file comes in pieces."""
    content = b"\n".join(lines) + (b"\n" if is_ended else b"")
    expected = [(number, line) for number, line in enumerate(content.split(b"\n"), 1) if line.strip(b" \t\r")]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "BLOCK", size)
        found = cut(gzip.compress(content) if is_packed else content, shape=Shape.NDJSON)

    assert found == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"a": 1}', [(1, b'{"a": 1}')]),
        (b'{"a": 1}\n{"a": 2}\n', [(1, b'{"a": 1}'), (2, b'{"a": 2}')]),
        (b'\n\n{\n  "a": 1\n}\n', [(3, b'{\n  "a": 1\n}\n')]),
        (b'[{"a": 1},\n{"a": 2}]', [(1, b'[{"a": 1},\n{"a": 2}]')]),
        (b'{"a":\r\n1}\r\n', [(1, b'{"a":\r\n1}\r\n')]),
        (b"oops\n1", [(1, b"oops"), (2, b"1")]),
        (b'{"a": "cut\n{"a": 2}', [(1, b'{"a": "cut'), (2, b'{"a": 2}')]),
        (b'"\xff"\n2', [(1, b'"\xff"'), (2, b"2")]),
        (b"[" * 100_000 + b"\n1", [(1, b"[" * 100_000), (2, b"1")]),
        (b"\xef\xbb\xbf1\n2", [(1, b"1"), (2, b"2")]),
        (b"\xef\xbb\xbf[\n1]", [(1, b"[\n1]")]),
        (b"", [(1, b"parse")]),
        (b" \n\r\n", [(1, b"parse")]),
        (b"\xef\xbb\xbf", [(1, b"parse")]),
        ("\ufeff{}".encode("utf-16-le"), [(1, b"encoding")]),
        ("\ufeff{}\n{}".encode("utf-16-be"), [(1, b"encoding")]),
        ("\ufeff{}".encode("utf-32-be"), [(1, b"encoding")]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_the_first_line_tells_how_documents_stand(
    cut: Cut, monkeypatch: pytest.MonkeyPatch, content: bytes, expected: list[tuple[int, bytes]], size: int
) -> None:
    """A first line that is the beginning of a document goes on in the next; any other is one by itself."""
    monkeypatch.setattr(sources, "BLOCK", size)

    assert cut(content) == expected


@pytest.mark.parametrize("name", ["a.ndjson", "a.jsonl", "a.NDJSON", "a.jsonl.gz"])
def test_a_name_can_say_that_each_line_is_a_document(cut: Cut, name: str) -> None:
    """In a file of lines a first line that was cut off is one bad document, and no document is no mistake."""
    assert cut(b'{"a":\n{"a": 2}', name=name) == [(1, b'{"a":'), (2, b'{"a": 2}')]
    assert cut(b"", name=name) == []


def test_a_shape_that_is_asked_for_wins(cut: Cut) -> None:
    """Neither name nor first line counts where the caller knows better."""
    assert cut(b"1\n2", shape=Shape.JSON, name="a.ndjson") == [(1, b"1\n2")]
    assert cut(b"[\n2]", shape=Shape.NDJSON) == [(1, b"["), (2, b"2]")]


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_what_is_too_large_is_left_out_and_the_rest_is_read(
    cut: Cut, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """A line beyond the limit is refused with its number; lines after it keep theirs."""
    monkeypatch.setattr(sources, "BLOCK", size)
    content = b"1\n" + b"2" * 200 + b"\n\n3\n" + b"4" * 300

    found = cut(content, limit=100)

    # A line that came in one piece is refused where it is judged.
    assert [(line, raw if len(raw) <= 100 else b"size") for line, raw in found] == [
        *((1, b"1"), (2, b"size"), (4, b"3"), (5, b"size"))
    ]
    assert [(line, raw if len(raw) <= 100 else b"size") for line, raw in cut(b"9" * 200 + b"\n1", limit=100)] == [
        *((1, b"size"), (2, b"1"))
    ]
    assert cut(b"[\n" + b" " * 200 + b"]", limit=100) == [(1, b"size")]


def test_a_line_without_end_needs_no_more_memory_than_the_limit(tmp_path: Path) -> None:
    """A hundred million bytes without a line end, packed into few, are never held together."""
    path = tmp_path / "bomb.ndjson.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(100):
            file.write(b"[" * 1_000_000)
        file.write(b"\n1\n")
    source = Source(io.FileIO(path), path.name, limit=1_000_000)
    tracemalloc.start()
    try:
        found = [(block.line, block.data, block.refusal and block.refusal[2]) for block in source.blocks()]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        source.close()

    assert found == [(1, b"", "size"), (2, b"1\n", None)]
    assert peak < 8_000_000


def test_gzip_of_several_parts_is_read_to_its_end(cut: Cut) -> None:
    """Packed files that were joined are the joined files, even where a line runs across."""
    assert cut(gzip.compress(b"1\n2") + gzip.compress(b"2\n3\n")) == [(1, b"1"), (2, b"22"), (3, b"3")]


@pytest.mark.parametrize("damage", [(-5, -1), (40, 80)], ids=["cut off", "overwritten"])
def test_damaged_gzip_is_told_with_its_file(blocks: Callable[..., list[Block]], damage: tuple[int, int]) -> None:
    """Bytes that cannot be unpacked are no document, so the run ends with the name of the file."""
    packed = gzip.compress("\n".join(str(number) for number in range(9000)).encode())
    begin, end = damage
    broken = packed[:begin] if end < 0 else packed[:begin] + b"\x00" * (end - begin) + packed[end:]

    with pytest.raises(ConfigError, match=r"data: error: the gzip of this file is damaged") as caught:
        blocks(broken, shape=Shape.NDJSON)

    assert caught.value.exit_code == 2


def test_blocks_say_how_far_the_file_was_read(blocks: Callable[..., list[Block]]) -> None:
    """The last block of a file stands at its end, so that a bar comes to its own."""
    content = b"1\n" * 600_000

    positions = [block.position for block in blocks(content)]

    assert positions == sorted(positions)
    assert len(positions) > 1
    assert positions[-1] == len(content)
