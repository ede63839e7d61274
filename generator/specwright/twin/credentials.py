"""Tells whether a request brings the credentials that an operation asks for; what they are worth is not judged."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

from specwright.model.service import (
    ApiKeyScheme,
    HttpScheme,
    Oauth2Scheme,
    Operation,
    OtherScheme,
    ParameterLocation,
    SecurityScheme,
)

__all__ = ["challenges", "missing_credentials"]


def missing_credentials(
    operation: Operation, schemes: Mapping[str, SecurityScheme], request: Request
) -> tuple[str, ...]:
    """Name the schemes that the nearest alternative lacks; empty where one alternative is complete or none is asked."""
    lacks = [
        tuple(key for key in alternative if key in schemes and not _is_present(schemes[key], request))
        for alternative in operation.security
    ]
    return min(lacks, key=len, default=())


def challenges(keys: tuple[str, ...], schemes: Mapping[str, SecurityScheme]) -> list[str]:
    """Spell what WWW-Authenticate says of the schemes that are missing."""
    said: list[str] = []
    for key in keys:
        match schemes.get(key):
            case HttpScheme(scheme="bearer") | Oauth2Scheme():
                said.append("Bearer")
            case HttpScheme(scheme=scheme):
                said.append(f'{scheme.title()} realm="example"')
            case _:
                continue
    return said


def _is_present(scheme: SecurityScheme, request: Request) -> bool:
    match scheme:
        case ApiKeyScheme(location=ParameterLocation.QUERY, parameter=name):
            return bool(request.query_params.get(name))
        case ApiKeyScheme(location=ParameterLocation.COOKIE, parameter=name):
            return bool(request.cookies.get(name))
        case ApiKeyScheme(parameter=name):
            return bool(request.headers.get(name, "").strip())
        case HttpScheme(scheme=word):
            return _has_authorization(request, word)
        case Oauth2Scheme():
            return _has_authorization(request, "bearer")
        case OtherScheme():
            # Mutual TLS is settled before a request exists.
            return True


def _has_authorization(request: Request, word: str) -> bool:
    said, _, rest = request.headers.get("authorization", "").strip().partition(" ")
    return said.lower() == word.lower() and bool(rest.strip())
