"""Stand-ins for the network, and one way to call both kinds of a client."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2

# What a check lets pass with the fewest members: two moves of one container.
EVENTS: Any = [
    {"type": "LadingTransfer", "location": {"code": "MTDF"}},
    {"type": "DeliveryTransfer", "startDate": "2026-03-03T10:30:00Z", "location": {"code": "FRLEH"}},
]
ORDER: Any = {
    "carrier": {"code": "HAVTRA"},
    "transportOrderNumber": "OT-1",
    "customsFlag": "Transfer",
    "containers": [{"reference": "AAAU1234566", "events": EVENTS}],
}
UPDATE: Any = {"customsFlag": "Transfer", "containers": ORDER["containers"]}


def answer(status: int = 200, body: Any = None, **headers: str) -> httpx2.Response:
    """Make an answer; a body that is no bytes is written as JSON, and underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is None or isinstance(body, bytes):
        return httpx2.Response(status, content=body or b"", headers=named)
    return httpx2.Response(
        status, content=json.dumps(body).encode(), headers={"Content-Type": "application/json", **named}
    )


@dataclass
class Canned:
    """A transport of both kinds that gives prepared answers in turn and keeps what it was asked."""

    answers: list[httpx2.Response | Exception]
    requests: list[httpx2.Request] = field(default_factory=list[httpx2.Request])

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer the next request."""
        request.read()
        return self._next(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer the next request."""
        await request.aread()
        return self._next(request)

    def close(self) -> None:
        """Have nothing to close."""

    async def aclose(self) -> None:
        """Have nothing to close."""

    def _next(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        assert self.answers, f"one request too many: {request.method} {request.url}"
        prepared = self.answers.pop(0)
        if isinstance(prepared, Exception):
            raise prepared
        return prepared


@dataclass(frozen=True)
class Caller:
    """Makes a client of one kind, lets a function use it and closes it; the function may give something to await."""

    make: Callable[..., Any]
    is_async: bool
    defaults: dict[str, Any]

    def __call__(self, use: Callable[[Any], Any], **options: Any) -> Any:
        """Give what the function gives."""
        settings = {**self.defaults, **options}
        if not self.is_async:
            with self.make(**settings) as client:
                return use(client)

        async def run() -> Any:
            async with self.make(**settings) as client:
                return await use(client)

        return asyncio.run(run())
