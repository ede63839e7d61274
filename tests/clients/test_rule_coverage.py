"""Every rule of a description stands everywhere it should: in the checks, in the documentation, behind `old`, in an error.

What is asked for is read off the description's YAML; what is there, off the client as it is installed.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

import soget_client
import transiteo_client
from clients.rules_page import CHECKS, rules
from specs.described import api as described
from specs.described import rules_below

APIS: Final = ("soget", "transiteo")
CLIENTS: Final[dict[str, ModuleType]] = {"soget": soget_client, "transiteo": transiteo_client}
METHODS: Final = frozenset({"get", "put", "post", "delete", "patch", "head"})


@dataclass(frozen=True)
class Wanted:
    """One rule of one request, as the description has it."""

    operation: str
    part: str
    id: str
    code: str
    is_assumed: bool
    is_transition: bool


def wanted(api: str) -> Iterator[Wanted]:
    """List the rules of all bodies and parameters."""
    for item, operation in operations(api):
        # What an operation says of a parameter wins over what its path says.
        listed = [*item.get("parameters", ()), *operation.get("parameters", ())]
        for parameter in {(each["in"], each["name"]): each for each in listed}.values():
            yield from _rules(operation["operationId"], "parameters", parameter.get("schema", {}))
        for media in operation.get("requestBody", {"content": {}})["content"].values():
            yield from _rules(operation["operationId"], "body", media["schema"])


def operations(api: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """List the operations, each after the path that it stands at."""
    for item in described(api)["paths"].values():
        yield from ((item, operation) for method, operation in item.items() if method in METHODS)


def _rules(operation: str, part: str, schema: dict[str, Any]) -> Iterator[Wanted]:
    for entry in rules_below(schema):
        said = " ".join([entry["rule"], entry.get("when", ""), *entry.get("let", {}).values()])
        yield Wanted(
            operation=operation,
            part=part,
            id=entry["id"],
            code=entry.get("code", ""),
            is_assumed=entry["source"]["confidence"] == "assumed",
            is_transition="oldSelf" in said,
        )


def changes(api: str) -> set[str]:
    """List the operations that change what exists."""
    return {
        item[method]["operationId"]
        for path, item in described(api)["paths"].items()
        for method in METHODS & item.keys()
        if method in {"put", "patch"} or path.endswith("}")
    }


RULES: Final = {api: list(dict.fromkeys(wanted(api))) for api in APIS}


def in_checks(api: str) -> set[Wanted]:
    """Read the tables of rules off checks.py, and which check judges by which table."""
    module = CHECKS[api]
    found: set[Wanted] = set()
    for part, operation, check in _checks(api):
        assumed = module.ASSUMED.get(check.__name__, frozenset())
        for name in set(re.findall(r"broken_rules\((\w+),", inspect.getsource(check))):
            found |= {
                Wanted(operation, part, rule.id, rule.code, rule.id in assumed, rule.is_transition)
                for rule in getattr(module, name)
            }
    return found


def _checks(api: str) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for operation, check in CHECKS[api].PARAMETERS.items():
        yield "parameters", operation, check
    for operation, media_types in CHECKS[api].BODIES.items():
        yield from (("body", operation, check) for check in media_types.values())


def methods(api: str) -> list[tuple[str, set[str]]]:
    """List the operation that each method calls, in both kinds of client, with the names of the method's keywords."""
    package = CLIENTS[api].__name__
    found: list[tuple[str, set[str]]] = []
    for path in sorted((Path(str(CLIENTS[api].__file__)).parent / "resources").glob("[!_]*.py")):
        descriptors = import_module(f"{package}._operations.{path.stem}")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                keywords = {argument.arg for argument in node.args.kwonlyargs}
                constants = re.findall(r"_operations\.(\w+)", ast.unparse(node))
                found += [(getattr(descriptors, name).id, keywords) for name in constants]
    return found


@pytest.mark.parametrize("api", APIS)
def test_there_are_rules_of_each_kind(api: str) -> None:
    """The table below is about something: rules that refuse or warn, and rules about changes."""
    assert RULES[api]
    assert any(rule.is_transition for rule in RULES[api])
    assert any(rule.is_assumed for rule in RULES[api])


@pytest.mark.parametrize("api", APIS)
def test_every_rule_is_in_the_check_of_its_request(api: str) -> None:
    """Column check: each request is judged by all its rules, with their codes and weights, and by no other."""
    assert in_checks(api) == set(RULES[api])


@pytest.mark.parametrize("api", APIS)
def test_every_rule_can_be_broken_by_itself(api: str) -> None:
    """Column strategy: for each rule of a body a sample breaks it and nothing else, or a change does, as the check says."""
    samples = import_module(f"{CLIENTS[api].__name__}.samples")
    drawn: set[Wanted] = set()
    for rule in RULES[api]:
        for media_type in samples.BODIES[rule.operation] if rule.part == "body" else ():
            sampler, source = samples.sampler(rule.operation, media_type), samples.RandomSource(1)
            old, body = (
                sampler.transition(source, rule.id) if rule.is_transition else (None, sampler.broken(rule.id, source))
            )
            found = CHECKS[api].BODIES[rule.operation][media_type](body, old=old)
            assert {(each.layer, each.id) for each in found} == {("rule", rule.id)}
            drawn.add(rule)

    assert drawn == {rule for rule in RULES[api] if rule.part == "body"}


@pytest.mark.parametrize("api", APIS)
def test_every_body_with_rules_has_its_strategies(api: str) -> None:
    """Column strategy: Hypothesis can draw the same, by one function for each kind of outcome."""
    strategies = import_module(f"{CLIENTS[api].__name__}.strategies")
    bodies = {rule.operation for rule in RULES[api] if rule.part == "body"}
    told = {name: str(getattr(strategies, name).__doc__) for name in strategies.__all__}

    for operation in bodies:
        names = {name for name, text in told.items() if re.search(rf"\b{operation}\b", text)}
        assert {name.startswith("invalid_") for name in names} == {True, False}, operation
        has_transitions = any(name.endswith("_transitions") for name in names)
        assert has_transitions >= any(rule.is_transition for rule in RULES[api] if rule.operation == operation)


@pytest.mark.parametrize("api", APIS)
def test_every_rule_about_a_change_can_be_asked_for(api: str) -> None:
    """Column transition: methods take `old` exactly where a rule looks at the value before, and there is one."""
    transitions = {rule.operation for rule in RULES[api] if rule.is_transition and rule.operation in changes(api)}
    taking = {operation for operation, keywords in methods(api) if "old" in keywords}
    lacking = {operation for operation, keywords in methods(api) if "old" not in keywords}

    assert taking == transitions
    assert lacking == {operation["operationId"] for _, operation in operations(api)} - transitions


@pytest.mark.parametrize("api", APIS)
def test_every_rule_is_documented(api: str) -> None:
    """Column documentation: RULES.md has each rule with its code and weight and both examples, and no other."""
    told = {(rule.id, rule.outcome == "Warned of", "old" in rule.facts.get("Judged where", "")) for rule in rules(api)}

    assert told == {(rule.id, rule.is_assumed, rule.is_transition) for rule in RULES[api]}
    for rule in rules(api):
        codes = {each.code for each in RULES[api] if each.id == rule.id}
        assert codes == {"" if rule.facts["Code"] == "none" else rule.facts["Code"].split("`")[1]}
        assert rule.valid != rule.invalid


@pytest.mark.parametrize("api", APIS)
def test_every_code_of_a_rule_has_a_class(api: str) -> None:
    """Column error: a refusal can be caught by the class of its code."""
    errors: Any = CLIENTS[api].errors
    codes = {rule.code for rule in RULES[api] if rule.code}

    assert codes <= errors.CODES.keys()
    assert all(issubclass(errors.CODES[code], errors.DocumentedError) for code in codes)
