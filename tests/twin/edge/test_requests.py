"""Requests go through the stages in their order, and what is wrong is told in the API's own error body."""

from collections.abc import Callable
from typing import Any

import pytest

from asgi import Got
from specwright.model.service import Service

Ask = Callable[..., Got]
MakeTwin = Callable[..., Any]
JSON = [("content-type", "application/json")]


def test_what_was_written_is_read(ask: Ask) -> None:
    """A document that one call stored is what the next one gets, with its entity tag."""
    made = ask("POST", "/papers", content={"title": "Courant", "price": 1.5})
    got = ask("GET", made.header("location"))

    assert made.status == 201
    assert made.json == got.json == {"id": "P001", "title": "Courant", "price": 1.5, "status": "New"}
    assert made.header("etag") == got.header("etag") == '"1"'
    assert got.header("content-length") == str(len(got.body))


def test_a_stale_change_is_refused(ask: Ask) -> None:
    """Of two changes that start from one version the second is refused, and the first stays."""
    ask("POST", "/papers", content={"title": "Courant"})

    first = ask("PUT", "/papers/P001", content={"title": "First"}, headers=[("if-match", '"1"')])
    second = ask("PUT", "/papers/P001", content={"title": "Second"}, headers=[("if-match", '"1"')])

    assert (first.status, first.body, first.header("etag")) == (204, b"", '"2"')
    assert first.header("content-length") is None
    assert (second.status, second.json) == (412, {"message": "Somebody else was quicker."})
    assert ask("GET", "/papers/P001").json["title"] == "First"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "no readable JSON"),
        (b"", "the body is missing"),
        (b'{"title": "a", "title": "b"}', "'title' is repeated"),
        (b'{"title": "a", "price": NaN}', "NaN"),
        (b'{"title": "a", "price": -Infinity}', "-Infinity"),
        (b'{"title": "a", "price": 1e999}', "too large"),
        (b'{"title": "a", "price": ' + b"1" * 5_000 + b"}", "too large"),
        (b'{"title": "\xff"}', "no UTF-8"),
        (b'{"title": "\\ud800"}', "surrogate"),
        (b"[" * 10_000 + b"]" * 10_000, "nested deeper"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested deeper"),
        (b"\xef\xbb\xbf{}", "no readable JSON"),
    ],
)
def test_what_is_no_json_is_refused(ask: Ask, body: bytes, message: str) -> None:
    """Bytes that readers of JSON would not all read alike are answered with 400, and nothing is stored."""
    got = ask("POST", "/papers", headers=JSON, body=body)

    assert got.status == 400
    assert message in got.json["message"]
    assert got.header("content-type") == "application/json"
    assert ask("GET", "/papers").json == []


def test_brackets_inside_texts_are_no_depth(ask: Ask) -> None:
    """A text may hold as many brackets as it likes, and an escaped pair of surrogates is a letter."""
    title = "[{" * 5_000 + '"\\'

    assert ask("POST", "/papers", content={"title": title}).json["title"] == title
    assert ask("POST", "/papers", headers=JSON, body=b'{"title": "\\ud83d\\ude00"}').json["title"] == "😀"


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("content-type", "text/plain")],
        [("content-type", "application/json; charset=utf-16")],
        [("content-type", "application/json"), ("content-encoding", "gzip")],
        [("content-type", "\xff/\x00")],
    ],
)
def test_another_media_type_is_refused(ask: Ask, headers: list[tuple[str, str]]) -> None:
    """A body of a media type, charset or coding that is not documented is answered with 415."""
    assert ask("POST", "/papers", headers=headers, body=b"{}").status == 415


@pytest.mark.parametrize("body", [b"x" * 100_001, [b"x" * 60_000, b"x" * 60_000]])
def test_what_is_too_large_is_refused(ask: Ask, body: Any) -> None:
    """A body over the limit is answered with 413, whether its length is announced or found out."""
    announced = ask("POST", "/papers", headers=JSON, body=body)
    silent = ask("POST", "/papers", headers=[*JSON, ("content-length", "abc")], body=body)

    assert announced.status == silent.status == 413
    assert "100000 bytes" in announced.json["message"]
    assert announced.header("connection") == "close"


def test_a_body_that_ends_too_early_is_refused(ask: Ask) -> None:
    """An upload whose sender goes away is answered with 400 and stores nothing, whole JSON or not."""
    cut = ask("POST", "/papers", headers=JSON, body=[b'{"title": "a"}'], is_cut_off=True)
    short = ask("POST", "/papers", headers=[*JSON, ("content-length", "99")], body=b'{"title": "a"}')

    assert cut.status == short.status == 400
    assert "not complete" in cut.json["message"]
    assert ask("GET", "/papers").json == []


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/nothing", 404, None),
        ("GET", "/papers/", 404, None),
        ("GET", "/papers/P001/x", 404, None),
        ("PATCH", "/papers", 405, "GET, POST"),
        ("DELETE", "/papers/P001", 405, "GET, PUT"),
        ("BREW", "/papers", 405, "GET, POST"),
        ("HEAD", "/bundles", 405, "POST"),
    ],
)
def test_unknown_paths_and_methods(ask: Ask, method: str, path: str, status: int, allow: str | None) -> None:
    """A path that is not described is 404, a method that is not is 405 with those that are; both in the error body."""
    got = ask(method, path)

    assert (got.status, got.header("allow")) == (status, allow)
    assert method == "HEAD" or "message" in got.json


def test_the_path_of_a_server_may_stand_before(ask: Ask) -> None:
    """A client that was made for the server's URL finds the operations under its path as well."""
    assert ask("POST", "/kiosk/v1/papers", content={"title": "x"}).status == 201
    assert ask("GET", "/kiosk/v1/papers/P001").status == 200
    assert ask("GET", "/kiosk/v2/papers/P001").status == 404


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("authorization", "Bearer ada-secret-token")],
        [("x-kiosk-key", "kiosk-secret-key")],
        [("authorization", "Bearer wrong"), ("x-kiosk-key", "kiosk-secret-key")],
        [("authorization", "Basic ada-secret-token"), ("x-kiosk-key", "kiosk-secret-key")],
        [("authorization", "Bearer ada-secret-token"), ("x-kiosk-key", "wrong")],
        [("authorization", "ada-secret-token"), ("x-kiosk-key", "kiosk-secret-key")],
    ],
)
def test_credentials_are_asked_for(ask: Ask, headers: list[tuple[str, str]]) -> None:
    """Who lacks one of two credentials, or has a wrong one, gets the documented example of 401 and a challenge."""
    got = ask("GET", "/papers", credentials=False, headers=headers)

    assert (got.status, got.json) == (401, {"who": "nobody"})
    assert got.header("www-authenticate") == "Bearer"


def test_credentials_come_before_the_body(ask: Ask) -> None:
    """A stranger learns nothing about what is wrong with a body."""
    assert ask("POST", "/papers", credentials=False, headers=JSON, body=b"{").status == 401


def test_a_token_is_issued_and_ends(ask: Ask) -> None:
    """A token from the token path opens, until the twin's clock has gone past its lifetime."""
    form = [("content-type", "application/x-www-form-urlencoded")]
    body = b"client_id=ada&client_secret=ada-client-secret"
    issued = ask("POST", "/token", credentials=False, headers=form, body=body)
    bearer = [("authorization", f"Bearer {issued.json['access_token']}"), ("x-kiosk-key", "kiosk-secret-key")]

    fresh = ask("GET", "/papers", credentials=False, headers=bearer)
    ask("PUT", "/__twin/clock", content={"advance": 61})
    old = ask("GET", "/papers", credentials=False, headers=bearer)

    assert (issued.status, issued.json["expires_in"], fresh.status) == (200, 60, 200)
    assert (old.status, old.json) == (401, {"who": "somebody once"})


@pytest.mark.parametrize("body", [b"client_id=ada&client_secret=wrong", b"", b"%ff=%ff", b"\xff"])
def test_a_wrong_token_request_gets_the_flows_refusal(ask: Ask, body: bytes) -> None:
    """Whatever is wrong with a token request, the declared refusal answers."""
    form = [("content-type", "application/x-www-form-urlencoded")]
    got = ask("POST", "/token", credentials=False, headers=form, body=body)

    assert (got.status, got.json) == (400, {"error": "invalid_client"})


def test_codes_come_from_schema_and_rules(ask: Ask) -> None:
    """The first violation by place decides the code, schema before rules, and the reason is told in a header."""
    schema = ask("POST", "/papers", content={"title": "", "price": -1})
    rule = ask("POST", "/papers", content={"title": "a", "isDaily": True})

    assert schema.status == rule.status == 400
    assert schema.json == {"message": "/price: Must be at least 0."}
    assert rule.json == {"code": "PRICE_MISSING", "message": "A daily has a price."}
    assert rule.header("specwright-reason") == "A daily has a price."


def test_aliases_are_renamed(ask: Ask) -> None:
    """A member under its declared other name is taken for it; both at once leave the real one."""
    assert ask("POST", "/papers", content={"titel": "a"}).json["title"] == "a"
    assert ask("POST", "/papers", content={"titel": "a", "title": "b"}).json["title"] == "b"


def test_only_a_lenient_twin_lets_strangers_through(make_twin: MakeTwin, ask_of: Callable[[Any], Ask]) -> None:
    """Members that no schema names are refused by a strict twin and passed over by a lenient one; others never."""
    strict, lenient = ask_of(make_twin()), ask_of(make_twin(strict=False))
    strange = {"title": "a", "colour": "red"}

    assert strict("POST", "/papers", content=strange).status == 400
    assert lenient("POST", "/papers", content=strange).status == 201
    assert lenient("POST", "/papers", content={**strange, "title": ""}).status == 400


def test_head_is_get_without_its_body(ask: Ask) -> None:
    """HEAD answers with the headers of GET, its length included, and no bytes."""
    ask("POST", "/papers", content={"title": "a"})
    head, got = ask("HEAD", "/papers/P001"), ask("GET", "/papers/P001")

    assert head.status == 200
    assert head.body == b""
    assert head.headers == got.headers


def test_nothing_is_changed_for_who_cannot_read_the_answer(ask: Ask) -> None:
    """Who accepts no documented media type gets 406 before anything is stored, where 406 is documented."""
    refused = ask("POST", "/papers", content={"title": "a"}, headers=[("accept", "text/html")])

    assert refused.status == 406
    assert ask("GET", "/papers", headers=[("accept", "text/html")]).header("content-type") == "application/json"
    assert ask("GET", "/papers").json == []
    assert ask("POST", "/papers", content={"title": "a"}, headers=[("accept", "text/html, */*;q=0.1")]).status == 201


def test_a_preference_without_a_documented_refusal_is_passed_over(ask: Ask) -> None:
    """An operation that documents no 406 answers with what it has, whatever is accepted."""
    assert ask("GET", "/papers", headers=[("accept", "text/html")]).json == []


def test_a_large_body_is_worked_on_as_well(make_twin: MakeTwin, ask_of: Callable[[Any], Ask]) -> None:
    """A body so large that it is read beside the event loop is answered all the same."""
    ask = ask_of(make_twin(max_body=2_000_000))
    title = "x" * 1_000_000

    assert ask("POST", "/papers", content={"title": title}).json["title"] == title


def test_an_answer_beside_the_description_is_told(ask: Ask) -> None:
    """A document that an administrator made wrong is answered as it is, never with 500, and a header says so."""
    ask("PUT", "/__twin/resources/paper/P001", content={"id": "P001", "title": 7, "status": "New"})
    got = ask("GET", "/papers/P001")

    assert got.status == 200
    assert got.header("specwright-self-check") == "/title: Must be a string."


def test_a_bug_gets_the_documented_body(
    make_twin: MakeTwin, ask_of: Callable[[Any], Ask], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw is answered with 500 in the API's own body, told in the log, and the twin goes on."""
    twin = make_twin()
    ask = ask_of(twin)

    def fail(_call: Any) -> Any:
        raise ZeroDivisionError("secret-detail")

    with monkeypatch.context() as patched:
        patched.setattr(twin.engine, "handle", fail)
        got = ask("GET", "/papers")

    assert (got.status, got.json) == (500, {"message": "the twin failed: ZeroDivisionError"})
    assert "ZeroDivisionError" in caplog.text
    assert ask("GET", "/papers").status == 200
    assert [entry["status"] for entry in ask("GET", "/__twin/journal").json["entries"]] == [500, 200]


def test_the_interface_of_servers_is_kept(make_twin: MakeTwin) -> None:
    """The application starts and stops when its server says so, and closes what is no HTTP."""
    import asyncio

    app = make_twin()

    async def run(scope: dict[str, Any], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []
        left = iter(messages)

        async def receive() -> dict[str, Any]:
            return next(left)

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await app(scope, receive, send)
        return sent

    life = asyncio.run(run({"type": "lifespan"}, [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]))
    socket = asyncio.run(run({"type": "websocket"}, []))

    assert [message["type"] for message in life] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert socket == [{"type": "websocket.close", "code": 1000}]


def test_every_operation_documents_what_the_tests_expect(kiosk: Service) -> None:
    """The description of these tests is read without a warning, so that no test rests on something left out."""
    assert kiosk.warnings == ()
    assert kiosk.skipped == ()
