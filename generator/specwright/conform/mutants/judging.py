"""Gives the checks of a service, some of them compiled from a changed one, or with changed findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from specwright.conform.mutants.damage import Damage, Judged
from specwright.model.service import Operation, Service
from specwright.twin.judges import Check, CheckViolation, Judges

__all__ = ["ChangedJudges", "Finding", "operation_named"]


@dataclass(slots=True, kw_only=True)
class Finding:
    """A violation that no check found."""

    id: str
    path: str
    message: str
    layer: str = "schema"
    code: str = ""


class ChangedJudges(Judges):
    """Checks that are shared with other twins where nothing is changed about them."""

    def __init__(self, service: Service, shared: Judges, damage: Damage) -> None:
        super().__init__(service)
        self._shared = shared
        self._damage = damage
        self._others = {
            name: (Judges(changed), operation_named(changed, name)) for name, changed in damage.judged.items()
        }

    def parameters(self, operation: Operation) -> Check | None:
        """Give the check of all parameters together."""
        judges, known = self._others.get(operation.name.wire, (self._shared, operation))
        return self._changed(judges.parameters(known), operation, is_body=False)

    def body(self, operation: Operation, media_type: str) -> Check | None:
        """Give the check of a body."""
        judges, known = self._others.get(operation.name.wire, (self._shared, operation))
        return self._changed(judges.body(known, media_type), operation, is_body=True)

    def transitions(self, operation: Operation, media_type: str) -> Check | None:
        """Give the check of a body against the document before."""
        judges, known = self._others.get(operation.name.wire, (self._shared, operation))
        return self._changed(judges.transitions(known, media_type), operation, is_body=True)

    def response(self, operation: Operation, status: str, media_type: str) -> Check | None:
        """Give the check of an answer, which is always the sound one."""
        return self._shared.response(operation, status, media_type)

    def _changed(self, check: Check | None, operation: Operation, *, is_body: bool) -> Check | None:
        change = self._damage.judging
        if check is None or change is None:
            return check

        def changed(value: Any, **options: Any) -> tuple[CheckViolation, ...]:
            judged = Judged(operation=operation, is_body=is_body, value=value, has_old="old" in options)
            return tuple(change(judged, check(value, **options)))

        return changed


def operation_named(service: Service, name: str) -> Operation:
    """Find an operation by its operationId."""
    return next(operation for operation in service.operations if operation.name.wire == name)
