"""Turns the servers of a description into base URLs, their placeholders filled with the documented defaults."""

from __future__ import annotations

from collections.abc import Iterable

from specwright.model.service import Server

__all__ = ["base_urls"]


def base_urls(servers: Iterable[Server]) -> tuple[str, ...]:
    """Give the URL of each server, without a slash at its end."""
    return tuple(dict.fromkeys(_fill(server).rstrip("/") for server in servers))


def _fill(server: Server) -> str:
    url = server.url
    for variable in server.variables:
        url = url.replace("{" + variable.name + "}", variable.default)
    return url
