"""Holds what goes over the wire: URLs, headers and their order of precedence."""

from typing import Any, cast

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.runtime._errors import InvalidArgument
from specwright.runtime._operation import Parameter, SecurityScheme
from specwright.runtime._options import RequestOptions
from specwright.runtime._request import Site, TargetURL
from specwright.runtime._unset import UNSET
from wire import AT, BASE_URL, GET, ID, POST, SECRET, Wire, operation, service, sync_client


def sent(described: Any, arguments: dict[str, Any], options: Any = None, **client: Any) -> httpx2.Request:
    """Send one call and give the request that the transport got."""
    wire = Wire()
    sync_client(wire, **client).send(described, arguments, cast("RequestOptions", options or {}))
    return wire.requests[0]


def test_a_request_is_complete() -> None:
    """Host, accepted types, credentials and the client's name are all there, each once."""
    request = sent(GET, AT)

    assert request.method == "GET"
    assert str(request.url) == f"{BASE_URL}/things/a1"
    assert request.headers["host"] == "api.example.test"
    assert request.headers["accept"] == "application/json"
    assert request.headers["authorization"] == f"Bearer {SECRET}"
    assert request.headers["user-agent"].startswith("things_client/1.2.3 ")
    names = [name.lower() for name, _ in request.headers.raw]
    assert len(names) == len(set(names))
    assert request.extensions["timeout"] == {"connect": 60.0, "read": 60.0, "write": 60.0, "pool": 60.0}


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("http://localhost:8080", "http://localhost:8080/things/a1"),
        ("http://localhost:8080/", "http://localhost:8080/things/a1"),
        ("https://x.test/deep/er//", "https://x.test/deep/er/things/a1"),
        ("https://x.test:443/a b", "https://x.test/a%20b/things/a1"),
        ("https://müller.test/v1", "https://xn--mller-kva.test/v1/things/a1"),
        ("http://[::1]:9000/v1", "http://[::1]:9000/v1/things/a1"),
    ],
)
def test_base_urls_keep_their_path(base_url: str, expected: str) -> None:
    """A path prefix stays, trailing slashes do not double."""
    request = sent(GET, AT, base_url=base_url)

    assert str(request.url) == expected
    assert request.headers["host"] == httpx2.URL(expected).netloc.decode()


@pytest.mark.parametrize(
    "base_url",
    ["x.test/v1", "/v1", "ftp://x.test", "https://", "https://x.test?a=1", "https://u:p@x.test", "https://u:p@x:y"],
)
def test_a_base_url_that_is_none_is_refused(base_url: str) -> None:
    """A wrong base URL, or one with a password in it, is an error with words, and never echoes the password."""
    with pytest.raises(InvalidArgument) as caught:
        sent(GET, AT, base_url=base_url)

    assert "u:p" not in str(caught.value)


def test_the_server_is_chosen_by_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call, client, environment, operation, service: the first that says something wins."""
    elsewhere = operation("GET", servers=("https://files.example.test",))
    assert sent(elsewhere, AT).url.host == "files.example.test"
    monkeypatch.setenv("THINGS_BASE_URL", "https://env.example.test")
    assert sent(elsewhere, AT).url.host == "env.example.test"
    assert sent(elsewhere, AT, base_url="https://client.example.test").url.host == "client.example.test"
    options = {"base_url": "https://call.example.test"}
    assert sent(elsewhere, AT, options, base_url="https://client.example.test").url.host == "call.example.test"


def test_without_any_server_the_error_names_argument_and_variable() -> None:
    """A service that describes no complete server needs to be told."""
    with pytest.raises(InvalidArgument, match=r"base_url=.*THINGS_BASE_URL"):
        sent(GET, AT, service=service(servers=("/v1",)))


def test_later_headers_win_over_earlier_ones() -> None:
    """Client defaults, then credentials, then parameters, then the call's own headers, whatever their letters' case."""
    tagged = operation("GET", parameters=(Parameter(python="tag", wire="X-Tag", location="header", style="simple"),))
    defaults = {"x-tag": "client", "Accept": "text/csv", "authorization": "client"}
    assert sent(tagged, AT, default_headers=defaults).headers["x-tag"] == "client"
    request = sent(tagged, {**AT, "tag": "argument"}, default_headers=defaults)
    assert request.headers["x-tag"] == "argument"
    assert request.headers["accept"] == "text/csv"
    assert request.headers["authorization"] == f"Bearer {SECRET}"
    request = sent(tagged, {**AT, "tag": "argument"}, {"extra_headers": {"X-TAG": "call", "Authorization": "own"}})
    assert request.headers.get_list("x-tag") == ["call"]
    assert request.headers.get_list("authorization") == ["own"]


@pytest.mark.parametrize("headers", [{"a\r\nb": "1"}, {"a": "1\r\nb: 2"}, {"": "1"}, {"a b": "1"}])
def test_a_header_that_would_break_the_message_is_refused(headers: dict[str, str]) -> None:
    """Neither name nor value can smuggle in another header."""
    with pytest.raises(InvalidArgument):
        sent(GET, AT, {"extra_headers": headers})


def test_query_and_cookies_come_from_parameters_options_and_credentials() -> None:
    """All of them are joined; nothing replaces anything."""
    described = operation(
        "GET",
        parameters=(
            Parameter(python="limit", wire="limit", location="query"),
            Parameter(python="taste", wire="taste", location="cookie"),
        ),
        security=(("key", "session"),),
    )
    keys = service(
        schemes={
            "key": SecurityScheme(key="key", kind="query", credentials=("token",), parameter="api key"),
            "session": SecurityScheme(key="session", kind="cookie", credentials=("token",), parameter="sid"),
        }
    )
    request = sent(described, {**AT, "limit": 5, "taste": "good"}, {"extra_query": {"x": "y"}}, service=keys)

    assert request.url.raw_path.decode() == f"/v1/things/a1?limit=5&x=y&api%20key={SECRET}"
    assert request.headers.get_list("cookie") == [f"sid={SECRET}; taste=good"]


def test_a_required_argument_that_is_missing_is_named() -> None:
    """Nothing is sent without it."""
    described = operation(
        "GET", parameters=(Parameter(python="limit", wire="limit", location="query", is_required=True),)
    )
    with pytest.raises(InvalidArgument, match="limit"):
        sent(described, {**AT, "limit": UNSET})
    with pytest.raises(InvalidArgument, match="thing_id"):
        sent(GET, {})


def test_a_path_value_cannot_climb() -> None:
    """`..` is refused before anything is sent."""
    with pytest.raises(InvalidArgument):
        sent(GET, {"thing_id": ".."})


def test_text_can_travel_as_base64_in_a_path() -> None:
    """`encoding="base64url"` is applied before the style."""
    described = operation("GET", path=("/things/", ID.replaced(encoding="base64url")))

    assert sent(described, {"thing_id": "ÿ/?~"}).url.raw_path == b"/v1/things/w78vP34"


def test_an_own_key_makes_the_request_recognisable() -> None:
    """The idempotency key is truly sent."""
    request = sent(POST, {"body": {"id": "a", "size": 1}}, {"idempotency_key": "k-1"})

    assert request.headers["idempotency-key"] == "k-1"


@pytest.mark.parametrize(
    ("method", "length"), [("GET", None), ("DELETE", None), ("POST", "0"), ("PUT", "0"), ("PATCH", "0")]
)
def test_a_missing_body_has_a_length_where_one_is_expected(method: str, length: str | None) -> None:
    """Servers answer 411 to a POST without Content-Length."""
    assert sent(operation(method), AT).headers.get("content-length") == length


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), st.text(alphabet=st.characters(codec="utf-8")))
def test_a_prepared_url_is_what_parsing_it_gives(segment: str, value: str) -> None:
    """The short way to a URL leads to the same place as the library's own parser."""
    if segment in {".", ".."}:
        segment += "x"
    described = operation("GET", parameters=(Parameter(python="q", wire="q", location="query", allow_reserved=True),))
    request = sent(described, {"thing_id": segment, "q": value})
    parsed = httpx2.URL(str(request.url))

    assert request.url == parsed
    assert request.url.raw_path == parsed.raw_path
    assert (request.url.host, request.url.port, request.url.path) == (parsed.host, parsed.port, parsed.path)
    assert request.url.params == parsed.params


def test_a_prepared_url_does_all_that_a_url_does() -> None:
    """What a transport does not ask for is parsed when somebody else does."""
    url = TargetURL(Site("https://x.test:8443/v1"), "/v1/a%20b?c=d")

    assert url.scheme == "https"
    assert url.netloc == b"x.test:8443"
    assert url.copy_with(query=b"e=f") == "https://x.test:8443/v1/a%20b?e=f"
    assert repr(url) == "TargetURL('https://x.test:8443/v1/a%20b?c=d')"
    assert hash(url) == hash(httpx2.URL(str(url)))
    assert not hasattr(url, "anything")
