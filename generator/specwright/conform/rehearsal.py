"""Tries calls on an unchanged twin in process, fresh each time, to prove that they are acceptable."""

from __future__ import annotations

from specwright.conform.exchanges import Request
from specwright.conform.exchanges import Response as Answer
from specwright.conform.transports.asgi import AsgiTransport
from specwright.model.errors import SpecwrightError
from specwright.model.service import Service
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options, Twin

__all__ = ["Rehearsal"]

_SEED = 20_260_102


class Rehearsal:
    """A twin of the description; ``is_possible`` is False where there can be none, so that nothing is proved."""

    def __init__(self, service: Service) -> None:
        self._twin: Twin | None
        try:
            self._twin = create_twin(service, seed=_SEED, options=Options(has_journal=False))
        except SpecwrightError:
            self._twin = None
        self._send = AsgiTransport(self._twin)

    @property
    def is_possible(self) -> bool:
        """Say whether there is a twin."""
        return self._twin is not None

    def begin(self) -> None:
        """Forget all calls."""
        if self._twin is not None:
            self._twin.engine.reset()

    def __call__(self, request: Request) -> Answer | None:
        """Make a call; None where nothing answers."""
        return self._send(request).response
