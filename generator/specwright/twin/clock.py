"""The twin's own time: the real one, moved or stopped, or one that a seed starts and every change moves on."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from specwright.model.types import Json
from specwright.twin.store import Transaction

__all__ = ["CLOCK", "Clock", "Moment", "text_of"]

CLOCK: Final = "$clock"
_SECOND: Final = 1_000_000_000
# Where time begins for a seed: 2026-01-01T00:00:00Z.
_BEGINNING: Final = 1_767_225_600 * _SECOND
_EARLIEST: Final = -62_135_596_800 * _SECOND
_LATEST: Final = 253_402_300_799 * _SECOND


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of a clock: nanoseconds since 1970."""

    nanoseconds: int

    @property
    def document(self) -> dict[str, Json]:
        """Give it as expressions know it."""
        return {"now": text_of(self.nanoseconds), "millis": self.nanoseconds // 1_000_000}


class Clock:
    """Reads and moves the time that a store keeps, so that all workers have the same."""

    def __init__(self, seed: int | None) -> None:
        self._is_seeded = seed is not None

    def read(self, transaction: Transaction) -> Moment:
        """Tell the time."""
        return Moment(_now(self._state(transaction)))

    def tick(self, transaction: Transaction) -> None:
        """Move on by one step, where time goes by steps."""
        record = transaction.get(CLOCK, CLOCK)
        state = self._state(transaction) if record is None else record.document
        step = state.get("step")
        if isinstance(step, int) and step:
            now = min(_now(state) + step, _LATEST)
            transaction.put(CLOCK, CLOCK, {**state, "now": now})

    def state(self, transaction: Transaction) -> dict[str, Json]:
        """Describe the clock for people."""
        state = self._state(transaction)
        mode = "running" if "offset" in state else "stepping" if state.get("step") else "frozen"
        return {**Moment(_now(state)).document, "mode": mode}

    def set(
        self,
        transaction: Transaction,
        *,
        now: int | None = None,
        advance: float | None = None,
        frozen: bool | None = None,
    ) -> None:
        """Set the time (nanoseconds since 1970), move it by seconds, stop it or let it run."""
        state = self._state(transaction)
        moment = _now(state) if now is None else now
        moment = max(_EARLIEST, min(_LATEST, moment + int((advance or 0) * _SECOND)))
        is_running = "offset" in state if frozen is None else not frozen and not self._is_seeded
        if is_running:
            state = dict[str, Json](offset=moment - time.time_ns())
        else:
            step = state.get("step", 0) if frozen is None else 0 if frozen else _SECOND
            state = dict[str, Json](now=moment, step=step)
        transaction.put(CLOCK, CLOCK, state)

    def _state(self, transaction: Transaction) -> dict[str, Json]:
        record = transaction.get(CLOCK, CLOCK)
        if record is not None:
            return record.document
        return {"now": _BEGINNING, "step": _SECOND} if self._is_seeded else {"offset": 0}


def _now(state: dict[str, Json]) -> int:
    now, offset = state.get("now"), state.get("offset")
    if isinstance(now, int):
        return now
    return time.time_ns() + (offset if isinstance(offset, int) else 0)


def text_of(nanoseconds: int) -> str:
    """Spell a moment as RFC 3339 asks, to the millisecond where it has any."""
    seconds, rest = divmod(nanoseconds, _SECOND)
    millis = rest // 1_000_000
    return f"{_text_of_seconds(seconds)}.{millis:03d}Z" if millis else f"{_text_of_seconds(seconds)}Z"


@lru_cache(maxsize=16)
def _text_of_seconds(seconds: int) -> str:
    # Every call asks, and most within the same second.
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S").zfill(19)
