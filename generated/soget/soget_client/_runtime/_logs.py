# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns attempts into log records in which everything is redacted that is not on a list of harmless names."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import httpx2

__all__ = ["CallLog", "path_of", "redacted_headers", "redacted_target"]

REDACTED = "[redacted]"
HARMLESS_HEADERS = frozenset(
    {
        "accept",
        "accept-encoding",
        "age",
        "allow",
        "cache-control",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "date",
        "etag",
        "expires",
        "host",
        "if-match",
        "if-none-match",
        "last-modified",
        "retry-after",
        "retry-after-ms",
        "server",
        "traceparent",
        "transfer-encoding",
        "user-agent",
        "vary",
        "x-correlation-id",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-request-id",
    }
)


class CallLog:
    """The logger of one client package: attempts at DEBUG, retries at INFO; bodies never."""

    __slots__ = ("_logger",)

    def __init__(self, package: str) -> None:
        self._logger = logging.getLogger(package)

    def sending(self, operation: str, number: int, request: httpx2.Request) -> None:
        """Record that a request goes out."""
        if self._logger.isEnabledFor(logging.DEBUG):
            self._logger.debug(
                "%s: %s %s (attempt %d) %s",
                operation,
                request.method,
                redacted_target(request.url),
                number,
                redacted_headers(request.headers.multi_items()),
                extra={"operation": operation, "attempt": number},
            )

    def answered(self, operation: str, number: int, response: httpx2.Response, seconds: float) -> None:
        """Record what came back."""
        if self._logger.isEnabledFor(logging.DEBUG):
            self._logger.debug(
                "%s: %d after %.3f s (attempt %d) %s",
                operation,
                response.status_code,
                seconds,
                number,
                redacted_headers(response.headers.multi_items()),
                extra={"operation": operation, "attempt": number, "status_code": response.status_code},
            )

    def failed(self, operation: str, number: int, error: BaseException, seconds: float) -> None:
        """Record that nothing came back; only the kind of the failure, because its text may quote the request."""
        if self._logger.isEnabledFor(logging.DEBUG):
            self._logger.debug(
                "%s: %s after %.3f s (attempt %d)",
                operation,
                type(error).__name__,
                seconds,
                number,
                extra={"operation": operation, "attempt": number},
            )

    def retrying(self, operation: str, number: int, reason: str, pause: float) -> None:
        """Record that another attempt follows."""
        if self._logger.isEnabledFor(logging.INFO):
            self._logger.info(
                "%s: attempt %d ended with %s, trying again in %.3f s",
                operation,
                number,
                reason,
                pause,
                extra={"operation": operation, "attempt": number},
            )


def redacted_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep the values of harmless headers only."""
    return {name: value if name.lower() in HARMLESS_HEADERS else REDACTED for name, value in headers}


def redacted_target(url: httpx2.URL) -> str:
    """Show path and query with the names of its parameters only: a key may travel there."""
    path, mark, query = url.raw_path.decode("ascii", "replace").partition("?")
    names = (pair.partition("=")[0] for pair in query.split("&"))
    return path + mark + "&".join(f"{name}={REDACTED}" for name in names if name)


def path_of(url: httpx2.URL) -> str:
    """Show the path alone."""
    return url.raw_path.partition(b"?")[0].decode("ascii", "replace")
