"""Turns the parts of a schema that speak of objects into one object or map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from specwright.loader.context import Context
from specwright.loader.docs import read_docs
from specwright.loader.source import Node
from specwright.model.names import Name
from specwright.model.types import AnyType, Map, Never, Object, Property, Type, Union

__all__ = ["object_of"]

Read: TypeAlias = Callable[[tuple[Node, ...]], Type]


def object_of(parts: Sequence[Node], read: Read, context: Context) -> Type:
    """Unite the members of all parts; a member that several parts describe has to satisfy them all."""
    described: dict[str, list[Node]] = {}
    required: set[str] = set()
    for part in parts:
        holder = part.get("properties")
        for name, child in holder.children() if holder else []:
            described.setdefault(name, []).append(child)
        names = part.members.get("required")
        if isinstance(names, list):
            required.update(name for name in names if isinstance(name, str))
    additional = _additional(parts, read)
    properties = [
        _property(name, nodes, is_required=name in required, read=read, context=context)
        for name, nodes in described.items()
        if not any(node.value is False for node in nodes)
    ]
    if not properties and not isinstance(additional, Never):
        return Map(additional)
    return Object(tuple(properties), additional)


def _property(name: str, nodes: list[Node], *, is_required: bool, read: Read, context: Context) -> Property:
    # Of several descriptions the last is the nearest: allOf members come before what stands beside them.
    telling = [node for node in nodes if node.text("description") or node.text("title")]
    nearest = telling[-1] if telling else nodes[-1]
    defaults = [node for node in nodes if "default" in node.members]
    marked = [*nodes, *_targets(nodes, context)]
    return Property(
        name=Name(name),
        type=read(tuple(nodes)),
        is_required=is_required,
        is_read_only=any(node.flag("readOnly") for node in marked),
        is_write_only=any(node.flag("writeOnly") for node in marked),
        has_default=bool(defaults),
        default=defaults[-1].members["default"] if defaults else None,
        docs=read_docs(nearest),
        where=nodes[-1].where,
    )


def _targets(nodes: list[Node], context: Context) -> list[Node]:
    found = [context.registry.target_of(node) for node in nodes if isinstance(node.members.get("$ref"), str)]
    return [target for target in found if target is not None]


def _additional(parts: Sequence[Node], read: Read) -> Type:
    """Find the type of members without a name of their own; one closed part closes the whole."""
    found: list[Type] = []
    for part in parts:
        patterns = part.get("patternProperties")
        types = [read((child,)) for _, child in patterns.children()] if patterns else []
        keyword = "additionalProperties" if "additionalProperties" in part.members else "unevaluatedProperties"
        rest = part.get(keyword)
        rest_type = read((rest,)) if rest is not None and isinstance(rest.value, (bool, dict)) else None
        if types:
            # Without a word on further names they are allowed; a map by pattern says what its author expects of all.
            found.append(_either([*types, *([] if rest_type is None or isinstance(rest_type, Never) else [rest_type])]))
        elif rest_type is not None:
            found.append(rest_type)
    if not found:
        return AnyType()
    if any(isinstance(kind, Never) for kind in found):
        return next((kind for kind in found if not isinstance(kind, (Never, AnyType))), Never())
    narrower = [kind for kind in found if not isinstance(kind, AnyType)]
    return narrower[0] if narrower and all(kind == narrower[0] for kind in narrower) else AnyType()


def _either(types: list[Type]) -> Type:
    distinct = list({repr(kind): kind for kind in types}.values())
    if any(isinstance(kind, AnyType) for kind in distinct):
        return AnyType()
    return distinct[0] if len(distinct) == 1 else Union(tuple(distinct))
