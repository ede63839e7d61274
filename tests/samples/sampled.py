"""Compiles what samples of the descriptions are made with, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from checks.compiled import load
from specs.checked import Check, module, service
from specwright.samples.engine.sampling import Sampler
from specwright.samples.planning import make_plan

__all__ = ["BODIES", "Body", "body"]

# The bodies by which orders are created and updated.
BODIES: Final = (
    ("soget", "createCustomerOrder"),
    ("soget", "updateCustomerOrder"),
    ("transiteo", "createOrder"),
    ("transiteo", "updateOrder"),
)


@dataclass(frozen=True)
class Body:
    """One body of an API: its sampler, and the check that its samples are made for."""

    api: str
    operation: str
    sampler: Sampler
    check: Check


@cache
def _made(api: str) -> tuple[Any, dict[str, Any]]:
    return make_plan(service(api), module(api)), load(module(api).text)


@cache
def body(api: str, operation: str) -> Body:
    """Make the sampler of an operation's body."""
    plan, names = _made(api)
    check = next(iter(plan["bodies"][operation].values()))
    return Body(api, operation, Sampler(plan, check, names), names[check])
