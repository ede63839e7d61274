"""Turns what became of mutants into the page docs/mutants.md; the same results make the same bytes."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from specwright.conform.mutants import Kind, Mutant
from specwright.conform.mutants.mutant import TITLES
from specwright.conform.mutants.runner import Fate, Sound

__all__ = ["Results", "page"]

_NAMES: Final = {"soget": "SOGET", "transiteo": "Transiteo"}


@dataclass(slots=True, eq=False)
class Results:
    """All that a run found out, by API; ``excluded`` are equivalent mutants with the reason."""

    excluded: Mapping[str, str]
    mutants: dict[str, list[Mutant]] = field(default_factory=dict[str, list[Mutant]])
    fates: dict[str, dict[str, Fate]] = field(default_factory=dict[str, dict[str, Fate]])
    sound: dict[str, list[Sound]] = field(default_factory=dict[str, list[Sound]])
    sample: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    limited: dict[str, dict[str, Fate]] = field(default_factory=dict[str, dict[str, Fate]])
    baselines: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict[str, dict[str, tuple[str, int]]])

    def every(self) -> Iterator[tuple[str, Mutant, Fate]]:
        """List all mutants with what became of them."""
        for api, mutants in self.mutants.items():
            for mutant in mutants:
                yield api, mutant, self.fates[api][mutant.id]

    def summary(self, seconds: float) -> str:
        """Sum it up in one line."""
        fates = [fate for _, _, fate in self.every()]
        killed = sum(fate.is_killed for fate in fates)
        return f"{killed} of {len(fates)} killed ({_share(killed, len(fates))}) in {seconds:.0f} s"

    def as_json(self, seconds: float) -> Any:
        """Give all results as JSON."""
        return {
            "seconds": round(seconds),
            "mutants": [
                {"api": api, "kind": mutant.kind, "story": mutant.story, **asdict(fate)}
                for api, mutant, fate in self.every()
            ],
            "excluded": dict(self.excluded),
            "sound": {
                api: [{**asdict(each), "causes": sorted(each.causes)} for each in sounds]
                for api, sounds in self.sound.items()
            },
            "sample": self.sample,
            "limited": {
                api: {name: asdict(fate) for name, fate in fates.items()} for api, fates in self.limited.items()
            },
            "baselines": self.baselines,
        }


def page(results: Results) -> str:
    """Write the page."""
    parts = [_HEAD, _by_class(results), _survivors(results), _sound(results), _sample(results), _excluded(results)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


_HEAD: Final = """
# Mutants

How much a campaign notices is measured on twins that are wrong in one way each. `nox -s mutants` writes this page.
Campaigns are the same each time, so the same code and descriptions give the same figures for them.

A mutant is one change to the twin, derived from the description and its behaviour, so that there are mutants of any
description: `specwright.conform.mutants.mutants_of(service)` lists them, each with an id, a class, a story and the twin
that has the defect. The campaign reads the sound description and runs in process with seed 1. It stops at the first
failure that it does not show over the sound twin; for classes about state (M9 to M13) the phase of states comes first.
Headers in which a twin tells about itself are taken off.

Mutants whose twin nobody can tell from the sound one are left out. Most are not made in the first place: a keyword that
refuses nothing (a `format` that is a remark, the type of a text in a path), a code that an error body does not tell, a
value that a rule refuses before it could crash, a status that nothing brings about. Those that need a reason of their
own are listed at the end.
"""


def _by_class(results: Results) -> str:
    lines = [
        "## By class",
        "",
        "| Class | What is wrong | " + " | ".join(f"{_NAMES[api]}" for api in results.mutants) + " | Killed |",
    ]
    lines.append("|---|---|" + "---:|" * (len(results.mutants) + 1))
    for kind in Kind:
        cells = [
            _cell([fate for api, mutant, fate in results.every() if mutant.kind is kind and api == one])
            for one in results.mutants
        ]
        whole = [fate for _, mutant, fate in results.every() if mutant.kind is kind]
        share = _share(sum(fate.is_killed for fate in whole), len(whole))
        lines.append(f"| {kind} | {TITLES[kind]} | {' | '.join(cells)} | {share} |")
    cells = [_cell([fate for api, _, fate in results.every() if api == one]) for one in results.mutants]
    fates = [fate for _, _, fate in results.every()]
    killed = [fate for fate in fates if fate.is_killed]
    lines.append(f"| **All** | | {' | '.join(cells)} | **{_share(len(killed), len(fates))}** |")
    phases = Counter(fate.phase for fate in killed)
    told = ", ".join(f"{name} {count}" for name, count in phases.most_common())
    median = statistics.median(fate.requests for fate in killed) if killed else 0
    lines += [
        "",
        f"Killed and all are told as `killed/all`. By phase: {told}. Median of requests to the kill: {median:.0f}.",
    ]
    return "\n".join(lines)


def _cell(fates: Sequence[Fate]) -> str:
    return f"{sum(fate.is_killed for fate in fates)}/{len(fates)}" if fates else "–"


def _survivors(results: Results) -> str:
    alive = [(api, mutant) for api, mutant, fate in results.every() if not fate.is_killed]
    lines = ["## What survives", ""]
    if not alive:
        return "\n".join([*lines, "Nothing."])
    lines += ["| API | Mutant | What is wrong |", "|---|---|---|"]
    lines += [f"| {_NAMES[api]} | `{mutant.id}` | {_text(mutant.story)} |" for api, mutant in alive]
    return "\n".join(lines)


def _sound(results: Results) -> str:
    lines = ["## False alarms", "", "| Sound twin | Seeds | Cases | Requests | Failures |", "|---|---|---:|---:|---:|"]
    for api, sounds in results.sound.items():
        seeds = f"{sounds[0].seed} to {sounds[-1].seed}"
        cases, requests = sum(each.cases for each in sounds), sum(each.requests for each in sounds)
        failures = sum(len(each.causes) for each in sounds)
        lines.append(f"| {_NAMES[api]} | {seeds} | {cases} | {requests} | {failures} |")
    return "\n".join(lines)


def _sample(results: Results) -> str:
    budget = "1,000 requests"
    about = (
        f"A sample of {len(results.sample)}, as many of each class, chosen by a seed. Each run has {budget}, seed 1, valid "
        "credentials and the same description. **A** is Schemathesis with its default settings, **B** with all modes, "
        "phases and 1,000 examples an operation, going on after failures. A finding is operation, failure, title and "
        "status; it counts where the same run over the sound twin has none like it, also where it is not "
        "about the defect: that its runs over one twin are alike was not shown, so its columns may flatter it."
    )
    lines = ["## Beside Schemathesis", "", about, "", "| Class | Ours | A | B |", "|---|---:|---:|---:|"]
    ours = {name for fates in results.limited.values() for name, fate in fates.items() if fate.is_killed}
    ways = [
        ours,
        *({name for name, (first, _) in results.baselines[way].items() if first} for way in sorted(results.baselines)),
    ]
    for kind in Kind:
        own = [name for _, name in results.sample if name.startswith(f"{kind}/")]
        cells = [f"{sum(name in way for name in own)}/{len(own)}" for way in ways]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    cells = [f"**{sum(name in way for _, name in results.sample)}/{len(results.sample)}**" for way in ways]
    lines += [f"| **All** | {' | '.join(cells)} |", "", "| API | Mutant | Ours | A | B |", "|---|---|---|---|---|"]
    for api, name in results.sample:
        cells = ["killed" if name in way else "–" for way in ways]
        lines.append(f"| {_NAMES[api]} | `{name}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def _excluded(results: Results) -> str:
    lines = ["## Left out, and why", "", "| Mutant | Why nobody can tell |", "|---|---|"]
    lines += [f"| `{name}` | {_text(reason)} |" for name, reason in sorted(results.excluded.items())]
    return "\n".join(lines)


def _text(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
