"""Removes what a campaign made in a live service, the youngest first, and tells what could not be removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from specwright.conform.answers import json_of
from specwright.conform.drafts import Draft, write
from specwright.conform.exchanges import Exchange, Request, Response, Send
from specwright.conform.ledger import Entry, Ledger, digest, leaves
from specwright.conform.removals import Removal, Removals
from specwright.conform.results import StoppedError
from specwright.model.service import Operation, ParameterLocation, Service
from specwright.model.types import Json
from specwright.twin.pointers import at_pointer

__all__ = ["Cleaned", "Cleaner", "Left"]

_GONE: Final = frozenset({404, 410})
# Refusals that say nothing about what is to be removed.
_NOT_NOW: Final = frozenset({401, 403, 408, 412, 425, 428, 429})
_MOST_PASSES: Final = 3
_MOST_PAGES: Final = 50
# Of what was sent, so much has to stand in a document before it is taken for the one that was made.
_LEAST_EQUAL: Final = 3
_LEAST_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Left:
    """Something that stays, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a ledger's entries."""

    removed: int
    left: tuple[Left, ...]


class Cleaner:
    """Works through entries; ``callers`` gives credentials by security scheme, to be tried one after the other."""

    def __init__(
        self,
        service: Service,
        send: Send,
        ledger: Ledger,
        *,
        callers: Callable[[Operation], Iterable[Mapping[str, str]]],
    ) -> None:
        self._schemes = service.security_schemes
        self._removals = Removals(service)
        self._send = send
        self._ledger = ledger
        self._callers = callers

    def clean(self) -> Cleaned:
        """Remove all that the ledger has; what stands in the way of another is tried again after it."""
        entries = self._ledger.entries
        open_ = list(reversed(entries))
        reasons: dict[int, str] = {}
        removed = 0
        known = {entry.target for entry in entries if entry.target}
        try:
            for _ in range(_MOST_PASSES):
                before = len(open_)
                for entry in list(open_):
                    reason = self._remove(entry, known)
                    if reason:
                        reasons[entry.number] = reason
                    else:
                        removed += 1
                        open_.remove(entry)
                if not open_ or len(open_) == before:
                    break
        except StoppedError as error:
            reasons |= {entry.number: str(error) for entry in open_}
        left = tuple(Left(entry.target or f"{entry.operation} {entry.path}", reasons[entry.number]) for entry in open_)
        return Cleaned(removed, left)

    def _remove(self, entry: Entry, known: set[str]) -> str:
        """Remove one; tell why it stays, or nothing."""
        removal = self._removals.named(entry.operation)
        if removal is None or removal.remover is None:
            return "no operation removes it"
        if not entry.target:
            if removal.lister is None:
                return "whether it was made cannot be told: nothing lists it"
            found = self._find(entry, removal, removal.lister, known)
            if not found:
                # Most likely the request never arrived, or was refused.
                self._ledger.nothing(entry.number)
                return ""
            self._ledger.made(entry.number, found)
            entry.target = found
            known.add(found)
        return self._delete(entry, removal, removal.remover)

    def _delete(self, entry: Entry, removal: Removal, remover: Operation) -> str:
        told = "nobody may remove it"
        was_leaving = entry.is_leaving
        for caller in self._callers(remover):
            self._ledger.leaving(entry.target)
            exchange = self._send(self._request(remover, entry.target, caller))
            status = _status(exchange)
            if status >= 400 and status not in _GONE and removal.reader is not None:
                answer = self._send(self._request(removal.reader, entry.target, caller)).response
                tag = "" if answer is None else answer.fields.get("etag", "")
                if answer is not None and answer.status in _GONE:
                    status = answer.status
                elif tag and (status in {412, 428} or _takes_version(remover)):
                    exchange = self._send(self._request(remover, entry.target, caller, ("If-Match", tag)))
                    status = _status(exchange)
            # Where the removal was begun when the run ended, a second one may be refused.
            is_refused = was_leaving and 400 <= status < 500 and status not in _NOT_NOW
            if 200 <= status < 300 or status in _GONE or is_refused:
                self._ledger.gone(entry.target)
                return ""
            self._ledger.staying(entry.target)
            told = f"its removal is answered with {status}" if status else f"no answer: {exchange.broken}"
        return told

    def _find(self, entry: Entry, removal: Removal, lister: Operation, known: set[str]) -> str:
        """Look among all documents for the one that a request made; an empty path where it made none."""
        made = Request(operation="", method="POST", target=entry.path)
        for caller in self._callers(lister):
            for item in self._items(entry.path, lister, caller):
                body = json.dumps(item).encode()
                response = Response(status=201, headers=(("content-type", "application/json"),), body=body)
                exchange = Exchange(number=0, request=made, response=response)
                target = self._removals.target(removal, made, exchange)
                if not target or target in known:
                    continue
                value = item
                if removal.reader is not None:
                    answer = self._send(self._request(removal.reader, target, caller)).response
                    value = json_of(answer)[0] if answer is not None else None
                if self._is_same(entry, value):
                    return target
        return ""

    def _is_same(self, entry: Entry, value: Json) -> bool:
        given = {pointer: digest(leaf, self._ledger.salt) for pointer, leaf in leaves(value)}
        shared = [pointer for pointer in entry.sent if pointer in given]
        equal = sum(given[pointer] == entry.sent[pointer] for pointer in shared)
        return equal >= _LEAST_EQUAL and equal >= _LEAST_SHARE * len(entry.sent) and equal == len(shared)

    def _items(self, path: str, lister: Operation, caller: Mapping[str, str]) -> Iterator[Json]:
        paging = lister.paging
        count, after = 0, ""
        for page in range(_MOST_PAGES):
            target = path
            if paging is not None and paging.request and page:
                place = {"offset": str(count), "page": str(page + 1)}.get(paging.style, after)
                target = f"{path}?{quote(paging.request)}={quote(place, safe='')}"
            answer = self._send(self._request(lister, target, caller)).response
            value = json_of(answer)[0] if answer is not None else None
            items = at_pointer(value, paging.items) if paging is not None else _list(value)
            if not isinstance(items, list) or not items:
                return
            yield from items
            count += len(items)
            after = str(at_pointer(value, paging.next) or "") if paging is not None and paging.next else ""
            if paging is None or not paging.request or (paging.style == "cursor" and not after):
                return

    def _request(
        self, operation: Operation, target: str, caller: Mapping[str, str], *headers: tuple[str, str]
    ) -> Request:
        draft = write(Draft(operation=operation, credentials=caller, headers=headers), self._schemes)
        query = draft.target.partition("?")[2]
        if query:
            target += ("&" if "?" in target else "?") + query
        return replace(draft, target=target)


def _status(exchange: Exchange) -> int:
    return 0 if exchange.response is None else exchange.response.status


def _list(value: Json) -> Json:
    if isinstance(value, dict):
        return next((member for member in value.values() if isinstance(member, list)), None)
    return value


def _takes_version(operation: Operation) -> bool:
    return any(
        parameter.location is ParameterLocation.HEADER and parameter.name.wire.lower() == "if-match"
        for parameter in operation.parameters
    )
