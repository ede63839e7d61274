"""A request as values, and how it becomes bytes: parameters by location, a body with its media type, credentials."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from specwright.conform.exchanges import Request
from specwright.conform.payloads import payload
from specwright.conform.styles import SpellingError, pairs_of, primitive, text_of
from specwright.model.service import (
    ApiKeyScheme,
    HttpScheme,
    MediaType,
    Oauth2Scheme,
    Operation,
    Parameter,
    ParameterLocation,
    SecurityScheme,
)
from specwright.model.types import Json

__all__ = ["Draft", "SpellingError", "write"]


# Percent-encoded bytes that are no UTF-8.
_UNREADABLE: Final = "%FF%FE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request to an operation; ``parameters`` by location and wire name, ``credentials`` by security scheme.

    ``content`` is the documented media type of the body, None where there is none. ``raw`` are the body's bytes instead
    of ``body``, ``content_type`` what is said of it instead of the documented media type, None to say nothing.
    ``headers`` are sent beside all else; ``method`` instead of the operation's; ``spoilt`` are parameters, by location
    and name, in whose place there is what nobody can decode.
    """

    operation: Operation
    parameters: Mapping[str, Mapping[str, Json]] = field(default_factory=dict[str, "Mapping[str, Json]"])
    credentials: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    content: MediaType | None = None
    body: Any = None
    raw: bytes | None = None
    content_type: str | None = ""
    headers: tuple[tuple[str, str], ...] = ()
    method: str = ""
    spoilt: tuple[tuple[str, str], ...] = ()

    def given(self, location: ParameterLocation) -> Mapping[str, Json]:
        """Give the parameters of a location."""
        return self.parameters.get(location.value, {})


def write(draft: Draft, schemes: Mapping[str, SecurityScheme]) -> Request:
    """Spell a draft.

    Raises:
        SpellingError: a value has no spelling where it stands.
    """
    operation = draft.operation
    by_place = {(one.location, one.name.wire): one for one in operation.parameters}
    path = operation.path
    for name, value in draft.given(ParameterLocation.PATH).items():
        if ("path", name) in draft.spoilt:
            path = path.replace(f"{{{name}}}", _UNREADABLE)
        path = path.replace(f"{{{name}}}", _text(by_place[ParameterLocation.PATH, name], value))
    query = _pairs(draft, by_place, ParameterLocation.QUERY)
    query += [(quote(name, safe=""), _UNREADABLE) for place, name in draft.spoilt if place == "query"]
    cookies = _pairs(draft, by_place, ParameterLocation.COOKIE)
    headers = [
        (name, _text(by_place[ParameterLocation.HEADER, name], value))
        for name, value in draft.given(ParameterLocation.HEADER).items()
    ]
    secrets: set[str] = set()
    for key, credential in draft.credentials.items():
        place, name, text = _placed(schemes[key], credential)
        if place == "query":
            query.append((quote(name, safe=""), quote(text, safe="")))
        elif place == "cookie":
            cookies.append((name, text))
            secrets.add("cookie")
        elif place:
            headers.append((name, text))
            secrets.add(name.lower())
    if cookies:
        headers.append(("Cookie", "; ".join(f"{name}={text}" for name, text in cookies)))
    body, media_type = _body(draft)
    if media_type:
        headers.append(("Content-Type", media_type))
    headers += draft.headers
    return Request(
        operation=operation.name.wire,
        method=draft.method or operation.method.upper(),
        target=path + ("?" + "&".join(f"{name}={text}" for name, text in query) if query else ""),
        headers=tuple(headers),
        body=body,
        secrets=frozenset(secrets),
    )


def _body(draft: Draft) -> tuple[bytes, str]:
    if draft.content is None:
        return draft.raw or b"", draft.content_type or ""
    said = ""
    if draft.raw is None:
        body, said = payload(draft.content, draft.body)
    else:
        body = draft.raw
        said = payload(draft.content, {} if draft.content.parts else "")[1]
    return body, said if draft.content_type == "" else draft.content_type or ""


def _text(parameter: Parameter, value: Json) -> str:
    return text_of(parameter, _encoded(parameter, value))


def _encoded(parameter: Parameter, value: Json) -> Json:
    """Undo what a reader will undo: where text travels in an encoding, callers give the plain one."""
    if parameter.encoding != "base64url":
        return value
    try:
        return base64.urlsafe_b64encode(primitive(value).encode("utf-8")).decode("ascii").rstrip("=")
    except UnicodeEncodeError:
        raise SpellingError("half a surrogate pair has no spelling in UTF-8") from None


def _pairs(
    draft: Draft, by_place: Mapping[tuple[ParameterLocation, str], Parameter], location: ParameterLocation
) -> list[tuple[str, str]]:
    return [
        pair
        for name, value in draft.given(location).items()
        for pair in pairs_of(by_place[location, name], _encoded(by_place[location, name], value))
    ]


def _placed(scheme: SecurityScheme, text: str) -> tuple[str, str, str]:
    match scheme:
        case ApiKeyScheme(location=location, parameter=name):
            return location.value, name, text
        case HttpScheme(scheme="bearer") | Oauth2Scheme():
            return "header", "Authorization", f"Bearer {text}"
        case HttpScheme(scheme="basic"):
            spelled = base64.b64encode(text.encode("utf-8")).decode("ascii") if ":" in text else text
            return "header", "Authorization", f"Basic {spelled}"
        case HttpScheme(scheme=word):
            return "header", "Authorization", f"{word.title()} {text}"
        case _:
            return "", "", ""
