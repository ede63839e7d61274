"""Turns ``oneOf`` and ``anyOf`` into unions, with the member that tells their variants apart where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from specwright.loader.context import Context
from specwright.loader.flatten import members_of
from specwright.loader.source import Node
from specwright.model.types import AnyType, Const, Discriminator, Never, Nullable, Scalar, ScalarKind, Type, Union

__all__ = ["find_discriminator", "mapped_key", "nullable", "union_of"]


def nullable(kind: Type) -> Type:
    """Add null to a type, once."""
    if isinstance(kind, (Nullable, AnyType)) or kind == Scalar(ScalarKind.NULL):
        return kind
    return Scalar(ScalarKind.NULL) if isinstance(kind, Never) else Nullable(kind)


def union_of(types: Sequence[Type], discriminator: Discriminator | None = None) -> Type:
    """Unite types: null goes outside, equal ones become one, and whatever takes anything takes all."""
    if len(types) == 1:
        return types[0]
    has_null = any(isinstance(kind, Nullable) or kind == Scalar(ScalarKind.NULL) for kind in types)
    inner = [kind.type if isinstance(kind, Nullable) else kind for kind in types]
    kept: dict[Type | str, Type] = {}
    places: dict[Type | str, int] = {}
    positions: dict[int, int] = {}
    for index, kind in enumerate(inner):
        if kind == Scalar(ScalarKind.NULL) or isinstance(kind, Never):
            continue
        if isinstance(kind, AnyType):
            return AnyType()
        flat = (
            kind.variants
            if isinstance(kind, Union) and kind.discriminator is None and discriminator is None
            else (kind,)
        )
        for variant in flat:
            identity = _identity(variant)
            kept.setdefault(identity, variant)
            positions.setdefault(index, places.setdefault(identity, len(places)))
    if not kept:
        return Scalar(ScalarKind.NULL) if has_null else Never()
    if discriminator is not None:
        mapping = {value: positions[index] for value, index in discriminator.mapping.items() if index in positions}
        discriminator = Discriminator(discriminator.property, mapping) if len(kept) > 1 and mapping else None
    variants = tuple(kept.values())
    united: Type = variants[0] if len(variants) == 1 else Union(variants, discriminator)
    return nullable(united) if has_null else united


def _identity(kind: Type) -> Type | str:
    if isinstance(kind, Const):
        # Python takes 1 and true for equal, JSON does not.
        return repr(kind)
    try:
        hash(kind)
    except TypeError:
        # A default or constant inside is a list or a map.
        return repr(kind)
    return kind


def find_discriminator(part: Node, variants: Sequence[Node], context: Context) -> Discriminator | None:
    """Read the declared discriminator, or infer the member whose constant differs in every object variant."""
    declared = part.get("discriminator")
    if declared is not None:
        found = _declared(declared, variants, context)
        if found is not None:
            return found
    return _inferred(variants, context)


def _declared(declared: Node, variants: Sequence[Node], context: Context) -> Discriminator | None:
    name = declared.text("propertyName")
    if not name:
        context.findings.warn(
            declared, "the discriminator names no property", "Write propertyName.", rule="discriminator"
        )
        return None
    keys = [_key(variant, context) for variant in variants]
    mapping: dict[str, int] = {}
    entries = declared.get("mapping")
    for value, target in entries.children() if entries else []:
        key = mapped_key(target, context)
        if key in keys:
            mapping[value] = keys.index(key)
        else:
            what = f"the mapping of {value!r} names none of the variants"
            context.findings.warn(target, what, "Name one of them, or remove the line.", rule="discriminator")
    for index, variant in enumerate(variants):
        if index in mapping.values():
            continue
        key = keys[index]
        values = _constants(variant, name, context)
        if not values and key is not None:
            values = [context.registry.wire[key]]
        for value in values:
            mapping.setdefault(value, index)
    return Discriminator(name, mapping) if mapping else None


def mapped_key(target: Node, context: Context) -> str | None:
    """Find the schema that a value of a mapping means: a component's name, or a reference."""
    if not isinstance(target.value, str):
        return None
    components = context.document.root.get("components")
    schemas = components.get("schemas") if components else None
    reference = target.value
    if schemas is not None and reference in schemas.members:
        reference = "#/components/schemas/" + reference.replace("~", "~0").replace("/", "~1").replace("%", "%25")
        target = Node(target.value, context.document.root.source, "")
    node = Node({"$ref": reference}, target.source, target.pointer, "mapping")
    with context.findings.part():
        return context.registry.key_of(node)


def _inferred(variants: Sequence[Node], context: Context) -> Discriminator | None:
    objects: list[tuple[int, dict[str, list[str]]]] = []
    for index, variant in enumerate(variants):
        properties, required = members_of(variant, context)
        if not properties:
            if _is_scalar(variant):
                continue
            return None
        values = {name: _constants_of(nodes, context) for name, nodes in properties.items() if name in required}
        objects.append((index, {name: found for name, found in values.items() if len(found) == 1}))
    if len(objects) < 2:
        return None
    for name in objects[0][1]:
        mapping = {found[name][0]: index for index, found in objects if name in found}
        if len(mapping) == len(objects):
            return Discriminator(name, mapping)
    return None


def _is_scalar(node: Node) -> bool:
    return node.members.get("type") in ("null", "string", "integer", "number", "boolean", "array")


def _constants(variant: Node, name: str, context: Context) -> list[str]:
    properties, _ = members_of(variant, context)
    return _constants_of(properties.get(name, []), context)


def _constants_of(nodes: Sequence[Node], context: Context) -> list[str]:
    for node in reversed(nodes):
        target = context.registry.target_of(node) if "$ref" in node.members else node
        if target is None:
            continue
        if isinstance(target.members.get("const"), str):
            return [str(target.members["const"])]
        values = target.members.get("enum")
        if isinstance(values, list) and values and all(isinstance(value, str) for value in values):
            return [str(value) for value in values]
    return []


def _key(variant: Node, context: Context) -> str | None:
    members = variant.members
    items = variant.child("allOf").items() if isinstance(members.get("allOf"), list) else []
    if "$ref" not in members and len(items) == 1:
        variant = items[0]
    if not isinstance(variant.members.get("$ref"), str):
        return None
    target = context.registry.target_of(variant)
    return None if target is None else context.registry.add(target)
