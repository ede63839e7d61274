"""What whoever starts a twin may choose about its HTTP side."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.types import ASGIApp

__all__ = ["Options"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Limits in bytes, items, levels and seconds.

    ``allowed_hosts`` are names beside this machine's own for the admin API; ``page`` answers what that does not.
    ``is_strict`` False lets members through that no schema names.
    """

    is_strict: bool = True
    max_body: int = 32 * 1024 * 1024
    max_parts: int = 1_000
    max_depth: int = 100
    max_logged: int = 16 * 1024
    upload_seconds: float = 60.0
    has_journal: bool = True
    admin_token: str = field(default="", repr=False)
    allowed_hosts: tuple[str, ...] = ()
    proxy: str = ""
    proxy_seconds: float = 60.0
    page: ASGIApp | None = None
