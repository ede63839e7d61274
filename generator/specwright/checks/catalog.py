"""Finds the schema that a reference of JSON Schema 2020-12 leads to: by pointer, by anchor, by identifier."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from specwright.model.errors import Problem, UnresolvedReferenceError
from specwright.model.location import Location, escape_pointer_token, join_pointer
from specwright.model.types import Json

__all__ = ["Catalog", "Document", "Position"]

_ONE: Final = (
    *("additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then"),
    *("unevaluatedItems", "unevaluatedProperties"),
)
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS: Final = ("$defs", "dependentSchemas", "patternProperties", "properties")


def _same(pointer: str) -> Location:
    return Location("<schema>", pointer)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document that holds schemas; ``locate`` tells where a pointer into it was written."""

    root: Json
    locate: Callable[[str], Location] = _same


@dataclass(frozen=True, slots=True)
class Position:
    """A schema by where it stands; ``base`` is the identifier of the resource it belongs to."""

    document: str
    pointer: str
    base: str = field(compare=False)
    schema: Json = field(compare=False, repr=False)

    def child(self, *tokens: str | int) -> Position:
        """Step down to a schema inside this one."""
        value: Json = self.schema
        pointer = self.pointer
        for token in map(str, tokens):
            value = _step(value, token)
            pointer = f"{pointer}/{escape_pointer_token(token) if '~' in token or '/' in token else token}"
        return Position(self.document, pointer, _base_of(self.base, value), value)


class Catalog:
    """All schemas of some documents, by the identifiers that references use."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._resources: dict[str, Position] = {}
        self._anchors: dict[tuple[str, str], Position] = {}
        self._dynamic: dict[str, dict[str, Position]] = {}
        self._children: dict[Position, list[Position]] = {}
        self.positions: list[Position] = []
        for uri, document in documents.items():
            root = Position(uri, "", _base_of(uri, document.root), document.root)
            self._resources.setdefault(uri, root)
            self._index(root)

    def at(self, document: str, pointer: str) -> Position:
        """Find the schema at a pointer into a document.

        Raises:
            KeyError: nothing stands there.
        """
        return _descend(self._resources[document], pointer)

    def where(self, position: Position, *tokens: str | int) -> Location:
        """Tell where a schema, or one of its keywords, was written."""
        return self._documents[position.document].locate(join_pointer(position.pointer, *tokens))

    def dynamic_anchors(self, base: str) -> Mapping[str, Position]:
        """Give the dynamic anchors of a resource."""
        return self._dynamic.get(base, {})

    def children(self, position: Position) -> Sequence[Position]:
        """List the schemas directly inside one."""
        known = self._children.get(position)
        if known is None:
            places = _places(position.schema) if isinstance(position.schema, dict) else ()
            known = self._children[position] = [position.child(*tokens) for tokens in places]
        return known

    def resolve(self, position: Position, keyword: str) -> Position:
        """Follow the reference that a keyword of a schema holds.

        Raises:
            UnresolvedReferenceError: it leads nowhere.
        """
        reference = position.schema.get(keyword) if isinstance(position.schema, dict) else None
        if isinstance(reference, str):
            uri, fragment = _split(_join(position.base, reference))
            resource = self._resources.get(uri)
            if resource is not None:
                try:
                    if not fragment or fragment.startswith("/"):
                        return _descend(resource, fragment)
                    return self._anchors[resource.base, fragment]
                except KeyError:
                    pass
        hint = "Correct the reference; schemas outside the description are not fetched."
        where = self.where(position, keyword)
        raise UnresolvedReferenceError(Problem(where, f"{reference!r} leads to no schema", hint, "reference"))

    def dynamic_name(self, position: Position) -> str:
        """Give the anchor that a ``$dynamicRef`` names, empty where it names none that is dynamic."""
        reference = position.schema.get("$dynamicRef") if isinstance(position.schema, dict) else None
        name = _split(str(reference))[1]
        target = self.resolve(position, "$dynamicRef")
        return name if self.dynamic_anchors(target.base).get(name) == target else ""

    def _index(self, position: Position) -> None:
        schema = position.schema
        if not isinstance(schema, dict):
            return
        self.positions.append(position)
        if isinstance(schema.get("$id"), str):
            self._resources.setdefault(position.base, position)
        for keyword in ("$anchor", "$dynamicAnchor"):
            name = schema.get(keyword)
            if isinstance(name, str):
                self._anchors[position.base, name] = position
                if keyword == "$dynamicAnchor":
                    self._dynamic.setdefault(position.base, {})[name] = position
        for child in self.children(position):
            self._index(child)


def _places(schema: Mapping[str, Json]) -> Iterator[tuple[str | int, ...]]:
    for keyword, value in schema.items():
        if keyword in _ONE:
            yield (keyword,)
        elif keyword in _LISTS and isinstance(value, list):
            yield from ((keyword, index) for index in range(len(value)))
        elif keyword in _MAPS and isinstance(value, dict):
            yield from ((keyword, name) for name in value)


def _descend(start: Position, pointer: str) -> Position:
    position = start
    for token in pointer.split("/")[1:]:
        position = position.child(token.replace("~1", "/").replace("~0", "~"))
    return position


def _step(value: Json, token: str) -> Json:
    if isinstance(value, list) and token.isascii() and token.isdigit() and int(token) < len(value):
        return value[int(token)]
    if isinstance(value, dict):
        return value[token]
    raise KeyError(token)


def _base_of(base: str, schema: Json) -> str:
    identifier = schema.get("$id") if isinstance(schema, dict) else None
    return _split(_join(base, identifier))[0] if isinstance(identifier, str) else base


def _join(base: str, reference: str) -> str:
    # urljoin knows only schemes with a path.
    if reference.startswith("#"):
        return _split(base)[0] + reference
    return urllib.parse.urljoin(base, reference)


def _split(uri: str) -> tuple[str, str]:
    plain, _, fragment = uri.partition("#")
    return plain, urllib.parse.unquote(fragment)
