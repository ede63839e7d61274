"""Tells which required parameters a request lacks."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

from specwright.model.service import Operation, Parameter, ParameterLocation, ParameterStyle
from specwright.model.types import Map, Nullable, Object, Ref, Schema, Type
from specwright.twin.refusals import RefusalError

__all__ = ["check_parameters"]


def check_parameters(operation: Operation, request: Request, schemas: Mapping[str, Schema]) -> None:
    """Check that every required query parameter, header and cookie is there; path values are, or no route had matched.

    Raises:
        RefusalError: one is missing.
    """
    for parameter in operation.parameters:
        if parameter.is_required and not _is_present(parameter, request, schemas):
            raise RefusalError(400, f"the {parameter.location.value} parameter {parameter.name.wire!r} is missing")


def _is_present(parameter: Parameter, request: Request, schemas: Mapping[str, Schema]) -> bool:
    name = parameter.name.wire
    match parameter.location:
        case ParameterLocation.HEADER:
            return name in request.headers
        case ParameterLocation.COOKIE:
            return name in request.cookies
        case ParameterLocation.QUERY if parameter.style is ParameterStyle.DEEP_OBJECT:
            return any(key == name or key.startswith(f"{name}[") for key in request.query_params)
        case ParameterLocation.QUERY:
            # An exploded object spreads its members over the query and never says its own name.
            is_spread = parameter.explode and not parameter.content and _is_object(parameter.type, schemas)
            return is_spread or name in request.query_params
        case ParameterLocation.PATH:
            return True


def _is_object(type_: Type, schemas: Mapping[str, Schema]) -> bool:
    seen: set[str] = set()
    while True:
        match type_:
            case Nullable(inner):
                type_ = inner
            case Ref(key) if key in schemas and key not in seen:
                seen.add(key)
                type_ = schemas[key].type
            case _:
                return isinstance(type_, Object | Map)
