"""Turns exchanges into journal entries: plain JSON without secrets, bodies up to a length, files by their names."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Final

from specwright.model.service import Service
from specwright.model.types import Json
from specwright.twin.clock import text_of
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.fault_plan import Fault
from specwright.twin.edge.passwords import HIDDEN, hidden
from specwright.twin.edge.redaction import Redaction
from specwright.twin.routing import Found

__all__ = ["Scribe"]

_NO_NAMES: Final = frozenset[str]()
_TEXTUAL: Final = ("json", "text/", "xml", "x-www-form-urlencoded")


class Scribe:
    """Writes the entries of one service."""

    def __init__(self, service: Service, *, max_logged: int) -> None:
        self._redaction = Redaction(service)
        self._max_logged = max_logged

    def entry(self, exchange: Exchange, reply: Reply, *, millis: float, fault: Fault | None) -> dict[str, Json]:
        """Describe one exchange."""
        query = self._redaction.query(exchange.query)
        entry: dict[str, Json] = {
            "started": text_of(exchange.started_ns),
            "millis": millis,
            "operation": reply.operation,
            "method": exchange.method,
            "path": exchange.raw_path,
            "query": query,
            "host": exchange.fields.get(b"host", b"").decode("latin-1"),
            "scheme": exchange.scope.get("scheme", "http"),
            "version": exchange.scope.get("http_version", "1.1"),
            "requestHeaders": self._redaction.headers(exchange.headers),
            "status": reply.status,
            "responseHeaders": self._redaction.headers(reply.headers),
        }
        found = exchange.found
        secret = self._redaction.passwords.names(found.operation) if isinstance(found, Found) else _NO_NAMES
        if exchange.body:
            entry["request"] = HIDDEN if reply.is_secret else self._request(exchange, secret)
            entry["requestSize"] = len(exchange.body)
        if reply.body:
            entry["response"] = HIDDEN if reply.is_secret else self._body(reply.body, reply.media_type, secret)
            entry["responseSize"] = len(reply.body)
        if reply.about:
            entry["documents"] = [{"resource": resource, "id": id_} for resource, id_ in reply.about]
        if reply.code:
            entry["code"] = reply.code
        if reply.reason:
            entry["reason"] = reply.reason
        if reply.violations:
            entry["violations"] = [
                {"path": v.path, "id": v.id, "message": v.message, "code": v.code} for v in reply.violations
            ]
        if reply.deviations:
            entry["deviations"] = list(reply.deviations)
        if reply.forced:
            entry["forced"] = reply.forced
        if fault is not None:
            entry["fault"] = {"latency": fault.latency, "fault": fault.fault}
        return entry

    def _request(self, exchange: Exchange, secret: frozenset[str]) -> Json:
        if exchange.form:
            parts: list[Json] = []
            for field in exchange.form:
                part: dict[str, Json] = {"name": field.name, "mediaType": field.media_type, "size": len(field.content)}
                if field.file_name is not None:
                    part["fileName"] = field.file_name
                elif field.name in secret:
                    part["value"] = HIDDEN
                elif secret:
                    part["value"] = _kept(field.content, self._max_logged, secret)
                else:
                    part["value"] = field.content[: self._max_logged].decode("utf-8", "replace")
                parts.append(part)
            return {"parts": parts}
        media_type = exchange.fields.get(b"content-type", b"").decode("latin-1")
        if media_type.startswith("multipart/"):
            # Of a form that was not read nobody knows which of its parts are files.
            return {"mediaType": media_type, "text": "", "isCut": True}
        return self._body(exchange.body, media_type, secret)

    def _body(self, content: bytes, media_type: str, secret: frozenset[str]) -> Json:
        kept = content[: self._max_logged] if len(content) > self._max_logged else content
        body: dict[str, Json] = {"mediaType": media_type}
        text = _text(kept, is_whole=kept is content) if _is_textual(media_type) else None
        if secret:
            # What is cut, or cannot be read, may hold a password anywhere.
            body["text"] = hidden(text, secret) if text is not None and kept is content else HIDDEN
        elif text is None:
            body["base64"] = base64.b64encode(kept).decode("ascii")
        else:
            body["text"] = text
        if kept is not content:
            body["isCut"] = True
        return body


@lru_cache(maxsize=256)
def _is_textual(media_type: str) -> bool:
    return any(word in media_type for word in _TEXTUAL)


def _kept(content: bytes, longest: int, secret: frozenset[str]) -> str:
    """Give the text of a part, without the passwords that are in it where it is JSON."""
    text = content.decode("utf-8", "replace")
    return hidden(text, secret)[:longest] if text.lstrip()[:1] in ("{", "[") else text[:longest]


def _text(content: bytes, *, is_whole: bool) -> str | None:
    try:
        # A cut may go through the middle of a letter.
        return content.decode("utf-8", "strict" if is_whole else "ignore")
    except UnicodeDecodeError:
        return None
