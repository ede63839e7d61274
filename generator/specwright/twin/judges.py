"""Turns each operation into its compiled checks when it is first asked for, so that starting costs nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias, cast

from specwright.checks import compile_checks
from specwright.model.service import Operation, Service
from specwright.twin.execution import execute

__all__ = ["Check", "CheckViolation", "Judges"]


class CheckViolation(Protocol):
    """What a check says of a value."""

    layer: str
    code: str
    id: str
    path: str
    message: str


Check: TypeAlias = "Callable[..., tuple[CheckViolation, ...]]"


@dataclass(frozen=True, slots=True)
class _Table:
    """The checks of one operation: responses by status and media type."""

    bodies: Mapping[str, Check]
    parameters: Check | None
    responses: Mapping[str, Mapping[str, Check]]


_NOTHING: Final = _Table({}, None, {})


class Judges:
    """The checks of a service; those of requests and of responses are compiled apart."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._requests: dict[int, _Table] = {}
        self._responses: dict[int, _Table] = {}
        self._lock = threading.Lock()

    def parameters(self, operation: Operation) -> Check | None:
        """Give the check of ``{"path": …, "query": …, "header": …, "cookie": …}``; None where all is well."""
        return self._request(operation).parameters

    def body(self, operation: Operation, media_type: str) -> Check | None:
        """Give the check of a body, by the media type as the description spells it."""
        return self._request(operation).bodies.get(media_type)

    def response(self, operation: Operation, status: str, media_type: str) -> Check | None:
        """Give the check of an answer, by status and media type as the description spells them."""
        key = id(operation)
        if key not in self._responses:
            with self._lock:
                if key not in self._responses:
                    self._responses[key] = self._compile(operation, is_request=False)
        return self._responses[key].responses.get(status, {}).get(media_type)

    def _request(self, operation: Operation) -> _Table:
        # The service outlives its judges, so an operation's identity is a lasting key.
        table = self._requests.get(id(operation))
        if table is None:
            with self._lock:
                table = self._requests.get(id(operation)) or self._compile(operation, is_request=True)
                self._requests[id(operation)] = table
        return table

    def _compile(self, operation: Operation, *, is_request: bool) -> _Table:
        kept = replace(operation, responses=()) if is_request else replace(operation, parameters=(), body=None)
        module = compile_checks(
            replace(self._service, operations=(kept,)), has_responses=not is_request, keep_going=True
        )
        if not module.checks:
            return _NOTHING
        names = execute(module.text, f"checks of {operation.name.wire}")
        name = operation.name.wire
        return _Table(
            cast("Mapping[str, Check]", names["BODIES"].get(name, {})),
            cast("Check | None", names["PARAMETERS"].get(name)),
            cast("Mapping[str, Mapping[str, Check]]", names["RESPONSES"].get(name, {})),
        )
