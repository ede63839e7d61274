"""Holds what campaigns tell of a server that shares no code with the package: nothing where it is right, else why."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from conform.depot_server import KEY, DepotServer
from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.constraints import ConstraintPhase
from specwright.conform.examples import ExamplePhase
from specwright.conform.exchanges import Exchange, Request
from specwright.conform.fixtures import Fixtures
from specwright.conform.kit import Kit
from specwright.conform.outcome import Outcome
from specwright.conform.results import Kind, Result, Side, Verdict
from specwright.loader import load

PHASES: Final = (ExamplePhase(), ConstraintPhase())
OPTIONS: Final = CampaignOptions(fixtures=Fixtures(credentials={"key": KEY}), seed=3)

# A fault of the server, and what the campaign has to say about it.
FAULTS: Final = {
    "utf-16": "addCrate refuses what is acceptable with 400 LABEL_TOO_LONG",
    "zero": "addCrate accepts what exclusiveMinimum at body /weight refuses",
    "no-bags": "addCrate refuses what is acceptable with 400",
    "open": "addCrate accepts what additionalProperties at body refuses",
    "repeated-tags": "addCrate accepts what uniqueItems at body /tags refuses",
    "no-rule": "addCrate accepts what bags-are-light at body refuses",
    "wrong-code": "addCrate refuses what maxLength at body /label refuses with 400 TOO_HEAVY instead of 400 LABEL_TOO_LONG",
    "wrong-status": "addCrate: status 404 is not documented",
    "fails-at-edge": "addCrate: status 500",
    "large-limit": "listCrates accepts what maximum at query /limit refuses",
    "other-success": "addCrate: status 202 is not documented",
    "html": "listCrates 200: the media type is text/html",
    "weight-as-text": "getCrate 200: the body breaks type at /weight",
    "no-location": "addCrate 201: the header Location is missing",
    "any-key": "listCrates accepts an unknown credential for key",
    "wrong-allow": "listCrates sends another Allow for the method PATCH",
    "any-media-type": "addCrate accepts a body of the media type application/x-unknown",
    "no-json-is-500": "addCrate: status 500",
    "body-before-key": "addCrate refuses no credential for key, and a body of the media type application/x-unknown with 415",
    "breaks-off": "removeCrate: no answer",
}


@pytest.fixture(scope="module")
def kit() -> Kit:
    """Read the description once."""
    return Kit(load(Path(__file__).parent / "depot.yaml", keep_going=True))


@pytest.fixture(scope="module")
def outcome(kit: Kit) -> Outcome:
    """Run a campaign over a server that is right."""
    return _run(kit, DepotServer())


def _run(kit: Kit, server: DepotServer, options: CampaignOptions = OPTIONS) -> Outcome:
    campaign = run_campaign(kit, server, options, phases=PHASES)
    for _ in campaign:
        pass
    return campaign.outcome()


def test_a_right_server_has_no_failure(outcome: Outcome) -> None:
    """A server that does what the description says passes every case."""
    assert [failure for group in outcome.groups for failure in group.failures] == []
    assert outcome.count(Verdict.PASS) > 100


def test_each_keyword_and_rule_is_seen_from_both_sides(outcome: Outcome) -> None:
    """Whatever stands in the description is passed from inside and from outside, or it is told why not."""
    seen: dict[tuple[str, str, str], set[Side]] = {}
    told: dict[tuple[str, str, str], set[Side]] = {}
    for result in outcome.results:
        aim = result.case.aim
        if aim.kind in {Kind.KEYWORD, Kind.RULE}:
            into = seen if result.verdict is Verdict.PASS else told
            into.setdefault((aim.operation, aim.place, aim.name), set()).add(result.case.side)
    both = {Side.INSIDE, Side.OUTSIDE}
    assert {aim for aim, sides in seen.items() if sides | told.get(aim, set()) != both} == set()
    for name in ("minLength", "maxLength"):
        assert seen["addCrate", "body /label", name] == both
    assert seen["addCrate", "body", "bags-are-light"] == both
    assert seen["listCrates", "query /limit", "maximum"] == both


def test_nothing_is_left_out_silently(outcome: Outcome) -> None:
    """What was not reached has a reason, and documented answers that nobody saw are listed with one."""
    assert all(result.reason for result in outcome.results if result.verdict is Verdict.UNREACHABLE)
    assert all(each.reason for each in outcome.unprovoked)
    unseen = {(each.operation, each.status, each.code) for each in outcome.unprovoked}
    assert ("addCrate", "400", "TOO_HEAVY") not in unseen
    assert ("listCrates", "400", "TOO_HEAVY") in unseen


def test_ids_of_cases_are_readable_and_stable(kit: Kit, outcome: Outcome) -> None:
    """A case has an id of its own, the same in each campaign over the description."""
    ids = [result.case.id for result in outcome.results]
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []
    assert "constraints/addCrate/body/tags:minItems/outside" in ids
    again = _run(Kit(kit.service), DepotServer())
    assert [result.case.id for result in again.results] == ids


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_named(kit: Kit, fault: str) -> None:
    """A server that is wrong in one way fails, and the cause says in which."""
    causes = {
        failure.cause for result in _until_failed(kit, DepotServer(fault), FAULTS[fault]) for failure in result.failures
    }
    assert any(cause.startswith(FAULTS[fault]) for cause in causes), causes


def _until_failed(kit: Kit, server: DepotServer, cause: str) -> Iterator[Result]:
    for result in run_campaign(kit, server, OPTIONS, phases=PHASES):
        if result.verdict is Verdict.FAIL:
            yield result
            if any(failure.cause.startswith(cause) for failure in result.failures):
                return


def test_failures_of_one_cause_are_one_group(kit: Kit) -> None:
    """However many cases show a fault, it is told once, with the fewest exchanges that show it."""
    found = _run(kit, DepotServer("html"))
    groups = [group for group in found.groups if group.cause == "listCrates 200: the media type is text/html"]
    assert len(groups) == 1
    assert len(groups[0].cases) > 5
    assert len(groups[0].shortest.exchanges) == 1
    assert not found.is_success


def test_a_budget_ends_a_campaign(kit: Kit) -> None:
    """No more requests are sent than are allowed, and each phase has its share of them."""
    sent = 0

    def send(request: Request, /) -> Exchange:
        nonlocal sent
        sent += 1
        return server(request)

    server = DepotServer()
    campaign = run_campaign(kit, send, CampaignOptions(fixtures=OPTIONS.fixtures, max_requests=40), phases=PHASES)
    results = list(campaign)
    found = campaign.outcome()
    assert sent == found.exchanges == 40
    assert "40 requests" in found.stopped
    assert {result.case.phase for result in results} == {"examples", "constraints"}


def test_credentials_are_known_by_name(kit: Kit) -> None:
    """A request says which of its headers are secrets, and its options do not show them."""
    secrets: set[frozenset[str]] = set()

    def send(request: Request, /) -> Exchange:
        secrets.add(request.secrets)
        return server(request)

    server = DepotServer()
    list(run_campaign(kit, send, CampaignOptions(fixtures=OPTIONS.fixtures, max_requests=30), phases=PHASES))
    assert frozenset({"x-depot-key"}) in secrets
    assert KEY not in repr(OPTIONS)


def test_a_service_that_is_only_read_is_not_changed(kit: Kit) -> None:
    """Where nothing may be changed, only calls that read are tried."""
    methods: set[str] = set()

    def send(request: Request, /) -> Exchange:
        methods.add(request.method)
        return server(request)

    server = DepotServer()
    options = CampaignOptions(
        fixtures=OPTIONS.fixtures, is_read_only=True, operations=frozenset({"listCrates", "addCrate"})
    )
    list(run_campaign(kit, send, options, phases=PHASES))
    assert "GET" in methods
    assert "POST" not in methods
