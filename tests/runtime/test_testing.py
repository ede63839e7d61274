"""Holds that the fake answers as a test prepared it, records what was asked, and refuses what nobody expected."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Unpack

import httpx2
import pytest

from specwright.runtime._errors import ConnectError, NotFound, StreamError
from specwright.runtime._events import ServerSentEvent
from specwright.runtime._operation import Operation, Parameter, Response, ResponseContent
from specwright.runtime._options import RequestOptions
from specwright.runtime._testing import Answer, FakeMethod, FakeTransport, RecordedCall, RecordedPart, UnexpectedCall
from wire import AT, BASE_URL, GET, POST, SECRET, UPLOAD, Thing, async_client, operation, sync_client

QUERY = Parameter(python="q", wire="q", location="query")
SEARCH = operation("GET", id="searchThings", path=("/things/search",), parameters=(QUERY,))
NESTED = operation(
    "GET",
    id="getNested",
    path=(
        "/things/",
        Parameter(python="a", wire="a", location="path", style="simple", is_required=True),
        "/parts/",
        Parameter(python="b", wire="b", location="path", style="simple", is_required=True),
    ),
)
LINES = ResponseContent(media_type="application/x-ndjson", kind="json-lines", type=lambda: Thing)
EVENTS = ResponseContent(media_type="text/event-stream", kind="event-stream", type=lambda: Thing)
WATCH = operation("GET", id="watch", path=("/watch",), responses=(Response(status="200", contents=(EVENTS,)),))
TAIL = operation("GET", id="tail", path=("/tail",), responses=(Response(status="200", contents=(LINES,)),))
CREATE = operation("POST", id="create", path=("/things",), responses=(Response(status="201"), Response(status="204")))
OPERATIONS: list[Operation[Any]] = [GET, POST, UPLOAD, SEARCH, NESTED, WATCH, TAIL]
EXAMPLES = {
    "getThing": [
        {"name": "gone", "status": 404, "media_type": "application/json", "value": {"code": "GONE"}},
        {"name": "small", "status": 200, "media_type": "application/json", "value": {"id": "example", "size": 1}},
        {"name": "large", "status": 200, "media_type": "application/json", "value": {"id": "example", "size": 9}},
        {"name": "text", "status": 200, "media_type": "text/plain", "value": "plain"},
        {"name": "empty", "status": 204, "media_type": "", "value": None},
    ]
}


@pytest.fixture
def fake() -> FakeTransport:
    """Make a fake of the service."""
    return FakeTransport(OPERATIONS, EXAMPLES)


def get(fake: FakeTransport, **options: Unpack[RequestOptions]) -> Any:
    """Call the first operation."""
    return sync_client(fake, max_retries=0).send(GET, AT, options)


def test_queued_answers_come_in_order_and_then_the_example(fake: FakeTransport) -> None:
    """What was queued comes first, each once or as often as asked for; the documented success follows for ever."""
    fake.answer(GET, json={"id": "a", "size": 1}).answer("getThing", json=Thing(id="b", size=2), times=2)

    assert [get(fake).id for _ in range(5)] == ["a", "b", "b", "example", "example"]


def test_both_kinds_of_client_are_served(fake: FakeTransport) -> None:
    """The same fake stands below a blocking and an asynchronous client."""
    fake.answer(GET, json=Thing(id="a", size=1), times=2)

    assert get(fake) == asyncio.run(async_client(fake).send(GET, AT, {})) == Thing(id="a", size=1)
    assert len(fake.calls) == 2


def test_an_answer_has_status_headers_and_any_body(fake: FakeTransport) -> None:
    """JSON, text and bytes come with their media types, and a given header wins."""
    fake.answer(GET, status=404, json={"code": "NO"}, headers={"X-Request-Id": "r1"})
    fake.answer(GET, text="é").answer(GET, content=b"\x00").answer(
        GET, text="<a/>", headers={"content-type": "text/xml"}
    )

    with pytest.raises(NotFound) as caught:
        get(fake)
    assert (caught.value.code, caught.value.request_id) == ("NO", "r1")
    request = httpx2.Request("GET", f"{BASE_URL}/things/a1")
    text, binary, xml = (fake.handle_request(request) for _ in range(3))
    assert (text.text, text.headers["content-type"]) == ("é", "text/plain; charset=utf-8")
    assert (binary.content, "content-type" in binary.headers) == (b"\x00", False)
    assert xml.headers["content-type"] == "text/xml"
    with pytest.raises(ValueError, match="one of"):
        fake.answer(GET, json={}, text="")


def test_the_status_of_a_success_is_the_documented_one() -> None:
    """Without a status the first documented success is answered."""
    fake = FakeTransport([CREATE]).answer(CREATE)

    assert sync_client(fake).send_raw(CREATE, {}, {}).status_code == 201


def test_a_connection_can_fail(fake: FakeTransport) -> None:
    """An exception stands for a connection that fails, and reaches the caller as this package's error."""
    fake.answer(GET, error=httpx2.ConnectError("refused"))

    with pytest.raises(ConnectError):
        get(fake)
    assert len(fake.calls) == 1


def test_examples_are_chosen_by_name_or_status(fake: FakeTransport) -> None:
    """A documented answer can be asked for by its name, its status or both; one that is not there is refused."""
    fake.answer_example(GET, "large").answer_example(GET, status=404).answer_example(GET, status=204)
    fake.answer_example(GET, "small", status=200)

    assert get(fake).size == 9
    with pytest.raises(NotFound, match="GONE"):
        get(fake)
    assert get(fake) is None
    assert get(fake).size == 1
    for name, status in (("huge", None), ("", 500), ("gone", 200)):
        with pytest.raises(ValueError, match=r"getThing has no such example; there are: 'gone' \(404\)"):
            fake.answer_example(GET, name, status=status)
    with pytest.raises(ValueError, match="there are: none"):
        fake.answer_example(SEARCH)


def test_an_answer_can_be_made_from_the_call(fake: FakeTransport) -> None:
    """A function sees the recorded call and gives its answer."""

    def echo(call: RecordedCall) -> Answer:
        return Answer(
            200, {"content-type": "application/json"}, b'{"id": "%s", "size": 0}' % call.path_params["thingId"].encode()
        )

    fake.answer_with(GET, echo)

    assert get(fake).id == "a1"


def test_an_unexpected_call_fails_the_test_clearly(fake: FakeTransport) -> None:
    """Neither queued nor documented: the error is an AssertionError that says what was called and what to write."""
    client = sync_client(fake)

    with pytest.raises(
        UnexpectedCall, match=r'searchThings \(GET /v1/things/search\).*answer\("searchThings"'
    ) as caught:
        client.send(SEARCH, {"q": "secret-query"}, {})
    assert isinstance(caught.value, AssertionError)
    assert "secret-query" not in str(caught.value)
    assert SECRET not in str(caught.value)
    with pytest.raises(UnexpectedCall, match="no described operation"):
        client.delete("/undescribed", cast_to=type(None))
    with pytest.raises(UnexpectedCall):
        get(FakeTransport(OPERATIONS, EXAMPLES, use_examples=False))


def test_what_is_not_described_can_be_prepared_by_address(fake: FakeTransport) -> None:
    """A token's service or an undescribed path is prepared by method and URL."""
    fake.answer(f"GET {BASE_URL}/undescribed", json=[1, 2])

    assert sync_client(fake).get("/undescribed", cast_to=list[int], query={"a": "b"}) == [1, 2]
    assert fake.last_call.operation == ""
    with pytest.raises(ValueError, match=r"'nope' is no operation.*getThing"):
        fake.answer("nope")


def test_a_call_is_recorded_as_the_service_would_see_it(fake: FakeTransport) -> None:
    """Operation, method, path, parameters, query, headers and body are all there."""
    fake.answer(POST, json=Thing(id="a", size=1))
    options: Any = {"extra_headers": {"X-Extra": "e"}, "extra_query": {"a": ["1", "2"], "b": "ü"}}
    sync_client(fake).send(POST, {"body": {"size": 3}}, options)
    call = fake.last_call

    assert (call.operation, call.method, call.path) == ("postThing", "POST", "/v1/things")
    assert call.path_params == {}
    assert call.query.get_list("a") == ["1", "2"]
    assert call.query["b"] == "ü"
    assert call.headers["x-extra"] == "e"
    assert call.json == {"size": 3}
    assert call.parts == []


def test_a_recorded_call_prints_no_secret(fake: FakeTransport) -> None:
    """A failing test may print a call: its headers and query stay out of it."""
    get(fake, extra_query={"key": SECRET})

    assert repr(fake.last_call) == "<getThing: GET /v1/things/a1>"
    assert fake.last_call.json is None


@pytest.mark.parametrize(
    ("described", "arguments", "params"),
    [
        (GET, {"thing_id": "a/b ü%2F"}, {"thingId": "a/b ü%2F"}),
        (GET, {"thing_id": "parts"}, {"thingId": "parts"}),
        (SEARCH, {}, {}),
        (NESTED, {"a": "x", "b": "search"}, {"a": "x", "b": "search"}),
    ],
)
@pytest.mark.parametrize("base_url", [BASE_URL, "http://localhost:8080", "http://localhost/things/v2"])
def test_calls_are_matched_to_operations(described: Operation[Any], arguments: Any, params: Any, base_url: str) -> None:
    """Below any base URL, a path leads to the operation with the most specific template, and parameters come decoded."""
    fake = FakeTransport(OPERATIONS).answer(described, json=Thing(id="a", size=1))
    sync_client(fake, base_url=base_url).send(described, arguments, {})

    assert fake.last_call.operation == described.id
    assert fake.last_call.path_params == params


def test_the_parts_of_an_upload_are_recorded(fake: FakeTransport) -> None:
    """A multipart body comes apart into its parts, whatever bytes they have; asynchronous uploads too."""
    fake.answer(UPLOAD, json=Thing(id="a", size=1), times=2)
    arguments: dict[str, Any] = {"thing": {"a": "é"}, "files": [("x.bin", b"\r\n--\x00"), ("é y.txt", b"")]}
    sync_client(fake).send(UPLOAD, arguments, {})
    asyncio.run(async_client(fake).send(UPLOAD, arguments, {}))

    for call in fake.calls_of(UPLOAD):
        thing, first, second = call.parts
        assert thing == RecordedPart("thing", None, "application/json", '{"a":"é"}'.encode())
        assert (first.name, first.filename, first.content) == ("files", "x.bin", b"\r\n--\x00")
        assert (second.name, second.content) == ("files", b"")


def test_calls_can_be_had_by_operation(fake: FakeTransport) -> None:
    """Calls are listed together and by operation; without one, asking for the last is a clear error."""
    with pytest.raises(AssertionError, match="nothing was called"):
        _ = fake.last_call
    get(fake)
    fake.answer(SEARCH, json=Thing(id="a", size=1))
    sync_client(fake).send(SEARCH, {}, {})

    assert [call.operation for call in fake.calls] == ["getThing", "searchThings"]
    assert [call.path for call in fake.calls_of("searchThings")] == ["/v1/things/search"]
    assert fake.calls_of(POST) == []


def test_answers_that_nobody_asked_for_are_found(fake: FakeTransport) -> None:
    """A test can make sure that all it prepared was used."""
    fake.answer(GET, json=Thing(id="a", size=1), times=2).answer(POST)
    get(fake)

    with pytest.raises(AssertionError, match="1 x getThing, 1 x postThing"):
        fake.assert_all_answered()
    get(fake)
    sync_client(fake).send(POST, {"body": {}}, {})
    fake.assert_all_answered()


def test_concurrent_calls_get_one_answer_each() -> None:
    """Threads share a fake: no answer is given twice, no call is lost."""
    fake = FakeTransport([GET])
    for number in range(50):
        fake.answer(GET, json={"id": str(number), "size": number})
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(get, fake) for _ in range(50)]
        found = [each.result().size for each in waiting]

    assert sorted(found) == list(range(50))
    assert len(fake.calls) == 50


def test_streams_come_in_pieces_and_may_break(fake: FakeTransport) -> None:
    """A stream's pieces are prepared one by one; an exception among them breaks it there."""
    fake.answer(TAIL, pieces=[b'{"id": "a", "si', b'ze": 1}\n', httpx2.ReadError("reset")])
    found: list[Any] = []

    with pytest.raises(StreamError), sync_client(fake).send(TAIL, {}, {}) as stream:
        found.extend(stream)
    assert found == [Thing(id="a", size=1)]


def test_closing_reaches_the_fake() -> None:
    """A fake notes that it was closed, by either kind of client."""
    one, other = FakeTransport(), FakeTransport()
    one.close()
    asyncio.run(other.aclose())

    assert (one.is_closed, other.is_closed) == (True, True)


def test_a_method_of_a_fake_is_prepared_in_its_own_terms(fake: FakeTransport) -> None:
    """The typed face of one operation queues values, examples, refusals and failures, and lists its calls."""
    method = FakeMethod[Thing](fake, GET)
    method.returns(Thing(id="a", size=1)).returns({"id": "b", "size": 2}, headers={"etag": '"1"'}).returns_example(
        "large"
    )
    method.fails(404, json={"code": "NO"}).raises(httpx2.ConnectError("refused"))
    client = sync_client(fake, max_retries=0)

    assert get(fake) == Thing(id="a", size=1)
    answer = client.send_raw(GET, AT, {})
    assert (answer.parsed, answer.etag) == (Thing(id="b", size=2), '"1"')
    assert get(fake).size == 9
    with pytest.raises(NotFound):
        get(fake)
    with pytest.raises(ConnectError):
        get(fake)
    assert len(method.calls) == 5
    assert repr(method) == "<fake getThing, called 5 x>"


def test_a_methods_stream_takes_the_described_form(fake: FakeTransport) -> None:
    """Items are written as events or as lines, as the operation describes it; others have no stream."""
    things = [Thing(id="a", size=1), Thing(id="b", size=2)]
    for described in (WATCH, TAIL):
        FakeMethod[Any](fake, described).streams(*things)
        with sync_client(fake).send(described, {}, {}) as stream:
            assert list(stream) == things
    with pytest.raises(ValueError, match="getThing does not answer with a stream"):
        FakeMethod[Any](fake, GET).streams(1)


def test_events_of_text_are_written_as_they_are() -> None:
    """Text, with its line ends, and whole events come out of the stream as they were put in."""
    event = ServerSentEvent("a\nb", "added", "7")
    cases: list[tuple[Callable[[], Any], list[Any]]] = [
        (lambda: str, ["one", "two\nlines"]),
        (lambda: ServerSentEvent, [event]),
    ]
    for kind, items in cases:
        content = ResponseContent(media_type="text/event-stream", kind="event-stream", type=kind)
        described = operation("GET", id="x", path=("/x",), responses=(Response(status="200", contents=(content,)),))
        fake = FakeTransport([described])
        FakeMethod[Any](fake, described).streams(*items)
        with sync_client(fake).send(described, {}, {}) as stream:
            assert list(stream) == items


def test_nothing_and_bytes_are_values_too() -> None:
    """A method without content returns None, one with a file its bytes."""
    binary = ResponseContent(media_type="image/png", kind="binary", type=lambda: bytes)
    photo = operation("GET", id="photo", path=("/photo",), responses=(Response(status="200", contents=(binary,)),))
    fake = FakeTransport([CREATE, photo])
    FakeMethod[None](fake, CREATE).returns(None)
    FakeMethod[bytes](fake, photo).returns(b"\x89PNG")

    assert sync_client(fake).send(CREATE, {}, {}) is None
    assert sync_client(fake).send(photo, {}, {}) == b"\x89PNG"
