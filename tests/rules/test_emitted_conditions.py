"""Holds what becomes of single operators in compiled rules: their meaning, the place that they name, and how they read."""

from __future__ import annotations

from typing import Any, Final

import pytest

from rules.compiled import rule_functions, rules_of
from specwright.model.types import Json
from specwright.rules.compile import compile_rule
from specwright.rules.emit_expressions import Parts

MEMBERS: Final[dict[str, Json]] = {
    "f": {"enum": ["x", "y", "z"]},
    "a": {"type": "integer"},
    "b": {"type": "integer"},
    "l": {"type": "array", "items": {"type": "integer"}},
    "m": {"type": "object", "additionalProperties": {"type": "integer"}},
}
STEPS: Final[dict[str, Json]] = {"type": "object", "required": [*MEMBERS], "properties": MEMBERS}


@pytest.mark.parametrize(
    ("rule", "changes", "pointer"),
    [
        ("self.a > 0 && self.b > 0", {"b": 0}, "/b"),
        ("self.a > 0 && self.b > 0", {"a": 0, "b": 0}, "/a"),
        ("!(self.a == 0 || self.b == 0)", {"b": 0}, "/b"),
        ("!(!(self.a > 0))", {"a": 0}, "/a"),
        ("self.f == 'x' || self.a > 0", {"a": 0}, ""),
        ("self.f == 'x' || (self.a > 0 && self.b > 0)", {"b": 0}, "/b"),
        ("self.f == 'x' || !(self.a == 0 || self.b == 0)", {"b": 0}, "/b"),
        ("self.f == 'x' || (self.f == 'z' || (self.a > 0 && self.b > 0))", {"b": 0}, "/b"),
        ("self.f == 'x' || (self.f == 'y' ? self.a > 0 : self.b > 0)", {"a": 0}, "/a"),
        ("self.f == 'x' || self.l.all(i, i > 0)", {"l": [1, 0]}, "/l/1"),
        ("!(self.f != 'x' && (self.a == 0 || self.b == 0))", {"b": 0}, "/b"),
        ("!(self.f != 'x' && (self.f != 'z' && (self.a == 0 || self.b == 0)))", {"b": 0}, "/b"),
        ("!(self.f != 'x' && !(self.a > 0 && self.b > 0))", {"b": 0}, "/b"),
        ("!(self.f != 'x' && self.l.exists(i, i == 0))", {"l": [1, 0]}, "/l/1"),
        ("!(self.f != 'x' && self.a == 0)", {"a": 0}, ""),
        ("self.f == 'x' ? self.a > 0 : self.b > 0", {"f": "x", "a": 0}, "/a"),
        ("self.f == 'x' ? self.a > 0 : self.b > 0", {"b": 0}, "/b"),
        ("self.l.exists(i, i > 0)", {"l": [0, 0]}, "/l"),
        ("self.l.exists(i, i > 0)", {"l": []}, "/l"),
        ("self.a == 0 || self.l.exists(i, i > 0)", {"l": [0]}, ""),
        ("!self.l.all(i, i > 9)", {"l": [10, 11]}, "/l"),
        ("self.l.all(i, self.l.exists(j, i + j == 18))", {"l": [1, 2]}, "/l"),
        ("self.l.all(i, self.f == 'x' || i > 0)", {"l": [1, 0]}, "/l/1"),
        ("self.l.filter(i, i != 5).all(i, i > 0)", {"l": [5, 1, 0]}, "/l/2"),
        ("self.l.filter(i, i != 5).filter(k, k != 6).all(n, n > 0)", {"l": [5, 6, 1, 0]}, "/l/3"),
        ("self.m.all(k, self.m[k] > 0)", {"m": {"p": 1, "q/r": 0}}, "/m/q~1r"),
        ("self.m.filter(k, k != 'p').all(k, self.m[k] > 0)", {"m": {"p": 0, "q": 0}}, "/m/q"),
    ],
)
def test_the_part_that_fails_is_the_one_that_is_named(rule: str, changes: dict[str, Any], pointer: str) -> None:
    """However a condition is put together, the place is that of the part which does not hold, no wider and no other."""
    good: dict[str, Any] = {"f": "y", "a": 1, "b": 1, "l": [9], "m": {"k": 1}}
    functions = rule_functions({**STEPS, "x-validations": [{"id": "it", "message": "It holds.", "rule": rule}]})

    assert functions["it"](good) is True
    assert functions["it"]({**good, **changes}) is False
    assert functions["it@"]({**good, **changes}) == pointer


@pytest.mark.parametrize(
    ("rule", "question"),
    [
        ("self.a > 0 && 1 < 2", "if not doc['a'] > 0:"),
        ("self.a > 0 && !(1 > 2)", "if not doc['a'] > 0:"),
        ("!(self.a == 0 || 1 > 2)", "if doc['a'] == 0:"),
        ("!(self.a == 0 || !(1 < 2))", "if doc['a'] == 0:"),
    ],
)
def test_what_is_decided_already_is_not_asked_again(rule: str, question: str) -> None:
    """A part that is the same for every document costs nothing at run time."""
    (checked,) = rules_of({**STEPS, "x-validations": [{"id": "it", "message": "It holds.", "rule": rule}]})
    lines = compile_rule(checked, Parts(), name="it").source.splitlines()

    assert [line.strip() for line in lines if line.strip().startswith("if ")] == [question] * 2


@pytest.mark.parametrize(
    ("rule", "changes", "expected"),
    [
        ("(self.a < 2) == (self.b < 2)", {"b": 5}, False),
        ("(self.a < 2) == (self.b < 2)", {"a": 5, "b": 5}, True),
        ("(self.a in [1, 2]) == (self.b in [1, 2])", {"b": 5}, False),
        ("self.n.all(i, i != null)", {"n": [1, None]}, False),
        ("self.n.all(i, i != null)", {"n": [1]}, True),
        ("self.n.exists(i, i == null)", {"n": [1]}, False),
        ("self.n.exists(i, null == i)", {"n": [None]}, True),
        ("'p' in self.r", {"r": {"p": None}}, False),
        ("'p' in self.r", {"r": {"p": 1}}, True),
        ("!('p' in self.r)", {"r": {"p": None}}, True),
        ("!('p' in self.r)", {"r": {"p": 1}}, False),
        ("!('p' in self.m)", {"m": {"p": 1}}, False),
        ("'p' in self.m", {"m": {"p": 1}}, True),
        ("!(self.f in ['x', 'y'])", {"f": "y"}, False),
        ("!(self.a in [1, 2])", {"a": 2}, False),
        ("!(self.d in [1.0, 2.0])", {"d": 2}, False),
        ("self.d in [1.0, 2.0]", {"d": 2}, True),
        ("self.a in self.l", {"a": 2, "l": [1, 2]}, True),
        ("!(self.a in self.l)", {"a": 2, "l": [1, 2]}, False),
        ("[self.a] in [[1], [2]]", {"a": 2}, True),
        ("!([self.a] in [[1], [2]])", {"a": 2}, False),
        ("[self.a] == [2]", {"a": 2.0}, True),
        ("[self.a] != [2]", {"a": 2.0}, False),
        ("self.f == 'x' ? self.a > 0 : self.b > 0", {"f": "x", "b": 0}, True),
        ("(self.f == 'x' ? self.a : self.b) > 0", {"b": 0}, False),
        ("self.l.exists_one(i, i > 0)", {"l": [1, 0]}, True),
        ("!self.l.exists_one(i, i > 0)", {"l": [1, 0]}, False),
        ("self.l.map(i, i > 0, i * 2) == [4]", {"l": [2, 0]}, True),
        ("self.l.map(i, i * 2) == [4, 0]", {"l": [2, 0]}, True),
        ("size(self.r) == 1", {"r": {"p": None, "q": 1}}, True),
        ("self.r.all(k, self.r[k] > 0)", {"r": {"p": None, "q": 1}}, True),
        ("size(self.l.filter(i, self.f == 'x' ? i > 0 : i > 1)) == 1", {"l": [1, 2]}, True),
        ("self.a - (self.b - 1) == 3", {"a": 4, "b": 2}, True),
        ("self.a * (self.b + 1) == 12", {"a": 4, "b": 2}, True),
        ("-(self.a - 1) == -3", {"a": 4}, True),
        ("self.f == 'x' || (1 > 2 && self.a == 0)", {}, False),
        ("!(self.f == 'y' && (1 < 2 || self.a == 0))", {}, False),
        ("!(self.f == 'x' && (1 < 2 || self.a == 0))", {}, True),
        ("!(self.a == 0 || 1 > 2)", {"a": 5}, True),
        ("((1 / self.a == 1) && self.b == 2) == (self.f == 'x')", {}, True),
        ("((1 / self.a == 1) || self.b == 2) == (self.f == 'x')", {}, False),
        ("{'p': self.a}['p'] == 2", {"a": 2}, True),
        ("{'p': 2}['p'] == self.a", {"a": 2}, True),
        ("self.n == self.k", {"n": [1, None], "k": [1, None]}, True),
        ("self.n == self.k", {"n": [1, None], "k": [1]}, False),
        ("self.a in self.e", {"a": 2**53 + 1, "e": [2.0**53]}, True),
        ("self.o in self.os", {"o": {}, "os": [{"x": None}]}, True),
        ("self.o in self.os", {"o": {"x": 1}, "os": [{"x": None}]}, False),
        ("!(self.o in self.os)", {"o": {}, "os": [{"x": None}]}, False),
        ("self.o == self.os[0]", {"o": {}, "os": [{"x": None}]}, True),
        ("self.o != self.os[0]", {"o": {}, "os": [{"x": None}]}, False),
        ("int(self.s) == 12", {"s": "12"}, True),
        ("int(self.d) == 2", {"d": 2.9}, True),
        ("int(timestamp(self.s)) == 60", {"s": "1970-01-01T00:01:00Z"}, True),
        ("double(self.s) == 1.5", {"s": "1.5"}, True),
        ("double(self.a) == 2.0", {"a": 2}, True),
        ("string(self.a) == '2'", {"a": 2}, True),
        ("string(self.a > 1) == 'true'", {"a": 2}, True),
        ("string(self.s) == 'x'", {"s": "x"}, True),
        ("timestamp(self.a) == timestamp(60)", {"a": 60}, True),
        ("self.l.filter(i, i > 1) == [2]", {"l": [1, 2]}, True),
        ("((self.a > 0 || self.b > 0) && self.a > 5) == (self.f == 'x')", {"b": 0}, True),
        ("(self.a > 5 && (self.b > 0 || self.a > 0)) == (self.f == 'x')", {"b": 0}, True),
        ("self.r['p'] != 1", {"r": {"p": None}}, False),
        ("2 in self.e", {"e": [2]}, True),
        ("-self.a > 0", {"a": -(2**63)}, False),
        ("-self.a > 0", {"a": -(2**63) + 1}, True),
        ("self.a + 1 > 0", {"a": 2**63 - 1}, False),
        ("self.a * 2 > 0", {"a": 2**62}, False),
        ("self.d / 4.0 == 0.5", {"d": 2}, True),
        ("(self.d + 1.0) * 2.0 == 6.0", {"d": 2}, True),
        ("self.a / 3 == 2 && self.a % 3 == 1", {"a": 7}, True),
        ("self.a == 2 && self.a / 2 == 1", {"a": 2.0}, True),
        ("self.l[0] == 9 && self.l[size(self.l) - 1] == 7", {"l": [9, 7]}, True),
        ("self.l[-1] == 7", {"l": [9, 7]}, False),
        ("self.m['p'] == 1", {"m": {}}, False),
        ("self.r['p'] == 1", {"r": {"p": None}}, False),
        ("1 / self.a == 1 || self.b == 1", {"a": 0}, True),
        ("self.b == 1 || 1 / self.a == 1", {"a": 0}, True),
        ("1 / self.a == 1 && self.b == 2", {"a": 0}, False),
        ("self.l.exists(i, 1 / i == 1)", {"l": [0, 1]}, True),
        ("!self.l.all(i, 1 / i == 1)", {"l": [0, 5]}, True),
    ],
)  # fmt: skip
def test_an_operator_means_the_same_in_any_company(rule: str, changes: dict[str, Any], expected: bool) -> None:
    """What stands beside, around or before an operator changes nothing of what it says, nor do nulls and spellings."""
    thing: Json = {"type": "object", "properties": {"x": {"type": ["integer", "null"]}}}
    more: dict[str, Json] = {
        "n": {"type": "array", "items": {"type": ["integer", "null"]}},
        "r": {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
        "k": {"type": "array", "items": {"type": ["integer", "null"]}},
        "d": {"type": "number"},
        "e": {"type": "array", "items": {"type": "number"}},
        "s": {"type": "string"},
        "o": thing,
        "os": {"type": "array", "items": thing},
    }
    schema: dict[str, Json] = {
        "type": "object",
        "required": [*MEMBERS, *more],
        "properties": {**MEMBERS, **more},
        "x-validations": [{"id": "it", "message": "It holds.", "rule": rule}],
    }
    functions = rule_functions(schema)
    good: dict[str, Any] = {"f": "y", "a": 1, "b": 1, "l": [9], "m": {"k": 1}, "n": [], "r": {}, "d": 1.5}
    good |= {"k": [], "e": [], "s": "", "o": {}, "os": []}

    assert functions["it"]({**good, **changes}) is expected


@pytest.mark.parametrize(
    ("rule", "question"),
    [
        ("(!(!(self.a > 0))) == (self.f == 'x')", "(doc['a'] > 0) != (doc['f'] == 'x')"),
        ("(self.a < 2) == (self.b < 2)", "(doc['a'] < 2) != (doc['b'] < 2)"),
        ("timestamp(self.f == 'x' ? self.t : self.u) > timestamp(0)", "not timestamp_of_text(doc['t'] if doc['f'] == 'x' else doc['u']) > 0"),
        ("self.f.startsWith(self.f == 'x' ? 'a' : 'b')", "not doc['f'].startswith('a' if doc['f'] == 'x' else 'b')"),
        ("(self.f == 'x' ? self.f : self.t).contains('a')", "not 'a' in (doc['f'] if doc['f'] == 'x' else doc['t'])"),
        ("(self.f + 'q').contains('a')", "not 'a' in doc['f'] + 'q'"),
        ("(self.f + 'q').endsWith('a')", "not (doc['f'] + 'q').endswith('a')"),
        ("size(self.f + 'a') == 2", "len(doc['f'] + 'a') != 2"),
        ("double(self.a) in self.e", "float(as_int(doc['a'])) not in map(float, doc['e'])"),
        ("self.d in [1.0, 2.0]", "float(doc['d']) not in map(float, [1.0, 2.0])"),
        ("self.t in ['p', 'q', 'r', 's']", "doc['t'] not in {'p', 'q', 'r', 's'}"),
        ("self.t in ['p', 'q']", "doc['t'] not in ('p', 'q')"),
        ("self.t in ['p']", "doc['t'] not in ('p',)"),
        ("!self.l.exists_one(i, i > 0) == (self.a == 1)", "(sum(1 for i in doc['l'] if i > 0) != 1) != (doc['a'] == 1)"),
        ("self.a + self.b * 2 == 3", "int64(as_int(doc['a']) + int64(as_int(doc['b']) * 2)) != 3"),
        ("self.a - (self.b - 1) == 1", "int64(as_int(doc['a']) - int64(as_int(doc['b']) - 1)) != 1"),
        ("self.d - (self.d - 1.0) == 1.0", "float(doc['d']) - (float(doc['d']) - 1.0) != 1.0"),
        ("2 in self.e", "2.0 not in map(float, doc['e'])"),
        ("((self.a > 0 && self.b > 0) || self.a > 5) == (self.f == 'x')", "(doc['a'] > 0 and doc['b'] > 0 or doc['a'] > 5) != (doc['f'] == 'x')"),
        ("self.l[0] == 9", "doc['l'][0] != 9"),
        ("self.n.all(i, i != null)", "i is None"),
        ("self.d > 1", "not doc['d'] > 1"),
        ("double(self.d) > 1.0", "not doc['d'] > 1.0"),
        ("self.l == [9]", "doc['l'] != [9]"),
        ("size(self.l) + 1 == 2", "len(doc['l']) + 1 != 2"),
        ("timestamp(self.t) + duration('1s') > timestamp(0)", "not within_time(timestamp_of_text(doc['t']) + 1000000000) > 0"),
        ("self.n.exists(i, i != null) == (self.a == 1)", "any(i is not None for i in doc['n']) != (doc['a'] == 1)"),
        ("(self.f == 'x' ? self.l : [self.a]).exists_one(i, i == 9)", "sum(1 for i in (doc['l'] if doc['f'] == 'x' else [doc['a']]) if i == 9) != 1"),
        ("self.f.contains('a') == (self.a == 1)", "('a' in doc['f']) != (doc['a'] == 1)"),
        ("self.e.sum() > self.d", "not sum_of_doubles(doc['e']) > float(doc['d'])"),
        ("[self.a].min() == 1", "min([doc['a']]) != 1"),
        ("self.e.min() == 1.0", "min(list(map(float, doc['e']))) != 1.0"),
        ("[1.5, double(self.a)].isSorted()", "not is_sorted([1.5, float(as_int(doc['a']))])"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_a_person_would_write_it(rule: str, question: str) -> None:
    """No conversion of what is right already, no parentheses that do nothing, and none missing."""
    more: dict[str, Json] = {
        **{name: {"type": "string", "format": "date-time"} for name in "tu"},
        "d": {"type": "number"},
        "e": {"type": "array", "items": {"type": "number"}},
        "n": {"type": "array", "items": {"type": ["integer", "null"]}},
    }
    schema: dict[str, Json] = {
        "type": "object",
        "required": [*MEMBERS, *more],
        "properties": {**MEMBERS, **more},
        "x-validations": [{"id": "it", "message": "It holds.", "rule": rule}],
    }
    (checked,) = rules_of(schema)
    lines = [line.strip() for line in compile_rule(checked, Parts(), name="it").source.splitlines()]

    assert [line for line in lines if line.startswith("if ")] == [f"if {question}:"] * 2


def test_a_filter_names_its_items_once() -> None:
    """A variable is not assigned to itself where a filter and the loop after it call it the same."""
    rule = "self.l.filter(i, i != 5).filter(k, k != 6).all(i, i > 0)"
    (checked,) = rules_of({**STEPS, "x-validations": [{"id": "it", "message": "It holds.", "rule": rule}]})
    source = compile_rule(checked, Parts(), name="it").source

    assert "k = i" in source
    assert "i = i" not in source


def test_what_has_a_name_is_worked_out_once() -> None:
    """A name of `let` is a variable of the function, read wherever the name stands."""
    entry: dict[str, Json] = {"id": "it", "message": "It holds.", "let": {"rest": "size(self.f) % 3"}}
    (checked,) = rules_of({**STEPS, "x-validations": [{**entry, "rule": "rest == 1 || rest * 2 == 4"}]})
    source = compile_rule(checked, Parts(), name="it").source

    assert source.count("let_rest = ") == source.count("len(doc['f'])") == 2
    assert source.count("let_rest") > 4


@pytest.mark.parametrize(
    ("rule", "first", "without"),
    [
        ("!self.l.all(i, i > 9)", "for i in doc['l']:", "all("),
        ("!self.l.exists(i, self.a > 0 && i > 0)", "if doc['a'] > 0:", "any("),
        ("self.l.all(i, self.a > 0 || i > 0)", "if not doc['a'] > 0:", "all("),
    ],
)
def test_a_loop_asks_once_what_is_the_same_for_all_items(rule: str, first: str, without: str) -> None:
    """What does not depend on the item stands before the loop, and the loop ends with the item that decides."""
    (checked,) = rules_of({**STEPS, "x-validations": [{"id": "it", "message": "It holds.", "rule": rule}]})
    lines = [line.strip() for line in compile_rule(checked, Parts(), name="it").source.splitlines()]

    assert lines[1] == first
    assert not any(without in line for line in lines)
