"""Turns ``example`` and ``examples`` of a media type, parameter or header into named values."""

from __future__ import annotations

from specwright.loader.context import Context
from specwright.loader.source import Node
from specwright.model.types import Json

__all__ = ["read_examples"]


def read_examples(holder: Node, context: Context) -> dict[str, Json]:
    """Read the examples beside a schema, else those of the schema itself."""
    found: dict[str, Json] = {}
    examples = holder.get("examples")
    for name, node in examples.children() if examples else []:
        _take(name, node, found, context)
    if not found and "example" in holder.members:
        found["default"] = holder.members["example"]
    schema = holder.get("schema")
    if not found and schema is not None:
        found = _of_schema(schema, context)
    return found


def _take(name: str, node: Node, found: dict[str, Json], context: Context) -> None:
    example = context.references.follow(node)
    if example is None:
        return
    # OAS 3.2 section 4.19: dataValue is the value as data, value is the older word for it.
    for key in ("dataValue", "value"):
        if key in example.members:
            found[name] = example.members[key]
            return
    if example is not node and not example.members.keys() & {
        "externalValue",
        "serializedValue",
        "summary",
        "description",
    }:
        # A reference straight to a value, as many descriptions have it, instead of to an Example Object.
        found[name] = example.value


def _of_schema(schema: Node, context: Context) -> dict[str, Json]:
    if "$ref" in schema.members:
        with context.findings.part():
            target = context.registry.target_of(schema)
        if target is None:
            return {}
        schema = target
    if "example" in schema.members:
        return {"default": schema.members["example"]}
    examples = schema.members.get("examples")
    if isinstance(examples, list):
        return {"default" if index == 0 else f"example{index + 1}": value for index, value in enumerate(examples)}
    return {}
