"""Tries calls on an unchanged twin in process, fresh each time, to prove that they are acceptable."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from specwright.conform.exchanges import Request
from specwright.conform.exchanges import Response as Answer
from specwright.conform.states.model import Model
from specwright.model.behaviour import IdRule, Resource
from specwright.model.errors import SpecwrightError
from specwright.model.service import Service

__all__ = ["Rehearsal"]

# Far from where examples and limits are.
_ELSEWHERE: Final = 40_009


class Rehearsal:
    """A twin of the description; ``is_possible`` is False where there can be none, so that nothing is proved."""

    def __init__(self, service: Service) -> None:
        self._model: Model | None
        try:
            self._model = Model(_counting_elsewhere(service))
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


def _counting_elsewhere(service: Service) -> Service:
    """Let ids begin with other numbers: what is sent must not fit the first document by chance, and no later one."""
    resources = {name: _resource(resource) for name, resource in service.behaviour.resources.items()}
    return replace(service, behaviour=replace(service.behaviour, resources=resources))


def _resource(resource: Resource) -> Resource:
    children = tuple(replace(child, id=_later(child.id)) for child in resource.children)
    return replace(resource, id=_later(resource.id), children=children)


def _later(rule: IdRule) -> IdRule:
    return replace(rule, start=rule.start + _ELSEWHERE)
