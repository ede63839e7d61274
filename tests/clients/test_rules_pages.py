"""RULES.md of each client holds what it says: its examples are run by the checks that the client ships."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

import soget_client
import transiteo_client
from clients.rules_page import CHECKS, Rule, page, requests, rules

APIS: Final = ("soget", "transiteo")
ERRORS: Final[dict[str, Any]] = {"soget": soget_client.errors, "transiteo": transiteo_client.errors}
ALL: Final = [pytest.param(api, rule, id=f"{api} {rule.id}") for api in APIS for rule in rules(api)]


def needs_old(rule: Rule) -> bool:
    """Say whether the page says that the rule needs the value before."""
    return "old" in rule.facts.get("Judged where", "")


@pytest.mark.parametrize(("api", "number"), [(api, n) for api in APIS for n in range(len(requests(api)))])
def test_the_requests_of_examples_pass(api: str, number: int) -> None:
    """What examples are patches on breaks nothing by itself."""
    request = requests(api)[number]

    assert request.judged(api, request.document) == ()


@pytest.mark.parametrize(("api", "rule"), ALL)
def test_the_passing_example_passes(api: str, rule: Rule) -> None:
    """The patched request breaks no keyword and no rule."""
    request = requests(api)[rule.request - 1]
    old = request.document if needs_old(rule) else None

    assert request.judged(api, rule.patched(request.document, rule.valid), old) == ()


@pytest.mark.parametrize(("api", "rule"), ALL)
def test_the_failing_example_breaks_its_rule_and_nothing_else(api: str, rule: Rule) -> None:
    """The patched request gives one rule, with the code, the message and the weight that the page says."""
    request = requests(api)[rule.request - 1]
    old = request.document if needs_old(rule) else None
    check: Any = (
        CHECKS[api].PARAMETERS[request.operation]
        if request.kind == "Parameters"
        else CHECKS[api].BODIES[request.operation][request.media_type]
    )

    found = request.judged(api, rule.patched(request.document, rule.invalid), old)

    assert {(each.layer, each.id, each.message) for each in found} == {("rule", rule.id, unescaped(rule.message))}
    code = "" if rule.facts["Code"] == "none" else rule.facts["Code"].partition("`: `")[0].strip("`")
    assert {each.code for each in found} == {code}
    is_assumed = rule.id in CHECKS[api].ASSUMED.get(check.__name__, frozenset())
    assert rule.outcome == ("Warned of" if is_assumed else "Refused")
    assert rule.facts["Known from"].startswith("assumed" if is_assumed else "documented")


def test_a_code_is_told_with_the_class_that_it_raises() -> None:
    """Beside each code stands the class of errors.py that bears it."""
    told = [(api, rule.facts["Code"]) for api in APIS for rule in rules(api) if rule.facts["Code"] != "none"]

    assert told
    for api, text in told:
        found = re.fullmatch(r"`(.+)`: `errors\.(.+)`", text)
        assert found is not None, text
        assert ERRORS[api].CODES[found[1]] is getattr(ERRORS[api], found[2])
        assert found[1] == ERRORS[api].CODES[found[1]].CODE


def test_the_codes_of_keywords_are_those_of_the_checks() -> None:
    """Every code that a schema's failure can have stands in the table, with its class, and no other."""
    for api in APIS:
        table = page(api).partition("## Codes of the schema")[2].partition("\n## ")[0]
        told = set(re.findall(r"\| `([A-Z0-9_]+)`: `errors\.\w+` \|$", table, re.MULTILINE))
        source = Path(str(CHECKS[api].__file__)).read_text("utf-8")
        written = set(re.findall(r'Violation\(\s*"schema",\s*"([A-Z0-9_]+)"', source))
        assert told == written
        assert all(code in ERRORS[api].CODES for code in told)


def unescaped(text: str) -> str:
    """Take Markdown's escapes away."""
    return re.sub(r"\\([\\`*_{}\[\]<>#|!~$&])", r"\1", text)
