"""One request on its way through the twin, and the reply that it gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final
from urllib.parse import quote

from specwright.twin.calls import Violation
from specwright.twin.edge.form_reading import Field
from specwright.twin.routing import Found, MethodMissing

__all__ = ["Exchange", "Reply", "Trouble"]


class Trouble(Enum):
    """Why a body could not be read."""

    TOO_LARGE = 413
    CUT_OFF = 400
    TOO_SLOW = 408


_NO_HEADERS: Final[list[tuple[bytes, bytes]]] = []


class Exchange:
    """What was sent; filled in as it is read, and kept for the journal."""

    __slots__ = (
        "body",
        "fields",
        "form",
        "found",
        "headers",
        "is_head",
        "method",
        "query",
        "raw_path",
        "scope",
        "started_ns",
        "trouble",
    )

    def __init__(self, scope: Mapping[str, Any]) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        raw: bytes | None = scope.get("raw_path")
        # The raw path tells a slash in a value from one between segments.
        path = raw.partition(b"?")[0].decode("latin-1") if raw else quote(scope["path"])
        self.raw_path: str = path
        self.query: bytes = scope.get("query_string", b"")
        self.headers: list[tuple[bytes, bytes]] = scope.get("headers", _NO_HEADERS)
        self.fields: dict[bytes, bytes] = dict(self.headers)
        # The twin's time, which is read when work begins.
        self.started_ns = 0
        self.body = b""
        self.trouble: Trouble | None = None
        self.found: Found | MethodMissing | None = None
        self.is_head = False
        self.form: tuple[Field, ...] = ()

    def header(self, name: bytes) -> str | None:
        """Give a header's text, of several lines joined by commas; None where it was not sent."""
        value = self.fields.get(name)
        if value is None:
            return None
        if len(self.fields) != len(self.headers):
            value = b", ".join(text for key, text in self.headers if key == name)
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return value.decode("latin-1")

    def lines(self, name: bytes) -> list[str]:
        """Give the lines of a header one by one."""
        return [value.decode("latin-1") for key, value in self.headers if key == name]


@dataclass(slots=True)
class Reply:
    """What is sent back, and what the journal tells of it.

    ``violations`` are those of the request, ``deviations`` those of the reply itself. ``is_secret`` keeps bodies out of
    the journal. ``about`` are the documents that the request led to, by resource and id.
    """

    status: int
    headers: list[tuple[bytes, bytes]] = field(default_factory=list[tuple[bytes, bytes]])
    body: bytes = b""
    operation: str = ""
    code: str = ""
    reason: str = ""
    violations: tuple[Violation, ...] = ()
    deviations: tuple[str, ...] = ()
    forced: str = ""
    is_secret: bool = False
    about: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @property
    def media_type(self) -> str:
        """Give the media type of the body."""
        headers = self.headers
        # Nearly always it stands first.
        if headers and headers[0][0] == b"content-type":
            return headers[0][1].decode("latin-1")
        return next((value.decode("latin-1") for name, value in headers if name == b"content-type"), "")
