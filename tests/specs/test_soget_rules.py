"""Holds the rules of SOGET orders: which one wins, which code is decided where, and the same verdict as by hand."""

from __future__ import annotations

import copy
import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from specs.by_hand import DATED, EVENTS, broken_by_order
from specs.checked import body_check, module, parameters_check
from specs.described import SPECS, api, rules_below
from specs.oracle_judge import broken, broken_alone
from specs.spoiling import draw_order, order_of

CREATE: Final = body_check("soget", "createCustomerOrder")
UPDATE: Final = body_check("soget", "updateCustomerOrder")
SCHEMAS: Final[dict[str, Any]] = api("soget")["components"]["schemas"]
CODES: Final[dict[str, str]] = {rule["id"]: rule.get("code", "") for rule in rules_below(SCHEMAS["OrderUpdate"])}
ASSUMED: Final = {"transfer-dates-in-order", "event-place-named"}

DATES: Final = {f"{flow.lower()}-dates-in-order" for flow in EVENTS}
SETS: Final = {f"{flow.lower()}-events" for flow in EVENTS}
TRANSITIONS: Final = {"flow-unchanged", "container-count-unchanged"}
LATER: Final = {"start-date-given", "event-place-named"} | DATES | TRANSITIONS
# What is not told where a rule is broken, though it is broken too: the server answers with one code only.
SILENCES: Final[dict[str, set[str]]] = {
    "country-known": {"container-number-given", "events-given"} | SETS | LATER,
    "container-number-given": {"events-given"} | SETS | LATER,
    "size-type-given": LATER,
    "booking-number-given": LATER,
    "events-given": SETS | LATER,
    **dict.fromkeys(SETS, LATER),
    "start-date-given": LATER - {"start-date-given"},
    "import-dates-in-order": {"event-place-named"} | TRANSITIONS,
    "export-dates-in-order": {"event-place-named"} | TRANSITIONS,
    "transfer-dates-in-order": {"event-place-named"},
    "event-place-named": set(),
    "flow-unchanged": {"container-count-unchanged"},
    "container-count-unchanged": set(),
}


def dated(container: dict[str, Any]) -> dict[str, Any]:
    """Find the event that must have a start date."""
    return next(event for event in container["events"] if event["type"] in DATED)


Order = dict[str, Any]


def breakers(flow: str) -> dict[str, Callable[[Order, Order], object]]:
    """List how each rule of a flow is broken in an order of three containers, and its old state, so that any two go together."""
    found: dict[str, Callable[[Order, Order], object]] = {
        "country-known": lambda new, _: new["containers"][0]["events"][0]["location"].update(
            location={"country": "XX"}
        ),
        "events-given": lambda new, _: new["containers"][2].update(events=None),
        f"{flow.lower()}-events": lambda new, _: new["containers"][1]["events"].pop(0),
        "start-date-given": lambda new, _: dated(new["containers"][1]).pop("startDate"),
        f"{flow.lower()}-dates-in-order": lambda new, _: new["containers"][0]["events"][0].update(
            startDate="2027-01-01T00:00:00Z"
        ),
        "event-place-named": lambda new, _: new["containers"][0]["events"][1].update(location={"name": "Quai 4"}),
        "flow-unchanged": lambda _, old: old.update(customsFlag="Export" if flow != "Export" else "Import"),
        "container-count-unchanged": lambda _, old: old["containers"].pop(),
    }
    if flow == "Export":
        found["size-type-given"] = lambda new, _: new["containers"][0].update(type=None)
        found["booking-number-given"] = lambda new, _: new["containers"][0].update(bookingNumber="")
    else:
        found["container-number-given"] = lambda new, _: new["containers"][0].pop("reference")
    return found


def pairs() -> Iterator[Any]:
    """List every two rules that can be broken together."""
    for flow in EVENTS:
        for one, other in itertools.combinations(breakers(flow), 2):
            yield pytest.param(flow, one, other, id=f"{flow} {one} {other}")


def test_every_rule_has_its_place_in_the_table() -> None:
    """No rule of an update is missing, and each is broken in some flow."""
    assert set(SILENCES) == set(CODES)
    assert {id_ for flow in EVENTS for id_ in breakers(flow)} == set(CODES)


@pytest.mark.parametrize("flow", list(EVENTS))
def test_an_order_of_a_flow_keeps_all_rules(flow: str) -> None:
    """The orders that are spoiled below have nothing wrong with them before."""
    order = order_of(flow, containers=3, is_update=True)

    assert UPDATE(order, old=copy.deepcopy(order)) == ()
    assert CREATE({"Order": order_of(flow, containers=3)}) == ()


@pytest.mark.parametrize(("flow", "one", "other"), list(pairs()))
def test_of_two_broken_rules_the_declared_one_is_told(flow: str, one: str, other: str) -> None:
    """Both are broken, and `after` decides which is told; what is told together has one code, or only one is documented."""
    order = order_of(flow, containers=3, is_update=True)
    old = copy.deepcopy(order)
    for id_ in (one, other):
        breakers(flow)[id_](order, old)
    assert {one, other} <= broken_alone(SCHEMAS["OrderUpdate"], order, old)

    told = {each.id for each in UPDATE(order, old=old)}

    assert told == {one, other} - SILENCES[one] - SILENCES[other]
    assert len({CODES[id_] for id_ in told - ASSUMED}) <= 1
    assert len({CODES[id_] for id_ in told & ASSUMED}) <= 1


@pytest.mark.parametrize("flow", list(EVENTS))
def test_of_all_rules_broken_at_once_those_without_code_are_told(flow: str) -> None:
    """An order that breaks everything is told what comes first, and what has no code either."""
    order = order_of(flow, containers=3, is_update=True)
    old = copy.deepcopy(order)
    for break_it in breakers(flow).values():
        break_it(order, old)

    together = {"size-type-given", "booking-number-given"} if flow == "Export" else set[str]()
    assert {each.id for each in UPDATE(order, old=old)} == {"country-known"} | together


def test_spoiled_orders_are_judged_as_by_hand() -> None:
    """4,000 random orders get the same rules at the same places as from a validator that was written by hand."""
    rng = random.Random(20260301)
    seen: Counter[str] = Counter()
    for number in range(4000):
        is_update = number % 2 == 1
        order = draw_order(rng, is_update=is_update)
        old = draw_order(rng, is_update=True) if is_update and rng.random() < 0.5 else None
        found = UPDATE(order, old=old) if is_update else CREATE({"Order": order})
        prefix = "" if is_update else "/Order"

        assert [each for each in found if each.layer != "rule"] == []
        expected = broken_by_order(order, old)
        assert sorted((each.id, each.path) for each in found) == sorted((id_, prefix + at) for id_, at in expected)
        seen.update(id_ for id_, _ in expected)
        seen["valid"] += not expected

    assert set(seen) == {*CODES, "valid"}
    assert min(seen.values()) >= 20


def test_spoiled_orders_are_judged_as_by_another_implementation() -> None:
    """Google's CEL finds the same rules broken in 400 random orders, from the expressions as they are written."""
    rng = random.Random(20260302)
    for number in range(400):
        order = draw_order(rng, is_update=True)
        old = draw_order(rng, is_update=True) if number % 2 else None

        found = {(each.id, each.code) for each in UPDATE(order, old=old)}
        assert found == broken(SCHEMAS["OrderUpdate"], order, old)


@pytest.mark.parametrize(
    ("number", "keyword"), [("CSQU3054384", "format"), ("CSQU305438", "format"), ("csqu3054383", "format"), (1, "type")]
)
def test_a_wrong_container_number_has_the_documented_code(number: object, keyword: str) -> None:
    """What is no number of ISO 6346 is refused with its code on create and update; what is no text has none."""
    code = "HANDLING_UNIT_REFERENCE_INVALID" if keyword == "format" else ""
    for flow in EVENTS:
        update, create = order_of(flow, is_update=True), {"Order": order_of(flow)}
        update["containers"][0]["reference"] = number
        create["Order"]["containers"][0]["reference"] = number
        for found, path in ((UPDATE(update), ""), (CREATE(create), "/Order")):
            assert [(each.id, each.path, each.code) for each in found] == [
                (keyword, f"{path}/containers/0/reference", code)
            ]


@pytest.mark.parametrize(
    ("operation", "place", "parameters", "expected"),
    [
        ("listCustomerOrders", "query", {"limit": 0}, [("minimum", "/query/limit", "LIMIT_NONPOSITIVE")]),
        ("listCustomerOrders", "query", {"limit": -3}, [("minimum", "/query/limit", "LIMIT_NONPOSITIVE")]),
        ("listCustomerOrders", "query", {"limit": 51}, [("maximum", "/query/limit", "")]),
        ("listCustomerOrders", "query", {"limit": 50, "offset": 0}, []),
        ("listCustomerOrders", "query", {"offset": -1}, [("minimum", "/query/offset", "OFFSET_NEGATIVE")]),
        ("listCustomerOrders", "query", {"startDate": "2026-02-30"}, [("format", "/query/startDate", "SEARCH_DATE_ERROR")]),
        ("listCustomerOrders", "query", {"endDate": 7}, [("type", "/query/endDate", "SEARCH_DATE_ERROR")]),
        ("listCustomerOrders", "query", {"status": "Lost"}, [("enum", "/query/status", "")]),
        ("getCustomerOrder", "path", {"orderId": "CDE1"}, [("pattern", "/path/orderId", "WRONG_FORMAT")]),
        ("cancelCustomerOrder", "path", {"orderId": "XYZ0000000001"}, [("pattern", "/path/orderId", "WRONG_FORMAT")]),
        ("cancelCustomerOrder", "path", {"orderId": "SEG0000000001"}, []),
        ("getCustomerOrder", "path", {}, [("required", "/path", "WRONG_FORMAT")]),
    ],
)  # fmt: skip
def test_a_wrong_parameter_has_the_documented_code(
    operation: str, place: str, parameters: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    """Limit, offset, dates and order id are refused with their codes, everything else without one."""
    found = parameters_check("soget", operation)({place: parameters})

    assert [(each.id, each.path, each.code) for each in found] == expected


def test_an_update_needs_its_version() -> None:
    """A missing If-Match has no code: the vendor documents none."""
    found = parameters_check("soget", "updateCustomerOrder")({"path": {"orderId": "CDE0000000001"}, "header": {}})

    assert [(each.id, each.path, each.code) for each in found] == [("required", "/header", "")]


def decided() -> dict[str, set[str]]:
    """Read from DECISIONS.md what decides each code."""
    text = (SPECS / "soget" / "DECISIONS.md").read_text("utf-8")
    section = text.partition("## What decides each code")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([A-Z][A-Z0-9_]+) \| ([^|]+) \|", section, re.MULTILINE)
    return {code: {word.strip() for word in ways.split("+")} for code, ways in rows}


def test_the_table_of_codes_is_that_of_the_description() -> None:
    """All 32 codes stand in the table; keyword, rule and transition rule stand where the description has such a one."""
    table = decided()
    keywords = {each.code for each in module("soget").keywords if each.code}
    rules = {rule.code for rule in module("soget").rules if rule.code and not rule.is_transition}
    transitions = {rule.code for rule in module("soget").rules if rule.code and rule.is_transition}

    assert list(table) == sorted(SCHEMAS["ErrorCode"]["enum"])
    assert len(table) == 32
    assert {way for ways in table.values() for way in ways} == {
        *("keyword", "rule", "transition rule", "precondition", "nothing"),
    }
    assert {code for code, ways in table.items() if "keyword" in ways} == keywords
    assert {code for code, ways in table.items() if "rule" in ways} == rules
    assert {code for code, ways in table.items() if "transition rule" in ways} == transitions
    assert {code for code, ways in table.items() if ways == {"nothing"}} == {
        "ALREADY_JOINED_GROUP",
        "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT",
    }
