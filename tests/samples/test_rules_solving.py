"""How documents are changed so that they meet rules, or break one: each idiom of the language by itself and together."""

from __future__ import annotations

from typing import Any, Final

import pytest

from rules.documents import SCHEMA
from samples.made import Made, made, rule
from specwright.model.types import Json
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.violating import violate

DRAWS: Final = 12

IDIOMS: Final = {
    "presence": "has(self.note)",
    "absence": "!has(self.owner)",
    "presence below": "has(self.owner) && has(self.owner.mail)",
    "boolean": "self.flag",
    "equal": "self.n == 42",
    "unequal": "self.name != ''",
    "equal members": "self.name == self.items[0].sku",
    "less": "self.n < 5",
    "at least": "self.amount >= 2.5",
    "between bounds of the schema": "self.small > 8",
    "whole and fraction": "self.weights.all(w, w > self.n)",
    "texts in order": "self.name < 'M'",
    "in a list": "self.flow in ['B', 'C']",
    "in a list of the document": "'new' in self.tags",
    "a key of a map": "has(self.rates) && 'EUR' in self.rates",
    "size of a list": "size(self.tags) == 3",
    "size of a text": "size(self.name) > 4",
    "size of a map": "has(self.rates) && size(self.rates) >= 2",
    "begins": "self.name.startsWith('Re')",
    "ends": "self.name.endsWith('x')",
    "holds": "self.name.contains('-')",
    "pattern": "self.name.matches('^[A-Z]{2}[0-9]{3,5}$')",
    "pattern somewhere": "self.name.matches('[0-9]-[a-f]')",
    "format": "isIso6346(self.name)",
    "code list": "isCountry2(self.name)",
    "either": "self.n == 1 || self.n == 2",
    "choice": "self.flag ? self.n == 7 : has(self.note)",
    "guarded": "!has(self.m) || self.m > 10",
    "all": "self.items.all(i, i.qty >= 1)",
    "exists": "self.items.exists(i, i.kind == 'C')",
    "one of all": "self.items.exists_one(i, i.kind == 'B')",
    "filtered": "self.items.filter(i, i.kind == 'A').all(i, i.qty > 3)",
    "counted": "size(self.items.filter(i, i.qty > 5)) == 2",
    "computed list": "self.items.map(i, i.kind) == ['A', 'B', 'A']",
    "computed and filtered": "self.items.map(i, i.qty > 0, i.sku).all(s, s != '')",
    "keys": "has(self.rates) && self.rates.all(k, self.rates[k] > 0)",
    "nulls in a list": "self.codes.all(c, c != null)",
    "lists joined": "(self.tags + ['x']).exists(t, t == 'y')",
    "by rank": "rank[self.flow] >= 2",
    "pairs in order": "self.items.all(a, self.items.all(b, rank[a.kind] >= rank[b.kind] || a.qty <= b.qty))",
    "instants in order": (
        "self.items.all(a, self.items.all(b, !has(a.when) || !has(b.when) || rank[a.kind] >= rank[b.kind] || "
        "timestamp(a.when) <= timestamp(b.when)))"
    ),
    "strictly in order": "self.items.all(a, self.items.all(b, a.sku >= b.sku || a.qty < b.qty))",
    "one of each kind": "size(self.items) == 3 && ['A', 'B', 'C'].all(k, self.items.exists(i, i.kind == k))",
    "each kind among others": "['A', 'B', 'C'].all(k, self.items.exists(i, i.kind == k))",
    "no two alike": "self.items.all(a, self.items.exists_one(b, b.sku == a.sku))",
    "before a moment": "timestamp(self.at) < timestamp('2020-01-01T00:00:00Z')",
    "after each other": "has(self.until) && timestamp(self.until) - timestamp(self.at) >= duration('36h')",
    "part of an instant": "timestamp(self.at).getHours() == 12 && timestamp(self.at).getDayOfWeek() == 1",
    "sum": "self.n + self.small == 100",
    "difference": "self.n - self.small > 50",
    "product": "self.n * 3 == 27",
    "remainder": "self.n % 5 == 2",
    "negative": "-self.n > 3",
    "joined texts": "self.name + '!' == 'Hello!'",
    "sum of a list": "self.numbers.sum() == 10",
    "least of a list": "size(self.numbers) > 0 && self.numbers.min() == -4",
    "sorted": "self.numbers.isSorted() && size(self.numbers) >= 2",
    "place in a list": "['A', 'B', 'C'].indexOf(self.flow) == 1",
    "texts of numbers": "int(self.name) == self.small",
    "number as text": "string(self.small) == '7'",
    "objects equal": "self.items.all(i, i.parts == self.items[0].parts)",
}
LET: Final[dict[str, Json]] = {"rank": "{'A': 1, 'B': 2, 'C': 3}"}


def idiom(text: str) -> Made:
    """Make the sampler of a body with one rule."""
    more: dict[str, Json] = {"let": LET} if "rank[" in text else {}
    return made(SCHEMA, rule("it", text, **more))


@pytest.mark.parametrize("text", IDIOMS.values(), ids=IDIOMS.keys())
def test_documents_are_made_to_meet_a_rule_and_to_break_it(text: str) -> None:
    """Whatever the document was before, it is changed until the compiled check says so, both ways."""
    sample = idiom(text)
    assert sample.sampler.solver is not None

    for seed in range(DRAWS):
        document = sample.sampler.solver.satisfy(sample.well_formed(seed))
        assert sample.check(document) == ()
        broken = violate(sample.sampler.solver, document, "it")
        assert [each.id for each in sample.check(broken)] == ["it"]
        # The valid one is left as it was.
        assert sample.check(document) == ()


FLOWS: Final[tuple[Json, ...]] = (
    rule("named", "self.name != ''"),
    rule(
        "kinds-of-a",
        "size(self.items) == 2 && ['A', 'B'].all(k, self.items.exists(i, i.kind == k))",
        when="self.flow == 'A'",
    ),
    rule("kinds-of-b", "self.items.all(i, i.kind == 'C')", when="self.flow == 'B'"),
    rule("dated", "self.items.all(i, has(i.when) || i.kind == 'C')", after=["kinds-of-a", "kinds-of-b"]),
    rule(
        "in-order",
        "self.items.all(a, self.items.all(b, a.kind >= b.kind || !has(a.when) || !has(b.when) || timestamp(a.when) <= timestamp(b.when)))",
        after=["dated"],
    ),
    rule("sum-known", "self.n == self.items.map(i, i.qty).sum()", when="self.flow != 'C'"),
)


@pytest.fixture(scope="module")
def flows() -> Made:
    """Give rules that read each other's places."""
    return made(SCHEMA, *FLOWS)


def test_rules_that_read_each_others_places_are_met_together(flows: Made) -> None:
    """What one rule asks for is not what another one suffers from."""
    seen = {flows.valid(seed)["flow"] for seed in range(40)}

    assert seen == {"A", "B", "C"}


@pytest.mark.parametrize("name", ["named", "kinds-of-a", "kinds-of-b", "dated", "in-order", "sum-known"])
def test_one_rule_is_broken_and_no_other(flows: Made, name: str) -> None:
    """The others are repaired without touching what breaks the one; those that wait for it are not judged."""
    solver = flows.sampler.solver
    assert solver is not None

    for seed in range(DRAWS):
        found = flows.check(violate(solver, flows.valid(seed), name))
        assert {each.id for each in found} == {name}


def test_what_a_caller_has_chosen_is_kept(flows: Made) -> None:
    """Places that are fixed keep their values while rules are met and broken."""
    solver = flows.sampler.solver
    assert solver is not None

    for flow in ("A", "B", "C"):
        for seed in range(DRAWS):
            document = {**flows.well_formed(seed), "flow": flow}
            solver.satisfy(document, fixed=[("flow",)])
            assert document["flow"] == flow
            assert flows.check(document) == ()
            broken = violate(solver, document, "named", fixed=[("flow",)])
            assert broken["flow"] == flow


def test_what_cannot_be_met_is_told_with_its_rule() -> None:
    """Two rules that contradict each other end in an error that names them."""
    sample = made(SCHEMA, rule("small", "self.n < 5"), rule("large", "self.n > 7"))
    assert sample.sampler.solver is not None

    with pytest.raises(NoWayFoundError, match=r"small|large"):
        sample.sampler.solver.satisfy(sample.well_formed(1))


def test_what_cannot_be_broken_alone_is_told_with_its_rule() -> None:
    """Of a rule and a stricter one, the looser one is never broken alone."""
    sample = made(SCHEMA, rule("loose", "self.n < 9"), rule("strict", "self.n < 5"))
    assert sample.sampler.solver is not None

    with pytest.raises(NoWayFoundError, match="loose"):
        violate(sample.sampler.solver, sample.valid(1), "loose")


def test_rules_of_inner_values_are_met_wherever_these_stand() -> None:
    """A rule at a schema that is used in several places, in lists and within itself counts at all of them."""
    box: dict[str, Json] = {
        "type": "object",
        "required": ["low", "high"],
        "properties": {
            "low": {"type": "integer"},
            "high": {"type": "integer"},
            "inner": {"type": "array", "maxItems": 2, "items": {"$ref": "#/$defs/Box"}},
        },
        "x-validations": [rule("low-below-high", "self.low < self.high")],
    }
    text: dict[str, Json] = {"type": "string", "x-validations": [rule("short", "size(self) < 4")]}
    body: dict[str, Json] = {
        "type": "object",
        "required": ["first", "others", "names"],
        "properties": {
            "first": {"$ref": "#/$defs/Box"},
            "others": {"type": "array", "items": {"$ref": "#/$defs/Box"}},
            "names": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Text"}},
        },
    }
    sample = made(body, schemas={"Box": box, "Text": text})
    solver = sample.sampler.solver
    assert solver is not None

    places: set[str] = set()
    for seed in range(3 * DRAWS):
        document = sample.valid(seed)
        for name in ("low-below-high", "short"):
            found = sample.check(violate(solver, document, name))
            assert {each.id for each in found} == {name}
            places |= {each.path.split("/")[1] for each in found}
    assert places == {"first", "others", "names"}


def test_rules_of_an_alternative_count_where_the_alternative_does() -> None:
    """Where several schemas may judge a value, only the rules of those that do are met."""
    body: dict[str, Json] = {
        "oneOf": [
            {
                "type": "object",
                "required": ["kind", "n"],
                "properties": {"kind": {"const": kind}, "n": {"type": "integer"}},
                "x-validations": [rule(f"n-of-{kind}", text)],
            }
            for kind, text in (("a", "self.n > 5"), ("b", "self.n < -5"))
        ]
    }
    sample = made(body)

    found: list[Any] = [sample.valid(seed) for seed in range(2 * DRAWS)]

    assert all((value["n"] > 5) is (value["kind"] == "a") for value in found)
    assert {value["kind"] for value in found} == {"a", "b"}
