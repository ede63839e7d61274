"""Turns functions into medians: interleaved rounds, so that what else the machine does falls on all of them alike."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Row", "Stolen", "compare", "table"]


@dataclass(frozen=True)
class Row:
    """One measured line: microseconds a call, beside the bar that it is held against."""

    name: str
    subject: str
    micros: float
    ratio: float
    target: float | None

    @property
    def is_met(self) -> bool:
        """Say whether the ratio is within its target."""
        return self.target is None or self.ratio <= self.target


def _stolen_and_all() -> tuple[int, int]:
    path = Path("/proc/stat")
    if not path.exists():
        return 0, 0
    # user, nice, system, idle, iowait, irq, softirq, steal
    ticks = [int(each) for each in path.read_text().partition("\n")[0].split()[1:9]]
    return ticks[7], sum(ticks)


@dataclass(frozen=True)
class Stolen:
    """How much of this machine's time its host gave to others since then: what is measured meanwhile says little."""

    began: tuple[int, int] = field(default_factory=_stolen_and_all)

    def __str__(self) -> str:
        """Tell the share in words; empty where the system does not say."""
        stolen, whole = (now - then for now, then in zip(_stolen_and_all(), self.began, strict=True))
        return f"The host gave {stolen / whole:.1%} of this machine's time to others meanwhile." if whole else ""


def compare(
    name: str, subjects: Mapping[str, Callable[[int], None]], targets: Mapping[str, float], *, rounds: int, calls: int
) -> list[Row]:
    """Time each subject over interleaved rounds; the first one is the bar of all others.

    A subject is called with the number of calls that it is to make.
    """
    calls = max(calls, 1)
    for run in subjects.values():
        run(max(calls // 10, 1))
    taken: dict[str, list[float]] = {subject: [] for subject in subjects}
    for _ in range(rounds):
        for subject, run in subjects.items():
            gc.collect()
            started = time.process_time() if "loopback" not in name else time.perf_counter()
            run(calls)
            ended = time.process_time() if "loopback" not in name else time.perf_counter()
            taken[subject].append((ended - started) / calls * 1e6)
    medians = {subject: statistics.median(values) for subject, values in taken.items()}
    bar = next(iter(medians.values()))
    return [Row(name, subject, micros, micros / bar, targets.get(subject)) for subject, micros in medians.items()]


def table(rows: list[Row]) -> str:
    """Lay rows out for people."""
    lines = [f"{'what':28} {'who':34} {'µs':>12} {'ratio':>7} {'target':>7}"]
    for row in rows:
        target = "" if row.target is None else f"{row.target:.2f}" + ("" if row.is_met else " MISSED")
        lines.append(f"{row.name:28} {row.subject:34} {row.micros:12.1f} {row.ratio:7.2f} {target:>7}")
    return "\n".join(lines)
