"""Holds that acceptable samples are accepted by a twin, and that broken preconditions are refused by their codes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from samples.accepting import OPERATIONS, Gate, Reply, behaved, sampler_of
from specwright.model.errors import ConfigError, DescriptionError
from specwright.samples.acceptable import acceptable_sampler
from specwright.samples.engine.source import RandomSource

CODES: Final = {
    "actors-known": "ACTOR_NOT_FOUND",
    "contractor-known": "CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV",
    "carrier-reachable": "CARRIER_EMAIL_REQUIRED",
    "places-known": "UNKNOWN_LOCATION",
}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_acceptable_samples_are_accepted_by_a_twin(operation: str) -> None:
    """One twin takes all of them one after the other: no two are duplicates, and updates fit what is stored."""
    gate, sampler, source = Gate(operation), sampler_of(operation), RandomSource("accepted")
    for _ in range(60):
        if operation.startswith("update"):
            old, body = sampler.transition(source)
            gate.store(old)
        else:
            body = sampler.valid(source)
        assert gate.ask(body).status in (200, 201), body


def test_long_runs_are_accepted_as_well() -> None:
    """Bodies that take over what rules read from others are no duplicates of them."""
    gate, drawn = Gate("createCustomerOrder"), sampler_of("createCustomerOrder").many(RandomSource("many"))
    for _ in range(140):
        next(drawn)

    assert {gate.ask(next(drawn)).status for _ in range(60)} == {200}


@pytest.mark.parametrize("precondition", CODES)
def test_a_broken_precondition_is_refused_by_its_code(precondition: str) -> None:
    """Nothing else is wrong with the body, so that this precondition and no other one answers."""
    gate, sampler, source = Gate("createCustomerOrder"), sampler_of("createCustomerOrder"), RandomSource(precondition)
    replies = {gate.ask(sampler.broken(precondition, source)) for _ in range(10)}
    by_code = gate.ask(sampler.broken(CODES[precondition], source))

    assert replies == {Reply(400, CODES[precondition], precondition)} == {by_code}


@pytest.mark.parametrize("name", ["events-given", "start-date-given", "/Order/carrier/code:maxLength"])
def test_what_is_wrong_with_a_body_itself_is_refused_before(name: str) -> None:
    """Rules and keywords are broken alone in bodies that would be accepted otherwise."""
    gate, sampler, source = Gate("createCustomerOrder"), sampler_of("createCustomerOrder"), RandomSource(name)
    replies = {gate.ask(sampler.broken(name, source)).id for _ in range(5)}

    assert replies == {name.rpartition(":")[2]}


def test_preconditions_of_updates_are_about_what_is_stored() -> None:
    """What the body's schema can say of a stored document is known to a change."""
    sampler, source = sampler_of("updateCustomerOrder"), RandomSource(1)
    for _ in range(5):
        gate = Gate("updateCustomerOrder")
        old, new = sampler.transition(source, "goods-known")
        gate.store(old)
        assert gate.ask(new) == Reply(400, "", "goods-known")
        old, _ = sampler.transition(source)
        gate.store({**old, "customsFlag": (new := sampler.broken("places-known", source))["customsFlag"]})
        assert gate.ask(new).status == 400


def test_what_cannot_be_a_rule_is_told() -> None:
    """Each precondition is a rule, met by whoever calls, kept away from, or left out with a reason."""
    create, update = sampler_of("createCustomerOrder"), sampler_of("updateCustomerOrder")

    assert list(create.preconditions) == list(CODES)
    assert (list(create.avoided), create.unique) == (["units-free"], ("/Order/transportOrderNumber",))
    assert create.left_out == ()
    assert {each.id for each in update.left_out} == {
        *("whole", "known", "current", "open", "not-done", "numbers-fixed", "steps-fixed")
    }
    assert all(each.reason for each in update.left_out)
    assert not {"units-free", "goods-known"} & set(update.breakable)


def test_a_unit_that_is_covered_can_be_asked_for() -> None:
    """By itself no sample has one; set or broken on purpose, the first is accepted and the second one refused."""
    gate, sampler, source = Gate("createCustomerOrder"), sampler_of("createCustomerOrder"), RandomSource("units")
    first, second = (sampler.broken("units-free", source) for _ in range(2))
    for order in (first["Order"], second["Order"]):
        order["containers"] = order["containers"][:1]
        order["containers"][0]["reference"] = "MSKU9070323"

    assert [gate.ask(first).status, gate.ask(second)] == [
        200,
        Reply(400, "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI", "units-free"),
    ]
    having: dict[str, Any] = {"containers": first["Order"]["containers"], "customsFlag": first["Order"]["customsFlag"]}
    drawn = sampler.valid(source, having)
    assert drawn["Order"]["containers"][0]["reference"] == "MSKU9070323"
    assert Gate("createCustomerOrder").ask(drawn).status == 200


def test_a_number_that_was_set_is_kept() -> None:
    """Numbers of one's own are given where nobody has chosen one, and all are different."""
    sampler, source = sampler_of("createCustomerOrder"), RandomSource(2)
    numbers = [sampler.valid(source)["Order"]["transportOrderNumber"] for _ in range(50)]

    assert len(set(numbers)) == 50
    assert all(1 <= len(number) <= 12 for number in numbers)
    assert sampler.valid(source, {"transportOrderNumber": "MINE"})["Order"]["transportOrderNumber"] == "MINE"
    # What is wrong with the number stays wrong.
    broken = sampler.broken("/Order/transportOrderNumber:maxLength", source)
    assert len(broken["Order"]["transportOrderNumber"]) > 12


def test_samples_are_made_for_a_caller() -> None:
    """Named by one row, by several, or by nobody: then the first whom nothing refuses for good."""
    service = behaved("soget")
    assert sampler_of("createCustomerOrder").caller == {"application": "sample-client", "customer": "sample"}
    other = acceptable_sampler(service, "createCustomerOrder", "other")
    assert other.caller == {"application": "sample-client", "customer": "other"}
    both = acceptable_sampler(service, "createCustomerOrder", {"application": "other-client", "customer": "other"})
    assert both.caller == {"application": "other-client", "customer": "other"}
    with pytest.raises(ConfigError, match=r"no caller is called 'nobody'.*\n.*customer=stranger"):
        acceptable_sampler(service, "createCustomerOrder", "nobody")
    with pytest.raises(
        DescriptionError, match="'approved' refuses every body of application=sample-client, customer=pe"
    ):
        acceptable_sampler(service, "createCustomerOrder", "pending")


def test_a_caller_may_have_to_name_somebody_else() -> None:
    """What holds for one caller whatever the body says depends on the body for another one."""
    stranger = acceptable_sampler(behaved("soget"), "createCustomerOrder", "stranger")
    source = RandomSource(3)
    codes = {stranger.valid(source)["Order"]["contractor"]["code"] for _ in range(30)}

    assert codes <= {"SOGETS.", "HAVTRA", "ESTTRA"}


def test_an_operation_without_behaviour_has_its_rules_alone() -> None:
    """Nothing is asked of bodies that nothing is declared for."""
    service = behaved("transiteo")
    bare = replace(service, behaviour=replace(service.behaviour, operations={}))
    sampler = acceptable_sampler(bare, "createOrder")

    assert (dict(sampler.preconditions), sampler.unique, sampler.left_out) == ({}, (), ())
    assert not sampler.sampler.check(sampler.valid(RandomSource(0)))
    with pytest.raises(KeyError):
        acceptable_sampler(service, "noSuchOperation")
    with pytest.raises(ConfigError, match="has no such body"):
        acceptable_sampler(service, "getOrder")
