"""Writes how schemas that judge the same value are combined, and what is left for the unevaluated keywords."""

from __future__ import annotations

from specwright.checks.arrays import item_pointer
from specwright.checks.judging import Condition, Judging, block, over_members
from specwright.checks.objects import NAME_POINTER
from specwright.checks.spots import Spot

__all__ = ["combination_lines", "late_lines"]


def combination_lines(judging: Judging) -> list[str]:
    """Write the keywords that apply further schemas to the same value."""
    keywords, navigator, spot = judging.keywords, judging.shop.navigator, judging.spot
    lines: list[str] = []
    if "$ref" in keywords:
        lines += judging.apply("$ref", navigator.follow(spot))
    if "$dynamicRef" in keywords:
        lines += judging.apply("$dynamicRef", navigator.follow_dynamic(spot))
    for child in _branches(judging, "allOf"):
        lines += judging.apply("allOf", child)
    if "anyOf" in keywords:
        verdicts = [judging.shop.expression(child, judging.value) for child in _branches(judging, "anyOf")]
        text = f"not ({' or '.join(verdicts)})" if "True" not in verdicts else ""
        lines += (
            judging.refuse(Condition("anyOf", text, "Must match at least one of the alternatives.")) if text else []
        )
    if "oneOf" in keywords:
        verdicts = [judging.shop.expression(child, judging.value) for child in _branches(judging, "oneOf")]
        text = f"sum(({', '.join(verdicts)},)) != 1"
        lines += judging.refuse(Condition("oneOf", text, "Must match exactly one of the alternatives."))
    if "not" in keywords:
        verdict = judging.shop.expression(navigator.child(spot, "not"), judging.value)
        lines += judging.refuse(Condition("not", verdict, "Must not match what is excluded here."))
    return [*lines, *_conditional_lines(judging)]


def _branches(judging: Judging, keyword: str) -> list[Spot]:
    count = len(judging.keywords.list(keyword))
    return [judging.shop.navigator.child(judging.spot, keyword, index) for index in range(count)]


def _conditional_lines(judging: Judging) -> list[str]:
    keywords, navigator, spot = judging.keywords, judging.shop.navigator, judging.spot
    if "if" not in keywords:
        return []
    then, otherwise = (
        judging.apply(keyword, navigator.child(spot, keyword)) if keyword in keywords else []
        for keyword in ("then", "else")
    )
    verdict = judging.shop.expression(navigator.child(spot, "if"), judging.value)
    if not then:
        return block(f"if not {verdict}:", otherwise)
    return [*block(f"if {verdict}:", then), *block("else:", otherwise)]


def late_lines(judging: Judging) -> list[str]:
    """Write the keywords that judge what all others have left."""
    keywords, navigator, spot, value = judging.keywords, judging.shop.navigator, judging.spot, judging.value
    # A type checker remembers that null was allowed.
    guard = f"{value} is not None and " if "null" in (keywords.types() or ()) else ""
    lines: list[str] = []
    if "unevaluatedItems" in keywords:
        child = navigator.child(spot, "unevaluatedItems")
        body = judging.apply("unevaluatedItems", child, value="item", at=item_pointer(judging.at))
        if body:
            judged = judging.shop.functions.call("items", spot)
            loop = block(f"for index, item in enumerate({value}):", block("if index not in judged:", body))
            lines += block(f"if {guard}isinstance({value}, ARRAY):", [f"judged = {judged}({value})", *loop])
    if "unevaluatedProperties" in keywords:
        child = navigator.child(spot, "unevaluatedProperties")
        body = judging.apply("unevaluatedProperties", child, value="member", at=NAME_POINTER)
        if body:
            judged = judging.shop.functions.call("members", spot)
            loop = over_members(value, block("if name not in named:", body))
            lines += block(f"if {guard}isinstance({value}, OBJECT):", [f"named = {judged}({value})", *loop])
    return lines
