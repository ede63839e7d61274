"""Decides who may use the admin API: whoever is on this machine and no page of the web, or holds the token."""

from __future__ import annotations

import hmac
import ipaddress
from typing import Final
from urllib.parse import urlsplit

from specwright.twin.edge.exchange import Exchange

__all__ = ["refused_because"]

_READING: Final = frozenset({"GET", "HEAD"})
_OF_PROXIES: Final = frozenset({b"forwarded", b"x-forwarded-for", b"x-real-ip", b"via"})


def refused_because(exchange: Exchange, *, token: str, allowed_hosts: tuple[str, ...]) -> str:
    """Say why a request may not use the admin API; nothing where it may."""
    said = exchange.header(b"authorization") or ""
    word, _, given = said.partition(" ")
    if token and word.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode()):
        return ""
    client = exchange.scope.get("client")
    if not client or not _is_loopback(str(client[0])) or not _OF_PROXIES.isdisjoint(exchange.fields):
        return "the admin API is for callers on the same machine, or with the admin token"
    host = _host(exchange.header(b"host") or "")
    # Another name that leads to this machine is how pages of the web reach it (DNS rebinding).
    if not _is_own(host, allowed_hosts):
        return f"the admin API is not served under the name {host[:100]!r}"
    if exchange.method in _READING:
        return ""
    origin = exchange.header(b"origin")
    if origin is not None and not _is_same_origin(origin, exchange.header(b"host") or ""):
        return "pages of other origins may change nothing here"
    if exchange.fields.get(b"sec-fetch-site", b"none") in {b"cross-site", b"same-site"}:
        return "pages of other origins may change nothing here"
    return ""


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (inner or address).is_loopback


def _host(header: str) -> str:
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_own(host: str, allowed_hosts: tuple[str, ...]) -> bool:
    name = host.lower()
    return name == "localhost" or name.endswith(".localhost") or _is_loopback(name) or name in allowed_hosts


def _is_same_origin(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == host.lower()
