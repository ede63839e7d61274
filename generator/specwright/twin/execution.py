"""Turns source text that Specwright itself has written into the names that it defines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["execute"]


def execute(source: str, title: str, names: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Run a module's text, in which everything from a description is a literal, and give its names."""
    found: dict[str, Any] = {"__name__": "specwright.twin.compiled", **(names or {})}
    exec(compile(source, f"<{title}>", "exec", dont_inherit=True), found)  # noqa: S102
    return found
