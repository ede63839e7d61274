"""Turns the paths of a description into operations, each complete or reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specwright.loader.context import Context
from specwright.loader.docs import read_docs
from specwright.loader.findings import UNSUPPORTED, Scope
from specwright.loader.parameters import read_parameters
from specwright.loader.paths import operation_id_for
from specwright.loader.responses import read_body, read_responses
from specwright.loader.schemas import TypeReader
from specwright.loader.security import read_requirements
from specwright.loader.servers import read_servers
from specwright.loader.source import Node
from specwright.model.names import Name
from specwright.model.service import Operation, SecurityScheme

__all__ = ["ReadOperation", "read_operations"]

_IDEMPOTENT: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"})


@dataclass(frozen=True, slots=True)
class ReadOperation:
    """An operation, or None where nothing could be made of it, with what reading it brought up."""

    node: Node
    title: str
    operation: Operation | None
    scope: Scope


@dataclass(frozen=True, slots=True)
class _Found:
    """An Operation Object with its place in the description."""

    method: str
    path: str
    item: Node
    node: Node
    identifier: str


def read_operations(context: Context, types: TypeReader, schemes: Mapping[str, SecurityScheme]) -> list[ReadOperation]:
    """Read every operation under ``paths``; problems stay with the operation that has them."""
    found = list(_find(context))
    taken: dict[str, _Found] = {}
    read: list[ReadOperation] = []
    for each in found:
        with context.findings.part() as scope:
            first = taken.setdefault(each.identifier, each)
            identifier = each.identifier
            if first is not each:
                _tell_duplicate(each, first, context)
                identifier = _unique(identifier, taken, each)
            operation = _read(each, identifier, context, types, schemes)
        read.append(ReadOperation(each.node, identifier, operation, scope))
    return read


def _find(context: Context) -> Iterator[_Found]:
    root = context.document.root
    paths = root.get("paths")
    if paths is None:
        if context.dialect.requires_paths:
            context.findings.error(root, "`paths` is missing", "Add it; an empty map is allowed.", rule="shape")
        return
    if not isinstance(paths.value, dict):
        context.findings.error(
            paths, "`paths` is no map", "Write a path and its operations on each line.", rule="shape"
        )
        return
    for path, node in paths.children():
        if path.startswith("x-"):
            continue
        item = context.references.follow(node) if "$ref" in node.members else node
        if item is None:
            continue
        if not path.startswith("/") or not isinstance(item.value, dict):
            what = "a path begins with '/'" if isinstance(item.value, dict) else "a path item is a map of methods"
            context.findings.error(node, f"{path!r}: {what}", "Correct the line.", rule="shape")
            continue
        yield from _find_in(path, node, item, context)


def _find_in(path: str, node: Node, item: Node, context: Context) -> Iterator[_Found]:
    methods = [
        (method, holder)
        for holder in _holders(node, item)
        for method in context.dialect.methods
        if method in holder.members
    ]
    for method, holder in methods:
        yield from _found(method, path, holder, holder.child(method), context)
    extra = item.get(context.dialect.extra_methods) if context.dialect.extra_methods else None
    for method, operation in extra.children() if extra else []:
        yield from _found(method, path, item, operation, context)


def _holders(node: Node, item: Node) -> list[Node]:
    # Methods beside the $ref of a path item win over those that it leads to.
    if item is node:
        return [item]
    own = node.without("$ref")
    return [own, item.without(*own.members)]


def _found(method: str, path: str, item: Node, node: Node, context: Context) -> Iterator[_Found]:
    if not isinstance(node.value, dict):
        context.findings.error(node, f"{method} of {path} is no map", "Write responses below it.", rule="shape")
        return
    identifier = node.text("operationId").strip() or operation_id_for(method, path)
    yield _Found(method.upper(), path, item, node, identifier)


def _tell_duplicate(each: _Found, first: _Found, context: Context) -> None:
    if each.node.text("operationId"):
        what = f"the operationId {each.identifier!r} is taken by {first.method} {first.path}"
        context.findings.error(
            each.node.child("operationId"), what, "Give each operation an id of its own.", rule=DUPLICATE
        )


DUPLICATE: Final = "duplicate-operation-id"


def _unique(identifier: str, taken: dict[str, _Found], each: _Found) -> str:
    number = 2
    while f"{identifier}_{number}" in taken:
        number += 1
    taken[f"{identifier}_{number}"] = each
    return f"{identifier}_{number}"


def _read(
    found: _Found, identifier: str, context: Context, types: TypeReader, schemes: Mapping[str, SecurityScheme]
) -> Operation:
    node, root = found.node, context.document.root
    if "?" in found.path or "#" in found.path:
        what = f"the path {found.path!r} holds a query or fragment, which is not supported"
        context.findings.error(node, what, "Declare what follows as query parameters.", rule=UNSUPPORTED)
    tags = node.members.get("tags")
    declared = node.members.get("x-idempotent")
    return Operation(
        name=Name(identifier),
        resource="",
        method=found.method,
        path=found.path,
        parameters=read_parameters((found.item, node), found.path, node, context, types),
        body=read_body(node, context, types),
        responses=read_responses(node, context, types),
        security=read_requirements(node, root, schemes, context),
        servers=read_servers(node, context) or read_servers(found.item, context),
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        is_idempotent=declared if isinstance(declared, bool) else found.method in _IDEMPOTENT,
        docs=read_docs(node),
        summary=node.text("summary"),
        where=node.where,
        extensions={key: value for key, value in node.members.items() if key.startswith("x-")},
    )
