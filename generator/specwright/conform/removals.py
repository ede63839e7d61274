"""Finds which operations make things that stay, and which operation removes what each of them made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from specwright.conform.chains import Link, id_in, links_of, plain_path
from specwright.conform.drafts import Draft, SpellingError, write
from specwright.conform.exchanges import Exchange, Request
from specwright.model.service import Operation, Service
from specwright.model.types import Json
from specwright.twin.routing import Found, Router

__all__ = ["Removal", "Removals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """How what one operation makes is removed, read and listed; None where no operation does."""

    maker: Operation
    link: Link
    remover: Operation | None = None
    reader: Operation | None = None
    lister: Operation | None = None


class Removals:
    """All operations of a service that make something."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._router = Router(service.operations, service.servers)
        self._by_maker = dict(_removals(service))
        self.by_remover = {each.remover.name.wire: each for each in self._by_maker.values() if each.remover is not None}

    def of(self, request: Request) -> Removal | None:
        """Find what a request would make; None where it makes nothing."""
        operation = self._operation(request)
        return None if operation is None else self._by_maker.get(operation.name.wire)

    def removes(self, request: Request) -> bool:
        """Say whether a request removes something."""
        operation = self._operation(request)
        return operation is not None and operation.name.wire in self.by_remover

    def named(self, maker: str) -> Removal | None:
        """Find an operation that makes something by its operationId."""
        return self._by_maker.get(maker)

    def target(self, removal: Removal, request: Request, exchange: Exchange) -> str:
        """Spell the path of what a request made; empty where the answer does not name it."""
        path = request.target.partition("?")[0]
        if removal.link.is_own:
            # What was there before was changed, not made, and is not ours to remove.
            return path if exchange.response is not None and exchange.response.status == 201 else ""
        value = id_in(exchange, removal.link, None)
        return "" if value is None else self.item(removal, path, value)

    def item(self, removal: Removal, path: str, value: Json) -> str:
        """Spell the path of an item of the collection at ``path``."""
        named = removal.remover or removal.reader
        if named is None:
            return f"{path.rstrip('/')}/{quote(str(value), safe='')}"
        try:
            draft = Draft(operation=named, parameters={"path": {removal.link.parameter: value}})
            spelled = write(draft, {}).target
        except (SpellingError, KeyError):
            return ""
        return f"{path.rstrip('/')}/{spelled.rpartition('/')[2]}"

    def _operation(self, request: Request) -> Operation | None:
        found = self._router.find(request.method, request.target.partition("?")[0])
        return found.operation if isinstance(found, Found) else None


def _removals(service: Service) -> Mapping[str, Removal]:
    by_place = {(each.method.upper(), plain_path(each.path)): each for each in service.operations}
    found: dict[str, Removal] = {}
    for operation in service.operations:
        for link in links_of(service, operation):
            if link.prefix != plain_path(operation.path) or operation is link.maker:
                continue
            known = found.get(link.maker.name.wire) or Removal(
                maker=link.maker, link=link, lister=by_place.get(("GET", link.prefix.removesuffix("/{}")))
            )
            changes: dict[str, Any] = {"DELETE": {"remover": operation, "link": link}, "GET": {"reader": operation}}
            found[link.maker.name.wire] = replace(known, **changes.get(operation.method.upper(), {}))
    return found
