# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Hypothesis strategies for request bodies of SOGET customer orders; they need the extra `hypothesis`."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from soget_client._sampling.sampling import NOTHING, Sampler
from soget_client._sampling.source import DrawnSource
from soget_client.samples import shared_sampler

__all__ = [
    "create_customer_order_bodies",
    "invalid_create_customer_order_bodies",
    "invalid_update_customer_order_bodies",
    "update_customer_order_bodies",
    "update_customer_order_transitions",
]


# Its numbers are choices of Hypothesis. It does not copy them from one place of a body to another, as it would with
# strategies for each: of such copies, many end too early.
_NUMBERS: Final = st.randoms(use_true_random=False)


def _source(numbers: Random) -> DrawnSource:
    choose = numbers.randrange
    return DrawnSource(lambda n: choose(n) if n > 1 else 0)


@st.composite
def _valid(draw: st.DrawFn, drawn: Sampler, having: Mapping[str, Any]) -> Any:
    return drawn.valid(_source(draw(_NUMBERS)), having)


@st.composite
def _invalid(draw: st.DrawFn, drawn: Sampler, having: Mapping[str, Any], breaking: str | None) -> Any:
    source = _source(draw(_NUMBERS))
    return drawn.broken(breaking or source.pick(drawn.breakable), source, having)


@st.composite
def _transition(draw: st.DrawFn, drawn: Sampler, breaking: str | None) -> tuple[Any, Any]:
    return drawn.transition(_source(draw(_NUMBERS)), breaking)


def create_customer_order_bodies(*, having: Mapping[str, Any] = NOTHING) -> st.SearchStrategy[Any]:
    """Draw valid request bodies of createCustomerOrder (multipart/form-data); `having` holds values of members,
    by their names.
    """
    return _valid(shared_sampler("createCustomerOrder", "multipart/form-data"), having)


def invalid_create_customer_order_bodies(
    breaking: str | None = None, *, having: Mapping[str, Any] = NOTHING
) -> st.SearchStrategy[Any]:
    """Draw request bodies of createCustomerOrder (multipart/form-data) that break one thing only: a rule, a code
    or a keyword at a place.
    """
    return _invalid(shared_sampler("createCustomerOrder", "multipart/form-data"), having, breaking)


def update_customer_order_bodies(*, having: Mapping[str, Any] = NOTHING) -> st.SearchStrategy[Any]:
    """Draw valid request bodies of updateCustomerOrder (application/json); `having` holds values of members, by
    their names.
    """
    return _valid(shared_sampler("updateCustomerOrder", "application/json"), having)


def invalid_update_customer_order_bodies(
    breaking: str | None = None, *, having: Mapping[str, Any] = NOTHING
) -> st.SearchStrategy[Any]:
    """Draw request bodies of updateCustomerOrder (application/json) that break one thing only: a rule, a code or
    a keyword at a place.
    """
    return _invalid(shared_sampler("updateCustomerOrder", "application/json"), having, breaking)


def update_customer_order_transitions(breaking: str | None = None) -> st.SearchStrategy[tuple[Any, Any]]:
    """Draw pairs of updateCustomerOrder (application/json): what is stored, and a change of it that is allowed."""
    return _transition(shared_sampler("updateCustomerOrder", "application/json"), breaking)
