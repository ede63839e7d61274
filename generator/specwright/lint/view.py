"""A read document, turned into what rules look at: its objects and schemas, each once and with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from specwright.loader import Effect
from specwright.model.errors import Problem, Severity
from specwright.model.location import Location, join_pointer
from specwright.model.types import Json

__all__ = ["Kind", "Node", "View", "mapping_at", "operations_of", "walk"]

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

# Keywords whose value is one schema, a list of schemas, and a map of schemas.
_ONE: Final = frozenset(
    {
        "additionalProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
        "items",
        "contains",
        "not",
        "if",
        "then",
        "else",
        "propertyNames",
        "contentSchema",
    }
)
_LIST: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_MAP: Final = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})

# Fields of OpenAPI's objects whose value is data, and those whose value maps names to objects.
_DATA: Final = frozenset({"example", "value", "dataValue", "serializedValue", "default", "enum"})
_NAMES: Final = frozenset(
    {
        "paths",
        "webhooks",
        "additionalOperations",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
        "mediaTypes",
        "content",
        "encoding",
    }
)


class Kind(Enum):
    """What a node is: only then is it known which of its keys are keywords, which are names, and what is data."""

    OBJECT = "object"
    NAMES = "names"
    SCHEMA = "schema"
    SCHEMAS = "schemas"


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a document with the file and the JSON pointer where it stands."""

    file: str
    pointer: str
    value: Json

    def child(self, key: str | int, value: Json) -> Node:
        """Make the node of a member or item."""
        return Node(self.file, join_pointer(self.pointer, key), value)


@dataclass(frozen=True)
class View:
    """What rules see of a description: its files, and three ways to ask about places.

    ``locate`` gives the place of a pointer in a file; ``resolve`` follows a reference from a file, or gives None, and
    ``explain`` tells why. ``effects`` is what the actions of overlays did, ``idle_overlays`` tells of those that did
    nothing, once all references have been followed.
    """

    root: str
    files: Mapping[str, Json]
    locate: Callable[[str, str], Location]
    resolve: Callable[[str, str], Node | None]
    explain: Callable[[str, str], tuple[Problem, ...]]
    effects: Sequence[Effect] = ()
    idle_overlays: Callable[[], tuple[Problem, ...]] = tuple[Problem, ...]

    @cached_property
    def objects(self) -> tuple[Node, ...]:
        """Every object of OpenAPI that the description reaches, schemas apart."""
        return tuple(node for node, kind in self._visited if kind is Kind.OBJECT)

    @cached_property
    def schemas(self) -> tuple[Node, ...]:
        """Every schema that the description reaches, nested ones too."""
        return tuple(node for node, kind in self._visited if kind is Kind.SCHEMA)

    @cached_property
    def _visited(self) -> tuple[tuple[Node, Kind], ...]:
        return tuple(walk(self, [(Node(self.root, "", self.files[self.root]), Kind.OBJECT)]))

    def document(self) -> Mapping[str, Json]:
        """Give the root document (empty where it is no object)."""
        return mapping_at(self.files[self.root])

    def problem(self, node: Node, rule: str, what: str, hint: str = "", *, is_warning: bool = False) -> Problem:
        """Say that something is wrong at a node."""
        severity = Severity.WARNING if is_warning else Severity.ERROR
        return Problem(self.locate(node.file, node.pointer), what, hint, rule, severity)

    def follow(self, node: Node) -> Node | None:
        """Follow references from a node until it is something else; None where one dangles or they go in circles."""
        seen: set[tuple[str, str]] = set()
        current: Node | None = node
        while current is not None and isinstance(current.value, dict) and isinstance(current.value.get("$ref"), str):
            if (current.file, current.pointer) in seen:
                return None
            seen.add((current.file, current.pointer))
            current = self.resolve(current.file, str(current.value["$ref"]))
        return current


def mapping_at(value: Json | Mapping[str, Json], *keys: str) -> Mapping[str, Json]:
    """Give the object below ``keys``, empty where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def walk(view: View, starts: Iterable[tuple[Node, Kind]]) -> Iterator[tuple[Node, Kind]]:
    """Yield objects and schemas from some nodes on, through references, parents first and each once."""
    seen: set[tuple[str, str]] = set()
    stack = list(starts)[::-1]
    while stack:
        node, kind = stack.pop()
        if isinstance(node.value, list):
            stack.extend((node.child(index, item), kind) for index, item in reversed([*enumerate(node.value)]))
        if not isinstance(node.value, dict) or (node.file, node.pointer) in seen:
            continue
        seen.add((node.file, node.pointer))
        if kind in (Kind.OBJECT, Kind.SCHEMA):
            yield node, kind
            reference = node.value.get("$ref")
            target = view.resolve(node.file, reference) if isinstance(reference, str) else None
            stack.extend([(target, kind)] if target is not None else [])
        inner = [(node.child(key, value), _kind_of(key, value, kind)) for key, value in node.value.items()]
        stack.extend((child, below) for child, below in reversed(inner) if below is not None)


def _kind_of(key: str, value: Json, parent: Kind) -> Kind | None:
    """Tell what stands under a key; None for data and for what nobody looks into."""
    match parent:
        case Kind.SCHEMAS:
            return Kind.SCHEMA
        case Kind.NAMES:
            return None if key.startswith("x-") else Kind.OBJECT
        case Kind.SCHEMA:
            return Kind.SCHEMA if key in _ONE or key in _LIST else Kind.SCHEMAS if key in _MAP else None
        case Kind.OBJECT:
            if key.startswith("x-") or key in _DATA:
                return None
            if key in {"schema", "itemSchema"}:
                return Kind.SCHEMA
            if key == "schemas":
                return Kind.SCHEMAS
            return Kind.NAMES if key in _NAMES and isinstance(value, dict) else Kind.OBJECT


def operations_of(view: View) -> Iterator[tuple[str, str, Node]]:
    """Yield path, method and node of each operation, following references of path items."""
    for path, item in mapping_at(view.document(), "paths").items():
        found = view.follow(Node(view.root, join_pointer("/paths", path), item))
        if found is None:
            continue
        extra = Node(found.file, join_pointer(found.pointer, "additionalOperations"), None)
        for holder, members in (
            (found, {key: value for key, value in mapping_at(found.value).items() if key in _METHODS}),
            (extra, mapping_at(found.value, "additionalOperations")),
        ):
            for method, operation in members.items():
                if isinstance(operation, dict):
                    yield path, method, holder.child(method, operation)
