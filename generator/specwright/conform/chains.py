"""Finds which calls have to come before one so that what it is about exists: by the paths of the operations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from specwright.conform.answers import json_of
from specwright.conform.exchanges import Exchange
from specwright.model.service import Operation, ParameterLocation, Service
from specwright.model.types import Json
from specwright.samples.engine.nodes import OBJECT

__all__ = ["Link", "has_item", "id_in", "links_of", "member_for", "path_names", "plain_path"]

_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_IDS: Final = ("id", "uuid", "key", "name", "slug", "code", "number", "reference")


@dataclass(frozen=True, slots=True)
class Link:
    """A path parameter and the operation whose call makes something that it can name.

    ``prefix`` is the path up to and with the parameter, names left out. ``is_own`` says that the caller chooses the
    value, as where PUT stores what is not there yet.
    """

    parameter: str
    prefix: str
    maker: Operation
    is_own: bool

    def chosen(self, path: Mapping[str, Json]) -> Json:
        """Give the value that the caller chose, by the parameters of the maker's path."""
        return next((path[name] for name, prefix in path_names(self.maker).items() if prefix == self.prefix), None)


def plain_path(path: str) -> str:
    """Leave the names of its parameters out of a path."""
    return _PLACEHOLDER.sub("{}", path).rstrip("/")


def links_of(service: Service, operation: Operation) -> tuple[Link, ...]:
    """List the path parameters that name what another operation makes, in the order of the path."""
    return tuple(_links(service, operation))


def _links(service: Service, operation: Operation) -> Iterator[Link]:
    by_place = {(each.method.upper(), plain_path(each.path)): each for each in service.operations}
    for match in _PLACEHOLDER.finditer(operation.path):
        prefix = plain_path(operation.path[: match.end()])
        collection = prefix.removesuffix("/{}")
        if collection == prefix:
            continue
        post, put = by_place.get(("POST", collection)), by_place.get(("PUT", prefix))
        if post is not None and post is not operation:
            yield Link(match[1], prefix, post, is_own=False)
        elif put is not None and put is not operation and put.body is not None:
            yield Link(match[1], prefix, put, is_own=True)


def id_in(exchange: Exchange, link: Link, sent: Any) -> Json:
    """Find the value that names what was made: in the answer, in its Location, in what was sent; None where nowhere."""
    answer = exchange.response
    if answer is None:
        return None
    value, _ = json_of(answer)
    location = answer.fields.get("location", "").partition("?")[0].rstrip("/").rpartition("/")[2]
    for words in _wanted(link):
        for source in (value, _inner(value)):
            found = _called(source, words)
            if found is not None:
                return found
    return location or member_for(sent, link) or member_for(_inner(sent), link)


def _inner(value: Any) -> Any:
    """Look into an object that only wraps another one."""
    objects = [member for member in value.values() if isinstance(member, OBJECT)] if isinstance(value, OBJECT) else []
    return objects[0] if len(objects) == 1 else None


def member_for(value: Any, link: Link) -> Json:
    """Find the member of an object that a path parameter is called after; None where there is none."""
    return next((found for words in _wanted(link) if (found := _called(value, words)) is not None), None)


def _called(value: Any, words: list[str]) -> Json:
    """Find the member whose name has some words."""
    if not isinstance(value, OBJECT):
        return None
    scalars: dict[str, Json] = {
        name: member
        for name, member in value.items()
        if isinstance(member, (str, int)) and not isinstance(member, bool)
    }
    return next((member for name, member in scalars.items() if _split(name) == words), None)


def _wanted(link: Link) -> list[list[str]]:
    """List the names that a member can have which a path parameter is called after, nearest first."""
    words = _split(link.parameter)
    noun = [word.rstrip("s") for word in _split(link.prefix.removesuffix("/{}").rpartition("/")[2])]
    return [words, *([words[-1:]] if len(words) > 1 else []), [*noun, "id"], *([name] for name in _IDS)]


def _split(name: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(name)]


def path_names(operation: Operation) -> Mapping[str, str]:
    """Give the prefixes of a path by the parameter at their end."""
    return {match[1]: plain_path(operation.path[: match.end()]) for match in _PLACEHOLDER.finditer(operation.path)}


def has_item(operation: Operation) -> bool:
    """Say whether an operation is about something that its path names."""
    return any(parameter.location is ParameterLocation.PATH for parameter in operation.parameters)
