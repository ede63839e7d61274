"""Reads what a query asks of a list, by the names that parameters of lists usually have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from specwright.model.types import Json

__all__ = ["page_of"]

_SIZES: Final = frozenset({"limit", "perpage", "pagesize", "size", "maxresults", "maxitems", "count", "top", "first"})
_OFFSETS: Final = frozenset({"offset", "skip", "start", "startindex"})
_PAGES: Final = frozenset({"page", "pagenumber", "pageindex"})


def page_of(documents: Sequence[dict[str, Any]], query: Mapping[str, Json]) -> tuple[int, list[dict[str, Any]]]:
    """Count the documents that fit the query, and give those of the page that it asks for."""
    size = _number(query, _SIZES)
    offset, page = _number(query, _OFFSETS), _number(query, _PAGES)
    fitting = [
        document
        for document in documents
        if all(_fits(document[name], wanted) for name, wanted in query.items() if name in document)
    ]
    first = offset if offset is not None else max(0, (page or 1) - 1) * (size or 0)
    first = max(0, first)
    last = len(fitting) if size is None or size < 1 else first + size
    return len(fitting), fitting[first:last]


def _fits(value: Json, wanted: Json) -> bool:
    if isinstance(value, (dict, list)) or value is None:
        # A parameter of that name means something else than the member.
        return True
    choices = wanted if isinstance(wanted, list) else [wanted]
    return any(_spelled(value) == _spelled(choice) for choice in choices)


def _spelled(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(query: Mapping[str, Json], names: frozenset[str]) -> int | None:
    for name, value in query.items():
        plain = name.replace("_", "").replace("-", "").replace("$", "").lower()
        if plain in names and isinstance(value, int) and not isinstance(value, bool):
            return value
    return None
