"""Turns pieces of Python text that are safe already into constructor calls."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["call", "items"]


def call(name: str, /, **arguments: str | None) -> str:
    """Write a call with keyword arguments that are Python text already; None leaves an argument out."""
    return f"{name}({', '.join(f'{key}={text}' for key, text in arguments.items() if text is not None)})"


def items(texts: Iterable[str]) -> str | None:
    """Write a tuple of texts that are Python already; an empty one is left out."""
    written = list(texts)
    return f"({', '.join(written)},)" if written else None
