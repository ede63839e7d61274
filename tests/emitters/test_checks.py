"""What descriptors and signatures say of checks follows the description, and what is left out is told once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from checks.compiled import operation, service_of
from specwright.checks import compile_checks
from specwright.emitters.checked import Checked, only_type
from specwright.emitters.checks import emit_checks, unchecked, unchecked_problems
from specwright.emitters.rule_places import merged, placed
from specwright.model.config import Config
from specwright.model.types import Json

Emit = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ({"type": "string"}, ("string", True)),
        ({"type": "string", "description": "d", "x-unit": "kg", "default": "a"}, ("string", True)),
        ({"type": "integer", "minimum": 1}, ("integer", False)),
        ({"type": "string", "format": "date-time"}, ("string", False)),
        ({"type": ["string", "null"]}, ("", False)),
        ({"type": "array", "items": {"type": "number"}}, ("[number]", False)),
        ({"type": "array", "items": {"type": "object"}}, ("", False)),
        ({"type": "array"}, ("", False)),
        ({"$ref": "#/$defs/Word"}, ("string", True)),
        ({"$ref": "#/$defs/Word", "maxLength": 3}, ("", False)),
        ({"$ref": "#/$defs/Nothing"}, ("", False)),
        ({"$ref": "#/$defs/Loop"}, ("", False)),
        ({"enum": ["a"]}, ("", False)),
        ({}, ("", False)),
        (True, ("", False)),
    ],
)
def test_the_only_type_of_a_schema(definition: Json, expected: tuple[str, bool]) -> None:
    """A type stands alone where no other word asks for anything; references that stand alone are followed."""
    schemas: dict[str, Json] = {"Word": {"type": "string"}, "Loop": {"$ref": "#/$defs/Loop"}}

    assert only_type(definition, service_of(schemas=schemas).schemas) == expected


@pytest.mark.parametrize(
    ("definition", "is_asked"),
    [(True, False), ({}, False), ({"description": "d"}, False), ({"type": "object"}, True), (False, True)],
)
def test_what_asks_for_nothing_has_no_check(definition: Json, is_asked: bool) -> None:
    """A body that may be anything does not make the client import its checks."""
    sending = operation("send", body=definition)
    whole = service_of(sending)
    checked = Checked(whole, compile_checks(whole, has_responses=False))

    assert sending.body is not None
    assert checked.has_body_check(sending, sending.body.media_types[0]) is is_asked


def test_what_cannot_be_checked_is_told_once(config: Config) -> None:
    """One reason that costs several checks is one warning, which names some of them; the page and README name all."""
    sending = [operation(name, body={"$ref": "#/$defs/Odd"}) for name in "abcde"]
    whole = service_of(*sending, schemas={"Odd": {"pattern": r"\p{L}"}})
    checks = compile_checks(whole, has_responses=False, keep_going=True)

    (problem,) = unchecked_problems(checks)

    assert problem.what.startswith(
        "not checked before it is sent: a (body), b (body), c (body) and 2 more: the pattern"
    )
    assert unchecked(checks) == [f"{name} (body)" for name in "abcde"]
    assert b"def check_" not in emit_checks(whole, config, checks)[0].content


RULED = """
openapi: 3.1.0
info: {title: Berths, version: "1"}
servers: [{url: https://berths.test}]
paths:
  /berths:
    post:
      operationId: createBerth
      tags: [berths]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Stay"}}}}
      responses: {"204": {description: Done.}}
  /berths/{berthId}:
    parameters: [{name: berthId, in: path, required: true, schema: {type: string}}]
    patch:
      operationId: changeBerth
      tags: [berths]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Stay"}}}}
      responses: {"204": {description: Done.}}
components:
  schemas:
    Stay:
      type: object
      required: [ship]
      properties: {ship: {type: string}, old: {type: string}}
      x-validations:
        - {id: same-ship, rule: self.ship == oldSelf.ship, message: The ship stays.}
"""


def test_only_a_change_takes_the_value_before(emit: Emit) -> None:
    """A rule about changes stands in the schema of both; the method that adds a berth has nothing to compare with."""
    text = emit(RULED)["library_client/resources/berths.py"]
    create, change = (text.partition(f"def {name}(")[2].partition(":\n")[0] for name in ("create", "change"))

    assert "old:" not in create
    assert "old: models.Stay | dicts.Stay | Unset = UNSET" in change


def test_a_client_without_rules_says_so(files: dict[str, str]) -> None:
    """The page of a client whose description has no rules is there, and the README leads to it."""
    assert "The description has no rules" in files["RULES.md"]
    assert "[RULES.md](RULES.md)" in files["README.md"]


def test_checks_are_part_of_the_package(package: ModuleType) -> None:
    """The module can be used by itself: its functions take plain JSON."""
    checks: Any = package.checks

    assert checks.BODIES.keys() >= {"replaceBook"}
    assert all(inspect.isfunction(check) for kinds in checks.BODIES.values() for check in kinds.values())
    assert "checks" in package.__all__


@pytest.mark.parametrize(
    ("document", "pointer", "expected"),
    [
        ({"a": 1}, "", "x"),
        ({"a": 1}, "/a", {"a": "x"}),
        ({"a": [1, 2]}, "/a/0", {"a": ["x", 2]}),
        ({}, "/a/0/b", {"a": [{"b": "x"}]}),
        ({}, "/a~1b/c~0", {"a/b": {"c~": "x"}}),
        (None, "/path/id", {"path": {"id": "x"}}),
    ],
)
def test_an_example_is_put_into_a_request(document: Json, pointer: str, expected: Json) -> None:
    """What leads to the place is made where the request's own example lacks it."""
    assert placed(document, pointer, "x") == expected


def test_merge_patches_remove_and_replace() -> None:
    """As RFC 7396 has it: null removes, objects merge, all else replaces."""
    assert merged({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": None}, "d": [2]}) == {"a": {"c": 2}, "d": [2]}
    assert merged([1], {"a": 1}) == {"a": 1}
    assert merged({"a": 1}, "x") == "x"
