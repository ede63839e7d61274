"""Finds the schemas that extend a base schema which has a ``discriminator``, the way OpenAPI 3.0 spells unions."""

from __future__ import annotations

from specwright.loader.context import Context
from specwright.loader.source import Node
from specwright.loader.unions import mapped_key, union_of
from specwright.model.types import Discriminator, Ref, Type

__all__ = ["Inheritance"]


class Inheritance:
    """Families of component schemas: a base with a discriminator, and all that reach it by ``allOf``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._children: dict[str, list[str]] | None = None
        self._names: dict[str, str] = {}

    def family_of(self, key: str) -> tuple[str, list[str]] | None:
        """Give the key of a base's family and the keys of its members; None where the schema is no such base."""
        node = self._context.registry.nodes.get(key)
        if node is None or not self._is_base(node):
            return None
        members = self._descendants(key)
        if not members:
            return None
        if key not in self._names:
            marker = Node(node.value, node.source, node.pointer, "family")
            self._names[key] = self._context.registry.add(marker, suggestion=f"Any{self._context.registry.wire[key]}")
        return self._names[key], members

    def union_for(self, key: str) -> Type:
        """Unite the members of a family, the base last as the answer to values that name none of them."""
        registry = self._context.registry
        declared = registry.nodes[key].child("discriminator")
        members = [*self._descendants(key), key]
        mapping: dict[str, int] = {}
        entries = declared.get("mapping")
        for value, target in entries.children() if entries else []:
            mapped = mapped_key(target, self._context)
            if mapped in members:
                mapping[value] = members.index(mapped)
            else:
                what = f"the mapping of {value!r} names no schema that has this one in its allOf"
                self._context.findings.warn(target, what, "Correct the name, or remove the line.", rule="discriminator")
        for index, member in enumerate(members):
            if index not in mapping.values():
                mapping.setdefault(registry.wire[member], index)
        for member in members:
            self._context.findings.scope.uses[member] = None
        variants = [Ref(member) for member in members]
        return union_of(variants, Discriminator(declared.text("propertyName"), mapping))

    def _is_base(self, node: Node) -> bool:
        declared = node.get("discriminator")
        if declared is None or not declared.text("propertyName"):
            return False
        return "oneOf" not in node.members and "anyOf" not in node.members

    def _descendants(self, key: str) -> list[str]:
        found: dict[str, None] = {}
        pending = list(self._direct(key))
        while pending:
            child = pending.pop(0)
            if child not in found and child != key:
                found[child] = None
                pending += self._direct(child)
        order = list(self._context.registry.nodes)
        return sorted(found, key=order.index)

    def _direct(self, key: str) -> list[str]:
        if self._children is None:
            self._children = self._index()
        return self._children.get(key, [])

    def _index(self) -> dict[str, list[str]]:
        registry = self._context.registry
        children: dict[str, list[str]] = {}
        for key in [key for key in registry.nodes if key in registry.components]:
            node = registry.nodes[key]
            holder = node.get("allOf")
            for member in holder.items() if holder else []:
                if not isinstance(member.members.get("$ref"), str):
                    continue
                with self._context.findings.part():
                    base = registry.key_of(member)
                if base is not None:
                    children.setdefault(base, []).append(key)
        return children
