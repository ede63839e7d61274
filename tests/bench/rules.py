"""Turns one full order into rows: what judging it costs, by our checks, by hand, by Google's CEL and by fastjsonschema."""

import copy
import importlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from bench.timing import Row, compare
from checks.compiled import load as load_module
from specs.by_hand import broken_by_order
from specs.checked import module
from specs.described import api
from specs.oracle_judge import evaluations
from specwright.model.types import Json

__all__ = ["rule_rows", "shape_check"]

# More date-times than any cache of ours keeps, as traffic has them; every order is seen once a round.
ORDERS: Final = 1500
DATES: Final = frozenset({"startDate", "endDate", "creationDate"})


def rule_rows(*, rounds: int, calls: int) -> Iterator[Row]:
    """Measure the rules of an order by themselves, one by one, and together with its schema."""
    orders = [_moved(number) for number in range(ORDERS)]
    forms = [{"Order": order} for order in orders]
    names = load_module(module("soget").text)
    check = names["check_create_customer_order_body"]
    holds = names[_rules_function("check_create_customer_order_body")]
    _see_that_all_agree(forms, check=check, holds=holds)
    yield from compare(
        "rules of a full order",
        {"by hand": _each(broken_by_order, orders), "specwright": _each(holds, forms)},
        {"specwright": 3.0},
        rounds=rounds,
        calls=calls,
    )
    schema = api("soget")["components"]["schemas"]["Order"]
    prepared = [evaluations(schema, order) for order in orders[:100]]
    yield from compare(
        "rules, one by one",
        {"cel-expr-python": _each(_run_all, prepared), "specwright": _each(holds, forms)},
        {"specwright": 1 / 8},
        rounds=rounds,
        calls=max(calls // 10, 50),
    )
    shape = shape_check()
    yield from compare(
        "schema and rules of an order",
        {"fastjsonschema, shape alone": _each(shape, forms), "specwright": _each(check, forms)},
        {"specwright": 2.0},
        rounds=rounds,
        calls=calls,
    )


def _moved(number: int) -> dict[str, Any]:
    """Give the documented Import with all moments some minutes later."""
    content = api("soget")["paths"]["/customer-orders"]["post"]["requestBody"]["content"]
    example: dict[str, Any] = content["multipart/form-data"]["examples"]["import"]["value"]["Order"]
    order = copy.deepcopy(example)
    for event in order["containers"][0]["events"]:
        for name in DATES & event.keys():
            event[name] = (datetime.fromisoformat(event[name]) + timedelta(minutes=7 * number)).isoformat()
    return order


def _rules_function(check: str) -> str:
    text = module("soget").text
    found = re.search(r"if (_holds_\w+)\(value\)", text[text.index(f"def {check}(") :])
    assert found is not None
    return found[1]


def _see_that_all_agree(forms: list[dict[str, Any]], *, check: Callable[..., Any], holds: Callable[..., Any]) -> None:
    """Measure nothing that gives up early: every order keeps all rules."""
    for form in forms[:20]:
        assert check(form) == ()
        assert holds(form)
        assert broken_by_order(form["Order"]) == []
        found = _run_all(evaluations(api("soget")["components"]["schemas"]["Order"], form["Order"]))
        assert len(found) >= 13
        assert all(found)


def _each(judge: Callable[[Any], Any], values: list[Any]) -> Callable[[int], None]:
    """Judge as many values as calls are asked for, in their order and then again."""

    def run(calls: int) -> None:
        for start in range(0, calls, len(values)):
            for value in values[: calls - start]:
                judge(value)

    return run


def _run_all(evaluate: list[Callable[[], object]]) -> list[object]:
    return [each() for each in evaluate]


def shape_check() -> Callable[[Any], Any]:
    """Compile the schema of the order's form by a peer, without what it has beyond JSON Schema."""
    schema = api("soget")["components"]["schemas"]["OrderForm"]
    # The package says nothing of its types to a type checker.
    peer: Any = importlib.import_module("fastjsonschema")
    check: Callable[[Any], Any] = peer.compile(_plain(schema), use_formats=False, use_default=False)
    return check


def _plain(tree: Json) -> Json:
    if isinstance(tree, dict):
        return {name: _plain(member) for name, member in tree.items() if not name.startswith("x-")}
    return [_plain(item) for item in tree] if isinstance(tree, list) else tree
