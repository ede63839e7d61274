"""Holds that both twins pass all sequences, seeded or not, and that a service without admin API is treated with care."""

from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from conform.states.faulty import kit, read
from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.exchanges import Exchange, Request
from specwright.conform.kit import Kit
from specwright.conform.phases import Phase
from specwright.conform.results import Kind, Result, Side, Verdict
from specwright.conform.stateful import SequencePhase
from specwright.conform.states.phase import StatePhase
from specwright.conform.transports.asgi import AsgiTransport
from specwright.model.behaviour import Absent, Rule
from specwright.model.service import Service
from specwright.twin.creation import create_twin, load_with_behaviour
from specwright.twin.edge import Options

SPECS: Final = Path(__file__).parents[3] / "specs"
THINGS: Final = Path(__file__).parents[2] / "twin" / "engine" / "things.yaml"


def campaign(service: Service, *, seed: int) -> list[Result]:
    """Play all sequences on a twin."""
    phases: list[Phase] = [StatePhase(), SequencePhase()]
    with AsgiTransport(create_twin(service, seed=seed, options=Options(has_journal=False))) as send:
        return list(run_campaign(service, send, CampaignOptions(is_twin=True), phases=phases))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["soget", "transiteo"])
def test_a_twin_passes_whatever_its_seed_is(name: str) -> None:
    """No sequence fails on a twin whose tokens are not the model's, and each precondition is met both ways."""
    service = load_with_behaviour(SPECS / name)
    results = campaign(service, seed=7)

    assert [(result.case.id, result.failures) for result in results if result.verdict is Verdict.FAIL] == []
    preconditions = [result for result in results if result.case.aim.kind is Kind.PRECONDITION]
    assert Counter(result.verdict for result in preconditions) == {Verdict.PASS: len(preconditions)}
    declared = {
        (operation, each.id)
        for operation, behaviour in service.behaviour.operations.items()
        for each in behaviour.preconditions
        if isinstance(each, Rule | Absent)
    }
    met = {(result.case.aim.operation, result.case.aim.name) for result in preconditions}
    assert declared <= met
    assert sum(result.case.side is Side.OUTSIDE for result in preconditions) == len(preconditions) / 2


def test_what_is_inferred_is_played_too() -> None:
    """A description without any behaviour gets sequences, none of which fails on its own twin."""
    results = campaign(read(THINGS), seed=4)

    assert [(result.case.id, result.failures) for result in results if result.verdict is Verdict.FAIL] == []
    laws = {result.case.aim.name for result in results if result.verdict is Verdict.PASS}
    assert laws >= {"stored-equals-sent", "deletion", "tag-follows-changes", "conditional-read", "pages", "filter"}


@pytest.mark.parametrize("path", [THINGS, None], ids=["inferred", "declared"])
def test_a_live_service_is_asked_nothing_of_a_twin(path: Path | None) -> None:
    """Without an admin API nothing below `/__twin/` is called, nothing fails, and the rest has reasons."""
    own = Kit(read(path)) if path is not None else kit()
    with AsgiTransport(create_twin(own.service, options=Options(has_journal=False))) as inner:

        def send(request: Request, /) -> Exchange:
            assert not request.target.startswith("/__twin/")
            return inner(request)

        results = list(run_campaign(own, send, CampaignOptions(), phases=[StatePhase(), SequencePhase()]))

    assert [(result.case.id, result.failures) for result in results if result.verdict is Verdict.FAIL] == []
    assert any(result.verdict is Verdict.PASS for result in results)
    assert all(result.reason for result in results if result.verdict is Verdict.UNREACHABLE)
