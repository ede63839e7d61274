"""``specwright sample`` from the shell's side: what is printed, and how runs end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checks.compiled import load
from specs.checked import module
from specwright.cli import main

ROOT = Path(__file__).parents[2]
CREATE = ("soget", "createCustomerOrder")


def run(*words: str) -> int:
    """Run the command in this process and give its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(["sample", *words])
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the project, whose descriptions have names."""
    monkeypatch.chdir(ROOT)


def printed(capsys: pytest.CaptureFixture[str]) -> list[Any]:
    """Read what was printed: one document a line."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_samples_are_printed_a_line_each_and_are_valid(capsys: pytest.CaptureFixture[str]) -> None:
    """As many as were asked for, each of which the check accepts, and with what was set."""
    check = load(module("soget").text)["check_create_customer_order_body"]

    assert run(*CREATE, "-n", "20", "--set", "customsFlag=Export", "--set", "Order.carrier.code=HAVTRA") == 0
    documents = printed(capsys)
    assert len(documents) == 20
    assert not any(check(document) for document in documents)
    assert {(each["Order"]["customsFlag"], each["Order"]["carrier"]["code"]) for each in documents} == {
        ("Export", "HAVTRA")
    }


def test_a_seed_gives_the_same_samples_again(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a seed there is one all the same; another one gives other samples."""
    texts: list[str] = []
    for words in ((), ("--seed", "0"), ("--seed", "other")):
        assert run("transiteo", "createOrder", "-n", "5", *words) == 0
        texts.append(capsys.readouterr().out)

    assert texts[0] == texts[1] != texts[2]


def test_one_thing_is_broken_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule, a code and a keyword at a place are each what `--break` takes, and `--list-breakable` lists."""
    check = load(module("soget").text)["check_create_customer_order_body"]

    assert run(*CREATE, "--list-breakable") == 0
    names = capsys.readouterr().out.splitlines()
    assert "start-date-given" in names
    assert "/Order/containers:minItems" in names
    for name, told in (("start-date-given", "start-date-given"), ("/Order/containers:minItems", "minItems")):
        assert run(*CREATE, "-n", "3", "--break", name) == 0
        assert [[each.id for each in check(document)] for document in printed(capsys)] == [[told]] * 3
    assert run(*CREATE, "-n", "3", "--break", "EVENT_START_DATE_REQUIRED") == 0
    assert [{each.code for each in check(document)} for document in printed(capsys)] == [
        {"EVENT_START_DATE_REQUIRED"}
    ] * 3


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("soget", "createOrder"), 2, "no operation 'createOrder'"),
        (("soget", "getCustomerOrder"), 2, "no request body"),
        ((*CREATE, "--set", "colour=red"), 2, "no member 'colour'"),
        ((*CREATE, "--set", "customsFlag"), 2, "sets nothing"),
        ((*CREATE, "--set", "customsFlag=Sideways"), 2, "'Sideways' is not allowed"),
        ((*CREATE, "--break", "start-date-givn"), 2, "Did you mean start-date-given"),
        ((*CREATE, "--media-type", "text/plain"), 2, "no body of media type"),
        (("transiteo", "createOrder", "--break", "EVENTS"), 2, "--list-breakable"),
        ((*CREATE, "--set", "customsFlag=Import", "--set", 'Order.containers=[{"events":[]}]'), 3, "no way found"),
    ],
)
def test_what_cannot_be_made_is_told(
    words: tuple[str, ...], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is asked for wrongly ends with 2, what nobody can make with 3, and both say what to do; nothing is printed."""
    assert run(*words) == code
    captured = capsys.readouterr()
    assert told in captured.err
    assert "hint:" in captured.err
    assert captured.out == ""


def test_values_are_json_or_text(capsys: pytest.CaptureFixture[str]) -> None:
    """A value that reads as JSON is that, every other one is a text."""
    values = ("Order.comment=null", 'Order.sender="7"', "Order.clientReference=x y")
    assert run(*CREATE, *(word for value in values for word in ("--set", value))) == 0
    order = printed(capsys)[0]["Order"]

    assert (order["comment"], order["sender"], order["clientReference"]) == (None, "7", "x y")


def test_acceptable_samples_name_what_the_twin_knows(capsys: pytest.CaptureFixture[str]) -> None:
    """The tables of the twin are met, each document has a number of its own, and a precondition can be broken."""
    places = {"MTDF", "FRLEH", "TNMSC", "FRURO"}

    assert run(*CREATE, "-n", "30", "--acceptable", "--caller", "other") == 0
    orders = [document["Order"] for document in printed(capsys)]
    containers: list[Any] = [container for order in orders for container in order["containers"]]
    events: list[Any] = [event for container in containers for event in container["events"]]
    named: set[Any] = {event["location"].get("code") for event in events} - {None}
    assert named
    assert named <= places
    assert len({order["transportOrderNumber"] for order in orders}) == 30
    assert run(*CREATE, "--acceptable", "--break", "UNKNOWN_LOCATION") == 0
    broken: list[Any] = printed(capsys)[0]["Order"]["containers"]
    events = [event for container in broken for event in container["events"]]
    assert any(event["location"].get("code", "MTDF") not in places for event in events)
    assert run(*CREATE, "--acceptable", "--list-breakable") == 0
    assert {"places-known", "carrier-reachable", "events-given"} <= set(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--caller", "other"), 2, "Add --acceptable."),
        (("--acceptable", "--caller", "nobody"), 2, "Known: application=sample-client"),
        (("--acceptable", "--caller", "customer=pending"), 2, "the precondition 'approved' refuses every body"),
        (("--acceptable", "--caller", "customer=other,application=other-client"), 0, ""),
    ],
)
def test_a_caller_is_one_that_the_twin_knows(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, told: str
) -> None:
    """Callers are named by the keys of their rows; one who is always refused has no acceptable body."""
    assert run(*CREATE, *words) == code
    assert told in capsys.readouterr().err
