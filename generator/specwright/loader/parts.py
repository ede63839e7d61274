"""Turns the properties of a multipart or urlencoded body's schema into parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from specwright.loader.context import Context
from specwright.loader.docs import read_docs
from specwright.loader.flatten import flatten, members_of
from specwright.loader.schemas import TypeReader
from specwright.loader.source import Node
from specwright.model.names import Name
from specwright.model.service import ParameterStyle, Part
from specwright.model.types import Array, Scalar, ScalarKind

__all__ = ["is_binary", "read_parts"]

_STYLES: Final = {style.value: style for style in ParameterStyle}
_TEXTUAL: Final = ("text/", "application/json", "application/xml", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class _Encoding:
    """What the Encoding Object says about one part."""

    content_type: str
    style: ParameterStyle
    explode: bool


def read_parts(
    media_type: Node, schema: Node, context: Context, types: TypeReader, *, is_multipart: bool
) -> tuple[Part, ...]:
    """Read one part for each property of the body's schema."""
    properties, required = members_of(schema, context)
    encodings = media_type.get("encoding")
    for name, node in encodings.children() if encodings else []:
        if properties and name not in properties:
            context.findings.warn(
                node, f"the encoding of {name!r} names no property", "Correct the name.", rule="encoding"
            )
    return tuple(
        _part(
            name,
            nodes,
            is_required=name in required,
            is_multipart=is_multipart,
            encoding=_encoding(name, encodings, context),
            context=context,
            types=types,
        )
        for name, nodes in properties.items()
        if not any(node.value is False or _is_read_only(node, context) for node in nodes)
    )


def _part(
    name: str,
    nodes: list[Node],
    *,
    is_required: bool,
    is_multipart: bool,
    encoding: _Encoding,
    context: Context,
    types: TypeReader,
) -> Part:
    kind = types.combine(tuple(nodes))
    parts = flatten(tuple(nodes), context)
    items = next((part.child("items") for part in parts if isinstance(part.members.get("items"), dict)), None)
    is_repeated = items is not None and not encoding.content_type.startswith("application/json")
    telling = flatten((items,), context) if items is not None else parts
    is_file = is_multipart and _is_file(telling, encoding.content_type)
    if is_file:
        kind = Array(Scalar(ScalarKind.FILE)) if is_repeated else Scalar(ScalarKind.FILE)
    # Of several media types only the caller knows which one a file has.
    is_choice = is_file and ("," in encoding.content_type or "*" in encoding.content_type)
    spelled = "" if is_choice else encoding.content_type.partition(",")[0].strip()
    content_type = spelled or (_default_content_type(telling, is_file=is_file) if is_multipart else "")
    described = [node for node in nodes if node.text("description")] or nodes
    return Part(
        name=Name(name),
        type=kind,
        is_required=is_required,
        is_file=is_file,
        is_repeated=is_repeated,
        content_type=content_type,
        style=encoding.style,
        explode=encoding.explode,
        docs=read_docs(described[-1]),
        where=nodes[-1].where,
    )


def _is_read_only(node: Node, context: Context) -> bool:
    return any(part.flag("readOnly") for part in flatten((node,), context))


def is_binary(part: Node) -> bool:
    """Say whether a schema part stands for the bytes of a file."""
    if part.members.get("type") == "file" or part.text("format") == "binary":
        return True
    return (
        "contentMediaType" in part.members
        and "contentEncoding" not in part.members
        and not _is_textual(part.text("contentMediaType"))
    )


def _is_file(parts: list[Node], content_type: str) -> bool:
    if any(is_binary(part) for part in parts):
        return True
    names_type = any("type" in part.members or "properties" in part.members or "enum" in part.members for part in parts)
    # OAS 3.1 section 4.8.14.5: without a type and an encoding a part is application/octet-stream.
    return not names_type and bool(content_type) and not _is_textual(content_type)


def _is_textual(content_type: str) -> bool:
    name = content_type.lower()
    return name.startswith(_TEXTUAL) or name.endswith(("+json", "+xml"))


def _default_content_type(parts: list[Node], *, is_file: bool) -> str:
    if is_file:
        return ""
    structured = any(part.members.get("type") in ("object", "array") or "properties" in part.members for part in parts)
    return "application/json" if structured else ""


def _encoding(name: str, encodings: Node | None, context: Context) -> _Encoding:
    node = encodings.get(name) if encodings else None
    if node is None:
        return _Encoding("", ParameterStyle.FORM, explode=True)
    spelled = node.text("style") or "form"
    style = _STYLES.get(spelled)
    if style is None:
        context.findings.warn(
            node, f"{spelled!r} is no style; form is used", "Use one that OpenAPI lists.", rule="style"
        )
        style = ParameterStyle.FORM
    explode = node.members.get("explode")
    return _Encoding(
        content_type=node.text("contentType").strip(),
        style=style,
        explode=explode if isinstance(explode, bool) else style is ParameterStyle.FORM,
    )
