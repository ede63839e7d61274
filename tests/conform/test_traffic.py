"""Holds what recorded traffic is judged by, and that recordings of any length are read piece by piece."""

import contextlib
import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conform.depot_server import KEY, DepotServer
from conform.reported import DEPOT, reported
from specwright.conform.archives import ArchiveError, entries_of
from specwright.conform.exchanges import Request
from specwright.conform.recordings import read_recording
from specwright.conform.traffic import TrafficJudge, TrafficOutcome
from specwright.loader import load
from specwright.model.errors import SourceError
from specwright.model.service import Service

URL: Final = "https://depot.example"
CRATE: Final = {"label": "crate", "weight": 1.5, "kind": "box"}
HEAVY: Final = {"label": "crate", "weight": 30, "kind": "bag"}


@pytest.fixture(scope="module")
def service() -> Service:
    """Read the description once."""
    return load(DEPOT, keep_going=True)


def entry(server: DepotServer, method: str, target: str, value: Any = None, *, url: str = URL) -> dict[str, Any]:
    """Record what a server answers."""
    headers = [("X-Depot-Key", KEY), *([("Content-Type", "application/json")] if value is not None else [])]
    body = json.dumps(value).encode() if value is not None else b""
    answer = server(Request(operation="", method=method, target=target, headers=tuple(headers), body=body)).response
    assert answer is not None
    request: dict[str, Any] = {"method": method, "url": url + target, "bodySize": len(body)}
    request["headers"] = [{"name": name, "value": text} for name, text in headers]
    if body:
        request["postData"] = {"mimeType": "application/json", "text": body.decode()}
    content = {"size": len(answer.body), "mimeType": "", "text": answer.body.decode()}
    told = [{"name": name, "value": text} for name, text in answer.headers]
    return {"request": request, "response": {"status": answer.status, "headers": told, "content": content}, "time": 3}


def judged(service: Service, path: Path, *entries: Any, url: str = "") -> TrafficOutcome:
    """Judge entries, written as NDJSON."""
    path.write_text("".join(json.dumps(each) + "\n" for each in entries), "utf-8")
    return TrafficJudge(service, url=url).judge(read_recording(path))


def test_traffic_of_a_right_server_has_no_drift(service: Service, tmp_path: Path) -> None:
    """Valid requests that are accepted and wrong ones that are refused as described are what the description says."""
    server = DepotServer()
    outcome = judged(
        service,
        tmp_path / "a.ndjson",
        entry(server, "POST", "/crates", CRATE),
        entry(server, "POST", "/crates", HEAVY),
        entry(server, "POST", "/crates", {**CRATE, "label": "far too long"}),
        entry(server, "GET", "/crates?limit=99"),
        entry(server, "GET", "/crates?limit=2"),
        entry(server, "GET", "/crates/c1"),
        entry(server, "GET", "/crates/c7"),
        entry(server, "DELETE", "/crates/c1"),
    )

    assert {cause: drift.failure.message for cause, drift in outcome.drifts.items()} == {}
    assert (outcome.exchanges, outcome.judged) == (8, 8)
    assert outcome.operations["addCrate"] == 3


@pytest.mark.parametrize(
    ("fault", "method", "target", "value", "cause"),
    [
        ("no-rule", "POST", "/crates", HEAVY, "addCrate accepts a request that breaks bags-are-light"),
        ("wrong-code", "POST", "/crates", {**CRATE, "label": "far too long"}, "instead of 400 LABEL_TOO_LONG"),
        (
            "open",
            "POST",
            "/crates",
            {**CRATE, "more": 1},
            "addCrate accepts a request that breaks additionalProperties",
        ),
        ("large-limit", "GET", "/crates?limit=51", None, "listCrates accepts a request that breaks maximum"),
        ("utf-16", "POST", "/crates", {**CRATE, "label": "😀" * 6}, "refuses a valid request with 400 LABEL_TOO_LONG"),
        ("other-success", "POST", "/crates", CRATE, "addCrate: status 202 is not documented"),
        ("html", "GET", "/crates", None, "listCrates 200: the media type is text/html"),
        ("no-location", "POST", "/crates", CRATE, "addCrate 201: the header Location is missing"),
    ],
)
def test_each_drift_is_told(
    service: Service, tmp_path: Path, fault: str, method: str, target: str, value: Any, cause: str
) -> None:
    """A server that differs in one way shows exactly that, however often it happens."""
    server = DepotServer(fault)
    recorded = [entry(server, method, target, value) for _ in range(3)]
    outcome = judged(service, tmp_path / "a.ndjson", *recorded)

    ((found, drift),) = outcome.drifts.items()
    assert cause in found
    assert (drift.count, drift.exchange.number) == (3, 1)


def test_what_is_not_described_is_told_apart(service: Service, tmp_path: Path) -> None:
    """Paths that no operation has are counted, and what went to another place is left out where a place is given."""
    server = DepotServer()
    entries = [entry(server, "GET", "/crates", url=f"{URL}/v1"), entry(server, "GET", "/crates", url="https://else")]
    entries.append({**entries[0], "request": {**entries[0]["request"], "url": f"{URL}/v1/favicon.ico"}})

    everything = judged(service, tmp_path / "a.ndjson", *entries)
    here = judged(service, tmp_path / "a.ndjson", *entries, url=f"{URL}/v1")

    assert everything.strange[("GET", "/v1/crates", 200)] == 1
    assert (here.judged, here.unjudged["sent to another place"]) == (1, 1)
    assert here.strange == {("GET", "/v1/favicon.ico", 200): 1}


def test_what_was_not_recorded_is_not_judged(service: Service, tmp_path: Path) -> None:
    """A body that is missing, cut or hidden is no reason for a verdict."""
    recorded = entry(DepotServer("no-rule"), "POST", "/crates", HEAVY)
    missing = {**recorded, "request": {**recorded["request"], "postData": None}}
    post = {"mimeType": "application/json", "text": '{"label', "_isCut": True}
    cut = {**recorded, "request": {**recorded["request"], "postData": post}}
    silent = {**recorded, "response": {**recorded["response"], "content": {"size": 50, "mimeType": "", "text": ""}}}
    outcome = judged(service, tmp_path / "a.ndjson", missing, cut, silent)

    assert outcome.unjudged["the request was not recorded as a whole"] == 2
    assert outcome.unjudged["the body of the answer was not recorded"] == 1
    assert [drift.exchange.number for drift in outcome.drifts.values()] == [3]


def test_our_own_archives_are_judged_as_they_happened(tmp_path: Path) -> None:
    """The archive of a campaign shows as drift what the campaign found, and nothing where it found nothing."""
    for faults, expected in (
        ((), set[str]()),
        (("weight-as-text",), {"getCrate 200: the body breaks type at /weight"}),
    ):
        told = reported(*faults, max_requests=150)
        path = tmp_path / "traffic.har"
        path.write_text(told.texts["traffic.har"], "utf-8")
        outcome = TrafficJudge(told.service, url="https://depot.example/v1").judge(read_recording(path))
        assert outcome.exchanges == told.outcome.exchanges
        assert outcome.judged > 100
        assert set(outcome.drifts) == expected


def test_packed_recordings_are_read(service: Service, tmp_path: Path) -> None:
    """A recording may be packed, which is known by its bytes."""
    recorded = entry(DepotServer(), "GET", "/crates")
    plain = tmp_path / "a.har"
    plain.write_text(json.dumps({"log": {"pages": [], "entries": [recorded]}}))
    packed = tmp_path / "b.ndjson.gz"
    packed.write_bytes(gzip.compress(json.dumps(recorded).encode() + b"\n\n"))

    for path in (plain, packed):
        assert TrafficJudge(service).judge(read_recording(path)).judged == 1


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.har", "", "ends too early"),
        ("a.har", "[]", "should stand"),
        ("a.har", '{"log": {}}', "no log with entries"),
        ("a.har", '{"log": {"entries": [{"a":', "Expecting"),
        ("a.har", '{"log": {"entries": [{}]}}', "'request'"),
        ("a.har", '{"log": {"entries": [3]}}', "entry 1"),
        ("a.ndjson", '{"request": {"url": "x"}}\n', "'response'"),
        ("a.ndjson", "{", "entry"),
        (
            "a.ndjson",
            '{"request": {"method": "GET", "url": "http://[", "headers": []}, "response": {"status": 200}}',
            "entry 1",
        ),
    ],
)
def test_what_is_no_recording_is_told(tmp_path: Path, name: str, text: str, what: str) -> None:
    """A wrong file ends in a message with its name and what is wrong."""
    (tmp_path / name).write_text(text)
    with pytest.raises(SourceError, match=what):
        list(read_recording(tmp_path / name))


class Slow(io.StringIO):
    """Gives as few letters as it likes."""

    def __init__(self, text: str, size: int) -> None:
        super().__init__(text)
        self._size = size

    def read(self, size: int | None = -1, /) -> str:
        """Give less than was asked for."""
        return super().read(min(self._size, size) if size and size > 0 else self._size)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(
    before=st.dictionaries(st.text(max_size=4).filter(lambda name: name != "log"), json_values, max_size=3),
    inside=st.dictionaries(st.text(max_size=4).filter(lambda name: name != "entries"), json_values, max_size=3),
    entries=st.lists(json_values, max_size=5),
    indent=st.none() | st.integers(0, 2),
    size=st.integers(1, 9),
)
def test_entries_are_those_of_the_whole_document(
    before: dict[str, Any], inside: dict[str, Any], entries: list[Any], indent: int | None, size: int
) -> None:
    """However the text is cut into pieces, the entries are the ones that a parser of the whole finds."""
    document = {**before, "log": {**inside, "entries": entries, "more": 1}}
    text = json.dumps(document, indent=indent)

    assert list(entries_of(Slow(text, size))) == entries


@given(st.text(alphabet='{}[]",:log entris1 \n', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but its own error comes out of a text that is no archive."""
    with contextlib.suppress(ArchiveError):
        list(entries_of(Slow(text, 3)))


def test_memory_does_not_grow_with_a_recording(service: Service, tmp_path: Path) -> None:
    """Ten times the entries take no more memory, in both formats."""
    recorded = json.dumps(entry(DepotServer(), "GET", "/crates/c1"))

    def peak(name: str, count: int) -> int:
        path = tmp_path / name
        with path.open("w") as stream:
            for piece in _pieces(name, recorded, count):
                stream.write(piece)
        judge = TrafficJudge(service)
        judge.judge(read_recording(path))
        tracemalloc.start()
        judge.judge(read_recording(path))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    for name in ("a.ndjson", "a.har"):
        small, large = peak(name, 60), peak(name, 600)
        assert large < small + 300_000


def _pieces(name: str, recorded: str, count: int) -> Iterator[str]:
    if name.endswith("ndjson"):
        yield from (recorded + "\n" for _ in range(count))
        return
    yield '{"log": {"entries": ['
    for number in range(count):
        yield ("," if number else "") + recorded
    yield "]}}"
