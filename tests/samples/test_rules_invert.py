"""How rules become data, and that their terms say of a document what the compiled rules say."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from rules.compiled import program, rules_of, type_of
from rules.documents import SCHEMA, draw_document
from rules.expressions import Drawer as Expressions
from samples.made import made, rule
from specwright.model.location import Location
from specwright.model.types import Json
from specwright.rules import invert
from specwright.rules.faults import RuleError
from specwright.samples.engine.solving_build import build
from specwright.samples.rule_plans import rule_plan

SELF = ["var", 0]


def tree_of(text: str, **more: Json) -> Any:
    """Write the tree of one rule."""
    return invert(rules_of({**SCHEMA, "x-validations": [rule("it", text, **more)]})[0])["rule"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("self.n == 3", ["equal", "int", False, ["get", SELF, "n"], ["const", 3]]),
        ("self.n != 3", ["not", ["equal", "int", False, ["get", SELF, "n"], ["const", 3]]]),
        ("self.n > 3", ["less", "int", True, ["const", 3], ["get", SELF, "n"]]),
        ("self.amount <= 2.5", ["less", "double", False, ["get", SELF, "amount"], ["const", 2.5]]),
        ("has(self.note)", ["has", SELF, "note"]),
        (
            "self.flag && self.n > 3 && has(self.note)",
            [
                "and",
                ["get", SELF, "flag"],
                ["less", "int", True, ["const", 3], ["get", SELF, "n"]],
                ["has", SELF, "note"],
            ],
        ),
        ("self.flow in ['A', 'B']", ["in", ["get", SELF, "flow"], ["const", ["A", "B"]]]),
        ("size(self.tags) == 2", ["equal", "int", False, ["size", "list", ["get", SELF, "tags"]], ["const", 2]]),
        ("self.name.matches('^[A-Z]')", ["matches", r"\A[A-Z]", ["get", SELF, "name"]]),
        ("isIso6346(self.name)", ["format", "is_iso6346", "iso6346", ["get", SELF, "name"]]),
        (
            "timestamp(self.at) > timestamp('1970-01-01T00:00:01Z')",
            ["less", "instant", True, ["const", 10**9], ["call", "timestamp_of_text", ["get", SELF, "at"]]],
        ),
    ],
)
def test_a_rule_is_a_list_that_begins_with_what_it_does(text: str, expected: Json) -> None:
    """Trees are plain data: operators of one kind are one node, greater is less the other way, constants are folded."""
    assert tree_of(text) == expected


def test_names_of_let_are_replaced_by_what_they_stand_for() -> None:
    """The data knows no names but those of places."""
    tree = tree_of("rank[self.flow] < 3", let={"rank": "{'A': 1, 'B': 2, 'C': 4}"})

    assert tree == [
        "less",
        "int",
        True,
        ["key", ["const", {"A": 1, "B": 2, "C": 4}], ["get", SELF, "flow"]],
        ["const", 3],
    ]


def test_loops_look_through_lists_that_were_made_of_others() -> None:
    """A loop over what was filtered or computed is a loop over the list itself, under a condition."""
    tree = tree_of("self.items.filter(i, i.qty > 0).map(i, i.sku).all(s, s != '')")

    positive: Json = ["less", "int", True, ["const", 0], ["get", ["var", 2], "qty"]]
    named: Json = ["not", ["equal", "text", False, ["get", ["var", 2], "sku"], ["const", ""]]]
    assert tree == ["all", 2, ["get", SELF, "items"], ["or", ["not", positive], named]]


def test_terms_say_what_compiled_rules_say() -> None:
    """The evaluation by which documents are changed agrees with the compiled rule, unless that ends in an error."""
    # Nothing is drawn where rules are only evaluated.
    drawer = made(SCHEMA).sampler.drawer
    compared = 0
    for seed in range(160):
        rng = random.Random(seed)
        text = Expressions(rng).condition(rng.choice((1, 2, 3)))
        body: dict[str, Json] = {**SCHEMA, "x-validations": [rule("it", text)]}
        try:
            (checked,) = rules_of(body)
        except RuleError:
            continue
        evaluate = program(text, type_of(SCHEMA)).evaluate
        data = json.loads(json.dumps(invert(checked)))
        term = build(data["rule"], node=None, path=(), drawer=drawer, functions=_functions(), patterns=_Any())
        for _ in range(6):
            values = [draw_document(rng), draw_document(rng), *([None] * data["slots"])]
            expected = _value(evaluate, values)
            if expected is not None:
                assert _truth(term, values) is expected, (text, values[:2])
                compared += 1

    assert compared > 300


def _truth(term: Any, values: list[Any]) -> bool:
    try:
        return bool(term.value(values))
    except (ArithmeticError, LookupError, ValueError):
        return False


def _value(evaluate: Any, values: list[Any]) -> bool | None:
    try:
        return bool(evaluate(*values[:2]))
    except (ArithmeticError, LookupError, ValueError):
        return None


def _functions() -> dict[str, Any]:
    from specwright.rules import formats, instants, prelude

    return {**vars(prelude), **vars(instants), **vars(formats)}


class _Any(dict[str, Any]):
    def __missing__(self, key: str) -> None:
        return None


def test_hints_say_what_single_values_must_be() -> None:
    """What rules that always count ask of single values is told to those who draw, as far as it can be told."""
    schema: dict[str, Json] = {
        "type": "object",
        "required": ["code", "parts"],
        "properties": {
            "code": {"type": "string"},
            "country": {"type": "string"},
            "parts": {
                "type": "array",
                "items": {"type": "object", "required": ["price"], "properties": {"price": {"type": "number"}}},
            },
        },
    }
    entries: list[Json] = [
        rule("named", "self.code != ''"),
        rule("placed", "!has(self.country) || isCountry2(self.country)"),
        rule("priced", "self.parts.all(p, p.price > 0)"),
        rule("short", "size(self.code) < 9", when="self.code.startsWith('S')"),
    ]
    plan = rule_plan({**schema, "x-validations": entries}, where=Location("api.yaml", ""), schemas={})

    assert plan["hints"] == [
        [["code"], {"least": 1}],
        [["country"], {"formats": ["iso3166-1-alpha-2"]}],
        [["parts", "[]", "price"], {"low": 0, "isLowOut": True}],
    ]
