"""Holds that streams give their items as they come, however the bytes are cut, and fail as this package's errors."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specwright.runtime._deviations import Deviation
from specwright.runtime._errors import ApiTimeout, ResponseDecodeError, ResponseValidationError, StreamError
from specwright.runtime._events import EventDecoder
from specwright.runtime._lines import JsonRecords, Lines
from specwright.runtime._operation import Response, ResponseContent
from specwright.runtime._reading import Reader
from specwright.runtime._response import AsyncStreamedResponse, StreamedResponse
from specwright.runtime._streams import AsyncStream, ServerSentEvent, Stream
from wire import Body_, Thing, Wire, answer, async_client, operation, sync_client

URL = "https://api.example.test/events"
REQUEST = httpx2.Request("GET", URL)
Piece = bytes | Exception


def streamed(*pieces: Piece, content_type: str = "text/event-stream") -> StreamedResponse[Any]:
    """Make an answer that comes in pieces."""
    response = httpx2.Response(200, headers={"content-type": content_type}, stream=Body_(list(pieces)), request=REQUEST)
    return StreamedResponse(response=response, request=REQUEST, parse=lambda answer: answer.read())


def async_streamed(*pieces: Piece, content_type: str = "text/event-stream") -> AsyncStreamedResponse[Any]:
    """Make the same for an asynchronous client."""
    response = httpx2.Response(200, headers={"content-type": content_type}, stream=Body_(list(pieces)), request=REQUEST)

    async def parse(answer: AsyncStreamedResponse[Any]) -> Any:
        return await answer.read()

    return AsyncStreamedResponse(response=response, request=REQUEST, parse=parse)


def events_of(data: bytes) -> list[tuple[str, str, str]]:
    """Decode a whole stream of events."""
    return [(event.event, event.data, event.id) for event in EventDecoder().feed(data)]


# What the WHATWG specification says of each.
EVENTS: list[tuple[str, bytes, list[tuple[str, str, str]]]] = [
    ("one line of data", b"data: a\n\n", [("message", "a", "")]),
    ("several lines of data", b"data: a\ndata: b\ndata:c\n\n", [("message", "a\nb\nc", "")]),
    ("no blank after the colon", b"data:a\n\n", [("message", "a", "")]),
    ("only the first blank goes", b"data:  a\n\n", [("message", " a", "")]),
    ("a name alone", b"data\n\n", [("message", "", "")]),
    ("two names alone", b"data\ndata\n\n", [("message", "\n", "")]),
    ("carriage returns", b"data: a\r\rdata: b\r\r", [("message", "a", ""), ("message", "b", "")]),
    ("both line ends", b"data: a\r\n\r\ndata: b\r\n\r\n", [("message", "a", ""), ("message", "b", "")]),
    ("mixed line ends", b"data: a\rdata: b\r\ndata: c\n\n", [("message", "a\nb\nc", "")]),
    ("a comment", b": hello\ndata: a\n: more\n\n", [("message", "a", "")]),
    ("a heartbeat", b":\n\n:\n\ndata: a\n\n", [("message", "a", "")]),
    ("a kind of event", b"event: added\ndata: a\n\ndata: b\n\n", [("added", "a", ""), ("message", "b", "")]),
    ("a kind without data", b"event: added\n\ndata: b\n\n", [("message", "b", "")]),
    ("an id that stays", b"id: 7\ndata: a\n\ndata: b\n\n", [("message", "a", "7"), ("message", "b", "7")]),
    ("an id that ends", b"id: 7\ndata: a\n\nid\ndata: b\n\n", [("message", "a", "7"), ("message", "b", "")]),
    ("an id with a null", b"id: 7\x008\ndata: a\n\n", [("message", "a", "")]),
    ("an unknown field", b"colour: red\ndata: a\n\n", [("message", "a", "")]),
    ("a colon in the data", b"data: a: b\n\n", [("message", "a: b", "")]),
    ("a byte order mark", b"\xef\xbb\xbfdata: a\n\n", [("message", "a", "")]),
    ("a mark that is no first thing", b"data: a\n\n\xef\xbb\xbfdata: b\n\n", [("message", "a", "")]),
    ("an event without its end", b"data: a\n\ndata: b\n", [("message", "a", "")]),
    ("wrong UTF-8", b"data: \xff\n\n", [("message", "\ufffd", "")]),
    ("letters of several bytes", "data: é😀\n\n".encode(), [("message", "é😀", "")]),
    ("a separator that ends no line", "data: a\u2028b\x85c\x0bd\n\n".encode(), [("message", "a\u2028b\x85c\x0bd", "")]),
]


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in EVENTS], ids=[case[0] for case in EVENTS])
def test_events_are_decoded_as_specified(data: bytes, expected: list[tuple[str, str, str]]) -> None:
    """Each case of the specification gives its events, whole and byte by byte."""
    assert events_of(data) == expected
    decoder = EventDecoder()
    by_byte = [event for byte in data for event in decoder.feed(bytes([byte]))]
    assert [(event.event, event.data, event.id) for event in by_byte] == expected


def test_the_service_says_how_to_come_back() -> None:
    """The last id and the waiting time are kept; a waiting time that is no number is passed over."""
    decoder = EventDecoder()
    decoder.feed(b"id: 7\nretry: 1500\ndata: a\n\nretry: soon\nretry: \xc2\xb2\n\n")

    assert decoder.last_event_id == "7"
    assert decoder.retry == 1500


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """Cut bytes at some places."""
    edges = [0, *sorted({place % (len(data) + 1) for place in places}), len(data)]
    return [data[start:end] for start, end in pairwise(edges)]


@given(st.text(alphabet="\r\n:ab dié\0", max_size=40), st.lists(st.integers(0, 100)))
@example("data: a\r\ndata: b\r\n\r\n", [8, 9])
def test_events_do_not_depend_on_where_the_bytes_are_cut(text: str, places: list[int]) -> None:
    """Any stream, cut anywhere, gives what it gives in one piece."""
    data = text.replace("d", "data:").replace("i", "id:").encode()
    decoder = EventDecoder()
    in_pieces = [event for piece in cut(data, places) for event in decoder.feed(piece)]

    assert [(event.event, event.data, event.id) for event in in_pieces] == events_of(data)


@given(st.text(alphabet="\r\nab", max_size=30), st.lists(st.integers(0, 100)))
def test_lines_are_those_of_the_whole(text: str, places: list[int]) -> None:
    """Lines that end in CR, LF or CRLF are found wherever the bytes are cut."""
    lines, found = Lines(), list[bytes]()
    for piece in cut(text.encode(), places):
        found += lines.feed(piece)

    assert [line.decode() for line in found + lines.rest()] == text.splitlines()


ITEMS = st.lists(st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=5)) | st.integers(), max_size=6)


@given(ITEMS, st.lists(st.integers(0, 200)), st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans())
def test_json_lines_do_not_depend_on_where_the_bytes_are_cut(
    items: list[Any], places: list[int], end: str, is_ended: bool
) -> None:
    """Each line is one item; empty lines are none, and the last needs no end."""
    data = end.join(json.dumps(item) for item in items).encode() + (end.encode() if is_ended else b"")
    records, found = JsonRecords(), list[bytes]()
    for piece in cut(data, places):
        found += records.feed(piece)

    assert [json.loads(record) for record in found + records.rest()] == items


@given(ITEMS, st.lists(st.integers(0, 200)), st.sampled_from([None, 2]))
def test_json_sequences_do_not_depend_on_where_the_bytes_are_cut(
    items: list[Any], places: list[int], indent: int | None
) -> None:
    """Each record begins with RS and may stretch over lines."""
    data = "".join(f"\x1e{json.dumps(item, indent=indent)}\n" for item in items).encode()
    records, found = JsonRecords(is_sequence=True), list[bytes]()
    for piece in cut(data, places):
        found += records.feed(piece)

    assert [json.loads(record) for record in found + records.rest()] == items


def test_a_sequences_record_does_not_wait_for_the_next() -> None:
    """A record that is whole is given at once, and one whose digits may go on is not."""
    records = JsonRecords(is_sequence=True)

    assert records.feed(b'\x1e{"a": 1}\n') == [b'{"a": 1}']
    assert records.feed(b"\x1e12") == []
    assert records.feed(b"3\n") == [b"123"]


def all_of(pieces: list[Piece], kind: Any, reader: Reader[Any], content_type: str, **options: Any) -> list[Any]:
    """Read a stream to its end, with a blocking client and an asynchronous one, and make sure they agree."""
    answer = streamed(*pieces, content_type=content_type)
    with Stream(answer, kind, reader, **options) as stream:
        found = list(stream)

    async def collect() -> list[Any]:
        async_answer = async_streamed(*pieces, content_type=content_type)
        async with AsyncStream(async_answer, kind, reader, **options) as stream:
            return [item async for item in stream]

    assert asyncio.run(collect()) == found
    return found


def test_items_are_typed() -> None:
    """JSON lines, JSON sequences and the data of events become objects of the described type."""
    reader, expected = Reader[Thing](Thing), [Thing(id="a", size=1), Thing(id="b", size=2)]
    lines: list[Piece] = [b'{"id": "a", "si', b'ze": 1}\n\n{"id": "b", "size": 2}']
    records: list[Piece] = [b'\x1e{"id": "a",\n "size": 1}\n\x1e{"id": "b", "size": 2}\n']
    events: list[Piece] = [b': hi\n\ndata: {"id": "a",\ndata: "size": 1}\n\ndata: {"id": "b", "size": 2}\n\n']

    assert all_of(lines, "json-lines", reader, "application/x-ndjson") == expected
    assert all_of(records, "json-lines", reader, "application/json-seq") == expected
    assert all_of(events, "event-stream", reader, "text/event-stream; charset=utf-8") == expected


def test_events_can_be_had_as_they_are() -> None:
    """Where the description says no more than text, the item is the data; the event itself can be asked for, too."""
    pieces: list[Piece] = [b"id: 1\nevent: e\ndata: a\ndata: b\n\n", b"data: [DONE]\n\n"]

    assert all_of(pieces, "event-stream", Reader(str), "") == ["a\nb", "[DONE]"]
    assert all_of(pieces, "event-stream", Reader(ServerSentEvent), "") == [
        ServerSentEvent("a\nb", "e", "1"),
        ServerSentEvent("[DONE]", "message", "1"),
    ]


def test_the_customary_end_of_events_ends_the_stream() -> None:
    """``[DONE]`` is no item: what comes after it is not waited for."""
    pieces: list[Piece] = [b"data: 1\n\ndata: [DONE]\n\n", RuntimeError("read on")]

    assert all_of(pieces, "event-stream", Reader(int), "") == [1]


def test_deviating_items_are_given_and_reported() -> None:
    """An item that differs from its description is given raw and told to the hook; strict refuses it."""
    seen: list[Deviation] = []
    pieces: list[Piece] = [b'1\n"two"\n3\n']

    assert all_of(pieces, "json-lines", Reader(int), "", on_deviation=seen.append) == [1, "two", 3]
    assert [deviation.kind for deviation in seen] == ["type", "type"]
    stream = Stream(streamed(*pieces), "json-lines", Reader(int), strict=True)
    assert next(stream) == 1
    with pytest.raises(ResponseValidationError):
        next(stream)


def test_an_item_that_is_no_json_is_an_error() -> None:
    """A broken line is told as such, and the connection is released."""
    answer = streamed(b"1\n{nonsense\n")
    stream = Stream(answer, "json-lines", Reader(int))

    assert next(stream) == 1
    with pytest.raises(ResponseDecodeError, match="no JSON"):
        next(stream)
    assert answer._response.is_closed


BREAKS = [
    (httpx2.ReadTimeout("slow"), ApiTimeout),
    (httpx.ReadTimeout("slow"), ApiTimeout),
    (TimeoutError("slow"), ApiTimeout),
    (httpx2.ReadError("reset"), StreamError),
    (httpx2.RemoteProtocolError("incomplete chunked read"), StreamError),
    (httpx.ReadError("reset"), StreamError),
    (ConnectionResetError("reset"), StreamError),
]


@pytest.mark.parametrize(
    ("failure", "expected"), BREAKS, ids=[f"{type(each[0]).__module__}.{type(each[0]).__name__}" for each in BREAKS]
)
@pytest.mark.parametrize("take", ["stream", "bytes", "text", "lines", "read"])
def test_a_stream_that_breaks_off_raises_our_error(failure: Exception, expected: type[Exception], take: str) -> None:
    """A timeout or a broken connection amid a stream is one of this package's errors, whatever library it came from."""
    ways: dict[str, Callable[[StreamedResponse[Any]], Any]] = {
        "stream": lambda answer: list(Stream(answer, "json-lines", Reader(int))),
        "bytes": lambda answer: list(answer.iter_bytes()),
        "text": lambda answer: list(answer.iter_text()),
        "lines": lambda answer: list(answer.iter_lines()),
        "read": lambda answer: answer.read(),
    }
    with pytest.raises(expected, match="GET /events") as caught:
        ways[take](streamed(b"1\n", failure))
    assert caught.value.__cause__ is failure


@pytest.mark.parametrize(
    ("failure", "expected"), BREAKS, ids=[f"{type(each[0]).__module__}.{type(each[0]).__name__}" for each in BREAKS]
)
def test_an_asynchronous_stream_breaks_off_alike(failure: Exception, expected: type[Exception]) -> None:
    """The same errors come from asynchronous streams, with the items before the break given."""
    found: list[int] = []

    async def collect() -> None:
        async for item in AsyncStream(async_streamed(b"1\n2\n", failure), "json-lines", Reader(int)):
            found.append(item)  # noqa: PERF401 - the items before the break are wanted

    with pytest.raises(expected):
        asyncio.run(collect())
    with pytest.raises(expected):
        asyncio.run(async_streamed(b"1\n", failure).read())
    assert found == [1, 2]


def test_a_callers_own_error_stays_what_it_is() -> None:
    """What is raised inside the caller's loop is not taken for the connection's."""
    answer = streamed(b"1\n2\n")

    def take(item: int) -> None:
        raise KeyError(item)

    with Stream(answer, "json-lines", Reader(int)) as stream, pytest.raises(KeyError):
        take(next(stream))
    assert answer._response.is_closed


def test_leaving_early_releases_the_connection() -> None:
    """``with`` closes what was not read to its end, in both kinds of client."""
    answer = streamed(b"1\n", b"2\n")
    with Stream(answer, "json-lines", Reader(int)) as stream:
        assert next(stream) == 1
    assert answer._response.is_closed

    async def leave() -> AsyncStreamedResponse[Any]:
        async_answer = async_streamed(b"1\n", b"2\n")
        async with AsyncStream(async_answer, "json-lines", Reader(int)) as stream:
            assert await anext(stream) == 1
        return async_answer

    assert asyncio.run(leave())._response.is_closed


def test_text_is_decoded_across_pieces() -> None:
    """A letter whose bytes come in two pieces is one letter, in the declared charset."""
    accented = "é😀".encode()
    pieces = [bytes([byte]) for byte in accented]

    assert "".join(streamed(*pieces, content_type="text/plain").iter_text()) == "é😀"
    assert list(streamed(b"a\r", b"\nb\n\xe9", content_type="text/plain; charset=latin-1").iter_lines()) == [
        "a",
        "b",
        "é",
    ]
    assert list(streamed(b"\xff", content_type="text/plain; charset=none-such").iter_text()) == ["\ufffd"]


def test_a_body_becomes_a_file_once_it_is_whole(tmp_path: Path) -> None:
    """Saving gives the size; a body that breaks off leaves neither a file nor a part of one."""
    assert streamed(b"ab", b"c").write_to(tmp_path / "whole.bin") == 3
    assert (tmp_path / "whole.bin").read_bytes() == b"abc"
    assert asyncio.run(async_streamed(b"ab", b"cd").write_to(tmp_path / "async.bin")) == 4
    assert (tmp_path / "async.bin").read_bytes() == b"abcd"
    with pytest.raises(StreamError):
        streamed(b"ab", httpx2.ReadError("reset")).write_to(tmp_path / "broken.bin")
    with pytest.raises(StreamError):
        asyncio.run(async_streamed(b"ab", httpx2.ReadError("reset")).write_to(tmp_path / "whole.bin"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["async.bin", "whole.bin"]
    assert (tmp_path / "whole.bin").read_bytes() == b"abc"


EVENT_STREAM = ResponseContent(media_type="text/event-stream", kind="event-stream", type=lambda: Thing)
WATCH = operation(
    "GET", id="watchThings", path=("/things",), responses=(Response(status="200", contents=(EVENT_STREAM,)),)
)


def test_a_described_stream_is_what_a_call_gives() -> None:
    """A client's method for a stream gives the open stream, typed, and closing it releases the connection."""
    wire = Wire(answer(200, [b'data: {"id": "a", "size": 1}\n', b"\n"], content_type="text/event-stream"))
    with sync_client(wire).send(WATCH, {}, {}) as stream:
        assert list(stream) == [Thing(id="a", size=1)]
    assert wire.all_released

    async def collect() -> list[Any]:
        async with await async_client(wire).send(WATCH, {}, {}) as stream:
            return [item async for item in stream]

    assert asyncio.run(collect()) == [Thing(id="a", size=1)]


def test_a_read_timeout_in_the_middle_of_events_is_our_timeout() -> None:
    """A service that falls silent amid its events ends in ``ApiTimeout``, with the events before it given."""
    pieces: list[Piece] = [b'data: {"id": "a", "size": 1}\n\n', httpx2.ReadTimeout("silence")]
    wire = Wire(answer(200, pieces, content_type="text/event-stream"))
    found: list[Any] = []

    with pytest.raises(ApiTimeout), sync_client(wire).send(WATCH, {}, {}) as stream:
        found.extend(stream)
    assert found == [Thing(id="a", size=1)]
    assert wire.all_released


def test_streams_are_iterators() -> None:
    """A stream can be handed to whatever takes an iterator."""
    assert isinstance(Stream(streamed(b""), "json-lines", Reader(int)), Iterator)
    assert isinstance(AsyncStream(async_streamed(b""), "json-lines", Reader(int)), AsyncIterator)
