"""Writes what a schema asks of texts and of numbers."""

from __future__ import annotations

from typing import Final

from specwright.checks.judging import Condition, Judging
from specwright.checks.keywords import Keywords
from specwright.checks.literals import literal
from specwright.checks.messages import count_message
from specwright.checks.patterns import PatternError, translate
from specwright.rules.formats import FORMATS

__all__ = ["count_lines", "number_lines", "pattern_search", "string_lines"]

_BOUNDS: Final = {
    "minimum": ("<", "at least"),
    "exclusiveMinimum": ("<=", "more than"),
    "maximum": (">", "at most"),
    "exclusiveMaximum": (">=", "less than"),
}


def string_lines(judging: Judging) -> list[str]:
    """Write the keywords that speak of texts; lengths count code points, as Python does."""
    keywords, value = judging.keywords, judging.value
    lines = count_lines(judging, "minLength", "maxLength")
    pattern = keywords.text("pattern")
    if pattern is not None:
        search = pattern_search(judging, keywords, "pattern", pattern)
        lines += judging.refuse(Condition("pattern", f"{search}({value}) is None", f"Must match the pattern {pattern}"))
    name = keywords.text("format")
    if name is not None and name in judging.shop.formats:
        text = f"not {FORMATS[name].__name__}({value})"
        lines += judging.refuse(Condition("format", text, f"Must be of the format {name}."))
    return lines


def number_lines(judging: Judging) -> list[str]:
    """Write the keywords that speak of numbers."""
    keywords, value = judging.keywords, judging.value
    lines: list[str] = []
    for keyword, (operator, words) in _BOUNDS.items():
        bound = keywords.number(keyword)
        if bound is not None:
            text = f"{value} {operator} {literal(bound)}"
            lines += judging.refuse(Condition(keyword, text, f"Must be {words} {bound}."))
    divisor = keywords.number("multipleOf")
    if divisor is not None:
        constant = judging.shop.functions.constant("DIVISOR", f"Fraction({literal(str(divisor))})")
        text = f"not is_multiple({value}, {constant})"
        lines += judging.refuse(Condition("multipleOf", text, f"Must be a multiple of {divisor}."))
    return lines


def count_lines(judging: Judging, least: str, most: str) -> list[str]:
    """Write the two keywords that bound a length."""
    keywords, lines = judging.keywords, list[str]()
    for keyword, operator in ((least, "<"), (most, ">")):
        limit = keywords.count(keyword)
        if limit is not None and (limit or keyword == most):
            text = f"len({judging.value}) {operator} {limit}"
            lines += judging.refuse(Condition(keyword, text, count_message(keyword, limit)))
    return lines


def pattern_search(judging: Judging, keywords: Keywords, keyword: str, pattern: str) -> str:
    """Name the function that looks for a pattern.

    Raises:
        SpecwrightError: it is no pattern of ECMA-262, or one that Python cannot match.
    """
    try:
        text = translate(pattern)
    except PatternError as error:
        tell = keywords.refuse if error.is_valid else keywords.fail
        tell(keyword, f"the pattern {pattern!r} cannot be used: {error.what}", error.hint)
    return judging.shop.functions.constant("PATTERN", f"re.compile({literal(text)}).search")
