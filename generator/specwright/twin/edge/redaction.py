"""Decides which headers and parameters may be told: a list names those that may, and all others are hidden."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote_plus

from specwright.model.service import ParameterLocation, Service
from specwright.model.types import Json
from specwright.twin.edge.credentials import secret_names
from specwright.twin.edge.passwords import HIDDEN, Passwords

__all__ = ["HIDDEN", "Redaction"]

_MOST_KNOWN: Final = 2_000
_LONGEST_KNOWN: Final = 500
_HARMLESS: Final = frozenset(
    {
        "accept",
        "accept-charset",
        "accept-encoding",
        "accept-language",
        "allow",
        "cache-control",
        "connection",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-type",
        "date",
        "etag",
        "expect",
        "expires",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-unmodified-since",
        "idempotency-key",
        "last-modified",
        "location",
        "prefer",
        "preference-applied",
        "ratelimit-limit",
        "ratelimit-remaining",
        "ratelimit-reset",
        "retry-after",
        "server",
        "specwright-reason",
        "specwright-self-check",
        "specwright-violations",
        "te",
        "traceparent",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "vary",
        "www-authenticate",
        "x-correlation-id",
        "x-request-id",
    }
)
# Never shown, whatever a description says of them.
_SECRET: Final = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"})


class Redaction:
    """What may be told of the requests and answers of one service."""

    def __init__(self, service: Service) -> None:
        self.passwords = Passwords(service)
        described = {
            parameter.name.wire.lower()
            for operation in service.operations
            for parameter in operation.parameters
            if parameter.location is ParameterLocation.HEADER
        }
        described |= {
            header.name.wire.lower()
            for operation in service.operations
            for response in operation.responses
            for header in response.headers
        }
        secret = secret_names(service.security_schemes, ParameterLocation.HEADER)
        secret |= self.passwords.parameters(ParameterLocation.HEADER)
        self._headers = frozenset(
            name.encode("latin-1", "replace") for name in (_HARMLESS | described) - _SECRET - secret
        )
        self._known: dict[tuple[bytes, bytes], Json] = {}
        secret_in_query = secret_names(service.security_schemes, ParameterLocation.QUERY)
        secret_in_query |= self.passwords.parameters(ParameterLocation.QUERY)
        self._query = frozenset(
            parameter.name.wire
            for operation in service.operations
            for parameter in operation.parameters
            if parameter.location is ParameterLocation.QUERY and parameter.name.wire.lower() not in secret_in_query
        )

    def headers(self, headers: list[tuple[bytes, bytes]]) -> list[Json]:
        """Give headers as texts, what may not be told hidden."""
        known = self._known
        return [known.get(pair) or self._learn(pair) for pair in headers]

    def _learn(self, pair: tuple[bytes, bytes]) -> Json:
        # Nearly all headers are those of earlier requests; the others are not let to pile up.
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        name, value = pair
        shown: Json = [name.decode("latin-1"), value.decode("latin-1") if name in self._headers else HIDDEN]
        if len(name) + len(value) <= _LONGEST_KNOWN:
            self._known[pair] = shown
        return shown

    def query(self, query: bytes) -> str:
        """Give a query with hidden values."""
        if not query:
            return ""
        return "&".join(self._pair(piece) for piece in query.decode("latin-1").split("&"))

    def _pair(self, piece: str) -> str:
        name, equals, _ = piece.partition("=")
        base = unquote_plus(name).partition("[")[0]
        if base in self._query:
            return piece
        return f"{name}={HIDDEN}" if equals else piece
