"""Holds that requests which Schemathesis draws are refused or accepted as the checks say, and that faults show in them."""

import builtins
from typing import Any

import pytest

from conform.depot import depot_kit
from conform.depot_server import KEY, DepotServer
from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.fixtures import Fixtures
from specwright.conform.fuzzing import FuzzingPhase
from specwright.conform.kit import Kit
from specwright.conform.results import Result, Side, Verdict


@pytest.fixture
def kit() -> Kit:
    """Give what all tests of the depot share."""
    return depot_kit()


def run(kit: Kit, *faults: str, seed: int = 3) -> list[Result]:
    """Run the phase alone; the depot cannot be brought back to its beginning, so there are no sequences."""
    options = CampaignOptions(fixtures=Fixtures(credentials={"key": KEY}), seed=seed)
    results = list(run_campaign(kit, DepotServer(*faults), options, phases=(FuzzingPhase(),)))
    return [result for result in results if result.case.id.startswith("fuzzing/drawn")]


@pytest.mark.parametrize("seed", [3, 4])
def test_a_right_server_passes_whatever_is_drawn(kit: Kit, seed: int) -> None:
    """There is no false alarm, and there are requests of both kinds."""
    results = run(kit, seed=seed)
    assert [result.failures for result in results if result.verdict is Verdict.FAIL] == []
    passed = [result.case.side for result in results if result.verdict is Verdict.PASS]
    assert passed.count(Side.INSIDE) > 20
    assert passed.count(Side.OUTSIDE) > 10


def test_the_same_seed_draws_the_same(kit: Kit) -> None:
    """Another campaign with the same seed sends the same bytes."""
    first, second = (
        [exchange.request.body for result in run(Kit(kit.service)) for exchange in result.exchanges] for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("other-success", "addCrate: status 202 is not documented"),
        ("no-bags", "addCrate refuses what is acceptable"),
        ("no-location", "addCrate 201: the header Location is missing"),
    ],
)
def test_a_fault_shows(kit: Kit, fault: str, cause: str) -> None:
    """What is drawn at random finds plain faults, and says what is wrong."""
    options = CampaignOptions(fixtures=Fixtures(credentials={"key": KEY}), seed=3)
    campaign = run_campaign(kit, DepotServer(fault), options, phases=(FuzzingPhase(),))
    list(campaign)
    causes = [group.cause for group in campaign.outcome().groups]
    assert any(each.startswith(cause) for each in causes), causes


def test_without_schemathesis_the_reason_is_told(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the phase says how to install it."""
    importing: Any = builtins.__import__

    def absent(name: str, *arguments: Any) -> Any:
        if name.partition(".")[0] == "schemathesis":
            raise ImportError(name)
        return importing(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", absent)
    (result,) = run(Kit(kit.service))
    assert result.verdict is Verdict.UNREACHABLE
    assert "specwright[schemathesis]" in result.reason
