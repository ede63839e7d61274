"""Turns schemas that hold together by ``allOf`` and ``$ref`` into the plain parts that all apply to one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from specwright.loader.context import Context
from specwright.loader.source import Node

__all__ = ["Gathered", "flatten", "gather", "is_typed", "members_of"]

_TYPED: Final = frozenset(
    {
        *("properties", "required", "additionalProperties", "patternProperties", "unevaluatedProperties"),
        *("items", "prefixItems", "enum", "const", "format", "contentEncoding", "contentMediaType"),
    }
)
_ALTERNATIVES: Final = ("oneOf", "anyOf")


@dataclass(slots=True)
class Gathered:
    """The parts of a schema, those it refers to, and whether null is added or nothing allowed."""

    parts: list[Node] = field(default_factory=list[Node])
    references: dict[str, Node] = field(default_factory=dict[str, Node])
    is_nullable: bool = False
    is_never: bool = False


def gather(nodes: tuple[Node, ...], context: Context) -> Gathered:
    """Unfold ``allOf``, members before what stands beside them, without following references."""
    found = Gathered()
    pending = [(node, True) for node in reversed(nodes)]
    while pending:
        node, is_outermost = pending.pop()
        if not _may_go_on(node, context):
            break
        if node.value is False:
            found.is_never = True
        if not isinstance(node.value, dict):
            continue
        if context.dialect.has_nullable and node.flag("nullable") and (is_outermost or _says_only_null(node)):
            found.is_nullable = True
        if "allOf" in node.members:
            pending.append((node.without("allOf"), False))
            pending += [(member, False) for member in reversed(node.child("allOf").items())]
        elif "$ref" in node.members or "$dynamicRef" in node.members:
            _gather_reference(node, found, context)
            if context.dialect.siblings_constrain:
                pending.append((node.without("$ref", "$dynamicRef"), False))
        else:
            found.parts.append(node)
    return found


def _may_go_on(node: Node, context: Context) -> bool:
    if context.effort.spend():
        return True
    what = "allOf and references unfold to too many schemas"
    context.findings.error(node, what, "Let allOf name fewer schemas.", rule="unfolding")
    return False


def _gather_reference(node: Node, found: Gathered, context: Context) -> None:
    if "$ref" not in node.members:
        node = Node({"$ref": node.members["$dynamicRef"]}, node.source, node.pointer, node.facet)
    target = context.registry.target_of(node)
    if target is not None:
        found.references.setdefault(context.registry.add(target), target)


def _says_only_null(node: Node) -> bool:
    return (
        "$ref" not in node.members and "allOf" not in node.members and "type" not in node.members and not is_typed(node)
    )


def is_typed(part: Node) -> bool:
    """Say whether a part narrows down what a value looks like; a bare ``type`` beside a reference does not."""
    if any(keyword in _TYPED for keyword in part.members):
        return True
    return any(has_alternatives(part, keyword) for keyword in _ALTERNATIVES)


def has_alternatives(part: Node, keyword: str) -> bool:
    """Say whether ``oneOf`` or ``anyOf`` offers types; alternatives that only require members are for the checks."""
    holder = part.get(keyword)
    return holder is not None and any(_offers_type(item) for item in holder.items())


def _offers_type(node: Node) -> bool:
    members = node.members
    if "$ref" in members or "$dynamicRef" in members or "allOf" in members or "type" in members:
        return True
    return any(keyword in _TYPED and keyword != "required" for keyword in members) or any(
        has_alternatives(node, keyword) for keyword in _ALTERNATIVES
    )


def flatten(nodes: tuple[Node, ...], context: Context, *, is_merged: bool = False) -> list[Node]:
    """Unfold ``allOf`` and references into plain parts, what is inherited before what is added.

    What was met before is not followed again, so that schemas may extend themselves. With ``is_merged`` the parts
    become one type, so what was referred to is a base from now on.
    """
    parts: list[Node] = []
    seen: set[tuple[str, str, str]] = set()
    pending = list(reversed(nodes))
    while pending:
        node = pending.pop()
        if not _may_go_on(node, context):
            break
        if node.identity in seen or not isinstance(node.value, dict):
            continue
        seen.add(node.identity)
        if "allOf" in node.members:
            pending.append(node.without("allOf"))
            pending += reversed(node.child("allOf").items())
        elif "$ref" in node.members or "$dynamicRef" in node.members:
            if context.dialect.siblings_constrain:
                pending.append(node.without("$ref", "$dynamicRef"))
            gathered = Gathered()
            _gather_reference(node, gathered, context)
            for target in gathered.references.values():
                pending.append(target)
                if is_merged:
                    context.registry.mark_base(target)
        else:
            parts.append(node)
    return parts


def members_of(node: Node, context: Context) -> tuple[dict[str, list[Node]], set[str]]:
    """List the properties that a schema has by itself and by ``allOf``, and the names that it requires."""
    properties: dict[str, list[Node]] = {}
    required: set[str] = set()
    for part in flatten((node,), context):
        holder = part.get("properties")
        for name, child in holder.children() if holder else []:
            properties.setdefault(name, []).append(child)
        names = part.members.get("required")
        required.update(name for name in names if isinstance(name, str)) if isinstance(names, list) else None
    return properties, required
