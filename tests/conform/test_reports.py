"""Holds what reports are: valid by their own formats, readable by themselves, and true to the outcome."""

import ast
import json
import re
import shlex
import xml.etree.ElementTree as ET
from datetime import datetime
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any, Final

import jsonschema
import pytest

from conform.reported import URL, Reported, reported
from specwright.conform.outcome import Call
from specwright.conform.reports.page import page
from specwright.conform.reports.plots import duration, latency_plot, requests_plot
from specwright.conform.reports.statistics import statistics
from specwright.conform.results import Verdict

VOID: Final = frozenset({"meta", "link", "br", "hr", "img", "input"})


@pytest.fixture(scope="module")
def failed() -> Reported:
    """Report a service with faults."""
    return reported("no-rule", "weight-as-text", "wrong-code", "breaks-off", max_requests=330)


@pytest.fixture(scope="module")
def passed() -> Reported:
    """Report a service that is right."""
    return reported(max_requests=60)


def schema() -> Any:
    """Read the published schema."""
    text = files("specwright").joinpath("conform", "reports", "report.schema.json").read_text("utf-8")
    return json.loads(text)


def test_reports_in_json_are_what_their_schema_says(failed: Reported, passed: Reported) -> None:
    """The schema is one, real reports are valid by it, and it is not so wide that all would be."""
    jsonschema.Draft202012Validator.check_schema(schema())
    validator: Any = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    for each in (failed, passed):
        assert [error.message for error in validator.iter_errors(each.document)] == []
    lacking = [{key: value for key, value in failed.document.items() if key != member} for member in failed.document]
    changes: list[dict[str, Any]] = [
        {"verdicts": {"pass": 1}},
        {"cases": [{"id": "x"}]},
        {"requests": -1},
        {"formatVersion": 2},
    ]
    for wrong in (*lacking, *({**failed.document, **change} for change in changes)):
        assert list(validator.iter_errors(wrong))


def test_the_document_is_true_to_the_outcome(failed: Reported) -> None:
    """Counts, causes and cases are those of the campaign."""
    document, outcome = failed.document, failed.outcome
    assert document["isSuccess"] is False
    assert document["requests"] == outcome.exchanges == len(outcome.calls)
    assert document["verdicts"]["fail"] == outcome.count(Verdict.FAIL) > 0
    assert [failure["cause"] for failure in document["failures"]] == [group.cause for group in outcome.groups]
    assert len(document["cases"]) == len(outcome.results)
    assert sum(sum(each.values()) for each in document["statistics"]["slices"]["counts"]) == outcome.exchanges
    causes = {failure["cause"] for failure in document["failures"]}
    assert any("bags-are-light" in cause for cause in causes)
    assert any("no answer" in cause for cause in causes)


def test_failures_point_into_the_description(failed: Reported) -> None:
    """A failure of a keyword or a rule leads to where that stands."""
    places = {failure["case"]["name"]: failure["location"] for failure in failed.document["failures"]}
    assert places["bags-are-light"]["pointer"] == "/components/schemas/Crate/x-validations/0"
    assert places["maxLength"]["pointer"] == "/components/schemas/Crate/properties/label/maxLength"
    assert all(place["file"].endswith("depot.yaml") for place in places.values())


def test_coverage_joins_both_sides(passed: Reported, failed: Reported) -> None:
    """A keyword is one row whichever side knows its code, and a code is seen where it came."""
    operations = {each["operation"]: each for each in failed.document["coverage"]["operations"]}
    statuses = {each["status"]: each for each in operations["addCrate"]["statuses"]}
    codes = {each["code"]: each for each in statuses["400"]["codes"]}
    (rule,) = codes["TOO_HEAVY"]["aims"]
    assert (rule["name"], rule["mark"], rule["inside"], rule["outside"]) == ("bags-are-light", "both", True, True)
    assert rule["failed"] > 0
    assert statuses["201"]["count"] > 0
    aims = [(aim["kind"], aim["name"], aim["place"]) for code in codes.values() for aim in code["aims"]]
    assert len(aims) == len(set(aims))
    marks = passed.document["coverage"]["marks"]["keyword"]
    assert marks.get("one", 0) + marks.get("none", 0) > 0


def test_a_status_of_a_path_is_that_of_all_its_operations(failed: Reported) -> None:
    """That a path has no such method is told once, and every operation of the path has answered it."""
    silent = {(each["operation"], each["status"]) for each in failed.document["notProvoked"] if not each["code"]}
    for operation in failed.document["coverage"]["operations"]:
        for status in operation["statuses"]:
            if status["isDocumented"]:
                assert bool(status["count"]) is ((operation["operation"], status["status"]) not in silent)


def test_junit_counts_what_it_lists(failed: Reported) -> None:
    """Totals are those of the cases below them, and each failure says what to do."""
    root = ET.fromstring(failed.texts["junit.xml"])  # noqa: S314  our own text
    cases = root.findall("./testsuite/testcase")
    assert root.tag == "testsuites"
    assert int(root.get("tests", "")) == len(cases) == len(failed.document["cases"])
    assert int(root.get("skipped", "")) == len(root.findall("./testsuite/testcase/skipped"))
    assert int(root.get("failures", "")) == sum(case.find("failure") is not None for case in cases)
    for suite in root.findall("testsuite"):
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert suite.get("timestamp") == "2026-03-01T12:00:00Z"
    for failure in root.iter("failure"):
        assert "--replay" in (failure.text or "")


def test_sarif_is_what_its_specification_asks_for(failed: Reported) -> None:
    """SARIF 2.1.0: version, driver, rules by index, messages, levels, relative or absolute addresses, lines from 1."""
    log = json.loads(failed.texts["report.sarif"])
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "specwright"
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(set(rules)) == len(rules)
    assert len(run["results"]) == len(failed.document["failures"])
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert (result["kind"], result["level"]) == ("fail", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert re.fullmatch(r"(file://)?[^\s\\]+\.yaml", location["physicalLocation"]["artifactLocation"]["uri"])
        region = location["physicalLocation"].get("region", {"startLine": 1, "startColumn": 1})
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
        assert all(isinstance(each, str) for each in result["partialFingerprints"].values())
    assert datetime.fromisoformat(run["invocations"][0]["startTimeUtc"]).tzinfo is not None


def test_the_archive_has_what_har_asks_for(failed: Reported) -> None:
    """HAR 1.2: every entry has what the format requires, and there is one for each exchange."""
    log = json.loads(failed.texts["traffic.har"])["log"]
    assert log["version"] == "1.2"
    assert {"name", "version"} <= log["creator"].keys()
    assert len(log["entries"]) == failed.outcome.exchanges
    for entry in log["entries"]:
        assert {"startedDateTime", "time", "request", "response", "cache", "timings"} <= entry.keys()
        assert datetime.fromisoformat(entry["startedDateTime"]).tzinfo is not None
        wanted = {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"}
        assert wanted <= entry["request"].keys()
        assert entry["request"]["url"].startswith(URL)
        wanted = {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "bodySize"}
        assert wanted <= entry["response"].keys()
        assert {"size", "mimeType"} <= entry["response"]["content"].keys()
    assert any(entry["response"]["status"] == 0 and entry["_error"] for entry in log["entries"])


class Elements(HTMLParser):
    """Collects elements, and what is open when it should not be."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that ends at once."""
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def elements(text: str) -> Elements:
    """Read a page."""
    parser = Elements()
    parser.feed(text)
    parser.close()
    return parser


def test_the_page_stands_by_itself(failed: Reported, passed: Reported) -> None:
    """No script, no address but those inside it, and every element is closed where it should be."""
    for each in (failed, passed):
        text = each.texts["index.html"]
        found = elements(text)
        assert (found.wrong, found.open) == ([], [])
        names = {name for name, _ in found.found}
        assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
        for _, attributes in found.found:
            assert not {"src", "srcset", "style", "onclick"} & attributes.keys()
            assert (attributes.get("href") or "#").startswith("#")
        assert "url(" not in text
        assert "@import" not in text
        policy = next(a["content"] for n, a in found.found if n == "meta" and "http-equiv" in a)
        assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_page_leads_to_what_it_names(failed: Reported) -> None:
    """Links inside the page have an end, and each id stands once."""
    found = elements(failed.texts["index.html"]).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(set(ids)) == len(ids)
    targets = {(attributes["href"] or "")[1:] for _, attributes in found if "href" in attributes}
    assert targets <= set(ids)
    assert sum(attributes.get("class") == "failure" for _, attributes in found) == len(failed.document["failures"])


def test_ways_to_see_it_again_can_be_typed(failed: Reported) -> None:
    """The command, the line of curl and the program are what a shell and Python take."""
    for failure in failed.document["failures"]:
        replay = failure["replay"]
        words = shlex.split(replay["command"])
        assert words[:3] == ["specwright", "test", "depot"]
        assert words[-2:] == ["--replay", failure["case"]["id"]]
        curl = shlex.split(replay["curl"])
        assert curl[:5] == ["curl", "--path-as-is", "-g", "-i", "-X"]
        assert curl[6].startswith(URL)
        if replay["python"]:
            ast.parse(replay["python"])
    programs = [failure["replay"]["python"] for failure in failed.document["failures"]]
    assert any("client.crates.add(" in program for program in programs)


def test_a_campaign_that_sent_nothing_can_be_reported(passed: Reported) -> None:
    """Plots and tables of nothing are drawn as such."""
    empty: dict[str, Any] = {
        **passed.document,
        "statistics": statistics((), 0.0),
        "cases": [],
        "phases": [],
        "failures": [],
    }
    found = elements(page(empty))
    assert (found.wrong, found.open) == ([], [])


def test_plots_draw_every_call() -> None:
    """What is stacked is what was counted, and the marks stand where the figures are."""
    calls = [
        Call(number=n, operation="a", status=(200, 404, 500, 0)[n % 4], started=n / 100, seconds=0.001 * (n + 1))
        for n in range(200)
    ]
    told: dict[str, Any] = {**statistics(calls, 2.0)}
    assert told["latency"]["p50"] == pytest.approx(0.101)
    assert told["latency"]["max"] == pytest.approx(0.2)
    titles = re.findall(r"<title>[^<]*: ([^<]*)</title>", requests_plot(told))
    counts = [int(number) for title in titles for number in re.findall(r"\d+(?= (?:[245]xx|no answer))", title)]
    assert sum(counts) == 200
    assert "no answer" in requests_plot(told)
    histogram = re.findall(r"<title>(\d+) up to", latency_plot(told))
    assert sum(map(int, histogram)) == 200


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (0.000012, "12 µs"), (0.0123, "12.3 ms"), (1.5, "1.5 s"), (61.5, "61.5 s"), (125, "2 min 5 s")],
)
def test_durations_are_spelled_for_people(seconds: float, text: str) -> None:
    """Three digits at most, in the unit that fits."""
    assert duration(seconds) == text
