"""Turns each operation into its compiled checks when it is first asked for, so that starting costs nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias, cast

from specwright.model.service import Operation, Service
from specwright.model.types import Json, Schema
from specwright.twin.execution import execute

__all__ = ["Check", "CheckViolation", "Judges", "reached_schemas"]


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
    transitions: Mapping[str, Check]
    parameters: Check | None
    responses: Mapping[str, Mapping[str, Check]]


# Keywords by which schemas are found otherwise than by their keys.
_ELSEWHERE: Final = frozenset({"$id", "$anchor", "$dynamicRef", "$dynamicAnchor"})
_PREFIX: Final = "#/$defs/"
_NOTHING: Final = _Table({}, {}, None, {})


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

    def transitions(self, operation: Operation, media_type: str) -> Check | None:
        """Give what judges a body that passed its check beside the value before; None where no rule compares them."""
        return self._request(operation).transitions.get(media_type)

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
        # The compiler takes long to import, and is not needed before there is something to judge.
        from specwright.checks import compile_checks  # noqa: PLC0415

        kept = replace(operation, responses=()) if is_request else replace(operation, parameters=(), body=None)
        service = replace(self._service, operations=(kept,), schemas=reached_schemas(self._service, kept))
        module = compile_checks(service, has_responses=not is_request, keep_going=True)
        if not module.checks:
            return _NOTHING
        names = execute(module.text, f"checks of {operation.name.wire}")
        name = operation.name.wire
        return _Table(
            cast("Mapping[str, Check]", names["BODIES"].get(name, {})),
            cast("Mapping[str, Check]", names.get("TRANSITIONS", {}).get(name, {})),
            cast("Check | None", names["PARAMETERS"].get(name)),
            cast("Mapping[str, Mapping[str, Check]]", names["RESPONSES"].get(name, {})),
        )


def reached_schemas(service: Service, operation: Operation) -> Mapping[str, Schema]:
    """List the schemas that one operation refers to: of a large description they are few."""
    contents = [*(operation.body.media_types if operation.body is not None else ())]
    contents += [content for response in operation.responses for content in response.media_types]
    pending: list[Json] = [parameter.definition for parameter in operation.parameters]
    pending += [content.definition for content in contents]
    schemas, reached = service.schemas, set[str]()
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending += value
        elif isinstance(value, dict):
            key = _key(value.get("$ref"))
            if not value.keys().isdisjoint(_ELSEWHERE) or (key is not None and key not in schemas):
                # Only the whole can tell where this leads.
                return schemas
            if key is not None and key not in reached:
                reached.add(key)
                pending.append(schemas[key].definition)
            pending += value.values()
    return {key: schema for key, schema in schemas.items() if key in reached}


def _key(reference: Json) -> str | None:
    """Give the key that a reference names; None where there is no reference."""
    if not isinstance(reference, str):
        return None
    return reference.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~")
