# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the head of an answer, whole or still on its way, into what a caller may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._headers import request_id
from ._override import override

if TYPE_CHECKING:
    import httpx2

__all__ = ["Answer"]


class Answer:
    """What is known of an answer once its headers are there."""

    __slots__ = ("headers", "request", "retries", "status_code")

    def __init__(self, *, status_code: int, headers: httpx2.Headers, request: httpx2.Request, retries: int = 0) -> None:
        self.status_code = status_code
        self.headers = headers
        self.request = request
        self.retries = retries

    @property
    def etag(self) -> str | None:
        """The version of what was answered, as ``if_match`` takes it."""
        return self.headers.get("etag")

    @property
    def request_id(self) -> str | None:
        """The service's own name for this exchange, for its support team."""
        return request_id(self.headers)

    @override
    def __repr__(self) -> str:
        # Neither headers nor query: both carry secrets.
        return f"<{type(self).__name__} {self.status_code} {self.request.method} {self.request.url.path}>"
