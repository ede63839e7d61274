"""Keeps a ledger of what goes over the wire: what is made before it is made, what is removed after it is removed."""

from __future__ import annotations

import json
from typing import Final

from specwright.conform.exchanges import Exchange, Request, Send
from specwright.conform.ledger import Ledger
from specwright.conform.removals import Removal, Removals
from specwright.conform.results import RefusedError, StoppedError
from specwright.model.types import Json
from specwright.twin.edge.form_reading import FormError, read_multipart

__all__ = ["Bookkeeper", "sent_value"]

_GONE: Final = frozenset({404, 410})


class Bookkeeper:
    """Stands between a campaign and a live service; ``most`` is how many things may be made."""

    def __init__(self, send: Send, ledger: Ledger, removals: Removals, *, most: int | None) -> None:
        self._send = send
        self._ledger = ledger
        self._removals = removals
        self._most = most
        self.made = 0
        self.removed = 0

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request.

        Raises:
            RefusedError: it would make more than may be made.
        """
        removal = self._removals.of(request)
        if removal is not None:
            return self._make(request, removal)
        if self._removals.removes(request):
            return self._remove(request)
        return self._send(request)

    def _make(self, request: Request, removal: Removal) -> Exchange:
        if self._most is not None and self.made >= self._most:
            raise RefusedError(f"{self._most} things were created, and no more may be")
        path = request.target.partition("?")[0]
        number = self._ledger.begin(removal.maker.name.wire, path, sent_value(request))
        try:
            exchange = self._send(request)
        except StoppedError:
            # Guards stop a request before it leaves.
            self._ledger.nothing(number)
            raise
        if exchange.notes.get("sent") == "no":
            self._ledger.nothing(number)
            return exchange
        response = exchange.response
        if response is None or response.status >= 500:
            # It may or may not have been made: that is found out when cleaning up.
            return exchange
        target = self._removals.target(removal, request, exchange) if response.status < 300 else ""
        is_change = removal.link.is_own and response.status != 201
        if response.status >= 300 or is_change:
            self._ledger.nothing(number)
            return exchange
        self.made += 1
        self._ledger.made(number, target)
        return exchange

    def _remove(self, request: Request) -> Exchange:
        target = request.target.partition("?")[0]
        self._ledger.leaving(target)
        exchange = self._send(request)
        status = 0 if exchange.response is None else exchange.response.status
        if 200 <= status < 300 or status in _GONE:
            self.removed += status not in _GONE
            self._ledger.gone(target)
        elif status:
            self._ledger.staying(target)
        return exchange


def sent_value(request: Request) -> Json:
    """Read the body of a request as a value: JSON, or the JSON parts of a form; None where there is none."""
    media_type = next((value for name, value in request.headers if name.lower() == "content-type"), "")
    if media_type.startswith("multipart/"):
        try:
            fields = read_multipart(request.body, media_type, max_parts=100)
        except FormError:
            return None
        values = [value for field in fields if field.file_name is None and (value := _json(field.content)) is not None]
        return values[0] if len(values) == 1 else None
    return _json(request.body)


def _json(content: bytes) -> Json:
    try:
        value: Json = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None
