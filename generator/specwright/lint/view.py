"""A read document, turned into the walks that rules need: nodes with their places, schemas with theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from specwright.model.errors import Problem, Severity
from specwright.model.location import Location, join_pointer
from specwright.model.types import Json

__all__ = ["METHODS", "Node", "View", "mapping_at", "operations_of", "schemas_of", "walk"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

# Keywords whose value is one schema, a list of schemas, and a map of schemas.
_ONE = (
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
)
_LIST = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAP = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a document with the file and the JSON pointer where it stands."""

    file: str
    pointer: str
    value: Json


@dataclass(frozen=True, slots=True)
class View:
    """What rules see of a description: its files, and three ways to ask about places.

    ``locate`` gives the place of a pointer in a file; ``resolve`` follows a reference from a file, or gives None.
    """

    root: str
    files: Mapping[str, Json]
    locate: Callable[[str, str], Location]
    resolve: Callable[[str, str], Node | None]

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


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, parents first."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        value = current.value
        pairs: list[tuple[str | int, Json]] = []
        if isinstance(value, dict):
            pairs.extend(value.items())
        elif isinstance(value, list):
            pairs.extend(enumerate(value))
        stack.extend(Node(current.file, join_pointer(current.pointer, key), item) for key, item in reversed(pairs))


def operations_of(view: View) -> Iterator[tuple[str, str, Node]]:
    """Yield path, method and node of each operation, following references of path items."""
    for path, item in mapping_at(view.document(), "paths").items():
        found = view.follow(Node(view.root, join_pointer("/paths", path), item))
        if found is None:
            continue
        for method in METHODS:
            operation = mapping_at(found.value).get(method)
            if isinstance(operation, dict):
                yield path, method, Node(found.file, join_pointer(found.pointer, method), operation)


def schemas_of(view: View) -> Iterator[Node]:
    """Yield every schema of the description, nested ones too, each once."""
    seen: set[tuple[str, str]] = set()
    stack = list(_schema_roots(view))
    while stack:
        node = stack.pop()
        if (node.file, node.pointer) in seen or not isinstance(node.value, (dict, bool)):
            continue
        seen.add((node.file, node.pointer))
        yield node
        if isinstance(node.value, dict):
            stack.extend(_subschemas(node, node.value))
            reference = node.value.get("$ref")
            target = view.resolve(node.file, reference) if isinstance(reference, str) else None
            if target is not None:
                stack.append(target)


def _schema_roots(view: View) -> Iterator[Node]:
    for name, schema in mapping_at(view.document(), "components", "schemas").items():
        yield Node(view.root, join_pointer("/components/schemas", name), schema)
    for file, tree in view.files.items():
        for node in walk(Node(file, "", tree)):
            if isinstance(node.value, dict) and "schema" in node.value and not _is_inside_example(node.pointer):
                yield Node(file, join_pointer(node.pointer, "schema"), node.value["schema"])


def _subschemas(node: Node, schema: Mapping[str, Json]) -> Iterator[Node]:
    for key in _ONE:
        if key in schema:
            yield Node(node.file, join_pointer(node.pointer, key), schema[key])
    for key in _LIST:
        children = schema.get(key)
        for index, child in enumerate(children if isinstance(children, list) else ()):
            yield Node(node.file, join_pointer(node.pointer, key, index), child)
    for key in _MAP:
        for name, child in mapping_at(schema, key).items():
            yield Node(node.file, join_pointer(node.pointer, key, name), child)


def _is_inside_example(pointer: str) -> bool:
    return any(token in {"example", "examples", "default", "enum", "const"} for token in pointer.split("/"))
