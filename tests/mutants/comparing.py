"""Runs the baselines over mutants, on several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mutants.baselines import BASELINES, Baseline, run_baseline
from specwright.conform.mutants import Mutant, Workbench
from specwright.model.service import ApiKeyScheme, ParameterLocation

__all__ = ["Comparison"]


@dataclass(slots=True, eq=False)
class Comparison:
    """Schemathesis over the mutants of one API: first over its sound twin, then over each."""

    api: str
    bench: Workbench
    headers: dict[str, str] = field(init=False)
    sound: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    def __post_init__(self) -> None:
        self.headers = _credentials(self.bench)

    def run_all(self, mutants: Sequence[Mutant], *, processes: int) -> Iterator[tuple[str, str, str, int]]:
        """Give for each way and each mutant the first new finding, if any, and the requests it took."""
        context = multiprocessing.get_context("fork")
        _task[:] = [(self, mutants)]
        # A process for each: what it keeps for itself changes what it does next.
        with context.Pool(processes, maxtasksperchild=1) as pool:
            self.sound = dict(pool.imap_unordered(_sound, range(len(BASELINES)), chunksize=1))
        _task[:] = [(self, mutants)]
        pairs = [(way, index) for way in range(len(BASELINES)) for index in range(len(mutants))]
        with context.Pool(processes, maxtasksperchild=1) as pool:
            yield from pool.imap_unordered(_one, pairs, chunksize=1)


_task: Final[list[tuple[Comparison, Sequence[Mutant]]]] = []


def _sound(way: int) -> tuple[str, frozenset[str]]:
    comparison, _ = _task[0]
    baseline: Baseline = BASELINES[way]
    return baseline.name, run_baseline(baseline, comparison.bench.original(), comparison.headers).findings


def _one(pair: tuple[int, int]) -> tuple[str, str, str, int]:
    comparison, mutants = _task[0]
    baseline, mutant = BASELINES[pair[0]], mutants[pair[1]]
    sound = comparison.sound[baseline.name]
    found = run_baseline(baseline, mutant.build(), comparison.headers, sound=sound)
    return baseline.name, mutant.id, found.first, found.requests


def _credentials(bench: Workbench) -> dict[str, str]:
    """Spell the credentials of the first caller as headers."""
    held = bench.original().engine.sample_credentials()
    headers: dict[str, str] = {}
    for scheme, credential in held.items():
        declared = bench.service.security_schemes[scheme]
        if isinstance(declared, ApiKeyScheme) and declared.location is ParameterLocation.HEADER:
            headers[declared.parameter] = credential
        else:
            headers["Authorization"] = f"Bearer {credential}"
    return headers
