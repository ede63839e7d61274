"""Holds the rules of Transiteo orders: all are assumed, and the same verdict as by hand and by Google's CEL."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any, Final

from specs.by_hand import broken_by_shop_order
from specs.checked import body_check, parameters_check
from specs.described import SPECS, api, rules_below
from specs.oracle_judge import broken
from specs.spoiling import draw_shop_order

CREATE: Final = body_check("transiteo", "createOrder")
UPDATE: Final = body_check("transiteo", "updateOrder")
ORDER: Final[dict[str, Any]] = api("transiteo")["components"]["schemas"]["Order"]
RULES: Final = {rule["id"]: rule for rule in rules_below(ORDER)}


def test_spoiled_orders_are_judged_as_by_hand() -> None:
    """3,000 random orders get the same rules at the same places as from a validator that was written by hand."""
    rng = random.Random(20260303)
    seen: Counter[str] = Counter()
    for number in range(3000):
        order, old = draw_shop_order(rng), draw_shop_order(rng) if number % 2 else None
        found = CREATE(order) if old is None else UPDATE(order, old=old)

        assert [each for each in found if each.layer != "rule"] == []
        expected = broken_by_shop_order(order, old)
        assert sorted((each.id, each.path) for each in found) == sorted(expected)
        seen.update({id_ for id_, _ in expected})
        seen["valid"] += not expected

    assert set(seen) == {*RULES, "valid"}
    assert min(seen.values()) >= 20


def test_spoiled_orders_are_judged_as_by_another_implementation() -> None:
    """Google's CEL finds the same rules broken in 400 random orders, from the expressions as they are written."""
    rng = random.Random(20260304)
    for number in range(400):
        order, old = draw_shop_order(rng), draw_shop_order(rng) if number % 2 else None

        assert {(each.id, each.code) for each in UPDATE(order, old=old)} == broken(ORDER, order, old)


def test_nothing_is_documented() -> None:
    """The page states no condition and no code, so every rule is assumed, bears no code, and only a number hides one."""
    assert {rule["source"]["confidence"] for rule in RULES.values()} == {"assumed"}
    assert [id_ for id_, rule in RULES.items() if "code" in rule] == []
    assert {id_: rule["after"] for id_, rule in RULES.items() if "after" in rule} == {
        "order-id-unchanged": ["order-id-given"]
    }


def test_every_rule_is_explained() -> None:
    """DECISIONS.md has a row for each rule."""
    text = (SPECS / "transiteo" / "DECISIONS.md").read_text("utf-8")
    section = text.partition("## Rules")[2].partition("\n## ")[0]

    assert {id_ for id_ in RULES if f"| `{id_}` |" in section} == set(RULES)


def test_an_order_cannot_be_addressed_by_an_empty_number() -> None:
    """The rule about order numbers holds for paths too."""
    check = parameters_check("transiteo", "getOrder")

    assert [(each.id, each.path) for each in check({"path": {"order_id": ""}})] == [
        ("order-id-given", "/path/order_id")
    ]
    assert check({"path": {"order_id": "Été>417?"}}) == ()
