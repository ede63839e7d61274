"""Decides which hosts a campaign may write to: this machine, and those that somebody named."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

__all__ = ["host_of", "is_loopback", "may_be_written_to"]

_PORTS = {"http": 80, "https": 443}


def may_be_written_to(url: str, allowed: tuple[str, ...]) -> bool:
    """Say whether a service may be changed; ``allowed`` are hosts, with a port or for all ports."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().rstrip(".")
    if is_loopback(host):
        return True
    port = parts.port or _PORTS.get(parts.scheme, 0)
    for entry in allowed:
        named = urlsplit(f"//{entry}")
        if (named.hostname or "").lower().rstrip(".") == host and named.port in {None, port}:
            return True
    return False


def host_of(url: str) -> str:
    """Spell the host of a URL as an entry of the list would."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{parts.port}" if parts.port else host


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine: by address, or by the name that always stands for it."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
