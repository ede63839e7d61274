"""Turns ``content`` maps into media types with their kinds, types, parts and examples."""

from __future__ import annotations

from typing import Final

from specwright.loader.context import Context
from specwright.loader.definitions import define
from specwright.loader.examples import read_examples
from specwright.loader.flatten import flatten
from specwright.loader.media_types import kind_of
from specwright.loader.parts import is_binary, read_parts
from specwright.loader.schemas import TypeReader
from specwright.loader.source import Node
from specwright.model.service import MediaType, MediaTypeKind, Part
from specwright.model.types import AnyType, Const, Enum, Json, Nullable, Scalar, ScalarKind, Type, Union

__all__ = ["read_content"]

_STREAMS: Final = (MediaTypeKind.JSON_LINES, MediaTypeKind.EVENT_STREAM)


def read_content(holder: Node, context: Context, types: TypeReader) -> tuple[MediaType, ...]:
    """Read the media types of a body or response, in the order of the description."""
    content = holder.get("content")
    if content is None:
        return ()
    if not isinstance(content.value, dict):
        context.findings.error(
            content, "content is no map", "Write a media type and its schema on each line.", rule="shape"
        )
        return ()
    return tuple(_read(name, node, context, types) for name, node in content.children() if not name.startswith("x-"))


def _read(name: str, node: Node, context: Context, types: TypeReader) -> MediaType:
    media_type = context.references.follow(node) or node
    schema = media_type.get("schema")
    kind = kind_of(name) or _kind_of_range(schema, context)
    item = media_type.get("itemSchema")
    if kind in _STREAMS:
        schema = item or _item_of(schema, context)
    elif schema is None and item is not None:
        schema = Node({"type": "array", "items": item.value}, item.source, item.pointer, "items")
    return MediaType(
        media_type=name,
        kind=kind,
        type=_type_of(kind, schema, types),
        definition=define(schema, context) if schema is not None else True,
        parts=_parts(kind, media_type, schema, context, types),
        examples=read_examples(media_type, context),
        where=media_type.where,
    )


def _parts(
    kind: MediaTypeKind, holder: Node, schema: Node | None, context: Context, types: TypeReader
) -> tuple[Part, ...]:
    if schema is None or kind not in (MediaTypeKind.MULTIPART, MediaTypeKind.FORM):
        return ()
    return read_parts(holder, schema, context, types, is_multipart=kind is MediaTypeKind.MULTIPART)


def _type_of(kind: MediaTypeKind, schema: Node | None, types: TypeReader) -> Type:
    if kind is MediaTypeKind.BINARY:
        return Scalar(ScalarKind.FILE)
    found = types.read(schema) if schema is not None else AnyType()
    if kind is MediaTypeKind.TEXT and not _is_text(found):
        return Scalar(ScalarKind.STRING)
    return found


def _is_text(kind: Type) -> bool:
    match kind:
        case Scalar():
            return kind.kind is not ScalarKind.FILE
        case Enum() | Const():
            return True
        case Nullable():
            return _is_text(kind.type)
        case Union():
            return all(_is_text(variant) for variant in kind.variants)
        case _:
            return False


def _kind_of_range(schema: Node | None, context: Context) -> MediaTypeKind:
    """Decide what ``*/*`` brings: files and plain text have a schema that says so, all else with a schema is JSON."""
    if schema is None:
        return MediaTypeKind.BINARY
    parts = flatten((schema,), context)
    if any(is_binary(part) for part in parts):
        return MediaTypeKind.BINARY
    declared: list[Json] = [part.members["type"] for part in parts if "type" in part.members]
    if declared and all(kind == "string" for kind in declared):
        return MediaTypeKind.TEXT
    return MediaTypeKind.JSON if parts else MediaTypeKind.BINARY


def _item_of(schema: Node | None, context: Context) -> Node | None:
    """Take the schema of one item where the stream as a whole is described as an array."""
    if schema is None:
        return None
    for part in flatten((schema,), context):
        if part.members.get("type") == "array" and isinstance(part.members.get("items"), dict):
            return part.child("items")
    return schema
