"""Turns a world into what a plan says of texts and of numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final

from specwright.rules.code_lists import COUNTRIES_2, COUNTRIES_3, CURRENCIES, INCOTERMS_2020
from specwright.rules.formats import FORMATS, IMDG_CLASS
from specwright.samples.engine.nodes import Alternative, NotDrawableError
from specwright.samples.engine.source import RandomSource
from specwright.samples.engine.texts import text_test, text_writer
from specwright.samples.facts import World
from specwright.samples.text_patterns import text_part

__all__ = ["CODE_LISTS", "number_part", "string_part", "unlisted"]

CODE_LISTS: Final = {
    "incoterms-2020": sorted(INCOTERMS_2020),
    "iso3166-1-alpha-2": sorted(COUNTRIES_2),
    "iso3166-1-alpha-3": sorted(COUNTRIES_3),
    "iso4217": sorted(CURRENCIES),
}
_RANGES: Final = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1), "uint8": (0, 255)}


def values_of(world: World, word: str) -> list[Any]:
    """List what a world says under a word."""
    return [fact[1] for fact in world.facts if fact[0] == word]


def unlisted(world: World, test: Callable[[Any], bool]) -> list[Any]:
    """List the values of one kind that are excluded."""
    return [value for values in values_of(world, "unlisted") for value in values if test(value)]


def string_part(world: World) -> Alternative | None:
    """Describe texts, None where there can be none."""
    least = max((0, *values_of(world, "least")))
    most = min(values_of(world, "most"), default=None)
    if most is not None and most < least:
        return None
    part: Alternative = {"kind": "string"}
    if least:
        part["least"] = least
    if most is not None:
        part["most"] = most
    _add_patterns(part, world)
    found = _with_formats(part, values_of(world, "format"), values_of(world, "not_format"))
    return found if found is None or _is_drawable(found) else None


def _is_drawable(part: Alternative) -> bool:
    """Say whether a text is found; patterns and limits together leave none sometimes."""
    if part["kind"] != "string" or not (
        {"pattern", "refusals", "format", "other_formats", "not_formats"} & part.keys()
    ):
        return True
    try:
        text_writer(part, FORMATS)(RandomSource(0), 1)
    except NotDrawableError:
        return False
    return True


def _add_patterns(part: Alternative, world: World) -> None:
    searches = list(dict.fromkeys(values_of(world, "search")))
    # What is anchored says most about a text as a whole.
    searches.sort(key=lambda text: (not text.startswith(r"\A"), not text.endswith(r"\Z")))
    if searches:
        part.update(text_part(searches[0]))  # type: ignore[typeddict-item]
        part["searches"] = searches
    refusals = list(dict.fromkeys(values_of(world, "refusal")))
    refusals += [rf"\A{re.escape(value)}\Z" for value in unlisted(world, lambda value: isinstance(value, str))]
    if refusals:
        part["refusals"] = refusals


def _with_formats(part: Alternative, formats: Sequence[str], excluded: Sequence[str]) -> Alternative | None:
    judged = [name for name in dict.fromkeys(formats) if name in FORMATS]
    if any(name in excluded for name in judged):
        return None
    listed = next((name for name in judged if name in CODE_LISTS), None)
    if excluded:
        part["not_formats"] = list(dict.fromkeys(excluded))
    if listed is not None:
        if part.keys() == {"kind"} and judged == [listed]:
            return {"kind": "list", "code_list": listed}
        part["other_formats"] = judged
        test = text_test(part, FORMATS)
        values: list[Any] = [code for code in CODE_LISTS[listed] if test(code)]
        return {"kind": "values", "values": values} if values else None
    named = [*judged, *(name for name in dict.fromkeys(formats) if name not in FORMATS)]
    if named:
        part["format"] = named[0]
    if judged[1:]:
        part["other_formats"] = judged[1:]
    if part.get("format") == "imdg-class" and "pattern" not in part:
        searches = part.get("searches", [])
        part.update(text_part(rf"\A(?:{IMDG_CLASS.pattern})\Z"))  # type: ignore[typeddict-item]
        part["searches"] = [*part.get("searches", []), *searches]
    return part


def number_part(world: World, kinds: frozenset[str]) -> Alternative | None:
    """Describe numbers that are whole, not whole or either; None where there can be none."""
    kind = "number" if len(kinds) > 1 else next(iter(kinds))
    low, high = _bounds(world, is_whole=kind == "integer")
    if kind == "integer":
        for name in values_of(world, "format"):
            if name in _RANGES:
                low = _RANGES[name][0] if low is None else low
                high = _RANGES[name][1] if high is None else high
    part: Alternative = {"kind": kind}
    steps = [Fraction(text) for text in values_of(world, "step")]
    if steps:
        step = _common(steps + ([Fraction(1)] if kind == "integer" else []))
        part["step"] = str(step)
        if low is not None and high is not None and math.ceil(Fraction(low) / step) > math.floor(Fraction(high) / step):
            return None
        if kind == "fraction" and step.denominator == 1:
            return None
    if low is not None and high is not None and low > high:
        return None
    if low is not None:
        part["low"] = low
    if high is not None:
        part["high"] = high
    excluded = unlisted(world, lambda value: isinstance(value, (int, float)) and not isinstance(value, bool))
    if excluded:
        part["not_values"] = excluded
    if values_of(world, "not_step"):
        part["not_divisors"] = list(dict.fromkeys(values_of(world, "not_step")))
    return part


def _bounds(world: World, *, is_whole: bool) -> tuple[float | int | None, float | int | None]:
    lows: list[float | int] = []
    highs: list[float | int] = []
    for fact in world.facts:
        if fact[0] == "low":
            lows.append(_inside(fact[1], up=True, is_open=fact[2], is_whole=is_whole))
        elif fact[0] == "high":
            highs.append(_inside(fact[1], up=False, is_open=fact[2], is_whole=is_whole))
    return max(lows, default=None), min(highs, default=None)


def _inside(bound: float, *, up: bool, is_open: bool, is_whole: bool) -> float | int:
    """Give the number nearest to a bound that is allowed."""
    if is_whole:
        nearest = math.ceil(bound) if up else math.floor(bound)
        if is_open and nearest == bound:
            nearest += 1 if up else -1
        return nearest
    return math.nextafter(bound, math.inf if up else -math.inf) if is_open else bound


def _common(steps: Sequence[Fraction]) -> Fraction:
    """Give the least number that all steps divide."""
    denominator = math.lcm(*(step.denominator for step in steps))
    return Fraction(math.lcm(*(int(step * denominator) for step in steps)), denominator)
