"""``specwright mutants``: twins that are wrong in one way each, and which of them a campaign notices."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final, Optional

import typer

from specwright.cli.campaign_setup import Request, prepare
from specwright.cli.console import Console, OutputFormat, count
from specwright.cli.options import AllowRemote, Format, Overlays, Quiet
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.types import Json

if TYPE_CHECKING:
    from specwright.conform.mutants import Mutant
    from specwright.conform.mutants.runner import Fate, Runner

__all__ = ["mutants"]

_Described = Annotated[str, typer.Argument(metavar="SPEC", help="A folder under specs/, or any OpenAPI document.")]
_Only = Annotated[
    Optional[list[str]],  # noqa: UP045  as in options.py
    typer.Option("--only", metavar="TEXT", help="Only mutants whose id contains it, such as M5/. May be repeated."),
]
_List = Annotated[bool, typer.Option("--list", help="Tell what mutants there are, and run nothing.")]
_Seed = Annotated[int, typer.Option("--seed", help="The same seed makes the same campaign.")]
_MaxRequests = Annotated[int, typer.Option("--max-requests", metavar="N", min=1, help="Of each campaign.")]
_MaxTime = Annotated[str, typer.Option("--max-time", metavar="TIME", help="Of each campaign, such as 30s.")]
_Processes = Annotated[int, typer.Option("--processes", min=0, help="All cores by default.")]
_AtLeast = Annotated[
    float, typer.Option("--at-least", metavar="PERCENT", min=0, max=100, help="Exit 1 where fewer are noticed.")
]
# So many campaigns repay a second one over the sound twin.
_MANY: Final = 50


def mutants(
    spec: _Described,
    *,
    only: _Only = None,
    list_only: _List = False,
    seed: _Seed = 1,
    max_requests: _MaxRequests = 20_000,
    max_time: _MaxTime = "",
    processes: _Processes = 0,
    at_least: _AtLeast = 0.0,
    overlay: Overlays = None,
    allow_remote: AllowRemote = False,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
) -> None:
    """Run a campaign over twins that are wrong in one way each, and tell which of them it notices."""
    from specwright.conform.mutants import Workbench, mutants_of

    console = Console(format, quiet)
    request = Request(
        spec=spec,
        is_twin=True,
        seed=seed,
        max_requests=max_requests,
        max_time=max_time,
        overlays=tuple(overlay or ()),
        allow_remote=allow_remote,
    )
    setup = prepare(request)
    bench = Workbench(setup.service)
    chosen = [mutant for mutant in mutants_of(bench) if any(text in mutant.id for text in only or [""])]
    if not chosen:
        hint = f"specwright mutants {spec} --list tells what there is."
        raise ConfigError(Problem(Location("command line"), "there is no such mutant", hint))
    if list_only:
        console.result(_listed(chosen), [_described(mutant) for mutant in chosen])
        return
    from specwright.conform.mutants.runner import Runner

    console.say(f"{count(len(chosen), 'mutant')}; first, the campaign over the sound twin")
    runner = Runner(bench, setup.options(), is_steered=setup.max_time is None and len(chosen) > _MANY)
    fates = _run(console, runner, chosen, processes or os.cpu_count() or 1)
    killed = sum(fate.is_killed for fate in fates.values())
    console.result(_told(chosen, fates, runner), _document(chosen, fates, runner))
    if killed < len(chosen) * at_least / 100:
        raise typer.Exit(1)


def _run(console: Console, runner: Runner, chosen: Sequence[Mutant], processes: int) -> dict[str, Fate]:
    if runner.sound.causes:
        console.say(
            f"The sound twin fails already, for {count(len(runner.sound.causes), 'reason')}: they count for nothing.",
            style="yellow",
        )
    fates: dict[str, Fate] = {}
    for fate in runner.run_all(chosen, processes=processes):
        fates[fate.mutant] = fate
        after = f"{count(fate.requests, 'request')}, {fate.seconds:.1f} s"
        what = f"noticed by {fate.case}" if fate.is_killed else "NOT NOTICED"
        console.say(f"{len(fates)}/{len(chosen)} {fate.mutant}: {what}; {after}", style="" if fate.is_killed else "red")
    return fates


def _listed(chosen: Sequence[Mutant]) -> str:
    return "\n".join(f"{mutant.id}: {mutant.story}" for mutant in chosen)


def _described(mutant: Mutant) -> dict[str, Json]:
    return {"id": mutant.id, "kind": mutant.kind.value, "operation": mutant.operation, "story": mutant.story}


def _told(chosen: Sequence[Mutant], fates: dict[str, Fate], runner: Runner) -> str:
    from specwright.conform.mutants.mutant import TITLES

    alive = [mutant for mutant in chosen if not fates[mutant.id].is_killed]
    whole, missed = Counter(mutant.kind for mutant in chosen), Counter(mutant.kind for mutant in alive)
    lines = [
        f"{whole[kind] - missed[kind]:4} of {whole[kind]:<4} {kind:4} {TITLES[kind]}" for kind in TITLES if whole[kind]
    ]
    lines.append(
        f"{len(chosen) - len(alive):4} of {len(chosen):<4} noticed;"
        f" the sound twin: {count(runner.sound.requests, 'request')}, {count(len(runner.sound.causes), 'failure')}"
    )
    if alive:
        lines += ["", "Not noticed:", _listed(alive)]
    return "\n".join(lines)


def _document(chosen: Sequence[Mutant], fates: dict[str, Fate], runner: Runner) -> Json:
    sound = runner.sound
    told: list[Json] = []
    for mutant in chosen:
        fate = {name: value for name, value in asdict(fates[mutant.id]).items() if name != "mutant"}
        told.append({**_described(mutant), **fate, "seconds": round(fates[mutant.id].seconds, 3)})
    return {
        "mutants": told,
        "killed": sum(fate.is_killed for fate in fates.values()),
        "sound": {
            "seed": sound.seed,
            "cases": sound.cases,
            "requests": sound.requests,
            "causes": [*sorted(sound.causes)],
        },
    }
