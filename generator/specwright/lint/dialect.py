"""A description as written, turned into one whose schemas a 2020-12 validator judges rightly, every pointer kept."""

from __future__ import annotations

from specwright.model.types import Json

__all__ = ["to_2020_12"]


def to_2020_12(tree: Json, *, is_3_0: bool) -> Json:
    """Rewrite what OpenAPI adds to JSON Schema; all else stays where it is."""
    if isinstance(tree, list):
        return [to_2020_12(item, is_3_0=is_3_0) for item in tree]
    if not isinstance(tree, dict):
        return tree
    if is_3_0 and isinstance(tree.get("$ref"), str):
        return {"$ref": tree["$ref"]}  # 3.0 ignores whatever stands beside a reference
    node: dict[str, Json] = {key: to_2020_12(value, is_3_0=is_3_0) for key, value in tree.items()}
    _require_in_one_direction(node)
    if is_3_0:
        _spell_null_as_type(node)
        _spell_exclusive_as_number(node)
    return node


def _require_in_one_direction(node: dict[str, Json]) -> None:
    """Let an example leave out what requests or responses never carry: it may show either."""
    required, properties = node.get("required"), node.get("properties")
    if isinstance(required, list) and isinstance(properties, dict):
        node["required"] = [name for name in required if not (isinstance(name, str) and _is_one_way(properties, name))]


def _is_one_way(properties: dict[str, Json], name: str) -> bool:
    member = properties.get(name)
    return isinstance(member, dict) and (member.get("readOnly") is True or member.get("writeOnly") is True)


def _spell_null_as_type(node: dict[str, Json]) -> None:
    if node.get("nullable") is True and isinstance(node.get("type"), str):
        node["type"] = [node["type"], "null"]
        allowed = node.get("enum")
        if isinstance(allowed, list) and None not in allowed:
            node["enum"] = [*allowed, None]


def _spell_exclusive_as_number(node: dict[str, Json]) -> None:
    for exclusive, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if node.get(exclusive) is True and inclusive in node:
            node[exclusive] = node.pop(inclusive)
        elif isinstance(node.get(exclusive), bool):
            del node[exclusive]
