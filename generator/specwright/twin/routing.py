"""Turns the path templates of a service into a table that finds the operation of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import starmap
from typing import Final
from urllib.parse import unquote, urlsplit

from specwright.model.service import Operation, Server

__all__ = ["Found", "MethodMissing", "Route", "Router"]

_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Route:
    """All operations of one path template."""

    template: str
    operations: dict[str, Operation] = field(default_factory=dict[str, Operation])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the placeholders."""
        return tuple(_PLACEHOLDER.findall(self.template))

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """What a path has to match; of a large service, most are never asked for."""
        return re.compile("".join(starmap(_piece, enumerate(_PLACEHOLDER.split(self.template)))))

    @property
    def first(self) -> Operation:
        """The operation that stands first in the description."""
        return next(iter(self.operations.values()))

    @property
    def allow(self) -> str:
        """Spell the methods as an Allow header does."""
        return ", ".join(sorted(self.operations))


@dataclass(frozen=True, slots=True)
class Found:
    """The operation of a request, and its path values as they were sent, by their names in the template."""

    operation: Operation
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MethodMissing:
    """The path is known, but not with this method."""

    route: Route


class Router:
    """Finds operations by method and raw path; concrete segments win over placeholders, then long literal text.

    A path may also begin as that of one of the service's servers does.
    """

    def __init__(self, operations: tuple[Operation, ...], servers: tuple[Server, ...] = ()) -> None:
        routes: dict[str, Route] = {}
        for operation in operations:
            # A query or fragment in a path key is no part of what is matched.
            template = operation.path.partition("?")[0].partition("#")[0]
            shape = _PLACEHOLDER.sub("{}", template)
            route = routes.get(shape)
            if route is None:
                route = routes[shape] = Route(template)
            route.operations.setdefault(operation.method.upper(), operation)
        in_order = sorted(routes.values(), key=_precedence)
        self._by_count: dict[int, list[Route]] = {}
        self._by_head: dict[tuple[int, str], list[Route]] = {}
        for route in in_order:
            self._by_count.setdefault(_count(route.template), []).append(route)
        for count, candidates in self._by_count.items():
            for head in {_head(route.template) for route in candidates} - {""}:
                self._by_head[count, head] = [r for r in candidates if _head(r.template) in {"", head}]
            self._by_head[count, ""] = [r for r in candidates if not _head(r.template)]
        self._bases = tuple({base: None for base in map(_base, servers) if base})

    def find(self, method: str, raw_path: str) -> Found | MethodMissing | None:
        """Find what a request asks for; None where no template matches its path."""
        found = self._find(method, raw_path)
        if found is None:
            for base in self._bases:
                if raw_path.startswith(f"{base}/"):
                    found = found or self._find(method, raw_path[len(base) :])
        return found

    def _find(self, method: str, raw_path: str) -> Found | MethodMissing | None:
        missing: Route | None = None
        for route in self._candidates(raw_path):
            match = route.expression.fullmatch(raw_path)
            if match is None:
                continue
            operation = route.operations.get(method) or route.operations.get(method.upper())
            if operation is not None:
                return Found(operation, dict(zip(route.names, match.groups(), strict=True)))
            missing = missing or route
        return None if missing is None else MethodMissing(missing)

    def _candidates(self, raw_path: str) -> list[Route]:
        count = raw_path.count("/")
        if "%" in raw_path:
            # Literal letters may be spelled in more than one way.
            return self._by_count.get(count, [])
        head = raw_path[1:].partition("/")[0]
        return self._by_head.get((count, head)) or self._by_head.get((count, ""), [])


def _head(template: str) -> str:
    """Give the first segment where it is plain text, else nothing."""
    head = template[1:].partition("/")[0]
    return "" if "{" in head or unquote(head) != head else head


def _base(server: Server) -> str:
    try:
        return urlsplit(server.url).path.rstrip("/")
    except ValueError:
        return ""


def _piece(index: int, text: str) -> str:
    return "([^/]+)" if index % 2 else _literal(text)


def _literal(text: str) -> str:
    """Match literal text however much of it the sender chose to percent-encode."""
    return "".join(_spellings(letter) for letter in unquote(text))


def _spellings(letter: str) -> str:
    if letter == "/":
        return "/"
    encoded = "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
    return f"(?:{re.escape(letter)}|(?i:{encoded}))"


def _precedence(route: Route) -> tuple[tuple[tuple[int, int], ...], str]:
    segments = route.template.split("/")
    ranks = tuple((len(_PLACEHOLDER.findall(s)), -len(_PLACEHOLDER.sub("", s))) for s in segments)
    return ranks, route.template


def _count(template: str) -> int:
    """Count the slashes that a path of this template has."""
    return unquote(_PLACEHOLDER.sub("", template)).count("/")
