"""Runs a campaign over each mutant until it shows what the sound twin does not, on several processes."""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.exchanges import Exchange
from specwright.conform.kit import Kit
from specwright.conform.mutants.building import ChangedTwin
from specwright.conform.mutants.lockstep import Lockstep
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.phases import Phase
from specwright.conform.registry import all_phases
from specwright.conform.results import Verdict
from specwright.conform.transports.asgi import AsgiTransport

__all__ = ["Fate", "Runner", "Sound"]

TWIN_SEED: Final = 1
_ABOUT_STATE: Final = frozenset({Kind.STATE, Kind.STORING, Kind.TAG, Kind.LIST, Kind.TRACE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """What a campaign over the sound twin came to; ``causes`` of its failures count against no mutant."""

    seed: int
    causes: frozenset[str]
    cases: int
    requests: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a mutant: the first case that failed, or none, and what that took."""

    mutant: str
    is_killed: bool
    phase: str = ""
    case: str = ""
    cause: str = ""
    message: str = ""
    requests: int = 0
    seconds: float = 0.0


@dataclass(slots=True, eq=False)
class Runner:
    """Campaigns over the twins of one service, with the same options each.

    With ``is_steered``, the phase that looks for defects of a mutant's class comes first: what is noticed is the same,
    and noticed sooner.
    """

    bench: Workbench
    options: CampaignOptions = field(default_factory=lambda: CampaignOptions(is_twin=True))
    is_steered: bool = False
    kit: Kit = field(init=False)
    sound: Sound = field(init=False)
    _turned: Sound | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        # What fails on purpose is not worth a line each.
        logging.getLogger("specwright.twin").setLevel(logging.CRITICAL)
        self.kit = Kit(self.bench.service)
        self.bench.judges = self.kit.judges
        self.sound = self.run_sound(self.options.seed)
        if self.is_steered:
            self._turned = self.run_sound(self.options.seed, is_turned=True)

    def run_sound(self, seed: int, *, is_turned: bool = False) -> Sound:
        """Run the whole campaign over the sound twin."""
        began = time.perf_counter()
        with AsgiTransport(self.bench.original(seed=TWIN_SEED)) as send:
            campaign = run_campaign(
                self.kit, send, replace(self.options, seed=seed), phases=_phases(is_turned=is_turned)
            )
            causes, cases = set[str](), 0
            for result in campaign:
                cases += 1
                causes |= {failure.cause for failure in result.failures}
            outcome = campaign.outcome()
        return Sound(
            seed=seed,
            causes=frozenset(causes),
            cases=cases,
            requests=outcome.exchanges,
            seconds=time.perf_counter() - began,
        )

    def run_sounds(self, seeds: Sequence[int], *, processes: int) -> Iterator[Sound]:
        """Run campaigns with several seeds over the sound twin, to see false alarms."""
        _task[:] = [(self, ())]
        yield from _spread(_run_sound, seeds, processes=processes)

    def run(self, mutant: Mutant) -> Fate:
        """Run the campaign over a mutant until it is noticed."""
        began = time.perf_counter()
        is_turned = self._turned is not None and mutant.kind in _ABOUT_STATE
        fate = self._run(mutant.id, mutant.build(seed=TWIN_SEED), is_turned=is_turned)
        return replace(fate, seconds=time.perf_counter() - began)

    def compare(self, mutant: Mutant) -> Lockstep:
        """Run the whole campaign over a mutant, and look for the first answer that is not the sound twin's."""
        twins = mutant.build(seed=TWIN_SEED), self.bench.original(seed=TWIN_SEED)
        with AsgiTransport(twins[0]) as changed, AsgiTransport(twins[1]) as sound:
            both = Lockstep(changed, sound)
            for _ in run_campaign(self.kit, both, self.options):
                if both.first is not None:
                    break
        return both

    def compare_all(self, mutants: Sequence[Mutant], *, processes: int) -> Iterator[tuple[str, int, str]]:
        """Compare all: for each its id, how many requests were sent to both, and the first that told them apart."""
        _task[:] = [(self, mutants)]
        yield from _spread(_compare_one, range(len(mutants)), processes=processes)

    def run_all(self, mutants: Sequence[Mutant], *, processes: int) -> Iterator[Fate]:
        """Run all, in any order; children share what was made before they were."""
        _task[:] = [(self, mutants)]
        yield from _spread(_run_one, range(len(mutants)), processes=processes)

    def _run(self, name: str, twin: ChangedTwin, *, is_turned: bool) -> Fate:
        sound = self._turned if is_turned and self._turned is not None else self.sound
        with AsgiTransport(twin) as send:
            # That something fails is enough; how little shows it is not asked.
            options = replace(self.options, is_shrinking=False)
            campaign = run_campaign(self.kit, send, options, phases=_phases(is_turned=is_turned))
            for result in campaign:
                if result.verdict is not Verdict.FAIL:
                    continue
                new = [failure for failure in result.failures if failure.cause not in sound.causes]
                if new:
                    return Fate(
                        mutant=name,
                        is_killed=True,
                        phase=result.case.phase,
                        case=result.case.id,
                        cause=new[0].cause,
                        message=new[0].message,
                        requests=campaign.outcome().exchanges,
                    )
            return Fate(mutant=name, is_killed=False, requests=campaign.outcome().exchanges)


def _phases(*, is_turned: bool) -> tuple[Phase, ...]:
    phases = all_phases()
    return tuple(sorted(phases, key=lambda phase: phase.name != "states")) if is_turned else phases


_Told = TypeVar("_Told")
# Mutants hold functions, which cannot be sent to a process but inherited by it.
_task: list[tuple[Runner, Sequence[Mutant]]] = []


def _spread(work: Callable[[int], _Told], numbers: Sequence[int], *, processes: int) -> Iterator[_Told]:
    if processes == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, numbers)
        return
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(work, numbers, chunksize=1)


def _run_one(index: int) -> Fate:
    runner, mutants = _task[0]
    return runner.run(mutants[index])


def _run_sound(seed: int) -> Sound:
    return _task[0][0].run_sound(seed)


def _compare_one(index: int) -> tuple[str, int, str]:
    runner, mutants = _task[0]
    both = runner.compare(mutants[index])
    return mutants[index].id, both.sent, "" if both.first is None else _told(both.first, both.wanted)


def _told(found: Exchange, wanted: Exchange | None) -> str:
    request = found.request
    told = " instead of ".join(_answer(each) for each in (found, wanted) if each is not None)
    return f"{request.method} {request.target}: {told}"


def _answer(exchange: Exchange) -> str:
    response = exchange.response
    if response is None:
        return exchange.broken
    headers = [text for name, text in response.headers if name == "etag"]
    return " ".join([str(response.status), *headers, response.body[:300].decode("utf-8", "replace")])
