"""Compares compiled expressions with Google's CEL: python tests/rules/campaign.py --evaluations 100000 --seed 1."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "generator")]

from rules.compiled import program, rule_functions, type_of  # noqa: E402
from rules.documents import SCHEMA, draw_document  # noqa: E402
from rules.expressions import Drawer  # noqa: E402
from rules.oracle import ERROR, Oracle, as_cel  # noqa: E402
from specwright.model.types import Json  # noqa: E402

TYPE: Final = type_of(SCHEMA)
DOCUMENTS_PER_EXPRESSION: Final = 20


@dataclass
class Tally:
    """What a campaign has seen so far."""

    evaluations: int = 0
    outcomes: dict[str, int] = field(default_factory=dict[str, int])
    disagreements: list[str] = field(default_factory=list[str])

    def add(self, *, expected: object, actual: object, text: str, values: tuple[Any, Any]) -> None:
        """Count one evaluation."""
        self.evaluations += 1
        name = "error" if expected is ERROR else str(expected)
        self.outcomes[name] = self.outcomes.get(name, 0) + 1
        if actual is not expected:
            self.disagreements.append(f"{text}\n  expected {expected}, got {actual}\n  {json.dumps(values)}")


def compare(seed: int, oracle: Oracle, tally: Tally) -> None:
    """Draw one condition and evaluate it over several documents: by itself, and as a rule."""
    rng = random.Random(seed)
    text = Drawer(rng).condition(rng.choice((1, 2, 3, 3, 4)))
    evaluate = program(text, TYPE).evaluate
    judge = _as_rule(text)
    reference = oracle.compile(text)
    for _ in range(DOCUMENTS_PER_EXPRESSION):
        values = (draw_document(rng), draw_document(rng))
        if rng.random() < 0.3:
            values = (values[0], values[0])
        data = {"self": as_cel(values[0], TYPE), "oldSelf": as_cel(values[1], TYPE)}
        expected = oracle.evaluate(reference, data)
        tally.add(expected=expected, actual=_value(evaluate, values), text=text, values=values)
        if judge is not None and judge(*values) is not (expected is True):
            tally.disagreements.append(f"as a rule: {text}\n  expected {expected}\n  {json.dumps(values)}")


def _value(evaluate: Callable[[Any, Any], Any], values: tuple[Any, Any]) -> object:
    try:
        return evaluate(*values)
    except (ArithmeticError, LookupError, ValueError):
        return ERROR


def _as_rule(text: str) -> Callable[[Any, Any], bool] | None:
    """Compile the condition to statements too; what is always true or false is no rule."""
    from specwright.rules.faults import RuleError

    # Reading the old value makes it a transition rule, whatever was drawn.
    entry: Json = {"id": "drawn", "rule": f"({text}) && oldSelf == oldSelf", "message": "It holds."}
    try:
        return rule_functions({**SCHEMA, "x-validations": [entry]})["drawn"]
    except RuleError as error:
        if all(problem.rule == "rule-dead" for problem in error.problems):
            return None
        raise


def main() -> int:
    """Run a campaign and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluations", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    oracle, tally = Oracle(), Tally()
    seed = options.seed * 10**9
    while tally.evaluations < options.evaluations:
        compare(seed, oracle, tally)
        seed += 1
    sys.stdout.write(f"{tally.evaluations} evaluations, {len(tally.disagreements)} disagreements, {tally.outcomes}\n")
    sys.stdout.write("\n".join(tally.disagreements[:5]))
    return 1 if tally.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
