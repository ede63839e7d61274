"""Spreads requests over time: never more than so many within any span, and none before a service asks for it."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from specwright.conform.exchanges import Exchange, Request, Response, Send
from specwright.conform.results import StoppedError

__all__ = ["Rate", "RateLimited", "read_rate", "retry_after"]

_RATE: Final = re.compile(r"(\d{1,6})\s*/\s*(s|m|h|second|minute|hour)?")
_SECONDS: Final = {"s": 1.0, "m": 60.0, "h": 3600.0}
_BUSY: Final = frozenset({429, 503})
_MOST_RETRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many requests within any span of so many seconds."""

    requests: int
    seconds: float = 1.0


def read_rate(text: str) -> Rate | None:
    """Read ``10/s`` or ``300/m``; None where it is neither."""
    match = _RATE.fullmatch(text.strip().lower())
    if match is None or not int(match[1]):
        return None
    return Rate(int(match[1]), _SECONDS[(match[2] or "s")[0]])


class RateLimited:
    """Waits before a request that would come too early; one that was turned away for its number is sent again."""

    def __init__(
        self,
        send: Send,
        rate: Rate | None,
        *,
        deadline: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._send = send
        self._rate = rate
        self._deadline = deadline
        self._clock = clock
        self._sleep = sleep
        self._sent: deque[float] = deque(maxlen=rate.requests if rate is not None else 1)
        self._not_before = 0.0

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request when its time has come.

        Raises:
            StoppedError: the time box would end while it waits.
        """
        exchange = self._turn(request)
        for _ in range(_MOST_RETRIES):
            if exchange.response is None or self._heed(exchange.response) is None or not _is_untouched(exchange):
                break
            exchange = self._turn(request)
        return exchange

    def _turn(self, request: Request) -> Exchange:
        now = self._clock()
        due = max(self._not_before, self._free(now))
        if self._deadline is not None and due >= self._deadline:
            raise StoppedError("the time box ends before the rate allows another request")
        while now < due:
            self._sleep(due - now)
            now = self._clock()
        try:
            return self._send(request)
        finally:
            # Counted from its end: however long each was on its way, no more of them arrive within a span.
            self._sent.append(self._clock())

    def _free(self, now: float) -> float:
        if self._rate is None or len(self._sent) < self._rate.requests:
            return now
        return self._sent[0] + self._rate.seconds

    def _heed(self, response: Response) -> float | None:
        if response.status not in _BUSY:
            return None
        wait = retry_after(response.fields.get("retry-after", ""))
        if wait is not None:
            self._not_before = max(self._not_before, self._clock() + wait)
        return wait


def retry_after(text: str) -> float | None:
    """Read a Retry-After header, seconds or a date, as seconds from now; None where it says nothing."""
    stripped = text.strip()
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", stripped):
        return float(stripped)
    try:
        moment = parsedate_to_datetime(stripped)
    except (TypeError, ValueError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _is_untouched(exchange: Exchange) -> bool:
    """Say whether sending again cannot do anything twice: 429 turns a request away before anybody looks at it."""
    status = 0 if exchange.response is None else exchange.response.status
    return status == 429 or exchange.request.method in {"GET", "HEAD", "OPTIONS"}
