"""What whoever starts a twin may choose about its HTTP side."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import partial

__all__ = ["Options"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Limits in bytes, items, levels and seconds.

    ``allowed_hosts`` are names beside this machine's own for the admin API; ``form_token`` is what the forms of the
    page bear, the same in all workers. ``is_strict`` False lets members through that no schema names.
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
    form_token: str = field(default_factory=partial(secrets.token_urlsafe, 24), repr=False)
