"""How rules are judged after the schema: where, in which order, and against old values."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.compiled import body_service, module_of, operation, pairs, service_of
from specwright.model.errors import DescriptionError
from specwright.model.types import Json


def rule(name: str, text: str, **more: Any) -> dict[str, Any]:
    """Write one rule."""
    return {"id": name, "rule": text, "message": f"{name} is broken.", **more}


BOX: dict[str, Json] = {
    "type": "object",
    "required": ["id", "low", "high"],
    "properties": {"id": {"type": "string"}, "low": {"type": "integer"}, "high": {"type": "integer"}},
    "x-validations": [rule("low-below-high", "self.low <= self.high", code="WRONG_ORDER")],
}
ORDER: dict[str, Json] = {
    "type": "object",
    "required": ["flow", "boxes"],
    "properties": {
        "flow": {"enum": ["in", "out"]},
        "note": {"type": ["string", "null"]},
        "boxes": {"type": "array", "maxItems": 10, "x-list-key": "id", "items": {"$ref": "#/$defs/Box"}},
    },
    "x-validations": [
        rule("note-on-out", "has(self.note)", when="self.flow == 'out'"),
        rule("boxes-there", "size(self.boxes) > 0"),
        rule("same-flow", "self.flow == oldSelf.flow", code="FLOW_CHANGED"),
    ],
}
SCHEMAS: dict[str, Json] = {"Box": BOX, "Order": ORDER}


def check_of(body: Json, schemas: dict[str, Json] | None = None) -> Any:
    """Compile the check of a body."""
    _, names = module_of(body_service(body, schemas=schemas or SCHEMAS))
    return names["check_send_body"]


def box(low: int, high: int, name: str = "a") -> dict[str, Any]:
    """Write one box."""
    return {"id": name, "low": low, "high": high}


def test_rules_are_judged_after_the_schema() -> None:
    """A value that breaks the schema is told so; rules are judged only where it holds."""
    check = check_of({"$ref": "#/$defs/Order"})

    assert pairs(check({"flow": "out", "boxes": [{"low": 2, "high": 1}]})) == [("/boxes/0", "required")]
    assert [each.layer for each in check({"flow": "out", "boxes": []})] == ["rule", "rule"]


def test_a_rule_is_judged_at_each_of_its_values() -> None:
    """A rule at a schema that many values have is judged at each, and tells which one breaks it."""
    found = check_of({"$ref": "#/$defs/Order"})({"flow": "in", "boxes": [box(1, 2), box(3, 2), box(5, 4)]})

    assert pairs(found) == [("/boxes/1", "low-below-high"), ("/boxes/2", "low-below-high")]
    assert found[0] == ("rule", "WRONG_ORDER", "low-below-high", "/boxes/1", "low-below-high is broken.")


def test_valid_input_passes() -> None:
    """What breaks no rule gives the empty tuple."""
    assert check_of({"$ref": "#/$defs/Order"})({"flow": "out", "note": "x", "boxes": [box(1, 1)]}) == ()


@pytest.mark.parametrize(
    ("body", "value", "path"),
    [
        ({"$ref": "#/$defs/Box"}, box(2, 1), ""),
        ({"allOf": [{"$ref": "#/$defs/Box"}]}, box(2, 1), ""),
        ({"properties": {"a/b": {"$ref": "#/$defs/Box"}}}, {"a/b": box(2, 1)}, "/a~1b"),
        ({"type": "array", "items": {"$ref": "#/$defs/Box"}}, [box(1, 2), box(2, 1)], "/1"),
        ({"prefixItems": [True, {"$ref": "#/$defs/Box"}]}, [0, box(2, 1)], "/1"),
        ({"prefixItems": [True], "items": {"$ref": "#/$defs/Box"}}, [0, box(1, 2), box(2, 1)], "/2"),
        ({"additionalProperties": {"$ref": "#/$defs/Box"}}, {"~": box(2, 1)}, "/~0"),
        ({"properties": {"a": True}, "patternProperties": {"^x": True}, "additionalProperties": {"$ref": "#/$defs/Box"}}, {"a": box(2, 1), "xy": box(2, 1), "b": box(2, 1)}, "/b"),
        ({"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Box"}]}, box(2, 1), ""),
        ({"oneOf": [{"type": "array", "items": {"$ref": "#/$defs/Box"}}, {"type": "string"}]}, [box(2, 1)], "/0"),
        ({"anyOf": [{"type": "null"}, BOX]}, box(2, 1), ""),
        ({"allOf": [{"allOf": [True, BOX]}]}, box(2, 1), ""),
    ],
)  # fmt: skip
def test_rules_are_found_wherever_values_are(body: Json, value: Any, path: str) -> None:
    """Members, items, alternatives and references lead to rules, and the pointer says where."""
    assert pairs(check_of(body)(value)) == [(path, "low-below-high")]


def test_an_alternative_that_does_not_hold_judges_no_rules() -> None:
    """Rules in a branch count for the values of that branch only."""
    schemas: dict[str, Json] = {
        "Box": BOX,
        "Bag": {
            "type": "object",
            "required": ["weight"],
            "properties": {"weight": {"type": "integer"}},
            "x-validations": [rule("light", "self.weight < 5")],
        },
    }
    check = check_of({"anyOf": [{"$ref": "#/$defs/Box"}, {"$ref": "#/$defs/Bag"}]}, schemas)

    assert pairs(check(box(2, 1))) == [("", "low-below-high")]
    assert pairs(check({"weight": 9})) == [("/weight", "light")]
    assert check({"weight": 1, "low": "x"}) == ()


def test_null_is_not_judged() -> None:
    """A value that is null has no rules."""
    schema: Json = {
        "type": ["object", "null"],
        "properties": {"a": {"type": "integer"}},
        "x-validations": [rule("a-there", "has(self.a)")],
    }
    check = check_of({"items": schema})

    assert check([None]) == ()
    assert pairs(check([{}, None, {"a": None}])) != []


def test_a_rule_waits_for_those_it_comes_after() -> None:
    """A rule is judged only where those of its `after` hold at all of their values, and so on down the chain."""
    schema: Json = {
        "type": "object",
        "required": ["a", "b", "c"],
        "properties": {name: {"type": "integer"} for name in "abc"},
        "x-validations": [
            rule("third", "self.c == 3", after=["second"]),
            rule("second", "self.b == 2", after=["first"]),
            rule("first", "self.a == 1"),
        ],
    }
    check = check_of(schema)

    assert pairs(check({"a": 0, "b": 0, "c": 0})) == [("/a", "first")]
    assert pairs(check({"a": 1, "b": 0, "c": 0})) == [("/b", "second")]
    assert pairs(check({"a": 1, "b": 2, "c": 0})) == [("/c", "third")]
    assert check({"a": 1, "b": 2, "c": 3}) == ()


def test_a_rule_may_wait_for_one_elsewhere() -> None:
    """Which of two rules at different places wins is said by `after`, however many values the first has."""
    order: Json = {**ORDER, "x-validations": [rule("few", "size(self.boxes) < 2", after=["low-below-high"])]}
    check = check_of({"$ref": "#/$defs/Order"}, {"Box": BOX, "Order": order})

    assert pairs(check({"flow": "in", "boxes": [box(1, 2), box(2, 1)]})) == [("/boxes/1", "low-below-high")]
    assert pairs(check({"flow": "in", "boxes": [box(1, 2), box(1, 2)]})) == [("/boxes", "few")]


def test_transitions_are_judged_where_the_old_value_is_known() -> None:
    """A rule about the value before is judged when the caller passes one, beside all other rules."""
    check = check_of({"$ref": "#/$defs/Order"})
    value = {"flow": "in", "boxes": [box(2, 1)]}

    assert pairs(check(value)) == [("/boxes/0", "low-below-high")]
    assert pairs(check(value, old={"flow": "in"})) == [("/boxes/0", "low-below-high")]
    assert pairs(check(value, old={"flow": "out"})) == [("/boxes/0", "low-below-high"), ("/flow", "same-flow")]
    assert check({"flow": "in", "boxes": [box(1, 2)]}, old={"flow": "in", "boxes": []}) == ()


def test_items_are_matched_by_their_key() -> None:
    """The old value of an item is the one with the same key, wherever it stands; a new item has none."""
    item: Json = {**BOX, "x-validations": [rule("low-stays", "self.low == oldSelf.low")]}
    check = check_of(
        {"$ref": "#/$defs/Order"},
        {"Box": item, "Order": {**ORDER, "x-validations": [rule("any", "size(self.boxes) > 0")]}},
    )
    old = {"flow": "in", "boxes": [box(1, 2, "a"), box(5, 6, "b")]}

    assert check({"flow": "in", "boxes": [box(5, 9, "b"), box(7, 8, "new"), box(1, 1, "a")]}, old=old) == ()
    assert pairs(check({"flow": "in", "boxes": [box(1, 9, "b"), box(1, 1, "a")]}, old=old)) == [
        ("/boxes/0/low", "low-stays")
    ]


@pytest.mark.parametrize("old", [{}, {"flow": 5}, {"boxes": []}, [], "in", 5])
def test_an_old_value_of_another_shape_judges_what_it_can(old: Json) -> None:
    """Where the value before lacks what a rule reads, or has another type there, the rule is not judged."""
    check = check_of(
        {
            "type": "object",
            "required": ["flow", "boxes"],
            "properties": {"flow": {"type": "string"}, "boxes": {"type": "array", "items": {"type": "integer"}}},
            "x-validations": [
                rule("same-count", "size(self.boxes) == size(oldSelf.boxes)"),
                rule("starts-alike", "self.flow.startsWith(oldSelf.flow)"),
            ],
        }
    )

    assert check({"flow": "in", "boxes": []}, old=old) == ()
    assert [each.id for each in check({"flow": "in", "boxes": [1]}, old={"flow": "in", "boxes": []})] == ["same-count"]


def test_old_values_are_cut_down_to_what_the_request_can_say() -> None:
    """A stored value has members that a request has not; they make no difference."""
    body: Json = {
        "type": "object",
        "required": ["address"],
        "properties": {
            "address": {
                "type": "object",
                "properties": {
                    "city": {"type": "string"},
                    "lines": {"type": "array", "items": {"type": "object", "properties": {"text": {"type": "string"}}}},
                },
            },
            "free": {"type": "object"},
        },
        "x-validations": [rule("address-stays", "self.address == oldSelf.address")],
    }
    check = check_of(body)
    value = {"address": {"city": "Metz", "lines": [{"text": "a"}]}}
    old = {"id": 7, "address": {"city": "Metz", "verified": True, "lines": [{"text": "a", "number": 1}]}}

    assert check(value, old=old) == ()
    assert pairs(check(value, old={"address": {"city": "Nancy", "lines": [{"text": "a"}]}})) == [
        ("/address", "address-stays")
    ]


LEG: dict[str, Json] = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "integer"}, "place": {"$ref": "#/$defs/Place"}, "hint": {"type": "string"}},
    "x-validations": [
        rule("place-stays", "!has(self.place) || !has(oldSelf.place) || self.place == oldSelf.place"),
        rule("hint-there", "!has(oldSelf.hint) || has(self.hint)", after=["place-stays"]),
    ],
}
TRIP: dict[str, Json] = {
    "type": "object",
    "required": ["legs", "isChecked"],
    "properties": {
        "legs": {"type": "array", "maxItems": 5, "x-list-key": "id", "items": {"$ref": "#/$defs/Leg"}},
        "fees": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Fee"}},
        "home": {"allOf": [{"$ref": "#/$defs/Place"}, {"properties": {"zone": {"type": "integer"}}}]},
        "isChecked": {"type": "boolean"},
        "free": {"type": "string"},
    },
    "x-validations": [
        rule("checked", "self.isChecked"),
        rule("no-fewer-legs", "size(self.legs) >= size(oldSelf.legs)"),
        rule("some-free", "!has(self.free) || self.free != 'none'", after=["no-fewer-legs"]),
        rule("first-fee", "!has(oldSelf.fees) || has(self.fees)", after=["some-free", "fee-rises"]),
    ],
}
PLACE: dict[str, Json] = {
    "type": "object",
    "properties": {"name": {"type": "string"}},
    "x-validations": [rule("name-stays", "!has(oldSelf.name) || self == oldSelf", after=["no-fewer-legs"])],
}
FEE: dict[str, Json] = {
    "type": "object",
    "required": ["amount"],
    "properties": {"amount": {"type": "integer"}},
    "x-validations": [rule("fee-rises", "self.amount >= oldSelf.amount")],
}
TRAVELS: dict[str, Json] = {"Trip": TRIP, "Leg": LEG, "Place": PLACE, "Fee": FEE}

names = st.sampled_from(["a", "b"])
places = st.fixed_dictionaries({}, optional={"name": names, "zone": st.integers(0, 1), "unknown": st.just(1)})
legs = st.fixed_dictionaries(
    {"id": st.integers(0, 2)}, optional={"place": places, "hint": names, "unknown": st.just([1])}
)
fees = st.dictionaries(names, st.fixed_dictionaries({"amount": st.integers(0, 1)}))
trips = st.fixed_dictionaries(
    {"legs": st.lists(legs, max_size=3)},
    optional={"fees": fees, "home": places, "free": st.sampled_from(["none", "x"])},
)
# What is stored may be of any shape.
bare: list[Json] = [{}, [], "", 0]
strange = trips.map(lambda trip: {**trip, "legs": "none", "home": [trip]}) | st.sampled_from(bare)


@given(value=trips, old=trips | strange)
def test_transitions_alone_tell_what_all_rules_together_tell(value: dict[str, Json], old: Json) -> None:
    """What is judged of a value for which the plain rules hold is the same whether or not they are judged as well."""
    names = travel_checks()
    check = names["check_send_body"]
    # With a plain rule broken that no other waits for, all rules are judged at all of their values.
    whole = [each for each in check({**value, "isChecked": False}, old=old) if each.id != "checked"]
    right = {**value, "isChecked": True}

    assert list(check(right, old=old)) == whole
    if not check(right):
        assert list(names["TRANSITIONS"]["send"]["application/json"](right, old)) == whole


@cache
def travel_checks() -> dict[str, Any]:
    """Compile the checks of trips once."""
    return module_of(body_service({"$ref": "#/$defs/Trip"}, schemas=TRAVELS))[1]


def test_only_what_a_transition_rule_reads_is_copied_of_the_old_value() -> None:
    """A long old value costs nothing where the rules look at one member."""
    module, names = module_of(body_service({"$ref": "#/$defs/Order"}, schemas=SCHEMAS))

    class Watched(dict[str, Any]):
        def items(self) -> Any:
            raise AssertionError("the boxes were looked into")

    old = {"flow": "out", "boxes": [Watched(box(1, 2))]}
    assert [check.transitions for check in module.checks] == ["check_send_body_transitions"]
    assert pairs(names["TRANSITIONS"]["send"]["application/json"]({"flow": "in", "boxes": [box(1, 2)]}, old)) == [
        ("/flow", "same-flow")
    ]


def test_a_module_offers_transitions_where_there_are_any() -> None:
    """The table of what judges transitions alone is offered by a module that has it, and by no other."""
    _, with_transitions = module_of(body_service({"$ref": "#/$defs/Order"}, schemas=SCHEMAS))
    _, without = module_of(body_service({"$ref": "#/$defs/Box"}, schemas=SCHEMAS))

    assert "TRANSITIONS" in with_transitions["__all__"]
    assert "TRANSITIONS" not in without["__all__"]
    assert all(name in names for names in (with_transitions, without) for name in names["__all__"])


def test_shared_rules_are_compiled_once() -> None:
    """Two bodies with the same schema share its rules' functions, and each has its own table."""
    service = service_of(
        operation("one", body={"$ref": "#/$defs/Order"}),
        operation("two", body={"type": "array", "items": {"$ref": "#/$defs/Box"}}),
        schemas=SCHEMAS,
    )
    module, names = module_of(service)

    assert module.text.count("def _rule_low_below_high") == 2  # whether it holds, and where not
    assert [(each.check, each.id) for each in module.rules] == [
        ("check_one_body", "note-on-out"),
        ("check_one_body", "boxes-there"),
        ("check_one_body", "same-flow"),
        ("check_one_body", "low-below-high"),
        ("check_two_body", "low-below-high"),
    ]
    assert pairs(names["check_two_body"]([box(2, 1)])) == [("/0", "low-below-high")]


def test_names_of_rules_keep_apart() -> None:
    """Rules whose ids differ in their ending only, or in a sign, have functions of their own."""
    ids = ["a", "a-at", "a.at", "a-at-at"]
    schema: Json = {
        "type": "object",
        "properties": {"n": {"type": "integer"}},
        "required": ["n"],
        "x-validations": [rule(name, f"self.n != {index}") for index, name in enumerate(ids)],
    }
    check = check_of(schema)

    assert [pairs(check({"n": index})) for index in range(4)] == [[("/n", name)] for name in ids]


def test_assumed_rules_are_listed() -> None:
    """The module says which rules no document states, so that a client can warn instead of refusing."""
    schema: Json = {
        **BOX,
        "x-validations": [
            rule("guess", "self.low <= self.high", source={"doc": "manual", "confidence": "assumed"}),
            rule("known", "self.low < 9"),
        ],
    }
    module, names = module_of(body_service(schema))

    assert names["ASSUMED"] == {"check_send_body": frozenset({"guess"})}
    assert [(each.id, each.is_assumed) for each in module.rules] == [("guess", True), ("known", False)]


def test_responses_are_judged_by_their_schema_alone() -> None:
    """Rules bind who sends; a response that breaks one is no fault of its shape."""
    service = service_of(operation("get", responses={"200": {"$ref": "#/$defs/Box"}}), schemas=SCHEMAS)
    module, names = module_of(service)

    assert module.rules == ()
    assert names["check_box_response"](box(2, 1)) == ()
    assert pairs(names["check_box_response"]({"low": 1})) == [("", "required"), ("", "required")]


def test_a_wrong_rule_ends_the_run() -> None:
    """A rule that is unsound is told with its place."""
    schema: Json = {**BOX, "x-validations": [rule("typo", "self.lowest <= self.high")]}

    with pytest.raises(DescriptionError) as caught:
        module_of(body_service({"$ref": "#/$defs/Box"}, schemas={"Box": schema}))

    assert caught.value.problems[0].where.pointer == "/components/schemas/Box/x-validations/0/rule"
