"""Turns a plan of latencies and faults into what happens to one call: the same for the same seed and the same calls."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Final, cast

from specwright.model.types import Json

__all__ = ["FAULTS", "Fault", "FaultPlan", "PlanError", "read_fault_plan"]

# What becomes of the connection: reset, closed without a word, cut off in the middle of an answer, filled with noise.
FAULTS: Final = ("reset", "close", "truncate", "garbage")
_MEMBERS: Final = frozenset(
    {"operation", "method", "path", "calls", "every", "from", "to", "probability", "latency", "fault", "status"}
    | {"error", "example"}
)
_LONGEST: Final = 600.0
_MOST_RULES: Final = 200


class PlanError(ValueError):
    """A plan that cannot be understood; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens to one call: seconds to wait, a broken connection, an answer to give instead; or nothing."""

    latency: float = 0.0
    fault: str = ""
    status: int = 0
    error: str = ""
    example: str = ""

    @property
    def forces_answer(self) -> bool:
        """Tell whether a documented answer takes the place of the real one."""
        return bool(self.status or self.error or self.example)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Latency:
    kind: str
    low: float
    high: float

    def draw(self, chance: random.Random) -> float:
        if self.kind == "lognormal":
            drawn = self.low * math.exp(self.high * chance.gauss(0.0, 1.0))
        elif self.kind == "uniform":
            drawn = chance.uniform(self.low, self.high)
        else:
            drawn = self.low
        return min(drawn, _LONGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """When something happens, by what is called and how often it was called, and what."""

    operation: str
    method: str
    path: str
    calls: frozenset[int]
    every: int
    first: int
    last: int
    probability: float
    latency: _Latency | None
    happens: Fault

    def meets(self, operation: str, method: str, path: str) -> bool:
        return (
            (not self.operation or self.operation == operation)
            and (not self.method or self.method == method)
            and (not self.path or fnmatchcase(path, self.path))
        )

    def is_due(self, number: int) -> bool:
        if self.calls and number not in self.calls:
            return False
        if self.every and number % self.every:
            return False
        return self.first <= number and (not self.last or number <= self.last)


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """Rules in order; latencies add up, and the first fault that is due happens."""

    document: Json
    seed: int
    rules: tuple[_Rule, ...] = field(default=())

    def decide(self, operation: str, method: str, path: str, count: Callable[[str], int]) -> Fault | None:
        """Tell what happens to a call; ``count`` gives the next number of a named counter."""
        latency = 0.0
        chosen: Fault | None = None
        for index, rule in enumerate(self.rules):
            if not rule.meets(operation, method, path):
                continue
            number = count(f"$fault{index}")
            if not rule.is_due(number):
                continue
            chance = random.Random(f"{self.seed}/{index}/{number}")
            if rule.probability < 1.0 and chance.random() >= rule.probability:
                continue
            latency += rule.latency.draw(chance) if rule.latency is not None else 0.0
            if chosen is None and (rule.happens.fault or rule.happens.forces_answer):
                chosen = rule.happens
        if chosen is None:
            return Fault(latency=latency) if latency else None
        return Fault(
            latency=latency, fault=chosen.fault, status=chosen.status, error=chosen.error, example=chosen.example
        )


def read_fault_plan(document: Json, *, seed: int) -> FaultPlan:
    """Read a plan.

    Raises:
        PlanError: it is none.
    """
    if not isinstance(document, dict) or set(document) - {"rules", "seed"}:
        raise PlanError("a plan is an object with rules and, if wanted, a seed")
    rules = document.get("rules", [])
    if not isinstance(rules, list) or len(rules) > _MOST_RULES:
        raise PlanError(f"/rules: a list of at most {_MOST_RULES} rules is wanted")
    own_seed = document.get("seed", seed)
    if not isinstance(own_seed, int) or isinstance(own_seed, bool):
        raise PlanError("/seed: a whole number is wanted")
    return FaultPlan(document, own_seed, tuple(_rule(rule, f"/rules/{at}") for at, rule in enumerate(rules)))


def _rule(rule: Json, where: str) -> _Rule:
    if not isinstance(rule, dict):
        raise PlanError(f"{where}: an object is wanted")
    strange = sorted(set(rule) - _MEMBERS)
    if strange:
        raise PlanError(f"{where}/{strange[0]}: unknown; known: {', '.join(sorted(_MEMBERS))}")
    calls = rule.get("calls", [])
    if not isinstance(calls, list) or not all(type(call) is int and call > 0 for call in calls):
        raise PlanError(f"{where}/calls: numbers from 1 are wanted")
    fault = _text(rule, "fault", where)
    if fault and fault not in FAULTS:
        raise PlanError(f"{where}/fault: one of {', '.join(FAULTS)} is wanted")
    status = _whole(rule, "status", where, most=599)
    if status and status < 200:
        raise PlanError(f"{where}/status: a final status is wanted")
    return _Rule(
        operation=_text(rule, "operation", where),
        method=_text(rule, "method", where).upper(),
        path=_text(rule, "path", where),
        calls=frozenset(cast("list[int]", calls)),
        every=_whole(rule, "every", where),
        first=_whole(rule, "from", where),
        last=_whole(rule, "to", where),
        probability=_number(rule.get("probability", 1.0), f"{where}/probability", most=1.0),
        latency=_latency(rule["latency"], f"{where}/latency") if "latency" in rule else None,
        happens=Fault(
            fault=fault, status=status, error=_text(rule, "error", where), example=_text(rule, "example", where)
        ),
    )


def _latency(given: Json, where: str) -> _Latency:
    """Read seconds: a number, ``{uniform: [low, high]}`` or ``{lognormal: {median, sigma}}``."""
    match given:
        case {"uniform": [low, high], **rest} if not rest:
            return _Latency(kind="uniform", low=_number(low, where), high=_number(high, where))
        case {"lognormal": {"median": median, "sigma": sigma, **more}, **rest} if not rest and not more:
            return _Latency(kind="lognormal", low=_number(median, where), high=_number(sigma, where, most=10.0))
        case int() | float():
            return _Latency(kind="fixed", low=_number(given, where), high=0.0)
        case _:
            raise PlanError(
                f"{where}: seconds, {{uniform: [low, high]}} or {{lognormal: {{median, sigma}}}} are wanted"
            )


def _text(rule: Mapping[str, Any], name: str, where: str) -> str:
    value = rule.get(name, "")
    if not isinstance(value, str):
        raise PlanError(f"{where}/{name}: a text is wanted")
    return value


def _whole(rule: Mapping[str, Any], name: str, where: str, *, most: int = 1_000_000_000) -> int:
    value = rule.get(name, 0)
    if type(value) is not int or not 0 <= value <= most:
        raise PlanError(f"{where}/{name}: a number from 0 to {most} is wanted")
    return value


def _number(value: Json, where: str, *, most: float = _LONGEST) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise PlanError(f"{where}: a number from 0 to {most:g} is wanted")
    return float(value)
