"""Turns JSON Schema into the closed family of types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from specwright.loader.context import Context
from specwright.loader.enums import enumerate_constants, enumerate_values, kind_of_value
from specwright.loader.flatten import flatten, gather, has_alternatives, is_typed
from specwright.loader.inheritance import Inheritance
from specwright.loader.objects import object_of
from specwright.loader.source import Node
from specwright.loader.unions import find_discriminator, nullable, union_of
from specwright.model.types import (
    AnyType,
    Array,
    Const,
    Enum,
    Never,
    Nullable,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Type,
    Union,
)

__all__ = ["TypeReader"]

_Key: TypeAlias = tuple[object, ...]
_NUMBER_FORMATS: Final = frozenset(
    {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double", "decimal"}
)
_SCALARS: Final = {kind.value: kind for kind in ScalarKind}
_ALTERNATIVES: Final = ("oneOf", "anyOf")
_VARIANTS: Final = 64
# 3.0 spells as a format what 3.1 spells as an encoding; types keep the former.
_ENCODINGS: Final = {"base64": "byte", "base64url": "base64url"}


class TypeReader:
    """Reads types; a schema that holds itself without a ``$ref`` between is given a key of its own."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._inheritance = Inheritance(context)
        self._memo: dict[_Key, Type] = {}
        self._open: dict[_Key, str] = {}
        self._depth = 0
        self._count = 0
        self._combinations = 0
        self._names = 0
        self.hoisted: dict[str, tuple[tuple[Node, ...], Type]] = {}
        self.families: dict[str, Type] = {}

    def read(self, node: Node) -> Type:
        """Read one schema as it is used somewhere."""
        return self.combine((node,))

    def read_entry(self, node: Node) -> Type:
        """Read the schema that a key stands for."""
        return self.combine((node,), is_entry=True)

    def combine(self, nodes: tuple[Node, ...], *, is_entry: bool = False) -> Type:
        """Read several schemas that apply to one value."""
        if not is_entry and len(nodes) == 1:
            known = self._context.registry.known(nodes[0]) or self._shared(nodes[0])
            if known is not None:
                self._context.findings.scope.uses[known] = None
                return Ref(known)
        key: _Key = (is_entry, *(node.identity for node in nodes))
        if key in self._memo:
            return self._memo[key]
        if key in self._open:
            return self._close_circle(key, nodes)
        if not self._may_go_on(nodes[0]):
            return AnyType()
        self._open[key] = ""
        self._depth += 1
        try:
            found = self._combine(nodes, is_entry=is_entry)
        finally:
            self._depth -= 1
            hoisted = self._open.pop(key)
        if not hoisted and len(nodes) > 1 and _is_class(found):
            # Whoever inherits the same parts shares what is made of them.
            hoisted = self._name(nodes)
        if hoisted:
            self.hoisted[hoisted] = (nodes, found)
            found = Ref(hoisted)
        self._memo[key] = found
        return found

    def _shared(self, node: Node) -> str | None:
        """Give a key to what several schemas inherit, so that it becomes one class and not one for each of them."""
        registry = self._context.registry
        if registry.has_bases and _deserves_name(node) and registry.is_inside_base(node):
            return registry.add(node)
        return None

    def _close_circle(self, key: _Key, nodes: tuple[Node, ...]) -> Type:
        known = self._context.registry.known(nodes[0])
        if known is not None and len(nodes) == 1:
            return Ref(known)
        self._open[key] = self._open[key] or self._name(nodes)
        return Ref(self._open[key])

    def _name(self, nodes: tuple[Node, ...]) -> str:
        """Give a key to what the reader put together; the facet tells it from the schema that stands at the place."""
        node = nodes[-1]
        self._names += 1
        marker = Node(node.value, node.source, node.pointer, f"{node.facet}+{self._names}")
        return self._context.registry.add(marker)

    def _may_go_on(self, node: Node) -> bool:
        limits = self._context.limits
        self._count += 1
        if self._depth >= limits.schema_depth:
            what = f"schemas are nested more than {limits.schema_depth} deep"
            self._context.findings.error(node, what, "Move inner ones to components/schemas.", rule="unfolding")
            return False
        if self._count > limits.schemas:
            what = f"the description unfolds to more than {limits.schemas} schemas"
            self._context.findings.error(node, what, "Let allOf name fewer schemas.", rule="unfolding")
            return False
        return True

    def _combine(self, nodes: tuple[Node, ...], *, is_entry: bool) -> Type:
        gathered = gather(nodes, self._context)
        if gathered.is_never:
            return Never()
        telling = [part for part in gathered.parts if is_typed(part)]
        if len(gathered.references) == 1 and not telling:
            key = next(iter(gathered.references))
            family = self._inheritance.family_of(key)
            if not (is_entry and family is not None and _is_child(nodes)):
                found = self._family(key, family) if family is not None else self._refer(key)
                return nullable(found) if gathered.is_nullable else found
        parts = flatten(nodes, self._context, is_merged=True) if gathered.references else gathered.parts
        found = self._merge(parts)
        return nullable(found) if gathered.is_nullable else found

    def _refer(self, key: str) -> Type:
        self._context.findings.scope.uses[key] = None
        return Ref(key)

    def _family(self, key: str, family: tuple[str, Sequence[str]]) -> Type:
        """Refer to a base schema as any of the schemas that extend it."""
        name, _ = family
        self._context.findings.scope.uses[key] = None
        if name not in self.families:
            self.families[name] = AnyType()
            self.families[name] = self._inheritance.union_for(key)
        self._context.findings.scope.uses[name] = None
        return Ref(name)

    def _merge(self, parts: list[Node]) -> Type:
        if not parts:
            return AnyType()
        offers = [(part, keyword) for part in parts for keyword in _ALTERNATIVES if has_alternatives(part, keyword)]
        if not offers:
            return self._plain(parts)
        rest = [part.without(*_ALTERNATIVES) for part in parts]
        is_bare = not any(is_typed(part) for part in rest)
        if len(offers) == 1 and is_bare:
            return self._alternatives(*offers[0], rest=())
        if len(offers) == 1 and self._may_combine(*offers[0]):
            return self._alternatives(
                *offers[0], rest=tuple(part for part in rest if is_typed(part) or "type" in part.members)
            )
        if not is_bare:
            what = "too many alternatives apply together; the type is what they have in common"
            self._context.findings.warn(parts[0], what, "Write each combination as one schema.", rule="combination")
            return self._plain(rest)
        self._give_up(parts[0], "several oneOf/anyOf apply together")
        return AnyType()

    def _may_combine(self, part: Node, keyword: str) -> bool:
        # Alternatives of alternatives multiply; past a bound only what is common to them is kept.
        count = len(part.child(keyword).items())
        self._combinations += count
        return count <= _VARIANTS and self._combinations <= self._context.limits.combinations

    def _alternatives(self, part: Node, keyword: str, *, rest: tuple[Node, ...]) -> Type:
        items = part.child(keyword).items()
        if not rest:
            constants = enumerate_constants([item for item in items if item.members.get("type") != "null"])
            if constants is not None:
                has_null = any(item.members.get("type") == "null" for item in items)
                return nullable(constants) if has_null else constants
        types: list[Type] = []
        for item in items:
            if rest and item.members.get("type") == "null":
                continue
            types.append(self.combine((*rest, item)) if rest else self.read(item))
        has_types = [item for item in items if not (rest and item.members.get("type") == "null")]
        discriminator = find_discriminator(part, has_types, self._context) if len(has_types) > 1 else None
        return union_of(types, discriminator)

    def _plain(self, parts: list[Node]) -> Type:
        valued = [part for part in parts if "const" in part.members or isinstance(part.members.get("enum"), list)]
        kinds = _kinds(parts)
        if valued:
            found = enumerate_values(valued)
            return self._fit(found, kinds, parts)
        if kinds is None:
            return AnyType()
        if not kinds:
            self._give_up(parts[-1], "types that exclude each other apply together")
            return AnyType()
        is_only = len(kinds - {"null"}) == 1
        return union_of([self._of_kind(kind, parts, is_only=is_only) for kind in _ORDER if kind in kinds])

    def _fit(self, found: Type, kinds: set[str] | None, parts: list[Node]) -> Type:
        """Check that the values of an enumeration can have the declared type."""
        if isinstance(found, Never):
            self._give_up(parts[-1], "enumerations without a common value apply together")
            return AnyType()
        if kinds is not None and "null" in kinds and self._context.dialect.has_nullable:
            return nullable(found)
        inner = found.type if isinstance(found, Nullable) else found
        if isinstance(inner, (Enum, Const)) and kinds is not None:
            values = [member.value for member in inner.members] if isinstance(inner, Enum) else [inner.value]
            names = {kind.value if kind is not None else "" for kind in map(kind_of_value, values)}
            if not any(name in kinds or not name or (name == "integer" and "number" in kinds) for name in names):
                self._context.findings.warn(
                    parts[-1],
                    "no value of the enumeration has the declared type",
                    "Correct one of the two.",
                    rule="enum",
                )
        return found

    def _of_kind(self, kind: str, parts: list[Node], *, is_only: bool) -> Type:
        if kind == "object":
            return object_of(parts, self.combine, self._context)
        if kind == "array":
            return self._array(parts)
        if kind == "file":
            return Scalar(ScalarKind.FILE)
        spelled = next((part.text("format") for part in parts if part.text("format")), "")
        if not is_only and (spelled in _NUMBER_FORMATS) != (kind in ("number", "integer")):
            spelled = ""
        if kind == "string" and not spelled:
            encoding = next(
                (part.text("contentEncoding").lower() for part in parts if part.text("contentEncoding")), ""
            )
            spelled = _ENCODINGS.get(encoding, "")
        return Scalar(_SCALARS[kind], spelled if kind not in ("null", "boolean") else "")

    def _array(self, parts: list[Node]) -> Type:
        items: list[Node] = []
        prefix: list[Node] = []
        for part in parts:
            tuple_items = part.get("prefixItems") or part.get("items")
            if tuple_items is not None and isinstance(tuple_items.value, list):
                prefix = prefix or tuple_items.items()
            keyword = "items" if not isinstance(part.members.get("items"), list) else "additionalItems"
            further = part.get(keyword)
            if further is not None and isinstance(further.value, (dict, bool)):
                items.append(further)
        kind = self.combine(tuple(items)) if items else AnyType()
        return Array(kind, tuple(self.read(item) for item in prefix))

    def _give_up(self, node: Node, what: str) -> None:
        self._context.findings.warn(
            node, f"{what}; any value is taken", "Describe the value by one schema.", rule="combination"
        )


_ORDER: Final = ("string", "integer", "number", "boolean", "array", "object", "file", "null")


def _deserves_name(node: Node) -> bool:
    members = node.members
    if "properties" in members or any(has_alternatives(node, keyword) for keyword in _ALTERNATIVES):
        return True
    values, all_of = members.get("enum"), members.get("allOf")
    if isinstance(all_of, list) and (len(all_of) > 1 or is_typed(node)):
        return True
    return isinstance(values, list) and len(values) > 1


def _is_class(kind: Type) -> bool:
    inner = kind.type if isinstance(kind, Nullable) else kind
    return isinstance(inner, (Object, Union)) or (isinstance(inner, Enum) and len(inner.members) > 1)


def _is_child(nodes: tuple[Node, ...]) -> bool:
    return any("allOf" in node.members for node in nodes)


def _kinds(parts: Sequence[Node]) -> set[str] | None:
    """Find the JSON types that all parts allow, None where none of them says anything."""
    kinds: set[str] | None = None
    for part in parts:
        declared = _declared(part)
        if declared is None:
            continue
        if kinds is None:
            kinds = declared
            continue
        both = kinds & declared
        if "integer" in kinds | declared and "number" in kinds | declared and "number" not in both:
            both |= {"integer"}
        kinds = both
    return kinds - {"integer"} if kinds is not None and {"integer", "number"} <= kinds else kinds


def _declared(part: Node) -> set[str] | None:
    declared = part.members.get("type")
    names = [declared] if isinstance(declared, str) else declared
    if isinstance(names, list):
        known = {name for name in names if isinstance(name, str) and (name in _ORDER)}
        if known:
            # Where nothing is said about null, 3.0's `nullable` is judged for the schema as a whole.
            return known
    if any(key in part.members for key in ("properties", "additionalProperties", "patternProperties")):
        return {"object"}
    if "items" in part.members or "prefixItems" in part.members:
        return {"array"}
    return None
