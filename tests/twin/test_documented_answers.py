"""An operation that keeps nothing checks requests, and answers from its documented examples and schemas."""

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.model.service import Service
from specwright.twin import create_twin, serve
from specwright.twin.edge import Options

Ask = Callable[..., httpx2.Response]
PARCEL = b'{"id": "ab123"}'


def test_a_request_in_order_gets_the_first_documented_example(ask: Ask) -> None:
    """Without a preference the success that stands first in the description answers, with its headers."""
    response = ask("GET", "/parcels?depot=north")

    assert response.status_code == 200
    assert response.json() == [{"id": "p1"}, {"id": "p2"}]
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-total"] == "2"


def test_an_etag_without_example_stays_the_same(ask: Ask) -> None:
    """A documented ETag for which no example is written is quoted text that does not change between two reads."""
    first, second = (ask("GET", "/parcels?depot=north").headers["etag"] for _ in range(2))

    assert first == second
    assert first.startswith('"')
    assert first.endswith('"')
    assert len(first) > 2


def test_what_has_no_example_is_made_from_its_schema(ask: Ask) -> None:
    """A body that nobody wrote keeps to required members, patterns and bounds, and shows nothing write-only."""
    response = ask("POST", "/parcels", json={"id": "ab123"})

    assert response.status_code == 201
    assert response.headers["location"] == "/parcels/p1"
    assert response.json()["id"] == "aa000"
    assert response.json()["weight"] == 2.5
    assert "secret" not in response.json()


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("text/*;q=0.5, application/json;q=0.4", "text/csv"),
        ("text/*, text/csv;q=0, application/json;q=0.1", "application/json"),
        ("application/xml, */*;q=0.1", "application/json"),
    ],
)
def test_accept_chooses_the_media_type(ask: Ask, accept: str, expected: str) -> None:
    """Of several documented media types the one answers that Accept likes best, the more specific range counting."""
    response = ask("GET", "/parcels?depot=north", headers={"Accept": accept})

    assert response.status_code == 200
    assert response.headers["content-type"] == expected


def test_a_media_type_that_is_not_documented_is_not_acceptable(ask: Ask) -> None:
    """Who accepts none of the documented media types learns which there are."""
    response = ask("GET", "/parcels?depot=north", headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert "text/csv" in response.headers["specwright-reason"]


def test_concrete_paths_win_over_templated_ones(ask: Ask) -> None:
    """`/parcels/latest` is its own operation although `/parcels/{id}` stands first and matches as well."""
    assert ask("GET", "/parcels/latest").json() == {"id": "concrete"}
    assert ask("GET", "/parcels/lates").json() == {"id": "template"}


@pytest.mark.parametrize("path", ["/parcels/a%2Fb", "/parcels/%C3%89t%C3%A9", "/p%61rcels/x", "/label/7%2F8.pdf"])
def test_a_path_value_may_be_any_text(ask: Ask, path: str) -> None:
    """An encoded slash stays inside its segment, and encoded letters of the template still match it."""
    assert ask("GET", path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/parcel", "/parcels/", "/parcels/a/b", "/label/.pdf", "/PARCELS"])
def test_an_unknown_path_is_not_found(ask: Ask, path: str) -> None:
    """A path that no template matches answers 404 and says so."""
    response = ask("GET", path)

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert path in response.json()["detail"]


def test_an_unknown_method_learns_the_known_ones(ask: Ask) -> None:
    """405 bears an Allow header with the documented methods of the path."""
    response = ask("DELETE", "/parcels")

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer token"},
        {"X-Key": "key"},
        {"Authorization": "Bearer ", "X-Key": "key"},
        {"Authorization": "Digest token", "X-Key": "key"},
        {"Authorization": "Bearer token", "X-Key": " "},
    ],
)
def test_missing_credentials_are_refused_with_the_documented_body(ask: Ask, headers: dict[str, str]) -> None:
    """A request that completes no alternative of the security gets 401 as it is documented."""
    response = ask("GET", "/parcels?depot=north", credentials=False, headers=headers)

    assert response.status_code == 401
    assert response.json() == {"who": "nobody"}


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer token", "X-Key": "key"}, {"authorization": "basic dTpw"}]
)
def test_either_alternative_of_the_security_opens(ask: Ask, headers: dict[str, str]) -> None:
    """Schemes inside an alternative are all needed, of the alternatives one is enough."""
    assert ask("GET", "/parcels?depot=north", credentials=False, headers=headers).status_code == 200


def test_no_credentials_are_needed_where_none_are_described(ask: Ask) -> None:
    """`security: []` and the empty alternative let everybody in."""
    assert ask("GET", "/parcels/x", credentials=False).status_code == 200
    assert ask("PUT", "/parcels/x", credentials=False, headers={"If-Match": '"1"'}).status_code == 204


def test_a_missing_required_parameter_is_refused_without_an_invented_code(ask: Ask) -> None:
    """Of the documented bodies of 400 the one without an error code answers: no code is documented for this."""
    response = ask("GET", "/parcels")

    assert response.status_code == 400
    assert response.json() == {"message": "/query: The member 'depot' is missing."}
    assert "'depot'" in response.headers["specwright-reason"]


def test_a_missing_required_header_is_refused(ask: Ask) -> None:
    """A change without its If-Match is refused, where 400 is not documented with a problem document."""
    response = ask("PUT", "/parcels/x")

    assert response.status_code == 400
    assert "'If-Match'" in response.json()["detail"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"json": {"id": "ab123"}}, 201),
        ({"json": {"id": "x"}}, 400),
        ({"content": PARCEL, "headers": {"Content-Type": "application/json; charset=utf-8"}}, 201),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b'{"n": NaN}', "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"\xff\xfe", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"[" * 9_000, "headers": {"Content-Type": "application/json"}}, 400),
        ({}, 400),
        ({"content": b"", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"{}"}, 415),
        ({"content": b"{}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"data": {"id": "x"}}, 201),
        ({"data": {"other": "x"}}, 400),
        ({"files": {"parcel": (None, PARCEL, "application/json")}}, 201),
        ({"files": {"parcel": ("parcel.json", PARCEL, "application/json")}}, 201),
        ({"files": {"parcel": (None, b"{", "application/json")}}, 400),
        ({"files": {"photos": ("a.png", b"..")}}, 400),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ({"content": b"no boundary here", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400),
        ({"content": b"x" * 10_001, "headers": {"Content-Type": "application/json"}}, 413),
    ],
)
def test_a_body_is_taken_or_refused(ask: Ask, arguments: dict[str, Any], status: int) -> None:
    """A body has a documented media type and can be read as that, with its required parts, or the status says why not."""
    assert ask("POST", "/parcels", **arguments).status_code == status


def test_refusals_use_the_documented_bodies(ask: Ask) -> None:
    """413 and 415 answer as documented by number, 400 as documented by its range."""
    assert ask("POST", "/parcels", content=b"x" * 10_001).json() == {"weight": "too much"}
    assert ask("POST", "/parcels", content=b"x").json() == {"type": "unknown"}
    assert ask("POST", "/parcels").json() == {"some": "thing"}


def test_the_size_of_a_body_that_is_not_announced_is_bounded_too(ask: Ask) -> None:
    """A chunked body is cut off at the same limit."""

    async def chunks() -> Any:
        for _ in range(20):
            yield b"x" * 1_000

    assert ask("POST", "/parcels", content=chunks()).status_code == 413


def test_many_files_are_accepted_whatever_their_names(ask: Ask) -> None:
    """Files are read and forgotten: a name that climbs is a name like any other."""
    photos = [("photos", (name, b"...")) for name in ("../../etc/passwd", "a\\b", "é.png", "a.png")]

    response = ask("POST", "/parcels", files=[("parcel", (None, PARCEL, "application/json")), *photos])

    assert response.status_code == 201


def test_binary_and_streams_are_answered_in_their_own_form(ask: Ask) -> None:
    """A PDF is bytes, JSON lines end in a line feed, an event begins with its field name."""
    lines = ask("GET", "/events", headers={"Accept": "application/jsonl"})
    events = ask("GET", "/events", headers={"Accept": "text/event-stream"})

    assert ask("GET", "/label/7.pdf").headers["content-type"] == "application/pdf"
    assert lines.content == b'{"n":1}\n'
    assert events.content == b'data: {"n":1}\n\n'


_TEXT = st.text(max_size=30)
_NAMES = st.sampled_from(
    ["Accept", "Content-Type", "Prefer", "Authorization", "Cookie", "X-Key", "If-Match", "Content-Length"]
)
_METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "QUERY"])
_PATHS = st.sampled_from(["/parcels", "/parcels/x", "/label/x.pdf", "/events"]) | _TEXT.map(lambda text: f"/{text}")
_VALUES = _TEXT | st.sampled_from(
    [
        "multipart/form-data; boundary=x",
        "application/json",
        "application/x-www-form-urlencoded",
        "error=DEPOT_CLOSED",
        "code=200",
        '"',
        "q=",
    ]
)
_BODIES = st.binary(max_size=200) | st.sampled_from(
    [
        b"--x\r\n\r\n--x--",
        b'--x\r\nContent-Disposition: form-data; name="parcel"\r\n\r\n{}\r\n--x--\r\n',
        b"a=%&b",
        b"{}",
    ]
)


@given(
    method=_METHODS, path=_PATHS, query=_TEXT, headers=st.lists(st.tuples(_NAMES, _VALUES), max_size=5), body=_BODIES
)
def test_no_request_makes_it_fail(
    parcels: Service, method: str, path: str, query: str, headers: list[tuple[str, str]], body: bytes
) -> None:
    """Whatever is sent is answered with a status below 500: a request cannot break the server."""
    status = _send_raw(create_twin(parcels, options=Options(max_body=1_000)), method, path, query, headers, body)

    assert 200 <= status < 500


def _send_raw(app: Any, method: str, path: str, query: str, headers: list[tuple[str, str]], body: bytes) -> int:
    """Call the application as a server would, which lets through what no client would send."""
    import asyncio

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": query.encode("utf-8", "surrogatepass"),
        "headers": [(name.lower().encode(), value.encode("utf-8", "surrogatepass")) for name, value in headers],
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    for name, value in sent[0]["headers"]:
        assert b"\n" not in name + value
    return int(sent[0]["status"])


def test_it_is_served_over_http_and_stops(parcels: Service) -> None:
    """Inside the `with` block it listens on loopback, afterwards nobody does."""
    with serve(create_twin(parcels)) as url:
        assert url.startswith("http://127.0.0.1:")
        assert json.loads(httpx2.get(f"{url}/parcels/latest", trust_env=False).content) == {"id": "concrete"}

    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{url}/parcels/latest", trust_env=False)


def test_it_is_public() -> None:
    """`specwright.create_twin` is the same function, and another name is an honest AttributeError."""
    import specwright

    assert specwright.create_twin is create_twin
    with pytest.raises(AttributeError, match="no attribute 'create_nothing'"):
        _ = getattr(specwright, "create_" + "nothing")
