"""Turns environment variables into the credentials of a live service, fetching tokens where a description says how."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import httpx2

from specwright.conform.callers import callers
from specwright.conform.fixtures import Fixtures
from specwright.emitters.credentials import Credential, Scheme, credentials_of, schemes_of
from specwright.model.config import Config
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.service import Service
from specwright.twin.pointers import at_pointer

__all__ = ["Obtained", "obtain_credentials", "sent_credentials"]

_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")
_SECONDS: Final = 30.0
Post = Callable[[str, bytes], tuple[int, bytes]]


@dataclass(frozen=True, slots=True, repr=False)
class Obtained:
    """Credentials by security scheme; ``secrets`` are all texts that went into them; ``missing`` are variables."""

    credentials: Mapping[str, str]
    secrets: tuple[str, ...]
    missing: tuple[str, ...]


def obtain_credentials(
    service: Service, config: Config, environment: Mapping[str, str], *, post: Post | None = None
) -> Obtained:
    """Read what the generated client would read; schemes for which nothing is set are left out.

    Raises:
        ConfigError: a token is not issued.
    """
    known = {credential.name: credential for credential in credentials_of(service, config)}
    values = {name: text for name, each in known.items() if (text := environment.get(each.env, "").strip())}
    found: dict[str, str] = {}
    missing: list[str] = []
    for scheme in schemes_of(service):
        text = _given(scheme, values) or _fetched(scheme, values, post or _post)
        if not text:
            missing += _variables(scheme, known)
        else:
            found[scheme.key] = text
    return Obtained(found, (*values.values(), *found.values()), tuple(dict.fromkeys(missing)))


def sent_credentials(service: Service, fixtures: Fixtures) -> dict[str, str]:
    """Give what a campaign sends: the credentials of the fixtures, else those that a description has for its twin."""
    found: dict[str, str] = {}
    for operation in service.operations:
        first = next(iter(callers(service, operation, fixtures)), None)
        for key, text in first.credentials.items() if first is not None else ():
            found.setdefault(key, text)
    return found


def _given(scheme: Scheme, values: Mapping[str, str]) -> str:
    if not all(name in values for name in scheme.credentials):
        return ""
    return ":".join(values[name] for name in scheme.credentials)


def _variables(scheme: Scheme, known: Mapping[str, Credential]) -> Iterator[str]:
    yield from (known[name].env for name in scheme.credentials if name in known)


def _fetched(scheme: Scheme, values: Mapping[str, str], post: Post) -> str:
    source = scheme.token_source
    if source is None or not all(name in values for name in scheme.ingredients):
        return ""
    form = [(name, _PLACEHOLDER.sub(lambda match: values.get(match[1], ""), value)) for name, value in scheme.form]
    try:
        status, content = post(source.token_url, urlencode(form).encode("ascii"))
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise _failed(scheme, f"cannot be reached: {type(error).__name__}") from None
    try:
        document: Any = json.loads(content)
    except (ValueError, RecursionError):
        document = None
    if not 200 <= status < 300:
        raise _failed(scheme, f"answers {status}")
    token = at_pointer(document, source.token)
    if not isinstance(token, str) or not token:
        raise _failed(scheme, f"answers {status} without a token at {source.token}")
    return token


def _failed(scheme: Scheme, what: str) -> ConfigError:
    where = Location("environment")
    hint = "Check the variables that the client's README names, or set the token itself."
    return ConfigError(Problem(where, f"no token for {scheme.key}: its token endpoint {what}", hint, "credentials"))


def _post(url: str, form: bytes) -> tuple[int, bytes]:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    with httpx2.Client(timeout=_SECONDS, follow_redirects=False) as client:
        response = client.post(url, content=form, headers=headers)
    return response.status_code, response.content
