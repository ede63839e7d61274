"""Holds that campaigns find in three servers, which share no code with the package, their planted faults and no others."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from conform.peers import ferry, garden, kiosk
from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.exchanges import Send
from specwright.conform.fixtures import Fixtures
from specwright.conform.kit import Kit
from specwright.conform.outcome import Outcome
from specwright.conform.results import Verdict
from specwright.conform.transports.asgi import AsgiTransport
from specwright.conform.transports.http import HttpTransport
from specwright.loader import load

Serve = Callable[[str], AbstractContextManager[Send]]


@contextmanager
def _in_process(fault: str) -> Generator[Send]:
    with AsgiTransport(garden.Garden(fault).app) as send:
        yield send


def _over_http(serve: Callable[[str], AbstractContextManager[str]]) -> Serve:
    @contextmanager
    def served(fault: str) -> Generator[Send]:
        with serve(fault) as url, HttpTransport(url) as send:
            yield send

    return served


@dataclass(frozen=True)
class Peer:
    """A server: how to reach it, who may call it, and its faults, each with all causes of failure that it has."""

    serve: Serve
    credentials: dict[str, str]
    faults: dict[str, set[str]]


PEERS: Final = {
    "kiosk": Peer(_over_http(kiosk.serve_kiosk), {"token": kiosk.TOKEN}, kiosk.FAULTS),
    "garden": Peer(_in_process, {}, garden.FAULTS),
    "ferry": Peer(_over_http(ferry.serve_ferry), {"key": ferry.KEY}, ferry.FAULTS),
}
# What takes sequences of calls to be seen, with the phases in which it is.
OF_STATE: Final[dict[str, tuple[str, ...]]] = {
    "fails-over-none": (),
    "numbers-again": (),
    "not-planted": ("examples", "constraints", "states"),
    "no-bed-is-wrong": ("examples", "constraints", "states"),
}
FAULTS: Final = [(name, fault) for name, peer in PEERS.items() for fault in peer.faults]


@pytest.fixture(scope="module")
def kits() -> dict[str, Kit]:
    """Read each description once."""
    return {name: Kit(load(Path(__file__).parent / f"{name}.yaml", keep_going=True)) for name in PEERS}


def outcome_of(kit: Kit, peer: Peer, fault: str = "") -> Outcome:
    """Run a campaign: the whole one, unless a fault shows without sequences of calls."""
    phases = OF_STATE.get(fault, ("examples", "constraints")) if fault else ()
    return outcome_in(phases, kit, peer, fault)


def outcome_in(phases: tuple[str, ...], kit: Kit, peer: Peer, fault: str) -> Outcome:
    """Run some phases of a campaign, none for all of them."""
    options = CampaignOptions(fixtures=Fixtures(credentials=peer.credentials), seed=3, phases=phases)
    with peer.serve(fault) as send:
        campaign = run_campaign(kit, send, options)
        for _ in campaign:
            pass
    return campaign.outcome()


@pytest.mark.parametrize("name", PEERS)
def test_a_right_server_has_no_failure(kits: dict[str, Kit], name: str) -> None:
    """A server that does what its description says passes every case, in whatever way it is written."""
    outcome = outcome_of(kits[name], PEERS[name])
    assert [group.cause for group in outcome.groups] == []
    assert outcome.count(Verdict.PASS) > 50
    assert {phase.phase for phase in outcome.phases if phase.is_complete} >= {"examples", "constraints", "states"}


@pytest.mark.parametrize(("name", "fault"), FAULTS)
def test_a_fault_is_told_and_nothing_else(kits: dict[str, Kit], name: str, fault: str) -> None:
    """The causes that a campaign tells are those of the planted fault, all of them and no others."""
    peer = PEERS[name]
    assert {group.cause for group in outcome_of(kits[name], peer, fault).groups} == peer.faults[fault]


def test_states_are_looked_at_where_nobody_declared_behaviour(kits: dict[str, Kit]) -> None:
    """Without a list or a deletion, what was sent is read back, changed, refused and asked for by other ids."""
    outcome = outcome_in(("states",), kits["garden"], PEERS["garden"], "")
    passed = {result.case.aim.name for result in outcome.results if result.verdict is Verdict.PASS}
    assert passed >= {"stored-equals-sent", "repeated", "refused-change", "unknown-document"}
    assert outcome.exchanges > 100


@pytest.mark.parametrize("fault", ["", "forty-one", "weeds", "no-bed-is-wrong"])
def test_either_status_of_wrong_values_will_do(tmp_path: Path, fault: str) -> None:
    """Where 400 is documented beside 422 and neither has codes, a service may mean either; all else stays a failure."""
    text = (Path(__file__).parent / "garden.yaml").read_text("utf-8")
    wrong = '        "422": {$ref: "#/components/responses/Wrong"}\n'
    described = tmp_path / "garden.yaml"
    described.write_text(text.replace(wrong, wrong.replace("422", "400") + wrong), "utf-8")
    peer = PEERS["garden"]
    outcome = outcome_in(("examples", "constraints", "states"), Kit(load(described, keep_going=True)), peer, fault)
    assert {group.cause for group in outcome.groups} == peer.faults.get(fault, set())
