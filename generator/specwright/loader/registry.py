"""Gives every schema that a reference leads to its key in the service."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from specwright.loader.docs import is_annotation
from specwright.loader.findings import UNRESOLVED, Findings, Scope
from specwright.loader.refs import References
from specwright.loader.source import Node, split_pointer
from specwright.model.types import Json

__all__ = ["Registry"]

_COMPONENTS: Final = "/components/schemas/"
_UNSAFE: Final = re.compile(r"[^\w.\-]")
# Tokens that say where in a document something stands, not what it is.
_STRUCTURE: Final = frozenset(
    {
        *("paths", "components", "schemas", "schema", "properties", "items", "content", "responses", "requestBody"),
        *("requestBodies", "parameters", "headers", "allOf", "oneOf", "anyOf", "$defs", "definitions", "prefixItems"),
        *("additionalProperties", "patternProperties", "application/json", "not", "if", "then", "else"),
    }
)


class Registry:
    """Keys of schemas: components keep their names, others are named after the end of their pointer."""

    def __init__(self, root: Node, references: References, findings: Findings) -> None:
        self._root = root
        self._references = references
        self._findings = findings
        self._keys: dict[tuple[str, str, str], str] = {}
        self._aliases: dict[tuple[str, str, str], Node] = {}
        self.nodes: dict[str, Node] = {}
        self.wire: dict[str, str] = {}
        self.components: set[str] = set()
        self.scopes: dict[str, Scope] = {}
        self._bases: set[tuple[str, str]] = set()
        self._register_components()

    def key_of(self, node: Node) -> str | None:
        """Give the key of what a reference stands for, after following nodes that are nothing but references."""
        target = self.target_of(node)
        if target is None:
            return None
        key = self.add(target)
        self._findings.scope.uses[key] = None
        return key

    def target_of(self, node: Node) -> Node | None:
        """Follow one reference, then those that it leads to where nothing but a reference stands."""
        target = self._references.resolve(node)
        return target if target is None else self._follow_alias(target)

    def add(self, node: Node, *, suggestion: str = "") -> str:
        """Give a schema a key, unless it has one."""
        known = self._keys.get(node.identity)
        if known is not None:
            return known
        wire = suggestion or _name(node)
        key = self._unique(_UNSAFE.sub("_", wire) or "Schema")
        self._enter(key, node, wire)
        return key

    def known(self, node: Node) -> str | None:
        """Give the key of a schema that has one."""
        return self._keys.get(node.identity)

    @property
    def has_bases(self) -> bool:
        """Say whether any schema is extended by another."""
        return bool(self._bases)

    def mark_base(self, node: Node) -> None:
        """Remember that a schema is extended by another."""
        self._bases.add((node.source.name, node.pointer))

    def is_inside_base(self, node: Node) -> bool:
        """Say whether a schema stands inside one that others extend."""
        pointer = node.pointer
        while pointer:
            pointer = pointer.rpartition("/")[0]
            if (node.source.name, pointer) in self._bases:
                return True
        return False

    def _enter(self, key: str, node: Node, wire: str) -> None:
        self._keys[node.identity] = key
        self.nodes[key] = node
        self.wire[key] = wire

    def _unique(self, key: str) -> str:
        if key not in self.nodes:
            return key
        number = 2
        while f"{key}_{number}" in self.nodes:
            number += 1
        return f"{key}_{number}"

    def _register_components(self) -> None:
        schemas = self._root.get("components")
        schemas = schemas.get("schemas") if schemas else None
        if schemas is None:
            return
        if not isinstance(schemas.value, dict):
            self._findings.error(
                schemas, "components.schemas is no map", "Write a name and a schema on each line.", rule="shape"
            )
            return
        own = [(name, node) for name, node in schemas.children() if not name.startswith("x-")]
        for name, node in own:
            with self._findings.part() as scope:
                target = self._follow_alias(node)
            if target is None or (target is not node and _is_component(target, self._root)):
                # Its errors belong to whoever uses it; an unused one that leads nowhere is told as a warning.
                if scope.errors:
                    self._enter_broken(name, node, scope)
                continue
            if self.known(target) is None:
                key = self._unique(_UNSAFE.sub("_", name) or "Schema")
                self._enter(key, target, name)
                self.components.add(key)

    def _enter_broken(self, name: str, node: Node, scope: Scope) -> None:
        key = self._unique(_UNSAFE.sub("_", name) or "Schema")
        anything: Json = True
        self._enter(key, Node(anything, node.source, node.pointer), name)
        self.components.add(key)
        self.scopes[key] = scope

    def _follow_alias(self, node: Node) -> Node | None:
        passed: dict[tuple[str, str, str], None] = {}
        found: Node | None = node
        while found is not None and _is_alias(found):
            known = self._aliases.get(found.identity)
            if known is not None:
                found = known
                break
            if found.identity in passed:
                self._findings.error(node, "the $ref leads back to itself", "Point it to a schema.", rule=UNRESOLVED)
                return None
            passed[found.identity] = None
            found = self._references.resolve(found)
        # A chain is walked once, however many enter it half-way.
        if found is not None:
            self._aliases.update(dict.fromkeys(passed, found))
        return found


def _is_alias(node: Node) -> bool:
    members = node.members
    if "$ref" not in members or not isinstance(members["$ref"], str):
        return False
    return all(key == "$ref" or is_annotation(key) for key in members)


def _is_component(node: Node, root: Node) -> bool:
    below = node.pointer.removeprefix(_COMPONENTS)
    return node.source is root.source and below != node.pointer and "/" not in below


def _name(node: Node) -> str:
    """Name a schema after the last telling tokens of its pointer, or after its file."""
    tokens = split_pointer(node.pointer)
    if not tokens:
        return PurePosixPath(node.source.name.partition("?")[0]).stem or "Schema"
    if tokens[-1] not in _STRUCTURE and not tokens[-1].isdigit():
        parent = tokens[-3] if len(tokens) > 2 and tokens[-2] == "properties" else ""
        return f"{parent}_{tokens[-1]}" if parent and parent not in _STRUCTURE else tokens[-1]
    reference = node.members.get("$ref")
    if isinstance(reference, str) and tokens[-1].isdigit():
        # An alternative is told from its neighbours by what it refers to.
        tokens[-1] = reference.rpartition("/")[2]
    telling = [token for token in tokens if token not in _STRUCTURE]
    words = [word for token in telling for word in re.findall(r"\w+", token)]
    return "_".join(words[-5:]) or "_".join(re.findall(r"\w+", tokens[-1])) or "Schema"
