"""A 3.0 document turned into one whose schemas a 2020-12 validator judges rightly, every pointer kept."""

from __future__ import annotations

from specwright.model.types import Json

__all__ = ["to_2020_12"]


def to_2020_12(tree: Json) -> Json:
    """Rewrite ``nullable`` and boolean exclusive bounds; all else stays where it is."""
    if isinstance(tree, list):
        return [to_2020_12(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    if isinstance(tree.get("$ref"), str):
        return {"$ref": tree["$ref"]}  # 3.0 ignores whatever stands beside a reference
    node: dict[str, Json] = {key: to_2020_12(value) for key, value in tree.items()}
    if node.get("nullable") is True and isinstance(node.get("type"), str):
        node["type"] = [node["type"], "null"]
        allowed = node.get("enum")
        if isinstance(allowed, list) and None not in allowed:
            node["enum"] = [*allowed, None]
    for exclusive, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if node.get(exclusive) is True and inclusive in node:
            node[exclusive] = node.pop(inclusive)
        elif isinstance(node.get(exclusive), bool):
            del node[exclusive]
    return node
