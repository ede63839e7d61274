"""How transition rules find the values before, and what of those is kept for them."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from checks.compiled import body_service, module_of, pairs
from specwright.model.types import Json


def rule(name: str, text: str, **more: Any) -> dict[str, Json]:
    """Write one rule."""
    return {"id": name, "rule": text, "message": f"{name} is broken.", **more}


def numbers(*names: str, **more: Any) -> dict[str, Json]:
    """Write an object of whole numbers."""
    return {"type": "object", "required": [*names], "properties": {name: {"type": "integer"} for name in names}, **more}


def rises(name: str) -> dict[str, Json]:
    """Write the rule that a number rises."""
    return rule(f"{name}-rises", f"self.{name} >= oldSelf.{name}")


def broken(body: dict[str, Json], value: Any, old: Any) -> list[tuple[str, str]]:
    """Give place and id of what is wrong, as the check tells it and as the transitions alone tell it."""
    _, names = module_of(body_service(body))
    found = pairs(names["TRANSITIONS"]["send"]["application/json"](value, old))

    assert pairs(names["check_send_body"](value, old=old)) == found
    return found


def shapes(body: dict[str, Json], **schemas: Json) -> list[Any]:
    """Read the shapes that a module holds: those for transitions alone are the last."""
    tree = ast.parse(module_of(body_service(body, schemas=schemas))[0].text)
    return [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id.startswith("_SHAPES")
        and node.value is not None
    ]


N = numbers("n", **{"x-validations": [rises("n")]})
M = numbers("m", **{"x-validations": [rises("m")]})


@pytest.mark.parametrize(
    ("body", "value", "old", "path"),
    [
        (N, {"n": 1}, {"n": 2}, "/n"),
        ({"allOf": [True, N]}, {"n": 1}, {"n": 2}, "/n"),
        ({"type": "object", "properties": {"a": N}}, {"a": {"n": 1}}, {"a": {"n": 2}}, "/a/n"),
        ({"type": "object", "additionalProperties": N}, {"a": {"n": 1}}, {"a": {"n": 2}, "b": 1}, "/a/n"),
        ({"type": "object", "properties": {"b": True}, "additionalProperties": N}, {"a": {"n": 1}}, {"a": {"n": 2}}, "/a/n"),
        ({"type": "array", "x-list-key": "n", "items": {"allOf": [N, M]}}, [{"n": 1, "m": 1}], [{"n": 1, "m": 2}], "/0/m"),
        ({"type": "array", "prefixItems": [True, N]}, [0, {"n": 1}], [0, {"n": 2}], "/1/n"),
        ({"type": "array", "prefixItems": [M], "items": numbers("n", "m"), "x-list-key": "n"}, [{"m": 1}], [{"m": 2}], "/0/m"),
        ({"type": "array", "prefixItems": [M], "items": {**N, **numbers("n", "m")}, "x-list-key": "n"}, [{"m": 1}], [{"m": 2}], "/0/m"),
        ({"type": "array", "prefixItems": [M], "items": N, "x-list-key": "n"}, [{"m": 1}], [{"m": 2}], "/0/m"),
        ({"anyOf": [{"type": "string"}, N]}, {"n": 1}, {"n": 2}, "/n"),
    ],
)  # fmt: skip
def test_a_value_before_is_found(body: dict[str, Json], value: Any, old: Any, path: str) -> None:
    """The value before stands at the same names, at the same place of a prefix, and in a list where the key is."""
    assert [found for found, _ in broken(body, value, old)] == [path]


def test_a_transition_rule_waits_for_others() -> None:
    """Judged alone, transition rules wait for those of their `after`, by way of plain ones as well."""
    body = numbers(
        "a",
        "b",
        "c",
        **{
            "x-validations": [
                rises("a"),
                rule("b-rises", "self.b >= oldSelf.b", after=["a-rises"]),
                rule("c-there", "self.c != 9", after=["b-rises"]),
                rule("c-rises", "self.c >= oldSelf.c", after=["c-there"]),
            ]
        },
    )

    assert broken(body, {"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 2}) == [("/a", "a-rises")]
    assert broken(body, {"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 2, "c": 2}) == [("/b", "b-rises")]
    assert broken(body, {"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 2}) == [("/c", "c-rises")]


LEAF = (None, -1, -1)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (numbers("n", "m", **{"x-validations": [rises("n")]}), (({"n": 1}, -1, -1), LEAF)),
        (
            {
                "type": "object",
                "required": ["l"],
                "properties": {"l": {"type": "array", "items": numbers("n")}},
                "x-validations": [rule("no-shorter", "size(self.l) >= size(oldSelf.l)")],
            },
            (({"l": 1}, -1, -1), LEAF),
        ),
        (
            {"type": "object", "properties": {"a": N, "b": numbers("n")}},
            (({"a": 1}, -1, -1), ({"n": 2}, -1, -1), LEAF),
        ),
        (
            {
                "type": "object",
                "properties": {
                    "l": {
                        "type": "array",
                        "x-list-key": "k",
                        "items": {**numbers("n", "k", "z"), "x-validations": [rises("n")]},
                    }
                },
            },
            (({"l": 1}, -1, -1), (None, -1, 2), ({"n": 3, "k": 4}, -1, -1), LEAF, LEAF),
        ),
        (
            {"type": "object", "properties": {"b": {"type": "object"}}, "additionalProperties": N},
            (({"b": -1}, 1, -1), ({"n": 2}, -1, -1), LEAF),
        ),
    ],
)
def test_no_more_is_kept_than_rules_look_at(body: dict[str, Json], kept: Any) -> None:
    """Of a value before, members are kept that are read, that lead to such, or that tell items apart; a list whole."""
    assert shapes(body)[-1] == kept


def test_what_is_compared_as_a_whole_has_one_shape() -> None:
    """A value that is reached in two ways, and compared as a whole on both, is cut down by one shape."""
    inner = numbers("n", **{"x-validations": [rises("n"), rule("same", "self == oldSelf")]})
    part: Json = {"type": "object", "required": ["c"], "properties": {"c": inner}}
    body: dict[str, Json] = {
        "type": "object",
        "required": ["a", "b"],
        "properties": {"a": {"$ref": "#/$defs/Part"}, "b": {"$ref": "#/$defs/Part"}},
        "x-validations": [rule("same-b", "self.b == oldSelf.b")],
    }

    assert shapes(body, Part=part)[-1] == (
        ({"a": 1, "b": 2}, -1, -1),
        ({"c": 3}, -1, -1),
        ({"c": 3}, -1, -1),
        ({"n": 4}, -1, -1),
        LEAF,
    )
