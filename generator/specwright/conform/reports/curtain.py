"""Decides what a report may tell of an exchange: credentials never, wherever they stand, and bodies up to a length."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote, unquote_plus

from specwright.conform.exchanges import Exchange, Request, Response
from specwright.model.service import (
    ApiKeyScheme,
    HttpScheme,
    Oauth2Scheme,
    ParameterLocation,
    Service,
)
from specwright.model.types import Json
from specwright.twin.edge.credentials import secret_names
from specwright.twin.edge.form_reading import FormError, read_multipart
from specwright.twin.edge.redaction import HIDDEN, Redaction

__all__ = ["MOST_BYTES", "Curtain"]

MOST_BYTES: Final = 16 * 1024
# What is shorter stands in too many words to be looked for everywhere.
_SHORTEST: Final = 6
_MOST_LEARNED: Final = 500
_TEXTUAL: Final = ("json", "text/", "xml", "x-www-form-urlencoded")
_NEVER: Final = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"})
_NAMES: Final = r"pass(?:word|wd|phrase)|secret|token|api[-_]?key|private[-_]?key|authorization|credential"
_MEMBER: Final = re.compile(rf'("[^"\\]*(?:{_NAMES})[^"\\]*"\s*:\s*")((?:[^"\\]|\\.)*)', re.IGNORECASE | re.DOTALL)
_FIELD: Final = re.compile(rf"((?:^|[&?])[^&=]*(?:{_NAMES})[^&=]*=)([^&]+)", re.IGNORECASE)
_MARK: Final = re.compile(_NAMES)
# What all of these names have one of: much quicker to look for than the names themselves.
_ROOTS: Final = ("pass", "secret", "token", "key", "auth", "cred")


class Curtain:
    """Hides what is secret about one service; ``known`` are secrets with what to show in their place.

    Values that stand under the name of a secret are remembered, and hidden wherever they are met again. What others
    sent (``is_foreign``) is told only where the description knows it; what a campaign sends, unless it is a credential.
    """

    def __init__(self, service: Service, *, known: Mapping[str, str] | None = None, is_foreign: bool = False) -> None:
        self._redaction = Redaction(service)
        self._is_foreign = is_foreign
        schemes = service.security_schemes
        self._names = _NEVER | secret_names(schemes, ParameterLocation.HEADER)
        self._query_names = secret_names(schemes, ParameterLocation.QUERY)
        self._token_paths = frozenset(_token_paths(service))
        self._shown: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None
        for secret, placeholder in (known or {}).items():
            self._hide(secret, placeholder)

    def text(self, text: str) -> str:
        """Give a text without the secrets that are known."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._shown[match[0]], text)

    def request(self, request: Request) -> dict[str, Json]:
        """Describe a request."""
        path, mark, query = request.target.partition("?")
        headers = self._headers(request.headers, request.secrets, is_open=not self._is_foreign)
        told: dict[str, Json] = {
            "method": request.method,
            "target": self.text(path) + mark + self._query(query),
            "headers": headers,
        }
        if request.body:
            media_type = _field(request.headers, "content-type")
            told["body"] = self._body(request.body, media_type, is_secret=path in self._token_paths)
            told["size"] = len(request.body)
        return told

    def response(self, response: Response, request: Request) -> dict[str, Json]:
        """Describe a response to a request."""
        told: dict[str, Json] = {
            "status": response.status,
            "headers": self._headers(response.headers, frozenset(), is_open=False),
        }
        if response.body:
            is_secret = request.target.partition("?")[0] in self._token_paths
            told["body"] = self._body(response.body, response.fields.get("content-type", ""), is_secret=is_secret)
            told["size"] = len(response.body)
        return told

    def exchange(self, exchange: Exchange) -> dict[str, Json]:
        """Describe an exchange."""
        told: dict[str, Json] = {
            "number": exchange.number,
            "operation": exchange.request.operation,
            "started": round(exchange.started, 6),
            "seconds": round(exchange.seconds, 6),
            "request": self.request(exchange.request),
        }
        if exchange.response is not None:
            told["response"] = self.response(exchange.response, exchange.request)
        else:
            told["broken"] = self.text(exchange.broken)
        return told

    def is_secret_query(self, name: str) -> bool:
        """Say whether a query parameter bears a credential, by its name."""
        return name.lower() in self._query_names or _mentions_secret(name)

    def _query(self, query: str) -> str:
        if self._is_foreign:
            return self.text(self._redaction.query(query.encode("latin-1", "replace")))
        return "&".join(self._pair(piece) for piece in query.split("&"))

    def _pair(self, piece: str) -> str:
        name, equals, value = piece.partition("=")
        if not equals or not self.is_secret_query(unquote_plus(name)):
            return self.text(piece)
        return f"{name}={self._secret(unquote_plus(value))}"

    def _headers(self, headers: Iterable[tuple[str, str]], secrets: frozenset[str], *, is_open: bool) -> list[Json]:
        return [[name, self._header(name, value, secrets, is_open=is_open)] for name, value in headers]

    def _header(self, name: str, value: str, secrets: frozenset[str], *, is_open: bool) -> str:
        lower = name.lower()
        if lower == "cookie":
            pairs = (pair.strip().partition("=") for pair in value.split(";"))
            return "; ".join(f"{key}{equals}{self._secret(text)}" for key, equals, text in pairs)
        if lower in secrets or lower in self._names or (is_open and _mentions_secret(name)):
            return self._secret(value)
        if is_open:
            return self.text(value)
        (pair,) = self._redaction.headers([(lower.encode("latin-1", "replace"), value.encode("latin-1", "replace"))])
        return HIDDEN if isinstance(pair, list) and pair[1] == HIDDEN else self.text(value)

    def _secret(self, value: str) -> str:
        """Show what stands for a known credential, and nothing of any other."""
        word, space, rest = value.partition(" ")
        secret, lead = (rest.strip(), word + space) if space and word.isalpha() else (value, "")
        if secret in self._shown:
            return lead + self._shown[secret]
        if len(self._shown) < _MOST_LEARNED:
            self._hide(secret, HIDDEN)
        return HIDDEN

    def _body(self, content: bytes, media_type: str, *, is_secret: bool) -> Json:
        if is_secret:
            return {"mediaType": media_type, "text": HIDDEN}
        if media_type.startswith("multipart/"):
            return self._form(content, media_type)
        kept = content[:MOST_BYTES]
        told: dict[str, Json] = {"mediaType": media_type}
        text = _decoded(kept, is_cut=len(kept) < len(content))
        if text is not None and (not media_type or any(word in media_type.lower() for word in _TEXTUAL)):
            told["text"] = self.text(self._masked(text, media_type))
        else:
            told["base64"] = base64.b64encode(kept).decode("ascii")
        if len(kept) < len(content):
            told["isCut"] = True
        return told

    def _form(self, content: bytes, media_type: str) -> Json:
        try:
            fields = read_multipart(content, media_type, max_parts=1_000)
        except FormError as error:
            return {"mediaType": media_type, "text": f"[{len(content)} bytes that are no form: {error}]"}
        parts: list[Json] = []
        for field in fields:
            part: dict[str, Json] = {"name": field.name, "mediaType": field.media_type, "size": len(field.content)}
            if field.file_name is not None:
                part["fileName"] = self.text(field.file_name)
            elif _mentions_secret(field.name):
                part["value"] = HIDDEN
            else:
                value = field.content[:MOST_BYTES].decode("utf-8", "replace")
                part["value"] = self.text(self._masked(value, field.media_type or "application/json"))
            parts.append(part)
        return {"mediaType": media_type, "parts": parts}

    def _masked(self, text: str, media_type: str) -> str:
        pattern = _FIELD if "urlencoded" in media_type else _MEMBER

        def hide(match: re.Match[str]) -> str:
            return match[1] + self._secret(unquote_plus(match[2]) if pattern is _FIELD else match[2])

        return pattern.sub(hide, text) if _mentions_secret(text) else text

    def _hide(self, secret: str, placeholder: str) -> None:
        if len(secret) < _SHORTEST or secret in self._shown or secret == HIDDEN:
            return
        for spelling in _spellings(secret):
            self._shown.setdefault(spelling, placeholder)
        longest_first = sorted(self._shown, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))


def _mentions_secret(text: str) -> bool:
    """Say whether a text has a word that secrets are named by."""
    lower = text.lower()
    return any(root in lower for root in _ROOTS) and _MARK.search(lower) is not None


def _spellings(secret: str) -> Iterator[str]:
    """Tell how a secret may be spelled: plain, in a URL, in JSON, in Basic credentials."""
    yield secret
    yield quote(secret, safe="")
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield base64.b64encode(secret.encode("utf-8", "surrogatepass")).decode("ascii")


def _field(headers: Iterable[tuple[str, str]], name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _decoded(content: bytes, *, is_cut: bool) -> str | None:
    try:
        return content.decode("utf-8", "ignore" if is_cut else "strict")
    except UnicodeDecodeError:
        return None


def _token_paths(service: Service) -> Iterator[str]:
    for table in service.behaviour.callers.values():
        if table.flow is not None:
            yield table.flow.path
    for scheme in service.security_schemes.values():
        if isinstance(scheme, ApiKeyScheme | HttpScheme | Oauth2Scheme) and scheme.token_source is not None:
            yield scheme.token_source.token_url
