"""Turns a service and a way to reach it into the results of a campaign, told one by one, and into one outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from specwright.conform.exchanges import Send
from specwright.conform.fixtures import Fixtures
from specwright.conform.kit import Kit
from specwright.conform.oracle import UniversalOracle
from specwright.conform.outcome import Outcome, PhaseTime
from specwright.conform.phases import Ground, Phase
from specwright.conform.registry import SHARES, all_phases
from specwright.conform.results import Result, StoppedError
from specwright.conform.tally import Recorder, Tally
from specwright.conform.world import World
from specwright.model.service import Service

__all__ = ["Campaign", "CampaignOptions", "run_campaign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOptions:
    """What a campaign is about and how far it may go.

    ``phases`` and ``operations`` are names, all where there are none. ``max_time`` is in seconds. ``is_twin`` says
    that the service is a twin, whose admin API ``send`` reaches below ``/__twin/``. ``only`` is the id of the one case
    that is carried out, with the calls that it needs. ``is_shrinking`` is False for those who want to know that
    something fails, and not how little shows it.
    """

    seed: int = 0
    phases: tuple[str, ...] = ()
    operations: frozenset[str] = frozenset()
    max_requests: int = 20_000
    max_time: float | None = None
    is_twin: bool = False
    is_read_only: bool = False
    is_shrinking: bool = True
    only: str = ""
    fixtures: Fixtures = field(default_factory=Fixtures)


@dataclass(slots=True, eq=False)
class _Run:
    """A phase on its way."""

    phase: Phase
    results: Iterator[Result]
    seconds: float = 0.0
    exchanges: int = 0
    count: int = 0
    is_complete: bool = False


class Campaign:
    """A campaign that is run by going through it once; ``outcome`` can be asked for at any time, also after a stop."""

    def __init__(self, kit: Kit, send: Send, options: CampaignOptions, *, phases: Sequence[Phase]) -> None:
        service = kit.service
        self._options = options
        self._recorder = Recorder(
            send,
            UniversalOracle(kit),
            service.error_code_pointer,
            max_requests=options.max_requests,
            max_time=options.max_time,
        )
        names = options.operations or frozenset(kit.operations)
        self._tally = Tally(service, self._recorder, options.seed, names)
        self._world = World(kit, self._recorder, seed=options.seed, fixtures=options.fixtures, is_twin=options.is_twin)
        self._ground = Ground(
            service=service,
            send=self._recorder,
            judge=self._recorder.judge,
            seed=options.seed,
            operations=names,
            is_twin=options.is_twin,
            is_read_only=options.is_read_only,
            is_shrinking=options.is_shrinking,
            only=options.only,
            take=self._recorder.take,
            kit=kit,
            world=self._world,
        )
        chosen = [phase for phase in phases if not options.phases or phase.name in options.phases]
        self._runs = [_Run(phase, phase.run(self._ground)) for phase in chosen]

    def __iter__(self) -> Iterator[Result]:
        """Run it and tell results as soon as they are known; whoever asks may stop at any of them."""
        try:
            shares = sum(self._share(run) for run in self._runs) or 1.0
            for run in self._runs:
                yield from self._go_on(run, self._share(run) / shares)
            for run in self._runs:
                yield from self._go_on(run, 1.0)
        except StoppedError as error:
            self._tally.stopped = str(error)
        finally:
            self._tally.phases = [
                PhaseTime(
                    phase=run.phase.name,
                    seconds=run.seconds,
                    exchanges=run.exchanges,
                    results=run.count,
                    is_complete=run.is_complete,
                )
                for run in self._runs
            ]

    def outcome(self) -> Outcome:
        """Sum up what is known so far."""
        return self._tally.outcome()

    def _share(self, run: _Run) -> float:
        return SHARES.get(run.phase.name, 0.1)

    def _go_on(self, run: _Run, share: float) -> Iterator[Result]:
        """Go on with a phase until it ends or has had its share of what there is."""
        if run.is_complete:
            return
        recorder, options = self._recorder, self._options
        began, calls = recorder.elapsed, len(recorder.calls)
        # Other phases may have changed everything in the meantime.
        self._world.forget()
        try:
            while True:
                result = next(run.results, None)
                if result is None:
                    run.is_complete = True
                    return
                run.count += 1
                yield self._tally.add(result)
                is_over = share < 1 and (
                    len(recorder.calls) - calls >= share * options.max_requests
                    or (options.max_time is not None and recorder.elapsed - began >= share * options.max_time)
                )
                if is_over:
                    return
        finally:
            run.seconds += recorder.elapsed - began
            run.exchanges += len(recorder.calls) - calls


def run_campaign(
    service: Service | Kit,
    send: Send,
    options: CampaignOptions | None = None,
    *,
    phases: Sequence[Phase] | None = None,
) -> Campaign:
    """Give a campaign over a service: going through it runs it and tells its results, ``outcome()`` sums it up.

    Who runs several over one description gives its ``Kit``, so that what is costly is made once.
    """
    kit = service if isinstance(service, Kit) else Kit(service)
    return Campaign(kit, send, options or CampaignOptions(), phases=all_phases() if phases is None else phases)
