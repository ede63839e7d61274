# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a method, a path and a type into an operation for one call, for what the description does not have."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import TypeVar

from ._errors import InvalidArgument
from ._operation import Body, Operation, Response, ResponseContent, ServiceInfo
from ._options import RequestOptions

__all__ = ["adhoc", "adhoc_options"]

T = TypeVar("T")

_ANY_JSON = Body(media_type="application/json", kind="json")


def adhoc(service: ServiceInfo, method: str, path: str, cast_to: type[T]) -> Operation[T]:
    """Make an operation that reads its answer as ``cast_to``; ``str`` and ``bytes`` as they are, ``type(None)`` not.

    Raises:
        InvalidArgument: the path is not one below the base URL.
    """
    if "://" in path or path.startswith("//") or "#" in path:
        # Credentials go along, so the place must be the service's own.
        raise InvalidArgument(f"path {path!r} must be a path below the client's base URL")
    contents: tuple[ResponseContent, ...] = ()
    if cast_to is str:
        contents = (ResponseContent(media_type="*/*", kind="text", type=lambda: str),)
    elif cast_to is bytes:
        contents = (ResponseContent(media_type="*/*", kind="binary", type=lambda: bytes),)
    elif cast_to is not type(None):
        contents = (ResponseContent(media_type="application/json", kind="json", type=lambda: cast_to),)
    return Operation(
        id=f"{method} {path.partition('?')[0]}",
        method=method,
        path=(path if path.startswith("/") else f"/{path}",),
        bodies=() if method in {"GET", "HEAD"} else (_ANY_JSON,),
        responses=(Response(status="2XX", contents=contents),),
        security=_all_that_is_known(service),
    )


def adhoc_options(options: RequestOptions, query: Mapping[str, object] | None) -> RequestOptions:
    """Add a query to a call's options."""
    if not query:
        return options
    return {**options, "extra_query": {**query, **options.get("extra_query", {})}}


def _all_that_is_known(service: ServiceInfo) -> tuple[tuple[str, ...], ...]:
    # Nobody says what an undescribed operation asks for: the most schemes whose credentials are there, down to none.
    keys = tuple(service.schemes)[:6]
    return tuple(alternative for size in range(len(keys), -1, -1) for alternative in itertools.combinations(keys, size))
