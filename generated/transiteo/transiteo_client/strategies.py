# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Hypothesis strategies for request bodies of Transiteo orders; they need the extra `hypothesis`."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from transiteo_client._sampling.sampling import NOTHING, Sampler
from transiteo_client._sampling.source import DrawnSource
from transiteo_client.samples import shared_sampler

__all__ = [
    "create_order_bodies",
    "create_order_transitions",
    "invalid_create_order_bodies",
    "invalid_update_order_bodies",
    "update_order_bodies",
    "update_order_transitions",
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


def create_order_bodies(*, having: Mapping[str, Any] = NOTHING) -> st.SearchStrategy[Any]:
    """Draw valid request bodies of createOrder (application/json); `having` holds values of members, by their
    names.
    """
    return _valid(shared_sampler("createOrder", "application/json"), having)


def invalid_create_order_bodies(
    breaking: str | None = None, *, having: Mapping[str, Any] = NOTHING
) -> st.SearchStrategy[Any]:
    """Draw request bodies of createOrder (application/json) that break one thing only: a rule, a code or a
    keyword at a place.
    """
    return _invalid(shared_sampler("createOrder", "application/json"), having, breaking)


def create_order_transitions(breaking: str | None = None) -> st.SearchStrategy[tuple[Any, Any]]:
    """Draw pairs of createOrder (application/json): what is stored, and a change of it that is allowed."""
    return _transition(shared_sampler("createOrder", "application/json"), breaking)


def update_order_bodies(*, having: Mapping[str, Any] = NOTHING) -> st.SearchStrategy[Any]:
    """Draw valid request bodies of updateOrder (application/json); `having` holds values of members, by their
    names.
    """
    return _valid(shared_sampler("updateOrder", "application/json"), having)


def invalid_update_order_bodies(
    breaking: str | None = None, *, having: Mapping[str, Any] = NOTHING
) -> st.SearchStrategy[Any]:
    """Draw request bodies of updateOrder (application/json) that break one thing only: a rule, a code or a
    keyword at a place.
    """
    return _invalid(shared_sampler("updateOrder", "application/json"), having, breaking)


def update_order_transitions(breaking: str | None = None) -> st.SearchStrategy[tuple[Any, Any]]:
    """Draw pairs of updateOrder (application/json): what is stored, and a change of it that is allowed."""
    return _transition(shared_sampler("updateOrder", "application/json"), breaking)
