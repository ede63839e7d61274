"""Holds that both twins pass the beginning of a campaign; the whole is run by ``nox -s campaigns``."""

from pathlib import Path
from typing import Final

import pytest

from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.constraints import ConstraintPhase
from specwright.conform.examples import ExamplePhase
from specwright.conform.results import Side, Verdict
from specwright.conform.transports.asgi import AsgiTransport
from specwright.twin.creation import create_twin, load_with_behaviour
from specwright.twin.edge import Options

SPECS: Final = Path(__file__).parents[2] / "specs"
OPTIONS: Final = CampaignOptions(seed=11, max_requests=420, is_twin=True)


@pytest.mark.parametrize("name", ["soget", "transiteo"])
def test_a_twin_does_what_its_description_says(name: str) -> None:
    """Examples, and the first case of each keyword, rule and mistake, are answered as described."""
    service = load_with_behaviour(SPECS / name)
    twin = create_twin(service, seed=5, options=Options(has_journal=False))
    with AsgiTransport(twin) as send:
        campaign = run_campaign(service, send, OPTIONS, phases=(ExamplePhase(), ConstraintPhase()))
        results = list(campaign)
    failed = [(result.case.id, result.failures) for result in results if result.verdict is Verdict.FAIL]
    assert failed == []
    assert sum(result.case.side is Side.OUTSIDE for result in results) > 200
