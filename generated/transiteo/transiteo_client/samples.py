# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Samples of request bodies of Transiteo orders: from a seed, valid or wrong in one way."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from transiteo_client import checks
from transiteo_client._sampling.nodes import NotDrawableError
from transiteo_client._sampling.sampling import NOTHING, Sampler
from transiteo_client._sampling.solving_task import NoWayFoundError
from transiteo_client._sampling.source import RandomSource

__all__ = [
    "BODIES",
    "NoWayFoundError",
    "NotDrawableError",
    "breakable",
    "create_order_bodies",
    "create_order_transitions",
    "sampler",
    "shared_sampler",
    "update_order_bodies",
    "update_order_transitions",
]

# What is drawn for each request body, by operation and media type.
BODIES: Final[Mapping[str, Mapping[str, str]]] = {
    "createOrder": {"application/json": "check_create_order_body"},
    "updateOrder": {"application/json": "check_update_order_body"},
}


@cache
def _plan() -> Any:
    return json.loads(files("transiteo_client").joinpath("_samples.json").read_text("utf-8"))


def sampler(operation: str, media_type: str = "") -> Sampler:
    """Make what draws the bodies of an operation, by its operationId; the JSON ones where no media type is named.

    Each thread that draws needs one of its own.
    """
    found = BODIES[operation]
    usual = next((name for name in found if "json" in name), next(iter(found)))
    return Sampler(_plan(), found[media_type or usual], vars(checks))


@cache
def shared_sampler(operation: str, media_type: str = "") -> Sampler:
    """Give what the functions of this module draw with."""
    return sampler(operation, media_type)


def breakable(operation: str, media_type: str = "") -> tuple[str, ...]:
    """List what can be broken in a body by itself: ids of rules, then keywords at their places."""
    return shared_sampler(operation, media_type).breakable


def _bodies(check: tuple[str, str], seed: int | str, having: Mapping[str, Any], breaking: str | None) -> Iterator[Any]:
    source, drawn = RandomSource(seed), shared_sampler(*check)
    if breaking is None:
        yield from drawn.many(source, having)
    while True:
        yield drawn.broken(str(breaking), source, having)


def create_order_bodies(
    seed: int | str = 0, *, having: Mapping[str, Any] = NOTHING, breaking: str | None = None
) -> Iterator[Any]:
    """Draw valid request bodies of createOrder (application/json); `having` holds values of members, by their
    names.
    """
    return _bodies(("createOrder", "application/json"), seed, having, breaking)


def create_order_transitions(seed: int | str = 0, *, breaking: str | None = None) -> Iterator[tuple[Any, Any]]:
    """Draw pairs of createOrder (application/json): what is stored, and a change of it that is allowed."""
    source, drawn = RandomSource(seed), shared_sampler("createOrder", "application/json")
    while True:
        yield drawn.transition(source, breaking)


def update_order_bodies(
    seed: int | str = 0, *, having: Mapping[str, Any] = NOTHING, breaking: str | None = None
) -> Iterator[Any]:
    """Draw valid request bodies of updateOrder (application/json); `having` holds values of members, by their
    names.
    """
    return _bodies(("updateOrder", "application/json"), seed, having, breaking)


def update_order_transitions(seed: int | str = 0, *, breaking: str | None = None) -> Iterator[tuple[Any, Any]]:
    """Draw pairs of updateOrder (application/json): what is stored, and a change of it that is allowed."""
    source, drawn = RandomSource(seed), shared_sampler("updateOrder", "application/json")
    while True:
        yield drawn.transition(source, breaking)
