"""The journal tells every call and no secret, and two runs with one seed tell the same."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from asgi import Got
from specwright.model.service import Service
from specwright.twin.edge.redaction import Redaction

Ask = Callable[..., Got]
MakeTwin = Callable[..., Any]
AskOf = Callable[[Any], Ask]
FORM = [("content-type", "application/x-www-form-urlencoded")]
MULTIPART = [("content-type", "multipart/form-data; boundary=b")]


def a_life(ask: Ask) -> None:
    """Make calls of many kinds."""
    ask("POST", "/papers", content={"title": "Courant", "price": 1.5})
    ask("GET", "/papers/P001?unknown=secret-in-query")
    ask("PUT", "/papers/P001", content={"title": "b"}, headers=[("if-match", '"1"')])
    ask("PUT", "/papers/P001", content={"title": "b"}, headers=[("if-match", '"1"')])
    ask("GET", "/papers", headers=[("cookie", "session=secret-cookie"), ("x-other", "secret-other")])
    ask("GET", "/papers", credentials=False, headers=[("authorization", "Bearer secret-unknown")])
    issued = ask("POST", "/token", headers=FORM, body=b"client_id=ada&client_secret=ada-client-secret")
    bearer = [("authorization", f"Bearer {issued.json['access_token']}"), ("x-kiosk-key", "kiosk-secret-key")]
    ask("GET", "/papers?limit=99", credentials=False, headers=bearer)
    part = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    file = b'--b\r\nContent-Disposition: form-data; name="scans"; filename="a"\r\n\r\nsecret-file\r\n--b--\r\n'
    ask("POST", "/bundles", headers=MULTIPART, body=part % (b"paper", b'{"title": "t"}') + file)
    ask("POST", "/bundles", headers=MULTIPART, body=b"--b\r\nsecret-file")
    ask("HEAD", "/papers/P001")
    ask("GET", "/nowhere")


def test_every_call_is_told(ask: Ask) -> None:
    """An entry has number, time, operation, both messages, and what was wrong."""
    a_life(ask)
    entries = ask("GET", "/__twin/journal").json["entries"]

    assert [entry["number"] for entry in entries] == list(range(1, 13))
    assert [entry["status"] for entry in entries] == [201, 200, 204, 412, 200, 401, 200, 400, 201, 400, 200, 404]
    first, wrong = entries[0], entries[7]
    assert (first["operation"], first["method"], first["path"]) == ("addPaper", "POST", "/papers")
    assert first["request"]["text"] == '{"title": "Courant", "price": 1.5}'
    assert json.loads(first["response"]["text"])["id"] == "P001"
    assert wrong["code"] == "LIMIT_WRONG"
    assert wrong["violations"] == [
        {"path": "/query/limit", "id": "maximum", "message": "Must be at most 10.", "code": "LIMIT_WRONG"}
    ]
    assert entries[8]["request"]["parts"][1] == {"name": "scans", "mediaType": "", "size": 11, "fileName": "a"}


def test_the_documents_that_a_call_led_to_are_told(ask: Ask) -> None:
    """Calls that make, read, change or fail on one document name it; lists and calls that lead nowhere name none."""
    a_life(ask)
    entries = ask("GET", "/__twin/journal").json["entries"]
    first, second = {"resource": "paper", "id": "P001"}, {"resource": "paper", "id": "P002"}

    told = [entry.get("documents", []) for entry in entries]
    assert told == [[first], [first], [first], [first], [], [], [], [], [second], [], [first], []]


def test_no_secret_is_told(ask: Ask) -> None:
    """No credential, token, cookie, undocumented header or query value and no file's content stands in any view."""
    a_life(ask)
    views = [ask("GET", f"/__twin/{view}").body for view in ("journal", "journal.har", "fixtures", "state", "coverage")]

    for view in views:
        assert b"secret" not in view.replace(b"client_secret", b"").replace(b"clientSecret", b"")
    tokens = [row["token"] for row in json.loads(views[2])["readers"]]
    assert tokens == ["[redacted]"]


def test_two_runs_give_the_same_bytes(make_twin: MakeTwin, ask_of: AskOf) -> None:
    """With the same seed and the same calls two archives do not differ in a byte; another seed differs in tokens only."""
    archives: list[bytes] = []
    for _ in range(2):
        ask = ask_of(make_twin(seed=5))
        a_life(ask)
        archives.append(ask("GET", "/__twin/journal.har").body)

    assert archives[0] == archives[1]


def test_an_archive_is_one(ask: Ask) -> None:
    """The archive has the members that HAR 1.2 asks for, with times of the twin's clock."""
    a_life(ask)
    log = ask("GET", "/__twin/journal.har").json["log"]

    assert log["version"] == "1.2"
    assert set(log["creator"]) == {"name", "version"}
    assert len(log["entries"]) == 12
    for entry in log["entries"]:
        assert entry["startedDateTime"].startswith("2026-01-01T00:00:")
        assert entry["time"] == sum(entry["timings"].values()) == 0
        request, response = entry["request"], entry["response"]
        members = {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"}
        assert members <= set(request)
        assert request["url"].startswith("http://127.0.0.1/")
        assert {"status", "statusText", "httpVersion", "headers", "content", "redirectURL", "bodySize"} <= set(response)
        assert {"size", "mimeType"} <= set(response["content"])
    created, read = log["entries"][0], log["entries"][1]
    assert created["request"]["postData"]["mimeType"] == "application/json"
    assert created["response"]["redirectURL"] == "/papers/P001"
    assert read["request"]["queryString"] == [{"name": "unknown", "value": "[redacted]"}]


def test_without_a_seed_the_time_that_passed_is_told(make_twin: MakeTwin, ask_of: AskOf) -> None:
    """A twin without a seed measures how long it took."""
    ask = ask_of(make_twin(seed=None))
    ask("GET", "/papers")

    assert ask("GET", "/__twin/journal").json["entries"][0]["millis"] > 0


def test_long_bodies_are_cut_and_bytes_are_base64(make_twin: MakeTwin, ask_of: AskOf) -> None:
    """Of a long body only its beginning is kept; what is no text is kept as Base64."""
    ask = ask_of(make_twin(max_logged=10))
    ask("POST", "/papers", content={"title": "é" * 100})
    ask("POST", "/papers", headers=[("content-type", "image/png")], body=b"\x89PNG")
    first, second = ask("GET", "/__twin/journal").json["entries"]

    assert first["request"] == {"mediaType": "application/json", "text": '{"title": ', "isCut": True}
    assert first["requestSize"] > 100
    assert second["request"] == {"mediaType": "image/png", "base64": "iVBORw=="}


def test_the_journal_is_paged_and_cleared(ask: Ask) -> None:
    """Entries can be asked for behind a number, and cleared; the numbers go on."""
    for _ in range(3):
        ask("GET", "/papers")

    assert [e["number"] for e in ask("GET", "/__twin/journal?after=1&limit=1").json["entries"]] == [2]
    assert ask("DELETE", "/__twin/journal").json == {"entries": []}
    ask("GET", "/papers")
    assert [e["number"] for e in ask("GET", "/__twin/journal").json["entries"]] == [4]


def test_a_twin_without_journal_keeps_none(make_twin: MakeTwin, ask_of: AskOf) -> None:
    """Where no journal is wanted, nothing of a call is kept."""
    ask = ask_of(make_twin(has_journal=False))
    ask("GET", "/papers")

    assert ask("GET", "/__twin/journal").json == {"entries": []}


@given(
    name=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20),
    value=st.text(st.characters(max_codepoint=255), min_size=8, max_size=20),
)
def test_only_what_is_listed_is_shown(kiosk: Service, name: str, value: str) -> None:
    """A header or query value whose name nobody listed is hidden, whatever it is called and holds."""
    redaction = Redaction(kiosk)
    wire = f"x-{name.lower()}"

    assert redaction.headers([(wire.encode(), value.encode("latin-1"))]) == [[wire, "[redacted]"]]
    assert "[redacted]" in redaction.query(f"{name.replace('=', '').replace('&', '')}=secret".encode())
