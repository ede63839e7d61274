"""Holds that requests which fail are made small: the least that still fails for the same causes, within its budget."""

import json
from dataclasses import replace
from typing import Any

import pytest

from conform.depot import OPTIONS, depot_kit
from conform.depot_server import OBJECT, DepotServer
from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.fuzzing import FuzzingPhase
from specwright.conform.kit import Kit
from specwright.conform.outcome import Outcome
from specwright.conform.simplifying import simpler
from specwright.conform.transports.guards import Limits, guarded


class HatesTags(DepotServer):
    """Fails over crates that have tags, whatever else they have."""

    def __call__(self, request: Request, /) -> Exchange:
        """Answer a request."""
        if request.method == "POST" and "tags" in _value(request):
            headers = (("content-type", "application/json"),)
            return Exchange(number=0, request=request, response=Response(status=500, headers=headers, body=b"{}"))
        return super().__call__(request)


class TakesAll(DepotServer):
    """Takes every body as if it were right."""

    def __call__(self, request: Request, /) -> Exchange:
        """Answer a request."""
        if request.method == "POST":
            right = json.dumps({"label": "all", "weight": 1, "kind": "box"}).encode()
            return replace(super().__call__(replace(request, body=right)), request=request)
        return super().__call__(request)


class SaysMore(DepotServer):
    """Answers large limits with a text where a list should be, and says nothing of where a heavy crate is."""

    def __call__(self, request: Request, /) -> Exchange:
        """Answer a request."""
        exchange = super().__call__(request)
        answer = exchange.response
        if answer is None:
            return exchange
        if request.method == "GET" and "limit=" in request.target and answer.status == 200:
            return replace(exchange, response=replace(answer, body=b'"none"'))
        if request.method == "POST" and answer.status == 201:
            body = answer.body.replace(b'"id"', b'"name"')
            return replace(exchange, response=replace(answer, headers=answer.headers[:1], body=body))
        return exchange


@pytest.fixture
def kit() -> Kit:
    """Give what all tests of the depot share."""
    return depot_kit()


def run(kit: Kit, server: DepotServer, options: CampaignOptions = OPTIONS) -> Outcome:
    """Run the phase alone."""
    campaign = run_campaign(kit, server, options, phases=(FuzzingPhase(),))
    for _ in campaign:
        pass
    return campaign.outcome()


def _value(request: Request) -> dict[str, Any]:
    try:
        value: Any = json.loads(request.body)
    except ValueError:
        return {}
    return value if isinstance(value, OBJECT) else {}


def shown(outcome: Outcome, cause: str) -> Request:
    """Give the request that shows a cause."""
    (group,) = (group for group in outcome.groups if group.cause == cause)
    return group.shortest.exchanges[-1].request


def test_what_has_to_be_accepted_keeps_what_it_fails_for(kit: Kit) -> None:
    """Of an acceptable body, what is left is what has to be there, and what the service fails over."""
    body = _value(shown(run(kit, HatesTags()), "addCrate: status 500"))
    assert body.keys() == {"label", "weight", "kind", "tags"}
    assert body["tags"] == [""]
    assert body["weight"] == 1
    assert len(body["label"]) == 2


def test_what_has_to_be_refused_stays_wrong_in_the_same_way(kit: Kit) -> None:
    """Of wrong bodies that are accepted, what is left breaks what it broke before, and nothing else."""
    outcome = run(kit, TakesAll())
    assert len(outcome.groups) > 3
    check = kit.judges.body(kit.operations["addCrate"], "application/json")
    assert check is not None
    for group in outcome.groups:
        value = json.loads(group.shortest.exchanges[-1].request.body)
        first = check(value)[0]
        assert f"addCrate accepts what {first.id} at" in group.cause
        assert len(json.dumps(value)) < 60, group.cause


def test_parameters_that_failures_do_without_are_left_out(kit: Kit) -> None:
    """A query keeps the one parameter that it takes, with the plainest value."""
    outcome = run(kit, SaysMore())
    request = shown(outcome, "listCrates 200: the body breaks type at /")
    assert request.target == "/crates?limit=1"


def test_all_causes_of_a_request_are_kept(kit: Kit) -> None:
    """What a small request shows is all that the large one showed."""
    outcome = run(kit, SaysMore())
    causes = {group.cause for group in outcome.groups if group.cause.startswith("addCrate 201")}
    assert causes == {
        "addCrate 201: the header Location is missing",
        "addCrate 201: the body breaks required at /",
    }
    shortest = next(group.shortest for group in outcome.groups if group.cause in causes)
    assert causes <= {failure.cause for failure in shortest.failures}
    assert len(shortest.exchanges) == 1
    assert _value(shortest.exchanges[0].request).keys() == {"label", "weight", "kind"}


def test_the_same_seed_leaves_the_same(kit: Kit) -> None:
    """Another campaign with the same seed sends the same, small requests included."""
    first, second = (run(kit, HatesTags()) for _ in range(2))
    assert first.exchanges == second.exchanges
    assert shown(first, "addCrate: status 500") == shown(second, "addCrate: status 500")


def test_making_it_small_takes_few_requests_and_none_if_unwanted(kit: Kit) -> None:
    """Each cause costs 80 requests at most; who does not want it sends what was drawn, and nothing else."""
    plain = run(kit, HatesTags(), replace(OPTIONS, is_shrinking=False))
    small = run(kit, HatesTags())
    assert plain.exchanges < small.exchanges <= plain.exchanges + 80 * len(small.groups)
    assert {group.cause for group in plain.groups} == {group.cause for group in small.groups}


def test_a_budget_that_ends_meanwhile_loses_no_failure(kit: Kit) -> None:
    """However many requests are allowed, no more are sent, and what was found before the end is told."""
    plain = run(kit, HatesTags(), replace(OPTIONS, is_shrinking=False))
    first = next(call.number for call in plain.calls if call.status == 500)
    for most in (first, first + 1, first + 7):
        outcome = run(kit, HatesTags(), replace(OPTIONS, max_requests=most))
        assert outcome.exchanges == most
        assert "addCrate: status 500" in {group.cause for group in outcome.groups}
        assert outcome.stopped


def test_nothing_is_made_small_by_what_guards_hold_back(kit: Kit) -> None:
    """Where nothing but reading is let through, what is sent again is read again."""
    sent = list[Request]()

    def noting(request: Request, /) -> Exchange:
        sent.append(request)
        return server(request)

    server = SaysMore()
    guard = guarded(noting, Limits(url="https://depot.example", is_read_only=True))
    campaign = run_campaign(kit, guard, replace(OPTIONS, is_read_only=True), phases=(FuzzingPhase(),))
    causes = {failure.cause for result in campaign for failure in result.failures}
    assert causes == {"listCrates 200: the body breaks type at /"}
    assert shown(campaign.outcome(), causes.pop()).target == "/crates?limit=1"
    assert {request.method for request in sent} == {"GET"}


@pytest.mark.parametrize(
    ("value", "smallest"),
    [
        ({"a": [1, 2, {"b": "x"}], "c": None}, {}),
        ("Größe", ""),
        (-17, 0),
        (1.5e300, 0),
        (b"bytes", b""),
        (True, True),
    ],
)
def test_every_value_becomes_as_simple_as_can_be(value: Any, smallest: Any) -> None:
    """Where all will do, what is left is empty; and no way back leads to what was there before."""
    steps = 0
    while (simplest := next(simpler(value), None)) is not None:
        value, steps = simplest, steps + 1
        assert steps < 50
    assert value == smallest


def test_one_member_of_many_is_found_quickly() -> None:
    """Halves are left out before single members, so what matters is alone after few tries."""
    value: Any = {f"m{number}": [number] * 9 for number in range(64)}
    tries = 0
    while len(value) > 1:
        for candidate in simpler(value):
            tries += 1
            if "m41" in candidate:
                value = candidate
                break
    assert tries < 30


def test_texts_that_tell_documents_apart_stay() -> None:
    """What is kept is not shortened; what holds it may go."""
    values = list(simpler({"id": "keep-me", "name": "x"}, kept=frozenset({"keep-me"})))
    assert {"id": "keep-me"} in values
    assert all(value.get("id", "keep-me") == "keep-me" for value in values)
