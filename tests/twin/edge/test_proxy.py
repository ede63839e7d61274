"""The proxy forwards what comes and tells what is wrong on either side."""

import asyncio
import json
from collections.abc import Callable, Generator
from functools import partial
from typing import Any

import pytest

from asgi import Got, call
from specwright.twin.serving import serve

Ask = Callable[..., Got]
MakeTwin = Callable[..., Any]
AskOf = Callable[[Any], Ask]


class Live:
    """A service that remembers what it was sent and answers as it is told."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.status = 200
        self.headers: list[tuple[bytes, bytes]] = [(b"content-type", b"application/json")]
        self.body = b"[]"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self.seen.append({**scope, "body": body})
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


@pytest.fixture
def live() -> Live:
    """Give a live service."""
    return Live()


async def shut_down(app: Any) -> None:
    """Tell an application that its server ends."""

    async def receive() -> Any:
        return {"type": "lifespan.shutdown"}

    async def send(message: Any) -> None:
        assert message == {"type": "lifespan.shutdown.complete"}

    await app({"type": "lifespan"}, receive, send)


@pytest.fixture
def through(live: Live, make_twin: MakeTwin, ask_of: AskOf) -> Generator[Ask]:
    """Give a function that asks the live service through the proxy, in one event loop until the proxy shuts down."""
    with serve(live) as url, asyncio.Runner() as runner:
        twin = make_twin(proxy=f"{url}/base/")
        yield partial(ask_of(twin), run=runner.run)
        runner.run(shut_down(twin))


def test_a_call_goes_through_as_it_came(live: Live, through: Ask) -> None:
    """Path, query, credentials and body arrive as they were sent, the answer comes back, and nothing is told."""
    live.status, live.body = 201, b'{"id": "P1", "title": "a", "status": "New"}'
    live.headers += [(b"etag", b'"7"'), (b"set-cookie", b"a=b")]
    got = through(
        "POST", "/papers?x=%C3%A9&y", content={"title": "a"}, headers=[("connection", "close, x-hop"), ("x-hop", "1")]
    )
    seen = live.seen[0]

    assert (got.status, got.body, got.header("etag"), got.header("set-cookie")) == (201, live.body, '"7"', "a=b")
    assert got.header("specwright-violations") is None
    assert (seen["path"], seen["query_string"]) == ("/base/papers", b"x=%C3%A9&y")
    assert json.loads(seen["body"]) == {"title": "a"}
    headers = dict(seen["headers"])
    assert headers[b"authorization"] == b"Bearer ada-secret-token"
    assert b"x-hop" not in headers
    assert headers[b"host"] != b"127.0.0.1"


def test_what_is_wrong_with_a_request_is_told_and_forwarded(live: Live, through: Ask) -> None:
    """A wrong request reaches the service all the same; header and journal tell what is wrong with it."""
    live.status, live.body = 400, b'{"message": "no"}'
    got = through("POST", "/papers", content={"title": "", "price": "x"})
    entry = through("GET", "/__twin/journal").json["entries"][0]

    assert got.status == 400
    assert (got.header("specwright-violations") or "").startswith("request=2, response=0; ")
    assert [violation["path"] for violation in entry["violations"]] == ["/price", "/title"]
    assert len(live.seen) == 1


@pytest.mark.parametrize(
    ("status", "body", "media_type", "deviation"),
    [
        (200, b'[{"id": 1, "title": "", "status": "New"}]', b"application/json", "/0/id: Must be a string."),
        (200, b"[", b"application/json", "the answer is no readable JSON"),
        (200, b"<p>", b"text/html", "the media type text/html is not documented"),
        (503, b"", b"text/plain", "the status 503 is not documented"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told(
    live: Live, through: Ask, status: int, body: bytes, media_type: bytes, deviation: str
) -> None:
    """An answer beside the description is passed on unchanged; header and journal tell how it differs."""
    live.status, live.body, live.headers = status, body, [(b"content-type", media_type)]
    got = through("GET", "/papers")
    entry = through("GET", "/__twin/journal").json["entries"][0]

    assert (got.status, got.body) == (status, body)
    assert "response=" in (got.header("specwright-violations") or "")
    assert entry["deviations"][0].startswith(deviation)


def test_unknown_paths_are_forwarded_and_told(live: Live, through: Ask) -> None:
    """What the description does not know goes through with a remark."""
    got = through("GET", "/elsewhere")

    assert got.status == 200
    assert "no operation has this path" in (got.header("specwright-violations") or "")


def test_admin_paths_are_never_forwarded(live: Live, through: Ask) -> None:
    """What is below the admin path stays here, whoever asks."""
    assert through("GET", "/__twin/state").json["title"] == "Kiosk"
    assert through("GET", "/__twin/elsewhere").status == 404
    assert through("GET", "/__twin", client=("10.0.0.7", 1)).status == 403
    assert live.seen == []


def test_redirects_and_cookies_are_the_callers(live: Live, through: Ask) -> None:
    """A redirect is not followed, and a cookie that one caller was given is not sent for another."""
    live.status, live.headers = 302, [(b"location", b"/else"), (b"set-cookie", b"session=1")]
    got = through("GET", "/papers")
    through("GET", "/papers")

    assert (got.status, got.header("location")) == (302, "/else")
    assert len(live.seen) == 2
    assert b"cookie" not in dict(live.seen[1]["headers"])


def test_a_service_that_cannot_be_reached_is_told(make_twin: MakeTwin) -> None:
    """Where nobody listens the caller gets 502, without a word of where that was."""
    twin = make_twin(proxy="http://127.0.0.1:9")
    got = call(twin, "GET", "/papers")

    assert got.status == 502
    assert b"127.0.0.1" not in got.body


def test_faults_hit_the_proxy_too(live: Live, through: Ask) -> None:
    """A planned answer takes the place of the live one, which is not asked."""
    through("PUT", "/__twin/faults", content={"rules": [{"status": 429}]})

    assert through("GET", "/papers").status == 429
    assert live.seen == []
