"""Tries calls on an unchanged twin in process, fresh each time, to prove that they are acceptable."""

from __future__ import annotations

from specwright.conform.exchanges import Request
from specwright.conform.exchanges import Response as Answer
from specwright.conform.states.model import Model
from specwright.model.errors import SpecwrightError
from specwright.model.service import Service

__all__ = ["Rehearsal"]


class Rehearsal:
    """A twin of the description; ``is_possible`` is False where there can be none, so that nothing is proved."""

    def __init__(self, service: Service) -> None:
        self._model: Model | None
        try:
            self._model = Model(service)
        except SpecwrightError:
            self._model = None

    @property
    def is_possible(self) -> bool:
        """Say whether there is a twin."""
        return self._model is not None

    def begin(self) -> None:
        """Forget all calls."""
        if self._model is not None:
            self._model.begin()

    def __call__(self, request: Request) -> Answer | None:
        """Make a call; None where nothing answers."""
        if self._model is None:
            return None
        try:
            return self._model.send(request).response
        except Exception:  # noqa: BLE001  what the unchanged twin fails over proves nothing
            return None
