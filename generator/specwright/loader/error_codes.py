"""Finds where error bodies bear their code, and all codes that are documented, with the statuses they come with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from specwright.loader.source import split_pointer
from specwright.model.config import Config
from specwright.model.names import Name
from specwright.model.service import ErrorCode, MediaTypeKind, Response, Service
from specwright.model.types import (
    Const,
    Enum,
    EnumMember,
    Nullable,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Schema,
    Type,
    Union,
)

__all__ = ["find_error_codes"]

_CANDIDATES: Final = ("/code", "/error/code", "/errorCode", "/error", "/error_code", "/type")


def find_error_codes(service: Service, config: Config | None) -> Service:
    """Add the pointer of the code in error bodies, and every documented code."""
    bodies = list(dict.fromkeys(_bodies(service)))
    statuses = _documented_statuses(service)
    declared = config.error_code if config is not None else None
    candidates = (declared,) if declared else _CANDIDATES
    pointer, members = "", dict[str, EnumMember]()
    for candidate in candidates:
        members = _enumerated(candidate, bodies, service.schemas)
        if members:
            pointer = candidate
            break
    if not pointer and declared:
        pointer = declared
    elif not pointer and statuses:
        pointer = next((each for each in candidates if _is_text(each, bodies, service.schemas)), "")
    codes = dict.fromkeys([*members, *statuses])
    return replace(
        service,
        error_code_pointer=pointer,
        error_codes=tuple(
            ErrorCode(
                name=Name(code),
                description=members[code].description if code in members else "",
                statuses=tuple(sorted(statuses.get(code, ()))),
            )
            for code in codes
        ),
    )


def _errors(service: Service) -> Iterator[Response]:
    for operation in service.operations:
        for response in operation.responses:
            if response.status[0] in "45d":
                yield response


def _bodies(service: Service) -> Iterator[Type]:
    for response in _errors(service):
        for media_type in response.media_types:
            if media_type.kind is MediaTypeKind.JSON:
                yield media_type.type


def _documented_statuses(service: Service) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for response in _errors(service):
        for code in response.error_codes:
            found.setdefault(code, {})[response.status] = None
    return found


def _enumerated(pointer: str, bodies: list[Type], schemas: Mapping[str, Schema]) -> dict[str, EnumMember]:
    found: dict[str, EnumMember] = {}
    for body in bodies:
        for kind in _look_up(body, split_pointer(pointer), schemas):
            if isinstance(kind, Enum) and kind.kind is ScalarKind.STRING:
                for member in kind.members:
                    found.setdefault(str(member.value), member)
            elif isinstance(kind, Const) and isinstance(kind.value, str):
                found.setdefault(kind.value, EnumMember(Name(kind.value), kind.value))
    return found


def _is_text(pointer: str, bodies: list[Type], schemas: Mapping[str, Schema]) -> bool:
    kinds = [kind for body in bodies for kind in _look_up(body, split_pointer(pointer), schemas)]
    return any(isinstance(kind, Scalar) and kind.kind is ScalarKind.STRING for kind in kinds)


def _look_up(body: Type, tokens: list[str], schemas: Mapping[str, Schema]) -> list[Type]:
    """List the types that may stand at a pointer, through references, null and alternatives."""
    current = _unfold(body, schemas)
    for token in tokens:
        current = [
            inner
            for kind in current
            if isinstance(kind, Object)
            for each in kind.properties
            if each.name.wire == token
            for inner in _unfold(each.type, schemas)
        ]
    return current


def _unfold(kind: Type, schemas: Mapping[str, Schema]) -> list[Type]:
    found: list[Type] = []
    seen: set[str] = set()
    pending: list[Type] = [kind]
    while pending:
        match pending.pop(0):
            case Nullable(type=inner):
                pending.insert(0, inner)
            case Union(variants=variants):
                pending[:0] = variants
            case Ref(key=key):
                if key in schemas and key not in seen:
                    seen.add(key)
                    pending.insert(0, schemas[key].type)
            case plain:
                found.append(plain)
    return found
