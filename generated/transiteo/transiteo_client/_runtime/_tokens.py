# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the ingredients of a token into the token itself, asked for once however many callers wait for it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast
from urllib.parse import urlencode

import httpx2
from pydantic_core import from_json

from ._error_bodies import at_pointer, bounded
from ._errors import ApiError, TokenRequestFailed
from ._failures import transport_failure
from ._operation import TokenSource
from ._options import timeouts

if TYPE_CHECKING:
    import asyncio

__all__ = ["AsyncSendAlone", "SendAlone", "TokenKeeper", "placeholders"]

SendAlone: TypeAlias = Callable[[httpx2.Request], httpx2.Response]
AsyncSendAlone: TypeAlias = Callable[[httpx2.Request], Awaitable[httpx2.Response]]
Ingredients: TypeAlias = Mapping[str, str]

_TIMEOUT: Final = 30.0
# A token is renewed before its end, because a request takes time to arrive and clocks differ.
_MARGIN: Final = 60.0
_MARGIN_SHARE: Final = 0.1
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


def placeholders(source: TokenSource) -> tuple[str, ...]:
    """Name the credential arguments that a token is made of."""
    return tuple(dict.fromkeys(name for _, value in source.form for name in _PLACEHOLDER.findall(value)))


@dataclass(frozen=True, slots=True, repr=False)
class _Token:
    text: str
    expires_at: float


class _Flight:
    """A request under way in one thread, for which others wait."""

    def __init__(self) -> None:
        self.landed = threading.Event()
        self.text: str | None = None
        self.error: Exception | None = None


class TokenKeeper:
    """Keeps the token of one security scheme and renews it; a failure reaches all who waited, and is then forgotten."""

    def __init__(
        self, scheme: str, source: TokenSource, *, user_agent: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._scheme = scheme
        self._source = source
        self._user_agent = user_agent
        self._clock = clock
        self._token: _Token | None = None
        self._rotated: dict[str, str] = {}
        self._lock = threading.Lock()
        self._flight: _Flight | None = None
        # By loop: a task can be waited for only in its own.
        self._tasks: dict[asyncio.AbstractEventLoop, asyncio.Task[str]] = {}

    def __repr__(self) -> str:
        return f"<token of {self._scheme}, {'kept' if self.ready() else 'not kept'}>"

    def ready(self) -> str | None:
        """Give the token if it still lasts."""
        token = self._token
        return token.text if token is not None and self._clock() < token.expires_at else None

    def forget(self, text: str) -> None:
        """Drop a token that was refused; one that came since stays."""
        with self._lock:
            if self._token is not None and self._token.text == text:
                self._token = None

    def obtain(self, ingredients: Callable[[], Ingredients], send: SendAlone) -> str:
        """Give the token, asking for it if need be; of several threads one asks.

        Raises: TokenRequestFailed.
        """
        while True:
            with self._lock:
                text = self.ready()
                if text is not None:
                    return text
                flight, is_first = self._flight or _Flight(), self._flight is None
                self._flight = flight
            if is_first:
                return self._fly(flight, ingredients, send)
            flight.landed.wait()
            if flight.text is not None:
                return flight.text
            if isinstance(flight.error, TokenRequestFailed):
                raise _again(flight.error) from flight.error
            if flight.error is not None:
                raise flight.error
            # Who asked was interrupted, which says nothing about the token: the next one asks.

    async def aobtain(self, ingredients: Callable[[], Awaitable[Ingredients]], send: AsyncSendAlone) -> str:
        """Give the token, asking for it if need be; of several tasks one asks.

        Raises: TokenRequestFailed.
        """
        text = self.ready()
        if text is not None:
            return text
        import asyncio

        loop = asyncio.get_running_loop()
        task = self._tasks.get(loop)
        if task is None or task.done():
            # A loop may have been closed amid a request, which then never ends.
            self._tasks = {other: pending for other, pending in self._tasks.items() if not other.is_closed()}
            task = self._tasks[loop] = loop.create_task(self._arequest(ingredients, send))
            task.add_done_callback(self._landed)
        try:
            # Shielded, because one caller's cancellation must not be that of all.
            return await asyncio.shield(task)
        except TokenRequestFailed as error:
            raise _again(error) from error

    def _landed(self, task: asyncio.Task[str]) -> None:
        if self._tasks.get(task.get_loop()) is task:
            del self._tasks[task.get_loop()]
        if not task.cancelled():
            # If all who waited were cancelled, nobody else is left to look at a failure.
            task.exception()

    def _fly(self, flight: _Flight, ingredients: Callable[[], Ingredients], send: SendAlone) -> str:
        try:
            flight.text = self._request(ingredients, send)
        except Exception as error:
            flight.error = error
            raise
        else:
            return flight.text
        finally:
            with self._lock:
                self._flight = None
            flight.landed.set()

    def _request(self, ingredients: Callable[[], Ingredients], send: SendAlone) -> str:
        values = {**ingredients(), **self._rotated}
        request, asked_at = self._prepared(values), self._clock()
        try:
            response = send(request)
        except Exception as error:
            raise self._unreachable(error, request) from error
        return self._kept(response, values, asked_at)

    async def _arequest(self, ingredients: Callable[[], Awaitable[Ingredients]], send: AsyncSendAlone) -> str:
        values = {**await ingredients(), **self._rotated}
        request, asked_at = self._prepared(values), self._clock()
        try:
            response = await send(request)
        except Exception as error:
            raise self._unreachable(error, request) from error
        return self._kept(response, values, asked_at)

    def _prepared(self, values: Ingredients) -> httpx2.Request:
        form = [(name, _PLACEHOLDER.sub(lambda found: values[found[1]], value)) for name, value in self._source.form]
        return httpx2.Request(
            "POST",
            self._source.token_url,
            content=urlencode(form).encode("ascii"),
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
                "User-Agent": self._user_agent,
            },
            extensions={"timeout": timeouts(_TIMEOUT)},
        )

    def _kept(self, response: httpx2.Response, values: Ingredients, asked_at: float) -> str:
        document = _parsed(response.content)
        if not 200 <= response.status_code < 300:
            raise self._failed(f"answered {response.status_code}{_reason(document, values)}")
        text = at_pointer(document, self._source.token)
        if not isinstance(text, str) or not text:
            raise self._failed(f"answered {response.status_code} without a token at {self._source.token}")
        lifetime = _seconds(at_pointer(document, self._source.expires_in)) or self._source.lifetime
        margin = min(_MARGIN, lifetime * _MARGIN_SHARE)
        self._rotate(document, values)
        self._token = _Token(text, asked_at + lifetime - margin)
        return text

    def _rotate(self, document: object, values: Ingredients) -> None:
        # RFC 6749 section 6: a new refresh token takes the place of the one that was used.
        renewed = at_pointer(document, "/refresh_token")
        if "refresh_token" in values and isinstance(renewed, str) and renewed:
            self._rotated["refresh_token"] = renewed

    def _unreachable(self, error: Exception, request: httpx2.Request) -> Exception:
        if isinstance(error, ApiError):
            return error
        found = transport_failure(error, request, deadline_passed=False)
        return error if found is None else self._failed(f"gave no answer: {found[0]}")

    def _failed(self, what: str) -> TokenRequestFailed:
        address = self._source.token_url.partition("?")[0]
        return TokenRequestFailed(f"no token for {self._scheme}: {address} {what}")


def _again(error: TokenRequestFailed) -> TokenRequestFailed:
    """Make a fresh error for each who waited: a traceback belongs to one of them."""
    return TokenRequestFailed(*error.args)


def _parsed(content: bytes) -> object:
    try:
        return from_json(content)
    except ValueError:
        return None


def _reason(document: object, values: Ingredients) -> str:
    """Give the error code and its description (RFC 6749 section 5.2); a secret quoted in it is taken out."""
    if not isinstance(document, dict):
        return ""
    members = cast("dict[str, Any]", document)
    said = [members.get(name) for name in ("error", "error_description")]
    text = ": ".join(part for part in said if isinstance(part, str) and part)
    for secret in sorted(values.values(), key=len, reverse=True):
        text = text.replace(secret, "[redacted]") if secret else text
    return f" {bounded(text)}" if text else ""


def _seconds(value: object) -> float:
    """Read a lifetime, which some services write as a string; zero where there is none."""
    try:
        seconds = float(cast("str", value))
    except (TypeError, ValueError):
        return 0.0
    return seconds if 0 < seconds < float("inf") else 0.0
