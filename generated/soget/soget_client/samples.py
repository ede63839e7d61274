# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Samples of request bodies of SOGET customer orders: from a seed, valid or wrong in one way."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from soget_client import checks
from soget_client._sampling.nodes import NotDrawableError
from soget_client._sampling.sampling import NOTHING, Sampler
from soget_client._sampling.solving_task import NoWayFoundError
from soget_client._sampling.source import RandomSource

__all__ = [
    "BODIES",
    "NoWayFoundError",
    "NotDrawableError",
    "breakable",
    "create_customer_order_bodies",
    "sampler",
    "shared_sampler",
    "update_customer_order_bodies",
    "update_customer_order_transitions",
]

# What is drawn for each request body, by operation and media type.
BODIES: Final[Mapping[str, Mapping[str, str]]] = {
    "createCustomerOrder": {"multipart/form-data": "check_create_customer_order_body"},
    "updateCustomerOrder": {
        "application/json": "check_update_customer_order_body",
        "application/json-patch+json": "check_update_customer_order_body",
        "text/json": "check_update_customer_order_body",
        "application/*+json": "check_update_customer_order_body",
    },
}


@cache
def _plan() -> Any:
    return json.loads(files("soget_client").joinpath("_samples.json").read_text("utf-8"))


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


def create_customer_order_bodies(
    seed: int | str = 0, *, having: Mapping[str, Any] = NOTHING, breaking: str | None = None
) -> Iterator[Any]:
    """Draw valid request bodies of createCustomerOrder (multipart/form-data); `having` holds values of members,
    by their names.
    """
    return _bodies(("createCustomerOrder", "multipart/form-data"), seed, having, breaking)


def update_customer_order_bodies(
    seed: int | str = 0, *, having: Mapping[str, Any] = NOTHING, breaking: str | None = None
) -> Iterator[Any]:
    """Draw valid request bodies of updateCustomerOrder (application/json); `having` holds values of members, by
    their names.
    """
    return _bodies(("updateCustomerOrder", "application/json"), seed, having, breaking)


def update_customer_order_transitions(seed: int | str = 0, *, breaking: str | None = None) -> Iterator[tuple[Any, Any]]:
    """Draw pairs of updateCustomerOrder (application/json): what is stored, and a change of it that is allowed."""
    source, drawn = RandomSource(seed), shared_sampler("updateCustomerOrder", "application/json")
    while True:
        yield drawn.transition(source, breaking)
