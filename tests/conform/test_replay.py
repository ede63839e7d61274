"""Holds that one case can be run alone: with the calls that it needs, the same requests, and nothing else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from conform.depot import OPTIONS, depot_kit
from conform.depot_server import DepotServer
from conform.states.faulty import kit as loans
from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.examples import ExamplePhase
from specwright.conform.exchanges import Exchange, Request
from specwright.conform.kit import Kit
from specwright.conform.phases import Phase
from specwright.conform.registry import all_phases
from specwright.conform.results import Result, Verdict
from specwright.conform.stateful import SequencePhase
from specwright.conform.states.phase import StatePhase
from specwright.conform.transports.asgi import AsgiTransport
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options


@pytest.fixture
def kit() -> Kit:
    """Give what all tests of the depot share."""
    return depot_kit()


def at_depot(kit: Kit, *faults: str, only: str = "") -> tuple[list[Result], list[Request]]:
    """Run all phases, or one case; give the results and all that was sent."""
    sent, server = list[Request](), DepotServer(*faults)

    def send(request: Request, /) -> Exchange:
        sent.append(request)
        return server(request)

    return list(run_campaign(kit, send, replace(OPTIONS, only=only))), sent


def at_library(phases: Sequence[Phase], only: str = "") -> list[Result]:
    """Run phases against a twin of the tool library."""
    twin = create_twin(loans().service, seed=77, options=Options(has_journal=False))
    with AsgiTransport(twin) as send:
        options = CampaignOptions(is_twin=True, seed=3, only=only)
        return list(run_campaign(loans(), send, options, phases=phases))


def shape(result: Result) -> list[tuple[str, str]]:
    """Tell what a case sends, without what is new each time."""
    return [(each.request.operation, each.request.method) for each in result.exchanges]


def test_every_kind_of_case_of_a_live_service_runs_alone(kit: Kit) -> None:
    """A case sends what it sends in a campaign, and at most a few calls that bring it to where it begins."""
    results, _ = at_depot(kit)
    wanted = {
        "examples/addCrate/application/json/small",
        "constraints/addCrate/body/label:maxLength/outside",
        "constraints/addCrate/body/label:maxLength/inside",
        "constraints/addCrate/rule/bags-are-light/outside",
        "constraints/getCrate/request/method",
        "constraints/listCrates/query/limit:maximum/outside",
        next(each.case.id for each in results if each.case.id.startswith("fuzzing/drawn/addCrate/negative/")),
        next(each.case.id for each in results if each.case.id.startswith("fuzzing/drawn/listCrates/")),
        next(each.case.id for each in results if each.case.id.startswith("states/") and each.exchanges),
    }
    known = {result.case.id: result for result in results}
    for case in sorted(wanted & known.keys()):
        alone, sent = at_depot(kit, only=case)
        assert [each.case.id for each in alone] == [case]
        assert alone[0].verdict is known[case].verdict
        assert shape(alone[0]) == shape(known[case])
        assert len(sent) <= len(alone[0].exchanges) + 1
    assert len(wanted & known.keys()) >= 8


def test_what_failed_fails_alone(kit: Kit) -> None:
    """Each cause of a campaign comes again where the case that shows it is run alone."""
    results, _ = at_depot(kit, "weight-as-text", "no-rule", "large-limit")
    shown = dict[str, str]()
    for result in results:
        for failure in result.failures:
            shown.setdefault(failure.cause, result.case.id)
    assert len(shown) >= 3
    phases = Counter(case.partition("/")[0] for case in shown.values())
    assert phases["constraints"]
    for cause, case in shown.items():
        (alone,), _ = at_depot(kit, "weight-as-text", "no-rule", "large-limit", only=case)
        assert cause in {failure.cause for failure in alone.failures}


def test_a_sequence_is_played_alone() -> None:
    """One random sequence, and one that a law asks for, send the same bytes alone as among all others."""
    phases = (SequencePhase(), StatePhase())
    known = {result.case.id: result for result in at_library(phases)}
    of_laws = [case for case, result in known.items() if case.startswith("states/") and len(result.exchanges) > 3]
    for case in ("fuzzing/sequence/0", "fuzzing/sequence/31", of_laws[0], of_laws[-1]):
        (alone,) = at_library(phases, only=case)
        assert alone.case.id == case
        assert alone.verdict is Verdict.PASS
        assert [each.request for each in alone.exchanges] == [each.request for each in known[case].exchanges]


def test_what_is_no_case_sends_nothing(kit: Kit) -> None:
    """An id that is none of this description's leads to no result, and to no request."""
    for case in ("examples/addCrate/none", "constraints/addCrate/none", "fuzzing/drawn/addCrate/none", "nothing"):
        assert at_depot(kit, only=case) == ([], [])


def test_all_phases_know_what_is_wanted(kit: Kit) -> None:
    """No phase runs a case that was not asked for."""
    assert {phase.name for phase in all_phases()} == {"examples", "constraints", "states", "fuzzing"}
    results, _ = at_depot(kit, only="examples/addCrate/application/json/small")
    assert [result.case.phase for result in results] == [ExamplePhase.name]
