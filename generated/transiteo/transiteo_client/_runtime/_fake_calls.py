# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns requests that reached a fake into records of which operation was called, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

import httpx2
from pydantic_core import from_json

from ._operation import Operation

__all__ = ["RecordedCall", "RecordedPart", "Routes"]

_BOUNDARY: Final = re.compile(r"boundary=\"?([^\";]+)", re.IGNORECASE)
_PARAMETER: Final = re.compile(r";\s*(name|filename)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class RecordedPart:
    """One part of a multipart body."""

    name: str
    filename: str | None
    content_type: str | None
    content: bytes


@dataclass(frozen=True, slots=True, repr=False)
class RecordedCall:
    """One request as the service would have got it; ``operation`` is the id, empty for what is not described."""

    operation: str
    method: str
    path: str
    path_params: Mapping[str, str]
    query: httpx2.QueryParams
    headers: httpx2.Headers
    content: bytes

    @property
    def json(self) -> Any:
        """The body as plain JSON values; None where there is none."""
        return from_json(self.content) if self.content else None

    @property
    def parts(self) -> list[RecordedPart]:
        """The parts of a multipart body, in the order in which they were sent."""
        found = _BOUNDARY.search(self.headers.get("content-type", ""))
        if found is None:
            return []
        pieces = (b"\r\n" + self.content).split(b"\r\n--" + found[1].encode("ascii"))
        return [_part(piece) for piece in pieces[1:-1]]

    def __repr__(self) -> str:
        # Headers and query may carry the credentials of a real account, and a failing test prints this.
        return f"<{self.operation or 'undescribed'}: {self.method} {self.path}>"


class Route(NamedTuple):
    """How the requests of one operation are known."""

    operation: str
    method: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    literal: int

    def match(self, method: str, path: str) -> re.Match[str] | None:
        """Match a request; the first group is what stands before the template."""
        return self.pattern.fullmatch(path) if self.method == method.upper() else None


class Routes:
    """Finds operations by method and path; base URLs may be anything, because a client may have another one."""

    def __init__(self, operations: Iterable[Operation[Any]]) -> None:
        self._routes = [_route(operation) for operation in operations]

    def record(self, request: httpx2.Request, content: bytes) -> RecordedCall:
        """Record a request whose body was read."""
        path = request.url.raw_path.partition(b"?")[0].decode("ascii", "replace")
        found = [(route, match) for route in self._routes if (match := route.match(request.method, path)) is not None]
        operation, params = "", dict[str, str]()
        if found:
            # The template that explains most of the path wins, and of those the one with the fewest parameters.
            route, match = max(found, key=lambda each: (-len(each[1][1]), each[0].literal))
            operation = route.operation
            params = {name: unquote(value) for name, value in zip(route.names, match.groups()[1:], strict=True)}
        return RecordedCall(
            operation, request.method, unquote(path), params, request.url.params, request.headers, content
        )


def _route(operation: Operation[Any]) -> Route:
    literals = [part for part in operation.path if isinstance(part, str)]
    names = [part.wire for part in operation.path if not isinstance(part, str)]
    pattern = "".join(re.escape(part) if isinstance(part, str) else "([^/]+)" for part in operation.path)
    return Route(
        operation.id,
        operation.method.upper(),
        re.compile(f"(.*?){pattern}"),
        tuple(names),
        sum(map(len, literals)),
    )


def _part(piece: bytes) -> RecordedPart:
    head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    headers: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    parameters = dict(_PARAMETER.findall(headers.get("content-disposition", "")))
    return RecordedPart(parameters.get("name", ""), parameters.get("filename"), headers.get("content-type"), content)
