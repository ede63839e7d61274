"""Holds how bytes become values: encodings, formats and bounds."""

import hashlib
import json

import pytest

from specwright.loader.limits import Limits
from specwright.loader.source import Source, read_source
from specwright.model.errors import SourceError


def read(content: bytes, name: str = "x.yaml", limits: Limits | None = None) -> Source:
    """Read bytes under a name."""
    return read_source(content, name=name, shown=f"dir/{name}", base=f"/dir/{name}", limits=limits or Limits())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read(encoding: str) -> None:
    """A byte order mark says how a file is encoded; without one it is UTF-8."""
    assert read("a: é".encode(encoding)).value == {"a": "é"}


def test_other_bytes_are_refused_with_their_place() -> None:
    """Bytes that are no UTF-8 are told with offset, line and column."""
    with pytest.raises(SourceError, match="byte 8") as caught:
        read(b"a: 1\nb: \xff")

    where = caught.value.problems[0].where
    assert (where.file, where.line, where.column) == ("dir/x.yaml", 2, 4)


@pytest.mark.parametrize(
    ("name", "text"), [("x.yaml", '{"a": 1}'), ("x.yaml", "{a: 1}"), ("x", '{"a": 1}'), ("x.json", '{"a": 1}')]
)
def test_json_is_read_under_any_name(name: str, text: str) -> None:
    """A file's content counts more than its name, and YAML's flow style is not mistaken for JSON."""
    assert read(text.encode(), name).value == {"a": 1}


def test_half_a_surrogate_pair_is_refused() -> None:
    """A text that no encoding can carry never enters the model."""
    with pytest.raises(SourceError, match="surrogate") as caught:
        read(b'{"a": {"b": "\\ud800"}}', "x.json")

    assert caught.value.problems[0].where.pointer == "/a/b"


def test_a_whole_surrogate_pair_is_one_character() -> None:
    """JSON spells characters beyond the first plane as pairs."""
    assert read(b'{"a": "\\ud83d\\ude00"}', "x.json").value == {"a": "\U0001f600"}


def test_size_and_depth_are_bounded() -> None:
    """What is larger or deeper than allowed is refused with a hint."""
    with pytest.raises(SourceError, match="more than the 3 allowed"):
        read(b"a: 1", limits=Limits(size=3))
    with pytest.raises(SourceError, match="nested more than 5 deep"):
        read(json.dumps([[[[[[[[1]]]]]]]]).encode(), "x.json", Limits(depth=5))


def test_a_source_knows_its_hash_and_places() -> None:
    """The hash is that of the bytes; places are spelled as the user named the file."""
    source = read(b"a:\n  b: 1\n")

    assert source.sha256 == hashlib.sha256(b"a:\n  b: 1\n").hexdigest()
    assert str(source.locate("/a/b")) == "dir/x.yaml:2:3 (#/a/b)"
