"""Holds the type check: what would be unsound for some valid document is refused, what is guarded is not."""

from __future__ import annotations

from typing import Final

import pytest

from rules.compiled import program, type_of
from rules.documents import SCHEMA
from specwright.model.types import Json
from specwright.rules.faults import RuleError

TYPE: Final = type_of(SCHEMA)


@pytest.mark.parametrize(
    ("text", "marked", "rule", "what"),
    [
        ("this.n > 1", "this", "rule-unknown-name", "nothing is called 'this'"),
        ("self.nam == ''", "self.nam", "rule-unknown-property", "has no property 'nam'"),
        ("has(self.nam)", "has(self.nam)", "rule-unknown-property", "has no property 'nam'"),
        ("self.n.x == 1", "self.n.x", "rule-type", "a int has no property 'x'"),
        ("self.items.sku == ''", "self.items.sku", "rule-type", "a list of object has no property 'sku'"),
        ("self.m > 1", "self.m", "rule-unguarded", "'m' is optional"),
        ("self.owner.code == ''", "self.owner", "rule-unguarded", "'owner' is optional"),
        ("has(self.owner) && self.owner.mail == ''", "self.owner.mail", "rule-unguarded", "'mail' is optional"),
        ("has(self.m) || self.m > 1", "self.m > 1", "rule-unguarded", "'m' is optional"),
        ("!has(self.m) && self.m > 1", "self.m > 1", "rule-unguarded", "'m' is optional"),
        ("has(self.m) ? true : self.m > 1", "self.m > 1", "rule-unguarded", "'m' is optional"),
        ("has(oldSelf.m) && self.m > 1", "self.m > 1", "rule-unguarded", "'m' is optional"),
        (
            "self.items.exists(a, has(a.price)) && self.items.all(b, b.price > 1.0)",
            "b.price > 1",
            "rule-unguarded",
            "optional",
        ),
        (
            "self.items.all(a, self.items.all(b, !has(a.price) || b.price > 1.0))",
            "b.price > 1",
            "rule-unguarded",
            "optional",
        ),
        ("(1 / self.n == 1 ? has(self.m) : has(self.m)) && self.m == 1", "self.m == 1", "rule-unguarded", "optional"),
        ("has(self.rates) && self.rates.x > 1", "self.rates.x", "rule-unguarded", "'x' may be missing"),
        ("self.codes.all(c, c.startsWith('a'))", "c.startsWith", "rule-unguarded", "c may be null"),
        ("self.n == 'a'", "self.n == 'a'", "rule-type", "int and string are never equal"),
        ("self.tags == self.numbers", "self.tags == self.numbers", "rule-type", "are never equal"),
        ("self.flag < 1", "self.flag < 1", "rule-type", "bool and int have no order"),
        ("self.tags < self.tags", "self.tags < self.tags", "rule-type", "have no order"),
        ("self.at < '2026'", "self.at <", "rule-type", "ordered by their letters"),
        ("self.at < timestamp(0)", "self.at < timestamp(0)", "rule-type", "string and timestamp have no order"),
        ("self.name == null", "self.name == null", "rule-type", "only an item of a list can be null"),
        ("self.amount + self.n > 1.0", "self.amount + self.n", "rule-type", "double + int is not defined"),
        ("self.amount * 2 > 1.0", "self.amount * 2", "rule-type", "double * int is not defined"),
        ("self.name + 1 == ''", "self.name + 1", "rule-type", "string + int is not defined"),
        ("self.amount % 2.0 == 0.0", "self.amount % 2.0", "rule-type", "is not defined"),
        ("-self.name == ''", "-self.name", "rule-type", "a string has no negative"),
        ("!self.n", "self.n", "rule-type", "a condition is needed, but this is a int"),
        ("self.n", "self.n", "rule-type", "a condition is needed, but this is a int"),
        ("self.flag && self.name", "self.name", "rule-type", "a condition is needed"),
        ("self.flag ? self.n : self.name", "self.flag ?", "rule-type", "the branches are unlike"),
        ("self.flow == 'D'", "'D'", "rule-type", "'D' is none of the values of the schema"),
        ("self.flow in ['A', 'D']", "'D'", "rule-type", "'D' is none of the values of the schema"),
        ("self.n in self.tags", "self.n in", "rule-type", "a int is never among string"),
        ("'n' in self", "'n' in self", "rule-type", "looks into lists and maps"),
        ("'a' in self.name", "'a' in self.name", "rule-type", "cannot look into a string"),
        ("self.tags['a'] == ''", "'a'", "rule-type", "a list is indexed by an int"),
        ("self[self.name] == ''", "self[self.name]", "rule-type", "cannot be indexed"),
        ("self.tags == ['a', 1]", "1", "rule-type", "a list mixes string and int"),
        ("self.weights == [1.0, 1]", "1]", "rule-type", "a list mixes double and int"),
        ("{'a': 1, 2: 1}['a'] == 1", "2", "rule-type", "a map's keys mixes string and int"),
        ("{'a': 1, 'a': 2}['a'] == 1", "'a': 2", "rule-type", "stands here twice"),
        ("{1.5: 1}[1.5] == 1", "1.5", "rule-type", "a double cannot be a key"),
        ("{self.name: 1}['a'] == 1", "self.name", "rule-profile", "a key that is computed"),
        ("self.all(x, true)", "self", "rule-type", "has no items to go over"),
        ("self.items.all(self, true)", "self, true", "rule-profile", "'self' already stands for something"),
        ("self.items.all(x, self.items.all(x, true))", "x, true", "rule-profile", "'x' already stands"),
        ("self.items.all(x, x.qty)", "x.qty", "rule-type", "a condition is needed"),
        ("self.items.all(x, true) && x", "x", "rule-unknown-name", "nothing is called 'x'"),
        (
            "self.name.startsWith(1)",
            "self.name.startsWith(1)",
            "rule-type",
            "startsWith(int) does not exist for a string",
        ),
        ("size(self)", "size(self)", "rule-type", "has no size"),
        ("size(1) == 1", "size(1)", "rule-type", "a int has no size"),
        ("foo(self.n)", "foo", "rule-unknown-name", "there is no function foo()"),
        ("self.name.startWith('a')", "self.name.startWith", "rule-unknown-name", "there is no function startWith()"),
        ("type(self.n) == 1", "type(self.n)", "rule-profile", "type() is outside the profile"),
        ("dyn(self.n) == 1", "dyn(self.n)", "rule-profile", "dyn() is outside the profile"),
        (
            "string(self.amount) == '1'",
            "string(self.amount)",
            "rule-profile",
            "the text of a double is outside the profile",
        ),
        ("self.name.matches(self.name)", "self.name)", "rule-profile", "a pattern that is computed"),
        ("self.name.matches('(?i)a')", "'(?i)a'", "rule-profile", "kind of group is outside the profile (at letter 1"),
        ("timestamp('2026-02-30T00:00:00Z') < timestamp(0)", "'2026-02-30", "rule-type", "day is out of range"),
        ("timestamp('yesterday') < timestamp(0)", "'yesterday'", "rule-type", "is no date-time of RFC 3339"),
        ("duration('1 day') > duration('0')", "'1 day'", "rule-type", "is no duration"),
        ("self.tags.sum() == ''", "self.tags.sum()", "rule-type", "sum() cannot work on a list of string"),
        ("self.items.isSorted()", "self.items.isSorted()", "rule-type", "isSorted() cannot work on"),
        ("self.codes.min() == ''", "self.codes.min()", "rule-type", "min() cannot work on"),
        ("self.tags.indexOf(1) == 0", "self.tags.indexOf(1)", "rule-type", "a int is never among string"),
        (
            "self.items.all(a, self.items.all(b, self.items.all(c, true)))",
            "c, true",
            "rule-cost",
            "may run 1,000,000,000 rounds, more than 1,000,000",
        ),
        (
            "self.items.all(a, a.parts.all(p, a.parts.all(q, a.parts.all(r, p.k == q.k || q.k == r.k))))",
            "r, p.k",
            "rule-cost",
            "may run 1,000,000,000 rounds",
        ),
    ],
)
def test_what_is_unsound_is_refused_at_its_place(text: str, marked: str, rule: str, what: str) -> None:
    """Each error is of its kind, says what is wrong, has a hint, and a caret under the part to change."""
    with pytest.raises(RuleError) as caught:
        program(text, TYPE)

    problem = caught.value.problems[0]
    hint, line, caret = problem.hint.rsplit("\n", 2)
    assert (problem.rule, what in problem.what) == (rule, True), problem.what
    assert hint
    assert line[len(caret) - len(caret.lstrip()) :].startswith(marked)


@pytest.mark.parametrize(
    "text",
    [
        "has(self.m) && self.m > 1",
        "!has(self.m) || self.m > 1",
        "!(has(self.m) && !(self.m > 1))",
        "has(self.m) ? self.m > 1 : true",
        "(has(self.m) ? self.m > 1 : false) && self.m > 2",
        "!has(self.owner) || !has(self.owner.mail) || self.owner.mail != ''",
        "(has(self.m) && self.flag) && self.m > 1",
        "((has(self.m) && self.flag) || (has(self.m) && !self.flag)) && self.m > 1",
        "self.items.all(i, has(i.price)) && self.items.all(j, j.price > 1.0)",
        "!self.items.exists(i, !has(i.price)) && self.items[0].price > 1.0",
        "self.items.filter(i, has(i.price)).all(j, j.price > 1.0)",
        "self.items.filter(i, has(i.price)).filter(i, i.qty > 1).map(i, i.price).sum() > 1.0",
        "self.items.map(i, has(i.price), i.price).sum() > 1.0",
        "self.items.all(a, self.items.all(b, !has(a.price) || !has(b.price) || a.price == b.price))",
        "self.codes.all(c, c == null || c.startsWith('a'))",
        "self.codes.all(c, c != null) && self.codes.all(d, d != '')",
        "!has(self.rates) || !('x' in self.rates) || self.rates.x > 1",
        "has(self.rates) && has(self.rates.x) && self.rates['x'] > 1",
        "has(self.rates) && self.rates.all(k, self.rates[k] > 1)",
        "self['n'] > 1 && self.`n` > 1",
        "self.small < self.amount",
        "self.n == 1.5 || self.n in [1, 2]",
        "self.items.all(a, a.parts.all(p, a.parts.all(q, p.k == q.k)))",
        "self.items.all(a, a.parts.all(p, true) && a.parts.all(q, true) && a.parts.all(r, true))",
        "['A', 'B', 'C'].all(a, [1, 2, 3].all(b, self.items.all(c, self.items.all(d, c.kind == a || d.qty > b)))) || self.flag",
    ],
)
def test_what_is_guarded_or_bounded_is_accepted(text: str) -> None:
    """A guard is seen in every form it can take, and loops over parts of one list count as one pass."""
    if "['A', 'B', 'C']" in text:
        with pytest.raises(RuleError, match="9,000,000 rounds"):
            program(text, TYPE)
    else:
        assert callable(program(text, TYPE).evaluate)


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ({"$ref": "#/$defs/Gone"}, "self.x == 1"),
        ({}, "self > 1"),
        ({"properties": {"a": {"type": "string"}}}, "self.a == ''"),
        ({"type": ["string", "integer"]}, "self > 1"),
        ({"type": "array"}, "self.all(x, x > 1)"),
        ({"type": "array", "items": {"type": "array", "items": {}}}, "self.all(x, x.all(y, y > 1))"),
    ],
)
def test_a_value_of_which_the_schema_promises_nothing_cannot_be_computed_with(schema: Json, text: str) -> None:
    """Only what holds for every valid value is relied upon."""
    with pytest.raises(RuleError, match="is unknown"):
        program(text, type_of(schema))
