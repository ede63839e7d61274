"""Turns JSON values of a description into Python source that can only ever be a literal."""

from __future__ import annotations

from collections.abc import Iterable

from specwright.model.types import Json
from specwright.rules.pytext import literal as scalar

__all__ = ["literal", "set_literal", "tuple_literal"]


def literal(value: Json) -> str:
    """Write a JSON value in ASCII; no text can end its literal."""
    match value:
        case dict():
            return "{" + ", ".join(f"{literal(name)}: {literal(item)}" for name, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(literal(item) for item in value) + "]"
        case _:
            return scalar(value).text


def tuple_literal(values: Iterable[Json]) -> str:
    """Write a tuple."""
    texts = [literal(value) for value in values]
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


def set_literal(values: Iterable[Json]) -> str:
    """Write a frozen set of scalars, in the order given."""
    texts = [literal(value) for value in values]
    return f"frozenset({{{', '.join(texts)}}})" if texts else "frozenset[str]()"
