"""Turns Response and Request Body Objects into what an operation sends and answers."""

from __future__ import annotations

import re
from typing import Final

from specwright.loader.content import read_content
from specwright.loader.context import Context
from specwright.loader.docs import read_docs
from specwright.loader.schemas import TypeReader
from specwright.loader.source import Node
from specwright.model.names import Name
from specwright.model.service import Body, Header, MediaType, Response
from specwright.model.types import AnyType, Docs, Scalar, ScalarKind, Type

__all__ = ["read_body", "read_responses"]

_STATUS: Final = re.compile(r"[1-5](?:\d\d|XX)|default")


def read_body(holder: Node, context: Context, types: TypeReader) -> Body | None:
    """Read the request body of an operation."""
    node = holder.get("requestBody")
    target = context.references.follow(node) if node is not None else None
    if node is None or target is None:
        return None
    if not isinstance(target.value, dict):
        context.findings.error(target, "requestBody is no map", "Write `content` below it.", rule="shape")
        return None
    media_types = context.findings.once("body", target, lambda target: read_content(target, context, types))
    if not media_types:
        context.findings.warn(
            target, "the request body has no content and is left out", "Name a media type.", rule="body"
        )
        return None
    return Body(
        media_types=media_types,
        is_required=target.flag("required"),
        docs=read_docs(target),
        where=target.where,
    )


def read_responses(holder: Node, context: Context, types: TypeReader) -> tuple[Response, ...]:
    """Read the responses of an operation, in the order of the description."""
    listed = holder.get("responses")
    if listed is None:
        return ()
    if not isinstance(listed.value, dict):
        context.findings.error(
            listed, "responses is no map", "Write a status and its response on each line.", rule="shape"
        )
        return ()
    found: dict[str, Response] = {}
    for status, node in listed.children():
        if status.startswith("x-"):
            continue
        spelled = "default" if status.lower() == "default" else status.upper()
        if not _STATUS.fullmatch(spelled):
            context.findings.warn(
                node, f"{status!r} is no status and is left out", "Use 200, 4XX or default.", rule="status"
            )
            continue
        response = _read(spelled, node, context, types)
        if response is not None:
            found.setdefault(spelled, response)
    return tuple(found.values())


def _read(status: str, node: Node, context: Context, types: TypeReader) -> Response | None:
    target = context.references.follow(node)
    if target is None:
        return None
    if not isinstance(target.value, dict):
        context.findings.error(
            target, f"the response {status} is no map", "Write a description and content.", rule="shape"
        )
        return None
    media_types, headers = context.findings.once("response", target, lambda target: _contents(target, context, types))
    return Response(
        status=status,
        media_types=media_types,
        headers=headers,
        error_codes=_error_codes(node) or _error_codes(target),
        docs=_docs(node, target),
        where=target.where,
    )


def _contents(target: Node, context: Context, types: TypeReader) -> tuple[tuple[MediaType, ...], tuple[Header, ...]]:
    return read_content(target, context, types), _headers(target, context, types)


def _error_codes(node: Node) -> tuple[str, ...]:
    codes = node.members.get("x-error-codes")
    return tuple(code for code in codes if isinstance(code, str)) if isinstance(codes, list) else ()


def _docs(node: Node, target: Node) -> Docs:
    docs = read_docs(target)
    # OAS 3.1 section 4.8.23: words beside a $ref replace those it leads to.
    override = node.text("description") if node is not target else ""
    is_unverified = docs.is_unverified or node.flag("x-unverified")
    return Docs(
        title=docs.title,
        description=override or docs.description,
        is_deprecated=docs.is_deprecated,
        is_unverified=is_unverified,
        unit=docs.unit,
        source=docs.source,
    )


def _headers(holder: Node, context: Context, types: TypeReader) -> tuple[Header, ...]:
    listed = holder.get("headers")
    found: list[Header] = []
    for name, node in listed.children() if listed else []:
        target = context.references.follow(node)
        # OAS 3.1 section 4.8.17: Content-Type is described by the content itself.
        if target is None or name.lower() == "content-type":
            continue
        found.append(
            Header(
                name=Name(name),
                type=_header_type(target, context, types),
                is_required=target.flag("required"),
                docs=read_docs(target),
            )
        )
    return tuple(found)


def _header_type(node: Node, context: Context, types: TypeReader) -> Type:
    schema = node.get("schema")
    content = node.get("content")
    if schema is None and content is not None and content.members:
        media_type = context.references.follow(content.children()[0][1])
        schema = media_type.get("schema") if media_type is not None else None
    found = types.read(schema) if schema is not None else AnyType()
    return Scalar(ScalarKind.STRING) if isinstance(found, AnyType) else found
