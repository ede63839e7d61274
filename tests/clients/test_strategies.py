"""The strategies of the generated clients: default health checks, minimal examples, one thing wrong at a time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from soget_client import checks as soget_checks
from soget_client import samples as soget_samples
from soget_client import strategies as soget
from transiteo_client import checks as transiteo_checks
from transiteo_client import strategies as transiteo

SHRUNK = settings(database=None, phases=[Phase.generate, Phase.shrink])


@given(soget.create_customer_order_bodies())
def test_orders_are_valid(order: Any) -> None:
    """Every order that is drawn is valid, and Hypothesis finds drawing neither slow nor wasteful."""
    assert soget_checks.check_create_customer_order_body(order) == ()


@given(transiteo.create_order_bodies())
def test_orders_of_the_other_api_are_valid(order: Any) -> None:
    """The same holds for the other API."""
    assert transiteo_checks.check_create_order_body(order) == ()


@given(st.sampled_from(["Import", "Export", "Transfer"]).flatmap(lambda flow: st.tuples(st.just(flow), _of(flow))))
def test_orders_of_a_flow_are_of_that_flow(drawn: tuple[str, Any]) -> None:
    """A member that was set has its value, and what depends on it follows."""
    flow, order = drawn

    assert order["Order"]["customsFlag"] == flow
    assert soget_checks.check_create_customer_order_body(order) == ()


def _of(flow: str) -> st.SearchStrategy[Any]:
    return soget.create_customer_order_bodies(having={"customsFlag": flow})


@given(soget.invalid_create_customer_order_bodies())
def test_invalid_orders_break_one_thing(order: Any) -> None:
    """Whatever is broken, all that is told is of one keyword or one rule."""
    told = soget_checks.check_create_customer_order_body(order)

    assert len({each.id for each in told}) == 1


@given(soget.invalid_create_customer_order_bodies("start-date-given"))
def test_a_rule_is_broken_by_its_name(order: Any) -> None:
    """A rule that is named is the one that is broken."""
    assert {each.id for each in soget_checks.check_create_customer_order_body(order)} == {"start-date-given"}


@given(soget.update_customer_order_transitions())
def test_changes_are_allowed(change: tuple[Any, Any]) -> None:
    """Of a change, what is stored and what replaces it are valid, and so is the step."""
    old, new = change

    assert soget_checks.check_update_customer_order_body(new, old=old) == ()
    assert soget_checks.check_update_customer_order_body(old) == ()


@given(soget.update_customer_order_transitions("flow-unchanged"))
def test_a_change_breaks_the_rule_that_is_named(change: tuple[Any, Any]) -> None:
    """A rule about changes is broken by the step alone."""
    old, new = change

    assert {each.id for each in soget_checks.check_update_customer_order_body(new, old=old)} == {"flow-unchanged"}
    assert soget_checks.check_update_customer_order_body(new) == ()


def test_what_fails_is_shrunk_to_a_minimal_order() -> None:
    """The simplest order has nothing that the schema and the rules do not ask for."""
    order = find(soget.create_customer_order_bodies(), lambda _order: True, settings=SHRUNK)["Order"]

    assert order.keys() == {"carrier", "transportOrderNumber", "containers", "customsFlag"}
    assert order["carrier"] == {}
    assert [container.keys() for container in order["containers"]] == [{"reference", "events"}]
    assert all(event["location"].keys() == {"code"} for event in order["containers"][0]["events"])


def test_what_a_failure_needs_is_kept_when_it_is_shrunk() -> None:
    """A member that matters stays, with others beside it only where they cannot be left out."""
    order = find(soget.create_customer_order_bodies(), lambda order: "voyage" in order["Order"], settings=SHRUNK)[
        "Order"
    ]

    assert order["voyage"] == {}
    assert order.keys() == {"carrier", "transportOrderNumber", "containers", "customsFlag", "voyage"}


@pytest.mark.parametrize("name", ["create_customer_order_bodies", "update_customer_order_bodies"])
def test_samples_need_no_hypothesis(name: str) -> None:
    """From a seed, the same bodies come again and again; `breaking` breaks what it names."""
    draw: Any = getattr(soget_samples, name)
    first, again = draw(7), draw("7")
    operation = "createCustomerOrder" if name.startswith("create") else "updateCustomerOrder"

    assert [json.dumps(next(first)) for _ in range(5)] == [json.dumps(next(again)) for _ in range(5)]
    check: Any = next(iter(soget_checks.BODIES[operation].values()))
    for broken in soget_samples.breakable(operation)[:5]:
        assert check(next(draw(1, breaking=broken)))
