"""Holds `x-validations`: the shape of entries, their order, their places in a schema, and what makes one useless."""

from __future__ import annotations

from typing import Any, Final

import pytest

from rules.compiled import rules_of
from specwright.model.location import Location
from specwright.model.names import Name
from specwright.model.types import AnyType, Json, Schema
from specwright.rules.faults import RuleError
from specwright.rules.rule_set import build_rules
from specwright.rules.sites import list_key

ITEM: Final[dict[str, Json]] = {
    "type": "object",
    "required": ["id", "qty"],
    "properties": {"id": {"type": "string"}, "qty": {"type": "integer"}, "note": {"type": "string"}},
}
ORDER: Final[dict[str, Json]] = {
    "type": "object",
    "required": ["kind", "items"],
    "properties": {
        "kind": {"enum": ["new", "old"]},
        "total": {"type": ["integer", "null"]},
        "items": {"type": "array", "minItems": 1, "items": ITEM},
    },
}


def entry(**changes: Any) -> dict[str, Json]:
    """Write an entry that is right, with changes; None leaves a key out."""
    whole: dict[str, Any] = {"id": "first", "rule": "size(self.items) < 9", "message": "Fewer than nine items."}
    return {key: value for key, value in (whole | changes).items() if value is not None}


def order(*entries: Json, **changes: Json) -> dict[str, Json]:
    """Write the schema with rules."""
    return {**ORDER, **changes, "x-validations": list(entries)}


def problems(schema: dict[str, Json], **options: Any) -> list[tuple[str, str, str]]:
    """List what is wrong: kind, place and words."""
    with pytest.raises(RuleError) as caught:
        rules_of(schema, **options)
    assert all(problem.hint for problem in caught.value.problems)
    start = "/components/schemas/Body"
    return [
        (problem.rule, problem.where.pointer.removeprefix(start), problem.what) for problem in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("wrong", "pointer", "what"),
    [
        ("text", "/0", "a rule is a map"),
        (entry(id=None), "/0", "'id' is missing"),
        (entry(message=None), "/0", "'message' is missing"),
        (entry(rule=None), "/0", "'rule' is missing"),
        (entry(id="Not An Id"), "/0/id", "'Not An Id' is no rule id"),
        (entry(message=5), "/0/message", "'message' is a text"),
        (entry(rule=5), "/0/rule", "'rule' is an expression"),
        (entry(when=["a"]), "/0/when", "'when' is an expression"),
        (entry(after="x"), "/0/after", "'after' is a list of rule ids"),
        (entry(let=["x"]), "/0/let", "'let' is a map from names to expressions"),
        (entry(let={"self": "1"}), "/0/let/self", "'self' cannot be the name of a value"),
        (entry(let={"a b": "1"}), "/0/let/a b", "'a b' cannot be the name of a value"),
        (entry(let={"a": 1}), "/0/let/a", "'a' is an expression"),
        (entry(source={"page": 3}), "/0/source", "'source' says doc, quote and confidence"),
        (entry(source={"confidence": "sure"}), "/0/source/confidence", "'sure' is no confidence"),
        (entry(examples={"good": []}), "/0/examples", "'examples' has valid and invalid ones"),
        (entry(examples={"valid": {}}), "/0/examples/valid", "'valid' is a list of merge patches"),
        (entry(wen="true"), "/0/wen", "a rule has no key 'wen'"),
        (entry(messageExpression="''"), "/0/messageExpression", "a rule has no key 'messageExpression'"),
        (entry(fieldPath="items"), "/0/fieldPath", "'items' is no path"),
        (entry(fieldPath=".items[].sku"), "/0/fieldPath", "'.items[].sku' leads nowhere: a object has no .sku"),
        (entry(let={"a": "1"}), "/0/let", "'a' is never used"),
    ],
)
def test_an_entry_of_another_shape_is_refused_at_its_key(wrong: Json, pointer: str, what: str) -> None:
    """The place is the JSON pointer of the key to change."""
    assert problems(order(wrong)) == [("rule-entry", f"/x-validations{pointer}", what)]


def test_rules_stand_in_a_list() -> None:
    """One rule is a list of one."""
    assert problems({**ORDER, "x-validations": entry()}) == [
        ("rule-entry", "/x-validations", "x-validations is a list of rules")
    ]


def test_all_that_is_wrong_is_told_at_once() -> None:
    """An author corrects everything in one go."""
    wrong = order(
        entry(id="a", rule="self.x"),
        entry(id="b", rule="self.kind"),
        entry(id="c", after=["zz"]),
        entry(id="d", code="X"),
    )

    assert [(rule, pointer) for rule, pointer, _ in problems(wrong, codes=["Y"])] == [
        ("rule-code", "/x-validations/3/code"),
        ("rule-order", "/x-validations/2/after"),
        ("rule-unknown-property", "/x-validations/0/rule"),
        ("rule-type", "/x-validations/1/rule"),
    ]


@pytest.mark.parametrize(
    ("rule", "when", "pointer", "what"),
    [
        ("true", None, "rule", "this rule is always true"),
        ("1 > 2", None, "rule", "this rule is never true"),
        ("size(self.items) >= 1", None, "rule", "this rule is always true"),
        ("self.kind in ['new', 'old']", None, "rule", "this rule is always true"),
        ("has(self.kind)", None, "rule", "this rule is always true"),
        ("self.items.all(i, has(i.id))", None, "rule", "this rule is always true"),
        ("self == self", None, "rule", "this rule is always true"),
        ("has(self.total) || true", None, "rule", "this rule is always true"),
        ("self.kind == 'new'", "size(self.items) > 0", "when", "this condition is always true"),
        ("self.kind == 'new'", "false", "when", "this condition is never true"),
        ("has(self.total)", "has(self.total)", "rule", "this rule is always true"),
    ],
)
def test_a_rule_that_never_decides_anything_is_refused(rule: str, when: str | None, pointer: str, what: str) -> None:
    """What the schema says already, or never allows, is no rule."""
    found = problems(order(entry(rule=rule, when=when)))

    assert found == [("rule-dead", f"/x-validations/0/{pointer}", f"{what} for a valid document")]


def test_ids_are_unique_in_a_body() -> None:
    """Also across its schemas, because violations are told by id."""
    inner: dict[str, Json] = {**ITEM, "x-validations": [entry(rule="self.qty > 0")]}
    items: Json = {"type": "array", "items": inner}
    schema = order(entry(), properties={**_properties(), "items": items})

    assert problems(schema) == [("rule-order", "/properties/items/items/x-validations/0/id", "the id 'first' is taken")]


def test_a_code_must_be_documented() -> None:
    """A code that no answer has is a slip, and the nearest one is proposed."""
    assert rules_of(order(entry(code="TOO_MANY")), codes=["TOO_MANY"])
    assert problems(order(entry(code="TO_MANY")), codes=["TOO_MANY"]) == [
        ("rule-code", "/x-validations/0/code", "'TO_MANY' is no documented error code")
    ]


def test_rules_that_wait_for_each_other_are_refused() -> None:
    """The chain is told from one rule back to itself."""
    found = problems(
        order(entry(id="a", after=["c"]), entry(id="b", after=["a"]), entry(id="c", after=["b"]), entry(id="d"))
    )

    assert found == [("rule-order", "/x-validations/0/after", "rules wait for each other: a → c → b → a")]


def test_a_rule_stands_behind_those_of_its_after() -> None:
    """Otherwise the order is that of the description."""
    rules = rules_of(order(entry(id="a", after=["c"]), entry(id="b"), entry(id="c", after=["d"]), entry(id="d")))

    assert [rule.entry.id for rule in rules] == ["b", "d", "c", "a"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (entry(id="a", rule="has(self.total)"), entry(id="b", rule="self.total > 1", after=["a"])),
        (
            entry(id="a", when="self.kind == 'new'", rule="has(self.total)"),
            entry(id="b", when="size(self.items) > 2 && self.kind == 'new'", rule="self.total > 1", after=["a"]),
        ),
        (
            entry(id="a", rule="self.items.all(i, has(i.note))"),
            entry(id="b", rule="self.items.all(j, j.note != '')", after=["a"]),
        ),
    ],
)
def test_what_a_rule_of_after_proves_needs_no_guard(first: Json, second: dict[str, Json]) -> None:
    """It holds wherever the rule behind it is judged; without `after` the same read is refused."""
    assert len(rules_of(order(first, second))) == 2
    assert [rule for rule, _, _ in problems(order(first, {**second, "after": []}))] == ["rule-unguarded"]


def test_what_a_rule_proves_under_another_condition_needs_a_guard() -> None:
    """A rule of `after` whose `when` does not hold has proved nothing."""
    first = entry(id="a", when="self.kind == 'new'", rule="has(self.total)")
    second = entry(id="b", rule="self.total > 1", after=["a"])

    assert [rule for rule, _, _ in problems(order(first, second))] == ["rule-unguarded"]


def test_a_rule_behind_a_wrong_one_is_not_blamed() -> None:
    """Only the first is to be corrected."""
    first, second = entry(id="a", rule="has(self.totl)"), entry(id="b", rule="self.total > 1", after=["a"])

    assert [rule for rule, _, _ in problems(order(first, second))] == ["rule-unknown-property"]


def _properties() -> dict[str, Json]:
    properties = ORDER["properties"]
    assert isinstance(properties, dict)
    return properties


def nested(items: Json) -> dict[str, Json]:
    """Write the schema with another list of items."""
    return {**ORDER, "properties": {**_properties(), "items": items}}


def test_items_are_compared_with_their_old_values_by_a_key() -> None:
    """A transition rule at an item needs x-list-key, or nobody knows which old item is meant."""
    inner: Json = {**ITEM, "x-validations": [entry(rule="self.qty >= oldSelf.qty")]}

    assert rules_of(nested({"type": "array", "x-list-key": ["id"], "items": inner}))[0].is_transition
    assert problems(nested({"type": "array", "items": inner})) == [
        (
            "rule-entry",
            "/properties/items/items/x-validations/0",
            "items of a list cannot be compared with their old values",
        )
    ]


@pytest.mark.parametrize("key", [["idd"], [], 5])
def test_a_list_key_names_what_tells_items_apart(key: Json) -> None:
    """Anything else could match nothing."""
    found = problems(nested({"type": "array", "x-list-key": key, "items": ITEM}))

    assert [(rule, pointer) for rule, pointer, _ in found] == [("rule-entry", "/properties/items/x-list-key")]
    assert list_key({"x-list-key": "id"}) == ("id",)


@pytest.mark.parametrize("keyword", ["not", "if", "then", "else", "contains", "propertyNames"])
def test_a_rule_where_nothing_is_judged_is_refused(keyword: str) -> None:
    """A schema that only asks a question applies to no value."""
    schema: dict[str, Json] = {**ORDER, keyword: {**ORDER, "x-validations": [entry()]}}

    assert problems(schema) == [("rule-entry", f"/{keyword}/x-validations/0", "a rule is never judged at this place")]


def test_rules_are_found_behind_references_once() -> None:
    """A schema that is used twice, even by itself, has its rules once, at its own place."""
    tree: dict[str, Json] = {
        "type": "object",
        "properties": {"next": {"$ref": "#/$defs/Tree"}, "size": {"type": "integer"}},
        "x-validations": [entry(rule="!has(self.size) || self.size > 0")],
    }
    schema = Schema(
        key="Tree", name=Name("Tree"), type=AnyType(), definition=tree, where=Location("tree.yaml", "/Tree")
    )
    body: Json = {"type": "array", "items": {"$ref": "#/$defs/Tree"}}

    found = build_rules(body, where=Location("api.yaml", "/body"), schemas={"Tree": schema})

    assert [(node.site.key, node.site.pointer, node.site.where.file) for node in found.nodes] == [
        ("Tree", "", "tree.yaml")
    ]
    assert [rule.entry.where.pointer for rule in found.rules] == ["/Tree/x-validations/0"]


def test_an_entry_keeps_what_documentation_and_tests_need() -> None:
    """Message, code, source and examples come out as they were written."""
    source: Json = {"doc": "page", "quote": "At most eight.", "confidence": "assumed"}
    written = entry(
        code="MANY", source=source, examples={"valid": [{}], "invalid": [{"items": None}]}, fieldPath=".items[].id"
    )

    rule = rules_of(order(written))[0].entry

    assert (rule.code, rule.message, rule.field_path) == ("MANY", "Fewer than nine items.", ".items[].id")
    assert (rule.source.doc, rule.source.quote, rule.source.is_documented) == ("page", "At most eight.", False)
    assert (rule.valid, rule.invalid) == (({},), ({"items": None},))


def test_a_rule_at_a_value_without_a_type_is_refused() -> None:
    """Nothing could be concluded about `self`."""
    assert problems({"x-validations": [entry(rule="true")]}) == [
        ("rule-type", "/x-validations/0", "the type of `self` is unknown")
    ]
