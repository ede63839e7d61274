"""Puts guards around a way to send, so that no phase can do what whoever started the campaign did not allow."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from specwright.conform.exchanges import Exchange, Request, Send
from specwright.conform.oracle import ADMIN
from specwright.conform.results import RefusedError, StoppedError
from specwright.conform.transports.hosts import may_be_written_to
from specwright.conform.transports.rate import Rate, RateLimited

__all__ = ["Budget", "Limits", "Persistent", "WriteGuard", "guarded"]

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a campaign may do; ``url`` is empty for a service in this process, which may be written to.

    ``allowed_hosts`` are hosts, or hosts with ports, that may be written to beside this machine. ``max_time`` is in
    seconds from now.
    """

    url: str = ""
    is_read_only: bool = False
    allowed_hosts: tuple[str, ...] = ()
    max_requests: int | None = None
    max_time: float | None = None
    rate: Rate | None = None


def guarded(send: Send, limits: Limits, *, inner: Callable[[Send], Send] | None = None) -> Send:
    """Put all guards around ``send``; ``inner`` wraps what passed those that look at what is sent."""
    deadline = None if limits.max_time is None else time.monotonic() + limits.max_time
    guard: Send = Budget(send, max_requests=limits.max_requests, deadline=deadline)
    if limits.url:
        guard = Persistent(RateLimited(guard, limits.rate, deadline=deadline))
    if inner is not None:
        guard = inner(guard)
    return WriteGuard(guard, limits)


class Budget:
    """Counts what leaves: exactly as many requests as are allowed, and none after the time is up."""

    def __init__(self, send: Send, *, max_requests: int | None, deadline: float | None) -> None:
        self._send = send
        self._max_requests = max_requests
        self._deadline = deadline
        self.sent = 0

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request.

        Raises:
            StoppedError: the budget or the time is used up.
        """
        if self._max_requests is not None and self.sent >= self._max_requests:
            raise StoppedError(f"the budget of {self._max_requests} requests is used up")
        if self._deadline is not None and time.monotonic() >= self._deadline:
            raise StoppedError("the time box ended")
        self.sent += 1
        return self._send(request)


class Persistent:
    """Sends a request that changes nothing once more where its connection broke, as between two requests it may."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request."""
        exchange = self._send(request)
        if exchange.broken and request.method.upper() in SAFE:
            return self._send(request)
        return exchange


class WriteGuard:
    """Lets through what changes nothing, and all else only where that is allowed."""

    def __init__(self, send: Send, limits: Limits) -> None:
        self._send = send
        self._reason = _reason(limits)
        # A twin in this process may be put back to its start, which is no call of its API.
        self._admin = "" if limits.url else ADMIN

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request.

        Raises:
            RefusedError: it may change something, which is not allowed.
        """
        # Spelled exactly: a service may well take ``get`` for a method of its own.
        is_admin = bool(self._admin) and request.target.startswith(self._admin)
        if self._reason and request.method not in SAFE and not is_admin:
            raise RefusedError(f"{request.method} is not sent: {self._reason}")
        return self._send(request)


def _reason(limits: Limits) -> str:
    if limits.is_read_only:
        return "the campaign only reads"
    if limits.url and not may_be_written_to(limits.url, limits.allowed_hosts):
        return "the host is on no list of those that may be written to"
    return ""
