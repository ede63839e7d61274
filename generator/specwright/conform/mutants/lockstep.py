"""Sends each request of a campaign to a mutant and to the sound twin, to see whether they ever answer otherwise."""

from __future__ import annotations

from collections.abc import Callable

from specwright.conform.exchanges import Exchange, Request

__all__ = ["Lockstep"]


class Lockstep:
    """Tells what the mutant says, and remembers the first request that the sound twin answers otherwise."""

    def __init__(self, mutant: Callable[[Request], Exchange], sound: Callable[[Request], Exchange]) -> None:
        self._mutant = mutant
        self._sound = sound
        self.sent = 0
        self.first: Exchange | None = None
        self.wanted: Exchange | None = None

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request to both."""
        exchange = self._mutant(request)
        if self.first is None:
            # Afterwards they are in different states, and nothing can be compared.
            self.sent += 1
            wanted = self._sound(request)
            if exchange.response != wanted.response:
                self.first, self.wanted = exchange, wanted
        return exchange
