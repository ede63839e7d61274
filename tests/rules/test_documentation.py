"""Runs every example of docs/rules.md."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from rules.compiled import program, rule_functions, rules_of, type_of
from rules.oracle import ERROR, Oracle, as_cel
from specwright.rules.faults import RuleError
from specwright.rules.functions import FUNCTIONS, LIST_FUNCTIONS
from specwright.rules.macros import MACROS

PAGE: Final = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Find the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def examples(language: str) -> list[tuple[str, str]]:
    """List expressions with what stands behind them."""
    lines = [line for block in blocks(language) for line in block.splitlines()]
    return [(text.strip(), outcome.strip()) for text, outcome in (line.rsplit("//", 1) for line in lines)]


DOCUMENT: Final[dict[str, Any]] = json.loads(blocks("json")[0])
ENTRIES: Final[dict[str, Any]] = yaml.safe_load(blocks("yaml")[0])
SCHEMA: Final[dict[str, Any]] = yaml.safe_load(blocks("yaml")[1])
TYPE: Final = type_of(SCHEMA)
ORACLE: Final = Oracle()
OUTCOMES: Final = {"true": True, "false": False, "error": ERROR}


@pytest.mark.parametrize(("text", "outcome"), examples("cel"))
def test_an_example_comes_out_as_the_page_says(text: str, outcome: str) -> None:
    """Compiled, it gives what stands behind it; Google's implementation agrees where it knows the functions."""
    try:
        actual: object = program(text, TYPE).evaluate(DOCUMENT, DOCUMENT)
    except (ArithmeticError, LookupError, ValueError):
        actual = ERROR

    assert actual is OUTCOMES[outcome]
    if not re.search(r"\bis(?!Sorted|Iso6346)[A-Z]\w+\(", text):
        value = as_cel(DOCUMENT, TYPE)
        assert ORACLE.evaluate(ORACLE.compile(text), {"self": value, "oldSelf": value}) is OUTCOMES[outcome]


@pytest.mark.parametrize(("text", "rule"), examples("cel-errors"))
def test_what_the_page_calls_refused_is_refused(text: str, rule: str) -> None:
    """With the kind of error that stands behind it."""
    with pytest.raises(RuleError) as caught:
        program(text, TYPE)

    assert caught.value.problems[0].rule == rule


def test_the_entry_at_the_top_is_a_right_one() -> None:
    """It is read, ordered and compiled; the document meets it."""
    rules = rules_of({**SCHEMA, **ENTRIES}, codes=["WRONG_ORDER"])
    functions = rule_functions({**SCHEMA, **ENTRIES})
    swapped = {
        **DOCUMENT,
        "stops": [{"kind": "Load", "at": "2026-02-01T00:00:00Z"}, {"kind": "Drop", "at": "2026-01-01T00:00:00Z"}],
    }

    assert [rule.entry.id for rule in rules] == ["stops-known", "times-in-order", "same-flow"]
    assert [functions["times-in-order"](value) for value in (DOCUMENT, swapped)] == [True, False]
    assert functions["times-in-order@"](swapped) == "/stops"
    assert functions["same-flow"](DOCUMENT, {**DOCUMENT, "flow": "Export"}) is False


def test_the_page_has_an_example_of_every_function_and_macro() -> None:
    """What is not shown is not known to be there."""
    shown = " ".join(text for text, _ in examples("cel"))
    missing = {name for name in {"has", "size", *FUNCTIONS, *LIST_FUNCTIONS, *MACROS} if f"{name}(" not in shown}

    assert missing == set()
