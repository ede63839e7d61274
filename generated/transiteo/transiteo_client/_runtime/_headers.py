# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns an answer's headers into what they say about it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from typing import Final

__all__ = ["charset_text", "incremental_decoder", "link_target", "request_id"]

_REQUEST_ID_HEADERS: Final = (
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-ms-request-id",
    "traceparent",
)
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_LINK: Final = re.compile(r"<([^>]*)>((?:[^,\"<]|\"(?:[^\"\\]|\\.)*\")*)")
_RELATION: Final = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,]+))", re.IGNORECASE)


def request_id(headers: Mapping[str, str]) -> str | None:
    """Give the service's own name for an exchange, for its support team."""
    return next((headers[name] for name in _REQUEST_ID_HEADERS if name in headers), None)


def charset_text(content: bytes, content_type: str) -> str:
    """Decode a body in the charset that it declares or else UTF-8; what does not decode is replaced."""
    found = _CHARSET.search(content_type)
    try:
        return content.decode(found[1] if found else "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def incremental_decoder(content_type: str) -> codecs.IncrementalDecoder:
    """Make what decodes a body piece by piece, as ``charset_text`` does it whole."""
    found = _CHARSET.search(content_type)
    try:
        return codecs.getincrementaldecoder(found[1] if found else "utf-8")("replace")
    except LookupError:
        return codecs.getincrementaldecoder("utf-8")("replace")


def link_target(values: Iterable[str], relation: str) -> str | None:
    """Find the first target with a relation in Link headers (RFC 8288)."""
    for value in values:
        for target, parameters in _LINK.findall(value):
            found = _RELATION.search(parameters)
            if found and relation in (found[1] or found[2]).lower().split():
                return str(target)
    return None
