"""Holds that a document is judged as the value that ``json`` reads, and what is told where it has no plain one."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.validation import read_document

TEXTS = st.text(max_size=8) | st.sampled_from(['":', '\\":', "\\u0022:", ' :"', "\ud83d\ude00", "a", "b"])
NUMBERS = st.integers() | st.floats() | st.integers(min_value=-(10**40), max_value=10**40)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)
SEPARATORS = st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " :\r"), ("\n,", "\n:\n")])


def ids(raw: bytes, *, line: int = 1) -> list[tuple[str, str]]:
    """Give the ids and places of what is wrong with a document."""
    return [(id, path) for _, _, id, path, _ in read_document(raw, line=line).violations]


@given(value=VALUES, separators=SEPARATORS, is_ascii=st.booleans(), indent=st.sampled_from([None, 0, 2]))
def test_a_value_is_the_one_that_json_reads(
    value: Any, separators: tuple[str, str], is_ascii: bool, indent: int | None
) -> None:
    """However a document is spelled, its value has the types and digits that the standard library gives."""
    text = json.dumps(value, separators=separators, ensure_ascii=is_ascii, indent=indent)
    reading = read_document(text.encode("utf-8", "surrogatepass"))

    if reading.is_read:
        assert repr(reading.value) == repr(json.loads(text))
    else:
        # Only half a surrogate pair that is not escaped makes these bytes no text.
        assert [id for _, _, id, _, _ in reading.violations] == ["encoding"]
        assert "\\ud" in ascii(text)


@given(text=st.text(alphabet='{}[]":,0123456789.-+eEtrufalsn\\ \t\r\n\x00\u2028', max_size=12))
def test_what_json_refuses_is_refused(text: str) -> None:
    """Where the standard library reads no value there is none, and where it reads one it is that."""
    reading = read_document(text.encode())
    try:
        expected = json.loads(text)
    except ValueError:
        assert not reading.is_read
        assert [violation[:3] for violation in reading.violations] == [("json", "", "parse")]
    else:
        assert reading.is_read
        assert repr(reading.value) == repr(expected)


@given(number=st.from_regex(r"-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?", fullmatch=True))
def test_digits_are_read_as_json_reads_them(number: str) -> None:
    """However many digits and whatever exponent: the same integer, or the nearest float."""
    reading = read_document(number.encode())

    assert reading.violations == ()
    assert repr(reading.value) == repr(json.loads(number))


@pytest.mark.parametrize(
    "number",
    [
        *("-0", "-0.0", "0e5", "1e400", "-1e400", "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324"),
        *("9007199254740993", "9223372036854775808", "-9223372036854775809", "0.1000000000000000055511151231257827"),
        *("1.7976931348623159e308", "123456789012345678901234567890.5", "1E+2", "1e-9999999999", "9" * 4300),
    ],
)
def test_a_number_is_the_one_that_json_reads(number: str) -> None:
    """Large, tiny and signed numbers lose nothing that the standard library keeps."""
    reading = read_document(f"[{number}]".encode())

    assert reading.violations == ()
    assert repr(reading.value) == repr(json.loads(f"[{number}]"))


@given(
    members=st.lists(st.tuples(TEXTS.filter(str.isascii), st.integers()), min_size=1, max_size=5),
    separators=SEPARATORS,
    is_inner=st.booleans(),
)
def test_a_name_that_stands_twice_is_told_once(
    members: list[tuple[str, int]], separators: tuple[str, str], is_inner: bool
) -> None:
    """Exactly the names that stand more than once are told, whatever colons and quotes the texts hold."""
    comma, colon = separators
    body = comma.join(json.dumps(name) + colon + str(number) for name, number in members)
    text = f'[{{"in":{{{body}}}}}]' if is_inner else f"{{{body}}}"
    names = [name for name, _ in members]
    twice = {name for name in names if names.count(name) > 1}
    pointers = {name.replace("~", "~0").replace("/", "~1") for name in twice}

    reading = read_document(text.encode())

    assert {path for _, _, _, path, _ in reading.violations} == {
        ("/0/in/" if is_inner else "/") + pointer for pointer in pointers
    }
    assert len(reading.violations) == len(twice)
    assert {id for _, _, id, _, _ in reading.violations} <= {"duplicate-key"}
    assert reading.value == json.loads(text)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'{"a":1,"\\u0061":2}', [("duplicate-key", "/a")]),
        (b'{"a" :1,"a":2}', [("duplicate-key", "/a")]),
        (b'{"a":"\\":","b" :1}', []),
        (b'{"a":{"a":1},"b":[{"a":2}]}', []),
        (b'{"a":{"x":1,"x":2},"a":{"x":3}}', [("duplicate-key", "/a"), ("duplicate-key", "/a/x")]),
        (b'[NaN,{"x":-Infinity}]', [("number", "/0"), ("number", "/1/x")]),
        (b'{"a":NaN,"a":1}', [("duplicate-key", "/a"), ("number", "/a")]),
        (b"[" + b"9" * 4301 + b"]", [("number", "/0")]),
        (b"[" * 10_000 + b"]" * 10_000, [("depth", "")]),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, [("depth", "")]),
        (b'"\xff"', [("encoding", "")]),
        (b'"\xed\xa0\x80"', [("encoding", "")]),
        (b"\xef\xbb\xbf{}", [("encoding", "")]),
        (b"{'a': 1}", [("parse", "")]),
        (b'{"a": 1} {"a": 2}', [("parse", "")]),
        (b'"tab\tinside"', [("parse", "")]),
        (b"01", [("parse", "")]),
        (b"", [("parse", "")]),
    ],
)
def test_what_is_odd_is_told_with_its_place(raw: bytes, expected: list[tuple[str, str]]) -> None:
    """Each way in which a document is no plain JSON has an id of its own, and a pointer where there is a value."""
    assert ids(raw) == expected


def test_half_a_pair_of_surrogates_is_read_as_json_reads_it() -> None:
    """An escape of half a pair is a text of one code point, which the check may judge."""
    reading = read_document(b'{"a":"\\ud800","\\udc00":"\\ud83d\\ude00"}')

    assert reading.violations == ()
    assert reading.value == {"a": "\ud800", "\udc00": "\U0001f600"}


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b'{"a": }', "line 7, column 7:"),
        (b'{\n  "a": 1,\n  "b" 2\n}', "line 9, column 7:"),
        ("{\n'é'}".encode(), "line 8, column 1:"),
        ('"é\xe9'.encode() + b"\xff", "line 7, column 4:"),
        (b'{\n\n"\xff"}', "line 9, column 2:"),
        (b"\xef\xbb\xbf1", "line 7, column 1:"),
        (b'{"a":\r\n', "line 7, column 6:"),
    ],
)
def test_what_cannot_be_read_is_told_with_line_and_column(raw: bytes, place: str) -> None:
    """Lines count from that of the document, columns in letters from one."""
    reading = read_document(raw, line=7)

    assert not reading.is_read
    assert [violation[4].startswith(place) for violation in reading.violations] == [True]


def test_a_value_with_doubtful_members_is_still_judged() -> None:
    """Of a name that stands twice the last one counts, as for ``json``; a number that cannot be read leaves no value."""
    assert read_document(b'{"a":1,"a":2}').value == {"a": 2}
    assert read_document(b'{"a":1,"a":2}').is_read
    assert not read_document(b"1" * 5000).is_read
