"""Turns a request into the credentials that it presents, by security scheme; what they are worth is the engine's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias
from urllib.parse import unquote_plus

from specwright.model.service import (
    ApiKeyScheme,
    HttpScheme,
    Oauth2Scheme,
    Operation,
    OtherScheme,
    ParameterLocation,
    SecurityScheme,
)
from specwright.twin.edge.exchange import Exchange

__all__ = ["CredentialReader", "secret_names"]

_Read: TypeAlias = Callable[[Exchange], str]

# Mutual TLS is settled before a request exists.
_SETTLED: Final = "transport"


class CredentialReader:
    """The security schemes of one operation, compiled."""

    def __init__(self, operation: Operation, schemes: Mapping[str, SecurityScheme]) -> None:
        named = dict.fromkeys(key for alternative in operation.security for key in alternative if key in schemes)
        self._readers = [(key, _reader(schemes[key])) for key in named]
        self.challenges = tuple(dict.fromkeys(said for key in named if (said := _challenge(schemes[key]))))

    def read(self, exchange: Exchange) -> dict[str, str]:
        """Give what was presented; a scheme for which nothing was is left out."""
        return {key: text for key, read in self._readers if (text := read(exchange))}


def secret_names(schemes: Mapping[str, SecurityScheme], location: ParameterLocation) -> frozenset[str]:
    """Name the parameters of a location that carry credentials, in lower case."""
    return frozenset(
        scheme.parameter.lower()
        for scheme in schemes.values()
        if isinstance(scheme, ApiKeyScheme) and scheme.location is location
    )


def _reader(scheme: SecurityScheme) -> _Read:
    match scheme:
        case ApiKeyScheme(location=ParameterLocation.QUERY, parameter=name):
            return lambda exchange: _of_query(exchange, name)
        case ApiKeyScheme(location=ParameterLocation.COOKIE, parameter=name):
            return lambda exchange: _of_cookies(exchange, name)
        case ApiKeyScheme(parameter=name):
            header = name.lower().encode("utf-8", "replace")
            return lambda exchange: (exchange.header(header) or "").strip()
        case HttpScheme(scheme=word):
            return _authorization(word)
        case Oauth2Scheme():
            return _authorization("bearer")
        case OtherScheme():
            return lambda _exchange: _SETTLED


def _authorization(word: str) -> _Read:
    length = len(word)

    def reading(exchange: Exchange) -> str:
        value = (exchange.header(b"authorization") or "").strip()
        if value[:length].lower() == word and value[length : length + 1] == " ":
            return value[length:].strip()
        return ""

    return reading


def _of_query(exchange: Exchange, name: str) -> str:
    for piece in exchange.query.decode("latin-1").split("&"):
        key, _, text = piece.partition("=")
        if unquote_plus(key) == name:
            return unquote_plus(text)
    return ""


def _of_cookies(exchange: Exchange, name: str) -> str:
    for piece in ";".join(exchange.lines(b"cookie")).split(";"):
        key, _, text = piece.strip(" \t").partition("=")
        if key == name:
            return text.strip('"')
    return ""


def _challenge(scheme: SecurityScheme) -> str:
    match scheme:
        case HttpScheme(scheme="bearer") | Oauth2Scheme():
            return "Bearer"
        case HttpScheme(scheme=word):
            return f'{word.title()} realm="twin"'
        case _:
            return ""
