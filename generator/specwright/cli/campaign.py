"""Runs a campaign for ``specwright test``: shows how far it is, and tells what came out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from specwright.cli.campaign_files import Recording, check_folder, write_reports
from specwright.cli.campaign_setup import Request, Setup, prepare
from specwright.cli.campaign_text import plan_text, replay_text, summary_text
from specwright.cli.cleaning import accounts
from specwright.cli.console import Console
from specwright.cli.progress import Bar, progress
from specwright.cli.request_checks import places_of
from specwright.conform.campaign import Campaign, run_campaign
from specwright.conform.credentials import sent_credentials
from specwright.conform.outcome import Outcome
from specwright.conform.reports.curtain import Curtain
from specwright.conform.reports.document import document_of
from specwright.conform.reports.places import Places
from specwright.conform.reports.subject import Subject
from specwright.conform.results import Result, Verdict
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.types import Json

if TYPE_CHECKING:
    from specwright.conform.exchanges import Exchange, Send
    from specwright.conform.exchanges import Request as Sent

__all__ = ["run"]

_INTERRUPTED = "interrupted"


@dataclass(slots=True)
class _Seen:
    """What went by while a campaign ran."""

    verdicts: Counter[Verdict] = field(default_factory=Counter[Verdict])
    kept: list[Result] = field(default_factory=list[Result])
    wanted: str = ""

    def add(self, result: Result) -> bool:
        """Take a result in; True where it is the one that was asked for."""
        self.verdicts[result.verdict] += 1
        if result.case.id == self.wanted:
            self.kept.append(result)
            return True
        return False


def run(request: Request, console: Console, *, report: Path | None, is_dry: bool) -> int:
    """Run a campaign and give the exit code."""
    if report is not None:
        check_folder(report)
    setup = prepare(_narrowed(request))
    console.problems(setup.service.warnings)
    if setup.request.url and setup.obtained.missing and not setup.obtained.credentials:
        console.say(f"No credentials are set: {', '.join(setup.obtained.missing)}.", style="yellow")
    if is_dry:
        return _rehearse(setup, console)
    subject = _subject(setup)
    curtain = Curtain(setup.service, known=subject.known_secrets)
    seen = _Seen(wanted=request.replay)
    with ExitStack() as stack:
        recording = stack.enter_context(Recording(report, curtain, url=setup.url)) if report is not None else None
        outcome = _go_through(setup, console, seen, recording)
    _check_reached(outcome, setup)
    if request.replay:
        return _tell_replay(seen, subject, curtain, console)
    places = Places(setup.service, complete=_complete(setup))
    document = document_of(outcome, subject, curtain=curtain, places=places)
    files = write_reports(document, report) if report is not None else []
    console.result(summary_text(document, [str(path) for path in files]), document)
    if outcome.stopped == _INTERRUPTED:
        return 130
    return 0 if outcome.is_success else 1


def _go_through(setup: Setup, console: Console, seen: _Seen, recording: Recording | None) -> Outcome:
    is_watched = not console.is_quiet and sys.stderr.isatty()
    stopped = ""
    with setup.reach() as way, accounts(setup, way, console) as around:
        send = way.open(lambda inner: around(recording.around(inner) if recording is not None else inner))
        campaign = run_campaign(setup.service, send, setup.options())
        with progress(_steps(setup), is_shown=is_watched) as bar:
            bar.start()
            try:
                for result in _watched(campaign, bar, setup, seen):
                    if seen.add(result):
                        break
            except KeyboardInterrupt:
                stopped = _INTERRUPTED
        # Before anything is cleaned up, which is no part of it.
        outcome = campaign.outcome()
    return replace(outcome, stopped=stopped) if stopped else outcome


def _watched(campaign: Campaign, bar: Bar, setup: Setup, seen: _Seen) -> Iterator[Result]:
    began = datetime.now(UTC)
    for number, result in enumerate(campaign, start=1):
        yield result
        if number % 20 == 0 or result.verdict is Verdict.FAIL:
            spent = (datetime.now(UTC) - began).total_seconds()
            told = f"{result.case.phase}: {number:,} cases, {seen.verdicts[Verdict.FAIL]:,} failed"
            bar.show(int(spent * 10) if setup.max_time else number, told)


def _steps(setup: Setup) -> int | None:
    return int(setup.max_time * 10) if setup.max_time else None


def _subject(setup: Setup) -> Subject:
    return Subject(
        service=setup.service,
        config=setup.target.config,
        url=setup.url,
        command=tuple(_command(setup.request)),
        started=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        is_twin=setup.request.is_twin,
        credentials=sent_credentials(setup.service, setup.options().fixtures),
        secrets=setup.obtained.secrets,
    )


def _command(request: Request) -> Iterator[str]:
    """Spell the command that does the same again."""
    yield from ("specwright", "test", request.spec)
    yield from (("--twin",) if request.is_twin else ("--url", request.url))
    yield from ("--seed", str(request.seed))
    # Sequences are made of the operations that a campaign is about.
    for operation in request.operations:
        yield from ("--operation", operation)
    for overlay in request.overlays:
        yield from ("--overlay", overlay)
    for host in request.allowed_hosts:
        yield from ("--allow-host", host)
    if request.is_read_only:
        yield "--read-only"
    if request.allow_remote:
        yield "--allow-remote"


def _narrowed(request: Request) -> Request:
    """Leave out the phases that have nothing to do with a case that is run again: its id tells where it belongs."""
    if not request.replay:
        return request
    return replace(request, phases=request.phases or (request.replay.partition("/")[0],))


def _tell_replay(seen: _Seen, subject: Subject, curtain: Curtain, console: Console) -> int:
    if not seen.kept:
        what = f"there is no case {seen.wanted!r}"
        hint = "Ids are in the reports; a seed, or a change of the description, may have made others."
        raise ConfigError(Problem(Location("command line"), what, hint))
    result = seen.kept[0]
    exchanges: list[Json] = [curtain.exchange(exchange) for exchange in result.exchanges]
    told: dict[str, Json] = {
        "case": result.case.id,
        "story": curtain.text(result.case.story),
        "verdict": result.verdict.value,
        "reason": curtain.text(result.reason),
        "failures": [
            {
                "cause": curtain.text(failure.cause),
                "message": curtain.text(failure.message),
                "expected": curtain.text(failure.expected),
                "actual": curtain.text(failure.actual),
            }
            for failure in result.failures
        ],
        "exchanges": exchanges,
    }
    console.result(replay_text(told, subject.url), told)
    return 1 if result.verdict is Verdict.FAIL else 0


def _rehearse(setup: Setup, console: Console) -> int:
    """Run the campaign on the twin, and tell what it would send elsewhere."""
    on_twin = replace(setup, request=replace(setup.request, is_twin=True, url=""), rate=None)
    counts: Counter[tuple[str, str]] = Counter()

    def counting(send: Send) -> Send:
        def count(request: Sent, /) -> Exchange:
            exchange = send(request)
            if not request.target.startswith("/__twin/"):
                counts[request.operation or "(no operation)", request.method] += 1
            return exchange

        return count

    with on_twin.reach() as way:
        campaign = run_campaign(on_twin.service, way.open(counting), on_twin.options())
        cases = sum(1 for _ in campaign)
    rows: list[Json] = [
        {"operation": operation, "method": method, "requests": count}
        for (operation, method), count in sorted(counts.items())
    ]
    told: dict[str, Json] = {
        "cases": cases,
        "requests": sum(counts.values()),
        "maxRequests": setup.request.max_requests,
        "operations": rows,
    }
    console.result(plan_text(told, setup.request.url), told)
    return 0


def _complete(setup: Setup) -> Callable[[Location], Location]:
    places = places_of(
        setup.target.source,
        config=setup.target.config,
        overlays=setup.request.overlays,
        allow_remote=setup.request.allow_remote,
    )
    return places.complete


def _check_reached(outcome: Outcome, setup: Setup) -> None:
    if setup.request.url and outcome.calls and not any(call.status for call in outcome.calls):
        what = outcome.stopped or f"{setup.url} does not answer"
        raise ConfigError(Problem(Location(setup.url), what, "Check the address, and whether the service runs.", "url"))
