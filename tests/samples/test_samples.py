"""Samples of both APIs, judged by jsonschema and by Google's CEL, and what can be asked of a sampler."""

from __future__ import annotations

from typing import Any

import pytest

from samples.judging import broken_keywords, broken_rules
from samples.made import made, rule
from samples.sampled import BODIES, body
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource


@pytest.mark.parametrize(("api", "name"), BODIES)
def test_samples_are_valid_for_others_as_well(api: str, name: str) -> None:
    """What the compiled check accepts, jsonschema and CEL accept too."""
    sampler, source = body(api, name).sampler, RandomSource("others")
    values = [sampler.valid(source) for _ in range(60)]

    assert all(not broken_keywords(api, name, value) for value in values)
    assert all(not broken_rules(api, name, value) for value in values)


@pytest.mark.parametrize("flow", ["Import", "Export", "Transfer"])
def test_a_member_can_be_set_by_its_name(flow: str) -> None:
    """The outermost member of a name is meant, wherever it stands, and rules are met around it."""
    made_ = body("soget", "createCustomerOrder")
    values = [made_.sampler.valid(RandomSource(seed), {"customsFlag": flow}) for seed in range(20)]

    assert all(value["Order"]["customsFlag"] == flow for value in values)
    assert not any(made_.check(value) for value in values)


def test_members_are_named_by_paths_and_pointers() -> None:
    """Dots and pointers lead to inner members, and what leads there is made."""
    sampler = body("soget", "createCustomerOrder").sampler
    having: dict[str, Any] = {"Order.carrier.code": "HAVTRA", "/Order/voyage/meansName": None, "Order.comment": "x"}
    order = sampler.valid(RandomSource(1), having)["Order"]

    assert (order["carrier"]["code"], order["voyage"]["meansName"], order["comment"]) == ("HAVTRA", None, "x")


@pytest.mark.parametrize(
    ("having", "told"),
    [
        ({"colour": "red"}, "no member 'colour'"),
        ({"customsFlag": "Sideways"}, "'Sideways' is not allowed at customsFlag; allowed are Import, Export, Transfer"),
        ({"Order.carrier.colour": 1}, "no member 'Order.carrier.colour'"),
    ],
)
def test_what_cannot_be_set_is_told(having: dict[str, Any], told: str) -> None:
    """A member that there is not, or a value that is not allowed there, is an error that says so."""
    with pytest.raises(NotDrawableError, match=told.replace("(", r"\(")):
        body("soget", "createCustomerOrder").sampler.valid(RandomSource(0), having)


def test_what_is_set_stays_even_where_rules_have_to_be_met_around_it() -> None:
    """Values that were chosen are not repaired; where rules leave no way around them, that is an error."""
    one = made(
        {"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}},
        rule("order", "self.a < self.b"),
        rule("small", "self.a < 10"),
    )

    assert one.sampler.valid(RandomSource(1), {"b": -500})["b"] == -500
    with pytest.raises(NoWayFoundError, match="small"):
        one.sampler.valid(RandomSource(1), {"a": 20})


def test_what_is_set_is_as_it_was_given_each_time() -> None:
    """A list that was set keeps its items, though rules add members to them, and the caller's own stays as it is."""
    sampler = body("soget", "createCustomerOrder").sampler
    chosen: dict[str, Any] = {"containers": [{"comment": "first", "events": []}], "customsFlag": "Import"}
    with pytest.raises(NoWayFoundError):
        sampler.valid(RandomSource(0), chosen)
    value = {"customsFlag": "Transfer", "carrier": {"code": "X"}}

    assert sampler.valid(RandomSource(0), value)["Order"]["carrier"] == {"code": "X"}
    assert chosen == {"containers": [{"comment": "first", "events": []}], "customsFlag": "Import"}


def test_codes_stand_for_what_breaks_them() -> None:
    """A documented code is broken by a rule or a keyword whose failure has it."""
    made_ = body("soget", "createCustomerOrder")
    for code in ("EVENT_START_DATE_REQUIRED", "HANDLING_UNIT_REFERENCE_INVALID"):
        for seed in range(10):
            told = made_.check(made_.sampler.broken(code, RandomSource(seed)))
            assert told
            assert code in {each.code for each in told}
    with pytest.raises(NotDrawableError, match="nothing here is called 'NO_SUCH_CODE'"):
        made_.sampler.broken("NO_SUCH_CODE", RandomSource(0))


@pytest.mark.parametrize(("api", "name"), BODIES)
def test_long_runs_are_valid_and_never_repeat_themselves(api: str, name: str) -> None:
    """Bodies that take over what rules read are valid all the same, and as a whole are new."""
    made_ = body(api, name)
    drawn = made_.sampler.many(RandomSource("long"))
    values = [next(drawn) for _ in range(600)]

    assert not any(made_.check(value) for value in values)
    assert len({repr(value) for value in values}) == 600


def test_long_runs_keep_what_was_set() -> None:
    """What a caller has set stays in all bodies, and nobody's changes come back in later ones."""
    drawn = body("soget", "createCustomerOrder").sampler.many(
        RandomSource(0), {"customsFlag": "Export", "sender": "me"}
    )
    for _ in range(300):
        order = next(drawn)["Order"]
        assert (order["customsFlag"], order["sender"]) == ("Export", "me")
        order["sender"] = "changed"
        order["containers"].clear()


def test_members_that_no_rule_reads_are_renewed() -> None:
    """Of a pool of bodies, only what rules read comes again; alternatives and what depends on each other stay whole."""
    one = made(
        {
            "type": "object",
            "required": ["a", "b", "c"],
            "properties": {
                "a": {"type": "integer"},
                "b": {"type": "integer"},
                "c": {"oneOf": [{"type": "integer"}, {"type": "string"}]},
                "d": {"type": "array", "uniqueItems": True, "items": {"type": "integer"}},
            },
        },
        rule("order", "self.a < self.b"),
    )
    drawn = one.sampler.many(RandomSource(0))
    values = [next(drawn) for _ in range(1000)]

    assert not any(one.check(value) for value in values)
    assert len({(value["a"], value["b"]) for value in values}) < 400
    assert len({repr(value["c"]) for value in values}) > 500


def test_drawn_values_are_not_shared() -> None:
    """Who changes a sample changes no other, constants of the description included."""
    one = made({"type": "object", "required": ["a"], "properties": {"a": {"enum": [{"b": [1]}]}, "c": {}}}).sampler
    one.valid(RandomSource(0))["a"]["b"].append(2)

    assert one.valid(RandomSource(0))["a"] == {"b": [1]}
