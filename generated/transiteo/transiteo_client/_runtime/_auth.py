# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the credentials a client was given into what they put on a request."""

from __future__ import annotations

import base64
import inspect
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from ._errors import InvalidArgument, MissingCredentials
from ._operation import Credential, SecurityScheme, ServiceInfo
from ._override import override
from ._tokens import AsyncSendAlone, SendAlone, TokenKeeper, placeholders

if TYPE_CHECKING:
    from ._options import CredentialInput

__all__ = ["Applied", "Auth", "Security"]

Security: TypeAlias = tuple[tuple[str, ...], ...]
Pairs: TypeAlias = tuple[tuple[str, str], ...]


class Applied:
    """What credentials put on a request; the same object as long as they are the same."""

    __slots__ = ("cookies", "headers", "parts", "query", "texts")

    def __init__(
        self, *, headers: Pairs, query: Pairs, cookies: Pairs, parts: tuple[Part, ...], texts: list[str]
    ) -> None:
        self.headers = headers
        self.query = query
        self.cookies = cookies
        self.parts = parts
        self.texts = texts

    @override
    def __repr__(self) -> str:
        names = [name for pairs in (self.headers, self.query, self.cookies) for name, _ in pairs]
        return f"<Applied {', '.join(names) or 'nothing'}>"


class Part(Protocol):
    """Where the text of one scheme comes from."""

    scheme: SecurityScheme

    def ready(self) -> str | None: ...
    def obtain(self, send: SendAlone) -> str: ...
    async def aobtain(self, send: AsyncSendAlone) -> str: ...
    def refused(self, text: str) -> bool: ...


class Given:
    """A scheme whose credentials the caller gave: fixed texts, or callables that are asked for each call."""

    def __init__(self, scheme: SecurityScheme, values: tuple[CredentialInput, ...]) -> None:
        self.scheme = scheme
        self._values = values
        self._fixed = _joined(scheme, values) if all(isinstance(value, str) for value in values) else None

    def ready(self) -> str | None:
        """Give the text where nothing has to be asked for it."""
        return self._fixed

    def obtain(self, send: SendAlone) -> str:  # noqa: ARG002 - the shape of a Part
        """Ask the callables."""
        return _joined(self.scheme, [_text_of(value) for value in self._values])

    async def aobtain(self, send: AsyncSendAlone) -> str:  # noqa: ARG002 - the shape of a Part
        """Ask the callables, awaiting those that are awaitable."""
        return _joined(self.scheme, [await _atext_of(value) for value in self._values])

    def refused(self, text: str) -> bool:  # noqa: ARG002 - the shape of a Part
        """Say that another attempt would bring the same."""
        return False


class Fetched:
    """A scheme whose token is fetched from its source, unless the caller gave one that has not been refused yet."""

    def __init__(
        self, scheme: SecurityScheme, keeper: TokenKeeper, ingredients: Mapping[str, CredentialInput], given: str | None
    ) -> None:
        self.scheme = scheme
        self._keeper = keeper
        self._ingredients = ingredients
        self._given = given

    def ready(self) -> str | None:
        """Give the token if one is there and still lasts."""
        return self._given or self._keeper.ready()

    def obtain(self, send: SendAlone) -> str:
        """Give the token, fetching it if need be."""
        return self._given or self._keeper.obtain(
            lambda: {name: _text_of(value) for name, value in self._ingredients.items()}, send
        )

    async def aobtain(self, send: AsyncSendAlone) -> str:
        """Give the token, fetching it if need be."""

        async def ingredients() -> dict[str, str]:
            return {name: await _atext_of(value) for name, value in self._ingredients.items()}

        return self._given or await self._keeper.aobtain(ingredients, send)

    def refused(self, text: str) -> bool:
        """Forget the token, so that the next attempt brings another one."""
        if self._given == text:
            self._given = None
        self._keeper.forget(text)
        return True


class Auth:
    """The credentials of one client."""

    def __init__(
        self,
        service: ServiceInfo,
        credentials: Mapping[str, CredentialInput | None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._environment = {credential.python: credential for credential in service.credentials}
        self._values = dict(_values(service.credentials, credentials))
        agent = f"{service.package}/{service.version}"
        self._keepers = {
            key: TokenKeeper(key, scheme.token_source, user_agent=agent, clock=clock)
            for key, scheme in service.schemes.items()
            if scheme.token_source is not None
        }
        self._parts: dict[str, Part | None] = {}
        self._choices: dict[Security, tuple[Part, ...]] = {}
        self._applied: dict[tuple[Part, ...], Applied] = {}

    @override
    def __repr__(self) -> str:
        return f"<Auth with {', '.join(self._values) or 'no credentials'}>"

    def ready(self, security: Security) -> Applied | None:
        """Give what an operation needs, if nothing has to be asked for it.

        Raises: MissingCredentials.
        """
        parts = self._choices.get(security)
        if parts is None:
            parts = self._choices[security] = self._choose(security)
        texts: list[str] = []
        for part in parts:
            text = part.ready()
            if text is None:
                return None
            texts.append(text)
        return self._apply(parts, texts)

    def obtain(self, security: Security, send: SendAlone) -> Applied:
        """Give what an operation needs, asking callables and token services.

        Raises: MissingCredentials, TokenRequestFailed.
        """
        parts = self._choose(security)
        return self._apply(parts, [part.ready() or part.obtain(send) for part in parts])

    async def aobtain(self, security: Security, send: AsyncSendAlone) -> Applied:
        """Give what an operation needs, asking callables and token services.

        Raises: MissingCredentials, TokenRequestFailed.
        """
        parts = self._choose(security)
        return self._apply(parts, [part.ready() or await part.aobtain(send) for part in parts])

    def invalidate(self, applied: Applied) -> bool:
        """Drop what was refused with 401, and say whether another attempt would bring other credentials."""
        heard = [part.refused(text) for part, text in zip(applied.parts, applied.texts, strict=True)]
        return any(heard)

    def _apply(self, parts: tuple[Part, ...], texts: list[str]) -> Applied:
        known = self._applied.get(parts)
        if known is not None and known.texts == texts:
            return known
        pairs: dict[str, list[tuple[str, str]]] = {"header": [], "query": [], "cookie": []}
        for part, text in zip(parts, texts, strict=True):
            place, name, value = _placed(part.scheme, text)
            if place:
                pairs[place].append((name, value))
        applied = Applied(
            headers=tuple(pairs["header"]),
            query=tuple(pairs["query"]),
            cookies=tuple(pairs["cookie"]),
            parts=parts,
            texts=texts,
        )
        self._applied[parts] = applied
        return applied

    def _choose(self, security: Security) -> tuple[Part, ...]:
        """Choose the first alternative whose credentials are all there or can be had; none at all comes last."""
        for alternative in sorted(security, key=lambda keys: not keys):
            parts = [self._part(key) for key in alternative]
            if None not in parts:
                return tuple(cast("list[Part]", parts))
        raise MissingCredentials(f"credentials are missing: {', or '.join(map(self._wanted, security))}")

    def _part(self, key: str) -> Part | None:
        if key not in self._parts:
            scheme = self._service.schemes.get(key)
            if scheme is None:
                known = ", ".join(self._service.schemes) or "none"
                raise InvalidArgument(f"{key!r} is no security scheme of this service; there are: {known}")
            self._parts[key] = self._new_part(scheme)
        return self._parts[key]

    def _new_part(self, scheme: SecurityScheme) -> Part | None:
        given = [self._values.get(name) for name in scheme.credentials]
        is_given = None not in given
        source = scheme.token_source
        names = placeholders(source) if source is not None else ()
        can_fetch = source is not None and all(name in self._values for name in names)
        fixed = given[0] if len(given) == 1 and isinstance(given[0], str) else None
        if can_fetch and (fixed is not None or not is_given):
            return Fetched(scheme, self._keepers[scheme.key], {name: self._values[name] for name in names}, fixed)
        return Given(scheme, tuple(cast("list[CredentialInput]", given))) if is_given else None

    def _wanted(self, alternative: tuple[str, ...]) -> str:
        return " with ".join(self._ways(self._service.schemes[key]) for key in alternative)

    def _ways(self, scheme: SecurityScheme) -> str:
        ways = [scheme.credentials]
        if scheme.token_source is not None:
            ways.append(placeholders(scheme.token_source))
        return " or ".join(" and ".join(map(self._spelled, names)) for names in ways if names)

    def _spelled(self, name: str) -> str:
        credential = self._environment.get(name)
        return f"{name}= (or {credential.env})" if credential is not None else f"{name}="


def _values(
    credentials: tuple[Credential, ...], given: Mapping[str, CredentialInput | None]
) -> list[tuple[str, CredentialInput]]:
    found: list[tuple[str, CredentialInput]] = []
    for credential in credentials:
        # A variable often ends in the line end of the file that it came from.
        value = given.get(credential.python) or os.environ.get(credential.env, "").strip()
        if value:
            found.append((credential.python, value))
    return found


def _text_of(value: CredentialInput) -> str:
    text = value if isinstance(value, str) else value()
    if inspect.isawaitable(text):
        if inspect.iscoroutine(text):
            text.close()
        raise InvalidArgument("an asynchronous function gives a credential: only the asynchronous client can await it")
    return _checked(text)


async def _atext_of(value: CredentialInput) -> str:
    text: Any = value if isinstance(value, str) else value()
    return _checked(await cast("Awaitable[object]", text) if inspect.isawaitable(text) else text)


def _checked(text: object) -> str:
    if not isinstance(text, str) or not text:
        raise InvalidArgument(f"a credential's function must give a text that is not empty, not {type(text).__name__}")
    return text


def _joined(scheme: SecurityScheme, values: Any) -> str:
    """Make one text of a scheme's credentials: only basic has two."""
    texts = cast("list[str]", list(values))
    if scheme.kind == "basic":
        if len(texts) == 2 and ":" in texts[0]:
            raise InvalidArgument(f"{scheme.credentials[0]} must not contain a colon")
        return base64.b64encode(":".join(texts).encode("utf-8")).decode("ascii")
    return texts[0] if texts else ""


def _placed(scheme: SecurityScheme, text: str) -> tuple[str, str, str]:
    match scheme.kind:
        case "bearer":
            return "header", "Authorization", f"Bearer {text}"
        case "basic":
            return "header", "Authorization", f"Basic {text}"
        case "none":
            return "", "", ""
        case kind:
            return kind, scheme.parameter, text
