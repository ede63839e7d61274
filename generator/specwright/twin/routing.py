"""Turns the path templates of a service into a table that finds the operation of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from specwright.model.service import Operation

__all__ = ["Found", "MethodMissing", "Route", "Router"]

_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """All operations of one path template."""

    template: str
    expression: re.Pattern[str]
    names: tuple[str, ...]
    operations: dict[str, Operation] = field(default_factory=dict[str, Operation])

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
    """The operation of a request, and its path values as plain text by their names in the template."""

    operation: Operation
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MethodMissing:
    """The path is known, but not with this method."""

    route: Route


class Router:
    """Finds operations by method and raw path; concrete segments win over placeholders, then long literal text."""

    def __init__(self, operations: tuple[Operation, ...]) -> None:
        routes: dict[str, Route] = {}
        for operation in operations:
            # A query or fragment in a path key is no part of what is matched.
            template = operation.path.partition("?")[0].partition("#")[0]
            shape = _PLACEHOLDER.sub("{}", template)
            route = routes.setdefault(shape, _compile(template))
            route.operations.setdefault(operation.method.upper(), operation)
        self._routes = sorted(routes.values(), key=_precedence)

    def find(self, method: str, raw_path: str) -> Found | MethodMissing | None:
        """Find what a request asks for; None where no template matches its path."""
        missing: Route | None = None
        for route in self._routes:
            match = route.expression.fullmatch(raw_path)
            if match is None:
                continue
            operation = route.operations.get(method.upper())
            if operation is not None:
                values = dict(zip(route.names, map(unquote, match.groups()), strict=True))
                return Found(operation, values)
            missing = missing or route
        return None if missing is None else MethodMissing(missing)


def _compile(template: str) -> Route:
    pieces = _PLACEHOLDER.split(template)
    expression = "".join(_literal(piece) if index % 2 == 0 else "([^/]+)" for index, piece in enumerate(pieces))
    return Route(template, re.compile(expression), tuple(pieces[1::2]))


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
