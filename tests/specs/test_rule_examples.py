"""Runs the examples of every rule of every description, before our check and before judges that share no code with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from specs.by_hand import broken_by_order, broken_by_shop_order
from specs.checked import module, schema_check
from specs.described import Ruled, api, merged, ruled_schemas, rules_below
from specs.oracle_judge import broken, holds_when
from specs.test_soget_facts import FORMATS

APIS: Final = ("soget", "transiteo")
BY_HAND: Final[dict[tuple[str, str], Callable[..., list[tuple[str, str]]]]] = {
    ("soget", "Order"): broken_by_order,
    ("soget", "OrderUpdate"): broken_by_order,
    ("transiteo", "Order"): broken_by_shop_order,
}
RULES: Final = [(ruled, entry) for name in APIS for ruled in ruled_schemas(name) for entry in ruled.entries]


def examples() -> Iterator[Any]:
    """List every example with its rule, whether it keeps it, and its patch."""
    for ruled, entry in RULES:
        for kind in ("valid", "invalid"):
            for index, patch in enumerate(entry["examples"][kind]):
                name = f"{ruled.api} {ruled.key} {entry['id']} {kind} {index}"
                yield pytest.param(ruled, entry, kind == "valid", patch, id=name)


def old_of(ruled: Ruled, entry: dict[str, Any]) -> Any:
    """Give the old value for a rule that needs one: the schema's example."""
    return ruled.example if "oldSelf" in entry["rule"] else None


@pytest.mark.parametrize(("ruled", "entry", "is_valid", "patch"), list(examples()))
def test_an_example_gives_what_it_promises(ruled: Ruled, entry: dict[str, Any], is_valid: bool, patch: Any) -> None:
    """A valid example breaks nothing; an invalid one breaks this rule alone, with its code, at a place of its path."""
    value = merged(ruled.example, patch)
    found = schema_check(ruled.api, ruled.key)(value, old=old_of(ruled, entry))

    told = [(each.layer, each.id, each.code, each.message) for each in found]
    assert told == ([] if is_valid else [("rule", entry["id"], entry.get("code", ""), entry["message"])])
    for each in found:
        path = re.sub(r"/[0-9]+", "[]", each.path).replace("/", ".")
        assert path == entry.get("fieldPath", path)


@pytest.mark.parametrize(("ruled", "entry", "is_valid", "patch"), list(examples()))
def test_other_judges_agree_on_an_example(ruled: Ruled, entry: dict[str, Any], is_valid: bool, patch: Any) -> None:
    """Jsonschema finds it well-formed; Google's CEL and the rules written by hand find the same rules broken."""
    value, old = merged(ruled.example, patch), old_of(ruled, entry)
    judge: Any = Draft202012Validator(ruled.schema, format_checker=FORMATS)
    assert [error.message for error in judge.iter_errors(value)] == []
    assert broken(ruled.schema, value, old) == (set() if is_valid else {(entry["id"], entry.get("code", ""))})

    by_hand = BY_HAND.get((ruled.api, ruled.key))
    if by_hand is not None:
        found = schema_check(ruled.api, ruled.key)(value, old=old)
        assert sorted(by_hand(value, old)) == sorted((each.id, each.path) for each in found)


@pytest.mark.parametrize(
    ("ruled", "entry"), [pytest.param(*rule, id=f"{rule[0].api} {rule[0].key} {rule[1]['id']}") for rule in RULES]
)
def test_a_rule_says_all_that_it_should(ruled: Ruled, entry: dict[str, Any]) -> None:
    """It names its page and how sure we are, and its examples are not about other flows only."""
    assert re.fullmatch(r"vendor:(create|update|orders)", entry["source"]["doc"])
    assert entry["source"]["confidence"] in ("documented", "assumed")
    assert entry["message"].endswith(".")
    old = old_of(ruled, entry)
    asked = [
        holds_when(ruled.schema, entry["id"], merged(ruled.example, patch), old) for patch in entry["examples"]["valid"]
    ]
    assert any(asked)
    assert entry["examples"]["invalid"]


@pytest.mark.parametrize("name", APIS)
def test_every_rule_is_in_the_checks_of_its_bodies(name: str) -> None:
    """Each request body is judged by all rules that stand in its schema, with their codes and confidence."""
    expected: set[tuple[str, str, str, bool]] = set()
    for item in api(name)["paths"].values():
        for method in ("post", "put"):
            written: dict[str, Any] = item.get(method, {})
            for media in written.get("requestBody", {"content": {}})["content"].values():
                expected |= {
                    (
                        written["operationId"],
                        rule["id"],
                        rule.get("code", ""),
                        rule["source"]["confidence"] == "assumed",
                    )
                    for rule in rules_below(media["schema"])
                }
    operations = {check.name: check.operation for check in module(name).checks if check.kind == "body"}
    found = {
        (operations[rule.check], rule.id, rule.code, rule.is_assumed)
        for rule in module(name).rules
        if rule.check in operations
    }
    assert found == expected


@pytest.mark.parametrize("name", APIS)
def test_what_is_assumed_hides_nothing_that_is_documented(name: str) -> None:
    """No documented rule waits for an assumed one: a client only warns of that, and would miss what is sure."""
    rules = {entry["id"]: entry for ruled in ruled_schemas(name) for entry in ruled.entries}
    waiting = [
        (id_, other)
        for id_, entry in rules.items()
        for other in entry.get("after", ())
        if entry["source"]["confidence"] == "documented" and rules[other]["source"]["confidence"] == "assumed"
    ]
    assert rules
    assert waiting == []
