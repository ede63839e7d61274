"""What is written for a keyword where there are several ways to ask for the same: the one that costs least."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import pytest

from checks.compiled import body_service, judge, module_of, operation, service_of
from specwright.model.types import Json


def written(schema: Json) -> dict[str, str]:
    """Give the statements of each function that a schema has, by name."""
    tree = ast.parse(judge(schema).source)
    kinds = ("_is_", "_find_", "_items_", "_members_")
    return {
        node.name: "\n".join(map(ast.unparse, node.body))
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith(kinds)
    }


def verdict(schema: Json) -> str:
    """Give the statements that ask for the verdict on a value."""
    return written(schema)["_is_schema"].removesuffix("return True").rstrip()


ACCEPTING: list[Json] = [
    {"prefixItems": [True]},
    {"items": {}},
    {"contains": False, "minContains": 0},
    {"uniqueItems": False},
    {"unevaluatedItems": True},
    {"properties": {"a": True}},
    {"patternProperties": {"^a": True}},
    {"additionalProperties": {}, "properties": {"a": {}}},
    {"propertyNames": True},
    {"dependentRequired": {"a": []}},
    {"dependentSchemas": {"a": True}},
    {"unevaluatedProperties": {}},
    {"minLength": 0, "minItems": 0.0, "minProperties": 0},
    {"allOf": [{}, True]},
    {"anyOf": [{"type": "null"}, True]},
    {"if": {"type": "null"}},
    {"then": False, "else": False},
]


@pytest.mark.parametrize("schema", ACCEPTING)
def test_what_accepts_everything_is_not_asked(schema: Json) -> None:
    """A keyword that can refuse nothing leaves no statement behind."""
    assert written(schema) == {"_is_schema": "return True", "_find_schema": "pass"}


def test_an_alternative_that_is_one_comparison_needs_no_function() -> None:
    """The verdict of a schema that asks for one type stands where it is needed."""
    schema: Json = {"anyOf": [{"type": "string"}, {"type": "boolean"}], "items": {"type": "object"}}

    assert list(written(schema)) == ["_is_schema", "_find_schema"]
    assert "not (isinstance(value, str) or isinstance(value, bool))" in verdict(schema)


def test_what_judges_no_members_is_not_asked_for_them() -> None:
    """Who collects the members that were judged calls no function that would find none."""
    schema: dict[str, Json] = {"allOf": [{"type": "object"}, {"$ref": "#/$defs/Two"}], "unevaluatedProperties": False}
    two: Json = {"minProperties": 2, "not": {"required": ["a"]}}

    assert written({**schema, "$defs": {"Two": two}})["_members_schema"] == "judged: set[str] = set()\nreturn judged"


def test_a_part_is_judged_in_place() -> None:
    """A member or an item whose schema applies no further ones is judged where its value is taken."""
    schema: Json = {"properties": {"a": {"type": "string", "maxLength": 2}}, "items": {"enum": ["a", "b"]}}

    assert list(written(schema)) == ["_is_schema", "_find_schema"]


def test_no_place_is_kept_where_none_is_told() -> None:
    """A verdict goes through items without counting them; who looks for violations counts from the first of its own."""
    schema: Json = {"prefixItems": [True], "items": {"type": "string"}}

    assert "for item in value[1:]:" in written(schema)["_is_schema"]
    assert "for index, item in enumerate(value[1:], 1):" in written(schema)["_find_schema"]
    assert "for item in value:" in written({"items": {"type": "string"}})["_is_schema"]
    assert "in enumerate(value):" in written({"items": {"type": "string"}})["_find_schema"]


@pytest.mark.parametrize(
    ("schema", "statements"),
    [
        (
            {"type": "string"},
            ["member = value.get('a')", "if not isinstance(member, str):", "    return False"],
        ),
        (
            {"type": ["string", "null"]},
            [
                "member = value.get('a', ABSENT)",
                "if member is ABSENT:",
                "    return False",
                "if member is not None:",
                "    if not isinstance(member, str):",
                "        return False",
            ],
        ),
    ],
)
def test_a_required_member_is_looked_up_once(schema: Json, statements: list[str]) -> None:
    """Where null is refused, absence is refused with it; where it is not, absence is told apart while it is looked up."""
    whole: Json = {"type": "object", "required": ["a"], "properties": {"a": schema}}

    assert verdict(whole).splitlines() == ["if not isinstance(value, OBJECT):", "    return False", *statements]


@pytest.mark.parametrize(
    ("schema", "statements"),
    [
        (
            {"type": ["string", "null"]},
            [
                "member = value.get('a')",
                "if member is not None:",
                "    if not isinstance(member, str):",
                "        return False",
            ],
        ),
        (
            {"maximum": 1},
            [
                "member = value.get('a')",
                "if member is not None:",
                "    if is_number(member):",
                "        if member > 1:",
                "            return False",
            ],
        ),
        (
            {"type": "string"},
            [
                "member = value.get('a', ABSENT)",
                "if member is not ABSENT:",
                "    if not isinstance(member, str):",
                "        return False",
            ],
        ),
    ],
)
def test_an_optional_member_is_looked_up_once(schema: Json, statements: list[str]) -> None:
    """Where null is accepted it stands for absence, and is asked for once; where it is not, absence has its own sign."""
    whole: Json = {"type": "object", "properties": {"a": schema}}

    assert verdict(whole).splitlines() == ["if not isinstance(value, OBJECT):", "    return False", *statements]


@pytest.mark.parametrize(
    ("schema", "statement"),
    [
        ({"const": "a"}, "if value != 'a':"),
        ({"const": 1.5}, "if not is_number(value) or value != 1.5:"),
        ({"const": None}, "if value is not None:"),
        ({"const": [1]}, "if comparable(value) != _VALUES_1:"),
        ({"enum": []}, "if True:"),
        ({"enum": ["a"]}, "if value != 'a':"),
        ({"enum": ["a", "b"]}, "if not (isinstance(value, str) and value in _VALUES_1):"),
        ({"enum": ["a", None]}, "if value is not None and (not (isinstance(value, str) and value in _VALUES_1)):"),
        ({"enum": [1, 2]}, "if not is_any_of(value, _VALUES_1):"),
    ],
)
def test_values_are_compared_in_the_shortest_way(schema: Json, statement: str) -> None:
    """Nothing is not looked for, one value is compared, texts are looked up, and only the rest is made comparable."""
    assert verdict(schema) == f"{statement}\n    return False"


def test_a_text_among_texts_is_looked_up_alone() -> None:
    """Where the type is known to be a text, nobody asks for it twice."""
    assert "if value not in _VALUES_1:" in verdict({"type": "string", "enum": ["a", "b"]})


def test_one_type_is_asked_for_once() -> None:
    """Keywords of the only type stand behind the question for it; those of one among several each have their own."""
    assert verdict({"type": "string", "minLength": 1}) == (
        "if not isinstance(value, str):\n    return False\nif len(value) < 1:\n    return False"
    )
    assert "if isinstance(value, str):" in verdict({"type": ["string", "object"], "minLength": 1})


def test_a_closed_object_is_judged_by_its_names_at_once() -> None:
    """A verdict compares all names with those that are allowed, and asks of none of them twice."""
    schema: Json = {"required": ["a"], "properties": {"a": {"type": "null"}}, "additionalProperties": False}

    assert "if not value.keys() <= _NAMES_1:\n        return False" in verdict(schema)
    assert "'a' not in value" not in verdict(schema)
    assert "for name in value.keys() - _NAMES_1:" in written(schema)["_find_schema"]


def test_a_set_of_no_names_has_a_type() -> None:
    """An empty set says what could be in it, as a type checker cannot see it from its items."""
    assert " = frozenset[str]()" in judge({"additionalProperties": False}).source
    assert " = frozenset({'a'})" in judge({"properties": {"a": True}, "additionalProperties": False}).source


@pytest.mark.parametrize(("keyword", "type_"), [("unevaluatedItems", "array"), ("unevaluatedProperties", "object")])
def test_null_is_told_apart_before_what_is_left_is_looked_at(keyword: str, type_: str) -> None:
    """Where null is allowed a type checker remembers it, so it is asked for once more; where it is not, nobody asks."""
    look = f"isinstance(value, {'ARRAY' if type_ == 'array' else 'OBJECT'}):"

    assert f"\nif value is not None and {look}" in verdict({"type": [type_, "null"], keyword: False})
    assert f"\nif {look}" in verdict({"type": type_, keyword: False})
    assert "is not None" not in verdict({"type": type_, keyword: False}) + verdict({keyword: False})


BOX: dict[str, Json] = {
    "type": "object",
    "required": ["low"],
    "properties": {"low": {"type": "integer"}},
    "x-validations": [{"id": "low", "rule": "self.low > 0", "message": "Low."}],
}


def walk(body: Json, kind: str) -> str:
    """Give the functions of one kind that lead from a body to the rules of boxes."""
    text = module_of(body_service(body, schemas={"Box": BOX}))[0].text
    return "\n".join(part for part in text.split("\n\n\n") if part.startswith(f"def _{kind}_"))


def test_a_rule_that_stands_alone_is_judged_in_place() -> None:
    """Where nothing but one rule is asked of a member, it is called at once, and null is asked for once."""
    verdict_on_member = walk({"type": "object", "properties": {"a": {"$ref": "#/$defs/Box"}}}, "holds")
    verdict_on_items = walk({"type": "array", "items": {"$ref": "#/$defs/Box"}}, "holds")

    assert verdict_on_member.count("def ") == verdict_on_items.count("def ") == 1
    assert "        if member is not None and not _rule_low(member):" in verdict_on_member
    assert "            if item is not None and not _rule_low(item):" in verdict_on_items


def test_a_schema_that_must_hold_is_not_asked_for_again() -> None:
    """Rules are judged of valid values, so only alternatives are asked whether they hold."""
    parts: list[Json] = [{"$ref": "#/$defs/Box"}, {"type": "object"}]
    all_of: Json = {"allOf": parts}
    any_of: Json = {"anyOf": parts}

    assert "_is_Box" not in walk(all_of, "holds") + walk(all_of, "places")
    assert "if _is_Box(value) and" in walk(any_of, "holds")
    assert "if _is_Box(value):" in walk(any_of, "places")


def test_old_members_are_looked_for_where_there_are_any() -> None:
    """A walk that takes no member of a value takes none of the value before."""
    assert "before" not in walk({"type": "array", "items": {"$ref": "#/$defs/Box"}}, "places")
    assert "before.get('a')" in walk({"type": "object", "properties": {"a": {"$ref": "#/$defs/Box"}}}, "places")


def test_a_module_without_rules_has_no_table() -> None:
    """A list of no rules, or a member whose name is that of the keyword, is no rule."""
    bodies: list[Json] = [
        {"type": "object", "properties": {"x-validations": {"type": "string"}}},
        {"type": "string", "x-validations": []},
    ]
    modules = [module_of(body_service(body))[0] for body in bodies]

    assert ["broken_rules" in module.text for module in modules] == [False, False]
    assert [check.has_rules for module in modules for check in module.checks] == [False, False]


def test_a_body_that_is_a_reference_has_no_function_of_its_own() -> None:
    """What only refers to a schema is judged by that schema's functions, however many references lead there."""
    service = service_of(
        operation("one", body={"$ref": "#/$defs/Item"}),
        operation("two", body={"$ref": "#/$defs/Alias"}),
        schemas={"Item": {"type": "integer", "minimum": 1}, "Alias": {"$ref": "#/$defs/Item", "title": "Item"}},
    )
    text = module_of(service)[0].text

    assert [line.split("(")[0] for line in text.splitlines() if line.startswith(("def _is_", "def _find_"))] == [
        "def _is_Item",
        "def _find_Item",
    ]


class OneLook(list[Any]):
    """A list whose first item is all that may be looked at."""

    def __iter__(self) -> Iterator[Any]:
        yield self[0]
        raise AssertionError("the second item was looked at")


def test_one_that_is_contained_is_enough() -> None:
    """Who asks for one matching item looks no further than the first that matches."""
    assert judge({"contains": {"const": 1}}).verdict(OneLook([1, 2]))
    assert judge({"contains": {"const": 1}, "minContains": 1}).verdict(OneLook([1, 2]))


@pytest.mark.parametrize(
    ("schema", "heads"),
    [
        ({"additionalProperties": {"type": "null"}}, ["for name, member in value.items():", "for member in value.values():"]),
        ({"propertyNames": {"maxLength": 3}}, ["for name in value:"] * 2),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "unevaluatedProperties": False}, ["for name in value:"] * 2),
    ],
)  # fmt: skip
def test_a_loop_names_what_its_body_reads(schema: Json, heads: list[str]) -> None:
    """Type checkers complain of a loop variable that nobody reads, so a loop over members has none."""
    functions = written(schema)
    lines = [line.strip() for name in ("_find_schema", "_is_schema") for line in functions[name].splitlines()]

    assert [line for line in lines if line.startswith("for ") and "value" in line] == heads
