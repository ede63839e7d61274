"""Holds that a twin whose behaviour is inferred passes its own campaign, whatever its description is like."""

from pathlib import Path

from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.kit import Kit
from specwright.conform.results import Verdict
from specwright.conform.transports.asgi import AsgiTransport
from specwright.loader import load
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options


def test_an_inferred_twin_does_what_its_description_says() -> None:
    """Examples that break their schemas, missing successes, 422 alone and paths in paths are no reason for a failure."""
    kit = Kit(load(Path(__file__).with_name("corner.yaml"), keep_going=True))
    twin = create_twin(kit.service, seed=5, options=Options(has_journal=False))
    phases = ("examples", "constraints", "states")
    with AsgiTransport(twin) as send:
        campaign = run_campaign(kit, send, CampaignOptions(seed=2, is_twin=True, phases=phases))
        results = list(campaign)
    assert [(result.case.id, result.failures) for result in results if result.verdict is Verdict.FAIL] == []
    assert sum(result.verdict is Verdict.PASS for result in results) > 60
    passed = {result.case.aim.operation for result in results if result.verdict is Verdict.PASS}
    assert passed == {operation.name.wire for operation in kit.service.operations}
