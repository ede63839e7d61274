"""Infers how an operation pages, only where its parameters and its answer leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from specwright.model.location import join_pointer
from specwright.model.service import MediaTypeKind, Operation, Paging, Parameter, ParameterLocation
from specwright.model.types import Array, Nullable, Object, Ref, Scalar, ScalarKind, Schema, Type

__all__ = ["find_paging"]

_ITEMS: Final = ("items", "data", "results")
_OFFSETS: Final = ("offset",)
_PAGES: Final = ("page", "pagenumber")
_LIMITS: Final = ("limit", "perpage", "pagesize", "size")
# What asks for the next page, and the members of an answer that bear its value.
_CURSORS: Final[Mapping[str, tuple[str, ...]]] = {
    "cursor": ("nextcursor", "cursor"),
    "pagetoken": ("nextpagetoken",),
    "nexttoken": ("nexttoken",),
    "next": ("next", "nextcursor"),
    "after": ("after", "nextcursor", "endcursor"),
}
_ENVELOPES: Final = ("meta", "metadata", "pagination", "paging", "pageinfo", "cursors", "responsemetadata")


def find_paging(operation: Operation, schemas: Mapping[str, Schema]) -> Operation:
    """Add the paging of an operation where it is certain."""
    if operation.method != "GET":
        return operation
    answer = _answer(operation)
    listed = _items(answer, schemas) if answer is not None else None
    if answer is None or listed is None:
        return operation
    items, item_type = listed
    query = {_plain(each.name.wire): each for each in operation.parameters if each.location is ParameterLocation.QUERY}
    paging = (
        _by_cursor(query, items, _object(answer, schemas), schemas)
        or _by_offset(query, items)
        or _by_page(query, items)
        or _by_link(operation, items)
    )
    return operation if paging is None else replace(operation, paging=replace(paging, item_type=item_type))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _answer(operation: Operation) -> Type | None:
    """Take the one JSON type of the successful answer."""
    found = [
        media_type.type
        for response in operation.responses
        if response.status.startswith("2")
        for media_type in response.media_types
        if media_type.kind is MediaTypeKind.JSON
    ]
    return found[0] if found and all(kind == found[0] for kind in found) else None


def _items(answer: Type, schemas: Mapping[str, Schema]) -> tuple[str, Type] | None:
    """Find the list in an answer: the answer itself, its only array, or the array of a telling name."""
    kind = _follow(answer, schemas)
    if isinstance(kind, Array):
        return "", kind.items
    if not isinstance(kind, Object):
        return None
    arrays = {each.name.wire: _follow(each.type, schemas) for each in kind.properties}
    lists = {name: found.items for name, found in arrays.items() if isinstance(found, Array) and not found.prefix}
    telling = [name for name in lists if name.lower() in _ITEMS]
    names = telling if len(telling) == 1 else list(lists)
    return (join_pointer("", names[0]), lists[names[0]]) if len(names) == 1 else None


def _follow(kind: Type, schemas: Mapping[str, Schema]) -> Type:
    seen: set[str] = set()
    while True:
        match kind:
            case Nullable(type=inner):
                kind = inner
            case Ref(key=key) if key in schemas and key not in seen:
                seen.add(key)
                kind = schemas[key].type
            case _:
                return kind


def _object(kind: Type, schemas: Mapping[str, Schema]) -> Object | None:
    found = _follow(kind, schemas)
    return found if isinstance(found, Object) else None


def _by_offset(query: Mapping[str, Parameter], items: str) -> Paging | None:
    offset = _integer(query, _OFFSETS)
    limit = _integer(query, _LIMITS)
    return Paging(style="offset", items=items, request=offset, limit=limit) if offset and limit else None


def _by_page(query: Mapping[str, Parameter], items: str) -> Paging | None:
    page = _integer(query, _PAGES)
    return Paging(style="page", items=items, request=page, limit=_integer(query, _LIMITS)) if page else None


def _by_link(operation: Operation, items: str) -> Paging | None:
    names = {header.name.wire.lower() for response in operation.responses for header in response.headers}
    return Paging(style="link", items=items) if "link" in names else None


def _integer(query: Mapping[str, Parameter], names: tuple[str, ...]) -> str:
    for name in names:
        parameter = query.get(name)
        if parameter is not None and _is_scalar(parameter.type, ScalarKind.INTEGER, ScalarKind.NUMBER):
            return parameter.name.wire
    return ""


def _is_scalar(kind: Type, *kinds: ScalarKind) -> bool:
    inner = kind.type if isinstance(kind, Nullable) else kind
    return isinstance(inner, Scalar) and inner.kind in kinds


def _by_cursor(
    query: Mapping[str, Parameter], items: str, answer: Object | None, schemas: Mapping[str, Schema]
) -> Paging | None:
    for name, members in _CURSORS.items():
        parameter = query.get(name)
        if parameter is None or answer is None or not _is_scalar(parameter.type, ScalarKind.STRING):
            continue
        pointer = _member(answer, members, schemas)
        if pointer:
            limit = _integer(query, _LIMITS)
            return Paging(style="cursor", items=items, request=parameter.name.wire, limit=limit, next=pointer)
    return None


def _member(answer: Object, names: tuple[str, ...], schemas: Mapping[str, Schema]) -> str:
    """Find the text that names the next page, in the answer or in the envelope around its paging facts."""
    for each in answer.properties:
        if _plain(each.name.wire) in names and _is_scalar(_follow(each.type, schemas), ScalarKind.STRING):
            return join_pointer("", each.name.wire)
    for each in answer.properties:
        inner = _object(each.type, schemas) if _plain(each.name.wire) in _ENVELOPES else None
        for below in inner.properties if inner else ():
            if _plain(below.name.wire) in names and _is_scalar(_follow(below.type, schemas), ScalarKind.STRING):
                return join_pointer("", each.name.wire, below.name.wire)
    return ""
