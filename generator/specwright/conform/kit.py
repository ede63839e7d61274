"""Turns a description into what campaigns over it have in common, made once: checks, and whatever else is costly."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from specwright.model.service import Operation, Service
from specwright.twin.judges import Judges

__all__ = ["Kit"]

T = TypeVar("T")


class Kit:
    """What is made of one service; several campaigns, as over the mutants of a twin, share one."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.judges = Judges(service)
        self._made: dict[object, object] = {}

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """The operations by operationId."""
        return {operation.name.wire: operation for operation in self.service.operations}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Give what stands under a key, made when it is first asked for."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])
