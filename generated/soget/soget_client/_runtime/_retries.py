# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the outcome of an attempt into a decision: give up, or try again after so many seconds."""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

from ._record import Record

__all__ = ["RetryBudget", "RetryPolicy", "is_repeatable", "retry_after"]

_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"})


class RetryPolicy(Record):
    """When and how patiently failed attempts are repeated.

    ``statuses`` are repeated where the method is safe to repeat, ``refused`` for every method, because with them the
    service says that it did nothing. A service that asks for more than ``longest_wait`` seconds is not waited for: the
    caller gets the error with its ``retry_after``. ``jitter`` gives a number from 0 to 1, by which the pause is
    shortened up to a half.
    """

    statuses: frozenset[int] = frozenset({408, 425, 429, 500, 502, 503, 504})
    refused: frozenset[int] = frozenset({425, 429})
    first_wait: float = 0.5
    factor: float = 2.0
    longest_pause: float = 8.0
    longest_wait: float = 60.0
    jitter: Callable[[], float] = random.random

    def repeats_status(self, status: int, *, repeatable: bool) -> bool:
        """Judge whether an answer with this status is worth another attempt."""
        return status in self.refused or (repeatable and status in self.statuses)

    def pause(self, retries: int, asked: float | None) -> float | None:
        """Give the seconds before the next attempt, or None where the service asks for more than is waited for."""
        if asked is not None:
            return asked if asked <= self.longest_wait else None
        backoff = min(self.longest_pause, self.first_wait * self.factor ** min(retries, 60))
        return backoff * (1 - self.jitter() / 2)


class RetryBudget:
    """Limits the retries of all calls of a client together: a service in trouble must not get several times the load.

    Each retry takes one from ``capacity``; each success gives ``refund`` back.
    """

    __slots__ = ("_left", "_lock", "capacity", "refund")

    def __init__(self, capacity: float = 100.0, refund: float = 0.2) -> None:
        self.capacity = capacity
        self.refund = refund
        self._left = capacity
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take one retry out, unless the budget is spent."""
        with self._lock:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def give_back(self) -> None:
        """Count a success."""
        if self._left < self.capacity:
            with self._lock:
                self._left = min(self.capacity, self._left + self.refund)


def is_repeatable(method: str, *, declared: bool, has_key: bool) -> bool:
    """Judge whether sending a request twice does what sending it once does."""
    return declared or has_key or method in _IDEMPOTENT


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """Read how long a service asks to wait: ``Retry-After-Ms``, or ``Retry-After`` in seconds or as a date."""
    in_milliseconds = _seconds(headers.get("retry-after-ms"))
    if in_milliseconds is not None:
        return in_milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _seconds(text)
    if seconds is not None or text is None:
        return seconds
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now())
    except (ValueError, TypeError, OverflowError):
        return None


def _seconds(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return max(0.0, value) if math.isfinite(value) else None
