"""The admin API shows and changes the twin's state, and is nobody's but this machine's or the token's."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from asgi import Got, call

Ask = Callable[..., Got]
MakeTwin = Callable[..., Any]


def test_the_state_at_a_glance(ask: Ask) -> None:
    """The state tells documents by resource, clock, seed, store and snapshots."""
    ask("POST", "/papers", content={"title": "a"})
    state = ask("GET", "/__twin/state").json

    assert state["title"] == "Kiosk"
    assert state["resources"] == {"paper": 1}
    assert (state["seed"], state["store"], state["isShared"], state["snapshots"]) == (1, "memory", False, [])
    assert state["clock"]["now"].startswith("2026-01-01T00:00:")


def test_snapshots_are_kept_restored_and_forgotten(ask: Ask) -> None:
    """A kept state comes back as it was, counters included; an unknown one is 404, a name that climbs 400."""
    ask("POST", "/papers", content={"title": "a"})
    assert ask("POST", "/__twin/snapshots", content={"name": "one"}).json == {"snapshots": ["one"]}
    ask("POST", "/papers", content={"title": "b"})
    ask("POST", "/__twin/snapshots/one/restore")

    assert [paper["id"] for paper in ask("GET", "/papers").json] == ["P001"]
    assert ask("POST", "/papers", content={"title": "c"}).json["id"] == "P002"
    assert ask("DELETE", "/__twin/snapshots/one").json == {"snapshots": []}
    assert ask("POST", "/__twin/snapshots/one/restore").status == 404
    assert ask("POST", "/__twin/snapshots/%24start/restore").status == 404
    for name in ("../x", "", "$start", "x" * 65, 7):
        assert ask("POST", "/__twin/snapshots", content={"name": name}).status == 400


def test_a_reset_goes_back_to_the_beginning(ask: Ask) -> None:
    """After a reset there is what was there at the start, and ids and clock begin anew."""
    first = ask("POST", "/papers", content={"title": "a"}).body
    ask("PUT", "/__twin/clock", content={"advance": 3600})
    ask("POST", "/__twin/reset")

    assert ask("GET", "/papers").json == []
    assert ask("POST", "/papers", content={"title": "a"}).body == first


@pytest.mark.parametrize(
    ("given", "now"),
    [
        ({"now": "2030-05-06T07:08:09Z", "frozen": True}, "2030-05-06T07:08:09Z"),
        ({"now": "2030-05-06T07:08:09+02:00", "frozen": True}, "2030-05-06T05:08:09Z"),
        ({"now": "2030-05-06T07:08:09Z", "advance": 60.5, "frozen": True}, "2030-05-06T07:09:09.500Z"),
        ({"now": "2030-05-06T07:08:09Z", "advance": -9, "frozen": True}, "2030-05-06T07:08:00Z"),
    ],
)
def test_the_clock_is_set(ask: Ask, given: dict[str, Any], now: str) -> None:
    """The clock can be set, moved and stopped at once."""
    assert ask("PUT", "/__twin/clock", content=given).json["now"] == now
    assert ask("GET", "/__twin/clock").json["mode"] == "frozen"


@pytest.mark.parametrize(
    "given", [{"now": "today"}, {"now": "2030-01-01T00:00:00"}, {"advance": "1"}, {"advance": True}, {"stop": 1}, []]
)
def test_a_wrong_time_is_refused(ask: Ask, given: Any) -> None:
    """What is no time with an offset, no number of seconds and no known member changes nothing."""
    before = ask("GET", "/__twin/clock").json

    assert ask("PUT", "/__twin/clock", content=given).status == 400
    assert ask("GET", "/__twin/clock").json == before


def test_documents_are_listed_put_and_removed(ask: Ask) -> None:
    """Any document can be put past all rules, listed in pages, read with its version, and removed."""
    path = "/__twin/resources/paper"
    for number in range(3):
        ask("PUT", f"{path}/P90{number}", content={"id": f"P90{number}", "title": "", "status": "New"})
    page = ask("GET", f"{path}?offset=1&limit=1").json

    assert ask("GET", "/__twin/resources").json == {"resources": [{"name": "paper", "count": 3}]}
    assert (page["total"], [item["id"] for item in page["items"]]) == (3, ["P901"])
    assert ask("GET", f"{path}/P900").json["version"] == 1
    assert ask("DELETE", f"{path}/P900").json == {"removed": "P900"}
    assert ask("GET", f"{path}/P900").status == ask("DELETE", f"{path}/P900").status == 404
    assert ask("PUT", f"{path}/P900", content=[]).status == 400
    assert ask("GET", f"{path}?limit=0").status == ask("GET", f"{path}?offset=x").status == 400
    assert ask("GET", "/__twin/resources/%24token").status == 404
    assert ask("PUT", "/__twin/resources/%24edge/x", content={}).status == 404


def test_moves_are_made(ask: Ask) -> None:
    """A document goes where no operation takes it, once; a move that is impossible now is a conflict."""
    ask("POST", "/papers", content={"title": "a"})
    path = "/__twin/resources/paper/P001/moves"

    assert ask("GET", path).json["moves"][0]["isPossible"] is True
    assert ask("POST", f"{path}/sell").json["document"]["status"] == "Sold"
    assert ask("GET", path).json["moves"][0]["isPossible"] is False
    refused = ask("POST", f"{path}/sell")
    assert refused.status == 409
    assert "New" in refused.json["detail"]
    assert ask("POST", f"{path}/burn").status == 404
    assert ask("GET", "/papers/P001").json["status"] == "Sold"


def test_coverage_tells_what_was_provoked(ask: Ask) -> None:
    """Outcomes are counted with status, code and what decided; documented ones that never came are listed."""
    ask("POST", "/papers", content={"title": "a"})
    ask("GET", "/papers?limit=99")
    ask("GET", "/papers/P404")
    coverage = ask("GET", "/__twin/coverage").json

    assert {"operation": "addPaper", "status": 201, "code": "", "id": "", "count": 1} in coverage["provoked"]
    assert {
        "operation": "listPapers", "status": 400, "code": "LIMIT_WRONG", "id": "maximum", "count": 1,
    } in coverage["provoked"]  # fmt: skip
    assert {"operation": "getPaper", "status": 404, "code": "", "id": "known", "count": 1} in coverage["provoked"]
    assert {"operation": "getPaper", "status": "400", "code": "ID_WRONG"} in coverage["missing"]
    assert {"operation": "listPapers", "status": "400", "code": "LIMIT_WRONG"} not in coverage["missing"]


def test_coverage_counts_refusals_of_every_stage(ask: Ask) -> None:
    """Credentials, media types and bodies that cannot be read are outcomes of the operation; other paths are of none."""
    ask("GET", "/papers", headers=[("authorization", "Bearer nobody")], credentials=False)
    ask("POST", "/papers", headers=[("content-type", "text/plain")], body=b"x")
    ask("POST", "/papers", headers=[("content-type", "application/json")], body=b"{")
    ask("PATCH", "/papers")
    ask("GET", "/nowhere")
    coverage = ask("GET", "/__twin/coverage").json
    outcomes = {(each["operation"], each["status"]) for each in coverage["provoked"]}

    assert outcomes == {("listPapers", 401), ("addPaper", 415), ("addPaper", 400)}
    assert {"operation": "listPapers", "status": "401", "code": ""} not in coverage["missing"]
    assert {"operation": "listPapers", "status": "405", "code": ""} in coverage["missing"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/__twin/nothing", 404),
        ("GET", "/__twin/state/", 404),
        ("GET", "/__twin/../papers", 404),
        ("POST", "/__twin/state", 405),
        ("GET", "/__twin/reset", 405),
        ("DELETE", "/__twin/reset", 405),
    ],
)
def test_what_the_admin_api_has_not(ask: Ask, method: str, path: str, status: int) -> None:
    """Unknown paths and methods are told; none of them changes anything, and none is an operation of the service."""
    got = ask(method, path)

    assert got.status == status
    assert got.header("content-type") == "application/problem+json"


def test_bodies_are_json_of_their_type(ask: Ask) -> None:
    """What a page of the web can post without asking is no admin request, and broken JSON is told."""
    form = [("content-type", "text/plain")]
    broken = [("content-type", "application/json")]

    assert ask("PUT", "/__twin/limits", headers=form, body=b'{"maxBody": 5}').status == 415
    assert ask("PUT", "/__twin/limits", headers=broken, body=b'{"maxBody": 5').status == 400
    assert ask("PUT", "/__twin/limits", headers=broken, body=b"x" * 100_001).status == 413


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("GET", {"client": ("10.0.0.7", 1)}),
        ("GET", {"client": ("::ffff:10.0.0.7", 1)}),
        ("GET", {"client": ("testclient", 1)}),
        ("GET", {"client": None}),
        ("GET", {"headers": [("x-forwarded-for", "127.0.0.1")]}),
        ("GET", {"headers": [("forwarded", "for=127.0.0.1")]}),
        ("GET", {"host": "evil.example"}),
        ("GET", {"host": "localhost.evil.example"}),
        ("GET", {"host": ""}),
        ("GET", {"host": "[::1"}),
        ("GET", {"headers": [("authorization", "Bearer wrong")], "client": ("10.0.0.7", 1)}),
        ("GET", {"headers": [("authorization", "Bearer ")], "client": ("10.0.0.7", 1)}),
        ("POST", {"headers": [("origin", "https://evil.example")]}),
        ("POST", {"headers": [("origin", "null")]}),
        ("POST", {"headers": [("origin", "http://127.0.0.1:81")], "host": "127.0.0.1:80"}),
        ("POST", {"headers": [("origin", "http://[")]}),
        ("POST", {"headers": [("sec-fetch-site", "cross-site")]}),
    ],
)
def test_strangers_stay_outside(make_twin: MakeTwin, method: str, arguments: dict[str, Any]) -> None:
    """Other machines, proxied callers, other names and pages of other origins get 403, and a token is no empty text."""
    for token in ("", "admin-token"):
        twin = make_twin(admin_token=token)
        got = call(twin, method, "/__twin/state" if method == "GET" else "/__twin/reset", **arguments)

        assert got.status == 403
        assert "resources" not in json.loads(got.body)


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"client": ("::1", 1), "host": "[::1]:8080"},
        {"client": ("::ffff:127.0.0.1", 1), "host": "localhost:8080"},
        {"host": "twin.localhost"},
        {"host": "kiosk.test"},
        {"client": ("10.0.0.7", 1), "host": "evil.example", "headers": [("authorization", "bearer admin-token")]},
        {"headers": [("origin", "http://127.0.0.1:80")], "host": "127.0.0.1:80"},
    ],
)
def test_friends_come_in(make_twin: MakeTwin, arguments: dict[str, Any]) -> None:
    """The same machine under its own names, a name that was allowed, the twin's own pages and the token's bearer pass."""
    twin = make_twin(admin_token="admin-token", allowed_hosts=("kiosk.test",))

    assert call(twin, "GET", "/__twin/state", **arguments).status == 200
    assert call(twin, "POST", "/__twin/reset", **arguments).status == 200
