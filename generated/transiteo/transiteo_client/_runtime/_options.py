# Copied verbatim from the runtime of Specwright; do not edit.
"""What a caller may change for one call, and what a client keeps for all of its calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

import httpx2

if TYPE_CHECKING:
    from ._checking import CheckMode
    from ._deviations import Deviation

__all__ = ["CredentialInput", "OnDeviation", "RequestOptions", "Timeout", "TimeoutInput", "timeouts"]

# A credential is its text, or what gives the text of today; the asynchronous client awaits what is awaitable.
CredentialInput: TypeAlias = "str | Callable[[], str] | Callable[[], Awaitable[str]]"
OnDeviation: TypeAlias = "Callable[[Deviation], None]"
Timeout: TypeAlias = httpx2.Timeout
TimeoutInput: TypeAlias = float | httpx2.Timeout | None


class RequestOptions(TypedDict, total=False):
    """Keyword arguments that every method takes.

    ``timeout`` bounds each step (seconds), ``deadline`` the whole call with its retries. ``extra_headers`` win over
    what the client would send. ``extra_body`` adds members to a JSON object or fields to a form. An
    ``idempotency_key`` is sent, and makes any method repeatable. ``security`` names the schemes of the alternative
    to use. ``check_requests`` says whether the request is checked before it is sent: True, False, or ``"warn"`` where
    what is wrong shall be told and sent nevertheless.
    """

    timeout: TimeoutInput
    deadline: float | None
    max_retries: int
    extra_headers: Mapping[str, str]
    extra_query: Mapping[str, object]
    extra_body: Mapping[str, object]
    idempotency_key: str
    strict: bool
    base_url: str
    security: tuple[str, ...]
    check_requests: CheckMode


def timeouts(timeout: TimeoutInput) -> dict[str, Any]:
    """Spell a timeout the way transports read it from a request's extensions."""
    return (timeout if isinstance(timeout, httpx2.Timeout) else httpx2.Timeout(timeout)).as_dict()
