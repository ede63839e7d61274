"""Turns limits as the admin API takes them into decisions: how much may be sent, and how often."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any, Final

from specwright.model.types import Json

__all__ = ["LimitError", "Limits", "Rate", "RateLimiter", "read_limits"]

_SECOND: Final = 1_000_000_000
_MOST_KEYS: Final = 10_000
_BY: Final = ("credential", "address", "all")


class LimitError(ValueError):
    """Limits that cannot be understood; the message says where."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds, counted for each credential, each address, or all together."""

    requests: int
    seconds: float
    by: str = "credential"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What may be sent."""

    max_body: int
    max_parts: int
    upload_seconds: float
    rate: Rate | None = None

    @property
    def document(self) -> dict[str, Json]:
        """Give them as the admin API shows and takes them."""
        rate: Json = None
        if self.rate is not None:
            rate = {"requests": self.rate.requests, "seconds": self.rate.seconds, "by": self.rate.by}
        return {
            "maxBody": self.max_body,
            "maxParts": self.max_parts,
            "uploadSeconds": self.upload_seconds,
            "rate": rate,
        }


def read_limits(document: Json, former: Limits) -> Limits:
    """Read limits; what is not named stays as it was.

    Raises:
        LimitError: they are none.
    """
    if not isinstance(document, dict):
        raise LimitError("an object is wanted")
    made: dict[str, Any] = {}
    for name, value in document.items():
        match name:
            case "maxBody":
                made["max_body"] = _whole(value, name, most=1 << 40)
            case "maxParts":
                made["max_parts"] = _whole(value, name, most=1_000_000)
            case "uploadSeconds":
                made["upload_seconds"] = _seconds(value, name)
            case "rate":
                made["rate"] = _rate(value)
            case _:
                raise LimitError(f"/{name}: unknown; known: {', '.join(former.document)}")
    return replace(former, **made)


def _rate(value: Json) -> Rate | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) - {"requests", "seconds", "by"}:
        raise LimitError("/rate: null, or an object with requests, seconds and, if wanted, by")
    by = value.get("by", "credential")
    if by not in _BY:
        raise LimitError(f"/rate/by: one of {', '.join(_BY)} is wanted")
    requests = _whole(value.get("requests"), "rate/requests", most=1_000_000_000)
    return Rate(requests, _seconds(value.get("seconds", 1), "rate/seconds"), str(by))


def _whole(value: Json, name: str, *, most: int) -> int:
    if type(value) is not int or not 1 <= value <= most:
        raise LimitError(f"/{name}: a number from 1 to {most} is wanted")
    return value


def _seconds(value: Json, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 86_400:
        raise LimitError(f"/{name}: seconds up to 86400 are wanted")
    return float(value)


class RateLimiter:
    """Buckets that fill evenly on the twin's clock; the longest unused of too many are forgotten."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def admit(self, key: str, now_ns: int) -> int:
        """Take one request from a bucket: 0, or the seconds to wait where it is empty."""
        per_ns = self._rate.requests / (self._rate.seconds * _SECOND)
        with self._lock:
            level, seen = self._buckets.pop(key, (float(self._rate.requests), now_ns))
            level = min(float(self._rate.requests), level + max(0, now_ns - seen) * per_ns)
            wait = 0 if level >= 1.0 else max(1, math.ceil((1.0 - level) / per_ns / _SECOND))
            self._buckets[key] = (level if wait else level - 1.0, max(seen, now_ns))
            if len(self._buckets) > _MOST_KEYS:
                self._buckets.popitem(last=False)
            return wait
