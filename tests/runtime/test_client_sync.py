"""Holds the synchronous client as its users see it: making, copying, closing, calling in all the ways there are."""

import gc
import weakref
from collections.abc import Callable
from typing import Any, Unpack

import httpx2
import pytest

from specwright.runtime._client import SyncClient
from specwright.runtime._deviations import Deviation
from specwright.runtime._errors import (
    ClientClosed,
    InvalidArgument,
    MissingCredentials,
    NotFound,
    ResponseValidationError,
)
from specwright.runtime._operation import Operation, Response, ResponseContent, SecurityScheme
from specwright.runtime._options import RequestOptions
from specwright.runtime._resource import Resource, built, raw, streamed
from wire import (
    AT,
    BASE_URL,
    DELETE,
    GET,
    PUT,
    SECRET,
    THING,
    UPLOAD,
    Thing,
    Wire,
    answer,
    operation,
    service,
    sync_client,
)

GET_THING: Operation[Thing] = GET


class Things(Resource):
    """A resource as the generator writes it."""

    def get(self, thing_id: str, /, **options: Unpack[RequestOptions]) -> Thing:
        """Get a thing."""
        return self._send(GET_THING, {"thing_id": thing_id}, options)


class Client(SyncClient):
    """A client as the generator writes it."""

    def __init__(self, **options: Any) -> None:
        given: dict[str, Any] = {"credentials": {"token": SECRET}, **options}
        super().__init__(service(), **given)
        self.things = Things(self)


def test_a_call_gives_the_value() -> None:
    """The plain way."""
    assert Client(transport=Wire()).things.get("a1") == Thing(id="a1", size=3)


def test_a_raw_call_gives_the_whole_answer() -> None:
    """Value, status, headers, ETag, and how many attempts it took."""
    client = Client(transport=Wire(answer(429, b"", retry_after="0"), answer(etag='"7"')))
    response = raw(Things(client, client.send_raw).get)("a1")

    assert response.parsed == Thing(id="a1", size=3)
    assert (response.status_code, response.etag, response.retries) == (200, '"7"', 1)
    assert response.json() == {"id": "a1", "size": 3}
    assert str(response.request.url) == f"{BASE_URL}/things/a1"
    assert response.elapsed >= 0
    assert SECRET not in repr(response)


def test_a_streamed_call_sends_on_entering_and_releases_on_leaving() -> None:
    """Nothing is sent for a stream that nobody enters."""
    wire = Wire(answer(200, [b'{"id": "a1",', b' "size": 3}']))
    client = Client(transport=wire)
    opening = streamed(Things(client, client.send_streamed).get)("a1")
    assert wire.requests == []
    with opening as response:
        assert not wire.all_released
        assert list(response.iter_bytes()) == [b'{"id": "a1",', b' "size": 3}']

    assert wire.all_released


def test_a_streamed_value_can_still_be_read() -> None:
    """`parse` gives what the plain call would have given."""
    with sync_client(Wire()).send_streamed(GET, AT, {}) as response:
        assert response.parse() == Thing(id="a1", size=3)


def test_a_streamed_error_is_raised_on_entering() -> None:
    """The error has its body, and nothing stays open."""
    wire = Wire(answer(404, b'{"code": "NO"}'))
    with pytest.raises(NotFound) as caught, sync_client(wire).send_streamed(GET, AT, {}):
        pass

    assert caught.value.code == "NO"
    assert wire.all_released


def test_a_built_request_is_sent_by_any_client() -> None:
    """Complete with credentials and body, and nothing was sent by building it."""
    wire = Wire()
    client = sync_client(wire)
    request = built(lambda: client.build(PUT, {**AT, "body": {"id": "ä"}}, {}))()
    assert wire.requests == []
    with httpx2.Client(transport=wire) as http:
        response = http.send(request)

    assert response.json()["id"] == "a1"
    assert wire.bodies == ['{"id":"ä"}'.encode()]
    assert wire.requests[0].headers["authorization"] == f"Bearer {SECRET}"


def test_a_built_upload_is_sent_by_any_client() -> None:
    """A streamed body works there as well."""
    wire = Wire(answer(204, b""))
    request = sync_client(wire).build(UPLOAD, {"thing": {}, "files": [iter([b"chunk"])]}, {})
    with httpx2.Client(transport=wire) as http:
        http.send(request)

    assert b"chunk" in wire.bodies[0]


@pytest.mark.parametrize("content", [b"", b"{}"])
def test_no_content_is_none(content: bytes) -> None:
    """A 204 is None, whether or not a proxy adds something."""
    assert sync_client(Wire(answer(204, content))).send(DELETE, AT, {}) is None


def test_an_empty_success_is_a_deviation_not_a_crash() -> None:
    """A described value that did not come is None, reported, and refused when strict."""
    seen: list[Deviation] = []
    client = sync_client(Wire(answer(200, b"")), on_deviation=seen.append)

    assert client.send(GET, AT, {}) is None
    assert [deviation.kind for deviation in seen] == ["missing"]
    with pytest.raises(ResponseValidationError):
        client.send(GET, AT, {"strict": True})


def test_head_has_no_body() -> None:
    """Its answer is None, and its headers are in the raw answer."""
    described = operation("HEAD", responses=(THING,))
    client = sync_client(Wire(answer(200, b"", etag='"1"')))

    assert client.send(described, AT, {"strict": True}) is None
    assert client.send_raw(described, AT, {}).etag == '"1"'


def test_binary_and_text_answers_are_what_they_are() -> None:
    """Bytes stay bytes; text is decoded by its charset."""
    binary = Response(
        status="200", contents=(ResponseContent(media_type="application/pdf", kind="binary", type=lambda: bytes),)
    )
    text = Response(status="200", contents=(ResponseContent(media_type="text/csv", kind="text", type=lambda: str),))
    pdf = answer(200, b"%PDF\xff", content_type="application/pdf")
    csv = answer(200, "größe".encode("latin-1"), content_type="text/csv; charset=latin-1")

    assert sync_client(Wire(pdf)).send(operation("GET", responses=(binary,)), AT, {}) == b"%PDF\xff"
    assert sync_client(Wire(csv)).send(operation("GET", responses=(text,)), AT, {}) == "größe"


def test_deviations_reach_the_hook_and_the_answer() -> None:
    """Lenient reading keeps the value and tells."""
    seen: list[Deviation] = []
    client = sync_client(Wire(answer(200, b'{"id": "a1", "size": "big"}')), on_deviation=seen.append)
    response = client.send_raw(GET, AT, {})

    assert response.parsed.size == "big"
    assert [deviation.pointer for deviation in seen] == ["/size"]
    assert list(response.deviations) == seen


def test_the_escape_hatch_calls_what_is_not_described() -> None:
    """Any method and path, with credentials, typed by `cast_to`."""
    wire = Wire()
    client = sync_client(wire)

    assert client.get("/other?x=1", cast_to=Thing, query={"y": [1, 2]}) == Thing(id="a1", size=3)
    assert client.post("other", cast_to=dict[str, Any], body={"a": 1}) == {"id": "a1", "size": 3}
    assert client.put("/other", cast_to=str, body=[1]) == '{"id": "a1", "size": 3}'
    assert client.patch("/other", cast_to=bytes, body=Thing(id="b", size=1)) == b'{"id": "a1", "size": 3}'
    assert client.delete("/other", cast_to=type(None)) is None
    assert [str(request.url) for request in wire.requests[:2]] == [f"{BASE_URL}/other?x=1&y=1&y=2", f"{BASE_URL}/other"]
    assert wire.bodies == [b"", b'{"a":1}', b"[1]", b'{"id":"b","size":1}', b""]
    assert {request.headers["authorization"] for request in wire.requests} == {f"Bearer {SECRET}"}


@pytest.mark.parametrize("path", ["https://evil.test/x", "//evil.test/x", "/a/../b", "/a#b"])
def test_the_escape_hatch_stays_at_the_service(path: str) -> None:
    """Credentials go along, so the place must be the service's own."""
    with pytest.raises(InvalidArgument):
        sync_client(Wire()).get(path, cast_to=Thing)


def test_the_escape_hatch_works_without_credentials() -> None:
    """What is there is sent; nothing is demanded."""
    wire = Wire()
    sync_client(wire, credentials={}).get("/public", cast_to=Thing)

    assert "authorization" not in wire.requests[0].headers


def test_missing_credentials_name_argument_and_variable() -> None:
    """Only an operation that needs them asks."""
    client = sync_client(Wire(), credentials={"token": None})
    with pytest.raises(MissingCredentials, match=r"token=.*THINGS_TOKEN"):
        client.send(GET, AT, {})
    assert client.send(operation("GET", security=()), AT, {}).id == "a1"


def test_a_call_may_choose_its_credentials() -> None:
    """`security` names the schemes of one alternative."""
    two = service(
        schemes={
            "token": SecurityScheme(key="token", kind="bearer", credentials=("token",)),
            "key": SecurityScheme(key="key", kind="header", credentials=("token",), parameter="X-Key"),
        }
    )
    wire = Wire()
    described = operation("GET", security=(("token",), ("key",)))
    sync_client(wire, service=two).send(described, AT, {"security": ("key",)})

    assert wire.requests[0].headers["x-key"] == SECRET
    assert "authorization" not in wire.requests[0].headers


def test_a_copy_shares_connections_and_ends_with_its_origin() -> None:
    """Closing a copy leaves the origin usable; closing the origin ends both."""
    wire = Wire()
    client = Client(transport=wire)
    copy = client.with_options(timeout=1.0, base_url="https://copy.test", default_headers={"X-A": "1"})
    copy.send(GET, AT, {})
    assert type(copy) is Client
    assert wire.requests[0].extensions["timeout"]["read"] == 1.0
    assert wire.requests[0].url.host == "copy.test"
    assert wire.requests[0].headers["x-a"] == "1"
    copy.close()
    with pytest.raises(ClientClosed):
        copy.send(GET, AT, {})
    assert client.things.get("a1").id == "a1"
    another = client.with_options()
    client.close()
    with pytest.raises(ClientClosed):
        another.send(GET, AT, {})


def test_a_closed_client_says_so() -> None:
    """Every way of using it is refused with the same words; closing twice is fine."""
    client = sync_client(Wire())
    with client as entered:
        assert entered is client
    client.close()
    uses: list[Callable[..., Any]] = [client.send, client.send_raw, client.build]
    for use in uses:
        with pytest.raises(ClientClosed, match="closed"):
            use(GET, AT, {})
    with pytest.raises(ClientClosed), client.send_streamed(GET, AT, {}):
        pass
    with pytest.raises(ClientClosed), client:
        pass


def test_what_the_caller_passed_in_stays_open() -> None:
    """A transport is closed by whoever made it."""
    wire = Wire()
    sync_client(wire).close()

    assert not wire.is_closed


def test_printing_a_client_shows_no_secret() -> None:
    """Nor does anything that it holds show one by its attributes' text."""
    client = Client(transport=Wire(), default_headers={"X-Key": SECRET})
    client.things.get("a1")

    assert repr(client) == "<Client of 'Things'>"
    assert SECRET not in f"{client!s}{client.things!r}{client.sender!r}"
    client.close()
    assert repr(client) == "<Client of 'Things' closed>"


def test_a_client_is_released_without_the_garbage_collector() -> None:
    """No cycle keeps it: the last reference is enough."""
    gc.collect()
    gc.disable()
    try:
        client = Client(transport=Wire())
        client.things.get("a1")
        gone = weakref.ref(client)
        del client
        assert gone() is None
    finally:
        gc.enable()


@pytest.mark.slow
def test_thousands_of_clients_leave_nothing_behind() -> None:
    """The number of objects does not grow with the clients that came and went."""

    def use(count: int) -> int:
        for _ in range(count):
            with sync_client(Wire()) as client:
                client.send(GET, AT, {})
        gc.collect()
        return len(gc.get_objects())

    use(10)
    before = use(10)

    assert use(10_000) <= before + 200


def test_own_connections_cost_nothing_until_they_are_needed() -> None:
    """Ten thousand clients that never call hold no pool and no trust store."""
    clients = [SyncClient(service(), credentials={}) for _ in range(10_000)]

    assert not any(isinstance(thing, httpx2.HTTPTransport) for thing in gc.get_referents(*clients))
    for client in clients:
        client.close()


def test_transport_and_client_exclude_each_other() -> None:
    """Only one of them can send."""
    with pytest.raises(TypeError, match="not both"):
        SyncClient(service(), credentials={}, transport=Wire(), http_client=httpx2.Client(transport=Wire()))


def test_wrong_settings_are_refused_early() -> None:
    """A negative number of retries is no number of retries."""
    with pytest.raises(ValueError, match="max_retries"):
        sync_client(Wire(), max_retries=-1)
