"""Turns the calls of a campaign into figures: how many in each slice of time, and how long they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from specwright.conform.outcome import Call
from specwright.model.types import Json

__all__ = ["CLASSES", "class_of", "statistics"]

CLASSES: Final[tuple[str, ...]] = ("2xx", "3xx", "4xx", "5xx", "none")
_MOST_SLICES: Final = 60
_SHARES: Final = (0.5, 0.9, 0.99)
# Upper ends, in seconds, of what latencies are counted by: each the double of the one before.
_ENDS: Final = tuple(0.0001 * 2**power for power in range(20))


def statistics(calls: Sequence[Call], seconds: float) -> dict[str, Json]:
    """Sum calls up."""
    return {
        "slices": _slices(calls, seconds),
        "latency": _latency([call.seconds for call in calls]),
        "operations": _by_operation(calls),
    }


def class_of(status: int) -> str:
    """Name the class of a status; 1xx never ends an exchange, 0 stands for no answer."""
    return f"{status // 100}xx" if 200 <= status < 600 else "none"


def _slices(calls: Sequence[Call], seconds: float) -> dict[str, Json]:
    width = max(seconds, 0.001) / _MOST_SLICES
    rows = [Counter[str]() for _ in range(_MOST_SLICES)]
    for call in calls:
        rows[min(int(call.started / width), _MOST_SLICES - 1)][class_of(call.status)] += 1
    counts: list[Json] = [{name: row[name] for name in CLASSES} for row in rows]
    return {"seconds": round(width, 6), "counts": counts}


def _latency(values: Iterable[float]) -> dict[str, Json]:
    ordered = sorted(values)
    if not ordered:
        return {"count": 0}
    counts = [0] * len(_ENDS)
    place = 0
    for value in ordered:
        while place < len(_ENDS) - 1 and value > _ENDS[place]:
            place += 1
        counts[place] += 1
    told: dict[str, Json] = {"count": len(ordered), "max": _rounded(ordered[-1])}
    for share in _SHARES:
        told[f"p{round(share * 100)}"] = _rounded(ordered[min(int(share * len(ordered)), len(ordered) - 1)])
    told["histogram"] = [{"upTo": _rounded(end), "count": count} for end, count in zip(_ENDS, counts, strict=True)]
    return told


def _by_operation(calls: Iterable[Call]) -> list[Json]:
    found: dict[str, list[float]] = {}
    for call in calls:
        if call.operation:
            found.setdefault(call.operation, []).append(call.seconds)
    rows: list[Json] = []
    for operation, values in found.items():
        latency = _latency(values)
        rows.append({"operation": operation, **{key: latency[key] for key in latency if key != "histogram"}})
    return rows


def _rounded(seconds: float) -> float:
    return round(seconds, 6)
