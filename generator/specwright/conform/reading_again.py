"""Reads what a call has stored, with the operation that gives one document, as its own answer shall be judged too."""

from __future__ import annotations

from dataclasses import replace

from specwright.conform.chains import Link, id_in, links_of
from specwright.conform.drafts import Draft
from specwright.conform.exchanges import Exchange
from specwright.conform.phases import Ground
from specwright.conform.supplies import UndrawableError
from specwright.model.service import Operation, ParameterLocation
from specwright.model.types import Json

__all__ = ["read_again"]

_CHANGING = frozenset({"PUT", "PATCH"})


def read_again(ground: Ground, draft: Draft, exchange: Exchange) -> tuple[Operation, Exchange] | None:
    """Read the document that a call made or changed; None where no operation does."""
    found = ground.kit.once(("reader of", draft.operation.name.wire), lambda: (_reader(ground, draft.operation),))[0]
    if found is None or found[0].name.wire not in ground.operations:
        return None
    reader, link = found
    path = dict(draft.given(ParameterLocation.PATH))
    if link is not None:
        id_: Json = link.chosen(path) if link.is_own else id_in(exchange, link, draft.body)
        if id_ is None:
            return None
        path[link.parameter] = id_
    try:
        template = ground.world.plans.plan(reader).last
    except UndrawableError:
        return None
    credentials = draft.credentials if draft.credentials.keys() == template.credentials.keys() else template.credentials
    asked = replace(template, parameters={**template.parameters, "path": path}, credentials=credentials)
    return reader, ground.world.send(asked)


def _reader(ground: Ground, operation: Operation) -> tuple[Operation, Link | None] | None:
    """Find the operation that reads what another one stores, and how it is named to it."""
    for each in ground.service.operations:
        if each.method.upper() != "GET":
            continue
        if each.path == operation.path and operation.method.upper() in _CHANGING:
            return each, None
        links = links_of(ground.service, each)
        if links and links[-1].maker is operation and each.path.endswith("}"):
            return each, links[-1]
    return None
