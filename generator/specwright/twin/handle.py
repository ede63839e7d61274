"""Turns a twin into what tests hold in their hands: called in process or over a port, looked into, put back."""

from __future__ import annotations

import base64
import binascii
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, Self, cast
from urllib.parse import quote

import httpx2

from specwright.model.service import HttpScheme
from specwright.twin.edge import Twin
from specwright.twin.in_process import AsyncInProcessTransport, InProcessTransport

__all__ = ["IN_PROCESS", "AdminRefusalError", "TwinClock", "TwinHandle"]

# A name of this machine, under which the admin API answers as well.
IN_PROCESS: Final = "http://twin.localhost"


class AdminRefusalError(Exception):
    """The twin cannot do what a test asked of it, for instance a move that the document's status does not allow."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class TwinHandle:
    """A twin in the hands of a test; ``app`` is the ASGI application. Close it, or use it in a ``with`` block."""

    def __init__(self, app: Twin) -> None:
        self.app = app
        self.transport = InProcessTransport(app)
        self.async_transport = AsyncInProcessTransport(app)
        self.clock = TwinClock(self)
        self._serving = ExitStack()
        self._url = ""
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Serve the twin on a free port of this machine, from the first use on until it is closed."""
        from specwright.twin.serving import serve  # noqa: PLC0415 - who calls in process needs no HTTP server

        with self._lock:
            if not self._url:
                self._url = self._serving.enter_context(serve(self.app))
            return self._url

    @property
    def sample_credentials(self) -> Mapping[str, str]:
        """Give a credential that the twin takes for each security scheme."""
        return self.app.engine.sample_credentials()

    @property
    def journal(self) -> list[dict[str, Any]]:
        """Give the calls since the last reset, the oldest first."""
        entries = self.admin("GET", "journal?limit=100000")["entries"]
        return cast("list[dict[str, Any]]", entries)

    @property
    def coverage(self) -> dict[str, Any]:
        """Give what was provoked since the twin was made, and what was not: codes, rules and statuses."""
        return self.admin("GET", "coverage")

    def reset(self) -> None:
        """Go back to the start: fixtures, clock, counters, faults, journal."""
        self.admin("POST", "reset", {})
        self.admin("DELETE", "journal")

    def documents(self, resource: str) -> list[dict[str, Any]]:
        """Give the documents of a resource as they are kept, at most 1,000, in the order of storing."""
        items = self.admin("GET", f"resources/{_segment(resource)}?limit=1000")["items"]
        return [item["document"] for item in items]

    def move(self, resource: str, id: str, move: str, /, **given: Any) -> dict[str, Any]:
        """Make a transition that no operation of the API makes, and give the document as it is then.

        Raises:
            AdminRefusalError: there is no such document or move, or the document's status does not allow it.
        """
        path = f"resources/{_segment(resource)}/{_segment(id)}/moves/{_segment(move)}"
        return cast("dict[str, Any]", self.admin("POST", path, given)["document"])

    def put_faults(self, *rules: Mapping[str, Any]) -> None:
        """Put a plan of latencies and faults; no rules take it away.

        Raises:
            AdminRefusalError: a rule is wrong.
        """
        if rules:
            self.admin("PUT", "faults", {"rules": list(rules)})
        else:
            self.admin("DELETE", "faults")

    def admin(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Call the admin API.

        Raises:
            AdminRefusalError: it refuses.
        """
        request = httpx2.Request(method, f"{IN_PROCESS}/__twin/{path}", json=body)
        response = self.transport.handle_request(request)
        if not response.is_success:
            raise AdminRefusalError(response.status_code, response.json()["detail"])
        return cast("dict[str, Any]", response.json())

    def arguments(self, schemes: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Give sample credentials as arguments of a client, which has one for a scheme, or user name and password."""
        found: dict[str, str] = {}
        for scheme, sample in self.sample_credentials.items():
            names = schemes.get(scheme, ())
            if len(names) == 2:
                user, _, password = _decoded(sample).partition(":")
                found |= {names[0]: user, names[1]: password}
            elif names:
                found[names[0]] = self._spelled(scheme, sample)
        return found

    def close(self) -> None:
        """Stop serving."""
        with self._lock:
            self._url = ""
            self._serving.close()
        self.transport.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _spelled(self, scheme: str, sample: str) -> str:
        declared = self.app.engine.service.security_schemes.get(scheme)
        # Of schemes other than these two, a client takes the whole header.
        is_whole = isinstance(declared, HttpScheme) and declared.scheme not in {"basic", "bearer"}
        return f"{declared.scheme} {sample}" if is_whole and isinstance(declared, HttpScheme) else sample


class TwinClock:
    """The clock of a twin; with a seed it stands at a fixed moment and moves on with each change."""

    def __init__(self, handle: TwinHandle) -> None:
        self._handle = handle

    @property
    def now(self) -> datetime:
        """Tell the time."""
        return datetime.fromisoformat(self._handle.admin("GET", "clock")["now"])

    def advance(self, by: timedelta | float) -> None:
        """Move on by some time, a number being seconds."""
        seconds = by.total_seconds() if isinstance(by, timedelta) else by
        self._handle.admin("PUT", "clock", {"advance": seconds})

    def set(self, now: datetime) -> None:
        """Set the time.

        Raises:
            AdminRefusalError: the moment has no time zone.
        """
        self._handle.admin("PUT", "clock", {"now": now.isoformat()})

    def freeze(self, *, is_frozen: bool = True) -> None:
        """Stop the clock, or let it go on."""
        self._handle.admin("PUT", "clock", {"frozen": is_frozen})


def _segment(text: str) -> str:
    return quote(text, safe="")


def _decoded(sample: str) -> str:
    """Read a user name and a password from what HTTP basic authentication sends; any will do where it is none."""
    try:
        text = base64.b64decode(sample, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return f"sample:{sample}"
    return text if ":" in text else f"sample:{sample}"
