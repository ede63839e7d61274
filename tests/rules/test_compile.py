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
