"""Turns security schemes into the credentials that a client's constructor takes, and into what sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specwright.model.config import Config
from specwright.model.service import (
    ApiKeyScheme,
    HttpScheme,
    Oauth2Scheme,
    OtherScheme,
    SecurityScheme,
    Service,
    TokenSource,
)
from specwright.passes.spelling import Style, allot, identifier

__all__ = ["CONSTRUCTOR", "Credential", "Scheme", "credentials_of", "schemes_of"]

# The other keywords of a client's constructor (runtime/_client.py).
CONSTRUCTOR = frozenset(
    {
        "base_url",
        "check_requests",
        "credentials",
        "deadline",
        "default_headers",
        "http_client",
        "max_retries",
        "middleware",
        "on_deviation",
        "retry",
        "self",
        "service",
        "strict",
        "timeout",
        "transport",
    }
)
_INGREDIENT = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Credential:
    """One argument of the constructor; ``text`` says to a person what to put there."""

    name: str
    env: str
    text: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a credential is put on a request, in the words of runtime/_operation.py."""

    key: str
    kind: str
    credentials: tuple[str, ...]
    parameter: str
    token_source: TokenSource | None
    form: tuple[tuple[str, str], ...]
    ingredients: tuple[str, ...]


def credentials_of(service: Service, config: Config) -> tuple[Credential, ...]:
    """List the credentials that some operation can need, each once."""
    names = _names(service)
    texts: dict[str, list[str]] = {}
    for scheme in _used(service):
        for wanted, text in _wanted(scheme, service):
            texts.setdefault(names[wanted], []).append(text)
    return tuple(
        Credential(name, f"{config.env_prefix}_{name.upper().rstrip('_')}", " ".join(dict.fromkeys(lines)))
        for name, lines in texts.items()
    )


def schemes_of(service: Service) -> tuple[Scheme, ...]:
    """List the security schemes that some operation uses."""
    names = _names(service)
    return tuple(_scheme(scheme, service, names) for scheme in _used(service))


def _scheme(scheme: SecurityScheme, service: Service, names: Mapping[str, str]) -> Scheme:
    source = None if isinstance(scheme, OtherScheme) else scheme.token_source
    kind, parameter = _kind(scheme)
    own = list(_own(scheme, service))
    return Scheme(
        key=scheme.key,
        kind=kind,
        credentials=tuple(names[wanted] for wanted, _ in own),
        parameter=parameter,
        token_source=source,
        form=tuple((key, _refer(value, names)) for key, value in source.form.items()) if source else (),
        ingredients=tuple(names[wanted] for wanted, _ in _ingredients(scheme)),
    )


def _kind(scheme: SecurityScheme) -> tuple[str, str]:
    match scheme:
        case ApiKeyScheme(location=location, parameter=parameter):
            return location.value, parameter
        case HttpScheme(scheme="basic" | "bearer" as word):
            return word, ""
        case HttpScheme():
            # Its value is the caller's to spell: only two of the registered schemes can be written for them.
            return "header", "Authorization"
        case Oauth2Scheme():
            return "bearer", ""
        case OtherScheme():
            return "none", ""


def _used(service: Service) -> Iterator[SecurityScheme]:
    keys = {key for operation in service.operations for alternative in operation.security for key in alternative}
    return (scheme for key, scheme in service.security_schemes.items() if key in keys)


def _names(service: Service) -> dict[str, str]:
    wanted = list(dict.fromkeys(name for scheme in _used(service) for name, _ in _wanted(scheme, service)))
    spelled = [identifier(name, prefix="credential") for name in wanted]
    return dict(zip(wanted, allot(wanted, Style.SNAKE, reserved=CONSTRUCTOR, wanted=spelled), strict=True))


def _wanted(scheme: SecurityScheme, service: Service) -> Iterator[tuple[str, str]]:
    """Yield each credential that a scheme asks for, with what it is."""
    yield from _own(scheme, service)
    yield from _ingredients(scheme)


def _ingredients(scheme: SecurityScheme) -> Iterator[tuple[str, str]]:
    source = None if isinstance(scheme, OtherScheme) else scheme.token_source
    if source is not None:
        for value in source.form.values():
            for name in _INGREDIENT.findall(value):
                yield name, f"Sent to {source.token_url} to obtain the token of `{scheme.key}`."


def _own(scheme: SecurityScheme, service: Service) -> Iterator[tuple[str, str]]:
    match scheme:
        case ApiKeyScheme(credential=credential, location=location, parameter=parameter):
            yield credential, f"Sent as {location.value} `{parameter}`."
        case HttpScheme(scheme="basic", credential=credential):
            alone = (
                sum(isinstance(s, HttpScheme) and s.scheme == "basic" for s in service.security_schemes.values()) == 1
            )
            for part in ("username", "password"):
                yield (part if alone else f"{credential}_{part}"), f"The {part} of HTTP basic authentication."
        case HttpScheme(scheme="bearer", credential=credential) | Oauth2Scheme(credential=credential):
            yield credential, "Sent as bearer token."
        case HttpScheme(credential=credential, scheme=word):
            yield credential, f"The whole value of the `Authorization` header (scheme `{word}`)."
        case OtherScheme():
            return


def _refer(value: str, names: Mapping[str, str]) -> str:
    return _INGREDIENT.sub(lambda found: "{" + names.get(found[1], found[1]) + "}", value)
