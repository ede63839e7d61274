"""Turns annotations into the words that stand beside a type, a parameter or an operation."""

from __future__ import annotations

from specwright.loader.source import Node
from specwright.model.types import Docs, Json

__all__ = ["ANNOTATIONS", "is_annotation", "read_docs"]

ANNOTATIONS = frozenset(
    {
        "title",
        "description",
        "summary",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
        "externalDocs",
        "xml",
        "$comment",
        "$id",
        "$anchor",
        "$dynamicAnchor",
        "$schema",
        "$defs",
        "definitions",
        "$vocabulary",
    }
)


def is_annotation(keyword: str) -> bool:
    """Say whether a keyword says nothing about which values are allowed."""
    return keyword in ANNOTATIONS or keyword.startswith("x-")


def read_docs(node: Node) -> Docs:
    """Read what a schema, parameter, response or operation says about itself."""
    members = node.members
    return Docs(
        title=node.text("title"),
        description=node.text("description"),
        is_deprecated=node.flag("deprecated"),
        is_unverified=node.flag("x-unverified"),
        unit=_scalar_text(members.get("x-unit")),
        examples=_examples(members),
        source=_source(members.get("x-source")),
    )


def _examples(members: dict[str, Json]) -> tuple[Json, ...]:
    # Only JSON Schema's list: a map of Example Objects belongs to parameters and media types and is read there.
    examples = members.get("examples")
    found = list(examples) if isinstance(examples, list) else []
    if "example" in members and members["example"] not in found:
        found.insert(0, members["example"])
    return tuple(found)


def _source(value: Json) -> str:
    if isinstance(value, dict):
        assumed = " (assumed)" if value.get("confidence") == "assumed" else ""
        return _scalar_text(value.get("doc")) + assumed
    return _scalar_text(value)


def _scalar_text(value: Json) -> str:
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
