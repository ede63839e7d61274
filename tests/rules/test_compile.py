"""Holds compiled rules: when they hold, where they do not, and how the written Python looks."""

from __future__ import annotations

import ast
import keyword
import re
from typing import Any, Final

import pytest

from rules.compiled import module, rule_functions, rules_of
from specwright.model.types import Json
from specwright.rules.compile import compile_rule
from specwright.rules.emit_expressions import Parts
from specwright.rules.inline import inline

EVENT: Final[dict[str, Json]] = {
    "type": "object",
    "required": ["type", "place"],
    "properties": {
        "type": {"enum": ["Load", "Deliver", "Release", "Return"]},
        "start": {"type": ["string", "null"], "format": "date-time"},
        "place": {"type": "object", "properties": {"code": {"type": ["string", "null"]}}},
    },
}
ORDER: Final[dict[str, Json]] = {
    "type": "object",
    "required": ["flow", "boxes"],
    "properties": {
        "flow": {"enum": ["Import", "Export"]},
        "booking": {"type": ["string", "null"]},
        "weight": {"type": "number"},
        "a/b": {"type": "object", "additionalProperties": {"type": "integer"}},
        "boxes": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["events"],
                "properties": {
                    "number": {"type": ["string", "null"]},
                    "events": {"type": "array", "items": EVENT},
                },
            },
        },
    },
}
RULES: Final[dict[str, dict[str, Json]]] = {
    "number-required": {"when": "self.flow == 'Import'", "rule": "self.boxes.all(b, has(b.number))"},
    "number-valid": {
        "after": ["number-required"],
        "rule": "self.boxes.all(b, !has(b.number) || isIso6346(b.number))",
        "fieldPath": ".boxes[].number",
    },
    "events-of-flow": {
        "let": {"wanted": "self.flow == 'Import' ? ['Load', 'Deliver'] : ['Release', 'Return']"},
        "rule": "self.boxes.all(b, size(b.events) == 2 && wanted.all(w, b.events.exists_one(e, e.type == w)))",
    },
    "start-required": {
        "when": "self.flow == 'Import'",
        "rule": "self.boxes.all(b, b.events.filter(e, e.type == 'Deliver').all(e, has(e.start)))",
    },
    "dates-in-order": {
        "let": {"rank": "{'Load': 0, 'Deliver': 1, 'Release': 2, 'Return': 3}"},
        "rule": (
            "self.boxes.all(b, b.events.all(x, b.events.all(y, !has(x.start) || !has(y.start) || "
            "rank[x.type] >= rank[y.type] || timestamp(x.start) <= timestamp(y.start))))"
        ),
        "fieldPath": ".boxes[].events",
    },
    "booking-on-export": {"when": "self.flow == 'Export'", "rule": "has(self.booking) && self.booking != ''"},
    "same-flow": {"rule": "self.flow == oldSelf.flow"},
    "same-count": {"rule": "size(self.boxes) == size(oldSelf.boxes)"},
    "light": {"when": "has(self.weight)", "rule": "self.weight <= 30.5"},
    "whole": {"when": "has(self.weight)", "rule": "int(self.weight) % 2 == 0"},
    "no-empty-place": {"rule": "!self.boxes.exists(b, b.events.exists(e, has(e.place.code) && e.place.code == ''))"},
    "small-values": {"when": "has(self.`a/b`)", "rule": "self.`a/b`.all(k, self.`a/b`[k] < 10)"},
}


def schema(*ids: str) -> dict[str, Json]:
    """Write the schema with some of the rules, or all."""
    chosen = {id_: rule for id_, rule in RULES.items() if not ids or id_ in ids}
    return {**ORDER, "x-validations": [{"id": id_, "message": "It holds.", **rule} for id_, rule in chosen.items()]}


def document(**changes: Any) -> dict[str, Any]:
    """Write an order that all rules accept, with changes."""
    events: list[dict[str, Any]] = [
        {"type": "Load", "start": "2026-01-01T08:00:00Z", "place": {}},
        {"type": "Deliver", "start": "2026-01-01T10:00:00+01:00", "place": {"code": "X"}},
    ]
    boxes: list[dict[str, Any]] = [
        {"number": "CSQU3054383", "events": events},
        {"number": "TOLU4734787", "events": events},
    ]
    return {"flow": "Import", "boxes": boxes, **changes}


def box(**changes: Any) -> dict[str, Any]:
    """Write a box that all rules accept, with changes."""
    return {**document()["boxes"][0], **changes}


def event(type_: str, start: str | None = None, **place: Any) -> dict[str, Any]:
    """Write an event."""
    return {"type": type_, "place": place, **({"start": start} if start else {})}


LATE: Final = [event("Load", "2026-01-02T00:00:00Z"), event("Deliver", "2026-01-01T00:00:00Z")]
BREAKERS: Final[list[tuple[str, dict[str, Any], str]]] = [
    ("number-required", {"boxes": [box(), box(number=None)]}, "/boxes/1/number"),
    ("number-required", {"boxes": [{"events": box()["events"]}]}, "/boxes/0/number"),
    ("number-valid", {"boxes": [box(), box(number="CSQU3054384")]}, "/boxes/1/number"),
    ("events-of-flow", {"boxes": [box(), box(events=[box()["events"][1]])]}, "/boxes/1/events"),
    ("events-of-flow", {"boxes": [box(events=[event("Load"), event("Load")])]}, "/boxes/0/events"),
    ("start-required", {"boxes": [box(), box(events=[event("Load"), event("Deliver")])]}, "/boxes/1/events/1/start"),
    ("dates-in-order", {"boxes": [box(), box(events=LATE)]}, "/boxes/1/events"),
    ("booking-on-export", {"flow": "Export"}, "/booking"),
    ("booking-on-export", {"flow": "Export", "booking": ""}, "/booking"),
    ("light", {"weight": 31}, "/weight"),
    ("whole", {"weight": 3.5}, "/weight"),
    ("whole", {"weight": 1e300}, "/weight"),
    ("no-empty-place", {"boxes": [box(), box(events=[event("Load", code="")])]}, "/boxes/1/events/0/place/code"),
    ("small-values", {"a/b": {"k": 1, "x~/y": 10}}, "/a~1b/x~0~1y"),
]


@pytest.mark.parametrize(("id_", "changes", "pointer"), BREAKERS)
def test_a_rule_names_the_first_place_that_breaks_it(id_: str, changes: dict[str, Any], pointer: str) -> None:
    """The rule holds for the document and not for the changed one, and points at what is wrong there."""
    functions = rule_functions(schema())

    assert functions[id_](document()) is True
    assert functions[id_](document(**changes)) is False
    assert functions[f"{id_}@"](document(**changes)) == pointer


def test_a_transition_rule_compares_with_the_old_value() -> None:
    """It takes two documents."""
    functions = rule_functions(schema("same-flow", "same-count"))
    new, old = document(), document(flow="Export")

    assert [functions["same-flow"](new, new), functions["same-flow"](new, old)] == [True, False]
    assert functions["same-flow@"](new, old) == "/flow"
    assert functions["same-count"](new, document(boxes=[])) is False


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        # An error in the rule counts as violated, unless the other operand decides.
        ("1 / self.n == 1", {"n": 0}, False),
        ("1 / self.n == 1 || self.n == 0", {"n": 0}, True),
        ("self.n == 0 || 1 / self.n == 1", {"n": 0}, True),
        ("!(1 / self.n == 1)", {"n": 0}, False),
        ("!(1 / self.n == 1 && self.n != 0)", {"n": 0}, True),
        ("self.n + 1 > 0", {"n": 2**63 - 1}, False),
        ("[1, 2][self.n] == 1", {"n": -1}, False),
        ("[1, 2][self.n] == 1", {"n": 0.0}, True),
        ("self.n / 2 == 1", {"n": 3.0}, True),
        ("string(self.n) == '3'", {"n": 3.0}, True),
        ("self.n > 2", {"n": 10**400}, True),
        ("self.n + 0 > 2", {"n": 10**400}, False),
        ("[1, 0].all(x, self.n / x == self.n)", {"n": 1}, False),
        ("[0, 1].all(x, x == self.n / x)", {"n": 2}, False),
        ("[0, 2].exists(x, x == 4 / x && self.n > 0)", {"n": 1}, True),
    ],
)
def test_an_evaluation_that_fails_counts_as_violated(rule: str, value: Any, expected: bool) -> None:
    """No document makes a rule raise."""
    shape: dict[str, Json] = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}
    functions = rule_functions({**shape, "x-validations": [{"id": "r", "rule": rule, "message": "It holds."}]})

    assert functions["r"](value) is expected
    assert isinstance(functions["r@"](value), str)


@pytest.mark.parametrize(
    ("when", "rule", "value", "expected"),
    [
        ("self.n > 1", "self.n > 2", 2, False),
        ("self.n > 1", "self.n > 2", 1, True),
        # What CEL says of !(when) || rule, where `when` ends in an error.
        ("1 / self.n == 1", "self.n == 0", 0, True),
        ("1 / self.n == 1", "self.n == 1", 0, False),
    ],
)
def test_a_condition_limits_its_rule(when: str, rule: str, value: int, expected: bool) -> None:
    """The whole means !(when) || rule, with CEL's errors."""
    shape: dict[str, Json] = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}
    entry: Json = {
        "id": "r",
        "when": when,
        "let": {"m": "self.n"},
        "rule": rule.replace("self.n", "m"),
        "message": "It holds.",
    }

    assert rule_functions({**shape, "x-validations": [entry]})["r"]({"n": value}) is expected


@pytest.mark.parametrize(
    ("let", "rule", "value", "expected"),
    [
        ({"limit": "self.n * 2"}, "limit > 3", 2, True),
        ({"a": "self.n + 1", "b": "a * 2"}, "b == 6", 2, True),
        ({"known": "[1, 2, 3]"}, "self.n in known", 2, True),
        ({"known": "[1, 2, 3]"}, "self.n in known", 4, False),
        ({"quotient": "4 / self.n"}, "self.n == 0 || quotient == 2", 0, True),
        ({"is_big": "self.n > 100"}, "!is_big", 2, True),
        ({"rank": "{'a': 1}", "n": "self.n"}, "rank['a'] < n", 2, True),
    ],
)
def test_a_name_of_let_stands_for_its_expression(let: dict[str, Json], rule: str, value: int, expected: bool) -> None:
    """It is evaluated where it is used, so an error counts only there."""
    shape: dict[str, Json] = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}
    entry: Json = {"id": "r", "let": let, "rule": rule, "message": "It holds."}

    assert rule_functions({**shape, "x-validations": [entry]})["r"]({"n": value}) is expected


def compiled_text() -> str:
    """Compile all rules into the text of a module."""
    parts = Parts()
    rules = rules_of(schema())
    sources = [compile_rule(rule, parts, name=f"rule_{index}").source for index, rule in enumerate(rules)]
    return module(parts, *sources)


def test_compiled_rules_need_the_standard_library_only() -> None:
    """Nothing of the generator is imported, and nothing is evaluated from text."""
    tree = ast.parse(compiled_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}

    assert imported <= {"__future__", "collections", "datetime", "functools", "re", "typing", "itertools"}
    assert called & {"eval", "exec", "compile", "__import__", "open"} == set()


def test_the_same_rules_compile_to_the_same_text() -> None:
    """Generated modules do not change by themselves."""
    assert compiled_text() == compiled_text()


@pytest.mark.parametrize(
    "name", ["class", "len", "doc", "old", "re", "match", "are_equal", "_x", "sum", "let_x", "None_"]
)
def test_a_variable_may_have_any_name(name: str) -> None:
    """What CEL calls a name hides nothing in Python."""
    rule = f"self.boxes.all({name}, size({name}.events) == 2 && isIso6346('CSQU3054383') && {name}.events == {name}.events)"
    entry: Json = {"id": "r", "rule": rule, "message": "It holds."}
    if keyword.iskeyword(name) and name not in ("class", "None"):
        raise AssertionError(name)

    assert rule_functions({**ORDER, "x-validations": [entry]})["r"](document()) is True


@pytest.mark.parametrize(
    "text", ["'); raise SystemExit('", 'a"b', "a\\", "a\nb", "\u2028", "{0}", "%s", "'''", "# noqa", "\x00"]
)
def test_no_text_becomes_code(text: str) -> None:
    """Texts of rules and property names come out as the literals that they are."""
    escaped = "".join(f"\\U{ord(letter):08x}" for letter in text)
    shape: dict[str, Json] = {"type": "object", "required": [text], "properties": {text: {"type": "string"}}}
    entry: Json = {"id": "r", "rule": f"self['{escaped}'] == '{escaped}'", "message": f"Not {text}"}
    functions = rule_functions({**shape, "x-validations": [entry]})

    assert [functions["r"]({text: text}), functions["r"]({text: "other"})] == [True, False]
    assert functions["r@"]({text: "other"}) == "/" + text.replace("~", "~0").replace("/", "~1")


def test_null_counts_as_absent_everywhere() -> None:
    """In has(), in comparisons of objects, in maps and their sizes."""
    shape: dict[str, Json] = {
        "type": "object",
        "required": ["a", "b", "m"],
        "properties": {
            "a": {"type": "object", "properties": {"x": {"type": ["string", "null"]}}},
            "b": {"type": "object", "properties": {"x": {"type": ["string", "null"]}}},
            "m": {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
        },
    }
    rules = {
        "has": "!has(self.a.x)",
        "equal": "self.a == self.b",
        "size": "size(self.m) == 1",
        "key": "!('k' in self.m)",
        "keys": "self.m.all(k, k == 'l' && self.m[k] == 1)",
    }
    entries: list[Json] = [{"id": id_, "rule": rule, "message": "It holds."} for id_, rule in rules.items()]
    functions = rule_functions({**shape, "x-validations": entries})
    value = {"a": {"x": None}, "b": {}, "m": {"k": None, "l": 1}}

    assert {id_: functions[id_](value) for id_ in rules} == dict.fromkeys(rules, True)


def test_the_prelude_brings_what_it_needs() -> None:
    """Each function can be copied by itself, with its constants and imports."""
    for name in ("timestamp_of_text", "is_iso6346", "is_currency", "absorbing_exists", "are_equal", "duration_of_text"):
        inlined = inline([name])
        names: dict[str, Any] = {}
        exec("\n".join(["from __future__ import annotations", *inlined.imports, inlined.source]), names)  # noqa: S102 - under test

        assert callable(names[name])
    assert not re.search(r"noqa|specwright", inline(["is_date_time", "timestamp_of_text", "year_of"]).source)
    with pytest.raises(KeyError):
        inline(["nothing"])


def test_old_items_are_found_by_their_keys() -> None:
    """Several properties make one key; an item without it is not found, and of two alike the first counts."""
    names: dict[str, Any] = {}
    inlined = inline(["items_by_key"])
    exec("\n".join(["from __future__ import annotations", *inlined.imports, inlined.source]), names)  # noqa: S102 - under test
    items = [
        {"a": 1, "b": "x", "n": 1},
        {"a": 1, "b": "x", "n": 2},
        {"a": None, "b": "y"},
        {"b": "z"},
        {"a": 2, "b": "x"},
    ]

    assert names["items_by_key"](items, "a", "b") == {(1, "x"): items[0], (2, "x"): items[4]}


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
