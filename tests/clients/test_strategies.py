"""The strategies of the generated clients: default health checks, minimal examples, one thing wrong at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any, Final

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


# What the schema and the rules ask of each flow, in order of its events.
CONTAINERS: Final = {
    "Import": ({"reference", "events"}, ["Lading", "Delivery", "EmptyRelease", "EmptyReturn"]),
    "Export": ({"type", "bookingNumber", "events"}, ["EmptyRelease", "Positioning", "Lading", "Delivery"]),
    "Transfer": ({"reference", "events"}, ["Lading", "Delivery"]),
}
NEEDS: Final[dict[str, tuple[Callable[[Any], bool], str, int, set[str], set[str]]]] = {
    "nothing": (lambda _: True, "Import", 1, set(), set()),
    "a flow": (lambda order: order["customsFlag"] == "Transfer", "Transfer", 1, set(), set()),
    "another flow": (lambda order: order["customsFlag"] == "Export", "Export", 1, set(), set()),
    "two containers": (lambda order: len(order["containers"]) > 1, "Import", 2, set(), set()),
    "a text": (lambda order: order.get("comment") is not None, "Import", 1, {"comment"}, set()),
    "an object": (lambda order: "voyage" in order, "Import", 1, {"voyage"}, set()),
    "a number": (lambda order: any(each.get("tare") for each in order["containers"]), "Import", 1, set(), {"tare"}),
}


@pytest.mark.parametrize("need", NEEDS)
def test_what_fails_is_shrunk_to_a_minimal_order(need: str) -> None:
    """What a failure needs is kept; beside it, an order has nothing that the schema and the rules do not ask for."""
    is_needed, flow, count, members, of_containers = NEEDS[need]
    drawn = soget.create_customer_order_bodies()
    found = find(drawn, lambda body: bool(is_needed(body["Order"])), settings=SHRUNK, random=Random(need))
    order = found["Order"]
    keys, events = CONTAINERS[flow]

    assert found.keys() == {"Order"}
    assert order["customsFlag"] == flow
    assert order.keys() == {"carrier", "transportOrderNumber", "containers", "customsFlag", *members}
    assert (order["carrier"], order.get("voyage", {})) == ({}, {})
    assert len(order["containers"]) == count
    for container in order["containers"]:
        assert container.keys() == keys | of_containers
        assert {event["type"] for event in container["events"]} == {f"{event}{flow}" for event in events}
        assert len(container["events"]) == len(events)
        assert all(event["location"].keys() == {"code"} for event in container["events"])
        assert sum("startDate" in event for event in container["events"]) == 1
        assert all(event.keys() <= {"type", "location", "startDate"} for event in container["events"])


def test_few_draws_are_thrown_away() -> None:
    """Of all that Hypothesis begins to draw, less than one in a hundred does not become an order."""
    begun, taken, drawn = [0], [0], soget.create_customer_order_bodies()

    @st.composite
    def counted(draw: st.DrawFn) -> Any:
        begun[0] += 1
        return draw(drawn)

    @settings(max_examples=400, derandomize=True, database=None, phases=[Phase.generate])
    @given(counted())
    def take(_order: Any) -> None:
        taken[0] += 1

    take()

    assert taken[0] >= 400
    assert (begun[0] - taken[0]) / begun[0] < 0.01


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
