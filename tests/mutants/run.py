"""Runs campaigns over all mutants of both APIs and writes docs/mutants.md.

    python tests/mutants/run.py                            # everything: under 90 minutes on two cores
    python tests/mutants/run.py --only M11/ --api soget    # some mutants, on the terminal alone
    python tests/mutants/run.py --only M11/ --compare      # ... and where survivors first answer otherwise

A mutant is killed by the first failure that the campaign over the sound twin does not show.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "generator")]

import yaml  # noqa: E402

from mutants.comparing import Comparison  # noqa: E402
from mutants.sampling import sample_of  # noqa: E402
from mutants.table import Results, page  # noqa: E402
from specwright.conform.campaign import CampaignOptions  # noqa: E402
from specwright.conform.mutants import Mutant, Workbench, mutants_of  # noqa: E402
from specwright.conform.mutants.runner import Runner  # noqa: E402
from specwright.twin.creation import load_with_behaviour  # noqa: E402

ROOT: Final = Path(__file__).parents[2]
APIS: Final = ("soget", "transiteo")
SEED: Final = 1
SEEDS: Final = 10
BUDGET: Final = 1_000


def main() -> int:
    """Run what was asked for; the exit code is 1 where a campaign over a sound twin fails."""
    options = _options()
    began = time.perf_counter()
    excluded: dict[str, str] = yaml.safe_load((Path(__file__).parent / "equivalents.yaml").read_text("utf-8"))
    results = Results(excluded=excluded)
    chosen: dict[str, tuple[Runner, list[Mutant]]] = {}
    for api in options.api:
        bench = Workbench(load_with_behaviour(ROOT / "specs" / api))
        mutants = [mutant for mutant in mutants_of(bench) if any(each in mutant.id for each in options.only)]
        runner = Runner(
            bench,
            CampaignOptions(seed=SEED, is_twin=True, max_time=options.max_time),
            is_steered=options.max_time is None,
        )
        chosen[api] = (runner, mutants)
        results.mutants[api] = [mutant for mutant in mutants if mutant.id not in excluded]
        _campaigns(api, runner, results, options)
    if not options.is_partial:
        for api, (runner, _) in chosen.items():
            results.sound[api] = sorted(
                runner.run_sounds(range(1, SEEDS + 1), processes=options.processes), key=lambda sound: sound.seed
            )
        _samples(chosen, results, options)
    seconds = time.perf_counter() - began
    _say(results.summary(seconds))
    if options.json:
        options.json.write_text(json.dumps(results.as_json(seconds), indent=1, ensure_ascii=False) + "\n", "utf-8")
    if not options.is_partial:
        (ROOT / "docs" / "mutants.md").write_text(page(results), "utf-8")
    return 1 if any(sound.causes for sounds in results.sound.values() for sound in sounds) else 0


def _campaigns(api: str, runner: Runner, results: Results, options: argparse.Namespace) -> None:
    _say(
        f"{api}: the sound twin: {runner.sound.cases} cases, {runner.sound.requests} requests, {runner.sound.seconds:.0f} s"
    )
    fates = results.fates[api] = {}
    for fate in runner.run_all(results.mutants[api], processes=options.processes):
        fates[fate.mutant] = fate
        word = "killed  " if fate.is_killed else "SURVIVED"
        _say(f"{word} {fate.mutant} by {fate.case or 'nothing'} after {fate.requests} requests, {fate.seconds:.1f} s")
    if options.compare:
        alive = [mutant for mutant in results.mutants[api] if not fates[mutant.id].is_killed]
        for name, sent, first in runner.compare_all(alive, processes=options.processes):
            _say(f"{name}: {first or f'the same in {sent} requests'}")


def _samples(chosen: dict[str, tuple[Runner, list[Mutant]]], results: Results, options: argparse.Namespace) -> None:
    """Run ours and the baselines over the sample, each with the same budget of requests."""
    sample = sample_of([(api, mutant) for api, mutants in results.mutants.items() for mutant in mutants])
    results.sample = [(api, mutant.id) for api, mutant in sample]
    for api, (runner, _) in chosen.items():
        own = [mutant for other, mutant in sample if other == api]
        limited = Runner(runner.bench, replace(runner.options, max_requests=BUDGET))
        results.limited[api] = {fate.mutant: fate for fate in limited.run_all(own, processes=options.processes)}
        for name, mutant, first, requests in Comparison(api, runner.bench).run_all(own, processes=options.processes):
            results.baselines.setdefault(name, {})[mutant] = (first, requests)
            _say(f"{name}: {'killed  ' if first else 'SURVIVED'} {mutant} {first} {requests}")


def _options() -> Any:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--api", nargs="*", default=list(APIS), choices=APIS)
    parser.add_argument("--only", nargs="*", default=[""], help="mutants whose id contains one of these")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--max-time", type=float, help="seconds that each campaign may take")
    parser.add_argument("--compare", action="store_true", help="tell where survivors first answer otherwise")
    parser.add_argument("--json", type=Path, help="write all results to this file")
    options = parser.parse_args()
    options.is_partial = options.only != [""] or options.api != list(APIS) or options.max_time is not None
    return options


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
