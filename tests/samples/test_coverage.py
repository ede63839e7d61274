"""Holds that no rule is without a check, a way to break it alone, and a place in the documentation."""

from __future__ import annotations

import pytest

from samples.coverage import PAGE, rows, text, unreachable
from samples.sampled import BODIES, body
from specs.checked import module
from specwright.samples.engine.source import RandomSource


@pytest.mark.parametrize("api", ["soget", "transiteo"])
def test_every_rule_is_judged_broken_and_documented(api: str) -> None:
    """In each body of a creation or update that it is judged in, a rule is broken alone, there or as a change of it."""
    found = rows(api)

    assert found.keys() == {rule.id for rule in module(api).rules}
    for rule, row in found.items():
        assert row.judged, rule
        assert row.page, rule
        assert set(row.bodies) == set(row.broken) | set(row.changed) != set(), rule


def test_every_keyword_is_broken_alone_or_has_a_reason() -> None:
    """Each asserting keyword at each place is a target, or stands in the table with why it is none."""
    for api, operation in BODIES:
        breaker = body(api, operation).sampler.breaker
        targets = {target.name for target in breaker.targets}
        assert len(targets) > 30
        assert targets.isdisjoint(target.name for target, _ in breaker.unreachable)
    assert all(reason for _, _, reason in unreachable())


def test_the_table_is_the_present_one() -> None:
    """Who adds a rule writes the table anew: python tests/samples/coverage.py --write."""
    assert PAGE.read_text("utf-8") == text()


def test_a_missing_number_is_not_told_as_a_changed_one() -> None:
    """An update without a number breaks one rule, also where the stored order is known."""
    made = body("transiteo", "updateOrder")
    for seed in range(20):
        old = made.sampler.valid(RandomSource(seed))
        new = {**old, "order_id": ""}
        assert {each.id for each in made.check(new, old=old)} == {"order-id-given"}
        assert {each.id for each in made.check({**old, "order_id": f"{old['order_id']}x"}, old=old)} == {
            "order-id-unchanged"
        }
