"""What went over the wire between a campaign and a service: requests, responses, and both together, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

__all__ = ["Exchange", "Request", "Response", "Send"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as bytes: ``target`` is path and query behind the base URL, percent-encoded.

    ``operation`` is the operationId that it is meant for, empty where it is meant for none. ``secrets`` are the names
    of headers, in lower case, that hold credentials.
    """

    operation: str
    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    secrets: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Response:
    """A response as bytes; header names in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Give the headers by name; of several with one name, their values joined by commas."""
        joined: dict[str, str] = {}
        for name, value in self.headers:
            joined[name] = f"{joined[name]}, {value}" if name in joined else value
        return joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came of it: a response, or in ``broken`` why there is none.

    ``number`` counts from 1 within a campaign; ``started`` is seconds since its start, ``seconds`` how long it took.
    """

    number: int
    request: Request
    response: Response | None
    broken: str = ""
    started: float = 0.0
    seconds: float = 0.0
    notes: Mapping[str, str] = field(default_factory=dict[str, str])


class Send(Protocol):
    """What sends a request and waits for what comes of it; refusals of the guards are raised."""

    def __call__(self, request: Request, /) -> Exchange:
        """Send it.

        Raises:
            StoppedError: a guard or a budget does not let it through.
        """
        ...
