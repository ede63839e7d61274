# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the caller's own functions into layers around each attempt."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import httpx2

__all__ = ["AsyncMiddleware", "AsyncProceed", "Attempt", "Middleware", "Proceed", "layered", "require_kind"]


@dataclass(slots=True)
class Attempt:
    """One attempt of a call: which operation, the how manieth (from 1), and the request about to be sent."""

    operation: str
    number: int
    request: httpx2.Request


Proceed: TypeAlias = Callable[[httpx2.Request], httpx2.Response]
AsyncProceed: TypeAlias = Callable[[httpx2.Request], Awaitable[httpx2.Response]]
# A layer gets the attempt and what comes after it: it may change the request, answer by itself, or look at the answer.
Middleware: TypeAlias = Callable[[Attempt, Proceed], httpx2.Response]
AsyncMiddleware: TypeAlias = Callable[[Attempt, AsyncProceed], Awaitable[httpx2.Response]]


def require_kind(middleware: Sequence[Callable[..., Any]], *, asynchronous: bool) -> None:
    """Refuse middleware of the other kind of client.

    Raises:
        TypeError: one is a coroutine function where the client is synchronous, or the other way round.
    """
    for layer in middleware:
        if _is_coroutine_function(layer) is not asynchronous:
            wanted, client = (
                ("an async function", "AsyncClient") if asynchronous else ("a plain function", "SyncClient")
            )
            raise TypeError(f"middleware {_name(layer)!r} must be {wanted}: this client is an {client}")


def layered(middleware: Sequence[Callable[..., Any]], innermost: Callable[[httpx2.Request], Any]) -> Callable[..., Any]:
    """Put layers around the sending of one attempt, the first outermost; what results takes the attempt."""
    layers = tuple(middleware)

    def run(attempt: Attempt, index: int = 0) -> Any:
        if index == len(layers):
            return innermost(attempt.request)

        def proceed(request: httpx2.Request) -> Any:
            attempt.request = request
            return run(attempt, index + 1)

        return layers[index](attempt, proceed)

    return run


def _is_coroutine_function(layer: Callable[..., Any]) -> bool:
    return inspect.iscoroutinefunction(layer) or inspect.iscoroutinefunction(getattr(layer, "__call__", None))  # noqa: B004 - an object's own method is looked at, not whether there is one


def _name(layer: Callable[..., Any]) -> str:
    return getattr(layer, "__qualname__", type(layer).__qualname__)
