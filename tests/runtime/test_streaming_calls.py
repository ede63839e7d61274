"""Holds that operations which answer with a stream give one, through both clients and all ways of calling."""

import asyncio
from typing import Any

import httpx2
import pytest

from specwright.runtime._errors import ApiTimeout, NotFound
from specwright.runtime._operation import Operation, Response, ResponseContent
from wire import AT, Thing, Wire, answer, async_client, operation, sync_client

LINES = ResponseContent(media_type="application/jsonl", kind="json-lines", type=lambda: Thing)
EVENTS = ResponseContent(media_type="text/event-stream", kind="event-stream", type=lambda: Thing)
JSON = ResponseContent(media_type="application/json", kind="json", type=lambda: Thing)
WATCH = operation("GET", responses=(Response(status="200", contents=(LINES, JSON)),))
LISTEN = operation("GET", responses=(Response(status="200", contents=(EVENTS,)),))
TWO = [Thing(id="a", size=1), Thing(id="b", size=2)]
LINE_CHUNKS: list[Any] = [b'{"id": "a", "si', b'ze": 1}\n{"id": "b", "size": 2}\n']
EVENT_CHUNKS: list[Any] = [b'data: {"id": "a", "size": 1}\n\nda', b'ta: {"id": "b", "size": 2}\n\n']


@pytest.mark.parametrize(
    ("described", "media_type", "chunks"),
    [(WATCH, "application/jsonl", LINE_CHUNKS), (LISTEN, "text/event-stream", EVENT_CHUNKS)],
    ids=["lines", "events"],
)
def test_items_come_one_by_one(described: Operation[Any], media_type: str, chunks: list[Any]) -> None:
    """`send` gives a stream of models, which releases the connection at its end."""
    wire = Wire(answer(200, chunks, content_type=media_type))
    with sync_client(wire).send(described, AT, {}) as stream:
        assert not wire.all_released
        assert list(stream) == TWO
    assert wire.all_released


def test_items_come_one_by_one_to_those_who_await() -> None:
    """The same from the asynchronous client."""
    wire = Wire(answer(200, EVENT_CHUNKS, content_type="text/event-stream"))

    async def run() -> list[Any]:
        async with await async_client(wire).send(LISTEN, AT, {}) as stream:
            assert await anext(stream) == TWO[0]
            assert not wire.all_released
            return [item async for item in stream]

    assert asyncio.run(run()) == TWO[1:]
    assert wire.all_released


def test_raw_and_streamed_calls_know_streams() -> None:
    """The raw answer's value is the stream; `parse` of a streamed answer gives it too."""
    wire = Wire(answer(200, LINE_CHUNKS, content_type="application/jsonl"))
    response = sync_client(wire).send_raw(WATCH, AT, {})
    with response.parsed as stream:
        assert next(stream) == TWO[0]
    with sync_client(wire).send_streamed(WATCH, AT, {}) as streamed:
        assert list(streamed.parse()) == TWO

    assert wire.all_released


def test_an_answer_that_is_no_stream_is_a_value() -> None:
    """Where JSON is described beside the stream, the service may choose it."""
    wire = Wire(answer(200, b'{"id": "a", "size": 1}'))

    assert sync_client(wire).send(WATCH, AT, {}) == TWO[0]
    assert asyncio.run(async_client(wire).send(WATCH, AT, {})) == TWO[0]
    assert wire.all_released


def test_errors_come_before_the_stream() -> None:
    """An error status is raised by the call itself."""
    wire = Wire(answer(404, b'{"code": "NO"}'))
    with pytest.raises(NotFound):
        sync_client(wire).send(WATCH, AT, {})

    assert wire.all_released


@pytest.mark.parametrize("error", [httpx2.ReadTimeout("idle")])
def test_a_timeout_amid_a_stream_is_ours(error: Exception) -> None:
    """Silence in the middle of server-sent events raises this package's timeout, and releases the connection."""
    wire = Wire(answer(200, [EVENT_CHUNKS[0], error], content_type="text/event-stream"))
    stream = sync_client(wire).send(LISTEN, AT, {})
    assert next(stream) == TWO[0]
    with pytest.raises(ApiTimeout):
        next(stream)

    assert wire.all_released
