# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns the shapes of a plan into values: each shape becomes a function once, and is called many times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from fractions import Fraction
from typing import Any, Final

from .arrays import array_writer
from .judging import Judge, equal_json
from .nodes import Alternative, NotDrawableError, Plan, Shape
from .numbers import integer_writer, number_writer
from .objects import Draw, object_writer
from .phrases import PHRASE_COUNT, phrases
from .source import STEADY_TRIES, Source
from .texts import FormatChecks, text_test, text_writer

__all__ = ["Shapes"]

_TRIES: Final = 60
# A value holds about as many objects and lists, and goes round in circles as often.
BUDGET: Final = 400
ROOM: Final = 3
_ANY: Final[tuple[Any, ...]] = (1, "text", True, 0.5, [], {}, ["item"], {"key": "value"}, {"number": 2}, -1)
_NOTHING: Final[FormatChecks] = {}


class Shapes:
    """The shapes of a plan as functions."""

    def __init__(self, plan: Plan, formats: FormatChecks = _NOTHING) -> None:
        self._shapes = plan["shapes"]
        self._lists: Mapping[str, list[str]] = plan["lists"]
        self.formats = formats
        self.judge = Judge(plan["schemas"], formats)
        self._writers: dict[tuple[str, bool], Draw] = {}

    def draw(self, name: str, source: Source) -> Any:
        """Draw a value of a shape.

        Raises:
            NotDrawableError: none was found.
        """
        source.budget = BUDGET
        return self.writer(name)(source, ROOM)

    def fresh(self, name: str, source: Source) -> Any:
        """Draw a value of a shape, but null only where nothing else is allowed."""
        source.budget = BUDGET
        return self.fresh_writer(name)(source, ROOM)

    def writer(self, name: str) -> Draw:
        """Give the function that draws a shape."""
        return self._writer(name, is_fresh=False)

    def fresh_writer(self, name: str) -> Draw:
        """Give the function that draws a shape, but null only where nothing else is allowed."""
        return self._writer(name, is_fresh=True)

    def is_nullable(self, name: str) -> bool:
        """Say whether a shape allows null and something else."""
        usual = self._commons(name)
        return len(usual) > 1 and any(each["kind"] == "null" and not each.get("judge") for each in usual)

    def alternatives(self, name: str) -> Iterator[Alternative]:
        """List what a shape can be, most usual first."""
        yield from self._shapes[name]["alternatives"]

    def code_list(self, name: str) -> list[str]:
        """Give the codes of a format that is a list, none where it is no such."""
        return self._lists.get(name, [])

    def _commons(self, name: str) -> list[Alternative]:
        shape = self._shapes[name]
        return shape.get("preferred") or shape["alternatives"][: shape["common"]]

    def _writer(self, name: str, *, is_fresh: bool) -> Draw:
        known = self._writers.get((name, is_fresh))
        if known is not None:
            return known

        # A shape can be part of itself: until it is made, whoever asks gets one that looks again.
        def later(source: Source, room: int) -> Any:
            return self._writers[name, is_fresh](source, room)

        self._writers[name, is_fresh] = later
        self._writers[name, is_fresh] = self._make(name, is_fresh=is_fresh)
        return self._writers[name, is_fresh]

    def _make(self, name: str, *, is_fresh: bool) -> Draw:
        shape = self._shapes[name]
        usual = self._commons(name)
        values = [each for each in usual if each["kind"] != "null"] if is_fresh else usual
        usual = values or usual
        draw = self._choice(name, shape, usual)
        if not shape.get("loops"):
            return draw
        return lambda source, room: draw(source, room - 1)

    def _choice(self, name: str, shape: Shape, usual: list[Alternative]) -> Draw:
        rare = [] if "preferred" in shape else shape["alternatives"][shape["common"] :]
        draws = [self._alternative(each) for each in usual]
        if len(draws) == 1 and not rare:
            return draws[0] if not usual[0].get("judge") else self._judged(name, draws, usual, [])
        smallest = draws[min(range(len(usual)), key=lambda index: usual[index].get("height", 0))]
        if any(each.get("judge") for each in usual) or rare:
            return self._judged(name, draws, usual, rare)
        pick = _weighted(usual)
        count = len(pick)

        def write(source: Source, room: int) -> Any:
            if room < 1 or source.budget < 0:
                return smallest(source, 0)
            return draws[pick[source.below(count)]](source, room)

        return write

    def _judged(self, name: str, draws: list[Draw], usual: list[Alternative], rare: list[Alternative]) -> Draw:
        """Draw until what the drawing does not see to holds as well: first the usual ones, then all in turn."""
        every = [*draws, *(self._alternative(each) for each in rare)]
        tests = [self._test(each) for each in (*usual, *rare)]
        pick = _weighted(usual)
        order = sorted(range(len(every)), key=lambda index: (*usual, *rare)[index].get("height", 0))
        where = self._shapes[name].get("where", name)

        def write(source: Source, room: int) -> Any:
            is_small = room < 1 or source.budget < 0
            for number in range(_TRIES + 4 * len(every)):
                chooser = source if number < STEADY_TRIES else source.other
                if number >= _TRIES // 2 or is_small:
                    index = order[number % len(order)]
                else:
                    index = pick[chooser.below(len(pick))]
                try:
                    value = every[index](chooser, 0 if is_small else room)
                except NotDrawableError:
                    continue
                if tests[index](value):
                    return value
            raise NotDrawableError(f"no value was found for {where}")

        return write

    def _test(self, alternative: Alternative) -> Callable[[Any], bool]:
        wanted = [(str(pair[0]), bool(pair[1])) for pair in alternative.get("judge", [])]
        if not wanted:
            return lambda _value: True
        return lambda value: all(self.judge.holds(name, value) is holds for name, holds in wanted)

    def _alternative(self, part: Alternative) -> Draw:
        match part["kind"]:
            case "null":
                return lambda _source, _room: None
            case "boolean":
                return lambda source, _room: source.below(2) == 1
            case "values":
                return _listed(part.get("values", []))
            case "list":
                return _listed(self._lists[part.get("code_list", "")])
            case "string":
                return text_writer(part, self.formats)
            case "integer":
                return integer_writer(part)
            case "number" | "fraction":
                return number_writer(part)
            case "array":
                return array_writer(part, self)
            case "object":
                return object_writer(part, self)
            case _:
                return _anything

    def accepts(self, name: str, value: Any) -> bool:
        """Say whether a scalar is well-formed at a shape."""
        return any(
            self._accepts(part, value) and self._test(part)(value) for part in self._shapes[name]["alternatives"]
        )

    def _accepts(self, part: Alternative, value: Any) -> bool:
        match part["kind"]:
            case "any":
                return True
            case "null":
                return value is None
            case "boolean":
                return isinstance(value, bool)
            case "values":
                return any(equal_json(item, value) for item in part.get("values", []))
            case "list":
                return isinstance(value, str) and value in self._lists[part.get("code_list", "")]
            case "string":
                return isinstance(value, str) and text_test(part, self.formats)(value)
            case "integer" | "number" | "fraction":
                return _is_number_of(part, value)
            case _:
                return False


def _is_number_of(part: Alternative, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    low, high, is_whole = part.get("low"), part.get("high"), value == int(value)
    if part["kind"] != "number" and is_whole is not (part["kind"] == "integer"):
        return False
    if (low is not None and value < low) or (high is not None and value > high):
        return False
    return not _has_remainder(part, value) and value not in part.get("not_values", [])


def _has_remainder(part: Alternative, value: float) -> bool:
    exact = Fraction(repr(value))
    wrong = [text for text in part.get("not_divisors", []) if not exact % Fraction(text)]
    return bool(wrong) or ("step" in part and exact % Fraction(part["step"]) != 0)


def _listed(values: list[Any]) -> Draw:
    count = len(values)
    if any(isinstance(value, (dict, list)) for value in values):
        # Who changes a drawn value must not change the next one.
        return lambda source, _room: deepcopy(values[source.below(count)])
    if count == 1:
        only = values[0]
        return lambda _source, _room: only
    return lambda source, _room: values[source.detail(count)]


def _weighted(alternatives: list[Alternative]) -> tuple[int, ...]:
    """Let null be rare, and come last."""
    others = [index for index, each in enumerate(alternatives) if each["kind"] != "null"]
    nulls = [index for index, each in enumerate(alternatives) if each["kind"] == "null"]
    return (*others * (7 if nulls else 1), *nulls)


def _anything(source: Source, _room: int) -> Any:
    number = source.below(len(_ANY) + 30)
    return deepcopy(_ANY[number]) if number < len(_ANY) else phrases()[source.below(PHRASE_COUNT)]
