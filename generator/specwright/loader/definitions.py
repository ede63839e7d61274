"""Turns the schemas of any dialect into JSON Schema 2020-12 whose references are keys of the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from specwright.loader.context import Context
from specwright.loader.enums import spell_as_text
from specwright.loader.flatten import is_typed
from specwright.loader.source import Node
from specwright.model.types import Json

__all__ = ["define", "reference_to"]

_TYPES: Final = ("null", "boolean", "object", "array", "number", "integer", "string")


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_count(value: Json) -> bool:
    return _is_number(value) and isinstance(value, (int, float)) and value >= 0 and value == int(value)


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


def _are_names(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_list(value: Json) -> bool:
    return isinstance(value, list)


def _is_type(value: Json) -> bool:
    return value in _TYPES or (isinstance(value, list) and bool(value) and all(item in _TYPES for item in value))


def _are_dependencies(value: Json) -> bool:
    return isinstance(value, dict) and all(_are_names(names) for names in value.values())


def _anything(_: Json) -> bool:
    return True


# Keywords whose values hold no schema, with what their values must be.
_PLAIN: Final[Mapping[str, Callable[[Json], bool]]] = {
    **dict.fromkeys(("title", "description", "format", "pattern", "contentEncoding", "contentMediaType"), _is_text),
    **dict.fromkeys(("maximum", "minimum"), _is_number),
    **dict.fromkeys(("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"), _is_count),
    **dict.fromkeys(("maxContains", "minContains"), _is_count),
    **dict.fromkeys(("uniqueItems", "deprecated", "readOnly", "writeOnly"), _is_flag),
    **dict.fromkeys(("const", "default"), _anything),
    **dict.fromkeys(("enum", "examples"), _is_list),
    "required": _are_names,
    "type": _is_type,
    "dependentRequired": _are_dependencies,
}
_ONE: Final = (
    *("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS: Final = ("properties", "patternProperties", "dependentSchemas")


def reference_to(key: str) -> Json:
    """Refer to a schema of the service; keys need no escaping."""
    return {"$ref": f"#/$defs/{key}"}


def define(node: Node, context: Context, *, depth: int = 0) -> Json:
    """Convert one schema; a keyword whose value makes no sense is told and left out."""
    if isinstance(node.value, bool):
        return node.value
    if not isinstance(node.value, dict):
        context.findings.error(node, "a schema stands here as something else", "Write a map of keywords.", rule="shape")
        return True
    if depth > context.limits.schema_depth:
        what = f"schemas are nested more than {context.limits.schema_depth} deep"
        context.findings.error(node, what, "Move inner ones to components/schemas.", rule="unfolding")
        return True
    return _Definition(node, context, depth).convert()


class _Definition:
    """The conversion of one schema object."""

    def __init__(self, node: Node, context: Context, depth: int) -> None:
        self._node = node
        self._context = context
        self._depth = depth
        self._out: dict[str, Json] = {}

    def convert(self) -> Json:
        members = self._node.members
        reference = next((key for key in ("$ref", "$dynamicRef") if key in members), None)
        has_siblings = self._context.dialect.siblings_constrain
        for keyword in members:
            if reference is None or has_siblings or keyword in ("description", "title", "deprecated"):
                self._take(keyword)
        if reference is not None:
            self._take_reference(reference)
        self._settle_bounds()
        self._settle_items()
        self._settle_example()
        self._settle_enum()
        self._settle_file()
        return self._settle_null(is_reference=reference is not None)

    def _take(self, keyword: str) -> None:
        value = self._node.members[keyword]
        if keyword in _PLAIN:
            if _PLAIN[keyword](value):
                self._out[keyword] = value
            elif not self._is_settled_later(keyword, value):
                self._ignore(keyword)
        elif keyword in _ONE:
            if not (keyword == "items" and isinstance(value, list)):
                self._out[keyword] = self._schema(self._node.child(keyword))
        elif keyword in _LISTS:
            self._take_list(keyword)
        elif keyword in _MAPS:
            self._take_map(keyword)
        elif keyword.startswith("x-"):
            self._out[keyword] = value
        elif keyword == "dependencies":
            self._take_dependencies()

    def _is_settled_later(self, keyword: str, value: Json) -> bool:
        return (keyword == "type" and value == "file") or (keyword == "examples" and isinstance(value, dict))

    def _take_reference(self, keyword: str) -> None:
        node = self._node
        if keyword == "$dynamicRef":
            node = Node({"$ref": self._node.members[keyword]}, node.source, node.pointer, node.facet)
        key = self._context.registry.key_of(node)
        if key is not None:
            self._out["$ref"] = f"#/$defs/{key}"
            if self._context.dialect.siblings_constrain and is_typed(self._node):
                self._context.registry.mark_base(self._context.registry.nodes[key])

    def _take_list(self, keyword: str) -> None:
        items = self._node.child(keyword).items()
        if not items:
            self._ignore(keyword)
            return
        self._out[keyword] = [self._schema(item) for item in items]
        if keyword == "allOf":
            self._mark_bases(items)

    def _mark_bases(self, items: list[Node]) -> None:
        """Tell the registry which schemas this one extends; one reference with nothing beside it extends nothing."""
        registry = self._context.registry
        if len(items) < 2 and not is_typed(self._node) and registry.known(self._node) is None:
            return
        for item in items:
            target = registry.target_of(item) if isinstance(item.members.get("$ref"), str) else None
            if target is not None:
                registry.mark_base(target)

    def _take_map(self, keyword: str) -> None:
        holder = self._node.child(keyword)
        if not isinstance(holder.value, dict):
            self._ignore(keyword)
            return
        self._out[keyword] = {name: self._schema(child) for name, child in holder.children()}

    def _take_dependencies(self) -> None:
        names: dict[str, Json] = {}
        schemas: dict[str, Json] = {}
        for name, child in self._node.child("dependencies").children():
            if _are_names(child.value):
                names[name] = child.value
            else:
                schemas[name] = self._schema(child)
        if names:
            self._out.setdefault("dependentRequired", names)
        if schemas:
            self._out.setdefault("dependentSchemas", schemas)

    def _schema(self, node: Node) -> Json:
        return define(node, self._context, depth=self._depth + 1)

    def _settle_bounds(self) -> None:
        """Spell 3.0's flags beside ``minimum`` and ``maximum`` as bounds of their own."""
        for flag, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            value = self._node.members.get(flag)
            if value is True and bound in self._out:
                self._out[flag] = self._out.pop(bound)
            elif _is_number(value):
                self._out[flag] = value
            elif value is not None and not isinstance(value, bool):
                self._ignore(flag)
        multiple = self._node.members.get("multipleOf")
        if multiple is not None:
            if isinstance(multiple, (int, float)) and not isinstance(multiple, bool) and multiple > 0:
                self._out["multipleOf"] = multiple
            else:
                self._ignore("multipleOf")

    def _settle_items(self) -> None:
        """Spell the tuples of older drafts as ``prefixItems``."""
        items = self._node.get("items")
        if items is not None and isinstance(items.value, list):
            if items.value:
                self._out["prefixItems"] = [self._schema(item) for item in items.items()]
            further = self._node.get("additionalItems")
            if further is not None:
                self._out["items"] = self._schema(further)

    def _settle_example(self) -> None:
        if "example" in self._node.members and "examples" not in self._out:
            self._out["examples"] = [self._node.members["example"]]

    def _settle_enum(self) -> None:
        """Let values beside ``type: string`` be texts, where YAML or a careless hand made numbers of them."""
        values = self._out.get("enum")
        if isinstance(values, list) and spell_as_text(self._node) != values:
            self._out["enum"] = spell_as_text(self._node)
            what = "values of the enumeration are no texts, as `type: string` asks; their texts are taken"
            self._context.findings.warn(self._node.child("enum"), what, "Quote the values.", rule="enum")

    def _settle_file(self) -> None:
        if self._node.members.get("type") == "file":
            self._out["type"] = "string"
            self._out["format"] = "binary"
        if self._node.text("format") == "byte" and self._context.dialect.spells_bytes_as_format:
            self._out.setdefault("contentEncoding", "base64")

    def _settle_null(self, *, is_reference: bool) -> Json:
        """Spell ``nullable: true`` as a type or an alternative, and let an enumeration beside it hold null."""
        if not (self._context.dialect.has_nullable and self._node.flag("nullable")):
            return self._out
        declared = self._out.get("type")
        if isinstance(declared, str) and not is_reference and not {"allOf", "anyOf", "oneOf"} & self._out.keys():
            self._out["type"] = [declared, "null"]
            values = self._out.get("enum")
            if isinstance(values, list) and None not in values:
                self._out["enum"] = [*values, None]
            return self._out
        return {"anyOf": [self._out, {"type": "null"}]} if is_reference or declared or len(self._out) else self._out

    def _ignore(self, keyword: str) -> None:
        self._context.findings.warn(
            self._node.child(keyword),
            f"the value of {keyword!r} makes no sense and is ignored",
            "Write it as JSON Schema asks.",
            rule="keyword",
        )
